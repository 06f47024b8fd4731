"""Write the first ops of a new desk: that it was opened, and who acts at a practice desk."""

from __future__ import annotations

from desk_app.core.clock import Instant
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId, new_desk_id
from desk_app.core.keyed_hash import KEY_LENGTH, KeyedHash
from desk_app.core.officer import Role
from desk_app.core.officer_state import PREFIX
from desk_app.core.ops import DeskName, DeskOpened, OfficerAdded, OfficerName
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from desk_app.store import sqlite
from desk_app.store.log import Log, Random
from desk_app.store.this_desk import ThisDesk, write_this_desk

DESK_NAME_LIMIT = 60

# Whoever has no officer yet: the machine itself opened the desk.
NOBODY = OfficerId("000000")

PRACTICE_OFFICER = OfficerId("PRACT1")
PRACTICE_CHAIR = OfficerId("PRACT2")
PRACTICE_ADMINISTRATOR = OfficerId("PRACT3")
# A practice desk has no people of its own; these are words for a role, not names.
_PRACTICE: tuple[tuple[OfficerId, str, Role], ...] = (
    (PRACTICE_OFFICER, "Cán bộ thực hành", "officer"),
    (PRACTICE_CHAIR, "Chủ tịch thực hành", "chair"),
    (PRACTICE_ADMINISTRATOR, "Quản trị thực hành", "administrator"),
)


def check_desk_name(name: str) -> str:
    """The desk's name as it is kept; raises UserProblem for none or a very long one."""
    kept = clean(name)
    if not kept:
        raise UserProblem(Problem("desk.name_missing", "desk"))
    if len(kept) > DESK_NAME_LIMIT:
        raise UserProblem(Problem("desk.name_long", "desk", {"limit": str(DESK_NAME_LIMIT)}))
    return kept


def open_new_desk(
    connection: sqlite.Connection,
    unit: str,
    name: str,
    practice: bool,
    now: Instant,
    random: Random,
) -> ThisDesk:
    """Give the empty database its desk, inside the transaction that creates it.

    The desk makes the commune's key; a second desk will get it when the two are paired.
    """
    desk = ThisDesk(
        desk=new_desk_id(random(10)),
        epoch=0,
        unit=unit,
        name=check_desk_name(name),
        practice=practice,
        commune_key=random(KEY_LENGTH),
    )
    write_this_desk(connection, desk)
    log = Log(connection, desk, now, random)
    log.append(
        "desk.opened",
        DeskOpened(unit=unit, practice=practice, key=KeyedHash(desk.commune_key).key_id),
        person=DeskName(name=desk.name),
        officer=NOBODY,
    )
    for officer, words, role in _PRACTICE if practice else ():
        log.append(
            "officer.added",
            OfficerAdded(role=role),
            person=OfficerName(name=words),
            officer=NOBODY,
            subject=PREFIX + officer,
        )
    return desk
