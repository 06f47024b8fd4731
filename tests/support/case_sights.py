"""The page of cases on each of its lists, and the dialogs of the steps over it."""

from __future__ import annotations

from desk_app.core.case_lists import ListName
from tests.support.case_day import few_cases
from tests.support.sight import Open, Sight, dialog
from tests.support.window import OpenWindow


def list_of_cases(name: ListName) -> Open:
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


def step(kind: str, name: ListName = "mine") -> Sight:
    """The dialog of a step over the page of cases."""

    def ask(opened: OpenWindow) -> None:
        list_of_cases(name)(opened)
        opened.window.cases.page.begin(kind)

    return dialog(ask, "cases")


def whole_reckoning(opened: OpenWindow) -> None:
    """The reckoning of a due date, unfolded."""
    list_of_cases("mine")(opened)
    opened.window.cases.page.toggle_why()


def short_reckoning(opened: OpenWindow) -> None:
    """Folded again."""
    opened.window.cases.page.toggle_why()
