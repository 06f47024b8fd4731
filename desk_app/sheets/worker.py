"""The process that reads one file from outside, and may cost only so much.

It speaks frames over standard input and output.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import IO

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.procedure import Procedure
from desk_app.sheets.check_rows import CheckedRows
from desk_app.sheets.confined import pipes, serve, signs_of_life
from desk_app.sheets.file_type import open_file
from desk_app.sheets.find_table import find_table
from desk_app.sheets.frames import (
    Checked,
    Done,
    Go,
    Identities,
    Progress,
    RowIdentity,
    Rows,
    Start,
    StartTable,
    receive_in_worker,
    send,
)
from desk_app.sheets.send_table import send_table

_ERRORS_AT_ONCE = 2_000
_procedures = msgspec.msgpack.Decoder(list[Procedure])


def main() -> int:
    """Serve one file and end."""
    asked, answers = pipes()
    start = receive_in_worker(asked)
    if isinstance(start, StartTable):
        return serve(start.limits, partial(_serve_table, start, answers), partial(send, answers))
    if isinstance(start, Start):
        work = partial(_serve, start, asked, answers)
        return serve(start.limits, work, partial(send, answers))
    return 1


def _serve(start: Start, asked: IO[bytes], answers: IO[bytes]) -> None:
    progress = signs_of_life(partial(send, answers))

    def identities(rows: list[RowIdentity]) -> None:
        send(answers, Identities(rows))

    with open_file(start.path, start.limits) as opened:
        found = find_table(opened, start.limits, lambda: progress(0, 0))
        procedures = _procedures.decode(start.procedures)
        hashed = KeyedHash(start.key, start.others)
        checked = CheckedRows(found, procedures, hashed, Millis(start.now), start.limits)
        checked.read(identities, progress)
        del found
    for first in range(0, len(checked.errors), _ERRORS_AT_ONCE):
        errors = checked.errors[first : first + _ERRORS_AT_ONCE]
        send(answers, Checked(checked.rows, checked.repeats, errors, [], last=False))
    send(answers, Checked(checked.rows, checked.repeats, [], checked.notices, last=True))
    go = receive_in_worker(asked)
    if isinstance(go, Go):
        for visits in checked.visits(go.batch, frozenset(go.known)):
            send(answers, Rows(visits))
        send(answers, Done())


def _serve_table(start: StartTable, answers: IO[bytes]) -> None:
    def alive() -> None:
        send(answers, Progress(0, 0))

    with open_file(start.path, start.limits) as opened:
        for frame in send_table(opened, frozenset(start.headings), start.limits, alive):
            send(answers, frame)
    send(answers, Done())


if __name__ == "__main__":
    sys.exit(main())
