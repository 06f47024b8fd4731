"""The month from ten years of visits: its score, its line, its page drawn, beside a bare scan."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QApplication

from desk_app import parts
from desk_app.core.clock import Millis, start_of
from desk_app.core.criteria import CriteriaSet
from desk_app.core.period import Month, month_of
from desk_app.qt.language import Language
from desk_app.qt.look import Look
from desk_app.qt.messages import Messages
from desk_app.qt.runner import Runner
from desk_app.services.month_score import MonthFigures, month_figures, month_score
from desk_app.ui.month_page import MonthPage
from desk_app.ui.month_presenter import MonthPresenter
from desk_app.ui.stage import Stage
from tests.bench.desks import Bench
from tests.bench.figures import Figure, beside, milliseconds
from tests.support.presenters import run_now
from tests.support.window import compile_texts

ONE_GOAL = 10.0
LINE_GOAL = 30.0
PAGE_GOAL = 100.0
_SCAN = "SELECT count(*), sum(voided), sum(answer) FROM visit"
_NOON = 12 * 3_600_000


def measure(bench: Bench) -> Iterator[Figure]:
    """Reading, releasing and scoring, each time on a reader of its own; then all of it drawn."""
    with bench.big_desk(bench.sizes.ten_years) as (desk, made):
        criteria = parts.criteria()
        months = [month_of(made.last_day).before(back) for back in (0, 1, 7, 25, 60)]

        def one(index: int) -> None:
            with desk.store.reader() as reader:
                month_score(reader, criteria, months[index % len(months)])

        def line(index: int) -> None:
            with desk.store.reader() as reader:
                month_figures(reader, criteria, months[index % len(months)])

        def scan() -> None:
            with desk.store.reader() as reader:
                reader.connection.execute(_SCAN).fetchone()

        draw = _page(desk, criteria, Millis(start_of(made.last_day) + _NOON), months)
        scan()
        one(0)
        draw(0)
        ones: list[float] = []
        lines: list[float] = []
        pages: list[float] = []
        scans: list[float] = []
        for number in range(bench.sizes.rounds):
            ones.append(milliseconds(one, number))
            lines.append(milliseconds(line, number))
            pages.append(milliseconds(draw, number + 1))
            scans.append(milliseconds(scan))
    limit = "a bare scan of the visits"
    yield beside("score of one month", ones, "ms", limit, scans, goal=ONE_GOAL)
    yield beside("month with its line of 13", lines, "ms", limit, scans, goal=LINE_GOAL)
    yield beside("month page read and drawn", pages, "ms", limit, scans, goal=PAGE_GOAL)


class _Port:
    """The desk as the page sees it, read in the thread that asks."""

    def __init__(self, desk: parts.Desk, criteria: CriteriaSet, now: Millis) -> None:
        self._desk, self._criteria, self._now = desk, criteria, now

    def now(self) -> Millis:
        return self._now

    def criteria(self) -> CriteriaSet:
        return self._criteria

    def month_figures(self, month: Month) -> MonthFigures:
        with self._desk.store.reader() as reader:
            return month_figures(reader, self._criteria, month)


def _page(
    desk: parts.Desk, criteria: CriteriaSet, now: Millis, months: list[Month]
) -> Callable[[int], None]:
    """Goes to the n-th of the months: from the key to the last painted line of the page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    compile_texts()
    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication(["bench"])
    application.setStyle("Fusion")
    language = Language(application, "vi")
    stage = Stage(Look(application, "light", 100), language, Runner(), Messages(language))
    page = MonthPage(
        stage,
        lambda view: MonthPresenter(
            _Port(desk, criteria, now), run_now, stage.say, stage.count, view
        ),
    )
    page.resize(1190, 700)
    page.show()

    def draw(index: int) -> None:
        page.presenter.go_to(str(months[index % len(months)]))
        # What waits: places first, then paint.
        application.processEvents()
        application.processEvents()

    return draw
