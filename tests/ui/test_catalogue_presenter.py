"""The catalogue is shown with how sure it is; a file is previewed, and taken in by one deed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import resources
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.catalogue_list import ListEntry, ProcedureList
from desk_app.core.catalogue_preview import CataloguePreview
from desk_app.core.catalogue_preview import preview as compare
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue, Procedure, TimeLimit
from desk_app.core.texts import load_texts
from desk_app.qt.models import Row
from desk_app.services.catalogue import TakenChange
from desk_app.ui.catalogue.presenter import MOST_SHOWN, CataloguePresenter, WeekPresenter
from desk_app.ui.catalogue.words import DetailLine, filtered
from tests.support.presenters import count, run_now, say

SHIPPED = load_catalogue(resources.read_text("procedures/catalogue.csv"))
TODAY = date(2026, 11, 22)
MARRIED = "1.004873"
_TEXTS = load_texts(
    resources.read_text(f"texts/vi.d/{name}.toml") for name in ("catalogue", "catalogue_import")
)


def entry(code: str, **said: Any) -> ListEntry:
    return ListEntry(row=2, code=code, said={"name": "Việc", **said})


TWO_DAYS = entry(MARRIED, limits=(TimeLimit(2, "working_days"),), valid_from=date(2026, 12, 1))
NEW = entry("1.999001", limits=(), limit_text="Theo đợt", unclear=("limits",))


class Desk:
    """A catalogue in memory, and a file that says what it is told to."""

    def __init__(self) -> None:
        self.catalogue: Catalogue = SHIPPED
        self.read = ProcedureList((TWO_DAYS, NEW))
        self.refusal: Problem | None = None
        self.taken: list[str] = []
        self.missing: list[bool] = []
        self.fails: UserProblem | None = None

    def today(self) -> date:
        return TODAY

    def why_not_import(self) -> Problem | None:
        return self.refusal

    def preview(self, file: Path, *, abolish_missing: bool) -> CataloguePreview:
        self.missing.append(abolish_missing)
        return compare(
            self.catalogue, self.read, TODAY, source="tỉnh", abolish_missing=abolish_missing
        )

    def take(self, preview: CataloguePreview, file_name: str) -> None:
        if self.fails is not None:
            raise self.fails
        self.taken.append(file_name)
        versions = {p.version: p for p in (*self.catalogue.everything(), *preview.written)}
        self.catalogue = Catalogue(versions.values())

    def week(self) -> list[TakenChange]:
        plan = self.preview(Path("x"), abolish_missing=False)
        return [TakenChange(TODAY, change) for change in plan.changes]


class View:
    """Remembers what it was shown."""

    def __init__(self) -> None:
        self.rows: tuple[Row, ...] = ()
        self.facts = self.empty = self.why = self.notes = self.deed = ""
        self.lines: tuple[DetailLine, ...] = ()
        self.changes: tuple[Row, ...] = ()
        self.wrong = self.listed = False
        self.states: list[tuple[str, str]] = []

    def show_list(self, rows: tuple[Row, ...], facts: str, empty: str) -> None:
        self.rows, self.facts, self.empty = rows, facts, empty

    def show_lines(self, lines: tuple[DetailLine, ...]) -> None:
        self.lines = lines

    def allow_import(self, why_not: str) -> None:
        self.why = why_not

    def show_preview(
        self, rows: tuple[Row, ...], facts: str, notes: str, deed: str, *, wrong: bool
    ) -> None:
        self.changes, self.facts, self.notes = rows, facts, notes
        self.deed, self.wrong, self.listed = deed, wrong, False

    def show_change(self, lines: tuple[DetailLine, ...]) -> None:
        self.lines = lines

    def show_state(self, sentence: str, tone: str) -> None:
        self.states.append((sentence, tone))

    def show_catalogue(self) -> None:
        self.listed = True

    def show_week(self, rows: tuple[Row, ...], empty: str) -> None:
        self.rows, self.empty = rows, empty

    def words(self) -> list[str]:
        return [line.text for line in self.lines]


def made(desk: Desk | None = None) -> tuple[CataloguePresenter, Desk, View]:
    port, view = desk or Desk(), View()
    presenter = CataloguePresenter(port, run_now, say, count, _TEXTS.sentence, view)
    presenter.start()
    return presenter, port, view


def test_the_list_says_how_sure_each_procedure_is() -> None:
    _presenter, _desk, view = made()
    assert len(view.rows) == 90
    sure = {row.cells[3].text: (row.cells[3].icon, row.cells[3].tone) for row in view.rows}
    assert sure == {
        "đã đối chiếu": ("circle-check", "good"),
        "đối chiếu một phần": ("circle-half-2", "near"),
        "chưa chắc": ("circle-dashed", "late"),
    }
    assert view.facts.startswith("90 thủ tục · ")


def test_words_filter_the_list_with_or_without_accents() -> None:
    presenter, _desk, view = made()
    for typed in ("ket hon", "Kết hôn"):
        presenter.filter(typed)
        assert "1.000894" in [row.key for row in view.rows]
        assert len(view.rows) < 10
    presenter.filter("1.0048")
    assert {row.key[:6] for row in view.rows} == {"1.0048"}
    presenter.filter("không có thủ tục này")
    assert view.rows == ()
    assert view.empty


def test_a_procedure_shows_time_fee_exemption_and_papers_with_their_doubt() -> None:
    presenter, _desk, view = made()
    presenter.choose("2.000815")
    words = view.words()
    assert "2 ngày làm việc (số lượng lớn)" in words
    assert "2.000 đồng/trang; từ trang 3: 1.000 đồng/trang; tối đa 200.000 đồng/bản" in words
    assert any(text.startswith("Miễn cho cá nhân") for text in words)
    assert any("chưa đối chiếu" in text for text in words)
    presenter.choose("9.999999")
    assert view.words() == words


def test_an_import_is_shown_in_groups_and_taken_in_by_one_deed() -> None:
    presenter, desk, view = made()
    presenter.open_file(Path("tinh.xlsx"))
    assert [row.cells[1].text for row in view.changes if row.group] == [
        "1 thủ tục mới",
        "1 thủ tục thay đổi",
    ]
    assert view.deed == "Nhận 2 thay đổi"
    assert desk.taken == []
    presenter.choose_change("1")
    assert "Trước: 3 ngày làm việc" in view.words()
    assert "Nay: 2 ngày làm việc" in view.words()
    presenter.choose_change("0")
    assert "Chưa hiểu: Theo đợt" in view.words()
    presenter.take()
    assert desk.taken == ["tinh.xlsx"]
    assert view.listed
    assert view.states[-1][1] == "good"
    presenter.take()
    assert desk.taken == ["tinh.xlsx"]  # there is nothing more to take


def test_the_versions_of_a_changed_procedure_are_listed() -> None:
    presenter, _desk, view = made()
    presenter.open_file(Path("tinh.xlsx"))
    presenter.take()
    presenter.choose(MARRIED)
    after = view.words()[view.words().index("Các phiên bản") + 1 :]
    assert after[0].startswith("từ 01/12/2026")
    assert after[1].startswith("đến 30/11/2026")


def test_mistakes_are_listed_and_nothing_can_be_taken_in() -> None:
    presenter, desk, view = made()
    values = {"line": "2", "column": "Mã", "have": "1.2"}
    problem = Problem("catalogue_import.code", "code", values)
    desk.read = ProcedureList((NEW,), (problem,) * (MOST_SHOWN + 3))
    presenter.open_file(Path("tinh.xlsx"))
    assert (view.wrong, view.deed, view.changes) == (True, "", ())
    assert view.notes.count("1.2") == MOST_SHOWN
    assert "3 chỗ khác" in view.notes
    presenter.take()
    assert desk.taken == []


def test_a_file_that_changes_nothing_says_so() -> None:
    presenter, desk, view = made()
    desk.read = ProcedureList((entry("1.001193", name="Đăng ký khai sinh"),))
    presenter.open_file(Path("tinh.xlsx"))
    assert (view.deed, view.wrong) == ("", False)
    assert "Không có gì thay đổi" in view.facts


def test_missing_procedures_end_only_when_that_is_asked_for() -> None:
    presenter, desk, view = made()
    presenter.abolish(True)
    assert desk.missing == []  # there is no file yet
    presenter.abolish(False)
    presenter.open_file(Path("tinh.xlsx"))
    presenter.abolish(True)
    assert desk.missing == [False, True]
    assert "bãi bỏ" in [row.cells[1].text for row in view.changes if row.group][-1]
    presenter.back()
    presenter.open_file(Path("tinh.xlsx"))
    assert desk.missing[-1] is False


def test_what_is_refused_while_taking_in_is_said_and_can_be_tried_again() -> None:
    presenter, desk, view = made()
    presenter.open_file(Path("tinh.xlsx"))
    desk.fails = UserProblem(Problem("catalogue_import.meanwhile"))
    presenter.take()
    assert view.states[-1][1] == "late"
    assert "đã đổi" in view.states[-1][0]
    desk.fails = None
    presenter.take()
    assert desk.taken == ["tinh.xlsx"]


def test_who_may_not_import_reads_why() -> None:
    desk = Desk()
    desk.refusal = Problem("catalogue_import.stopped")
    _presenter, _desk, view = made(desk)
    assert view.why


def test_what_ended_and_what_is_to_come_is_marked() -> None:
    ended = SHIPPED.everything()[0]
    known = [
        _with(ended, valid_to=date(2026, 1, 1)),
        _with(SHIPPED.everything()[1], valid_from=date(2027, 1, 1)),
    ]
    desk = Desk()
    desk.catalogue = Catalogue(known)
    _presenter, _desk, view = made(desk)
    assert [row.cells[1].chips for row in view.rows] == [("hết hiệu lực",), ("từ 01/01/2027",)]
    assert len(filtered(desk.catalogue, "")) == 2


def _with(procedure: Procedure, **changed: Any) -> Procedure:
    fields = {name: getattr(procedure, name) for name in Procedure.__struct_fields__}
    return Procedure(**(fields | changed))


def test_a_week_lists_its_changes_and_says_when_there_are_none() -> None:
    desk, view = Desk(), View()
    presenter = WeekPresenter(desk, run_now, say, count, _TEXTS.sentence, view)
    presenter.start()
    assert [row.cells[2].text for row in view.rows] == ["Mới", "Thay đổi"]
    presenter.choose("1")
    assert "Nay: 2 ngày làm việc" in view.words()
    desk.read = ProcedureList()
    presenter.start()
    assert view.rows == ()
    assert view.empty
    presenter.choose("1")
