"""From nothing to a usable window with ten years behind it, beside a bare QApplication."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from desk_app.core.clock import day_from
from tests.bench.desks import Bench
from tests.bench.figures import Figure, beside

MILLISECONDS_GOAL = 1000.0
MEGABYTES_GOAL = 160.0
_ROOT = Path(__file__).resolve().parents[2]
_NEWEST_DAY = "SELECT max(day) FROM visit"
_WORD = "usable"
_PATIENCE = 60.0  # seconds; only a guard against a hang
_BARE = (
    "import sys\n"
    "from PySide6.QtWidgets import QApplication\n"
    "from tests.bench.peak import peak_megabytes\n"
    "application = QApplication(sys.argv)\n"
    "print('usable', peak_megabytes(), flush=True)\n"
)


def measure(bench: Bench) -> Iterator[Figure]:
    """A new process each time; the first of each is not counted, so the files are in memory."""
    with bench.big_desk(bench.sizes.ten_years) as (desk, _), desk.store.reader() as reader:
        (newest,) = reader.connection.execute(_NEWEST_DAY).fetchone()
        home, day = desk.home, day_from(newest)
    ours: list[tuple[float, float]] = []
    bare: list[tuple[float, float]] = []
    command = [sys.executable, "-m", "tests.bench.open_window", str(home), str(day)]
    with display() as environment:
        for number in range(bench.sizes.rounds + 1):
            window = _one(command, environment)
            empty = _one([sys.executable, "-c", _BARE], environment)
            if number:
                ours.append(window)
                bare.append(empty)
    limit = "a bare QApplication"
    yield beside(
        f"start to a usable window, {environment['QT_QPA_PLATFORM']}",
        [took for took, _ in ours],
        "ms",
        limit,
        [took for took, _ in bare],
        goal=MILLISECONDS_GOAL,
    )
    yield Figure(
        what="memory at its peak till then",
        value=median(held for _, held in ours),
        unit="MB",
        rounds=len(ours),
        goal=MEGABYTES_GOAL,
        beside=limit,
        limit=median(held for _, held in bare),
        ratio=median(a[1] / b[1] for a, b in zip(ours, bare, strict=True)),
    )


def _one(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """(milliseconds until the word was there, megabytes it tells)."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert process.stdout is not None
    patience = threading.Timer(_PATIENCE, process.kill)
    patience.start()
    line = process.stdout.readline()
    took = (time.perf_counter() - start) * 1000
    _, complaint = process.communicate()
    patience.cancel()
    if not line.startswith(_WORD):
        raise RuntimeError(f"the window did not open: {line}{complaint[-500:]}")
    return took, float(line.split()[1])


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """An X server of its own where there is Xvfb; otherwise Qt's offscreen platform."""
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an office starts from compiled modules
    server = shutil.which("Xvfb")
    if server is None:
        yield environment | {"QT_QPA_PLATFORM": "offscreen"}
        return
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [server, "-displayfd", str(writing), "-screen", "0", "1600x900x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            display = told.readline().strip()
        yield environment | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{display}"}
    finally:
        process.terminate()
        process.wait()
