"""Commands that report: day sheet, survey report, on-time statistics, progress indicator."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from desk_app import parts
from desk_app.cli.context import Context
from desk_app.core.case_figures import PROGRESS_POINTS, CaseCounts, progress_points
from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.report import Report, ReportKind, cell_text
from desk_app.core.statistics import wilson
from desk_app.parts import Desk
from desk_app.services.case_statistics import CaseStatistics, Settled
from desk_app.services.day_sheet import DayFigures
from desk_app.services.make_report import Figures, Wish, check_wish, report_figures, report_words
from desk_app.services.search import iso
from desk_app.services.survey_report import FORMS, remember_staff
from desk_app.services.write_file import prepared_file


def day(context: Context) -> int:
    """The sheet of a day."""
    chosen = context.arguments.day or context.today()
    return _report(context, Wish(kind="day", first=chosen, last=chosen))


def survey(context: Context) -> int:
    """The daily survey report of a day, or of several."""
    today = context.today()
    return _report(context, _wish(context, "survey", today, today), _staff(context))


def statistics(context: Context) -> int:
    """On-time statistics of a period, the year so far when none is named."""
    return _report(context, _year(context, "statistics"))


def progress(context: Context) -> int:
    """The progress indicator of a period, the year so far when none is named."""
    return _report(context, _year(context, "progress"))


def _year(context: Context, kind: ReportKind) -> Wish:
    today = context.today()
    last = context.arguments.last_day or today
    return _wish(context, kind, date(last.year, 1, 1), today)


def _wish(context: Context, kind: ReportKind, first: date, last: date) -> Wish:
    """The days that are named, or these."""
    one: date | None = context.arguments.day
    if one is not None:
        return Wish(kind=kind, first=one, last=one)
    named_first, named_last = context.arguments.first_day, context.arguments.last_day
    if kind == "survey" and named_first is not None and named_last is None:
        named_last = last
    end = named_last or last
    begin = named_first or (end if kind == "survey" else first)
    return Wish(kind=kind, first=begin, last=end)


def _staff(context: Context) -> dict[str, str]:
    """Who is assigned, as FORM=WORDS."""
    found = {}
    for text in context.arguments.staff or ():
        form, equals, words = text.partition("=")
        if not equals or form not in FORMS:
            values = {"have": text, "known": ", ".join(FORMS)}
            raise UserProblem(Problem("cli.report.staff", "staff", values))
        found[form] = words
    return found


def _report(context: Context, wish: Wish, staff: dict[str, str] | None = None) -> int:
    now = parts.system_clock().wall
    check_wish(wish, now)
    targets = {
        suffix: _target(context, suffix)
        for suffix in ("pdf", "xlsx")
        if getattr(context.arguments, suffix) is not None
    }
    with context.desk() as desk:
        context.acting(desk, "report.see")
        if staff:
            known = staff
            desk.store.writer.run(lambda tx: remember_staff(tx, known))
        with desk.store.reader() as reader:
            figures = report_figures(reader, desk.catalogue, wish, now)
        written = _write(desk, figures, wish, now, targets)
    report = report_words(figures, wish.kind, desk.catalogue, context.texts.say)
    if context.arguments.json:
        context.document({**_document(figures, wish), **written})
        return 0
    if not targets:
        _print(report)
    for file in written.values():
        context.say("cli.report.saved", file=file)
    return 0


def _target(context: Context, suffix: str) -> Path:
    named = getattr(context.arguments, suffix)
    target = context.output(named, suffix)
    if target.suffix.lower() != f".{suffix}":
        values = {"have": target.suffix or target.name, "known": f".{suffix}"}
        raise UserProblem(Problem("report.suffix", suffix, values))
    return target


def _write(
    desk: Desk, figures: Figures, wish: Wish, now: Millis, targets: dict[str, Path]
) -> dict[str, str]:
    """Write the files that are asked for; papers are in the language of the office."""
    if not targets:
        return {}
    # reportlab, which this brings in, takes longer to load than most commands run.
    from desk_app.services.print_report import print_report, report_sheet  # noqa: PLC0415

    say = parts.texts("vi").say
    report = report_words(figures, wish.kind, desk.catalogue, say)
    written = {}
    for suffix, target in targets.items():
        if suffix == "pdf":
            practice = desk.store.desk.practice
            data = print_report(report, desk.unit, now, say, practice=practice).pdf
        else:
            data = report_sheet(report)
        with prepared_file(target, data) as put_in_place:
            put_in_place()
        written[suffix] = str(target)
    return written


def _print(report: Report) -> None:
    print(report.title)
    print(report.period)
    for table in report.tables:
        print()
        if table.title:
            print(table.title)
        rows = [tuple(one.short or one.heading for one in table.columns)]
        rows += [tuple(cell_text(cell) for cell in row.cells) for row in table.rows]
        widths = [max(len(row[place]) for row in rows) for place in range(len(table.columns))]
        for row in rows:
            cells = (
                cell.rjust(width) if column.align == "right" else cell.ljust(width)
                for cell, width, column in zip(row, widths, table.columns, strict=True)
            )
            print("  ".join(cells).rstrip())
        if not table.rows and table.empty:
            print(table.empty)
        for sentence in table.after:
            print(sentence)
    print()
    for sentence in report.notes:
        print(sentence)


def _document(figures: Figures, wish: Wish) -> dict[str, Any]:
    """The figures as JSON, every share with numerator, denominator and interval."""
    document: dict[str, Any] = {
        "report": wish.kind, "from": str(wish.first), "to": str(wish.last),
    }  # fmt: skip
    if isinstance(figures, DayFigures):
        document |= msgspec.to_builtins(figures)
        document["at"] = iso(figures.at)
        document["due"] = [{**one, "due": iso(one["due"])} for one in document["due"]]
        return document
    if not isinstance(figures, CaseStatistics):
        return {**document, **msgspec.to_builtins(figures)}
    document["at"] = iso(figures.at)
    document["unit"] = "hồ sơ"
    document |= _settled(figures.whole)
    document["fields"] = [
        {**_settled(one.whole), "procedures": [_settled(procedure) for procedure in one.procedures]}
        for one in figures.fields
    ]
    if wish.kind == "progress":
        points = progress_points(figures.whole.counts)
        document["points"] = None if points is None else str(points)
        document["max"] = PROGRESS_POINTS
        document["formula"] = "20 × (on_time + open_in_time) / total"
    return document


def _settled(one: Settled) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(one)
    if not one.code:
        del found["code"]
    return {**found, "share": _share(one.counts)}


def _share(counts: CaseCounts) -> dict[str, Any]:
    part, whole = counts.on_time_or_open_in_time, counts.total
    found: dict[str, Any] = {"numerator": part, "denominator": whole}
    if whole:
        interval = wilson(part, whole)
        found |= {"low": str(interval.low), "high": str(interval.high)}
    return found
