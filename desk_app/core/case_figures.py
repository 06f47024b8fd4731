"""What figures count of cases: when one is on time, and what each metric of cases means.

The words of the law: every case is due at the moment promised on its slip (Form 01); one that is
late gets a written apology and one new moment (NĐ 61/2018/NĐ-CP article 19, carried on by
NĐ 118/2025/NĐ-CP and Form 04 of TT 03/2025/TT-VPCP). An extension therefore excuses a late case
and does not make it one on time: lateness is measured against the promise without extensions. A
supplement moves the promise itself, since waiting for the citizen is not the office's time.

Nothing here knows what time it is: every figure is asked for a moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

import msgspec

from desk_app.core.case_state import CaseState
from desk_app.core.case_view import StepView
from desk_app.core.clock import Millis

# Every case that counts is in exactly one of these at any moment.
Standing = Literal["on_time", "late", "open_in_time", "open_late", "no_due"]
STANDINGS: tuple[Standing, ...] = ("on_time", "late", "open_in_time", "open_late", "no_due")

# QĐ 766/QĐ-TTg, group "tiến độ giải quyết": 20 points of 100.
PROGRESS_POINTS = 20
_TWO_PLACES = Decimal("0.01")


class CaseFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A case as figures see it: no name, no number.

    promised: the moment its result was promised for, extensions left out; None where no time is
    known, or not when it ended, so that nothing can be held against it. finished: when the result
    was ready, or the case was refused, stopped or withdrawn; when the citizen fetches it does not
    matter. held: the clock stands still for a supplement.
    eligible: it could have been handed in online.
    """

    id: str
    procedure: str
    received: Millis
    promised: Millis | None = None
    finished: Millis | None = None
    at_once: bool = False
    held: bool = False
    apology: bool = False
    supplemented_again: bool = False
    online: bool = False
    eligible: bool = False
    digitised: bool = False
    electronic: bool = False
    with_fee: bool = False
    paid_online: bool = False


class CaseCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Cases (hồ sơ) received in a window, as they stood at one moment.

    total: all of them, voided ones left out;
    closed: finished by then, the result fetched or not;
    on_time: finished no later than promised; given at once (ghi và trả ngay) is on time;
    open_in_time: not finished, and the promise has not passed or the clock stands still;
    late: finished after the promise, or open though it has passed (open_late of them);
    no_due: no time is known, or not when it ended, so neither on time nor late can be said;
    late_with_apology_in_time: late, and the apology went out before the promise passed;
    supplemented_more_than_once: more than one request to supplement;
    online: handed in online; eligible_online: could have been, as the procedure said then;
    digitised: its papers were scanned in; result_electronic: the result is a signed file;
    with_fee: it costs something; paid_online: and that was paid online (a transfer or a code
    scanned at the desk is no online payment).
    """

    total: int = 0
    closed: int = 0
    on_time: int = 0
    open_in_time: int = 0
    late: int = 0
    open_late: int = 0
    no_due: int = 0
    late_with_apology_in_time: int = 0
    supplemented_more_than_once: int = 0
    online: int = 0
    eligible_online: int = 0
    digitised: int = 0
    result_electronic: int = 0
    with_fee: int = 0
    paid_online: int = 0

    @property
    def on_time_or_open_in_time(self) -> int:
        """What criteria and QĐ 766 divide by `total`."""
        return self.on_time + self.open_in_time


def promised(first: Millis | None, steps: Sequence[StepView]) -> Millis | None:
    """The moment promised, moved by supplements and not by extensions.

    A supplement after an extension moves the promise by what it moved the extended moment, unless
    the clock started anew.
    """
    due = promise = first
    restart = False
    for step in steps:
        if not step.counts:
            continue
        if step.kind == "supplement_requested":
            restart = step.detail == "restart"
        elif step.kind == "extended":
            due = step.due
        elif step.kind == "supplemented" and step.due is not None:
            moved = None if restart or promise is None or due is None else step.due - due
            promise = step.due if moved is None or promise is None else Millis(promise + moved)
            due = step.due
    return promise


def figure_of(state: CaseState) -> CaseFigure:
    """What figures see of a case."""
    facts = state.facts
    with_fee = facts.fee > 0 and facts.payment != "free"
    online = facts.channel == "online"
    return CaseFigure(
        id=state.id,
        procedure=facts.procedure,
        received=state.act,
        promised=None if state.undated else promised(state.first_due, state.steps),
        finished=state.finished,
        at_once=facts.at_once,
        held=state.held,
        apology=state.apology_in_time,
        supplemented_again=state.supplements > 1,
        online=online,
        # Whatever came in online could be handed in so, whatever the catalogue says.
        eligible=online or facts.online_level in ("full", "part"),
        digitised=facts.digitised,
        electronic=state.result_electronic,
        with_fee=with_fee,
        paid_online=with_fee and facts.payment == "online",
    )


def is_closed(case: CaseFigure, at: Millis) -> bool:
    """Whether the case was finished by that moment."""
    return case.finished is not None and case.finished <= at


def standing(case: CaseFigure, at: Millis) -> Standing:
    """Where the case stood against its promise at that moment."""
    if case.at_once:
        return "on_time"
    if case.promised is None:
        return "no_due"
    if case.finished is not None and case.finished <= at:
        return "on_time" if case.finished <= case.promised else "late"
    return "open_in_time" if case.held or at <= case.promised else "open_late"


def count_cases(cases: Iterable[CaseFigure], at: Millis) -> CaseCounts:
    """The counts of these cases at that moment; those received later are left out."""
    sums = dict.fromkeys(CaseCounts.__struct_fields__, 0)
    for case in cases:
        if case.received > at:
            continue
        stands = standing(case, at)
        sums["total"] += 1
        sums["closed"] += is_closed(case, at)
        sums[stands] += 1
        if stands in ("late", "open_late"):
            sums["late"] += stands == "open_late"  # late counts the open ones as well
            sums["late_with_apology_in_time"] += case.apology
        sums["supplemented_more_than_once"] += case.supplemented_again
        sums["online"] += case.online
        sums["eligible_online"] += case.eligible
        sums["digitised"] += case.digitised
        sums["result_electronic"] += case.electronic
        sums["with_fee"] += case.with_fee
        sums["paid_online"] += case.paid_online
    return CaseCounts(**sums)


def add_counts(parts: Iterable[CaseCounts]) -> CaseCounts:
    """The sum of counts of different cases."""
    sums = dict.fromkeys(CaseCounts.__struct_fields__, 0)
    for part in parts:
        for name in sums:
            sums[name] += getattr(part, name)
    return CaseCounts(**sums)


def progress_points(counts: CaseCounts) -> Decimal | None:
    """Tiến độ giải quyết of QĐ 766/QĐ-TTg, in points; None where no case was received.

    20 × (finished before or on time + open in time) / all, with two decimals.
    """
    if not counts.total:
        return None
    share = Decimal(PROGRESS_POINTS * counts.on_time_or_open_in_time) / Decimal(counts.total)
    return share.quantize(_TWO_PLACES, rounding=ROUND_HALF_EVEN)
