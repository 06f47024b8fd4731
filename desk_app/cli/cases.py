"""Commands about cases: receive one, take its next step, show one, list them."""

from __future__ import annotations

import re
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from desk_app import parts
from desk_app.cli.context import EARLIEST, Context
from desk_app.core.case import CaseForm, NewCase, check_case
from desk_app.core.case_ops import CasePerson, Enclosed, LimitUnit
from desk_app.core.case_steps import BY_KIND
from desk_app.core.case_view import CaseView
from desk_app.core.citizen_id import parse_citizen_id
from desk_app.core.clock import Millis, from_local, local, number_of
from desk_app.core.errors import UserProblem
from desk_app.core.masking import is_sensitive, masked
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.rights import Action
from desk_app.core.visit import KnownId, VisitForm, parse_when
from desk_app.parts import Desk
from desk_app.services import case_lists
from desk_app.services.advance_case import (
    AHEAD_MS,
    StepForm,
    advance_case,
    restore_case,
    take_back_step,
    void_case,
)
from desk_app.services.catalogue import keep_versions
from desk_app.services.deadlines import counting_of
from desk_app.services.erase_evidence import delete_erased
from desk_app.services.erase_person import erase_person
from desk_app.services.find_case import find_case
from desk_app.services.log_visit import checked_visit
from desk_app.services.receive_case import (
    ReceivedCase,
    checked_cases,
    receive_case,
    receive_visit,
)
from desk_app.store import cases
from desk_app.store.officers import all_officers
from desk_app.store.writer import Tx

# take_back: the last step, or the one of --op; void and restore: the whole case.
STEP_KINDS = (*(kind.removeprefix("case.") for kind in BY_KIND), "take_back", "void", "restore")
# What stands in the visit, and what in the case, of those options that a case is added with.
_VISIT_OPTIONS = ("name", "citizen_id", "phone", "address", "organisation", "at", "late_note")
_CASE_OPTIONS = (
    "name", "phone", "address", "organisation", "representative", "submitter", "by", "channel",
    "email", "reference", "content", "result_place", "sets", "copies", "pages", "fee", "payment",
    "for_unit", "note",
)  # fmt: skip
UNITS: dict[str, LimitUnit] = {"wd": "working_days", "d": "calendar_days", "wh": "hours"}
_LIMIT = re.compile(r"(\d{1,4})(wd|wh|d)\Z")
_PAPER = re.compile(r"(?P<name>.+?)(?::(?P<originals>\d{1,4})(?::(?P<copies>\d{1,4}))?)?\Z")
_FORM_LIMIT = 65_536
_OLDEST = from_local(datetime(2015, 1, 1))
_TIMES = ("at", "recorded", "due", "first_due", "finished", "closed", "paid_at")


def read_limit(text: str) -> tuple[str, LimitUnit]:
    """The value and unit of 3wd, 8wh, 30d or same_day."""
    written = text.strip().lower()
    if written == "same_day":
        return "1", "same_day"
    match = _LIMIT.match(written)
    if match is None or not 1 <= int(match[1]) <= 3650:
        raise UserProblem(Problem("due.time", "time", {"have": text[:40]}))
    return match[1], UNITS[match[2]]


def add(context: Context) -> int:
    """Receive one case: with the visit it is handed in with, or without one."""
    form = _form(context)
    arguments = context.arguments
    with context.desk() as desk:
        officer = context.acting(desk, "case.receive")
        visiting = form.channel == "desk" and not arguments.no_visit

        def job(tx: Tx) -> tuple[str, ReceivedCase]:
            if visiting:
                new = checked_visit(tx, _visit(context, form), desk.catalogue)
                checked = checked_cases(new, (form,), desk.catalogue)
                received = receive_visit(tx, new, checked, officer.id)
                keep_versions(tx, desk.catalogue, (checked[0].version,))
                return received.visit, received.cases[0]
            at = _moment(arguments.at, tx.now.wall)
            alone = _alone(form, arguments.citizen_id or "", tx, desk, at)
            keep_versions(tx, desk.catalogue, (alone.version,))
            return "", receive_case(tx, alone, officer.id, act=at)

        visit, case = desk.store.writer.run(job)
    if arguments.json:
        document = {"id": case.id, "number": case.number, "visit": visit, "due": _iso(case.due)}
        context.document(document)
    elif case.due is None:
        context.say("cli.case.added_without_due", number=case.number)
    else:
        context.say("cli.case.added", number=case.number, due=_written(case.due))
    return 0


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
                "due": _iso(view.due),
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
        context.say("cli.case.due", due=_written(view.due))
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
            line = (_written(taken.at), words, officer, note, mark)
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
        values[name] = _iso(values[name])
    if not with_steps:
        del values["steps"], values["visits"]
        return values
    for taken in values["steps"]:
        for name in ("at", "recorded", "due"):
            taken[name] = _iso(taken[name])
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
    due = "" if view.due is None or view.at_once else _written(view.due)
    matter = view.procedure if procedure is None else procedure.short_name
    return (view.number, who, matter, state, due, view.reference)


def _hidden(view: CaseView, catalogue: Catalogue) -> bool:
    procedure = catalogue.find(view.procedure)
    return procedure is not None and is_sensitive(procedure.field)


def _form(context: Context) -> CaseForm:
    arguments = context.arguments
    named = _from_file(arguments.form) if arguments.form is not None else {}
    given: dict[str, Any] = {
        name: value
        for name in _CASE_OPTIONS
        if (value := getattr(arguments, name, None)) is not None
    }
    if arguments.procedure is not None:
        given["procedure"] = arguments.procedure
    if arguments.time is not None:
        given["time"], given["unit"] = read_limit(arguments.time)
    if arguments.papers:
        given["papers"] = tuple(map(_paper, arguments.papers))
    for flag in ("at_once", "digitised"):
        if getattr(arguments, flag):
            given[flag] = True
    if not (named | given).get("procedure"):
        raise UserProblem(Problem("visit.procedure_missing", "procedure"))
    return CaseForm(**(named | given))


def _from_file(name: str) -> dict[str, Any]:
    """The fields in a JSON document; "-" is standard input."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(_FORM_LIMIT)
        else:
            with Path(name).open("rb") as file:
                data = file.read(_FORM_LIMIT)
    except OSError as error:
        raise UserProblem(Problem("cli.file", "form", {"file": name})) from error
    try:
        fields = msgspec.json.decode(data, type=dict[str, Any])
        unknown = [field for field in fields if field not in CaseForm.__struct_fields__]
        if unknown:
            raise UserProblem(Problem("cli.form_field", "form", {"field": unknown[0]}))
        form = msgspec.convert({"procedure": "", **fields}, CaseForm)
    except msgspec.MsgspecError as error:
        raise UserProblem(Problem("cli.form", "form", {"file": name})) from error
    return {field: getattr(form, field) for field in fields}


def _paper(text: str) -> Enclosed:
    """The paper written as name:originals:copies; a name alone is one original."""
    match = _PAPER.match(text)
    assert match is not None or not text
    if match is None:
        return Enclosed(name="")
    originals = 1 if match["originals"] is None else int(match["originals"])
    return Enclosed(name=match["name"], originals=originals, copies=int(match["copies"] or "0"))


def _visit(context: Context, form: CaseForm) -> VisitForm:
    """The visit in which the case is handed in: who came is who hands it in."""
    arguments = context.arguments
    given = {
        name: value
        for name in _VISIT_OPTIONS
        if (value := getattr(arguments, name, None)) is not None
    }
    given.setdefault("name", form.name)
    given.setdefault("organisation", form.organisation)
    if form.by != "self" and form.submitter:
        given["name"], given["on_behalf_of"] = form.submitter, form.name
        given["flags"] = ("proxy",)
    if arguments.late_reason is not None:
        given["late_reason"] = arguments.late_reason
    outcome = "done" if form.at_once else "accepted"
    return VisitForm(procedures=(form.procedure,), outcome=outcome, **given)


def _alone(form: CaseForm, digits: str, tx: Tx, desk: Desk, at: Millis) -> NewCase:
    """The case that nobody stands at the desk for; the number is the applicant's."""
    day = local(at).date()
    procedure = desk.catalogue.find(form.procedure, day) or desk.catalogue.find(form.procedure)
    identity, visitor = KnownId(), CasePerson(name=form.name)
    if digits.strip():
        number = parse_citizen_id(digits)
        if isinstance(number, Problem):
            raise UserProblem(number)
        keep = procedure is not None and procedure.full_id
        identity = KnownId(
            tx.hashed.key_id,
            tx.hashed("citizen id", number.number),
            tx.hashed("last six", number.last6),
            number.last4,
            number.number if keep else "",
        )
    found = check_case(form, procedure, identity, visitor)
    if not isinstance(found, NewCase):
        raise UserProblem(*found)
    return found


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


def _moment(text: str | None, now: Millis) -> Millis:
    if not text:
        return now
    when = parse_when(text)
    if isinstance(when, Problem):
        raise UserProblem(when)
    at = from_local(when)
    if at > now + AHEAD_MS:
        raise UserProblem(Problem("case.in_future", "at"))
    if at < _OLDEST:
        raise UserProblem(Problem("visit.too_old", "at", {"have": text[:40]}))
    return at


def _iso(moment: int | None) -> str | None:
    return None if moment is None else local(Millis(moment)).isoformat(timespec="milliseconds")


def _written(moment: Millis) -> str:
    return f"{local(moment):%H:%M %d/%m/%Y}"
