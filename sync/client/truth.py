"""The one honest line about what the province holds, from what the desk knows.

Nothing is "sending" or "failed" here: an op waits until the province's receipt came, and the line
says since when, what is in the way, and when it goes again by itself.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from desk_app.core.clock import Millis, day_of, local
from desk_app.core.problems import Problem

Tone = Literal["calm", "plain", "near"]
Icon = Literal["cloud-up", "circle-check", "alert-triangle"]

A_DAY = 24 * 3_600_000
# Beyond this a clock difference is worth a word.
CLOCK_SAID = 60_000

# Only a person can take these away; more tries alone never will.
_NEEDS_SOMEBODY = frozenset({
    "sync.refused", "sync.unknown_desk", "sync.signature", "sync.revoked", "sync.behind",
    "sync.fork", "sync.too_old", "sync.too_large", "sync.other_unit", "sync.practice", "sync.tls",
    "sync.proxy", "sync.login_page", "sync.no_address", "sync.address", "sync.address_proxy",
    "sync.address_pin", "sync.province_full",
})  # fmt: skip


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk knows about its syncing; times by the desk's own clock.

    waiting: own ops without a receipt that counts; oldest: when the oldest of them was written;
    sent: when the last receipt came; contact: when the province last answered at all; failing:
    since when nothing succeeded; problem: why; next: when the next attempt begins; running: whether
    one is under way; aside: ops set aside, here or at the province; ahead: how far the province's
    clock is ahead.
    """

    paired: bool = False
    waiting: int = 0
    oldest: Millis | None = None
    sent: Millis | None = None
    contact: Millis | None = None
    paired_at: Millis | None = None
    failing: Millis | None = None
    problem: Problem | None = None
    next: Millis | None = None
    running: bool = False
    aside: int = 0
    ahead: int = 0


class Truth(msgspec.Struct, frozen=True):
    """What to say: a sentence by code and values, its tone and its picture.

    line: for the foot of every page; safe, why, since: for the banner of the page: what is safe and
    when it goes again, what is in the way, and since when; None when nothing is.
    """

    line: Problem
    tone: Tone
    icon: Icon
    safe: Problem | None = None
    why: Problem | None = None
    since: Problem | None = None


def truth(known: Known, now: Millis) -> Truth:
    """The line for this moment."""
    values = {"waiting": number(known.waiting)}
    if not known.paired:
        return Truth(Problem("sync.truth.unpaired", values=values), "plain", "cloud-up")
    if known.sent is not None:
        values["sent"] = moment(known.sent, now)
    near = _is_near(known, now)
    line = Problem(_line(known), values=values)
    calm = not near and known.waiting == 0 and known.problem is None
    icon: Icon = "alert-triangle" if near else "circle-check" if calm else "cloud-up"
    tone: Tone = "near" if near else "calm" if calm else "plain"
    since = None
    if known.failing is not None:
        since = Problem("sync.since", values={"since": moment(known.failing, now)})
    return Truth(line, tone, icon, _safe(known, now), known.problem, since)


def needs_somebody(problem: Problem | None) -> bool:
    """Whether trying again will not help until a person did something."""
    return problem is not None and problem.code in _NEEDS_SOMEBODY


def without_line(known: Known, now: Millis) -> bool:
    """Whether the province has not answered for a whole day, by this desk's clock."""
    last = known.contact if known.contact is not None else known.paired_at
    # A clock that was set back must not hide that nothing answers.
    since = min(one for one in (last, known.failing) if one is not None) if last else known.failing
    return known.failing is not None and since is not None and now - since >= A_DAY


def moment(at: Millis, now: Millis) -> str:
    """A moment in few words: the time today, day and time this year, else the whole date."""
    when = local(at)
    if day_of(at) == day_of(now):
        return when.strftime("%H:%M")
    if when.year == local(now).year:
        return when.strftime("%d/%m %H:%M")
    return when.strftime("%d/%m/%Y %H:%M")


def number(count: int) -> str:
    """A count with dots between thousands."""
    return f"{count:,}".replace(",", ".")


def _is_near(known: Known, now: Millis) -> bool:
    return without_line(known, now) or needs_somebody(known.problem)


def _line(known: Known) -> str:
    if known.sent is None:
        return "sync.truth.never_sent" if known.waiting else "sync.truth.nothing_yet"
    return "sync.truth.waiting" if known.waiting else "sync.truth.all_sent"


def _safe(known: Known, now: Millis) -> Problem | None:
    """What is safe, and when it goes again by itself."""
    if known.problem is None:
        return None
    values = {"waiting": number(known.waiting)}
    if known.problem.code in _NEEDS_SOMEBODY and known.waiting:
        return Problem("sync.needs_you", values=values)
    code = "sync.safe" if known.waiting else "sync.safe_reading"
    if known.next is None or known.next <= now:
        return Problem(f"{code}_soon", values=values)
    return Problem(code, values={**values, "next": moment(known.next, now)})
