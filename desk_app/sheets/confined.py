"""How a process lives that reads one file from outside: its pipes, its limits, its last words.

It opens the one file it is told, writes none, and is killed when it is silent for too long. It
needs neither the window nor the store.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from types import ModuleType
from typing import IO

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.sheets.frames import Broken, Progress, Refused
from desk_app.sheets.limits import Limits

resource: ModuleType | None
try:
    import resource
except ImportError:
    resource = None

_EVERY = 0.2  # seconds between two signs of life


def pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes; afterwards nothing that prints by mistake can reach them."""
    # Ctrl+C reaches every process of a terminal; the parent decides what it means and ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return sys.stdin.buffer, answers


def serve(limits: Limits, work: Callable[[], None], say: Callable[[Refused | Broken], None]) -> int:
    """Do the work within the limits and say why when it cannot be done: the exit code."""
    try:
        limit_myself(limits)
        gc.disable()  # one file, then the end: looking for cycles would cost a tenth of the time
        work()
    except UserProblem as problem:
        say(Refused(problem.problems[0]))
    except MemoryError:
        say(Refused(Problem("sheet.too_big")))
    except BrokenPipeError:
        return 1
    except OSError:  # the disk or the stick gave up in the middle
        say(Refused(Problem("sheet.unreadable")))
    except Exception as error:
        say(Broken(where(error)))
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


def signs_of_life(say: Callable[[Progress], None]) -> Callable[[int, int], None]:
    """What tells how far the reading is, now and then."""
    said = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said >= _EVERY:
            said = now
            say(Progress(done, total))

    return progress


def where(error: Exception) -> str:
    """Where a bug happened: no message, for it may quote the file."""
    frames = traceback.extract_tb(error.__traceback__)
    place = frames[-1] if frames else None
    line = f"{os.path.basename(place.filename)}:{place.lineno}" if place else "?"
    return f"{type(error).__name__} at {line}"
