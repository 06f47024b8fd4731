"""A shift at the window by real keys: what the program takes of a visit, and whether it grows."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from tests.bench.desks import Bench
from tests.bench.figures import Figure, beside, percentile
from tests.bench.hands_process import run_hands

TAKEN_GOAL = 150.0
TOLD_GOAL = 100.0
MONTH_GOAL = 100.0
GROWTH_GOAL = 1.05


def measure(bench: Bench) -> Iterator[Figure]:
    """Typed, scanned, refused and only asked, one visit after the other, ten years behind them."""
    rounds, months = [], []
    for _ in range(bench.sizes.rounds):
        with bench.scratch() as folder:
            home = folder / "desk"
            with bench.copy_of(bench.sizes.ten_years, home):
                pass
            rounds.append(run_hands("shift", home, bench.sizes.visits_of_shift))
            months.append(run_hands("month", home, bench.sizes.queries_a_kind))
    limit = "a visit through the write thread alone"
    yield beside(
        "the program's time of a visit, p95",
        [percentile(one.taken, 0.95) for one in rounds],
        "ms",
        limit,
        [median(one.beside) for one in rounds],
        goal=TAKEN_GOAL,
    )
    yield beside(
        'from the last key to "logged", p99',
        [percentile(one.told, 0.99) for one in rounds],
        "ms",
        limit,
        [median(one.beside) for one in rounds],
        goal=TOLD_GOAL,
    )
    yield beside(
        "memory at the end of the shift",
        [one.late for one in rounds],
        "MB",
        "after a tenth of it",
        [one.early for one in rounds],
        ratio_goal=GROWTH_GOAL,
    )
    yield beside(
        "the month page until it is drawn",
        [median(one.taken) for one in months],
        "ms",
        "its figures read, nothing drawn",
        [median(one.beside) for one in months],
        goal=MONTH_GOAL,
    )
