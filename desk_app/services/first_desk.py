"""Make the desk of a first run: officers with PINs and a recovery key somebody holds, or nothing.

The recovery key is drawn before there is a desk and confirmed from paper. Only then are key file,
database and officers made, the officers in the transaction that creates the database.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable

from desk_app.core.clock import Instant
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services.officers import NewOfficer, add_officer
from desk_app.store import officers as rows
from desk_app.store import sqlite
from desk_app.store.log import Random
from desk_app.store.this_desk import ThisDesk
from desk_app.store.writer import Tx
from desk_app.vault.recovery import GROUPS, RecoveryKey, new_recovery_key, parse

ASKED = 2


class FirstKey:
    """A recovery key that opens nothing yet: shown, printed, and asked back from the paper."""

    def __init__(self, random: Callable[[int], bytes]) -> None:
        self.key: RecoveryKey = new_recovery_key(random)
        places = sorted(secrets.SystemRandom().sample(range(GROUPS), ASKED))
        self.asked: tuple[int, ...] = tuple(places)
        """The places, from 0, of the groups one is asked for."""

    @property
    def groups(self) -> tuple[str, ...]:
        """The eight groups."""
        return self.key.groups

    @property
    def number(self) -> str:
        """The number of the sheet; no secret."""
        return self.key.number

    def problem_of(self, place: int, typed: str) -> Problem | None:
        """What is wrong with this group as it was typed; None when it is the one on the sheet.

        Read as tolerantly as at the day the key is needed.
        """
        field = f"group{place}"
        if not typed.strip():
            return Problem("first_run.group_missing", field, {"group": str(place + 1)})
        groups = [*self.groups]
        groups[place] = "".join(typed.split())
        found = parse(" ".join(groups))
        if found == self.key:
            return None
        wrong = Problem("vault.recovery_group", field, {"group": str(place + 1)})
        if isinstance(found, RecoveryKey):
            return wrong
        told = found[0]
        if told.values.get("group") != str(place + 1):
            return wrong
        return Problem(told.code, field, dict(told.values))


def check_people(people: Iterable[NewOfficer]) -> None:
    """UserProblem unless there is an administrator and somebody who may log visits."""
    roles = {one.role for one in people}
    problems = []
    if "administrator" not in roles:
        problems.append(Problem("first_run.no_administrator", "people"))
    if not roles & {"officer", "vice_chair"}:
        problems.append(Problem("first_run.no_officer", "people"))
    if problems:
        raise UserProblem(*problems)


def write_first_officers(
    connection: sqlite.Connection,
    desk: ThisDesk,
    now: Instant,
    random: Random,
    people: Iterable[NewOfficer],
) -> None:
    """Add the officers inside the transaction that creates the database, an administrator first."""
    everyone = sorted(people, key=lambda one: one.role != "administrator")
    check_people(everyone)
    tx = Tx(connection, desk, now, random)
    first = None
    for new in everyone:
        identity, _changes = add_officer(tx, new, first)
        if first is None:
            first = rows.officer(connection, identity)
