"""Commands about visits: add, correct, void, erase, list, search."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from desk_app.cli.context import EARLIEST, Context
from desk_app.cli.moments import iso
from desk_app.core.clock import local
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.visit import VisitForm
from desk_app.core.visit_view import VisitView
from desk_app.services import list_visits
from desk_app.services.correct_visit import correct_visit, form_of, void_visit
from desk_app.services.erase_evidence import delete_erased
from desk_app.services.erase_person import erase_person
from desk_app.services.log_visit import checked_visit, log_visit
from desk_app.services.search import hits, search, title_of
from desk_app.store.writer import Tx

# An earlier visit of the same person and the cases of a visit are what the window knows.
_NOT_TYPED = ("known_visit", "cases", "follows")
FORM_OPTIONS = tuple(name for name in VisitForm.__struct_fields__ if name not in _NOT_TYPED)
FORM_LIMIT = 65_536


def add(context: Context) -> int:
    """Log one visit."""
    with context.desk() as desk:
        officer = context.acting(desk, "visit.log")
        form = VisitForm(**_typed(context.arguments))

        def job(tx: Tx) -> str:
            new = checked_visit(tx, form, desk.catalogue)
            (identity,) = log_visit(tx, new, officer.id).visits
            return str(identity)

        identity = desk.store.writer.run(job)
    if context.arguments.json:
        context.document({"id": identity})
    else:
        context.say("cli.visit.added", id=identity)
    return 0


def correct(context: Context) -> int:
    """Correct a visit: only what is named changes."""
    identity = context.arguments.visit
    with context.desk() as desk:
        officer = context.acting(desk, "visit.correct")
        with desk.store.reader() as reader:
            view = list_visits.one_visit(reader, identity)
        if view is None:
            raise UserProblem(Problem("visit.unknown", "visit", {"have": identity}))
        form = msgspec.structs.replace(form_of(view), **_typed(context.arguments))
        desk.store.writer.run(
            lambda tx: correct_visit(
                tx,
                identity,
                form,
                context.arguments.reason,
                officer.id,
                desk.find_procedure,
                desk.catalogue.needs_full_id,
            )
        )
    context.say("cli.visit.corrected", id=identity)
    return 0


def void(context: Context) -> int:
    """Void a visit."""
    identity = context.arguments.visit
    with context.desk() as desk:
        officer = context.acting(desk, "visit.void")
        desk.store.writer.run(
            lambda tx: void_visit(tx, identity, context.arguments.reason, officer.id)
        )
    context.say("cli.visit.voided", id=identity)
    return 0


def erase(context: Context) -> int:
    """Erase what the log knows about the person of a visit."""
    arguments = context.arguments
    with context.desk() as desk:
        officer = context.acting(desk, "person.erase")
        changes = desk.store.writer.run(
            lambda tx: erase_person(
                tx, arguments.visit, arguments.basis, arguments.reason, officer.id
            )
        )
        desk.store.writer.run(lambda tx: delete_erased(tx, desk.keep, changes.cases))
    context.say("cli.visit.erased", id=arguments.visit)
    return 0


def listed(context: Context) -> int:
    """List the visits of a day or of several."""
    first, last = _days(context)
    with context.desk() as desk:
        context.acting(desk, "visit.list")
        with desk.store.reader() as reader:
            views = list(list_visits.visits_between(reader, first, last))
        if context.arguments.json:
            context.document({"visits": [_as_json(view) for view in views]})
            return 0
        for view in views:
            codes = ", ".join(view.procedures)
            who = title_of(view) or context.texts.say(f"purpose.{view.purpose}")
            mark = context.texts.say("cli.visit.void_mark") if view.voided else ""
            line = (f"{local(view.at):%d/%m/%Y %H:%M}", view.id, who, codes, mark)
            print("  ".join(part for part in line if part))
        totals = list_visits.day_totals(views)
        context.say(
            "cli.visit.totals",
            visits=str(totals.visits),
            with_service=str(totals.with_service),
            questions=str(totals.questions),
        )
    return 0


def found(context: Context) -> int:
    """Search visits and procedures."""
    words = " ".join(context.arguments.words)
    with context.desk() as desk:
        context.acting(desk, "search")
        with desk.store.reader() as reader:
            result = search(reader, desk.catalogue, words, context.arguments.limit)
        lines = hits(result, desk.catalogue)
    if context.arguments.json:
        context.document({"hits": lines, "ms": round(result.ms, 3)})
        return 0
    for line in lines:
        print("  ".join(part for part in (line.when, line.kind, line.id, line.title) if part))
    context.say("cli.search.found", count=str(len(lines)))
    return 0


def _typed(arguments: argparse.Namespace) -> dict[str, Any]:
    """The fields of the form that were named: in the file of --form, and on the command line."""
    named = _from_file(arguments.form) if arguments.form is not None else {}
    given = {name: getattr(arguments, name, None) for name in FORM_OPTIONS}
    if getattr(arguments, "no_flags", False):
        given["flags"] = given["flags"] or []
    return named | {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in given.items()
        if value is not None
    }


def _from_file(name: str) -> dict[str, Any]:
    """The fields in a JSON document; "-" is standard input.

    What stands on a command line can be read by every user of the machine; a file cannot.
    """
    try:
        data = sys.stdin.buffer.read(FORM_LIMIT) if name == "-" else _limited(Path(name))
    except OSError as error:
        raise UserProblem(Problem("cli.file", "form", {"file": name})) from error
    try:
        fields = msgspec.json.decode(data, type=dict[str, str | list[str]])
        unknown = [field for field in fields if field not in FORM_OPTIONS]
        if unknown:
            raise UserProblem(Problem("cli.form_field", "form", {"field": unknown[0]}))
        msgspec.convert(fields, VisitForm)
    except msgspec.MsgspecError as error:
        raise UserProblem(Problem("cli.form", "form", {"file": name})) from error
    return {
        field: tuple(value) if isinstance(value, list) else value for field, value in fields.items()
    }


def _limited(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(FORM_LIMIT)


def _days(context: Context) -> tuple[date, date]:
    """The days to list: one, or from one to another; today when none was named."""
    first, last = context.days()
    day = context.arguments.day
    if day is not None:
        if first is not None or last is not None:
            raise UserProblem(Problem("cli.day_or_days", "day"))
        return day, day
    today = context.today()
    if first is None and last is None:
        return today, today
    return first or EARLIEST, last or max(first or today, today)


def _as_json(view: VisitView) -> dict[str, Any]:
    values: dict[str, Any] = msgspec.to_builtins(view)
    for name in ("at", "recorded"):
        values[name] = iso(values[name])
    del values["row"]
    return values
