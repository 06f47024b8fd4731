"""Everything the window can show, in one list: drawn, stretched, and asked for its names.

A new page, dialog or state is added here once; screens.py draws it, and the tests of cut words,
names, focus and keys find it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from desk_app.core.evidence import EvidenceView
from desk_app.core.problems import Problem
from desk_app.core.report import ReportKind
from desk_app.qt.desk_evidence import DeskEvidence
from desk_app.services.first_run import FirstRun, Step
from desk_app.ui.evidence.preview import PreviewDialog
from desk_app.ui.help import HELP_PAGES, HelpWindow
from desk_app.ui.reports.dialog import ReportsDialog
from desk_app.ui.unlock.window import UnlockWindow
from tests.support import (
    case_sights,
    catalogue_sights,
    citizen_sights,
    intake_sights,
    package_sights,
    take_in_sights,
)
from tests.support.first_run import each_step, open_first_run
from tests.support.sight import Open, Sight, dialog, page
from tests.support.sync_sights import SYNC_SIGHTS
from tests.support.window import OpenWindow


@contextmanager
def _locked(opened: OpenWindow) -> Iterator[QWidget]:
    opened.show("intake")
    keeper = opened.window.keeper
    keeper.lock()
    keeper.page.presenter.refuse(opened.stage.language.sentence(Problem("pin.missing")))
    opened.settle()
    yield opened.window.main
    keeper.page.presenter.enter("")
    opened.settle()


@contextmanager
def _unlock(opened: OpenWindow) -> Iterator[QWidget]:
    problem = Problem("vault.key_missing", values={"sheet": "7X1323"})
    window = UnlockWindow(opened.stage, "mot-cua/desk", lambda _typed: "", problem)
    window.show()
    wrong = Problem("vault.recovery_other", values={"have": "7X1320", "need": "7X1323"})
    window.show_error(opened.stage.language.sentence(wrong))
    opened.settle()
    yield window
    window.close()
    window.deleteLater()


@contextmanager
def _covered(opened: OpenWindow) -> Iterator[QWidget]:
    opened.show("intake")
    opened.window.keeper.cover()
    opened.settle()
    yield opened.window.main
    opened.window.keeper.lift()


def _help(name: str) -> Sight:
    @contextmanager
    def shown(opened: OpenWindow) -> Iterator[QWidget]:
        window = HelpWindow(opened.stage, name, opened.window.main)
        window.show()
        opened.settle()
        yield window
        window.close()
        window.deleteLater()
        opened.settle()

    return shown


def _searched(words: str) -> Open:
    def search(opened: OpenWindow) -> None:
        opened.window.visits.page.line.input.setText(words)
        opened.window.visits.page.presenter.words_changed(words)

    return search


def _first_visit(opened: OpenWindow) -> str:
    rows = opened.window.intake.today.table.rows
    keys = [row.key for n in range(rows.rowCount()) if (row := rows.row(n)) is not None]
    visits = {key: opened.window.today.visit(key) for key in keys}
    return next(k for k, v in visits.items() if v is not None and not v.voided)


def _swap_month(opened: OpenWindow) -> None:
    opened.window.month.swap()


@contextmanager
def _evidence_preview(opened: OpenWindow) -> Iterator[QWidget]:
    view = EvidenceView(
        id="", case="", sha256="0123456789abcdef" * 4, size=2_140_000, media="pdf", width=0,
        height=0, pages=12, flags=("script", "embedded"), file="don-de-nghi-dang-ky-lai.pdf",
        title="", officer="", at=opened.window.desk.now(), removed=False, erased=False,
    )  # fmt: skip
    opened.show("intake")
    dialog = PreviewDialog(opened.stage, DeskEvidence(opened.window.desk), view, opened.window.main)
    opened.window.dialogs.show(dialog)
    opened.settle()
    yield dialog
    dialog.reject()
    opened.settle()


PAGES = ("intake", "cases", "search", "month", "assessment", "sync", "settings")


def _report(opened: OpenWindow, kind: ReportKind) -> None:
    opened.window.dialogs.reports()
    opened.settle()
    found = QApplication.activeModalWidget()
    assert isinstance(found, ReportsDialog)
    found.open_report(kind)


def _survey_report(opened: OpenWindow) -> None:
    _report(opened, "survey")


def _statistics(opened: OpenWindow) -> None:
    _report(opened, "statistics")


SIGHTS: dict[str, Sight] = {
    "intake": page("intake"),
    "intake-typed": page("intake", intake_sights.typed_with_problems, intake_sights.clear),
    "intake-late": page("intake", intake_sights.three_matters_late, intake_sights.clear),
    "intake-cases": page("intake", intake_sights.three_cases, intake_sights.clear),
    "intake-matter": page("intake", intake_sights.matter_sheet, intake_sights.clear),
    "intake-results": page("intake", intake_sights.results_to_fetch, intake_sights.clear),
    "intake-question": page("intake", intake_sights.question, intake_sights.clear),
    "intake-card": page("intake", intake_sights.scanned, intake_sights.clear),
    "intake-waiting": page("intake", intake_sights.some_wait, intake_sights.nobody_waits),
    "intake-draft": page("intake", intake_sights.draft_offered, intake_sights.no_draft),
    "intake-undo": page("intake", intake_sights.undo_bar, intake_sights.no_undo_bar),
    "intake-banner": page("intake", intake_sights.banner, intake_sights.no_banner),
    "search": page("search", _searched("nguyen thi"), _searched("")),
    "search-empty": page("search", _searched("")),
    "search-nothing": page("search", _searched("khongaiten"), _searched("")),
    "cases": page("cases", case_sights.list_of_cases("mine")),
    "cases-waiting": page("cases", case_sights.list_of_cases("waiting")),
    "cases-ready": page("cases", case_sights.list_of_cases("ready")),
    "cases-whole": page("cases", case_sights.whole_reckoning, case_sights.short_reckoning),
    "step-supplement": case_sights.step("supplement_requested"),
    "step-extend": case_sights.step("extended"),
    "step-transfer": case_sights.step("transferred"),
    "step-correct": case_sights.step("correct"),
    "step-void": case_sights.step("void"),
    "step-supplemented": case_sights.step("supplemented", "waiting"),
    "step-hand-over": case_sights.step("handed_over", "ready"),
    "month": page("month"),
    "month-table": page("month", _swap_month, _swap_month),
    "assessment": page("assessment"),
    "settings": page("settings"),
    "officer": dialog(lambda opened: opened.window.settings.add_officer(), "settings"),
    "devices": dialog(lambda opened: opened.window.settings.try_devices(), "settings"),
    "calendar": dialog(lambda opened: opened.window.settings.show_calendar(), "settings"),
    "lock": _locked,
    "unlock": _unlock,
    "covered": _covered,
    "correct": dialog(lambda opened: opened.window.visits.correct(_first_visit(opened))),
    "void": dialog(lambda opened: opened.window.visits.void(_first_visit(opened))),
    "not-offered": dialog(lambda opened: opened.window.visits.not_offered(_first_visit(opened))),
    "working": dialog(lambda opened: opened.window.show_working("5.7"), "month"),
    "preview": dialog(lambda opened: opened.window.dialogs.preview(), "assessment"),
    "reports": dialog(lambda opened: opened.window.dialogs.reports(), "month"),
    "reports-survey": dialog(_survey_report, "month"),
    "reports-statistics": dialog(_statistics, "month"),
    "registers": dialog(lambda opened: opened.window.dialogs.registers(), "month"),
    "about": dialog(lambda opened: opened.window.dialogs.about()),
    "citizen-idle": citizen_sights.citizen(lambda window: window.idle()),
    "citizen-rating": citizen_sights.citizen(citizen_sights.rate(None)),
    "citizen-rating-low": citizen_sights.citizen(citizen_sights.rate(1)),
    "citizen-rating-high": citizen_sights.citizen(citizen_sights.rate(5), turned=True),
    "citizen-check": citizen_sights.citizen(citizen_sights.check),
    "citizen-thanks": citizen_sights.citizen(lambda window: window.thanks()),
    "citizen-hand-back": citizen_sights.citizen(citizen_sights.hand_back, turned=True),
    "take-in": take_in_sights.sight(take_in_sights.begin),
    "take-in-preview": take_in_sights.sight(take_in_sights.preview),
    "take-in-questions": take_in_sights.sight(take_in_sights.questions),
    "take-in-errors": take_in_sights.sight(take_in_sights.errors),
    "take-in-compare": take_in_sights.sight(take_in_sights.compare),
    "catalogue": catalogue_sights.whole_list,
    "catalogue-preview": catalogue_sights.previewed(catalogue_sights.GOOD),
    "catalogue-mistakes": catalogue_sights.previewed(catalogue_sights.BAD),
    "catalogue-week": catalogue_sights.week,
    **SYNC_SIGHTS,
    "pairing": dialog(lambda opened: opened.window.sync.pair(), "sync"),
    "usb": dialog(lambda opened: opened.window.sync.carry(), "sync"),
    "packages": package_sights.packages,
    **{f"help-{name}": _help(name) for name in HELP_PAGES},
}
SIGHTS["evidence-preview"] = _evidence_preview
FIRST_RUN = {step: f"first-run-{step.name.lower()}" for step in Step}
NAMES = (*SIGHTS, *FIRST_RUN.values())


def every_sight(
    opened: OpenWindow, names: Collection[str] = NAMES
) -> Iterator[tuple[str, QWidget]]:
    """Bring one sight after the other before the eyes: its name and the window it stands in."""
    for name, sight in SIGHTS.items():
        if name in names:
            with sight(opened) as shown:
                yield name, shown
    if any(name in names for name in FIRST_RUN.values()):
        yield from _first_run(opened, names)


def _first_run(opened: OpenWindow, names: Collection[str]) -> Iterator[tuple[str, QWidget]]:
    """The steps of the first run: a window of its own, which looks and speaks as ours does."""
    stage = opened.stage
    with (
        tempfile.TemporaryDirectory() as folder,
        open_first_run(opened.application, Path(folder) / "desk", FirstRun()) as run,
    ):
        run.stage.look.choose_scheme(stage.look.scheme)
        run.stage.look.choose_scale(stage.look.scale)
        run.stage.language.choose(stage.language.code)
        for step in each_step(run):
            if FIRST_RUN[step] in names:
                yield FIRST_RUN[step], run.window
    for translator in run.stage.language._translators:
        opened.application.removeTranslator(translator)
    stage.look.apply()
    opened.window.main.activateWindow()
    opened.settle()
