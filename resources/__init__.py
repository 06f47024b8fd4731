"""The one place that finds the data files shipped with the program."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).parent


def path(name: str) -> Path:
    """The file or folder `name` (with forward slashes) of the shipped data; it may not exist."""
    return _ROOT / name


def read_text(name: str) -> str:
    """The UTF-8 text of the shipped file `name`."""
    return path(name).read_text(encoding="utf-8")


def read_bytes(name: str) -> bytes:
    """The bytes of the shipped file `name`."""
    return path(name).read_bytes()


def names(folder: str) -> list[str]:
    """The names of the files directly in `folder`, sorted; an absent folder holds none."""
    where = path(folder)
    return sorted(f.name for f in where.iterdir() if f.is_file()) if where.is_dir() else []
