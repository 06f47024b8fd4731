"""How cases of a period were settled against their promise: by field and procedure, and QĐ 766."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from statistics import median

import msgspec

from desk_app.core.case_figures import (
    PROGRESS_POINTS,
    CaseCounts,
    CaseFigure,
    add_counts,
    count_cases,
    progress_points,
    standing,
)
from desk_app.core.clock import Millis, day_from, day_number, day_of, local, number_of, start_of
from desk_app.core.decimals import text_of
from desk_app.core.procedure import Catalogue
from desk_app.core.report import Report, ReportCell, ReportColumn, ReportRow, ReportTable
from desk_app.core.statistics import FEWEST_FOR_A_SHARE, wilson
from desk_app.core.vietnamese import date_text, percent_text, points_text
from desk_app.core.work_calendar import WorkCalendar
from desk_app.store import case_counts
from desk_app.store.store import Reader

Say = Callable[..., str]


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """Cases received in a period, of one procedure or field, as they stood at a moment.

    early: finished on a day before the promised one (of counts.on_time, given at once left out);
    days_taken, days_allowed: medians of working days from receipt to the end and to the promise,
    over finished cases with a promise, those given at once left out; None without any.
    """

    code: str
    name: str
    counts: CaseCounts
    early: int
    days_taken: Decimal | None = None
    days_allowed: Decimal | None = None


class FieldSettled(msgspec.Struct, frozen=True):
    """A field (lĩnh vực) and its procedures, the busiest first."""

    whole: Settled
    procedures: tuple[Settled, ...]


class CaseStatistics(msgspec.Struct, frozen=True, kw_only=True):
    """The statistics of cases received from first to last, as they stood at a moment."""

    first: date
    last: date
    at: Millis
    whole: Settled
    fields: tuple[FieldSettled, ...]


def case_statistics(
    reader: Reader,
    catalogue: Catalogue,
    calendar: WorkCalendar,
    first: date,
    last: date,
    now: Millis,
) -> CaseStatistics:
    """The cases received on these days, both included, as they stood at the last day's end or now.

    Every case stands in one field; procedures the catalogue does not know are a field of their own.
    """
    at = min(now, Millis(start_of(day_from(number_of(last) + 1)) - 1))
    cases = case_counts.cases_received(reader.connection, number_of(first), number_of(last))
    by_code: dict[str, list[CaseFigure]] = {}
    for case in cases:
        by_code.setdefault(case.procedure, []).append(case)
    worked = lru_cache(maxsize=None)(calendar.worked)
    parts = {code: _part(some, worked, at) for code, some in by_code.items()}
    by_field: dict[str, list[str]] = {}
    for code in by_code:
        found = catalogue.find(code)
        by_field.setdefault("" if found is None else found.field, []).append(code)
    fields = []
    for field, codes in by_field.items():
        inside = [_settled(code, _name(catalogue, code), (parts[code],)) for code in codes]
        inside.sort(key=lambda one: (-one.counts.total, one.code))
        whole = _settled("", field, tuple(parts[code] for code in codes))
        fields.append(FieldSettled(whole, tuple(inside)))
    fields.sort(key=lambda one: (-one.whole.counts.total, one.whole.name))
    whole = _settled("", "", tuple(parts.values()))
    return CaseStatistics(first=first, last=last, at=at, whole=whole, fields=tuple(fields))


class _Part(msgspec.Struct, frozen=True):
    """The cases of one procedure: counts, how many early, working days taken and allowed."""

    counts: CaseCounts
    early: int
    taken: tuple[int, ...]
    allowed: tuple[int, ...]


def _part(cases: list[CaseFigure], worked: Callable[[int, int], int], at: Millis) -> _Part:
    early = 0
    taken, allowed = [], []
    for case in cases:
        if case.at_once or standing(case, at) not in ("on_time", "late"):
            continue
        assert case.promised is not None
        assert case.finished is not None
        begun, end, due = map(day_number, (case.received, case.finished, case.promised))
        early += end < due
        taken.append(worked(begun, end))
        allowed.append(worked(begun, due))
    return _Part(count_cases(cases, at), early, tuple(taken), tuple(allowed))


def _settled(code: str, name: str, parts: Sequence[_Part]) -> Settled:
    return Settled(
        code=code,
        name=name,
        counts=add_counts(part.counts for part in parts),
        early=sum(part.early for part in parts),
        days_taken=_median(day for part in parts for day in part.taken),
        days_allowed=_median(day for part in parts for day in part.allowed),
    )


def _median(days: Iterable[int]) -> Decimal | None:
    found = list(days)
    return Decimal(str(median(found))) if found else None


def statistics_report(found: CaseStatistics, say: Say) -> Report:
    """The statistics in words; every share with its fraction, from ten cases on its interval."""
    rows: list[ReportRow] = []
    for field in found.fields:
        name = field.whole.name or say("report.statistics.no_field")
        rows.append(ReportRow(_cells(field.whole, name, say), "group"))
        rows += [ReportRow(_cells(one, one.name, say)) for one in field.procedures]
    if rows:
        rows.append(ReportRow(_cells(found.whole, say("report.total"), say), "total"))
    unit = say("report.unit.cases")
    numbers = (
        "received", "early", "on_time", "late", "open_in_time", "open_late", "no_due",
    )  # fmt: skip
    columns = (
        ReportColumn(say("report.statistics.what"), 25),
        *(
            ReportColumn(
                say(f"report.statistics.{name}"), 7.4, "right", unit, say(f"report.short.{name}")
            )
            for name in numbers
        ),
        ReportColumn(say("report.statistics.share"), 13, "right", "", say("report.short.share")),
        ReportColumn(
            say("report.statistics.interval"), 11, "right", "", say("report.short.interval")
        ),
        ReportColumn(say("report.statistics.days"), 8, "right", "", say("report.short.days")),
    )
    table = ReportTable(
        title="",
        columns=columns,
        rows=tuple(rows),
        empty=say("report.statistics.none"),
    )
    return Report(
        kind="statistics",
        title=say("report.statistics.title"),
        period=_period(found, say),
        tables=(table,),
        notes=(
            say("report.statistics.note_promise"),
            say("report.statistics.note_due"),
            say("report.statistics.note_share", fewest=str(FEWEST_FOR_A_SHARE)),
            say("report.statistics.note_days"),
        ),
        wide=True,
    )


def _cells(one: Settled, name: str, say: Say) -> tuple[ReportCell, ...]:
    counts = one.counts
    return (
        name,
        counts.total,
        one.early,
        counts.on_time - one.early,
        counts.late - counts.open_late,
        counts.open_in_time,
        counts.open_late,
        counts.no_due,
        fraction(counts),
        interval(counts, say),
        _days(one),
    )


def fraction(counts: CaseCounts) -> str:
    """On time or open in time over all: "236/251 = 94,0%"; under ten cases without a percentage."""
    part, whole = counts.on_time_or_open_in_time, counts.total
    if not whole:
        return "–"
    words = f"{_count(part)}/{_count(whole)}"
    if whole < FEWEST_FOR_A_SHARE:
        return words
    return f"{words} = {percent_text(Decimal(part), Decimal(whole))}"


def interval(counts: CaseCounts, say: Say) -> str:
    """The Wilson interval of the share; under ten cases words instead."""
    part, whole = counts.on_time_or_open_in_time, counts.total
    if whole < FEWEST_FOR_A_SHARE:
        return say("report.few") if whole else "–"
    found = wilson(part, whole)
    low, high = (percent_text(end, Decimal(1)).rstrip("%") for end in (found.low, found.high))
    return f"{low}–{high}%"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _days(one: Settled) -> str:
    if one.days_taken is None or one.days_allowed is None:
        return "–"
    return f"{_half(one.days_taken)} / {_half(one.days_allowed)}"


def _half(days: Decimal) -> str:
    return text_of(days).replace(".", ",")


def _name(catalogue: Catalogue, code: str) -> str:
    found = catalogue.find(code)
    return code if found is None else f"{code} {found.short_name or found.name}"


def _period(found: CaseStatistics, say: Say) -> str:
    return say(
        "report.statistics.period",
        first=date_text(found.first),
        last=date_text(found.last),
        time=f"{local(found.at):%H:%M}",
        date=date_text(day_of(found.at)),
    )


def progress_report(found: CaseStatistics, say: Say) -> Report:
    """Tiến độ giải quyết of QĐ 766: numerator, denominator, points, and what is not reproduced."""
    counts = found.whole.counts
    lines = (
        ("report.progress.on_time", counts.on_time, "plain"),
        ("report.progress.open_in_time", counts.open_in_time, "plain"),
        ("report.progress.numerator", counts.on_time_or_open_in_time, "total"),
        ("report.progress.denominator", counts.total, "total"),
        ("report.progress.late", counts.late - counts.open_late, "plain"),
        ("report.progress.open_late", counts.open_late, "plain"),
        ("report.progress.no_due", counts.no_due, "plain"),
    )
    unit = say("report.unit.cases")
    parts = ReportTable(
        title=say("report.progress.parts"),
        columns=(
            ReportColumn(say("report.what"), 78),
            ReportColumn(say("report.number"), 22, "right", unit),
        ),
        rows=tuple(
            ReportRow((say(code), number), "total" if kind == "total" else "plain")
            for code, number, kind in lines
        ),
        after=_result(counts, say),
    )
    fields = ReportTable(
        title=say("report.progress.by_field"),
        columns=(
            ReportColumn(say("report.field"), 46),
            ReportColumn(say("report.progress.share"), 30, "right", unit),
            ReportColumn(say("report.progress.points", most=str(PROGRESS_POINTS)), 24, "right"),
        ),
        rows=tuple(
            ReportRow(
                (
                    field.whole.name or say("report.statistics.no_field"),
                    fraction(field.whole.counts),
                    _points(field.whole.counts),
                )
            )
            for field in found.fields
        ),
        empty=say("report.statistics.none"),
    )
    return Report(
        kind="progress",
        title=say("report.progress.title"),
        period=_period(found, say),
        tables=(parts, fields),
        notes=(
            say("report.progress.note_formula", most=str(PROGRESS_POINTS)),
            say("report.statistics.note_promise"),
            say("report.statistics.note_due"),
            say("report.progress.note_missing"),
        ),
    )


def _points(counts: CaseCounts) -> str:
    points = progress_points(counts)
    return "–" if points is None else points_text(points)


def _result(counts: CaseCounts, say: Say) -> tuple[str, ...]:
    points = progress_points(counts)
    if points is None:
        return (say("report.progress.nothing"),)
    result = say(
        "report.progress.result",
        most=str(PROGRESS_POINTS),
        part=_count(counts.on_time_or_open_in_time),
        whole=_count(counts.total),
        points=points_text(points),
    )
    if counts.total < FEWEST_FOR_A_SHARE:
        return (result, say("report.progress.few", fewest=str(FEWEST_FOR_A_SHARE)))
    words = say("report.progress.interval", share=fraction(counts), interval=interval(counts, say))
    return (result, words)
