"""Sign in with a PIN: counted before it is checked, slower after each wrong one."""

from __future__ import annotations

from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.officer import Officer
from desk_app.core.problems import Problem
from desk_app.services.officers import resolve
from desk_app.store.officers import added_here
from desk_app.store.pins import PinRow, keep_pin, pin_of
from desk_app.store.store import Store
from desk_app.store.writer import Tx
from desk_app.vault import pins


def sign_in(store: Store, wanted: str, pin: str | None) -> Officer:
    """The officer whom `wanted` names, when the PIN is theirs. Not for the GUI thread (50 ms).

    On a practice desk an officer without a PIN needs none, when they were added there. An officer
    of another desk of the commune signs in once this desk's administrator gave them a PIN here:
    PINs never travel. UserProblem: nobody or several of that
    name, wrong PIN (with the tries left, or how long to wait), waiting time not over, no PIN set.
    """
    with store.reader() as reader:
        officer = resolve(reader, wanted)
    verifier = store.writer.run(lambda tx: begin_try(tx, officer.id, pin))
    if verifier is not None and pin is not None:
        # Outside any transaction: 40 ms of hashing must not hold up a visit being saved.
        right = pins.check(verifier, pin)
        problem = store.writer.run(lambda tx: end_try(tx, officer.id, right))
        if problem is not None:
            raise UserProblem(problem)
    return officer


def begin_try(tx: Tx, officer: OfficerId, pin: str | None) -> str | None:
    """The verifier to check the PIN against; the try already counts as wrong.

    Counted first, so that tries made side by side or cut off by a kill count too. None: this
    officer of a practice desk has no PIN.
    """
    row = pin_of(tx.connection, officer)
    if row is None:
        if officer not in added_here(tx):
            raise UserProblem(Problem("pin.none_here", "pin"))
        if tx.desk.practice:
            return None
        raise UserProblem(Problem("pin.none_set", "pin"))
    if pin is None:
        raise UserProblem(Problem("pin.missing", "pin"))
    wait = _wait(row, tx.now.wall)
    if wait > 0:
        raise UserProblem(Problem("pin.blocked", "pin", _for_how_long(wait)))
    wrong = row.wrong + 1
    wait = pins.wait_after(wrong)
    blocked_until = tx.now.wall + wait if wait else 0
    keep_pin(tx.connection, officer, PinRow(row.verifier, wrong, blocked_until))
    return row.verifier


def end_try(tx: Tx, officer: OfficerId, right: bool) -> Problem | None:
    """Forget the wrong tries when the PIN was right; otherwise say what comes next."""
    row = pin_of(tx.connection, officer)
    if row is None:
        return Problem("pin.none_set", "pin")
    if right:
        keep_pin(tx.connection, officer, PinRow(row.verifier))
        return None
    wait = _wait(row, tx.now.wall)
    if wait > 0:
        return Problem("pin.wrong_wait", "pin", _for_how_long(wait))
    return Problem("pin.wrong", "pin", {"left": str(pins.FREE_TRIES + 1 - row.wrong)})


def _wait(row: PinRow, now: int) -> int:
    # A clock that was set back must not lock an officer out for longer than the rule says.
    return min(row.blocked_until - now, pins.wait_after(row.wrong))


def _for_how_long(wait: int) -> dict[str, str]:
    seconds = -(-wait // 1000)
    return {"time": f"{seconds // 60}:{seconds % 60:02d}"}
