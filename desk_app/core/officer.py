"""Officers: who acts at a desk, in which role, and which officer a typed name means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

import msgspec

from desk_app.core.ids import OfficerId
from desk_app.core.problems import Problem
from desk_app.core.text import fold, nfc

# officer: logs and prints. clerk: evidence clerk and recorders of other bodies.
# vice_chair: head of the centre, the daily lead. secretary: party secretary.
# inspector: reads, draws samples, writes scores of their own.
Role = Literal["officer", "clerk", "vice_chair", "secretary", "chair", "administrator", "inspector"]
ROLES: tuple[Role, ...] = get_args(Role)

NAME_LIMIT = 80


class Officer(msgspec.Struct, frozen=True):
    """A person who acts at this desk; one who has left stays, inactive, for the ops they signed."""

    id: OfficerId
    name: str
    role: Role
    active: bool = True


def check_name(name: str) -> str | Problem:
    """The officer's name as it is kept: NFC, single spaces; a Problem when it is no name."""
    kept = " ".join(nfc(name).split())
    if not kept:
        return Problem("officer.name_missing", "name")
    if len(kept) > NAME_LIMIT:
        return Problem("officer.name_long", "name", {"limit": str(NAME_LIMIT)})
    if any(not c.isprintable() for c in kept):
        return Problem("officer.name_unprintable", "name")
    return kept


def check_role(role: str) -> Role | Problem:
    """The role of this code, or a Problem that names all roles."""
    for known in ROLES:
        if role == known:
            return known
    return Problem("officer.role_unknown", "role", {"role": role, "roles": ", ".join(ROLES)})


def find_officer(officers: Iterable[Officer], wanted: str) -> Officer | Problem:
    """The one active officer whom `wanted` names: by id, by name, or by part of the name.

    Case, marks and the place of tone marks do not matter. A whole name wins over a part of one.
    A Problem names the candidates when there are several.
    """
    present = [o for o in officers if o.active]
    by_id = [o for o in present if o.id == wanted.strip().upper()]
    if by_id:
        return by_id[0]
    words = fold(wanted).split()
    whole = [o for o in present if words and fold(o.name).split() == words]
    part = [o for o in present if words and set(words) <= set(fold(o.name).split())]
    found = whole or part
    if len(found) == 1:
        return found[0]
    if not found:
        return Problem("officer.unknown", "officer", {"name": wanted.strip()})
    several = ", ".join(f"{o.name} ({o.id})" for o in sorted(found, key=lambda o: o.id))
    return Problem("officer.several", "officer", {"name": wanted.strip(), "officers": several})
