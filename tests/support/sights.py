"""Everything the window can show, in one list: drawn, stretched, and asked for its names.

A new page, dialog or state is added here once; screens.py draws it, and the tests of cut words,
names, focus and keys find it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desk_app.core.case_lists import ListName
from desk_app.core.evidence import EvidenceView
from desk_app.core.problems import Problem
from desk_app.core.report import ReportKind
from desk_app.core.visit import VisitForm
from desk_app.qt.desk_evidence import DeskEvidence
from desk_app.services.first_run import FirstRun, Step
from desk_app.services.waiting import leave, wait, waiting
from desk_app.ui.evidence.preview import PreviewDialog
from desk_app.ui.help import HELP_PAGES, HelpWindow
from desk_app.ui.intake.draft_offer import Offer
from desk_app.ui.rating.check_words import CheckMatter, CheckSheet
from desk_app.ui.rating.citizen_window import CitizenWindow
from desk_app.ui.reports.dialog import ReportsDialog
from desk_app.ui.unlock.window import UnlockWindow
from tests.support import catalogue_sights, take_in_sights
from tests.support.case_day import few_cases
from tests.support.case_values import CASE
from tests.support.first_run import each_step, open_first_run
from tests.support.sync_sights import SYNC_SIGHTS
from tests.support.window import OpenWindow

Sight = Callable[[OpenWindow], AbstractContextManager[QWidget]]
Open = Callable[[OpenWindow], None]
# The seven fields of a citizen card's QR code; nobody has this number.
CARD = "024187004417||Trần Thị Thủy|15031987|Nữ|Tổ dân phố Hà Vị 1, Bắc Giang|12052021"
LONG_NAME = "Công Tằng Tôn Nữ Thị Hoàng Ngọc Phương Khánh"


def page(name: str, prepare: Open | None = None, tidy: Open | None = None) -> Sight:
    """A page of the window, brought into a state and out of it again."""

    @contextmanager
    def shown(opened: OpenWindow) -> Iterator[QWidget]:
        opened.show(name)
        if prepare is not None:
            prepare(opened)
            opened.settle()
        yield opened.window.main
        if tidy is not None:
            tidy(opened)
            opened.settle()

    return shown


def dialog(open_one: Open, start: str = "intake") -> Sight:
    """A dialog over a page, closed again without its deed."""

    @contextmanager
    def shown(opened: OpenWindow) -> Iterator[QWidget]:
        opened.show(start)
        open_one(opened)
        opened.settle()
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        yield found
        found.reject()
        opened.window.main.activateWindow()  # no window manager does it here
        opened.settle()

    return shown


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


def _typed_with_problems(opened: OpenWindow) -> None:
    intake = opened.window.intake
    intake.fill("name", "Trần Thị Thủy")
    intake.fill("phone", "091234567")
    intake.presenter.take_match(0)
    intake.presenter.take_match(1)
    intake.presenter.save()


def _three_matters_late(opened: OpenWindow) -> None:
    intake = opened.window.intake
    intake.fill("name", LONG_NAME)
    for number in (0, 1, 2):
        intake.presenter.take_match(number)
    if not intake.fields.late:
        intake.toggle_late()


def _three_cases(opened: OpenWindow) -> None:
    intake = opened.window.intake
    intake.fill("name", LONG_NAME)
    for code in ("2.000815", "2.000635", "1.004873"):
        intake.presenter.add(code)
    intake.line.input.setText("3x12")
    intake.presenter.take_line()


def _matter_sheet(opened: OpenWindow) -> None:
    _three_cases(opened)
    intake = opened.window.intake
    intake.presenter.add("1.000894")
    intake.presenter.cases.open("1.000894")


def _results_to_fetch(opened: OpenWindow) -> None:
    presenter = opened.window.intake.presenter
    presenter.cases.offer(msgspec.structs.replace(CASE, status="ready"))
    presenter.take_match(5)
    presenter.cases.offer(msgspec.structs.replace(CASE, id="DESK.0.2", status="waiting"))


def _clear(opened: OpenWindow) -> None:
    opened.window.intake.clear_visit()
    opened.window.main.undo.hide_act()


def _question(opened: OpenWindow) -> None:
    opened.window.intake.toggle_question()


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


def _scanned(opened: OpenWindow) -> None:
    opened.window.scans.scanners.take(CARD)


def _some_wait(opened: OpenWindow) -> None:
    people = (
        VisitForm(name="Giáp Văn Tuấn", procedures=("2.000635",)),
        VisitForm(name=LONG_NAME, procedures=("2.000815",), flags=("elderly",)),
        VisitForm(),
    )
    for form in people:
        opened.desk.store.writer.run(partial(wait, form=form))
    opened.window.day.waiting.reload()


def _nobody_waits(opened: OpenWindow) -> None:
    with opened.desk.store.reader() as reader:
        numbers = [one.n for one in waiting(reader)]
    for n in numbers:
        opened.desk.store.writer.run(partial(leave, n=n))
    opened.window.day.waiting.reload()


def _draft_offered(opened: OpenWindow) -> None:
    say = opened.stage.say
    opened.window.intake.sheet.offer.show_offer(
        Offer(f"09:14 · {LONG_NAME}", f"Trần Thị Thủy · {say('Chứng thực bản sao')}", "1/3")
    )


def _no_draft(opened: OpenWindow) -> None:
    opened.window.intake.sheet.offer.show_offer(None)


def _undo_bar(opened: OpenWindow) -> None:
    sentence = opened.stage.say("Đã hủy lượt {at}: {what}", at="09:12", what=LONG_NAME)
    opened.window.main.undo.show_act(sentence)


def _no_undo_bar(opened: OpenWindow) -> None:
    opened.window.main.undo.hide_act()


def _banner(opened: OpenWindow) -> None:
    say = opened.stage.say
    text = say("Chương trình gặp lỗi của chính nó. Dữ liệu đã ghi vẫn an toàn trên máy này.")
    opened.window.main.banner.show_text(text, "late")


def _no_banner(opened: OpenWindow) -> None:
    opened.window.main.banner.show_text("", "late")


def _swap_month(opened: OpenWindow) -> None:
    opened.window.month.swap()


def _citizen(prepare: Callable[[CitizenWindow], object], *, turned: bool = False) -> Sight:
    @contextmanager
    def shown(opened: OpenWindow) -> Iterator[QWidget]:
        desk = opened.window.desk
        window = CitizenWindow(
            opened.stage, desk.unit, desk.name, practice=desk.practice, turned=turned
        )
        window.resize(opened.window.main.size())
        prepare(window)
        window.show()
        opened.settle()
        yield window
        window.hide()
        window.deleteLater()
        opened.window.main.activateWindow()
        opened.settle()

    return shown


def _rate(choice: int | None) -> Callable[[CitizenWindow], object]:
    def show(window: CitizenWindow) -> None:
        rating = window.rating()
        rating.show_choice(choice, frozenset())
        rating.show_time(14, 0.7)

    return show


def _check(window: CitizenWindow) -> None:
    window.check().show_sheet(
        CheckSheet(
            name=LONG_NAME,
            id_last4="4417",
            matters=(
                CheckMatter("Chứng thực bản sao", "trong ngày", "2.000 đồng/trang"),
                CheckMatter("Đăng ký khai sinh", "trong ngày", "miễn phí"),
            ),
            received="20/11/2026 09:21",
        )
    )


def _hand_back(window: CitizenWindow) -> None:
    window.hand_back().show_asked(needs_pin=True)


def _list_of_cases(name: ListName) -> Open:
    """The page of cases on one of its lists, the first case of it beside it."""

    def show(opened: OpenWindow) -> None:
        page = opened.window.cases.page
        page.presenter.show_list("mine")
        opened.settle()
        if not page.table.rows.rowCount():
            desk = opened.desk
            few_cases(desk.store, desk.catalogue, opened.window.desk.now())
            opened.settle()
        page.presenter.show_list(name)
        opened.settle()
        rows = (page.table.rows.row(n) for n in range(page.table.rows.rowCount()))
        shown = page.presenter.entries(row.key for row in rows if row is not None)
        fits = (one.id for one in shown if name != "mine" or one.status == "received")
        page.table.choose(next(fits))
        opened.settle()
        opened.window.main.undo.hide_act()

    return show


def _step(kind: str, name: ListName = "mine") -> Sight:
    """The dialog of a step over the page of cases."""

    def ask(opened: OpenWindow) -> None:
        _list_of_cases(name)(opened)
        opened.window.cases.page.begin(kind)

    return dialog(ask, "cases")


def _whole_reckoning(opened: OpenWindow) -> None:
    _list_of_cases("mine")(opened)
    opened.window.cases.page.toggle_why()


def _short_reckoning(opened: OpenWindow) -> None:
    opened.window.cases.page.toggle_why()


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
    "intake-typed": page("intake", _typed_with_problems, _clear),
    "intake-late": page("intake", _three_matters_late, _clear),
    "intake-cases": page("intake", _three_cases, _clear),
    "intake-matter": page("intake", _matter_sheet, _clear),
    "intake-results": page("intake", _results_to_fetch, _clear),
    "intake-question": page("intake", _question, _clear),
    "intake-card": page("intake", _scanned, _clear),
    "intake-waiting": page("intake", _some_wait, _nobody_waits),
    "intake-draft": page("intake", _draft_offered, _no_draft),
    "intake-undo": page("intake", _undo_bar, _no_undo_bar),
    "intake-banner": page("intake", _banner, _no_banner),
    "search": page("search", _searched("nguyen thi"), _searched("")),
    "search-empty": page("search", _searched("")),
    "search-nothing": page("search", _searched("khongaiten"), _searched("")),
    "cases": page("cases", _list_of_cases("mine")),
    "cases-waiting": page("cases", _list_of_cases("waiting")),
    "cases-ready": page("cases", _list_of_cases("ready")),
    "cases-whole": page("cases", _whole_reckoning, _short_reckoning),
    "step-supplement": _step("supplement_requested"),
    "step-extend": _step("extended"),
    "step-transfer": _step("transferred"),
    "step-correct": _step("correct"),
    "step-void": _step("void"),
    "step-supplemented": _step("supplemented", "waiting"),
    "step-hand-over": _step("handed_over", "ready"),
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
    "citizen-idle": _citizen(lambda window: window.idle()),
    "citizen-rating": _citizen(_rate(None)),
    "citizen-rating-low": _citizen(_rate(1)),
    "citizen-rating-high": _citizen(_rate(5), turned=True),
    "citizen-check": _citizen(_check),
    "citizen-thanks": _citizen(lambda window: window.thanks()),
    "citizen-hand-back": _citizen(_hand_back, turned=True),
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
