"""What the worker that reads provincial exports and its parent say to each other."""

from __future__ import annotations

from typing import IO

import msgspec

from desk_app.core.pipe_frames import put_frame, take_frame
from desk_app.core.problems import Problem
from desk_app.core.their_case import CellError, SheetMapping, TheirCase, UnknownColumns
from desk_app.sheets.frames import Broken, Progress, Refused
from desk_app.sheets.limits import Limits


class StartCases(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """To the worker: read this export. now: UTC milliseconds; nothing may lie after it.

    mappings: signature of an export to what a person once said about it.
    """

    path: str
    procedures: bytes
    mappings: dict[str, SheetMapping]
    now: int
    limits: Limits


class CaseRowsRead(msgspec.Struct, frozen=True, tag=True):
    """From the worker: the next cases."""

    cases: list[TheirCase]


class CasesRead(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """From the worker: everything was read, or something has to be asked first."""

    signature: str
    rows: int
    repeats: int
    errors: list[CellError]
    notices: list[Problem]
    columns: dict[str, str]
    unknown: UnknownColumns | None
    statuses: list[str]
    procedures: list[str]


FromCaseWorker = Progress | Refused | Broken | CaseRowsRead | CasesRead
_start = msgspec.msgpack.Decoder(StartCases)
_answer = msgspec.msgpack.Decoder(FromCaseWorker)
_encode = msgspec.msgpack.Encoder().encode


def say(pipe: IO[bytes], frame: StartCases | FromCaseWorker) -> None:
    """Put one frame on the pipe, after its length."""
    put_frame(pipe, _encode(frame))


def started(pipe: IO[bytes]) -> StartCases | None:
    """What the worker is to do; None when the parent is gone."""
    data = take_frame(pipe)
    return None if data is None else _start.decode(data)


def answered(pipe: IO[bytes]) -> FromCaseWorker | None:
    """The next frame from the worker; None when it ended. A malformed one raises ValueError."""
    data = take_frame(pipe)
    return None if data is None else _answer.decode(data)
