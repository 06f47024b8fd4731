"""The self-assessment form of a year, as the bytes that are previewed, printed and filed."""

from __future__ import annotations

from datetime import date

import msgspec

from desk_app.core.criteria import CriteriaSet
from desk_app.core.period import Month, month_of
from desk_app.core.units import Unit
from desk_app.printing.self_assessment import self_assessment_pdf
from desk_app.services.assessment_form import build_form
from desk_app.services.month_score import month_score
from desk_app.services.record_print import Copy
from desk_app.store.store import Reader


class Printed(msgspec.Struct, frozen=True):
    """A form as PDF, and the check code that stands on it."""

    pdf: bytes
    check: str


def last_month(year: int, today: date) -> Month:
    """The month up to which a year's form counts: the current one, or December of a past year."""
    return month_of(today) if year == today.year else Month(year, 12)


def print_self_assessment(
    reader: Reader,
    criteria: CriteriaSet,
    unit: Unit,
    year: int,
    today: date,
    *,
    signature: str = "tm",
    copy: Copy | None = None,
) -> Printed:
    """The form of `year` as the log says now. Without `copy` it is a file and says no copy number.

    Equal log, day and copy give equal bytes.
    """
    month = last_month(year, today)
    result = month_score(reader, criteria, month)
    form = build_form(
        result.sheet,
        criteria,
        unit,
        period=str(year),
        on=today,
        data_until=min(today, month.last_day),
        signature=signature,
        number="" if copy is None else copy.number,
        copy=None if copy is None else copy.copy,
        printed_at=None if copy is None else copy.printed_at,
        practice=reader.desk.practice,
    )
    return Printed(self_assessment_pdf(form), form.check_code)
