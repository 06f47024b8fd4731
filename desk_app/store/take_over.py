"""Prepare a restored copy: newer ops of the old database, what lies beside them, a new epoch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from desk_app.core import chain
from desk_app.core.clock import Instant
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.ops import Op
from desk_app.core.problems import Problem
from desk_app.store import beside_sync, op_rows, sqlite
from desk_app.store.beside_log import beside_log, take_in
from desk_app.store.database import connect
from desk_app.store.faults import translating
from desk_app.store.log import Log, Random
from desk_app.store.pins import all_pins, replace_pins
from desk_app.store.this_desk import ThisDesk, read_this_desk, write_this_desk

T = TypeVar("T")


def take_over(
    old_file: Path,
    old_key: bytes | None,
    restoring: Path,
    key: bytes,
    now: Instant,
    random: Random,
    highest: int,
) -> tuple[int, int]:
    """How many newer ops the copy took over, and the epoch it begins as this desk.

    The epoch is higher than `highest`, than the backup's and than the old database's. All or
    nothing. UserProblem when the old database belongs to another desk.
    """
    target = connect(restoring, key)
    try:
        with translating():
            target.execute("BEGIN IMMEDIATE")
            desk = read_this_desk(target)
            if desk is None:
                raise EnvironmentProblem(Problem("store.no_desk"))
            recovered, epoch = 0, desk.epoch
            if old_file.exists() and old_key is not None:
                recovered, epoch = _newer_ops(old_file, old_key, target, desk, now, random)
            if old_file.exists() and old_key is not None:
                _checkpoint(old_file, old_key)
            # Another copy of this desk may have been ahead of both.
            reached = target.execute(
                "SELECT coalesce(max(epoch), 0) FROM op WHERE desk = ?", (desk.desk,)
            ).fetchone()[0]
            begun = max(epoch, desk.epoch, highest, reached) + 1
            write_this_desk(target, msgspec.structs.replace(desk, epoch=begun))
            target.execute("COMMIT")
    finally:
        target.close()
    return recovered, begun


def _newer_ops(
    old_file: Path,
    old_key: bytes,
    target: sqlite.Connection,
    desk: ThisDesk,
    now: Instant,
    random: Random,
) -> tuple[int, int]:
    """How many ops were taken from the old database, and the epoch it had reached."""
    try:
        old = connect(old_file, old_key, read_only=True)
    except EnvironmentProblem:
        return 0, desk.epoch  # it cannot be opened at all: the backup is all there is
    log = Log(target, desk, now, random)
    try:
        old_desk = _read(lambda: read_this_desk(old))
        if old_desk is not None and old_desk.desk != desk.desk:
            raise UserProblem(Problem("restore.other_desk", "folder"))
        recovered = sum(log.receive(op) for op in _until_damaged(_whole_chains(old)))
        pins = _read(lambda: all_pins(old))
        if pins is not None:
            replace_pins(target, pins)
        beside = _read(lambda: beside_log(old))
        if beside is not None:
            take_in(target, beside, newer=recovered > 0)
        paired = _read(lambda: beside_sync.beside_sync(old))
        if paired is not None:
            beside_sync.take_in(target, paired, newer=recovered > 0)
    finally:
        old.close()
    return recovered, desk.epoch if old_desk is None else old_desk.epoch


def _checkpoint(old_file: Path, old_key: bytes) -> None:
    """Bring what the write-ahead log holds into the old file, as far as it can be read."""
    try:
        old = connect(old_file, old_key)
    except EnvironmentProblem:
        return
    try:
        _read(lambda: old.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())
    finally:
        old.close()


def _read(look: Callable[[], T]) -> T | None:
    """What a look into the old database finds; None when a damaged page is in the way.

    Only reading is forgiven: an error of writing the copy must stop the restore.
    """
    try:
        return look()
    except sqlite.Error:
        return None


def _until_damaged(ops: Iterator[Op]) -> Iterator[Op]:
    """The ops up to the first damaged page; what was read before it is whole."""
    while (op := _read(lambda: next(ops, None))) is not None:
        yield op


def _whole_chains(connection: sqlite.Connection) -> Iterator[Op]:
    """The ops whose chain is whole from its beginning up to them."""
    current: tuple[str, int] | None = None
    previous, whole = chain.GENESIS, True
    for row in op_rows.by_chain(connection):
        if (row[0], row[1]) != current:
            current, previous, whole = (row[0], row[1]), chain.GENESIS, True
        if not whole:
            continue
        try:
            op = op_rows.op_from(row)
            linked = chain.link(previous, chain.header_bytes(op.header), op.facts, op.digest)
        except (ValueError, TypeError):
            whole = False
            continue
        whole = linked == op.hash and (
            op.person is None or chain.person_digest(op.salt, op.person) == op.digest
        )
        if whole:
            previous = op.hash
            yield op
