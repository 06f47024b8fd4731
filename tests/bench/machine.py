"""The machine that is measured, in a few words: figures of another one say nothing."""

from __future__ import annotations

import os
import platform
import time
from pathlib import Path
from statistics import median

_TRIES = 20
_GIB = 2**30


def described(folder: Path) -> list[str]:
    """Processor, memory, load, and what a durable write of 4 KiB takes in this folder."""
    lines = [
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores of {_processor()}, {_memory() / _GIB:.1f} GiB"
    ]
    if hasattr(os, "getloadavg"):
        load = os.getloadavg()[0]
        lines.append(f"load when it began: {load:.1f} (beside others every figure is worse)")
    lines.append(f"4 KiB written and synced to this disk: {_durable(folder):.2f} ms")
    return lines


def _processor() -> str:
    found = ""
    table = Path("/proc/cpuinfo")
    if table.exists():
        names = [line for line in table.read_text().splitlines() if line.startswith("model name")]
        found = names[0].partition(":")[2].strip() if names else ""
    return found or platform.processor() or "an unnamed kind"


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0


def _durable(folder: Path) -> float:
    took = []
    file = folder / "durable"
    with file.open("wb", buffering=0) as opened:
        for _ in range(_TRIES):
            start = time.perf_counter()
            opened.write(bytes(4096))
            os.fsync(opened.fileno())
            took.append((time.perf_counter() - start) * 1000)
    file.unlink()
    return median(took)
