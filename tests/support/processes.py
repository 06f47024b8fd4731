"""Starts programs that a test needs, waits for a fact about them, ends exactly those programs."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

# Only a guard against a hang: a healthy helper needs a fraction of a second.
HANG = 60.0
_GLANCE = 0.02


def needed(program: str) -> str:
    """The full path of a program that a test needs; its absence is an error that says so."""
    search = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
    found = shutil.which(program, path=search)
    if found is None:
        raise RuntimeError(f"{program} is missing: `make system-test` installs it")
    return found


def wait_until(fact: Callable[[], bool], what: str, *, at_most: float = HANG) -> None:
    """Return as soon as the fact holds; a fact that never comes is an error naming it."""
    give_up = time.monotonic() + at_most
    pause = threading.Event()
    while not fact():
        if time.monotonic() > give_up:
            raise TimeoutError(f"waited in vain until {what}")
        pause.wait(_GLANCE)


@contextlib.contextmanager
def running(
    command: Sequence[str],
    *,
    env: Mapping[str, str],
    log: Path,
    stdin: bytes = b"",
    cwd: Path | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """The program, running with this environment; ended with the block, its words go to `log`."""
    with log.open("ab") as words:
        process = subprocess.Popen(
            list(command),
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.PIPE,
            stdout=words,
            stderr=words,
            start_new_session=True,
        )
        assert process.stdin is not None
        process.stdin.write(stdin)
        process.stdin.close()
        try:
            yield process
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started, politely first; one that ended by itself is fine."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
            return
