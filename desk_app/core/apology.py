"""When a letter of apology with a new date is offered, when it warns, and when it was in time.

Domain notes 2.3: NĐ 61/2018 Article 19 allowed one new date; whether one holds today is uncertain,
so how many there may be is a setting, and one more is a warning and no block.
"""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec

from desk_app.core.clock import Millis, day_from, day_number, start_of

USUAL_DAYS, USUAL_EXTENSIONS = 1, 1

ApologyState = Literal["no_due", "finished", "held", "early", "offered", "sent", "passed"]


class WorkingDays(Protocol):
    """Whoever knows on which days the office works; days are numbered as in core.clock."""

    def works(self, day: int, /) -> bool: ...


class ApologyOffer(msgspec.Struct, frozen=True):
    """Whether an apology is to be offered now.

    state: "offered" from `opens` until the promised moment; "sent": there was one already;
    "passed": the promised moment is gone, an apology would no longer be in time.
    one_more: a further extension would exceed what is allowed, and warns.
    """

    state: ApologyState
    opens: Millis | None
    one_more: bool


def offers_from(due: Millis, days: int, calendar: WorkingDays) -> Millis:
    """The beginning of the day on which the offer opens: `days` working days before `due`.

    0 days: on the day itself. Days of rest do not count, so a case due on Monday opens on Friday.
    """
    day = day_number(due)
    left = days
    # Nobody rests for a year; the bound only keeps an empty calendar from looping for ever.
    for _ in range(366 + days):
        if left <= 0:
            break
        day -= 1
        if calendar.works(day):
            left -= 1
    return start_of(day_from(day))


def apology_offer(
    now: Millis,
    due: Millis | None,
    calendar: WorkingDays,
    *,
    open_case: bool = True,
    held: bool = False,
    extensions: int = 0,
    days: int = USUAL_DAYS,
    most: int = USUAL_EXTENSIONS,
) -> ApologyOffer:
    """What to offer for a case at `now`; it is offered by itself once, asked for as often as meant.

    extensions: how many new dates the case was given before. A case whose clock stands still for
    the citizen is not late by the office, so nothing is offered.
    """
    one_more = extensions >= most
    if not open_case:
        return ApologyOffer("finished", None, one_more)
    if due is None:
        return ApologyOffer("no_due", None, one_more)
    opens = offers_from(due, days, calendar)
    if held:
        return ApologyOffer("held", opens, one_more)
    if extensions:
        return ApologyOffer("sent", opens, one_more)
    if now > due:
        return ApologyOffer("passed", opens, one_more)
    return ApologyOffer("offered" if now >= opens else "early", opens, one_more)


def sent_in_time(act: Millis, due: Millis | None) -> bool:
    """Whether an apology sent at `act` counts: not after the moment promised until then."""
    return due is not None and act <= due
