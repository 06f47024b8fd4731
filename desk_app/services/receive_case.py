"""Receive cases with the visit in which they were handed in: one transaction, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from desk_app.core.case import CaseForm, NewCase, check_case
from desk_app.core.case_ops import CasePerson, CaseReceived
from desk_app.core.chain import salt_before
from desk_app.core.clock import Millis, day_of, number_of
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.payloads import LateCode
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.visit import KnownId, NewVisit
from desk_app.services.changes import Changes
from desk_app.services.deadlines import Counting, counting
from desk_app.services.log_visit import log_visit
from desk_app.store import cases as rows
from desk_app.store.writer import Tx


class ReceivedCase(msgspec.Struct, frozen=True):
    """A case that was just received: its id, our number, when it is due, its place in a book."""

    id: str
    number: str
    procedure: str
    due: Millis | None
    at_once: bool
    book: str = ""
    book_number: int = 0


class Received(msgspec.Struct, frozen=True):
    """A visit and the cases it opened."""

    changes: Changes
    visit: str
    cases: tuple[ReceivedCase, ...]


def checked_cases(
    new: NewVisit, forms: Sequence[CaseForm], catalogue: Catalogue
) -> tuple[NewCase, ...]:
    """The cases that the forms describe beside a visit; UserProblem names what must change.

    Each problem's field is the form's place and the field's name ("0.fee").
    """
    visitor, identity = _visitor(new)
    if len(forms) > 1:
        # One mã hồ sơ is of one case: which of several it is, only their forms can say.
        visitor = msgspec.structs.replace(visitor, reference="")
    day = day_of(new.act)
    checked: list[NewCase] = []
    problems: list[Problem] = []
    for place, form in enumerate(forms):
        procedure = catalogue.find(form.procedure, day) or catalogue.find(form.procedure)
        found = check_case(form, procedure, identity, visitor)
        if isinstance(found, NewCase):
            checked.append(found)
        else:
            problems += [
                msgspec.structs.replace(problem, field=f"{place}.{problem.field}")
                for problem in found
            ]
    if problems:
        raise UserProblem(*problems)
    return tuple(checked)


def _visitor(new: NewVisit) -> tuple[CasePerson, KnownId]:
    """Whose case it is by the visit: the one who came, or the one they came for."""
    person = new.person
    if person is None:
        return CasePerson(), KnownId()
    for_other = bool(person.on_behalf_of)
    known = KnownId(person.id_key, person.id_hash, person.id_six, person.id_last4, person.id_number)
    visitor = CasePerson(
        name=person.on_behalf_of or person.name,
        organisation=person.organisation,
        submitter=person.name if for_other else "",
        phone=person.phone,
        address=person.address,
        reference=person.reference,
    )
    return visitor, KnownId() if for_other else known


def receive_visit(
    tx: Tx,
    new: NewVisit,
    cases: Sequence[NewCase],
    officer: OfficerId,
    draft: str = "",
    took: int | None = None,
) -> Received:
    """Log the visit and receive its cases; committed together or not at all."""
    named = next((place for place, case in enumerate(cases) if case.person != CasePerson()), None)
    salt = None if named is None else tx.log.new_salt()
    # They are about the same person, and one salt takes less room on the line.
    before = None if salt is None else salt_before(salt)
    logged = log_visit(tx, new, officer, draft, took, before)
    (visit,) = logged.visits
    rules = counting(tx.connection) if cases else None
    received = tuple(
        receive_case(
            tx,
            case,
            officer,
            act=new.act,
            rules=rules,
            visit=visit,
            late=new.facts.late,
            salt=salt if place == named else None,
        )
        for place, case in enumerate(cases)
    )
    changes = msgspec.structs.replace(logged, cases=frozenset(case.id for case in received))
    return Received(changes, visit, received)


def receive_case(
    tx: Tx,
    case: NewCase,
    officer: OfficerId,
    *,
    act: Millis | None = None,
    rules: Counting | None = None,
    visit: str | None = None,
    late: LateCode | None = None,
    due: Millis | None = None,
    salt: bytes | None = None,
) -> ReceivedCase:
    """Write one case; its number, its due moment and its place in a book are allotted here.

    due: a moment that was promised elsewhere, kept in place of the one counted here; salt: of its
    person part, when the visit's follows from it.
    """
    received = act if act is not None else tx.now.wall
    rules = rules if rules is not None else counting(tx.connection)
    promised = due
    if promised is None and case.limit is not None and not case.at_once:
        promised = rules.due(received, case.limit)
    book_number = 0
    if case.book:
        year = day_of(received).year
        days = number_of(date(year, 1, 1)), number_of(date(year, 12, 31))
        book_number = rows.next_in_book(tx.connection, tx.desk.desk, tx.desk.epoch, case.book, days)
    facts = CaseReceived(
        number=rows.next_number(tx.connection, tx.desk.desk, tx.desk.epoch),
        procedure=case.procedure,
        version=case.version or None,
        visit=visit,
        channel=case.channel,
        applicant="organisation" if case.organisation else "person",
        by=case.by,
        time=case.limit.value if case.limit is not None else 0,
        unit=case.limit.unit if case.limit is not None else None,
        start=rules.policy.start,
        due=promised,
        calendar=rules.calendar.id,
        sets=case.sets,
        at_once=case.at_once,
        fee=case.fee,
        payment=case.payment,
        digitised=case.digitised,
        online_level=case.online_level,
        result_electronic=case.result_electronic,
        book=case.book,
        book_number=book_number,
        copies=case.copies,
        pages=case.pages,
        for_unit=case.for_unit,
        late=late,
    )
    person = None if case.person == CasePerson() else case.person
    op = tx.log.append(
        "case.received", facts, person=person, officer=officer, act=received, salt=salt
    )
    return ReceivedCase(
        str(op.header.id),
        facts.number,
        case.procedure,
        promised,
        case.at_once,
        case.book,
        book_number,
    )
