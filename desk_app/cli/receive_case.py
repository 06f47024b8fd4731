"""The command that receives a case: with the visit it is handed in with, or without one."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from desk_app.cli.context import Context
from desk_app.cli.moments import iso, written
from desk_app.core.case import CaseForm, NewCase, check_case
from desk_app.core.case_ops import CasePerson, Enclosed, LimitUnit
from desk_app.core.citizen_id import parse_citizen_id
from desk_app.core.clock import Millis, from_local, local
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.visit import KnownId, VisitForm, parse_when
from desk_app.parts import Desk
from desk_app.services.advance_case import AHEAD_MS
from desk_app.services.catalogue import keep_versions
from desk_app.services.log_visit import checked_visit
from desk_app.services.receive_case import (
    ReceivedCase,
    checked_cases,
    receive_case,
    receive_visit,
)
from desk_app.store.writer import Tx

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


def receive(context: Context) -> int:
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
        document = {"id": case.id, "number": case.number, "visit": visit, "due": iso(case.due)}
        context.document(document)
    elif case.due is None:
        context.say("cli.case.added_without_due", number=case.number)
    else:
        context.say("cli.case.added", number=case.number, due=written(case.due))
    return 0


def read_limit(text: str) -> tuple[str, LimitUnit]:
    """The value and unit of 3wd, 8wh, 30d or same_day."""
    written = text.strip().lower()
    if written == "same_day":
        return "1", "same_day"
    match = _LIMIT.match(written)
    if match is None or not 1 <= int(match[1]) <= 3650:
        raise UserProblem(Problem("due.time", "time", {"have": text[:40]}))
    return match[1], UNITS[match[2]]


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
