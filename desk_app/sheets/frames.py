"""What the worker and its parent say to each other, and how it crosses the pipe."""

from __future__ import annotations

import threading
from typing import IO

import msgspec

from desk_app.core.pipe_frames import put_frame, take_frame
from desk_app.core.problems import Problem
from desk_app.core.visit_sheet import RowError
from desk_app.sheets.limits import Limits


class Start(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """To the worker: read this file. The commune's keys go this way, never by command line.

    key: new hashes are made with it; others: rows may have been imported under these before. now:
    UTC milliseconds; nothing in the file may lie after it.
    """

    path: str
    procedures: bytes
    key: bytes
    now: int
    limits: Limits
    others: list[bytes] = []


class StartTable(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """To the worker: send a whole table as it stands, from the sheet that names most headings.

    headings: the folded names (`heading_key`) of the columns that are looked for.
    """

    path: str
    headings: list[str]
    limits: Limits


class Go(msgspec.Struct, frozen=True, tag=True):
    """To the worker: send the rows, encoded for this import, but not those at `known`."""

    batch: str
    known: list[int]


class Progress(msgspec.Struct, frozen=True, tag=True):
    """From the worker: alive; `done` of `total` (0: not known), counted in rows or bytes."""

    done: int
    total: int


class Refused(msgspec.Struct, frozen=True, tag=True):
    """From the worker: the file as a whole cannot be read, for one reason."""

    problem: Problem


class Broken(msgspec.Struct, frozen=True, tag=True):
    """From the worker: a bug, told without any content of the file."""

    where: str


class RowIdentity(msgspec.Struct, frozen=True, array_like=True):
    """What a row may be known by: its keyed identity, its own id or its case reference, or "".

    also: its identity under the commune's other keys.
    """

    digest: str
    own_id: str
    reference: str
    also: tuple[str, ...] = ()


class Identities(msgspec.Struct, frozen=True, tag=True):
    """From the worker: how the next rows would be known."""

    rows: list[RowIdentity]


class Checked(msgspec.Struct, frozen=True, tag=True):
    """From the worker: everything was read. `repeats` are rows that only repeat earlier ones.

    Many errors come in several frames; `last` is set in the last.
    """

    rows: int
    repeats: int
    errors: list[RowError]
    notices: list[Problem]
    last: bool


class EncodedVisit(msgspec.Struct, frozen=True, array_like=True):
    """One visit ready for the log: time of the act, and the bytes of its facts and person part."""

    act: int
    facts: bytes
    person: bytes | None


class TableFound(msgspec.Struct, frozen=True, tag=True):
    """From the worker: which table it sends.

    heading: the row with most of the headings, -1 when none names two; merged: first row, first
    place, last row and last place of merged cells (rows as numbered, places from 0); bad: cells
    that must not be read; from_1904: how the file counts days.
    """

    sheet: str
    others: list[str]
    heading: int
    merged: list[tuple[int, int, int, int]]
    bad: list[tuple[int, int, Problem]]
    from_1904: bool


class TableRows(msgspec.Struct, frozen=True, tag=True):
    """From the worker: the next rows with their numbers; dates as ISO texts, all else as it is."""

    rows: list[tuple[int, list[str | int | float | bool]]]


class Rows(msgspec.Struct, frozen=True, tag=True):
    """From the worker: the next visits."""

    visits: list[EncodedVisit]


class Done(msgspec.Struct, frozen=True, tag=True):
    """From the worker: that was the last row."""


ToWorker = Start | StartTable | Go
FromWorker = (
    Progress | Refused | Broken | Identities | Checked | TableFound | TableRows | Rows | Done
)

_to_worker = msgspec.msgpack.Decoder(ToWorker)
_from_worker = msgspec.msgpack.Decoder(FromWorker)
_encode = msgspec.msgpack.Encoder().encode
_one_at_a_time = threading.Lock()


def send(pipe: IO[bytes], frame: ToWorker | FromWorker) -> None:
    """Put one frame on the pipe, after its length."""
    data = _encode(frame)
    with _one_at_a_time:
        put_frame(pipe, data)


def receive_in_worker(pipe: IO[bytes]) -> ToWorker | None:
    """The next frame for the worker; None when the parent is gone."""
    data = take_frame(pipe)
    return None if data is None else _to_worker.decode(data)


def receive_in_parent(pipe: IO[bytes]) -> FromWorker | None:
    """The next frame from the worker; None when it ended. A malformed one raises ValueError."""
    data = take_frame(pipe)
    return None if data is None else _from_worker.decode(data)
