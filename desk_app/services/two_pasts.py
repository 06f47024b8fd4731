"""What is remembered and said of a desk that was restored, moved or copied."""

from __future__ import annotations

from typing import Literal

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.numbers import epoch_letter
from desk_app.core.problems import Problem
from desk_app.store import sqlite, sync_state
from desk_app.store.writer import Tx

Found = Literal["restored", "moved", "copied", "returned"]

_NAME = "two_pasts"
# How long the page speaks of it after it was mended.
SAID_FOR = 7 * 86_400_000
_NUMBERS_SAID = 5


class TwoPasts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was found and done last.

    how: "restored" and "moved" were found when the desk opened, by what this machine remembers;
    "returned" (ops came back) and "copied" (two copies went on) by the province. letter: under
    which new numbers are printed; came: ops that came back; again: deeds written once more;
    numbers: printed numbers that stand on two papers.
    """

    how: Found
    at: Millis
    letter: str
    came: int = 0
    again: int = 0
    numbers: tuple[str, ...] = ()


def read_two_pasts(connection: sqlite.Connection) -> TwoPasts | None:
    """What is remembered; None when nothing ever happened, or it cannot be read."""
    text = sync_state.get(connection, _NAME)
    try:
        return None if text is None else msgspec.json.decode(text, type=TwoPasts)
    except msgspec.MsgspecError:
        return None


def two_pasts_said(connection: sqlite.Connection, now: Millis) -> Problem | None:
    """The sentence about it, for a week; None when there is nothing to say."""
    found = read_two_pasts(connection)
    if found is None or not 0 <= now - found.at < SAID_FOR:
        return None
    return problem_of(found)


def problem_of(found: TwoPasts) -> Problem:
    """What is said of it."""
    code = f"sync.two_pasts.{found.how}"
    values = {"letter": found.letter, "came": str(found.came), "again": str(found.again)}
    if found.numbers:
        code += "_numbers"
        values["numbers"] = ", ".join(found.numbers[:_NUMBERS_SAID])
        values["count"] = str(len(found.numbers))
    return Problem(code, values=values)


def note(
    tx: Tx, how: Found, *, came: int = 0, again: int = 0, numbers: tuple[str, ...] = ()
) -> None:
    """Remember what was found, together with what was remembered of the same healing."""
    before = read_two_pasts(tx.connection)
    letter = epoch_letter(tx.desk.epoch)
    if before is not None and before.letter == letter and how == "copied":
        came += before.came if before.how == "returned" else 0
    if before is not None and before.letter == letter and how == before.how:
        came, again = came + before.came, again + before.again
        numbers = tuple(sorted({*numbers, *before.numbers}))
    found = TwoPasts(
        how=how, at=tx.now.wall, letter=letter, came=came, again=again, numbers=numbers
    )
    sync_state.put(tx.connection, _NAME, msgspec.json.encode(found).decode())
