"""What time it is by the log: the newest moment its desks tell, but for a clock that ran ahead.

A pure function of the log, so that desk and province compute the same figures from the same ops.
A clock that is years ahead of all other desks' is not believed, unless its desk went on working
long after the others stopped: then they are the idle ones. One that stands behind changes nothing.
A commune's only desk is believed: nobody knows better.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from desk_app.core.clock import Millis

# Nobody's clock is right that is a year ahead of all the others; a desk may rest for months.
FAR_AHEAD_MS = 366 * 86_400_000
# What a desk writes in a week or two: nobody does that unheard while the others work.
LONG_AFTER = 500
# 1/7/2025: before that day there was none of the communes that this log can belong to. A clock
# whose battery is empty tells such a moment.
FIRST_DAY = Millis(1_751_302_800_000)


class Newest(msgspec.Struct, frozen=True):
    """The newest op of a desk: how late in the order of the log, and the moment by its own clock.

    highest: the latest moment any of its ops tells; another one where its clock was set back.
    """

    lamport: int
    wall: Millis
    highest: Millis


def log_time(newest: Iterable[Newest]) -> Millis | None:
    """The moment up to which the log reaches; one entry a desk. None for an empty log."""
    desks = sorted(newest, key=lambda one: (one.wall, one.lamport))
    while len(desks) > 1:
        last, others = desks[-1], desks[:-1]
        told = max(one.highest for one in others)
        ahead = told >= FIRST_DAY and last.wall - told > FAR_AHEAD_MS
        alone = last.lamport - max(one.lamport for one in others) >= LONG_AFTER
        if not ahead or alone:
            break
        desks = others
    return desks[-1].wall if desks else None
