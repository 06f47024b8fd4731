"""Days without a line, then all of it over a slow one; and a new desk that fetches a commune's log.

The line is a model in this process (slow_line.py), the desk and the province are programs of their
own; the seconds count from the start of the desk's program to its end.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from desk_app import parts
from tests.bench.desks import Bench, Size
from tests.bench.figures import Figure
from tests.bench.slow_line import Road, SlowLine
from tests.bench.sync_logs import DAYS_OFFLINE
from tests.bench.sync_push import fill_week, province, synced
from tests.support.desk_program import DeskProgram
from tests.support.province_process import ProvinceProgram

# sync.md, Numbers to reach; trust.md, R6.
_WEEK_SECONDS = 20.0
_SEASON_SECONDS = 300.0
_FILL_SECONDS = 180.0
_BAD = Road(bytes_a_second=32_000, round_trip=0.4, loss=0.05)
_SLOW = Road(bytes_a_second=32_000, round_trip=0.4)
_FAIR = Road(bytes_a_second=125_000, round_trip=0.1)
# Of a smoke run, which waits for nothing.
_SHORT = Road(bytes_a_second=4_000_000, round_trip=0.002, loss=0.05)
# R6: 90 days at 200 visits. Filled once and kept, as the other big databases are.
_SEASON = Size("season", 90, 200, cases=True)
_QUICK = Size("quick", 20, 20)


def measure(bench: Bench) -> Iterator[Figure]:
    """A bad week first, then a season, then the first fill from what the season sent."""
    quick = bench.sizes.rounds == 1
    if quick:
        yield from _week(bench, 1, 1, _SHORT)
        yield from _season(bench, _QUICK, _SHORT, _SHORT)
    else:
        yield from _week(bench, DAYS_OFFLINE, 3, _BAD)
        yield from _season(bench, _SEASON, _FAIR, _SLOW)


def _week(bench: Bench, days: int, rounds: int, road: Road) -> Iterator[Figure]:
    took, up, lost = [], [], []
    visits = 0
    with bench.scratch() as folder:
        filled = _new_desk(folder / "filled")
        fill_week(filled.home, days)
        for number in range(rounds):
            place = folder / str(number)
            place.mkdir()
            with _served(place, seed=number) as (program, line):
                desk = _copy(filled, place / "desk")
                desk.pair(line.url, program.code(desk.unit))
                line.reset()
                line.road = road
                seconds, _ = synced(desk)
                took.append(seconds)
                up.append(line.up)
                lost.append(line.lost)
                visits = _visits_at(program, desk)
    bench.notes.append(
        f"the bad line: {_words(road)}, modelled as TCP's waiting for what it sends again; "
        f"{median(lost):.0f} segments lost, {median(up) / visits:.0f} B up a visit, greeting "
        "and pages included"
    )
    yield Figure(
        what=f"{visits:,} visits of {days} days to the province over the bad line",
        value=median(took),
        unit="s",
        rounds=rounds,
        goal=_WEEK_SECONDS if days == DAYS_OFFLINE else None,
        beside="its bytes at the line's speed",
        limit=median(up) / road.bytes_a_second,
        ratio=median(a / (b / road.bytes_a_second) for a, b in zip(took, up, strict=True)),
    )


def _season(bench: Bench, size: Size, up: Road, down: Road) -> Iterator[Figure]:
    home, made = bench.big(size)
    with bench.scratch() as folder, _served(folder, seed=1) as (program, line):
        first = DeskProgram(folder / "first", "Quầy 1", parts.PRACTICE_UNIT)
        shutil.copytree(home, first.home)
        first.pair(line.url, program.code(first.unit))
        line.reset()
        line.road = up
        seconds, told = synced(first)
        yield Figure(
            what=f"{made.visits:,} visits of {size.days} days to the province, {_words(up)}",
            value=seconds,
            unit="s",
            rounds=1,
            goal=_SEASON_SECONDS,
            beside=f"its {line.up / 1e6:.1f} MB at the line's speed",
            limit=line.up / up.bytes_a_second,
            ratio=seconds / (line.up / up.bytes_a_second),
        )
        line.road = None
        second = _new_desk(folder / "second")
        second.pair(line.url, program.code(second.unit))
        line.reset()
        line.road = down
        seconds, told = synced(second)
        line.road = None
        if told["received"] < made.visits:
            raise RuntimeError(f"not everything arrived: {json.dumps(told)}")
    yield Figure(
        what=f"first fill of a new desk, {made.visits:,} visits in {told['received']:,} ops, "
        f"{_words(down)}",
        value=seconds,
        unit="s",
        rounds=1,
        goal=_FILL_SECONDS,
        beside=f"its {line.down / 1e6:.1f} MB at the line's speed",
        limit=line.down / down.bytes_a_second,
        ratio=seconds / (line.down / down.bytes_a_second),
    )


@contextmanager
def _served(folder: Path, seed: int) -> Iterator[tuple[ProvinceProgram, SlowLine]]:
    """A province that serves, and the line to it."""
    with province(folder) as (program, _), program.serving():
        port = urlsplit(program.url).port
        assert port is not None
        line = SlowLine(port, seed)
        try:
            yield program, line
        finally:
            line.close()


def _new_desk(home: Path) -> DeskProgram:
    desk = DeskProgram(home, f"Quầy {home.name}", parts.PRACTICE_UNIT)
    desk.init()
    return desk


def _copy(desk: DeskProgram, home: Path) -> DeskProgram:
    shutil.copytree(desk.home, home)
    return DeskProgram(home, desk.name, desk.unit)


def _visits_at(program: ProvinceProgram, desk: DeskProgram) -> int:
    return int(program.counts()[desk.id]["visits"])


def _words(road: Road) -> str:
    loss = f", {road.loss:.0%} lost" if road.loss else ""
    kilobits = road.bytes_a_second * 8 / 1000
    return f"{kilobits:,.0f} kbit/s, {road.round_trip * 1000:.0f} ms there and back{loss}"
