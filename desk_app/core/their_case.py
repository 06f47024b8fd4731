"""A case as a provincial system tells of it: one row of its export, read."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.problems import Problem

# Where the province says a case stands. `expected`: handed in online and not received yet;
# `open`: being worked on, whoever has it.
TheirStatus = Literal[
    "expected", "open", "waiting", "ready", "handed_over", "refused", "stopped", "withdrawn"
]
THEIR_STATUSES: tuple[TheirStatus, ...] = get_args(TheirStatus)
TheirChannel = Literal["", "desk", "online", "post"]
# How the procedure was found; `none`: the catalogue has nothing that it can be.
Match = Literal["code", "name", "near", "told", "none"]

# A case of a procedure that is in no catalogue: its name is kept as what is asked for.
NO_PROCEDURE = "0.000000"


class TheirCase(msgspec.Struct, frozen=True, kw_only=True):
    """One case of theirs. Times without an hour are the first moment of their civil day.

    row: as the spreadsheet counts; procedure: our code, or NO_PROCEDURE; procedure_text: as
    written; due_timed, received_timed: whether an hour stood there; ended: when the result was
    ready or the case ended otherwise; handed: when the result was fetched; overdue: what they say
    about it, None where they say nothing; said: the status as written; own_number: our own number,
    which only our own export has.
    """

    row: int
    reference: str
    procedure: str
    procedure_text: str
    match: Match
    received: Millis | None
    received_timed: bool = False
    due: Millis | None = None
    due_timed: bool = False
    status: TheirStatus = "open"
    said: str = ""
    ended: Millis | None = None
    handed: Millis | None = None
    overdue: bool | None = None
    channel: TheirChannel = ""
    field: str = ""
    name: str = ""
    organisation: str = ""
    submitter: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    citizen_id: str = ""
    content: str = ""
    note: str = ""
    fee: int | None = None
    own_number: str = ""

    @property
    def whose(self) -> str:
        """The applicant as lists name them."""
        return self.organisation or self.name


class SheetMapping(msgspec.Struct, frozen=True, kw_only=True):
    """What a person once said about the export of one source, kept for the next time.

    source: what they call it; fields: field to the key of its heading; statuses and procedures:
    folded words of theirs to ours; order: the fields of their form, for copying a case out.
    """

    source: str = ""
    fields: dict[str, str] = {}
    statuses: dict[str, TheirStatus] = {}
    procedures: dict[str, str] = {}
    order: tuple[str, ...] = ()


class UnknownColumns(msgspec.Struct, frozen=True, kw_only=True):
    """A table whose columns nobody can tell yet: what must be asked.

    signature: what the same export will be known by; headings: as written, in order; samples: per
    column the first values; guessed: field to place; missing: fields without which nothing goes.
    """

    signature: str
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    guessed: dict[str, int]
    missing: tuple[str, ...]


class CellError(msgspec.Struct, frozen=True):
    """What is wrong in a row: its number as the spreadsheet counts, the heading, the problem."""

    row: int
    column: str
    problem: Problem


class CaseSheet(msgspec.Struct, frozen=True, kw_only=True):
    """A whole export, read. Errors keep all of it back; notices keep nothing back.

    rows: all below the heading that are cases; repeats: rows that only repeat earlier ones;
    columns: field to heading; unknown: what must be asked before anything can be read;
    statuses, procedures: words of theirs that nobody can place.
    """

    signature: str = ""
    rows: int = 0
    repeats: int = 0
    cases: tuple[TheirCase, ...] = ()
    errors: tuple[CellError, ...] = ()
    notices: tuple[Problem, ...] = ()
    columns: dict[str, str] = {}
    unknown: UnknownColumns | None = None
    statuses: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
