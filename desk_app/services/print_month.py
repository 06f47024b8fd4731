"""The month page as the bytes that are previewed, printed and filed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from desk_app.core import vietnamese as vi
from desk_app.core.check_code import code_of
from desk_app.core.clock import day_of
from desk_app.core.criteria import CriteriaSet
from desk_app.core.form_description import on_day
from desk_app.core.period import Month, month_of
from desk_app.core.text import clean
from desk_app.core.units import Unit
from desk_app.printing.month_description import MonthDescription, shipped_month_description
from desk_app.printing.month_page import MonthSheet, month_page_pdf
from desk_app.printing.tokens import Foot, Legend, Letterhead, Title
from desk_app.services.month_charts import MonthCharts, month_charts
from desk_app.services.month_score import MonthFigures, month_figures
from desk_app.services.print_self_assessment import Printed
from desk_app.services.record_print import Copy
from desk_app.store.store import Reader


def print_month(
    reader: Reader,
    criteria: CriteriaSet,
    unit: Unit,
    month: Month,
    today: date,
    *,
    copy: Copy | None = None,
    name_of: Callable[[str], str] = str,
    criteria_of: Callable[[Month], CriteriaSet] | None = None,
) -> Printed:
    """The page of `month` as the log says now. Without `copy` it is a file and says no copy number.

    criteria_of: the set of each month before it. Equal log, day and copy give equal bytes.
    """
    figures = month_figures(reader, criteria, month, name_of, criteria_of)
    sheet, check = month_sheet(
        figures, criteria, unit, today, copy=copy, practice=reader.desk.practice
    )
    return Printed(month_page_pdf(sheet), check)


def month_sheet(
    figures: MonthFigures,
    criteria: CriteriaSet,
    unit: Unit,
    today: date,
    *,
    copy: Copy | None = None,
    description: MonthDescription | None = None,
    practice: bool = False,
) -> tuple[MonthSheet, str]:
    """The page with every word final, and its check code; pure.

    The code names what the page says: neither the copy nor the time of printing takes part.
    """
    writer = _Writer(figures, criteria, unit, today, description or shipped_month_description())
    sheet = writer.sheet()
    check = code_of(sheet)
    return (
        msgspec.structs.replace(
            sheet,
            moment=vi.pdf_day(today) if copy is None else vi.pdf_moment(copy.printed_at),
            foot=msgspec.structs.replace(writer.foot(check, copy), practice=practice),
        ),
        check,
    )


class _Writer:
    """Puts one month's figures into the words of one description."""

    def __init__(
        self,
        figures: MonthFigures,
        criteria: CriteriaSet,
        unit: Unit,
        today: date,
        description: MonthDescription,
    ) -> None:
        self._figures, self._criteria, self._unit = figures, criteria, unit
        self._today, self._description = today, description
        self._words = description.words
        self._month = figures.score.month
        self._open = self._month == month_of(today)
        self._author = f"Ủy ban nhân dân {unit.within_sentence}"

    def sheet(self) -> MonthSheet:
        """The page; the foot says only how pages are counted."""
        words, month = self._words, self._month
        charts = month_charts(
            self._figures, self._criteria, self._description.charts, is_open=self._open
        )
        numbers = {"month": str(month.number), "year": str(month.year)}
        titles = on_day(self._description.title, self._today)
        below = [charts.month_alone] if charts.month_alone else []
        if self._open:
            below.append(words.open.format(month=str(month.number)))
        return MonthSheet(
            title=words.file_title.format(unit=self._author, **numbers),
            author=self._author,
            moment="",
            letterhead=self._letterhead(),
            heading=Title(tuple(line.format(**numbers) for line in titles)),
            notice=words.model_notice if self._criteria.status == "model" else "",
            headline=charts.headline,
            below=tuple(below),
            bullet=charts.bullet,
            lost_title=charts.lost_title,
            lost=charts.lost,
            months=charts.months,
            answers_title=charts.answers_title,
            answers_lines=charts.answers_lines,
            answers=charts.answers,
            days=charts.days,
            quality=words.quality,
            facts=tuple(self._facts(charts)),
            set_words=words.set.format(set=clean(self._criteria.title)),
            foot=Foot(lines=(), legend=Legend("", ()), page_words=words.page, code=""),
        )

    def _letterhead(self) -> Letterhead:
        words, day = self._words, self._today
        country, watchword = on_day(self._description.motto, day)
        return Letterhead(
            ("ỦY BAN NHÂN DÂN", self._unit.name.upper()),
            (country, watchword),
            words.place_and_date.format(
                place=clean(self._unit.place),
                day=words.blank,
                month=vi.month_in_words(day.month),
                year=str(day.year),
            ),
        )

    def _facts(self, charts: MonthCharts) -> Iterator[str]:
        """What the data truly hold; nothing is said about what is not recorded yet."""
        words, score = self._words, self._figures.score
        visits = score.visits
        yield words.visits.format(n=_count(visits.total))
        if self._figures.late:
            yield words.late.format(n=_count(self._figures.late))
        elif visits.total:
            yield words.not_late
        silent = visits.with_service - visits.offered
        if silent > 0:
            yield words.not_offered.format(n=_count(silent))
        elif visits.with_service:
            yield words.all_offered
        cases = score.cases
        if cases is not None:
            yield words.cases.format(n=_count(cases.total))
            if cases.no_due:
                yield words.cases_no_due.format(n=_count(cases.no_due))
        if self._figures.coverage is not None:
            ours, theirs = self._figures.coverage
            yield words.coverage.format(ours=_count(ours), theirs=_count(theirs))
        if self._figures.conflicts:
            yield words.conflicts.format(n=_count(self._figures.conflicts))
        if charts.answers_until is not None:
            yield words.released.format(date=vi.date_text(charts.answers_until))
        if score.latest is not None:
            yield words.newest.format(
                time=vi.clock_text(score.latest), date=vi.date_text(day_of(score.latest))
            )

    def foot(self, check: str, copy: Copy | None) -> Foot:
        """What stands below the page."""
        words, unit = self._words, self._unit
        lines = [words.unit_with_code.format(unit=self._author, code=unit.code)]
        if copy is None:
            lines.append(words.code.format(code=check))
        else:
            lines.append(words.code_and_number.format(code=check, number=copy.number))
            lines.append(
                words.copy.format(
                    copy=str(copy.copy),
                    time=vi.clock_text(copy.printed_at),
                    date=vi.date_text(day_of(copy.printed_at)),
                )
            )
        return Foot(
            lines=tuple(lines), legend=Legend("", ()), page_words=words.page, code=check
        )  # fmt: skip


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
