"""From a key to its letter on the screen, with a full day and ten years behind it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from desk_app import parts
from desk_app.core.clock import day_of
from desk_app.core.visit import NewVisit, check_visit
from desk_app.services.log_visit import log_visit
from tests.bench.desks import Bench, working
from tests.bench.figures import Figure, beside, percentile
from tests.bench.hands_process import run_hands

GOAL = 50.0


def measure(bench: Bench) -> Iterator[Figure]:
    """Several hundred keys each round; a letter counts as seen when its field was painted.

    A letter waits 20 ms in the filter that listens for a scanner: that belongs to the figure.
    """
    with bench.scratch() as folder:
        home = folder / "desk"
        with bench.copy_of(bench.sizes.ten_years, home) as desk:
            fill_today(desk, bench, bench.sizes.visits_today)
        keys = bench.sizes.keys
        rounds = [run_hands("keys", home, keys) for _ in range(bench.sizes.rounds)]
    for share, name in ((0.5, "p50"), (0.95, "p95")):
        yield beside(
            f"a key until it is seen, {name}",
            [percentile(one.taken, share) for one in rounds],
            "ms",
            "a key into a bare line of text",
            [percentile(one.beside, share) for one in rounds],
            goal=GOAL,
        )


def fill_today(desk: parts.Desk, bench: Bench, visits: int) -> None:
    """So many visits logged now, in the words of the simulator."""
    now = parts.system_clock().wall
    officer = working(desk)[0]
    forms = [one.form for one in bench.simulated(bench.sizes.ten_years, day_of(now), 4 * visits)]
    with desk.store.reader() as reader:
        checked = [
            check_visit(form, desk.find_procedure, now, reader.hashed)
            for form in forms
            if not form.at
        ]
    for new in [new for new in checked if isinstance(new, NewVisit)][:visits]:
        desk.store.writer.run(partial(log_visit, new=new, officer=officer))
