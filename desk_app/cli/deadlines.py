"""Commands about time: when something is due and why, and the working calendar."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from desk_app import homes
from desk_app.cli.context import Context
from desk_app.cli.receive_case import read_limit
from desk_app.core.calendar_file import YEARS
from desk_app.core.clock import Millis, from_local, local
from desk_app.core.due_steps import Due
from desk_app.core.due_words import count_words, due_lines, limit_words, one_line, step_words
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import TimeLimit
from desk_app.core.visit import parse_when
from desk_app.services import calendars
from desk_app.services.deadlines import Counting, counting_of, counting_without_desk
from desk_app.services.find_case import find_case

_LINES = 31


def due(context: Context) -> int:
    """When something received at a moment is due, or a case of the desk, and why."""
    arguments = context.arguments
    if arguments.case is not None:
        return _due_case(context)
    if arguments.received is None or arguments.time is None:
        raise UserProblem(Problem("due.what", "received"))
    value, unit = read_limit(arguments.time)
    limit = TimeLimit(int(value), unit)
    received = _moment(arguments.received)
    if homes.exists(context.home):
        with context.desk() as desk, desk.store.reader() as reader:
            counting = counting_of(reader)
    else:
        counting = counting_without_desk()
    _show(context, counting.explain(received, limit), counting, explained=arguments.explain)
    return 0


def _due_case(context: Context) -> int:
    arguments = context.arguments
    with context.desk() as desk:
        context.acting(desk, "case.list")
        with desk.store.reader() as reader:
            case = find_case(reader, desk.store.desk, arguments.case)
            counting = counting_of(reader)
    found = counting.explain_case(case)
    if found is None:
        raise UserProblem(Problem("due.no_limit", "case", {"case": case.number}))
    _show(context, found, counting, explained=arguments.explain, promised=case.due)
    return 0


def _show(
    context: Context,
    found: Due,
    counting: Counting,
    *,
    explained: bool,
    promised: Millis | None = None,
) -> None:
    texts = context.texts
    if context.arguments.json:
        context.document(due_json(context, found, promised))
        return
    print(one_line(found, texts))
    if explained:
        print(limit_words(found.value, found.unit, texts))
        lines = due_lines(found, texts, context.today(), condensed=len(found.steps) > _LINES)
        width = max(len(line.day) for line in lines)
        for line in lines:
            counts = f" – {line.counts}" if line.counts else ""
            print(f"{line.day:<{width}}  {line.words}{counts}")
        context.say("deadline.law", calendar=counting.calendar.title or counting.calendar.id)
    context.note(*found.warnings)


def due_json(context: Context, found: Due, promised: Millis | None = None) -> dict[str, Any]:
    """The document of `due`: a step for each day, and several for a day on which more happened."""
    steps: list[dict[str, Any]] = []
    for step in found.steps:
        why = step_words(step, found, context.texts)
        for day in _every_day(step.first, step.last):
            counts = step.counts
            if counts is not None:
                counts -= (step.last - day).days
            steps.append({"date": day.isoformat(), "kind": step.kind, "why": why, "counts": counts})
        if step.minutes:
            steps[-1]["why"] = f"{why}: {count_words(step, found, context.texts)}"
    document: dict[str, Any] = {
        "due": None if found.due is None else local(found.due).isoformat(),
        "calendar": found.calendar,
        "steps": steps,
        "warnings": [
            {"code": one.code, "message": context.texts.sentence(one), **one.values}
            for one in found.warnings
        ],
    }
    if context.arguments.case is not None:
        document["promised"] = None if promised is None else local(promised).isoformat()
    return document


def _every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _moment(text: str) -> Millis:
    when = parse_when(text)
    if isinstance(when, Problem):
        raise UserProblem(Problem(when.code, "received", when.values))
    if not YEARS[0] <= when.year <= YEARS[1]:
        raise UserProblem(Problem("due.year", "received", {"have": text[:40]}))
    return from_local(when)


def import_calendar(context: Context) -> int:
    """Import a working calendar; with --dry-run only say what is in it."""
    arguments = context.arguments
    read = calendars.read_calendar(Path(arguments.file))
    values = {
        "calendar": read.read.calendar.id,
        "years": read.years,
        "days": str(len(read.read.calendar.days)),
    }
    with context.desk() as desk:
        officer = context.acting(desk, "calendar.import")
        with desk.store.reader() as reader:
            same = calendars.is_in_use(reader, read)
            present = counting_of(reader).calendar
        read = calendars.beside_present(read, present, context.today())
        if not arguments.dry_run and not same:
            desk.store.writer.run(lambda tx: calendars.import_calendar(tx, read, officer.id))
    notices = [context.texts.sentence(notice) for notice in read.read.notices]
    if arguments.json:
        done = not arguments.dry_run and not same
        years = [year.year for year in read.read.calendar.years]
        document = {"calendar": values["calendar"], "years": years, "days": int(values["days"])}
        context.document({**document, "imported": done, "notices": notices})
        return 0
    for notice in notices:
        print(notice)
    code = "calendar.same" if same else "calendar.would"
    context.say("calendar.imported" if not (same or arguments.dry_run) else code, **values)
    return 0
