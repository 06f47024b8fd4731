"""Which protocol a desk and the province speak with each other.

1 (2026-11-22): the first. Every protocol ever released is accepted for five years.
"""

from __future__ import annotations

PROTOCOL = 1
RANGE = (1, 1)


def negotiate(theirs: tuple[int, int]) -> int | None:
    """The newest protocol that both sides speak; None when there is none."""
    lowest, highest = max(RANGE[0], theirs[0]), min(RANGE[1], theirs[1])
    return highest if lowest <= highest else None
