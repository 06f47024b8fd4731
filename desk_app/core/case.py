"""A case as typed, and as it may be received: every check between the two."""

from __future__ import annotations

import re
from typing import get_args

import msgspec

from desk_app.core.case_ops import (
    Book,
    CasePerson,
    Channel,
    Enclosed,
    LimitUnit,
    OnlineLevel,
    Payment,
    Submitter,
)
from desk_app.core.fee_due import fee_due
from desk_app.core.phone import parse_phone
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure, TimeLimit
from desk_app.core.text import clean
from desk_app.core.visit import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, KnownId, parse_reference

CHANNELS: tuple[Channel, ...] = get_args(Channel)
SUBMITTERS: tuple[Submitter, ...] = get_args(Submitter)
PAYMENTS: tuple[Payment, ...] = get_args(Payment)
UNITS: tuple[LimitUnit, ...] = get_args(LimitUnit)
PAPERS_LIMIT = 60
_COUNT_LIMIT = 10_000
_LONGEST = 3650
_DEAREST = 10_000_000_000
_EMAIL_LIMIT = 120
_UNIT = re.compile(r"[0-9]{5}\Z")


class CaseForm(msgspec.Struct, frozen=True, kw_only=True):
    """A case exactly as typed, beside the visit it is handed in with; nothing checked yet.

    procedure: the code; limit: which of the procedure's times counts, from 0 (-1: the first);
    time, unit: typed in their place ("" for none); fee: đồng, "" for what the catalogue says;
    papers: what was enclosed; by: who hands it in. Name, phone and address are the visit's where
    they are empty here. at_once: receive it and hand the result over in one go.
    """

    procedure: str
    limit: int = -1
    time: str = ""
    unit: str = ""
    channel: str = "desk"
    by: str = "self"
    name: str = ""
    organisation: str = ""
    representative: str = ""
    submitter: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    reference: str = ""
    content: str = ""
    result_place: str = ""
    papers: tuple[Enclosed, ...] = ()
    sets: str = "1"
    copies: str = ""
    pages: str = ""
    fee: str = ""
    payment: str = ""
    digitised: bool = False
    result_electronic: bool = False
    at_once: bool = False
    for_unit: str = ""
    note: str = ""


class NewCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case that may be received: all but its number, its due moment and its place in a book."""

    procedure: str
    version: str
    limit: TimeLimit | None
    channel: Channel
    organisation: bool
    by: Submitter
    sets: int
    copies: int
    pages: int
    fee: int
    payment: Payment
    digitised: bool
    online_level: OnlineLevel
    result_electronic: bool
    at_once: bool
    book: Book
    for_unit: str | None
    person: CasePerson


class _Problems:
    """What must be changed first, gathered field by field."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def take(self, value: str | Problem) -> str:
        if isinstance(value, Problem):
            self.found.append(value)
            return ""
        return value

    def line(self, text: str, field: str, limit: int = LINE_LIMIT) -> str:
        kept = clean(text)
        if len(kept) > limit:
            values = {"have": str(len(kept)), "limit": str(limit)}
            self.found.append(Problem("visit.too_long", field, values))
            return ""
        return kept

    def choice(self, text: str, field: str, choices: tuple[str, ...]) -> str:
        if text not in choices:
            self.found.append(Problem("case.choice", field, {"have": clean(text)}))
            return choices[0]
        return text

    def number(self, text: str, field: str, otherwise: int, most: int = _COUNT_LIMIT) -> int:
        written = clean(text).replace(".", "").replace(" ", "")
        if not written:
            return otherwise
        if not written.isascii() or not written.isdecimal() or len(written) > 12:
            self.found.append(Problem("case.number", field, {"have": clean(text)[:40]}))
            return otherwise
        if int(written) > most:
            values = {"have": written, "limit": str(most)}
            self.found.append(Problem("case.too_many", field, values))
            return otherwise
        return int(written)


def check_case(
    form: CaseForm, procedure: Procedure | None, identity: KnownId, visitor: CasePerson
) -> NewCase | tuple[Problem, ...]:
    """The case to receive, or everything a person must change first, field by field.

    procedure: the version in force on the day of receipt; visitor: who came, whose name, phone and
    address count where the form has none; identity: the visitor's ID number as it is kept.
    """
    problems = _Problems()
    if procedure is None:
        return (Problem("visit.procedure", "procedures", {"have": clean(form.procedure)}),)
    channel = problems.choice(form.channel, "channel", CHANNELS)
    by = problems.choice(form.by, "by", SUBMITTERS)
    payment = problems.choice(form.payment, "payment", PAYMENTS)
    limit = _limit(form, procedure, channel, problems)
    copies = problems.number(form.copies, "copies", 1 if procedure.register else 0)
    pages = problems.number(form.pages, "pages", 1 if procedure.register else 0)
    sets = problems.number(form.sets, "sets", 1)
    counted = fee_due(
        procedure,
        channel=channel,  # type: ignore[arg-type]  # a channel of a case is one of a fee
        copies=max(copies, 1),
        pages=max(pages, 1),
        case=limit.case if limit is not None else "",
    )
    fee = problems.number(form.fee, "fee", counted or 0, _DEAREST)
    if payment == "free":
        fee = 0
    for_unit = clean(form.for_unit)
    if for_unit and _UNIT.match(for_unit) is None:
        problems.found.append(Problem("case.unit", "for_unit", {"have": for_unit[:40]}))
    person = _person(form, identity, visitor, problems)
    if problems.found:
        return tuple(problems.found)
    return NewCase(
        procedure=procedure.code,
        version=procedure.version,
        limit=limit,
        channel=channel,  # type: ignore[arg-type]  # checked above
        organisation=bool(person.organisation),
        by=by,  # type: ignore[arg-type]
        sets=sets,
        copies=copies,
        pages=pages,
        fee=fee,
        payment=payment,  # type: ignore[arg-type]
        digitised=form.digitised,
        online_level=procedure.online,
        result_electronic=form.result_electronic,
        at_once=form.at_once,
        book=procedure.register,
        for_unit=for_unit or None,
        person=person,
    )


def _limit(
    form: CaseForm, procedure: Procedure, channel: str, problems: _Problems
) -> TimeLimit | None:
    if form.time or form.unit:
        value = problems.number(form.time, "time", 1, _LONGEST)
        unit = problems.choice(form.unit, "unit", UNITS)
        return TimeLimit(value, unit)  # type: ignore[arg-type]  # checked above
    limits = procedure.limits_for(channel)  # type: ignore[arg-type]
    if not limits:
        return None
    if not -1 <= form.limit < len(limits):
        problems.found.append(Problem("case.limit", "limit", {"have": str(form.limit + 1)}))
        return None
    return limits[max(form.limit, 0)]


def _person(
    form: CaseForm, identity: KnownId, visitor: CasePerson, problems: _Problems
) -> CasePerson:
    own = problems.line(form.name, "name", NAME_LIMIT)
    organisation = problems.line(form.organisation, "organisation") or visitor.organisation
    phone = problems.take(parse_phone(form.phone)) if form.phone.strip() else visitor.phone
    name = own or visitor.name
    if len(form.papers) > PAPERS_LIMIT:
        values = {"have": str(len(form.papers)), "limit": str(PAPERS_LIMIT)}
        problems.found.append(Problem("case.papers_many", "papers", values))
    papers = tuple(
        Enclosed(
            name=problems.line(paper.name, "papers"),
            originals=max(0, paper.originals),
            copies=max(0, paper.copies),
        )
        for paper in form.papers
        if clean(paper.name)
    )
    # The number of whoever stands at the desk is the applicant's only when it is the same person.
    self_handed = form.by == "self" and (not own or own == visitor.name)
    known = identity if self_handed else KnownId()
    return CasePerson(
        name=name,
        organisation=organisation,
        representative=problems.line(form.representative, "representative"),
        submitter=problems.line(form.submitter, "submitter", NAME_LIMIT) or visitor.submitter,
        phone=phone,
        email=problems.line(form.email, "email", _EMAIL_LIMIT),
        address=problems.line(form.address, "address") or visitor.address,
        id_key=known.id_key,
        id_hash=known.id_hash,
        id_six=known.id_six,
        id_last4=known.id_last4,
        id_number=known.id_number,
        reference=problems.take(parse_reference(form.reference)) or visitor.reference,
        content=problems.line(form.content, "content", NOTE_LIMIT),
        result_place=problems.line(form.result_place, "result_place"),
        papers=papers,
        note=problems.line(form.note, "note", NOTE_LIMIT),
    )
