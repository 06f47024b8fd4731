"""The desk to be, as the window of the first run uses it: what was typed, and what makes a desk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import msgspec

from desk_app.core.clock import Clock, day_of
from desk_app.core.errors import UserProblem
from desk_app.core.officer import Role
from desk_app.core.problems import Problem
from desk_app.core.text import fold
from desk_app.core.units import Units
from desk_app.qt.machine import Machine, Print
from desk_app.qt.printing import print_pdf
from desk_app.services import first_run
from desk_app.services.find_communes import Commune, commune, find_communes
from desk_app.services.first_desk import FirstKey
from desk_app.services.first_run import FirstPerson, FirstRun, Step
from desk_app.services.officers import NewOfficer, new_officer
from desk_app.services.open_new_desk import check_desk_name

Say = Callable[..., str]
_SEND: Print = partial(print_pdf, job="mot-cua recovery sheet")
MakeDesk = Callable[[FirstRun, FirstKey, Sequence[NewOfficer]], FirstRun]


class FirstRunDesk:
    """What was chosen so far, and the way to a desk. PINs live here as verifiers only, in memory.

    Methods that end in the disk or cost time are for a worker thread, each says so.
    """

    def __init__(
        self,
        home: Path,
        state: FirstRun,
        units: Callable[[], Units],
        clock: Clock,
        random: Callable[[int], bytes],
        make_desk: MakeDesk,
        say: Say,
        machine: Machine,
        open_practice: Callable[[], None],
        *,
        made: bool = False,
        send: Print = _SEND,
    ) -> None:
        self.state, self.made, self.machine = state, made, machine
        self._home, self._make_units, self._clock = home, units, clock
        self._random, self._make_desk, self._say = random, make_desk, say
        self._open_practice, self._send = open_practice, send
        self._people: tuple[NewOfficer, ...] = ()
        self._key: FirstKey | None = None
        self._writing = threading.Lock()

    # ---- what was chosen ----------------------------------------------------------------------

    def remember(self, **changed: Any) -> None:
        """Keep this in mind; `write` brings it to the disk."""
        self.state = msgspec.structs.replace(self.state, **changed)

    def write(self) -> None:
        """What is in mind now is on the disk; for a worker thread."""
        with self._writing:  # of two that come at once, the later writes the later state
            first_run.keep(self._home, self.state)

    # ---- 1: where -----------------------------------------------------------------------------

    @cached_property
    def _units(self) -> Units:
        return self._make_units()

    def find_communes(self, words: str, limit: int) -> tuple[Commune, ...]:
        """Communes for typed words; for a worker thread, the first time."""
        return find_communes(self._units, words, day_of(self._clock().wall), limit)

    def commune(self) -> Commune | None:
        """The chosen commune; for a worker thread, the first time."""
        return commune(self._units, self.state.unit, day_of(self._clock().wall))

    def check_desk_name(self, name: str) -> str:
        """The name as it is kept; UserProblem when it is none."""
        return check_desk_name(name)

    # ---- 2: who -------------------------------------------------------------------------------

    @property
    def people(self) -> tuple[NewOfficer, ...]:
        """Who has a PIN in this sitting."""
        return self._people

    def has_pin(self, person: FirstPerson) -> bool:
        """Whether this person's PIN was set in this sitting."""
        return any((one.name, one.role) == (person.name, person.role) for one in self._people)

    def add_person(self, name: str, role: str, pin: str, instead: FirstPerson | None) -> None:
        """Take an officer in, in place of another; for a worker thread (a PIN costs 40 ms).

        UserProblem names every field that must change.
        """
        new = new_officer(name, role, pin)
        others = [one for one in self.state.people if one != instead]
        if any(fold(one.name) == fold(new.name) and one.role == new.role for one in others):
            raise UserProblem(Problem("first_run.same_person", "name", {"name": new.name}))
        person = FirstPerson(new.name, new.role)
        everyone = [person if one == instead else one for one in self.state.people]
        self.remember(people=tuple(everyone if instead is not None else [*everyone, person]))
        kept = [
            one for one in self._people if FirstPerson(one.name, one.role) not in (instead, person)
        ]
        self._people = (*kept, new)

    def remove_person(self, person: FirstPerson) -> None:
        """Leave somebody out again."""
        self.remember(people=tuple(one for one in self.state.people if one != person))
        self._people = tuple(
            one for one in self._people if FirstPerson(one.name, one.role) != person
        )

    def missing_role(self) -> Role | None:
        """Which role nobody has yet without which a desk cannot work."""
        roles = {one.role for one in self.state.people}
        if "administrator" not in roles:
            return "administrator"
        return None if roles & {"officer", "vice_chair"} else "officer"

    def ready(self, step: Step) -> bool:
        """Whether what this step has to give is there, PINs included."""
        if step is Step.PLACE:
            return bool(self.state.unit and self.state.desk)
        if step is Step.PEOPLE:
            everyone = self.state.people
            return self.missing_role() is None and all(self.has_pin(one) for one in everyone)
        return True

    # ---- 4: the recovery key ------------------------------------------------------------------

    @property
    def key(self) -> FirstKey:
        """The key of this sitting, drawn when it is first asked for; gone when the desk is made."""
        if self._key is None:
            self._key = FirstKey(self._random)
        return self._key

    def recovery_pdf(self) -> bytes:
        """The sheet with the key; for a worker thread."""
        # reportlab is loaded with the first paper, never at start.
        from desk_app.services.first_papers import recovery_paper  # noqa: PLC0415

        now = self._clock().wall
        unit = self._units.find(self.state.unit, day_of(now))
        if unit is None:
            raise UserProblem(Problem("desk.unit_unknown", "unit", {"unit": self.state.unit}))
        return recovery_paper(self.key, unit, self.state.desk, now, self._say)

    def print_key(self, printer: str) -> None:
        """Send the sheet to a printer; for a worker thread."""
        self._send(self.recovery_pdf(), printer)

    def save_key(self, target: Path) -> None:
        """Write the sheet into a file, never beside the data; for a worker thread."""
        from desk_app.services.first_papers import save_recovery_paper  # noqa: PLC0415

        save_recovery_paper(target, self.recovery_pdf(), self._home)

    def make(self, typed: dict[int, str]) -> None:
        """Make the desk once these groups were read off the paper; for a worker thread.

        UserProblem beside each group that is wrong; EnvironmentProblem of keyring or disk. Then
        there is no desk, and one may try again.
        """
        found = (self.key.problem_of(place, typed.get(place, "")) for place in self.key.asked)
        problems = [problem for problem in found if problem is not None]
        if problems:
            raise UserProblem(*problems)
        with self._writing:
            self.state = self._make_desk(self.state, self.key, self._people)
        self.made = True
        self._key, self._people = None, ()

    # ---- 6: practice --------------------------------------------------------------------------

    def open_practice(self) -> None:
        """Open the practice desk in a window of its own; for a worker thread."""
        self._open_practice()
