"""The most memory a process held."""

from __future__ import annotations

from pathlib import Path

_PEAK = "VmHWM:"  # since the exec of this process, unlike what getrusage tells


def peak_megabytes() -> float:
    """The most memory this process held so far; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    for line in status.read_text(encoding="ascii").splitlines():
        if line.startswith(_PEAK):
            return int(line.split()[1]) / 1024
    return 0.0
