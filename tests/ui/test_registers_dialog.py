"""The dialog of registers: usual days, problems beside their field, a job handed out or saved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from desk_app.core.clock import Millis
from desk_app.core.problems import Problem
from desk_app.services.record_print import next_copy
from desk_app.store import cases
from desk_app.ui.papers.dialog import KINDS, RegistersDialog
from desk_app.ui.papers.presenter import RegistersPresenter
from desk_app.ui.print_preview import PrintPreview
from tests.support.case_day import TODAY, at
from tests.support.case_day import Hands as CaseHands
from tests.support.cups import PrintQueue
from tests.support.intake import Hands
from tests.support.window import OpenWindow


class Sheet:
    """A register that is always the same."""

    def __init__(self, wanted: tuple[str, date, date]) -> None:
        self.wanted = wanted

    def workbook(self) -> bytes:
        return b"xlsx"


class Desk:
    """Hands out registers."""

    def now(self) -> Millis:
        return at(TODAY, 16, 45)

    def job(self, kind: str, first: date, last: date) -> Sheet:
        return Sheet((kind, first, last))


class View:
    """What the dialog would show."""

    def __init__(self) -> None:
        self.period = ("", "")
        self.problems: tuple[Problem, ...] = ()
        self.saved = ""

    def show_period(self, first: str, last: str) -> None:
        self.period = (first, last)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems

    def show_saved(self, name: str) -> None:
        self.saved = name


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def presenter(view: View) -> RegistersPresenter:
    return RegistersPresenter(Desk(), Hands().run, view)


def test_the_log_book_begins_with_the_month_and_a_list_of_fees_with_the_day(
    presenter: RegistersPresenter, view: View
) -> None:
    presenter.choose("cases")
    assert view.period == ("01/11/2026", "20/11/2026")
    presenter.choose("fees")
    assert view.period == ("20/11/2026", "20/11/2026")


def test_what_is_no_day_and_days_in_the_wrong_order_are_said_beside_their_field(
    presenter: RegistersPresenter, view: View
) -> None:
    assert presenter.wanted("cases", "hôm nọ", "20/11/2026") is None
    assert [problem.field for problem in view.problems] == ["first"]
    assert presenter.wanted("cases", "21/11/2026", "20/11/2026") is None
    assert [(p.code, p.field) for p in view.problems] == [("print.period_order", "last")]
    job = presenter.wanted("signature", "01/11/2026", "20/11/2026")
    assert isinstance(job, Sheet)
    assert job.wanted == ("signature", date(2026, 11, 1), date(2026, 11, 20))
    assert view.problems == ()


def test_a_register_is_saved_or_the_place_is_said_to_be_closed(
    presenter: RegistersPresenter, view: View, tmp_path: Path
) -> None:
    job = presenter.wanted("fees", "20/11/2026", "20/11/2026")
    assert job is not None
    presenter.save(job, tmp_path / "so.xlsx")
    assert (tmp_path / "so.xlsx").read_bytes() == b"xlsx"
    assert view.saved == "so.xlsx"
    presenter.save(job, tmp_path / "absent" / "so.xlsx")
    assert [problem.code for problem in view.problems] == ["window.file_refused"]


@pytest.fixture
def registers(opened: OpenWindow) -> RegistersDialog:
    """The dialog over the window."""
    opened.window.dialogs.registers()
    opened.settle()
    dialog = opened.application.activeModalWidget()
    assert isinstance(dialog, RegistersDialog)
    return dialog


def printed(opened: OpenWindow, queue: PrintQueue) -> PrintPreview:
    """The preview on top, printed."""
    opened.settle()
    preview = opened.application.activeModalWidget()
    assert isinstance(preview, PrintPreview)
    preview.printer.setCurrentIndex(preview.printer.findData(queue.name))
    preview.print_button.click()
    opened.settle()
    return preview


def test_every_register_can_be_printed_and_saved(
    opened: OpenWindow, registers: RegistersDialog, print_queue: PrintQueue, tmp_path: Path
) -> None:
    for kind, _words in KINDS:
        registers.kind.choose(kind)
        registers.print_button.click()
        printed(opened, print_queue)
        registers.save(tmp_path / f"{kind}.xlsx")
        opened.settle()
        assert (tmp_path / f"{kind}.xlsx").read_bytes().startswith(b"PK")
    assert len(print_queue.papers()) == len(KINDS)
    registers.first.setText("99/99/2026")
    registers.print_button.click()
    opened.settle()
    assert opened.application.activeModalWidget() is registers


def test_the_slip_of_a_case_is_printed_and_its_copy_counted(
    opened: OpenWindow, print_queue: PrintQueue
) -> None:
    case = CaseHands(opened.desk.store, opened.desk.catalogue).receive(
        "Trần Thị Thủy", "1.004884", at(TODAY, 9)
    )
    opened.window.dialogs.case_paper("case_01", (case,))
    printed(opened, print_queue)
    assert len(print_queue.papers()) == 1
    with opened.desk.store.reader() as reader:
        assert next_copy(reader, case, at(TODAY, 10), "case_01").copy == 2


def test_a_paper_that_cannot_be_made_is_said_in_the_preview(opened: OpenWindow) -> None:
    case = CaseHands(opened.desk.store, opened.desk.catalogue).receive(
        "Trần Thị Thủy", "1.004884", at(TODAY, 9)
    )
    opened.window.dialogs.case_paper("case_04", (case,))
    opened.settle()
    preview = opened.application.activeModalWidget()
    assert isinstance(preview, PrintPreview)
    assert not preview.print_button.isEnabled()
    said = opened.stage.language.sentence(
        Problem("print.no_step_case_04", values={"number": number_of(opened, case)})
    )
    assert any(said in found.text() for found in preview.findChildren(QLabel))


def number_of(opened: OpenWindow, case: str) -> str:
    with opened.desk.store.reader() as reader:
        found = cases.one(reader.connection, case)
    assert found is not None
    return found.number
