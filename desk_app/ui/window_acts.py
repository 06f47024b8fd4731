"""What each command of the menus does in the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from desk_app.ui.command_rights import NEEDS, PAGES

if TYPE_CHECKING:
    from desk_app.ui.window import Window

Act = Callable[[], None]
ActOf = Callable[["Window"], None]


def _log(window: Window) -> None:
    if window.main.page == "intake":
        window.intake.presenter.save()


def _log_at_once(window: Window) -> None:
    if window.main.page == "intake":
        window.intake.presenter.save_at_once()


def _print(window: Window) -> None:
    if window.main.page == "month":
        window.print_month()
    else:
        window.dialogs.preview()


def _slip(window: Window) -> None:
    if window.main.page == "cases":
        window.cases.page.print_slips()
    else:
        window.main.show_page("intake")
        window.intake.request_slips()


def _check(window: Window) -> None:
    window.main.show_page("intake")
    window.intake.request_check()


def _of_case(act: str, otherwise: ActOf) -> ActOf:
    """One key, two pages: on the page of cases it is their act, if whoever acts may do it."""

    def do(window: Window) -> None:
        if window.main.page != "cases":
            otherwise(window)
        elif window.desk.may(NEEDS[act]):
            ON_CASES[act](window)

    return do


def _claim(window: Window) -> None:
    if window.main.page == "assessment":
        window.assessment.save()
    else:
        window.main.show_page("assessment")


def _edit(deed: str) -> None:
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit):
        getattr(field, deed)()


def _paste(window: Window) -> None:
    """Text into a field; on the page of cases, files and pictures to the case."""
    panel = window.cases.page.evidence_panel if window.main.page == "cases" else None
    if panel is None or isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
        _edit("paste")
    else:
        panel.paste()


# The page on which an act happens: it is opened first when another is shown.
ON_INTAKE: dict[str, ActOf] = {
    "visit_question": lambda window: window.intake.toggle_question(),
    "visit_online": lambda window: window.intake.toggle_online(),
    "visit_outcome": lambda window: window.intake.choose_outcome(),
    "visit_late": lambda window: window.intake.toggle_late(),
    "visit_clear": lambda window: window.intake.clear_visit(),
    "visit_today": lambda window: window.intake.today.table.setFocus(),
    "waiting_add": lambda window: window.day.waiting.park(),
    "waiting_call": lambda window: window.day.waiting.call_next(),
    "waiting_list": lambda window: window.day.focus_waiting(),
}
ON_CASES: dict[str, ActOf] = {
    "case_letter": lambda window: window.cases.page.print_letter(),
    "case_main": lambda window: window.cases.page.begin_main(),
    "case_supplement": lambda window: window.cases.page.begin_supplement(),
    "case_more": lambda window: window.cases.page.open_more(),
    "case_extend": lambda window: window.cases.page.extend(),
    "case_transfer": lambda window: window.cases.page.begin("transferred"),
    "case_refuse": lambda window: window.cases.page.begin("refused"),
    "case_stop": lambda window: window.cases.page.begin("stopped"),
    "case_withdraw": lambda window: window.cases.page.begin("withdrawn"),
    "case_take_back": lambda window: window.cases.page.take_back_last(),
    "case_correct": lambda window: window.cases.page.begin("correct"),
    "case_void": lambda window: window.cases.page.begin("void"),
    "case_why": lambda window: window.cases.page.toggle_why(),
}
ON_SEARCH: dict[str, ActOf] = {
    "search_visit": lambda window: window.visits.page.presenter.start_visit(),
    "search_unmask": lambda window: window.visits.page.presenter.unmask(),
}
ON_MONTH: dict[str, ActOf] = {
    "score_previous": lambda window: window.month.presenter.step(-1),
    "score_next": lambda window: window.month.presenter.step(1),
    "score_table": lambda window: window.month.swap(),
}
ANYWHERE: dict[str, ActOf] = {
    "print": _print,
    "lock": lambda window: window.keeper.lock(),
    "sync_now": lambda window: window.sync.send(),
    "carry": lambda window: window.sync.carry(),
    "pair": lambda window: window.sync.pair(),
    "practice": lambda window: window.open_beside(),
    "real_desk": lambda window: window.open_beside(),
    "quit": lambda window: window.main.quit(),
    "edit_undo": lambda window: window.day.undo(),
    "edit_cut": lambda _window: _edit("cut"),
    "edit_copy": lambda _window: _edit("copy"),
    "edit_paste": _paste,
    "edit_all": lambda _window: _edit("selectAll"),
    "visit_log": _log,
    "visit_check": _of_case("case_why", _check),
    "reports": lambda window: window.dialogs.reports(),
    "catalogue": lambda window: window.dialogs.catalogue(),
    "catalogue_week": lambda window: window.dialogs.catalogue_week(),
    "packages": lambda window: window.dialogs.packages(),
    "visit_at_once": _log_at_once,
    "case_due": lambda window: window.cases.open_due(),
    "case_slip": _slip,
    "case_import": lambda window: window.cases.take_in(),
    "case_copy": lambda window: window.cases.copy_next(),
    "registers": lambda window: window.dialogs.registers(),
    "visit_rate": lambda window: window.visits.rate(window.visits.chosen_today),
    "visit_not_offered": _of_case(
        "case_main", lambda window: window.visits.not_offered(window.visits.chosen_today)
    ),
    "visit_correct": _of_case(
        "case_correct", lambda window: window.visits.correct(window.visits.chosen)
    ),
    "visit_void": _of_case("case_void", lambda window: window.visits.void(window.visits.chosen)),
    "score_working": lambda window: window.show_working_of_chosen(),
    "score_claim": _claim,
    "help": lambda window: window.dialogs.help(window.main.page),
    "about": lambda window: window.dialogs.about(),
}


def window_acts(window: Window) -> dict[str, Act]:
    """An act for every command; nothing of the window is touched before one is asked for."""
    acts = {name: partial(act, window) for name, act in ANYWHERE.items()}
    on_pages = {"intake": ON_INTAKE, "cases": ON_CASES, "search": ON_SEARCH, "month": ON_MONTH}
    for page, own in on_pages.items():
        acts |= {name: partial(_on_page, page, act, window) for name, act in own.items()}
    acts |= {f"page_{page}": partial(_show, page, window) for page in PAGES}
    return acts | window.choices.acts()


def _on_page(page: str, act: ActOf, window: Window) -> None:
    if window.main.page != page:
        window.main.show_page(page)
    act(window)


def _show(page: str, window: Window) -> None:
    window.main.show_page(page)
