"""The score of a month and of thirteen months from ten years of visits, beside a bare scan."""

from __future__ import annotations

from collections.abc import Iterator

from desk_app import parts
from desk_app.core.period import month_of
from desk_app.services.month_score import month_score, thirteen_months
from tests.bench.desks import Bench
from tests.bench.figures import Figure, beside, milliseconds

ONE_GOAL = 10.0
LINE_GOAL = 30.0
_SCAN = "SELECT count(*), sum(voided), sum(answer) FROM visit"


def measure(bench: Bench) -> Iterator[Figure]:
    """Reading, releasing and scoring, each time on a reader of its own."""
    with bench.big_desk(bench.sizes.ten_years) as (desk, made):
        criteria = parts.criteria()
        months = [month_of(made.last_day).before(back) for back in (0, 1, 7, 25, 60)]

        def one(index: int) -> None:
            with desk.store.reader() as reader:
                month_score(reader, criteria, months[index % len(months)])

        def line(index: int) -> None:
            with desk.store.reader() as reader:
                thirteen_months(reader, criteria, months[index % len(months)])

        def scan() -> None:
            with desk.store.reader() as reader:
                reader.connection.execute(_SCAN).fetchone()

        scan()
        one(0)
        ones: list[float] = []
        lines: list[float] = []
        scans: list[float] = []
        for number in range(bench.sizes.rounds):
            ones.append(milliseconds(one, number))
            lines.append(milliseconds(line, number))
            scans.append(milliseconds(scan))
    limit = "a bare scan of the visits"
    yield beside("score of one month", ones, "ms", limit, scans, goal=ONE_GOAL)
    yield beside("line of 13 months", lines, "ms", limit, scans, goal=LINE_GOAL)
