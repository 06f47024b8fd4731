"""Processor seconds that programs have used so far, read from the system's table of processes."""

from __future__ import annotations

import os
from pathlib import Path

from tests.support.postgres import Cluster

_TICKS = os.sysconf("SC_CLK_TCK")


def seconds_of(pid: int) -> float:
    """Of one process and all its threads."""
    return sum(_times(pid)[:2]) / _TICKS


def seconds_of_cluster(running: Cluster) -> float:
    """Of a PostgreSQL server: what its processes use, and what those that ended had used."""
    with running.admin("postgres") as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        assert row is not None
        head = _parent(row[0])
        children = [pid for pid in _all() if _parent(pid) == head]
        return (sum(_times(head)) + sum(sum(_times(pid)[:2]) for pid in children)) / _TICKS


def _fields(pid: int) -> list[str]:
    """The fields after the name, which may hold anything."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["Z", "0", *["0"] * 20]


def _parent(pid: int) -> int:
    return int(_fields(pid)[1])


def _times(pid: int) -> list[int]:
    """User, system, and both of the children that were waited for."""
    return [int(field) for field in _fields(pid)[11:15]]


def _all() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
