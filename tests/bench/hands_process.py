"""Runs `tests.bench.hands` in a process of its own and reads what it measured."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec

from tests.bench.start import display

_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 1200.0  # seconds; only a guard against a hang


class Samples(msgspec.Struct):
    """What one run measured, in milliseconds and megabytes.

    taken: of each key, visit or page; beside: of the limit; told: of each visit from the last key
    to "logged"; early, late: what one thing was at the beginning and at the end.
    """

    taken: list[float] = msgspec.field(default_factory=list)
    beside: list[float] = msgspec.field(default_factory=list)
    told: list[float] = msgspec.field(default_factory=list)
    early: float = 0.0
    late: float = 0.0


def run_hands(what: str, home: Path, count: int) -> Samples:
    """Hands at the window of the desk in `home`; it is written into."""
    command = [sys.executable, "-m", "tests.bench.hands", what, str(home), str(count)]
    with display() as environment:
        done = subprocess.run(
            command, env=environment, cwd=_ROOT, capture_output=True, text=True, check=False,
            timeout=_PATIENCE,
        )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"the hands stopped: {done.stderr[-2000:]}")
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Samples)
