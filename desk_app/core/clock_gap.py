"""How far this machine's clock is from the province's, as a sentence; work goes on either way."""

from __future__ import annotations

from desk_app.core.problems import Problem

_MINUTE = 60_000
_UNITS = (("days", 24 * 60), ("hours", 60), ("minutes", 1))
# The way there and back, and a clock nobody set today, make this much.
_UNSAID = 2


def clock_gap(ahead: int) -> Problem | None:
    """What to say when the province's clock is `ahead` of ours by so many milliseconds.

    None when the difference is not worth a word. Rounded to the largest unit that holds two.
    """
    minutes = round(abs(ahead) / _MINUTE)
    if minutes < _UNSAID:
        return None
    unit, size = next(one for one in _UNITS if minutes >= 2 * one[1])
    which = "slow" if ahead > 0 else "fast"
    return Problem(f"pair.clock_{which}_{unit}", values={"n": str(round(minutes / size))})
