"""The daily report on guiding citizens to the surveys, as the province asks for it each evening.

Visits and ratings of this desk are counted; what citizens answered on the province's own survey
site is not known here and stays blank, or is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import msgspec

from desk_app.core.clock import day_from, number_of
from desk_app.core.report import Report, ReportCell, ReportColumn, ReportRow, ReportTable
from desk_app.core.text import clean
from desk_app.core.vietnamese import date_text
from desk_app.services.day_sheet import visits_of
from desk_app.store import counts, settings, sqlite
from desk_app.store.store import Reader
from desk_app.store.visit_rows import VISIT_COUNTS
from desk_app.store.writer import Tx

Say = Callable[..., str]
# The forms that are offered at the one-stop desk; the desk's own five words come first.
DESK, FORMS = "desk", ("desk", "PKS04", "PKS05")
STAFF_LIMIT = 120
_STAFF = "report.survey_staff"
_SERVICE, _ANSWERED = VISIT_COUNTS.index("with_service"), VISIT_COUNTS.index("answered")


class SurveyDay(msgspec.Struct, frozen=True, kw_only=True):
    """One day: visits with a matter (lượt làm thủ tục), and how many of them were rated here."""

    day: date
    visits: int
    answered: int


class SurveyFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The days of a report with a visit, and the sums since 1 January up to its last day.

    staff: by form, who was assigned, as typed; taken_part: by form, how many answered elsewhere,
    where somebody typed it.
    """

    first: date
    last: date
    days: tuple[SurveyDay, ...]
    year_visits: int
    year_answered: int
    staff: Mapping[str, str]
    taken_part: Mapping[str, int]

    @property
    def visits(self) -> int:
        """Visits with a matter in the period."""
        return sum(day.visits for day in self.days)

    @property
    def answered(self) -> int:
        """Of these, rated at the desk."""
        return sum(day.answered for day in self.days)


def survey_figures(
    reader: Reader, first: date, last: date, taken_part: Mapping[str, int] | None = None
) -> SurveyFigures:
    """The figures of these days, both included."""
    entries = counts.visit_days(reader.connection, number_of(first), number_of(last))
    year = visits_of(reader, date(last.year, 1, 1), last)
    return SurveyFigures(
        first=first,
        last=last,
        days=tuple(
            SurveyDay(
                day=day_from(entry.day),
                visits=entry.counts[_SERVICE],
                answered=entry.counts[_ANSWERED],
            )
            for entry in entries
        ),
        year_visits=year.with_service,
        year_answered=year.answered,
        staff=assigned_staff(reader),
        taken_part=dict(taken_part or {}),
    )


def assigned_staff(reader: Reader) -> dict[str, str]:
    """Who is assigned to each form, as it was typed last."""
    return _stored(reader.connection)


def _stored(connection: sqlite.Connection) -> dict[str, str]:
    stored = settings.every(connection).get(_STAFF, "{}")
    try:
        found = msgspec.json.decode(stored, type=dict[str, str])
    except (msgspec.DecodeError, msgspec.ValidationError):
        return {}
    return {form: words for form, words in found.items() if form in FORMS}


def remember_staff(tx: Tx, staff: Mapping[str, str]) -> None:
    """Keep who is assigned, for tomorrow's report; forms that are not named stay as they are."""
    known = _stored(tx.connection)
    kept = {form: clean(staff.get(form, known.get(form, "")))[:STAFF_LIMIT] for form in FORMS}
    settings.keep(tx.connection, {_STAFF: msgspec.json.encode(kept).decode()})


def survey_report(figures: SurveyFigures, say: Say) -> Report:
    """The report in words: by form, and day by day where it is about several."""
    one = figures.first == figures.last
    period = (
        say("report.survey.day", date=date_text(figures.last))
        if one
        else say("report.days", first=date_text(figures.first), last=date_text(figures.last))
    )
    tables = [_forms(figures, say)]
    if not one:
        tables.append(_days(figures, say))
    return Report(
        kind="survey",
        title=say("report.survey.title"),
        period=period,
        tables=tuple(tables),
        notes=(say("report.survey.note_desk"), say("report.survey.note_elsewhere")),
        wide=True,
    )


def _forms(figures: SurveyFigures, say: Say) -> ReportTable:
    rows = tuple(
        ReportRow(
            (
                say(f"report.survey.form.{form}"),
                figures.staff.get(form, ""),
                figures.visits,
                _part(figures, form),
                figures.year_visits,
                figures.year_answered if form == DESK else "",
            )
        )
        for form in FORMS
    )
    visits, people = say("report.unit.visits"), say("report.unit.answers")
    span = "day" if figures.first == figures.last else "period"
    columns = (
        ReportColumn(say("report.survey.form"), 22),
        ReportColumn(say("report.survey.staff"), 26, short=say("report.short.staff")),
        *(
            ReportColumn(say(code), 13, "right", unit, say(f"report.short.{name}"))
            for code, unit, name in (
                (f"report.survey.visits.{span}", visits, "visits"),
                (f"report.survey.taken_part.{span}", people, "taken_part"),
                ("report.survey.visits_year", visits, "visits_year"),
                ("report.survey.taken_part_year", people, "taken_part_year"),
            )
        ),
    )
    return ReportTable(title=say("report.survey.by_form"), columns=columns, rows=rows)


def _part(figures: SurveyFigures, form: str) -> ReportCell:
    if form == DESK:
        return figures.answered
    return figures.taken_part.get(form, "")


def _days(figures: SurveyFigures, say: Say) -> ReportTable:
    rows = [
        ReportRow((date_text(day.day), day.visits, day.answered, _left(day)))
        for day in figures.days
    ]
    total = (say("report.total"), figures.visits, figures.answered,
             figures.visits - figures.answered)  # fmt: skip
    rows.append(ReportRow(total, "total"))
    visits, people = say("report.unit.visits"), say("report.unit.answers")
    columns = (
        ReportColumn(say("report.date"), 25),
        ReportColumn(say("report.survey.visits.day"), 25, "right", visits),
        ReportColumn(say("report.survey.taken_part.day"), 25, "right", people),
        ReportColumn(say("report.survey.silent"), 25, "right", visits),
    )
    return ReportTable(title=say("report.survey.by_day"), columns=columns, rows=tuple(rows))


def _left(day: SurveyDay) -> int:
    return day.visits - day.answered
