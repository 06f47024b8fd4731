"""Write a file so that it is there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem


def write_whole(target: Path, data: bytes) -> None:
    """`target` holds `data`, on the disk, or is what it was before."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise EnvironmentProblem(
            Problem("cli.output_failed", values={"file": str(target)})
        ) from error
