"""The parent's side of looking into a file: start the worker, wait no longer than allowed."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import msgspec

import desk_app
from desk_app.attachments import frames
from desk_app.attachments.frames import FromWorker, Inspected, Picture, Sealed, ToWorker
from desk_app.attachments.limits import Limits
from desk_app.attachments.source import Cancelled, Stopped
from desk_app.core.errors import Bug, EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem

SMALL = 256  # pixels: 112 × 80 on a screen of 200 %
_LOOK = 0.1  # seconds between two looks at whether the user cancelled
_KEPT_FRAMES = 4
_Frames = queue.Queue[FromWorker | None]


def _never() -> bool:
    return False


def inspect(
    file: Sealed, limits: Limits | None = None, cancelled: Cancelled = _never, side: int = SMALL
) -> Inspected:
    """What the file is, once it was decoded; UserProblem says why it cannot be taken."""
    kept = limits if limits is not None else Limits()
    for frame in _answers(frames.Inspect(file, side, kept), kept, cancelled):
        if isinstance(frame, Inspected):
            return frame
        raise _unexpected(frame)
    raise Bug("the worker for pictures said nothing")


def show(
    file: Sealed,
    page: int,
    side: int,
    limits: Limits | None = None,
    cancelled: Cancelled = _never,
) -> Picture:
    """The picture, or a page of a PDF, at most `side` pixels wide and high."""
    kept = limits if limits is not None else Limits()
    for frame in _answers(frames.Show(file, page, side, kept), kept, cancelled):
        if isinstance(frame, Picture):
            return frame
        raise _unexpected(frame)
    raise Bug("the worker for pictures said nothing")


def clean(
    file: Sealed,
    write: Callable[[bytes], object],
    limits: Limits | None = None,
    cancelled: Cancelled = _never,
) -> frames.Cleaned:
    """Hand the cleaned copy to `write`, piece by piece; what the copy no longer says by itself."""
    kept = limits if limits is not None else Limits()
    for frame in _answers(frames.Clean(file, kept), kept, cancelled):
        if isinstance(frame, frames.Piece):
            write(frame.data)
        elif isinstance(frame, frames.Cleaned):
            return frame
        else:
            raise _unexpected(frame)
    raise Bug("the worker for pictures said nothing")


def _unexpected(frame: FromWorker) -> Exception:
    if isinstance(frame, frames.Refused):
        return UserProblem(frame.problem)
    if isinstance(frame, frames.Broken):
        return Bug(f"the worker for pictures failed: {frame.where}")
    return Bug(f"the worker for pictures said {type(frame).__name__} out of turn")


def _answers(wish: ToWorker, limits: Limits, cancelled: Cancelled) -> Iterator[FromWorker]:
    worker = _start_worker()
    until = time.monotonic() + limits.seconds
    waiting: _Frames = queue.Queue(_KEPT_FRAMES)
    ended = threading.Event()
    listener = threading.Thread(
        target=_listen, args=(worker, waiting, ended), name="picture-reader", daemon=True
    )
    listener.start()
    try:
        # A worker that is gone already has left its last words, or is told of below.
        with contextlib.suppress(OSError):
            frames.send(_pipe(worker.stdin), wish)
        while True:
            frame = _next(waiting, until, cancelled)
            if frame is None:
                raise _death(worker, until)
            yield frame
    finally:
        ended.set()
        worker.kill()
        worker.wait()
        listener.join()
        for pipe in (worker.stdin, worker.stdout):
            with contextlib.suppress(OSError):
                _pipe(pipe).close()


def _next(waiting: _Frames, until: float, cancelled: Cancelled) -> FromWorker | None:
    while True:
        if cancelled():
            raise Stopped
        if time.monotonic() > until:
            raise UserProblem(Problem("evidence.too_slow", "file"))
        with contextlib.suppress(queue.Empty):
            return waiting.get(timeout=_LOOK)


def _listen(worker: subprocess.Popen[bytes], waiting: _Frames, ended: threading.Event) -> None:
    frame: FromWorker | None = None
    while True:
        try:
            frame = frames.receive_in_parent(_pipe(worker.stdout))
        except (OSError, ValueError, msgspec.MsgspecError):
            frame = None
        while not ended.is_set():
            with contextlib.suppress(queue.Full):
                waiting.put(frame, timeout=_LOOK)
                break
        if frame is None or ended.is_set():
            return


def _death(worker: subprocess.Popen[bytes], until: float) -> Exception:
    """Why a worker is gone that said nothing: nearly always one of its limits."""
    try:
        # It may have closed its end and still be there.
        code = worker.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        return UserProblem(Problem("evidence.too_slow", "file"))
    if code == -getattr(signal, "SIGXCPU", 0):
        return UserProblem(Problem("evidence.too_slow", "file"))
    if code in (0, 1):
        return Bug(f"the worker for pictures ended early ({code})")
    return UserProblem(Problem("evidence.too_heavy", "file"))


def _start_worker() -> subprocess.Popen[bytes]:
    # -P: a file named png.py in the current folder is not ours. The environment is our own folder
    # and what the system needs; nothing else has to reach the worker.
    root = str(Path(desk_app.__file__).parent.parent)
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "PATH", "LANG") if name in os.environ}
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-B", "-X", "utf8", "-m", "desk_app.attachments.inspect_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, "PYTHONPATH": root},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        raise EnvironmentProblem(Problem("evidence.no_worker")) from None


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None, "the worker was started without pipes"
    return pipe
