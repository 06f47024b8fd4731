"""What each command of the menus does in the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from desk_app.ui.command_rights import PAGES

if TYPE_CHECKING:
    from desk_app.ui.window import Window

Act = Callable[[], None]
ActOf = Callable[["Window"], None]


def _log(window: Window) -> None:
    if window.main.page == "intake":
        window.intake.presenter.save()


def _print(window: Window) -> None:
    if window.main.page == "month":
        window.print_month()
    else:
        window.dialogs.preview()


def _claim(window: Window) -> None:
    if window.main.page == "assessment":
        window.assessment.save()
    else:
        window.main.show_page("assessment")


def _edit(deed: str) -> None:
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit):
        getattr(field, deed)()


# The page on which an act happens: it is opened first when another is shown.
ON_INTAKE: dict[str, ActOf] = {
    "visit_question": lambda window: window.intake.toggle_question(),
    "visit_online": lambda window: window.intake.toggle_online(),
    "visit_outcome": lambda window: window.intake.choose_outcome(),
    "visit_late": lambda window: window.intake.toggle_late(),
    "visit_clear": lambda window: window.intake.clear_visit(),
    "visit_check": lambda window: window.intake.request_check(),
    "visit_today": lambda window: window.intake.today.table.setFocus(),
    "waiting_add": lambda window: window.day.waiting.park(),
    "waiting_call": lambda window: window.day.waiting.call_next(),
    "waiting_list": lambda window: window.day.focus_waiting(),
}
ON_SEARCH: dict[str, ActOf] = {
    "search_visit": lambda window: window.search.presenter.start_visit(),
    "search_unmask": lambda window: window.search.presenter.unmask(),
}
ON_MONTH: dict[str, ActOf] = {
    "score_previous": lambda window: window.month.presenter.step(-1),
    "score_next": lambda window: window.month.presenter.step(1),
    "score_table": lambda window: window.month.swap(),
}
ANYWHERE: dict[str, ActOf] = {
    "print": _print,
    "lock": lambda window: window.keeper.lock(),
    "practice": lambda window: window.open_beside(),
    "real_desk": lambda window: window.open_beside(),
    "quit": lambda window: window.main.quit(),
    "edit_undo": lambda window: window.day.undo(),
    "edit_cut": lambda _window: _edit("cut"),
    "edit_copy": lambda _window: _edit("copy"),
    "edit_paste": lambda _window: _edit("paste"),
    "edit_all": lambda _window: _edit("selectAll"),
    "visit_log": _log,
    "visit_rate": lambda window: window.rate(window.chosen_today),
    "visit_not_offered": lambda window: window.not_offered(window.chosen_today),
    "visit_correct": lambda window: window.correct(window.chosen_visit),
    "visit_void": lambda window: window.void(window.chosen_visit),
    "score_working": lambda window: window.show_working_of_chosen(),
    "score_claim": _claim,
    "help": lambda window: window.dialogs.help(window.main.page),
    "about": lambda window: window.dialogs.about(),
}


def window_acts(window: Window) -> dict[str, Act]:
    """An act for every command; nothing of the window is touched before one is asked for."""
    acts = {name: partial(act, window) for name, act in ANYWHERE.items()}
    for page, own in (("intake", ON_INTAKE), ("search", ON_SEARCH), ("month", ON_MONTH)):
        acts |= {name: partial(_on_page, page, act, window) for name, act in own.items()}
    acts |= {f"page_{page}": partial(_show, page, window) for page in PAGES}
    return acts | window.choices.acts()


def _on_page(page: str, act: ActOf, window: Window) -> None:
    if window.main.page != page:
        window.main.show_page(page)
    act(window)


def _show(page: str, window: Window) -> None:
    window.main.show_page(page)
