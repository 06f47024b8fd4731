"""Prepare a restored copy: newer ops of the old database, its PINs, and a new epoch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from desk_app.core import chain
from desk_app.core.clock import Instant
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.ops import Op
from desk_app.core.problems import Problem
from desk_app.store import op_rows, sqlite
from desk_app.store.database import connect
from desk_app.store.faults import translating
from desk_app.store.log import Log, Random
from desk_app.store.pins import copy_pins
from desk_app.store.this_desk import ThisDesk, read_this_desk, write_this_desk


def take_over(
    old_file: Path,
    old_key: bytes | None,
    restoring: Path,
    key: bytes,
    now: Instant,
    random: Random,
) -> int:
    """How many newer ops the copy took over; afterwards it is this desk in its next epoch.

    All or nothing. UserProblem when the old database belongs to another desk.
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
            write_this_desk(target, msgspec.structs.replace(desk, epoch=max(epoch, desk.epoch) + 1))
            target.execute("COMMIT")
    finally:
        target.close()
    return recovered


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
    recovered, epoch = 0, desk.epoch
    log = Log(target, desk, now, random)
    try:
        old_desk = read_this_desk(old)
        if old_desk is not None:
            if old_desk.desk != desk.desk:
                raise UserProblem(Problem("restore.other_desk", "folder"))
            epoch = old_desk.epoch
        for op in _whole_chains(old):
            recovered += log.receive(op)
        copy_pins(old, target)
    except sqlite.Error:
        pass  # a damaged page ends what can be read; what was read before it is whole
    finally:
        old.close()
    return recovered, epoch


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
