"""Desks to measure on: fresh ones, and big ones that are made once and kept in build/bench."""

from __future__ import annotations

import hashlib
import inspect
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

import msgspec

from desk_app import parts
from desk_app.core import ops
from desk_app.core.clock import day_of
from desk_app.core.ids import OfficerId
from desk_app.core.simulation import SimulatedVisit, SimulationParameters, simulate
from desk_app.services import demo, officers
from desk_app.store import case_rows, visit_rows
from desk_app.store.migrations import STEPS

SEED = 20260701
_VERSION = 1
_MARK = "made.json"


class Size(msgspec.Struct, frozen=True):
    """A database by its name and what the simulator is asked for."""

    name: str
    days: int
    visits_per_day: int
    cases: bool = False


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """How a big database was made; `stands_for` tells when it has to be made anew."""

    stands_for: str
    last_day: date
    visits: int
    ratings: int
    seconds: float
    cases: int = 0


class Sizes(msgspec.Struct, frozen=True, kw_only=True):
    """How much is measured."""

    ten_years: Size
    million: Size
    rounds: int
    visits_a_round: int
    queries_a_kind: int
    imported_rows: int
    visits_today: int
    visits_of_shift: int
    keys: int
    cases: Size
    due_dates: int
    register_rows: int
    exported_cases: int


FULL = Sizes(
    ten_years=Size("ten_years", 2500, 200),
    million=Size("million", 2500, 400),
    rounds=5,
    visits_a_round=400,
    queries_a_kind=60,
    imported_rows=100_000,
    visits_today=300,
    visits_of_shift=200,
    keys=400,
    cases=Size("cases", 1000, 155, cases=True),
    due_dates=100_000,
    register_rows=20_000,
    exported_cases=20_000,
)
QUICK = Sizes(
    ten_years=Size("quick", 20, 20),
    million=Size("quick", 20, 20),
    rounds=1,
    visits_a_round=20,
    queries_a_kind=2,
    imported_rows=60,
    visits_today=10,
    visits_of_shift=10,
    keys=20,
    cases=Size("quick_cases", 25, 25, cases=True),
    due_dates=1000,
    register_rows=50,
    exported_cases=80,
)


class Bench:
    """The folder of the measurements and the desks in it."""

    def __init__(self, folder: Path, sizes: Sizes) -> None:
        self.folder = folder
        self.sizes = sizes
        self.notes: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)

    def say(self, words: str) -> None:
        """Tell whoever waits what is going on."""
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder that is gone afterwards, on the disk that is measured."""
        folder = self.folder / "scratch"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def fresh_desk(self, folder: Path) -> Iterator[parts.Desk]:
        """A new practice desk."""
        parts.create_desk(folder, parts.PRACTICE_UNIT, "Bench", practice=True)
        with parts.open_desk(folder) as desk:
            yield desk

    def big(self, size: Size) -> tuple[Path, Made]:
        """The folder of a big database, made by the simulator unless it is there already."""
        home = self.folder / size.name
        mark = home / _MARK
        if mark.exists():
            made = msgspec.json.decode(mark.read_bytes(), type=Made)
            if made.stands_for == _stands_for(size):
                self._note(size, made)
                return home, made
        shutil.rmtree(home, ignore_errors=True)
        self.say(f"making {home.name}: about {size.days * size.visits_per_day:,} visits")
        made = self._fill(home, size)
        mark.write_bytes(msgspec.json.encode(made))
        self._note(size, made)
        return home, made

    @contextmanager
    def big_desk(self, size: Size) -> Iterator[tuple[parts.Desk, Made]]:
        """A big database, opened; whoever writes into it takes a copy instead."""
        home, made = self.big(size)
        with parts.open_desk(home) as desk:
            yield desk, made

    @contextmanager
    def copy_of(self, size: Size, folder: Path) -> Iterator[parts.Desk]:
        """A copy of a big database, to be written into."""
        home, _ = self.big(size)
        shutil.copytree(home, folder)
        with parts.open_desk(folder) as desk:
            yield desk

    def simulated(self, size: Size, last_day: date, count: int) -> list[SimulatedVisit]:
        """The first visits of a big database as they were typed, ID numbers in full."""
        units, unit = parts.units(), parts.PRACTICE_UNIT
        visits = simulate(
            SimulationParameters(
                last_day=last_day,
                days=size.days,
                visits_per_day=size.visits_per_day,
                place=demo.practice_place(units, unit, last_day),
            ),
            parts.catalogue(),
            demo.shipped_simulation_data(),
            Random(SEED),
        )
        return list(islice(visits, count))

    def _note(self, size: Size, made: Made) -> None:
        cases = f", {made.cases:,} cases" if made.cases else ""
        note = (
            f"{size.name}: {made.visits:,} visits, {made.ratings:,} ratings{cases}, "
            f"made in {made.seconds:,.0f} s"
        )
        if note not in self.notes:
            self.notes.append(note)

    def _fill(self, home: Path, size: Size) -> Made:
        today = day_of(parts.system_clock().wall)
        last_day = today - timedelta(days=1)
        request = demo.DemoRequest(
            days=size.days,
            visits_per_day=size.visits_per_day,
            seed=SEED,
            last_day=last_day,
            cases=size.cases,
        )
        start = time.perf_counter()
        with self.fresh_desk(home) as desk:
            sources = demo.DemoSources(
                desk.catalogue, parts.units(), demo.shipped_simulation_data()
            )
            result = demo.fill_with_demo(desk.store, request, sources, working(desk))
        return Made(
            stands_for=_stands_for(size),
            last_day=last_day,
            visits=result.visits,
            ratings=result.ratings,
            cases=result.cases,
            seconds=time.perf_counter() - start,
        )


def working(desk: parts.Desk) -> list[OfficerId]:
    """The officers of a desk who log visits."""
    with desk.store.reader() as reader:
        return [one.id for one in officers.officers(reader) if one.role == "officer"]


def _stands_for(size: Size) -> str:
    """Changes when the same request would give another database."""
    digest = hashlib.sha256(f"{_VERSION} {SEED} {size}".encode())
    for step in STEPS:
        digest.update(step.script.encode())
    for module in (ops, visit_rows, case_rows):
        digest.update(inspect.getsource(module).encode())
    return digest.hexdigest()
