"""Every dialog of the window: opened over it, one at a time, and gone when it is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desk_app.core.clock import day_of, local
from desk_app.core.errors import UserProblem
from desk_app.core.period import Month, month_of
from desk_app.core.problems import Problem
from desk_app.core.visit_view import VisitView
from desk_app.qt.desk_month import MonthPaper
from desk_app.qt.desk_papers import CasePaperJob, DeskPapers, RegisterJob
from desk_app.qt.desk_reports import DeskReports, ReportPaper
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Row
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.correct_visit import form_of
from desk_app.services.make_report import Wish
from desk_app.services.month_score import MonthScore, RowBehind
from desk_app.ui.about import AboutDialog
from desk_app.ui.bundle.dialog import BundleDialog
from desk_app.ui.cases.step_dialog import StepDialog
from desk_app.ui.catalogue.dialog import CatalogueDialog
from desk_app.ui.catalogue.make import catalogue_dialog, week_dialog
from desk_app.ui.catalogue.week_dialog import WeekDialog
from desk_app.ui.closed_dialogs import ClosedDialogs
from desk_app.ui.evidence.preview import PreviewDialog
from desk_app.ui.figures import thousands
from desk_app.ui.help import give_help, show_help
from desk_app.ui.not_offered import NotOfferedDialog
from desk_app.ui.packages.dialog import PackagesDialog
from desk_app.ui.packages.make import packages_dialog
from desk_app.ui.pairing.dialog import PairingDialog
from desk_app.ui.papers.dialog import RegistersDialog
from desk_app.ui.papers.presenter import RegistersPresenter
from desk_app.ui.print_preview import CASE, MONTH, REGISTER, REPORT, PrintPreview
from desk_app.ui.reconcile.dialog import TakeInDialog
from desk_app.ui.reports.dialog import ReportsDialog
from desk_app.ui.reports.presenter import ReportsPresenter
from desk_app.ui.stage import Stage
from desk_app.ui.today_presenter import TodayPresenter
from desk_app.ui.visit_dialogs import CorrectDialog, VoidDialog
from desk_app.ui.working_dialog import WorkingDialog
from desk_app.ui.working_words import COUNTS, working_lines

ROWS_SHOWN = 500
# Which help page F1 opens in a dialog.
HELP_OF: dict[type[QDialog], str] = {
    CorrectDialog: "correct",
    VoidDialog: "void",
    NotOfferedDialog: "rating",
    WorkingDialog: "working",
    PrintPreview: "preview",
    TakeInDialog: "take_in",
    ReportsDialog: "reports",
    RegistersDialog: "preview",
    CatalogueDialog: "catalogue",
    WeekDialog: "catalogue",
    PreviewDialog: "cases",
    StepDialog: "cases",
    PairingDialog: "sync",
    BundleDialog: "sync",
    PackagesDialog: "sync",
}


class Dialogs(QObject):
    """Opens dialogs and keeps them until they are closed."""

    visit_opened = Signal(str)
    case_opened = Signal(str)
    shown = Signal(object)

    def __init__(
        self, stage: Stage, desk: WindowDesk, today: TodayPresenter, parent: QWidget, version: str
    ) -> None:
        super().__init__()
        self._stage, self._desk, self._today = stage, desk, today
        self._parent, self._version = parent, version
        self._open: list[QDialog] = []
        self._closed = ClosedDialogs(stage)

    def work_failed(self) -> None:
        """The machine failed: whoever waits for an answer may be asked again."""
        for dialog in self._open:
            failed: Callable[[], None] | None = getattr(dialog, "work_failed", None)
            if failed is not None:
                failed()

    def correct(self, visit: VisitView | None) -> None:
        """Correct a visit; one that is voided stays as it is."""
        if visit is None or self._says_voided(visit):
            return
        self.show(
            CorrectDialog(
                self._stage,
                self._words(visit),
                form_of(visit),
                self._desk.find_procedures,
                self._desk.procedure,
                lambda form, reason, then, failed: self._today.correct(
                    visit, form, reason, then, failed
                ),
                self._parent,
            )
        )

    def void(self, visit: VisitView | None) -> None:
        """Void a visit; one that is voided stays as it is."""
        if visit is None or self._says_voided(visit):
            return
        self.show(
            VoidDialog(
                self._stage,
                self._words(visit),
                lambda reason, then, failed: self._today.void(visit, reason, then, failed),
                self._parent,
            )
        )

    def _says_voided(self, visit: VisitView) -> bool:
        if visit.voided:
            problem = Problem("visit.voided_already")
            self._stage.messages.sorry(self._stage.language.sentence(problem))
        return visit.voided

    def not_offered(self, visit: VisitView | None) -> None:
        """Say why the citizen of a visit was not asked to rate."""
        if visit is None:
            return
        visit_id = visit.id
        dialog = NotOfferedDialog(
            self._stage,
            self._words(visit),
            lambda why, then, failed: self._today.not_offered(visit_id, why, then, failed),
            self._parent,
        )
        if visit.rating:
            dialog.show_error(UserProblem(Problem("visit.rated_already")))
        elif visit.voided or visit.purpose == "question":
            dialog.show_error(UserProblem(Problem("visit.not_rated")))
        self.show(dialog)

    def working(self, figures: MonthScore | None, key: str) -> None:
        """The working of one criterion, with the visits behind it."""
        criterion = self._desk.criteria().criterion(key)
        score = figures.sheet.criterion(key) if figures else None
        if figures is None or score is None or criterion is None:
            return
        lines = working_lines(self._stage.say, criterion, score)
        dialog = WorkingDialog(self._stage, f"{score.id} {score.title}", lines, self._parent)
        dialog.visit_opened.connect(self._on_row_opened)
        month = figures.month
        if score.working.rows:
            self._stage.runner.run(
                lambda: self._desk.rows(key, month),
                lambda rows: self._show_rows(dialog, rows),
            )
        self.show(dialog)

    def preview(self) -> None:
        """The year's self-assessment form, as it is printed."""
        month = month_of(day_of(self._desk.now()))
        dialog = PrintPreview(self._stage, self._desk, month, self._parent)
        self.show(dialog)
        dialog.load()

    def preview_month(self, month: Month) -> None:
        """The month page, as it is printed."""
        paper = MonthPaper(self._desk, self._desk.make_month)
        dialog = PrintPreview(self._stage, paper, month, self._parent, words=MONTH)
        self.show(dialog)
        dialog.load()

    def reports(self) -> None:
        """The reports of a day or a period."""
        run, sentence = self._stage.runner.run, self._stage.language.sentence

        def words(code: str, **values: str) -> str:
            return sentence(Problem(code, values=values))

        dialog = ReportsDialog(
            self._stage,
            lambda view: ReportsPresenter(DeskReports(self._desk), run, words, view),
            self._parent,
        )
        dialog.preview_requested.connect(self.preview_report)
        self.show(dialog)
        dialog.open_report()

    def preview_report(self, wish: Wish) -> None:
        """A report as it is printed."""
        paper, month = ReportPaper(self._desk, wish), month_of(wish.last)
        parent = next((d for d in self._open if isinstance(d, ReportsDialog)), self._parent)
        dialog = PrintPreview(self._stage, paper, month, parent, words=REPORT)
        self.show(dialog)
        dialog.load()

    def catalogue(self) -> None:
        """The catalogue of procedures, and taking in a list of the province."""
        dialog = catalogue_dialog(self._stage, self._desk, self._parent)
        dialog.week_requested.connect(self.catalogue_week)
        self.show(dialog)
        dialog.start()

    def catalogue_week(self) -> None:
        """What changed in the catalogue this week."""
        parent = next((d for d in self._open if isinstance(d, CatalogueDialog)), self._parent)
        dialog = week_dialog(self._stage, self._desk, parent)
        self.show(dialog)
        dialog.start()

    def packages(self) -> None:
        """What the province published for this desk."""
        dialog = packages_dialog(self._stage, self._desk, self._parent)
        self.show(dialog)
        dialog.start()

    def case_paper(self, paper: str, case_ids: Sequence[str]) -> None:
        """One paper of some cases as it is printed, all in one print."""
        job, month = CasePaperJob(self._desk, paper, case_ids), month_of(day_of(self._desk.now()))
        dialog = PrintPreview(self._stage, job, month, self._parent, words=CASE)
        self.show(dialog)
        dialog.load()

    def registers(self) -> None:
        """The registers and lists of a period."""
        run = self._stage.runner.run
        dialog = RegistersDialog(
            self._stage,
            lambda view: RegistersPresenter(DeskPapers(self._desk), run, view),
            self._parent,
        )
        dialog.preview_requested.connect(self.preview_register)
        self.show(dialog)
        dialog.start()

    def preview_register(self, job: RegisterJob) -> None:
        """A register as it is printed."""
        month = month_of(day_of(self._desk.now()))
        parent = next((d for d in self._open if isinstance(d, RegistersDialog)), self._parent)
        dialog = PrintPreview(self._stage, job, month, parent, words=REGISTER)
        self.show(dialog)
        dialog.load()

    def about(self) -> None:
        """Version, desk and licences."""
        where = f"{self._desk.unit} · {self._desk.name}"
        self.show(AboutDialog(self._stage, self._version, where, self._parent))

    def help(self, page: str) -> None:
        """Help beside the work; one may go on working."""
        show_help(self._stage, page, self._parent)

    def show(self, dialog: QDialog) -> None:
        """Show a dialog over the window."""
        dialog.setModal(True)
        if type(dialog) in HELP_OF:
            give_help(self._stage, dialog, HELP_OF[type(dialog)])
        self._open.append(dialog)
        dialog.finished.connect(self._on_finished)
        self.shown.emit(dialog)
        dialog.show()

    def _on_finished(self) -> None:
        for dialog in [dialog for dialog in self._open if dialog is self.sender()]:
            self._open.remove(dialog)
            self._closed.keep(dialog)

    def _words(self, visit: VisitView) -> str:
        at = local(visit.at).strftime("%d/%m/%Y %H:%M")
        who = visit.name or visit.organisation or self._stage.say("chỉ hỏi")
        return f"{at} · {who}"

    def _on_row_opened(self, key: str) -> None:
        kind, _, subject = key.partition(":")
        (self.case_opened if kind == "case" else self.visit_opened).emit(subject)

    def _show_rows(self, dialog: WorkingDialog, rows: tuple[RowBehind, ...]) -> None:
        if dialog in self._open:
            dialog.show_rows(self._rows(rows), self._rows_words(rows))

    def _rows(self, rows: tuple[RowBehind, ...]) -> tuple[Row, ...]:
        say = self._stage.say
        return tuple(
            Row(
                f"{row.kind}:{row.id}",
                (
                    Cell(local(row.when).strftime("%d/%m/%Y %H:%M")),
                    Cell(", ".join(say(COUNTS[n]) for n in row.counts_in if n in COUNTS), "text2"),
                ),
            )
            for row in list(reversed(rows))[:ROWS_SHOWN]
        )

    def _rows_words(self, rows: tuple[RowBehind, ...]) -> str:
        cases = bool(rows) and rows[0].kind == "case"
        if len(rows) <= ROWS_SHOWN:
            source = (
                mark("{n} hồ sơ được tính, mới nhất trước")
                if cases
                else mark("{n} lượt được tính, mới nhất trước")
            )
            return self._stage.count(source, len(rows))
        source = (
            mark("{n} hồ sơ được tính, hiện {shown} hồ sơ mới nhất")
            if cases
            else mark("{n} lượt được tính, hiện {shown} lượt mới nhất")
        )
        return self._stage.count(source, len(rows), shown=thousands(ROWS_SHOWN))
