"""The dialog of reports: choose one and its days, read it, print it, save it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from desk_app.core.problems import Problem
from desk_app.core.report import Report, ReportKind
from desk_app.qt.language import mark
from desk_app.services.survey_report import DESK, FORMS
from desk_app.ui.fields import Chooser, FieldRow
from desk_app.ui.flow import Flow
from desk_app.ui.papers.print_row import PrintRow
from desk_app.ui.parts import DeedButton, Sheet, column, label
from desk_app.ui.reports.presenter import ReportsPresenter, Typed
from desk_app.ui.reports.tables import ReportTables
from desk_app.ui.stage import Stage

KINDS: tuple[tuple[ReportKind, str], ...] = (
    ("day", mark("Phiếu cuối ngày")),
    ("survey", mark("Báo cáo khảo sát hằng ngày")),
    ("statistics", mark("Thống kê giải quyết đúng hạn")),
    ("progress", mark("Chỉ số tiến độ (Quyết định 766)")),
)
_FORM_WORDS = {
    DESK: mark("Đánh giá tại quầy"),
    "PKS04": "PKS04",
    "PKS05": "PKS05",
}
_DAY_WIDTH = 110
_STAFF_WIDTH = 380


class ReportsDialog(QDialog):
    """Shows one report at a time; asks for nothing but its days."""

    preview_requested = Signal(object)

    def __init__(
        self,
        stage: Stage,
        make: Callable[[ReportsDialog], ReportsPresenter],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stage = stage
        stage.bind(self, self.setWindowTitle, mark("Báo cáo"))
        inside = column(self, gap=8)
        inside.setContentsMargins(16, 12, 16, 12)
        self.kind = Chooser(stage, KINDS)
        self.first, self.last = QLineEdit(), QLineEdit()
        self.show_button = DeedButton(stage.look, "", "Enter", "refresh")
        self.staff: dict[str, QLineEdit] = {}
        self.taken_part: dict[str, QLineEdit] = {}
        self._rows: dict[str, FieldRow] = {}
        inside.addWidget(self._wishes())
        self._survey = self._survey_sheet()
        self.title = label(level="title", wrap=True)
        self.period = label(level="second", wrap=True)
        self.tables = ReportTables(stage, self._survey, self.title, self.period)
        stage.bind(self.tables, self.tables.setAccessibleName, mark("Số liệu báo cáo"))
        inside.addWidget(self.tables, 1)
        self.state = label(level="second", wrap=True)
        inside.addWidget(self.state)
        inside.addWidget(self._buttons())
        self._moves()
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(room.width() - 40, room.height() - 40)
        self.presenter = make(self)
        self.kind.currentIndexChanged.connect(self._on_kind)
        stage.language.changed.connect(self._say_again)
        self._set_ready(False)
        self._fit_fields()

    def _wishes(self) -> QWidget:
        stage = self._stage
        kind = FieldRow(stage, mark("Báo cáo"), self.kind, label_width=60)
        self._rows["first"] = FieldRow(
            stage, mark("Từ ngày"), self.first, width=_DAY_WIDTH, label_width=60
        )
        self._rows["last"] = FieldRow(
            stage, mark("Đến ngày"), self.last, width=_DAY_WIDTH, label_width=60
        )
        stage.bind(self.show_button, self.show_button.setText, mark("Xem số liệu"))
        self.show_button.setAutoDefault(False)
        self.show_button.clicked.connect(self.show_figures)
        row = Flow(gap=16)
        for widget in (kind, self._rows["first"], self._rows["last"], self.show_button):
            row.add(widget)
        return row

    def _survey_sheet(self) -> Sheet:
        """Who is assigned to each form, and how many answered where we cannot count."""
        stage = self._stage
        sheet = Sheet()
        body = QWidget()
        rows = column(body, gap=4)
        rows.setContentsMargins(12, 8, 12, 8)
        for form in FORMS:
            self.staff[form] = QLineEdit()
            stage.bind(
                self.staff[form],
                self.staff[form].setPlaceholderText,
                mark("Họ tên, chức vụ, đơn vị được phân công"),
            )
            staff = FieldRow(
                stage, _FORM_WORDS[form], self.staff[form], width=_STAFF_WIDTH, label_width=130
            )
            row = Flow(gap=16)
            row.add(staff)
            if form != DESK:
                self.taken_part[form] = QLineEdit()
                self._rows[form] = FieldRow(
                    stage,
                    mark("Số tham gia trên hệ thống của tỉnh, nếu biết"),
                    self.taken_part[form],
                    width=80,
                )
                row.add(self._rows[form])
            rows.addWidget(row)
        sheet.inside.addWidget(body)
        return sheet

    def _buttons(self) -> QWidget:
        row = PrintRow(self._stage, self, self._on_print, self._ask_where)
        self.print_button, self.save_button = row.print_button, row.save_button
        return row

    def _moves(self) -> None:
        for field in (self.first, self.last, *self.staff.values(), *self.taken_part.values()):
            field.returnPressed.connect(self.show_figures)

    def open_report(self, kind: ReportKind = "day") -> None:
        """Begin with this report of today."""
        self.kind.blockSignals(True)
        self.kind.choose(kind)
        self.kind.blockSignals(False)
        self._fit_fields()
        self.presenter.open(kind)
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_figures(self) -> None:
        """The report for what stands in the fields."""
        self._clear_problems()
        self.presenter.show(
            Typed(
                kind=self._kind(),
                first=self.first.text(),
                last=self.last.text(),
                staff={form: field.text() for form, field in self.staff.items()},
                taken_part={form: field.text() for form, field in self.taken_part.items()},
            )
        )

    def save(self, target: Path) -> None:
        """Write the report that is shown into an XLSX file."""
        self.presenter.save_sheet(target)

    # ---- what the presenter asks ------------------------------------------------------------

    def show_period(self, first: str, last: str) -> None:
        """Put these days into the fields."""
        self.first.setText(first)
        self.last.setText(last)

    def show_staff(self, staff: Mapping[str, str]) -> None:
        """Put who was assigned last into the fields."""
        for form, field in self.staff.items():
            field.setText(staff.get(form, ""))

    def show_report(self, report: Report) -> None:
        """Show the figures."""
        self._clear_problems()
        self.state.setText("")
        self.title.setText(report.title)
        self.period.setText(report.period)
        self.tables.show_report(report)
        self._set_ready(True)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what is wrong beside its field; the figures before stay."""
        say = self._stage.language.sentence
        for problem in problems:
            row = self._rows.get(problem.field)
            if row is not None and row.isVisibleTo(self):
                row.show_error(say(problem))
            else:
                self.state.setText(say(problem))

    def show_saved(self, name: str) -> None:
        """Say that the file is there."""
        self.state.setText(self._stage.say("Đã lưu {file}.", file=name))

    def work_failed(self) -> None:
        """The machine failed; the banner says why, everything stands as before."""
        self.state.setText("")

    # ---- hands ------------------------------------------------------------------------------

    def _say_again(self) -> None:
        self.presenter.say_again()

    def _kind(self) -> ReportKind:
        return KINDS[max(0, self.kind.currentIndex())][0]

    def _on_kind(self) -> None:
        self._clear_problems()
        self._fit_fields()
        self.presenter.choose(self._kind())

    def _fit_fields(self) -> None:
        kind = self._kind()
        self._rows["first"].setVisible(kind != "day")
        say = self._stage.say
        self._rows["last"].say_word(say("Ngày") if kind == "day" else say("Đến ngày"))
        self._survey.setVisible(kind == "survey")

    def _clear_problems(self) -> None:
        for row in self._rows.values():
            row.show_error("")
        self.state.setText("")

    def _set_ready(self, ready: bool) -> None:
        self.print_button.setEnabled(ready)
        self.save_button.setEnabled(ready)

    def _on_print(self) -> None:
        if self.presenter.wish is not None:
            self.preview_requested.emit(self.presenter.wish)

    def _ask_where(self) -> None:
        wish, say = self.presenter.wish, self._stage.say
        if wish is None:
            return
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place))
        folder = folder if folder.is_dir() else Path.home()
        name = str(folder / f"bao-cao-{wish.kind}-{wish.period}.xlsx")
        chosen, _ = QFileDialog.getSaveFileName(self, say("Lưu XLSX"), name, "XLSX (*.xlsx)")
        if chosen:
            self.save(Path(chosen))
