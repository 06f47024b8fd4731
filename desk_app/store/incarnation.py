"""A small file outside the home that remembers how far this desk had come on this machine.

Whoever puts an older copy back, or carries the home to another machine, has a database that knows
nothing of it; this file does. It is read when the desk opens, before anything can be printed, and
written after each sync and when the desk closes. It holds no key and nothing of a citizen.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from desk_app.core.ids import DeskId
from desk_app.store.look import Look
from desk_app.store.other_copies import highest_epoch

What = Literal["same", "restored", "moved"]


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """How far a desk had come: the end of the chain it wrote, and the highest epoch it knew."""

    epoch: int
    seq: int
    hash: str
    highest: int


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """What the file holds: the machine it was written on, and each home of the desk there."""

    machine: str
    homes: Mapping[str, Reached]

    @property
    def highest(self) -> int:
        """The highest epoch any home here knew."""
        return max((one.highest for one in self.homes.values()), default=-1)


class Judged(msgspec.Struct, frozen=True):
    """What the file tells about the database; above: a new epoch must be higher than this."""

    what: What
    above: int = -1


class Incarnation:
    """The file of one desk and home. machine: an id of this machine, "" where there is none."""

    def __init__(self, folder: Path, desk: DeskId, home: Path, machine: str) -> None:
        self._file = folder / f"{desk}.toml"
        self._home = _digest("home", desk, str(_resolved(home)))
        self._machine = _digest("machine", desk, machine)

    def judge(self, look: Look, known: Remembered | None) -> Judged:
        """Whether this database is the one that was here last, by what `recall` gave.

        A desk that was never paired, and that no file knows, is its own.
        """
        reached = None if known is None else known.homes.get(self._home)
        if known is None or known.machine != self._machine or reached is None:
            # Without a province there is nothing to compare, and no second desk to meet.
            above = -1 if known is None else known.highest
            return Judged("moved", above) if _was_paired(look) else Judged("same")
        others = [one.highest for home, one in known.homes.items() if home != self._home]
        above = max(reached.highest, *others, -1)
        if look.desk.epoch < reached.epoch or highest_epoch(look) < reached.highest:
            return Judged("restored", above)
        if reached.seq > 0 and _hash_at(look, reached.epoch, reached.seq) != reached.hash:
            return Judged("restored", above)
        return Judged("same")

    def write(self, reached: Reached, desk: DeskId) -> None:
        """Remember how far this database has come; OSError when that cannot be written."""
        known = self.recall()
        homes = dict(known.homes) if known and known.machine == self._machine else {}
        if homes.get(self._home) == reached:
            return
        homes[self._home] = reached
        lines = [f'desk = "{desk}"', f'machine = "{self._machine}"']
        for home, one in sorted(homes.items()):
            lines += [f"[homes.{home}]", f"epoch = {one.epoch}", f"seq = {one.seq}"]
            lines += [f'hash = "{one.hash}"', f"highest = {one.highest}"]
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}.new")
        try:
            with beside.open("w", encoding="ascii") as opened:
                opened.write("\n".join(lines) + "\n")
                opened.flush()
                os.fsync(opened.fileno())
            # An older file after a power cut says less, and nothing wrong.
            beside.replace(self._file)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise

    def recall(self) -> Remembered | None:
        """What the file says; None when there is none, or it is none of ours any more.

        OSError when nobody can know.
        """
        try:
            text = self._file.read_text(encoding="ascii")
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        try:
            known = msgspec.convert(tomllib.loads(text), Remembered)
        except (tomllib.TOMLDecodeError, msgspec.ValidationError):
            return None
        return known


def reached_by(look: Look) -> Reached:
    """How far the database has come."""
    row = look.connection.execute(
        "SELECT seq, hash FROM chain WHERE desk = ? AND epoch = ?",
        (look.desk.desk, look.desk.epoch),
    ).fetchone()
    seq, hashed = (0, "") if row is None else (int(row[0]), bytes(row[1]).hex())
    return Reached(epoch=look.desk.epoch, seq=seq, hash=hashed, highest=highest_epoch(look))


def _hash_at(look: Look, epoch: int, seq: int) -> str | None:
    row = look.connection.execute(
        "SELECT hash FROM op WHERE desk = ? AND epoch = ? AND seq = ?",
        (look.desk.desk, epoch, seq),
    ).fetchone()
    return None if row is None else bytes(row[0]).hex()


def _was_paired(look: Look) -> bool:
    """Whether there is a province, where a copy of this desk may meet it."""
    return look.connection.execute("SELECT 1 FROM province").fetchone() is not None


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(("mot-cua", *parts)).encode()).hexdigest()[:16]


def _resolved(home: Path) -> Path:
    try:
        return home.resolve()
    except (OSError, RuntimeError):
        return home.absolute()
