"""The sheet of a day, made at 16:45: visits, cases, fees, ratings, and what tomorrow brings.

Ratings are counted by outcome only: which answer was given is nobody's business of a single day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from desk_app.core.case_figures import CaseFigure, standing
from desk_app.core.clock import Millis, day_from, local, number_of, start_of
from desk_app.core.metrics import VisitCounts
from desk_app.core.procedure import Catalogue
from desk_app.core.report import Report, ReportColumn, ReportRow, ReportTable
from desk_app.core.vietnamese import date_text
from desk_app.core.work_calendar import WorkCalendar
from desk_app.store import case_counts, counts, day_figures
from desk_app.store.day_figures import DueCase, FeeSum, Received
from desk_app.store.store import Reader
from desk_app.store.visit_rows import VISIT_COUNTS

# A sentence for a code, in one language.
Say = Callable[..., str]
PAYMENTS = ("cash", "transfer", "online")


class DayFigures(msgspec.Struct, frozen=True, kw_only=True):
    """What a day came to, looked at a moment: the day's end, or now.

    visits and refused: of the day, in lượt; the rest in hồ sơ. finished_on_time, finished_late,
    finished_no_due: results and other ends of the day, those given at once left out; open_in_time,
    open_late, open_no_due, held: what was open at that moment; ready: results nobody has fetched;
    due: open cases that fall due on the next working day, next_day.
    """

    day: date
    at: Millis
    next_day: date
    visits: VisitCounts
    received: Received
    finished_on_time: int
    finished_late: int
    finished_no_due: int
    handed_over: int
    refused: int
    stopped: int
    withdrawn: int
    open_in_time: int
    open_late: int
    open_no_due: int
    held: int
    ready: int
    fees: tuple[FeeSum, ...]
    due: tuple[DueCase, ...]

    @property
    def taken(self) -> int:
        """All fees of the day in đồng."""
        return sum(fee.amount for fee in self.fees if fee.payment in PAYMENTS)


def day_sheet(reader: Reader, calendar: WorkCalendar, day: date, now: Millis) -> DayFigures:
    """The figures of a civil day, as it stood at its end or stands now."""
    connection, number = reader.connection, number_of(day)
    at = min(now, Millis(start_of(day_from(number + 1)) - 1))
    next_day = calendar.next_working(day)
    done = [
        case
        for case in case_counts.cases_finished(connection, start_of(day), at)
        if not case.at_once
    ]
    ends = [standing(case, at) for case in done]
    opened = case_counts.cases_open_at(connection, at)
    stands = [_open_standing(case, at) for case in opened]
    ended = day_figures.ended(connection, number)
    return DayFigures(
        day=day,
        at=at,
        next_day=next_day,
        visits=visits_of(reader, day, day),
        received=day_figures.received(connection, number),
        finished_on_time=ends.count("on_time"),
        finished_late=ends.count("late"),
        finished_no_due=ends.count("no_due"),
        handed_over=day_figures.handed_over(connection, number),
        refused=ended.get("refused", 0),
        stopped=ended.get("stopped", 0),
        withdrawn=ended.get("withdrawn", 0),
        open_in_time=stands.count("open_in_time"),
        open_late=stands.count("open_late"),
        open_no_due=stands.count("no_due"),
        held=stands.count("held"),
        ready=day_figures.ready(connection, at),
        fees=tuple(day_figures.fees(connection, number)),
        due=tuple(day_figures.due_between(connection, number + 1, number_of(next_day), at)),
    )


def visits_of(reader: Reader, first: date, last: date) -> VisitCounts:
    """The visits of these days, both included."""
    sums = [0] * len(VISIT_COUNTS)
    for entry in counts.visit_days(reader.connection, number_of(first), number_of(last)):
        sums = [one + more for one, more in zip(sums, entry.counts, strict=True)]
    named = dict(zip(VISIT_COUNTS, sums, strict=True))
    return VisitCounts(**{name: named[name] for name in VisitCounts.__struct_fields__})


def _open_standing(case: CaseFigure, at: Millis) -> str:
    return "held" if case.held else standing(case, at)


def day_report(figures: DayFigures, catalogue: Catalogue, say: Say) -> Report:
    """The sheet in words."""
    period = say("report.day.period", date=date_text(figures.day), time=_clock(figures.at))
    tables = (
        _figures_table(say("report.day.visits"), say("report.unit.visits"), _visits(figures), say),
        _figures_table(say("report.day.cases"), say("report.unit.cases"), _cases(figures), say,
                       (say("report.day.late_note"),)),
        _fees(figures, say),
        _figures_table(say("report.day.ratings"), say("report.unit.visits"), _ratings(figures),
                       say, (say("report.day.ratings_note"),)),
        _tomorrow(figures, catalogue, say),
    )  # fmt: skip
    return Report(kind="day", title=say("report.day.title"), period=period, tables=tables)


Line = tuple[str, int, str]  # the code of its words, the number, the kind of its row


def _visits(figures: DayFigures) -> Iterator[Line]:
    visits = figures.visits
    yield "report.day.visits_total", visits.total, "total"
    yield "report.day.visits_service", visits.with_service - visits.online_help, "plain"
    yield "report.day.visits_online", visits.online_help, "plain"
    yield "report.day.visits_question", visits.questions_only, "plain"


def _cases(figures: DayFigures) -> Iterator[Line]:
    received = figures.received
    finished = figures.finished_on_time + figures.finished_late + figures.finished_no_due
    yield "report.day.received", received.total, "total"
    yield "report.day.at_once", received.at_once, "plain"
    yield "report.day.online", received.online, "plain"
    yield "report.day.post", received.post, "plain"
    yield "report.day.finished", finished, "total"
    yield "report.day.finished_on_time", figures.finished_on_time, "plain"
    yield "report.day.finished_late", figures.finished_late, "plain"
    if figures.finished_no_due:
        yield "report.day.finished_no_due", figures.finished_no_due, "plain"
    yield "report.day.ended", figures.refused + figures.stopped + figures.withdrawn, "plain"
    yield "report.day.handed_over", figures.handed_over + received.at_once, "total"
    opened = figures.open_in_time + figures.open_late + figures.open_no_due + figures.held
    yield "report.day.open", opened, "total"
    yield "report.day.open_in_time", figures.open_in_time, "plain"
    yield "report.day.open_late", figures.open_late, "plain"
    yield "report.day.held", figures.held, "plain"
    if figures.open_no_due:
        yield "report.day.open_no_due", figures.open_no_due, "plain"
    yield "report.day.ready", figures.ready, "total"


def _ratings(figures: DayFigures) -> Iterator[Line]:
    visits = figures.visits
    yield "report.day.offered", visits.offered, "total"
    yield "report.day.answered", visits.answered, "plain"
    yield "report.day.declined", visits.declined, "plain"
    yield "report.day.timed_out", visits.timed_out, "plain"
    yield "report.day.not_offered", visits.with_service - visits.offered, "total"


def _figures_table(
    title: str, unit: str, lines: Iterator[Line], say: Say, after: tuple[str, ...] = ()
) -> ReportTable:
    rows = tuple(
        ReportRow((say(code), number), "total")
        if kind == "total"
        else ReportRow((f"– {say(code)}", number))
        for code, number, kind in lines
    )
    columns = (
        ReportColumn(say("report.what"), 78),
        ReportColumn(say("report.number"), 22, "right", unit),
    )
    return ReportTable(title=title, columns=columns, rows=rows, after=after)


def _fees(figures: DayFigures, say: Say) -> ReportTable:
    found = {fee.payment: fee for fee in figures.fees}
    rows = [
        ReportRow((say(f"report.day.fee.{name}"), found[name].cases, found[name].amount))
        if name in found
        else ReportRow((say(f"report.day.fee.{name}"), 0, 0))
        for name in PAYMENTS
    ]
    paid = sum(fee.cases for fee in figures.fees if fee.payment in PAYMENTS)
    rows.append(ReportRow((say("report.total"), paid, figures.taken), "total"))
    free = found.get("free")
    if free is not None:
        # Below the sum, which is of what was paid: nobody paid here.
        rows.append(ReportRow((say("report.day.fee.free"), free.cases, 0)))
    columns = (
        ReportColumn(say("report.day.fee.how"), 50),
        ReportColumn(say("report.number"), 22, "right", say("report.unit.cases")),
        ReportColumn(say("report.day.fee.amount"), 28, "right", say("report.unit.dong")),
    )
    return ReportTable(title=say("report.day.fees"), columns=columns, rows=tuple(rows))


def _tomorrow(figures: DayFigures, catalogue: Catalogue, say: Say) -> ReportTable:
    rows = tuple(
        ReportRow((case.number, _name(catalogue, case.procedure), _due(case, say)))
        for case in figures.due
    )
    columns = (
        ReportColumn(say("report.day.number"), 22),
        ReportColumn(say("report.procedure"), 52),
        ReportColumn(say("report.day.due"), 26),
    )
    day = date_text(figures.next_day)
    return ReportTable(
        title=say("report.day.next", date=day, n=str(len(figures.due))),
        columns=columns,
        rows=rows,
        empty=say("report.day.next_none", date=day),
        after=(
            say("report.day.next_also", late=str(figures.open_late), held=str(figures.held),
                ready=str(figures.ready)),
        ),
    )  # fmt: skip


def _name(catalogue: Catalogue, code: str) -> str:
    found = catalogue.find(code)
    return code if found is None else found.short_name or found.name


def _due(case: DueCase, say: Say) -> str:
    when = f"{_clock(case.due)} {local(case.due):%d/%m}"
    return say("report.day.due_held", due=when) if case.held else when


def _clock(moment: Millis) -> str:
    return f"{local(moment):%H:%M}"
