"""Officers of the desk: add, change, list, find by name, and ask whether one may do something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import UNSET

from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId, new_officer_id
from desk_app.core.officer import Officer, Role, check_name, check_role, find_officer
from desk_app.core.officer_state import PREFIX
from desk_app.core.ops import OfficerAdded, OfficerChanged, OfficerName
from desk_app.core.problems import Problem
from desk_app.core.rights import Action, refusal
from desk_app.core.text import name_sort_key
from desk_app.services.changes import Changes
from desk_app.store import officers as rows
from desk_app.store import pins as pin_rows
from desk_app.store.pins import PinRow
from desk_app.store.store import Reader
from desk_app.store.writer import Tx
from desk_app.vault import pins


class NewOfficer(msgspec.Struct, frozen=True):
    """A checked officer who is not in the log yet; verifier None only on practice desks."""

    name: str
    role: Role
    verifier: str | None

    def __repr__(self) -> str:
        return f"NewOfficer(role={self.role!r})"


def new_officer(name: str, role: str, pin: str | None) -> NewOfficer:
    """Check what was typed and hash the PIN (40 ms: before the transaction, not inside it).

    UserProblem names every field that must change. pin None: no PIN, for practice desks.
    """
    kept, known = check_name(name), check_role(role)
    refused = pins.check_pin(pin) if pin is not None else None
    problems = [p for p in (kept, known, refused) if isinstance(p, Problem)]
    if problems or isinstance(kept, Problem) or isinstance(known, Problem):
        raise UserProblem(*problems)
    return NewOfficer(kept, known, None if pin is None else pins.make_verifier(pin))


def new_verifier(pin: str) -> str:
    """What is kept of a new PIN (40 ms: before the transaction); UserProblem when it is refused."""
    refused = pins.check_pin(pin)
    if refused is not None:
        raise UserProblem(refused)
    return pins.make_verifier(pin)


def add_officer(tx: Tx, new: NewOfficer, by: Officer | None) -> tuple[OfficerId, Changes]:
    """The officer is in the log and may sign in.

    by: who adds; None only for the first officer of a desk, who must be its administrator (on a
    practice desk: in any role, any number, so that it has its built-in officers).
    """
    _may_add(tx, new, by)
    if new.verifier is None and not tx.desk.practice:
        raise UserProblem(Problem("pin.missing", "pin"))
    identity = new_officer_id(tx.random(4))
    while rows.officer(tx.connection, identity) is not None:
        identity = new_officer_id(tx.random(4))
    tx.log.append(
        "officer.added",
        OfficerAdded(role=new.role),
        person=OfficerName(name=new.name),
        subject=PREFIX + identity,
        officer=by.id if by is not None else identity,
    )
    if new.verifier is not None:
        pin_rows.keep_pin(tx.connection, identity, PinRow(new.verifier))
    return identity, Changes(officers=frozenset({identity}))


def change_officer(
    tx: Tx,
    officer: OfficerId,
    by: Officer,
    *,
    name: str | None = None,
    role: str | None = None,
    active: bool | None = None,
) -> Changes:
    """Rename, move to another role, or let go; a desk never loses its last administrator."""
    require(by, "officer.add", practice=tx.desk.practice)
    before = rows.officer(tx.connection, officer)
    if before is None:
        raise UserProblem(Problem("officer.unknown", "officer", {"name": officer}))
    kept = check_name(name) if name is not None else before.name
    known = check_role(role) if role is not None else before.role
    if isinstance(kept, Problem) or isinstance(known, Problem):
        raise UserProblem(*(p for p in (kept, known) if isinstance(p, Problem)))
    after = Officer(officer, kept, known, before.active if active is None else active)
    if after == before:
        return Changes()
    keeps_administrator(tx, officer, {"role": after.role, "active": after.active})
    tx.log.append(
        "officer.changed",
        OfficerChanged(
            role=after.role if after.role != before.role else UNSET,
            active=after.active if after.active != before.active else UNSET,
        ),
        person=OfficerName(name=after.name) if after.name != before.name else None,
        subject=PREFIX + officer,
        officer=by.id,
    )
    if not after.active:
        pin_rows.drop_pin(tx.connection, officer)
    return Changes(officers=frozenset({officer}))


def keeps_administrator(tx: Tx, officer: OfficerId, changed: Mapping[str, Any]) -> None:
    """UserProblem when nobody could administer this desk any more after such a change.

    Whoever administers another desk of the commune and has no PIN here cannot.
    """
    before = rows.officer(tx.connection, officer)
    everyone = [o for o in rows.all_officers(tx.connection) if o.id != officer]
    if before is not None:
        everyone.append(msgspec.structs.replace(before, **changed))
    with_pin = set(pin_rows.all_pins(tx.connection)) | rows.added_here(tx)
    if not any(o.active and o.role == "administrator" and o.id in with_pin for o in everyone):
        raise UserProblem(Problem("officer.last_administrator", "officer"))


def set_pin(tx: Tx, officer: OfficerId, verifier: str, by: Officer) -> None:
    """A new PIN (a verifier from `make_verifier`), set by the officer or by the administrator.

    Wrong tries are forgotten with the old PIN. Nothing goes to the log: PINs never do.
    """
    if by.id != officer:
        require(by, "officer.add", practice=tx.desk.practice)
    found = rows.officer(tx.connection, officer)
    if found is None or not found.active:
        raise UserProblem(Problem("officer.unknown", "officer", {"name": officer}))
    pin_rows.keep_pin(tx.connection, officer, PinRow(verifier))


def officers(reader: Reader) -> list[Officer]:
    """Every officer of the commune that this desk knows, by name as telephone books order it."""
    present = [o for o in rows.all_officers(reader.connection) if o.active]
    return sorted(present, key=lambda o: (name_sort_key(o.name), o.id))


def signing_in_here(reader: Reader) -> list[Officer]:
    """Those of them who may sign in at this desk: added here, or given a PIN here."""
    here = rows.added_here(reader) | set(pin_rows.all_pins(reader.connection))
    return [o for o in officers(reader) if o.id in here]


def resolve(reader: Reader, wanted: str) -> Officer:
    """The officer whom `--as` means: an id, a name, or words of a name, without marks or case.

    UserProblem when there is none, or when there are several: then it names them.
    """
    found = find_officer(rows.all_officers(reader.connection), wanted)
    if isinstance(found, Problem):
        raise UserProblem(found)
    return found


def resolve_any(reader: Reader, wanted: str) -> Officer:
    """As `resolve`; where nobody present is meant, whoever has left and may be taken back."""
    everyone = rows.all_officers(reader.connection)
    found = find_officer(everyone, wanted)
    if isinstance(found, Problem) and found.code == "officer.unknown":
        left = [o for o in everyone if not o.active]
        back = find_officer((msgspec.structs.replace(o, active=True) for o in left), wanted)
        if not isinstance(back, Problem):
            return next(o for o in left if o.id == back.id)
    if isinstance(found, Problem):
        raise UserProblem(found)
    return found


def require(officer: Officer, action: Action, *, practice: bool) -> None:
    """Nothing when this officer may do this; UserProblem with the sentence for it otherwise."""
    problem = refusal(officer.role, action, practice=practice)
    if problem is not None:
        raise UserProblem(problem)


def _may_add(tx: Tx, new: NewOfficer, by: Officer | None) -> None:
    if by is not None:
        require(by, "officer.add", practice=tx.desk.practice)
    elif tx.desk.practice:
        return
    elif rows.all_officers(tx.connection):
        raise UserProblem(Problem("officer.who_adds", "officer"))
    elif new.role != "administrator":
        raise UserProblem(Problem("officer.first_administrator", "role"))
