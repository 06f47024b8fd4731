"""What stands on a printed self-assessment form: plain values, before any layout."""

from __future__ import annotations

import datetime
from decimal import Decimal

import msgspec

from desk_app.core.check_code import code_of
from desk_app.core.clock import Millis
from desk_app.core.decimals import ZERO


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """How certain points are; the four add up to the standard points and are never mixed."""

    proven: Decimal = ZERO
    claimed: Decimal = ZERO
    unproven: Decimal = ZERO
    lost: Decimal = ZERO

    @property
    def points(self) -> Decimal:
        """The points the commune gives itself."""
        return self.proven + self.claimed + self.unproven


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """Counted figures behind points: a share, or a plain count when there is no denominator.

    unit: what the denominator (or the count) counts: "lượt", "hồ sơ" …
    nothing_arose: max | zero | exclude, what the set says when the denominator is 0.
    low and high: ends of the 95 % interval of a survey's share, in 0..1.
    at_least: how many there must be; with fewer (`too_few`) no points are given.
    """

    numerator: Decimal
    denominator: Decimal | None = None
    unit: str = ""
    nothing_arose: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    at_least: int = 0
    too_few: bool = False


class FormCriterion(msgspec.Struct, frozen=True, kw_only=True):
    """One row: what the criterion asks, what the data say, what the commune declares.

    status: computed | judged | claimed | no_evidence | not_declared | no_metric.
    excluded: out of the maximum because nothing arose; its parts are 0.
    reason: the officer's words beside declared points; evidence: attached items.
    notes: further whole sentences for the last column.
    """

    number: str
    title: str
    max: Decimal
    parts: Parts
    status: str
    figures: tuple[Figures, ...] = ()
    excluded: bool = False
    reason: str = ""
    evidence: int = 0
    notes: tuple[str, ...] = ()


class FormGroup(msgspec.Struct, frozen=True, kw_only=True):
    """A group of criteria with its own sums; points of a bonus group stand beside the maximum."""

    number: str
    title: str
    max: Decimal
    parts: Parts
    criteria: tuple[FormCriterion, ...]
    bonus: bool = False


class PartialDate(msgspec.Struct, frozen=True, kw_only=True):
    """A date of which the hand that signs may fill in any part (None = left blank)."""

    day: int | None = None
    month: int | None = None
    year: int | None = None


class AssessmentForm(msgspec.Struct, frozen=True, kw_only=True):
    """A whole self-assessment form.

    unit_lines: the office in the head ("ỦY BAN NHÂN DÂN", "PHƯỜNG BẮC GIANG"); unit: its name in
    running text; place: the place name before the date. on: the day whose fixed words and titles
    hold. period: "2026" or "2026-10". data_until: the last day whose data were counted.
    pass_mark: out of `max`, None for a set without a fail level. stars: the step of the ladder
    that the self points reach, a number or a grade in words; None where none is reached.
    signature: which way of signing ("tm" the chair, "kt" a deputy, "tl", "tuq" …);
    signer_title replaces the last line of that way, signer_name is printed below the blank.
    check_code: see `check_code`; number: the desk's printed number; copy and printed_at: both or
    neither – a draft says nothing about copies. practice: made at a practice desk.
    """

    unit_lines: tuple[str, ...]
    unit: str
    unit_code: str = ""
    place: str
    on: datetime.date
    period: str
    set_title: str
    set_status: str
    groups: tuple[FormGroup, ...]
    max: Decimal
    parts: Parts
    pass_mark: Decimal | None = None
    stars: int | str | None = None
    data_until: datetime.date | None = None
    dated: PartialDate = PartialDate()
    signature: str = "tm"
    signer_title: str = ""
    signer_name: str = ""
    remarks: tuple[str, ...] = ()
    check_code: str = ""
    number: str = ""
    copy: int | None = None
    printed_at: Millis | None = None
    practice: bool = False

    def __post_init__(self) -> None:
        if (self.copy is None) != (self.printed_at is None):
            raise ValueError("a copy number and the time of printing come together")
        if self.copy is not None and self.copy < 1:
            raise ValueError("copies count from 1")


def check_code(form: AssessmentForm) -> str:
    """Eight letters that name the content of a form: equal content, equal code ("K7QX-20M4").

    Neither the code itself nor what differs between two prints of one sheet takes part: number,
    copy and time. It tells sheets apart; it is no signature.
    """
    return code_of(
        msgspec.structs.replace(form, check_code="", number="", copy=None, printed_at=None)
    )


def with_check_code(form: AssessmentForm) -> AssessmentForm:
    """The same form carrying its own check code."""
    return msgspec.structs.replace(form, check_code=check_code(form))
