"""What the province's clock says now, as far as this desk can know: its own, put right.

The difference was measured when the province last answered. While the machine runs on, its steady
clock tells what passed since. After another start only the clock on the wall is left, and somebody
may have set it meanwhile: what it says counts with the measured difference and without it, and of
the two the earlier one that is not before the last answer. A day too late is a package that waits;
a year too early would count points by a law that does not hold.
"""

from __future__ import annotations

from desk_app.core.clock import Instant, Millis

# A clock this little off is one nobody set: the difference stays as it was measured.
_SMALL = 36 * 3_600_000


def corrected(now: Instant, measured: Instant | None, ahead: int) -> Millis:
    """The moment by the province's clock.

    measured: this machine's clocks when the province's was found to be `ahead` of them by so many
    milliseconds; None when it never was.
    """
    if measured is None:
        return now.wall
    then = measured.wall + ahead
    passed = now.mono - measured.mono
    if now.boot == measured.boot and passed >= 0:
        return Millis(then + passed)
    if abs(ahead) <= _SMALL:
        return Millis(max(then, now.wall + ahead))
    possible = [moment for moment in (now.wall + ahead, now.wall) if moment >= then]
    return Millis(min(possible, default=then))
