"""Folding everything again from the log, and writing what differs."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sync.server import projector
from sync.server.house import House
from sync.server.store import feed_rows, op_rows, province_rows, state_rows
from sync.server.store.engine import NO_COMMUNE
from sync.server.store.tx import Tx

_STEP = 500
# Called with the subjects done so far; raises to stop.
Progress = Callable[[int], None]


class Reprojected(msgspec.Struct, frozen=True, kw_only=True):
    """subjects: how many were folded; changed: those whose state was another before."""

    subjects: int
    changed: int


def reproject(house: House, progress: Progress = lambda done: None) -> Reprojected:
    """Make every state what the log says, some subjects at a time: desks go on pushing beside."""
    with house.store.read(NO_COMMUNE) as tx:
        communes = province_rows.communes(tx)
    done = changed = 0
    for commune in communes:
        after = ""
        while True:
            with house.store.write(commune) as tx:
                subjects = op_rows.subjects(tx, after, _STEP)
                if not subjects:
                    changed += _drop_orphans(tx)
                    break
                changed += _again(house, tx, subjects)
            done += len(subjects)
            after = subjects[-1]
            progress(done)
    return Reprojected(subjects=done, changed=changed)


def _again(house: House, tx: Tx, subjects: list[str]) -> int:
    feed = feed_rows.locked(tx)
    assert feed is not None
    before = state_rows.of_subjects(tx, subjects)
    done = projector.refold(tx, subjects, feed.n + 1, house.now)
    if done.aside:
        feed_rows.advance(
            tx, msgspec.structs.replace(feed, n=feed.n + 1, asides=feed.asides + len(done.aside))
        )
    after = state_rows.of_subjects(tx, subjects)
    return sum(before.get(key) != after.get(key) for key in {*before, *after})


def _drop_orphans(tx: Tx) -> int:
    """States that no op stands behind."""
    dropped = 0
    while found := state_rows.without_ops(tx, _STEP):
        state_rows.drop(tx, found)
        dropped += len(found)
    return dropped
