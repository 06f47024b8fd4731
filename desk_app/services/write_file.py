"""Write a file so that it is there whole or not at all, and at a moment of the caller's choice."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem


@contextmanager
def prepared_file(target: Path, data: bytes) -> Iterator[Callable[[], None]]:
    """`data` is on the disk beside `target`; calling what is given puts it in place, in one rename.

    Not called, or called in vain, `target` is what it was before and nothing else is left.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")

    def put_in_place() -> None:
        with _refused(target):
            beside.replace(target)

    try:
        with _refused(target), beside.open("wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        yield put_in_place
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


@contextmanager
def _refused(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        values = {"file": str(target)}
        raise EnvironmentProblem(Problem("cli.output_failed", values=values)) from error
