"""A wrong clock: said in the largest unit that fits, and not at all when it is nearly right."""

from __future__ import annotations

import pytest

from desk_app import parts
from desk_app.core.clock_gap import clock_gap

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


@pytest.mark.parametrize(
    ("ahead", "code", "n"),
    [
        (2 * MINUTE, "pair.clock_slow_minutes", "2"),
        (-119 * MINUTE, "pair.clock_fast_minutes", "119"),
        (2 * HOUR, "pair.clock_slow_hours", "2"),
        (-26 * HOUR, "pair.clock_fast_hours", "26"),
        (2 * DAY, "pair.clock_slow_days", "2"),
        (-3650 * DAY, "pair.clock_fast_days", "3650"),
    ],
)
def test_a_difference_is_said_in_words(ahead: int, code: str, n: str) -> None:
    gap = clock_gap(ahead)
    assert gap is not None
    assert (gap.code, gap.values["n"]) == (code, n)
    for language in parts.LANGUAGES:
        assert n in parts.texts(language).sentence(gap)


@pytest.mark.parametrize("ahead", [0, 1, -1, MINUTE, -MINUTE, 89_000])
def test_a_small_difference_is_nobodys_business(ahead: int) -> None:
    assert clock_gap(ahead) is None
