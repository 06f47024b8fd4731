"""Commands about cases that were received: take the next step, show one, list them, erase one."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from desk_app import parts
from desk_app.cli.context import EARLIEST, Context
from desk_app.cli.moments import iso, written
from desk_app.core.case_steps import BY_KIND
from desk_app.core.case_view import CaseView
from desk_app.core.clock import number_of
from desk_app.core.errors import UserProblem
from desk_app.core.masking import is_sensitive, masked
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.rights import Action
from desk_app.services import case_lists
from desk_app.services.advance_case import (
    StepForm,
    advance_case,
    restore_case,
    take_back_step,
    void_case,
)
from desk_app.services.deadlines import counting_of
from desk_app.services.erase_evidence import delete_erased
from desk_app.services.erase_person import erase_person
from desk_app.services.find_case import find_case
from desk_app.store import cases
from desk_app.store.officers import all_officers
from desk_app.store.writer import Tx

# take_back: the last step, or the one of --op; void and restore: the whole case.
STEP_KINDS = (*(kind.removeprefix("case.") for kind in BY_KIND), "take_back", "void", "restore")
_TIMES = ("at", "recorded", "due", "first_due", "finished", "closed", "paid_at")


def step(context: Context) -> int:
    """Take the next step of a case, take one back, void or restore it."""
    arguments = context.arguments
    kind = arguments.kind
    with context.desk() as desk:
        action: Action = (
            "case.correct" if kind in ("take_back", "void", "restore") else "case.advance"
        )
        officer = context.acting(desk, action)
        with desk.store.reader() as reader:
            case = find_case(reader, desk.store.desk, arguments.case).id

        def job(tx: Tx) -> None:
            if kind == "take_back":
                take_back_step(tx, case, arguments.op or "", arguments.reason, officer.id)
            elif kind == "void":
                void_case(tx, case, arguments.reason, officer.id)
            elif kind == "restore":
                restore_case(tx, case, arguments.reason, officer.id)
            else:
                advance_case(tx, case, _step_form(context), officer.id)

        desk.store.writer.run(job)
        with desk.store.reader() as reader:
            view = find_case(reader, desk.store.desk, case)
            most = counting_of(reader).settings.max_extensions
    if arguments.json:
        context.document(
            {
                "id": view.id,
                "number": view.number,
                "status": view.status,
                "due": iso(view.due),
                "held": view.held,
                "extensions": view.extensions,
                "voided": view.voided,
            }
        )
        return 0
    if view.voided:
        context.say("cli.case.voided", number=view.number)
        return 0
    status = context.texts.say(f"case.status.{view.status}")
    context.say("cli.case.stepped", number=view.number, status=status)
    if kind == "extended" and view.extensions > most:
        context.say("cli.case.extended_again", count=str(view.extensions), most=str(most))
    if view.held:
        context.say("cli.case.held")
    elif view.due is not None and view.finished is None:
        context.say("cli.case.due", due=written(view.due))
    return 0


def show(context: Context) -> int:
    """Show one case with its steps."""
    with context.desk() as desk:
        context.acting(desk, "case.list")
        with desk.store.reader() as reader:
            view = find_case(reader, desk.store.desk, context.arguments.case)
            names: dict[str, str] = {
                officer.id: officer.name for officer in all_officers(reader.connection)
            }
        if context.arguments.json:
            context.document(case_json(view, with_steps=True))
            return 0
        print("  ".join(_line(context, view, desk.catalogue, hide=False)))
        for taken in view.steps:
            apology = taken.kind == "extended" and taken.detail == "apology"
            code = f"cli.case.step.{taken.kind}{'.apology' if apology else ''}"
            words = context.texts.say(code)
            note = taken.reason or "; ".join(taken.items) or taken.note
            mark = "" if taken.counts else context.texts.say("cli.case.not_counted")
            officer = names.get(taken.officer, taken.officer)
            line = (written(taken.at), words, officer, note, mark)
            print("  ".join(part for part in line if part))
    return 0


def erase(context: Context) -> int:
    """Erase what the log knows about the person of a case."""
    arguments = context.arguments
    with context.desk() as desk:
        officer = context.acting(desk, "person.erase")
        with desk.store.reader() as reader:
            case = find_case(reader, desk.store.desk, arguments.case)
        changes = desk.store.writer.run(
            lambda tx: erase_person(tx, case.id, arguments.basis, arguments.reason, officer.id)
        )
        desk.store.writer.run(lambda tx: delete_erased(tx, desk.keep, changes.cases))
    context.say("cli.case.erased", number=case.number)
    return 0


def listed(context: Context) -> int:
    """List the cases of a work list, or those received on some days."""
    arguments = context.arguments
    first, last = context.days()
    if arguments.list is not None and (first is not None or last is not None):
        raise UserProblem(Problem("cli.case.list_or_days", "list"))
    with context.desk() as desk:
        officer = context.acting(desk, "case.list")
        with desk.store.reader() as reader:
            views: list[CaseView] = []
            if arguments.list is not None:
                rules = counting_of(reader)
                found = case_lists.work_list(
                    reader,
                    rules.calendar,
                    desk.catalogue,
                    parts.system_clock().wall,
                    arguments.list,
                    me=officer.id,
                    apology_days=rules.settings.apology_days,
                )
                every = (cases.one(reader.connection, entry.id) for entry in found.entries)
                views = [view for view in every if view is not None]
            else:
                today = context.today()
                start = first or (EARLIEST if last is not None else today)
                end: date = last or max(start, today)
                views = list(cases.between(reader.connection, number_of(start), number_of(end)))
        if arguments.json:
            context.document({"cases": [_listed_json(view, desk.catalogue) for view in views]})
            return 0
        for view in views:
            print("  ".join(part for part in _line(context, view, desk.catalogue) if part))
    if not views and arguments.list is None and first is None and last is None:
        context.say("cli.case.none_today")
        return 0
    context.say("cli.case.totals", count=str(len(views)))
    return 0


def case_json(view: CaseView, *, with_steps: bool) -> dict[str, Any]:
    """A case as a document; times are ISO, null where there is none."""
    values: dict[str, Any] = msgspec.to_builtins(view)
    for name in _TIMES:
        values[name] = iso(values[name])
    if not with_steps:
        del values["steps"], values["visits"]
        return values
    for taken in values["steps"]:
        for name in ("at", "recorded", "due"):
            taken[name] = iso(taken[name])
    return values


def _listed_json(view: CaseView, catalogue: Catalogue) -> dict[str, Any]:
    values = case_json(view, with_steps=False)
    if _hidden(view, catalogue):
        for name in ("name", "submitter", "representative", "content", "note"):
            values[name] = masked(values[name])
    return values


def _line(
    context: Context, view: CaseView, catalogue: Catalogue, *, hide: bool = True
) -> tuple[str, ...]:
    procedure = catalogue.find(view.procedure)
    who = view.organisation or view.name
    if hide and not view.organisation and _hidden(view, catalogue):
        who = masked(who)
    if view.voided:
        state = context.texts.say("cli.visit.void_mark")
    else:
        state = context.texts.say(f"case.status.{view.status}")
    due = "" if view.due is None or view.at_once else written(view.due)
    matter = view.procedure if procedure is None else procedure.short_name
    return (view.number, who, matter, state, due, view.reference)


def _hidden(view: CaseView, catalogue: Catalogue) -> bool:
    procedure = catalogue.find(view.procedure)
    return procedure is not None and is_sensitive(procedure.field)


def _step_form(context: Context) -> StepForm:
    arguments = context.arguments
    return StepForm(
        kind=arguments.kind,
        choice=arguments.choice or "",
        reason=arguments.reason,
        items=tuple(arguments.items or ()),
        place=arguments.place or "",
        who=arguments.who or "",
        note=arguments.note or "",
        at=arguments.at or "",
        due=arguments.due or "",
        amount=arguments.amount or 0,
    )
