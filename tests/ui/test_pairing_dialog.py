"""The pairing dialog in hands: typed, refused beside the field, stopped, six words in sight."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from desk_app import parts
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.qt.desk_pairing import DeskPairing
from desk_app.services.enrol_by_line import Send
from desk_app.ui.pairing.dialog import PairingDialog
from sync.client.moves import Answered, NoAnswer
from sync.protocol import enrolment
from sync.protocol.exchange import Request
from tests.support.fit import cut_texts, misplaced
from tests.support.pairing_province import CODE, KEY, PairingProvince
from tests.support.window import OpenWindow, type_text


@pytest.fixture(autouse=True)
def stretched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretching is slow on purpose: the codes of these tests are stretched once."""
    monkeypatch.setattr(
        enrolment, "stretched", lambda code, unit: KEY if code == "ABCDEFGHJK" else bytes(32)
    )


class Shown:
    """The dialog over the real desk, beside a province that answers as it is told."""

    def __init__(self, opened: OpenWindow) -> None:
        self.opened = opened
        self.province = PairingProvince(practice=True)
        self.cut = 0
        port = DeskPairing(
            opened.window.desk, self.province.open, self._cut_line, parts.six_words(), "0.3.0"
        )
        self.dialog = PairingDialog(opened.stage, port, opened.window.main)
        self.told: list[str] = []
        self.dialog.paired.connect(self.told.append)
        self.dialog.show()
        self.dialog.start()
        opened.settle()

    def _cut_line(self) -> None:
        self.cut += 1

    def type(self, url: str, code: str) -> None:
        """Type both and press Enter in each."""
        for field, text in ((self.dialog.url, url), (self.dialog.code, code)):
            field.clear()
            type_text(field, text)
            QTest.keyClick(field, Qt.Key.Key_Return)
        self.opened.settle()

    @property
    def words(self) -> tuple[str, ...]:
        """The words in sight."""
        return tuple(word.text() for word in self.dialog.words.words if word.isVisible())

    def error(self, field: str) -> str:
        """What stands beside a field."""
        row = self.dialog.rows[field]
        return row.aside.text() if row.field.property("state") == "error" else ""


def test_address_code_and_enter_lead_to_six_words(opened: OpenWindow) -> None:
    shown = Shown(opened)
    assert not shown.dialog.words.isVisible()
    shown.type("tinh.example", CODE)
    assert len(shown.words) == 6
    assert set(shown.words) <= set(parts.six_words())
    assert len(shown.told) == 1
    assert shown.dialog.end.hasFocus()
    assert not shown.dialog.url.isVisible()
    assert all(word in shown.dialog.words.accessibleName() for word in shown.words)
    QTest.keyClick(shown.dialog.end, Qt.Key.Key_Return)
    assert not shown.dialog.isVisible()


def test_a_mistake_stands_beside_its_field_and_the_text_is_kept(opened: OpenWindow) -> None:
    shown = Shown(opened)
    shown.type("tinh.example", "00000-00000")
    assert "4" in shown.error("code")
    assert shown.error("url") == ""
    assert shown.dialog.code.text() == "00000-00000"
    assert shown.dialog.code.hasFocus()
    assert shown.dialog.deed.isVisible()
    assert shown.dialog.deed.isEnabled()


def test_a_missing_line_is_said_in_the_dialog_and_one_may_try_again(opened: OpenWindow) -> None:
    shown = Shown(opened)
    shown.province.line = lambda request, send: NoAnswer("no_route")
    shown.type("tinh.example", CODE)
    assert shown.dialog.error.isVisible()
    assert "tệp" in shown.dialog.error.text()
    shown.province.line = None
    shown.type("tinh.example", CODE)
    assert len(shown.words) == 6
    assert not shown.dialog.error.isVisible()


def test_esc_ends_what_is_under_way_first_and_closes_then(opened: OpenWindow) -> None:
    shown = Shown(opened)

    def slow(request: Request, send: Send) -> Answered | NoAnswer:
        QTest.qWait(0)
        return NoAnswer("broken")

    shown.province.line = slow
    presenter = shown.dialog.presenter
    presenter._busy = True
    shown.dialog.show_busy("…")
    shown.dialog.reject()
    assert shown.dialog.isVisible()
    assert shown.cut == 1
    shown.dialog.reject()
    assert not shown.dialog.isVisible()


def test_without_a_line_two_files_do_the_same(
    opened: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Shown(opened)
    request, answer = tmp_path / "xin-ghep.mcgn", tmp_path / "tra-loi.mcgn"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", _chosen(request))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", _chosen(answer))
    shown.dialog.write.click()
    opened.settle()
    assert shown.error("code") != ""
    type_text(shown.dialog.code, CODE)
    shown.dialog.write.click()
    opened.settle()
    assert "xin-ghep.mcgn" in shown.dialog.note.text()
    shown.dialog.take.click()
    opened.settle()
    assert "tra-loi.mcgn" in shown.dialog.error.text()
    made = shown.province.answer(request.read_bytes())
    assert isinstance(made, bytes)
    answer.write_bytes(made)
    shown.dialog.take.click()
    opened.settle()
    assert len(shown.words) == 6


def test_a_paired_desk_shows_its_words_again(opened: OpenWindow) -> None:
    first = Shown(opened)
    first.type("tinh.example", CODE)
    words = first.words
    first.dialog.reject()
    again = Shown(opened)
    assert again.words == words
    assert "Bắc Ninh" in again.dialog.title.text()


def test_who_may_not_pair_reads_why(opened: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    may = opened.window.desk.why_not
    no = Problem("rights.province.pair")
    monkeypatch.setattr(
        opened.window.desk, "why_not", lambda one: no if one == "province.pair" else may(one)
    )
    shown = Shown(opened)
    assert not shown.dialog.deed.isEnabled()
    assert not shown.dialog.url.isEnabled()
    assert shown.dialog.why.text() != ""


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("scale", [100, 200])
def test_nothing_in_it_is_cut(opened: OpenWindow, code: str, scale: int) -> None:
    opened.window.choices.language(code)
    opened.window.choices.scale(scale)
    shown = Shown(opened)
    assert cut_texts(shown.dialog) + misplaced(shown.dialog) == []
    shown.dialog.presenter._on_refused(
        UserProblem(Problem("pair.url_no_tls", "url"), Problem("enrol.commune", "code"))
    )
    opened.settle()
    assert cut_texts(shown.dialog) + misplaced(shown.dialog) == []
    shown.type("tinh.example", CODE)
    assert len(shown.words) == 6
    assert cut_texts(shown.dialog) + misplaced(shown.dialog) == []
    room = opened.window.main.size()
    assert shown.dialog.width() <= room.width()
    assert shown.dialog.height() <= room.height()


def test_the_words_are_the_largest_text_in_the_dialog(opened: OpenWindow) -> None:
    shown = Shown(opened)
    shown.type("tinh.example", CODE)
    size = shown.dialog.words.words[0].fontInfo().pointSizeF()
    others = [
        one for one in shown.dialog.findChildren(QLabel) if one not in shown.dialog.words.words
    ]
    assert all(one.fontInfo().pointSizeF() < size for one in others if one.isVisible())


def test_a_new_code_of_the_same_province_is_taken_in_the_dialog(opened: OpenWindow) -> None:
    first = Shown(opened)
    first.type("tinh.example", CODE)
    before = first.words
    assert not first.dialog.again.isVisible()
    first.dialog.reject()
    again = Shown(opened)
    again.province.keys = first.province.keys
    assert again.dialog.again.isVisible()
    again.dialog.again.click()
    assert again.dialog.url.text() == "https://tinh.example"
    type_text(again.dialog.code, CODE)
    again.dialog.deed.click()
    opened.settle()
    assert len(again.words) == 6
    assert again.words != before


def _chosen(file: Path) -> Callable[..., tuple[str, str]]:
    return lambda *_asked: (str(file), "")
