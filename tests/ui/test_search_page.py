"""The search page over a real desk: what hands do in the line, and what eyes are shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk_app import parts
from desk_app.core.visit_view import VisitView
from desk_app.qt.desk_search import DeskSearch
from desk_app.qt.language import Language
from desk_app.qt.look import Look
from desk_app.qt.messages import Messages
from desk_app.qt.runner import Runner
from desk_app.qt.window_desk import WindowDesk
from desk_app.ui.search_page import SearchPage
from desk_app.ui.search_presenter import SearchPresenter
from desk_app.ui.stage import Stage
from tests.support.settle import settle
from tests.support.window import a_visit, compile_texts, type_text

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
HOA = "001187004417"
EARLIER = {"at": "02/01/2026 08:15", "late_reason": "power"}


class Shown:
    """The page by itself, and hands that wait until nothing is under way."""

    def __init__(self, application: QApplication, desk: parts.Desk) -> None:
        self.application, self.desk = application, desk
        language, self.runner = Language(application), Runner()
        self.stage = Stage(Look(application, "light"), language, self.runner, Messages(language))
        self.door = WindowDesk(
            desk.store, desk.catalogue, parts.criteria(), "", parts.system_clock,
            self._no_paper, self._no_paper,
        )  # fmt: skip
        self.page = SearchPage(self.stage, self._presenter)
        self.wished: list[str] = []
        self.opened: list[str] = []
        self.page.visit_requested.connect(self.wished.append)
        self.page.opened.connect(self.opened.append)
        self.broken: list[object] = []
        for signal in (self.runner.broke, self.runner.refused, self.runner.environment_failed):
            signal.connect(self.broken.append)

    @staticmethod
    def _no_paper(*_given: object) -> tuple[bytes, str]:
        raise AssertionError("nothing is printed here")

    def _presenter(self, page: SearchPage) -> SearchPresenter:
        stage = self.stage
        return SearchPresenter(
            DeskSearch(self.door), stage.runner.run, stage.say, stage.count, page, self._matter
        )

    def _matter(self, visit: VisitView) -> str:
        found = [self.desk.catalogue.find(code) for code in visit.procedures]
        return ", ".join(one.short_name for one in found if one is not None)

    def settle(self) -> None:
        settle(self.application, self.runner)
        assert self.broken == []

    def type(self, words: str) -> None:
        """Type into the empty line and let it search at once, as Enter does."""
        self.page.line.input.clear()
        type_text(self.page.line.input, words)
        self.press(Qt.Key.Key_Return)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        focused = self.application.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, held)
        self.settle()

    def rows(self) -> list[list[str]]:
        table = self.page.table.rows
        rows = [table.row(n) for n in range(table.rowCount())]
        return [[cell.text for cell in row.cells] for row in rows if row is not None]

    def heads(self) -> list[str]:
        table = self.page.table.rows
        rows = [table.row(n) for n in range(table.rowCount())]
        return [row.cells[0].text for row in rows if row is not None and row.group]

    def people(self) -> list[str]:
        end = next(n for n, row in enumerate(self.rows()) if row[0].startswith("Hồ sơ ·"))
        return [row[0] for row in self.rows()[1:end]]

    def words(self) -> str:
        labels = self.page.detail.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Shown]:
    compile_texts()
    qapp.setStyle("Fusion")
    home = tmp_path / "desk"
    parts.create_desk(home, parts.PRACTICE_UNIT, parts.PRACTICE_DESK_NAME, practice=True)
    with parts.open_desk(home) as desk:
        made = Shown(qapp, desk)
        for form in (
            a_visit("Nguyễn Thị Hoà", citizen_id=HOA, procedures=("1.001193",), **EARLIER),
            a_visit("Nguyễn Thị Hoà", citizen_id=HOA, address="Tổ dân phố Hà Vị 1", **EARLIER),
            a_visit("Nguyễn Thị Hòa", phone="0987654321", citizen_id="001191010228"),
            a_visit("Đặng Quý Đôn", phone="0353456789"),
        ):
            made.door.log(form)
        made.page.resize(1198, 684)
        made.page.show()
        made.page.activateWindow()
        made.page.open_page()
        made.settle()
        yield made
        made.page.close()
        made.page.deleteLater()
        made.runner.close()
        made.stage.look.choose_scale(100)
        made.stage.language.choose("vi")
        made.settle()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("nguyen thi hoa", "Nguyễn Thị Hòa"),
        ("nguyễn thị hoà", "Nguyễn Thị Hoà"),
        ("hoà", "Nguyễn Thị Hoà"),
        ("hòa", "Nguyễn Thị Hòa"),
        (unicodedata.normalize("NFD", "hoà"), "Nguyễn Thị Hoà"),
        ("hoa nguyen", "Nguyễn Thị Hòa"),
        ("dang", "Đặng Quý Đôn"),
        ("qui don", "Đặng Quý Đôn"),
        ("ĐÔN", "Đặng Quý Đôn"),
        ("4417", "Nguyễn Thị Hoà"),
        ("004417", "Nguyễn Thị Hoà"),
        (HOA, "Nguyễn Thị Hoà"),
        ("0353456789", "Đặng Quý Đôn"),
        ("+84 353 456", "Đặng Quý Đôn"),
    ],
)
def test_a_person_stands_first_for(shown: Shown, words: str, first: str) -> None:
    shown.type(words)
    assert shown.people()[0] == first
    assert first in shown.words()


def test_groups_and_counts_stand_there_even_with_nothing_in_them(shown: Shown) -> None:
    shown.type("dang")
    assert shown.heads()[:3] == ["Người · 1", "Hồ sơ · 0", "Lượt tiếp · 1"]
    shown.type("zzyzx")
    assert shown.heads() == ["Người · 0", "Hồ sơ · 0", "Lượt tiếp · 0", "Thủ tục · 0"]
    assert shown.page.line.aside.text() == "0 kết quả trong 4 lượt"
    assert "Thử bớt chữ" in shown.page.table.accessibleDescription()


def test_arrows_walk_through_the_groups_while_one_types(shown: Shown) -> None:
    shown.type("hoa")
    line = shown.page.line.input
    assert shown.page.table.key.startswith("person:")
    shown.press(Qt.Key.Key_PageDown)
    assert shown.application.focusWidget() is line
    visit = shown.page.table.key
    assert shown.page.presenter.visit(visit) is not None
    shown.press(Qt.Key.Key_Up)
    assert shown.page.table.key.startswith("person:")
    shown.press(Qt.Key.Key_PageUp)
    shown.press(Qt.Key.Key_Up)
    assert shown.page.table.currentIndex().row() == 1
    assert line.text() == "hoa"


def test_enter_opens_a_visit_and_only_what_is_seen(shown: Shown) -> None:
    shown.type("hoa")
    assert shown.opened == []
    shown.press(Qt.Key.Key_PageDown)
    shown.press(Qt.Key.Key_Return)
    assert shown.opened == [shown.page.table.key]


def test_enter_on_a_person_goes_to_their_visits_and_esc_comes_back(shown: Shown) -> None:
    shown.type("hoà")
    shown.press(Qt.Key.Key_Return)
    assert shown.application.focusWidget() is shown.page.detail.table
    assert shown.page.detail.table.rows.rowCount() == 2
    shown.press(Qt.Key.Key_Return)
    assert shown.opened == [shown.page.detail.table.key]
    shown.press(Qt.Key.Key_Escape)
    assert shown.application.focusWidget() is shown.page.line.input


def test_ctrl_n_wishes_a_visit_for_the_person_by_their_newest(shown: Shown) -> None:
    shown.type("4417")
    shown.press(Qt.Key.Key_N, CONTROL)
    (wished,) = shown.wished
    person = shown.page.presenter.citizen(wished)
    assert person is not None
    assert (person.name, person.address) == ("Nguyễn Thị Hoà", "Tổ dân phố Hà Vị 1")


def test_alt_and_a_digit_narrow_to_one_group(shown: Shown) -> None:
    shown.type("hoa")
    everything = len(shown.rows())
    shown.press(Qt.Key.Key_1, ALT)
    assert len(shown.rows()) == 4 + len([row for row in shown.rows() if row[3].endswith("lượt")])
    assert len(shown.rows()) < everything
    assert shown.page.narrow.buttons["people"].isChecked()
    shown.press(Qt.Key.Key_0, ALT)
    assert len(shown.rows()) == everything
    assert shown.application.focusWidget() is shown.page.line.input


def test_esc_clears_the_line_then_steps_back(shown: Shown, qtbot: QtBot) -> None:
    shown.type("hoa")
    shown.press(Qt.Key.Key_Escape)
    assert shown.page.line.input.text() == ""
    with qtbot.waitSignal(shown.page.left):
        shown.press(Qt.Key.Key_Escape)


def test_a_whole_number_is_shown_by_ctrl_u_and_the_look_is_in_the_log(shown: Shown) -> None:
    shown.type("hoà")
    assert "•••• •••• 4417" in shown.words()
    shown.press(Qt.Key.Key_U, CONTROL)
    assert "0011 8700 4417" in shown.words()
    assert shown.page.line.input.text() == "hoà"
    with shown.desk.store.reader() as reader:
        (looks,) = reader.connection.execute(
            "SELECT count(*) FROM op WHERE kind = 'person.unmasked'"
        ).fetchone()
    assert looks == 1
    shown.press(Qt.Key.Key_Down)
    shown.press(Qt.Key.Key_Up)
    assert "0011 8700 4417" not in shown.words()


def test_a_number_hides_with_the_page(shown: Shown) -> None:
    shown.type("hoà")
    shown.press(Qt.Key.Key_U, CONTROL)
    shown.page.hide()
    shown.page.show()
    shown.settle()
    assert "0011 8700 4417" not in shown.words()


def test_no_button_offers_a_number_that_is_not_kept(shown: Shown) -> None:
    shown.type("0228")
    assert "•••• •••• 0228" in shown.words()
    assert not shown.page.detail.unmask_button.isVisible()


def test_whoever_may_not_look_is_told_why(shown: Shown) -> None:
    chair = next(one for one in shown.door.officers() if one.role == "chair")
    shown.door.act_as(chair)
    shown.type("hoà")
    button = shown.page.detail.unmask_button
    assert button.isVisible()
    assert not button.isEnabled()
    problem = shown.door.why_not("person.unmask")
    assert problem is not None
    assert shown.stage.language.sentence(problem) in shown.words()


@pytest.mark.parametrize(
    "words",
    [
        '"', "'", '""" OR 1', "hoa NEAR(thi, 2)", "NEAR", "hoa*", "^hoa", "-hoa", "words:hoa",
        "hoa AND", "(hoa", "{words} : hoa", "hoa + thi", "; DROP TABLE visit", "%", "_", "\\",
        "<b>hoa</b>", "\u202ehoa\u202c", "ho\u200da", "hoa 🙂", "🙂" * 50, "\x00hoa", "x" * 10_000,
        "hoa " * 2_500, "9" * 10_000, "1 " * 5_000, "\u0301" * 100, "ﷺ hoa", "１２３４",
    ],
    ids=lambda words: repr(words[:12]),
)  # fmt: skip
def test_hostile_words_are_only_words(shown: Shown, words: str) -> None:
    shown.page.line.input.setText(words)
    shown.press(Qt.Key.Key_Return)
    assert all(len(row) == 4 for row in shown.rows())
    shown.type("hoa")
    assert len(shown.people()) == 2


def test_names_that_look_like_markup_stay_names(shown: Shown) -> None:
    hostile = "<b>Bình</b> & <img src=x>"
    shown.door.log(a_visit(hostile))
    shown.type("binh")
    assert shown.people() == [hostile]
    assert hostile in shown.words()
    for label in shown.page.findChildren(QLabel):
        assert not label.text() or label.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("scale", [100, 200])
def test_what_is_shown_is_shown_whole(shown: Shown, code: str, scale: int) -> None:
    from tests.support.fit import cut_texts

    shown.stage.language.choose(code)
    shown.stage.look.choose_scale(scale)
    for words in ("", "hoà", "0228", "khai sinh", "zzyzx"):
        shown.type(words)
        assert cut_texts(shown.page) == [], words
    shown.type("hoà")
    shown.press(Qt.Key.Key_U, CONTROL)
    assert cut_texts(shown.page) == []
