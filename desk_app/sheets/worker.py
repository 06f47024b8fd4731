"""The process that reads one file from outside, and may cost only so much.

It speaks frames over standard input and output, opens the one file it is told, writes none, and is
killed when it is silent for too long. It needs neither the window nor the store.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
import traceback
from types import ModuleType
from typing import IO

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.sheets.check_rows import CheckedRows
from desk_app.sheets.file_type import open_file
from desk_app.sheets.find_table import find_table
from desk_app.sheets.frames import (
    Broken,
    Checked,
    Done,
    Go,
    Identities,
    Progress,
    Refused,
    RowIdentity,
    Rows,
    Start,
    StartTable,
    receive_in_worker,
    send,
)
from desk_app.sheets.limits import Limits
from desk_app.sheets.send_table import send_table

resource: ModuleType | None
try:
    import resource
except ImportError:
    resource = None

_EVERY = 0.2  # seconds between two signs of life
_ERRORS_AT_ONCE = 2_000
_procedures = msgspec.msgpack.Decoder(list[Procedure])


def main() -> int:
    """Serve one file and end."""
    # Ctrl+C reaches every process of a terminal; the parent decides what it means and ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, answers = pipes()
    start = receive_in_worker(asked)
    if not isinstance(start, (Start, StartTable)):
        return 1
    try:
        limit_myself(start.limits)
        gc.disable()  # one file, then the end: looking for cycles would cost a tenth of the time
        if isinstance(start, StartTable):
            _serve_table(start, answers)
        else:
            _serve(start, asked, answers)
    except UserProblem as problem:
        send(answers, Refused(problem.problems[0]))
    except MemoryError:
        send(answers, Refused(Problem("sheet.too_big")))
    except BrokenPipeError:
        return 1
    except OSError:  # the disk or the stick gave up in the middle
        send(answers, Refused(Problem("sheet.unreadable")))
    except Exception as error:
        send(answers, Broken(where(error)))
    return 0


def limit_myself(limits: Limits) -> None:
    """From here on the kernel keeps this process within its limits, where the kernel can."""
    if resource is None:  # Windows: the parent's clock and the checks before unpacking remain
        return
    for kind, wanted in (
        (resource.RLIMIT_DATA, limits.memory),
        (resource.RLIMIT_CPU, limits.processor),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),  # a core dump would hold names
    ):
        _, hard = resource.getrlimit(kind)
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (most, most))


def _serve(start: Start, asked: IO[bytes], answers: IO[bytes]) -> None:
    said = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said >= _EVERY:
            said = now
            send(answers, Progress(done, total))

    def identities(rows: list[RowIdentity]) -> None:
        send(answers, Identities(rows))

    with open_file(start.path, start.limits) as opened:
        found = find_table(opened, start.limits, lambda: progress(0, 0))
        procedures = _procedures.decode(start.procedures)
        hashed = KeyedHash(start.key)
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


def pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes; afterwards nothing that prints by mistake can reach them."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return sys.stdin.buffer, answers


def where(error: Exception) -> str:
    """Where a bug happened: no message, for it may quote the file."""
    frames = traceback.extract_tb(error.__traceback__)
    place = frames[-1] if frames else None
    line = f"{os.path.basename(place.filename)}:{place.lineno}" if place else "?"
    return f"{type(error).__name__} at {line}"


if __name__ == "__main__":
    sys.exit(main())
