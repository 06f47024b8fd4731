"""A visit as typed, and as it may be logged: every check between the two."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import get_args

import msgspec

from desk_app.core.citizen_id import parse_citizen_id
from desk_app.core.clock import VN, Millis, from_local
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.matter import FollowUp, MatterForm
from desk_app.core.ops import Outcome, Purpose, VisitLogged, VisitPerson
from desk_app.core.payloads import Flag, LateCode
from desk_app.core.phone import parse_phone
from desk_app.core.problems import Problem
from desk_app.core.procedure import leading_code
from desk_app.core.text import clean

PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
FLAGS: tuple[Flag, ...] = get_args(Flag)
LATE_CODES: tuple[LateCode, ...] = get_args(LateCode)

NAME_LIMIT = 120
LINE_LIMIT = 200
NOTE_LIMIT = 2000
PROCEDURES_LIMIT = 20

# A visit typed later than this after it happened is a late entry and needs a reason.
LATE_AFTER = timedelta(hours=2)
# A clock a few minutes ahead is no mistake of the officer's.
_AHEAD = timedelta(minutes=5)
_OLDEST = datetime(2015, 1, 1, tzinfo=UTC)

# Agency, date and counter in most provinces (H55.242-250715-0003); new ones may look different.
_CASE_REFERENCE = re.compile(r"(?=.*\d)[0-9A-Z][0-9A-Z./_-]{3,39}\Z")
_WHEN = (
    re.compile(
        r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
        r"(?:[ T,]+(?P<hour>\d{1,2})[:hg](?P<minute>\d{2})(?::(?P<second>\d{2}))?)?\Z"
    ),
    re.compile(
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
        r"(?:[ T]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
        r"(?:\+07:?00)?)?\Z"
    ),
)

# The catalogue's answer to a code: the code as it is kept, or None for an unknown one.
FindProcedure = Callable[[str], str | None]


class VisitForm(msgspec.Struct, frozen=True, kw_only=True):
    """A visit exactly as typed or read: plain strings, nothing checked yet.

    at: civil time of the visit, "" for now; reference: the official mã hồ sơ, optional.
    on_behalf_of: whom the visitor came for, with the flag proxy; known_visit: an earlier visit of
    the same person, whose ID number counts when none is typed. cases: what was typed of the matters
    that open one; follows: earlier cases that this visit closes or feeds.
    """

    purpose: str = "service"
    name: str = ""
    citizen_id: str = ""
    phone: str = ""
    address: str = ""
    organisation: str = ""
    procedures: tuple[str, ...] = ()
    outcome: str = "accepted"
    flags: tuple[str, ...] = ()
    note: str = ""
    at: str = ""
    late_reason: str = ""
    late_note: str = ""
    reference: str = ""
    on_behalf_of: str = ""
    known_visit: str = ""
    cases: tuple[MatterForm, ...] = ()
    follows: tuple[FollowUp, ...] = ()


class KnownId(msgspec.Struct, frozen=True):
    """An ID number as an earlier visit holds it; id_number is empty where it is not kept."""

    id_key: str = ""
    id_hash: str = ""
    id_six: str = ""
    id_last4: str = ""
    id_number: str = ""


class NewVisit(msgspec.Struct, frozen=True):
    """A visit that may be logged as it is."""

    facts: VisitLogged
    person: VisitPerson | None
    act: Millis


def parse_when(text: str) -> datetime | Problem:
    """The civil time written as dd/MM/yyyy [HH:mm[:ss]] or as ISO; a day without time is 00:00."""
    written = clean(text)
    for pattern in _WHEN:
        found = pattern.match(written)
        if found is None:
            continue
        parts = {name: int(value) for name, value in found.groupdict(default="0").items()}
        try:
            return datetime(**parts, tzinfo=VN)
        except ValueError:
            return Problem("visit.no_such_time", "at", {"have": written})
    return Problem("visit.time_unreadable", "at", {"have": written})


def never(_code: str) -> bool:
    """No procedure needs the ID number in full."""
    return False


def check_visit(
    form: VisitForm,
    find_procedure: FindProcedure,
    now: Millis,
    hashed: KeyedHash,
    needs_full_id: Callable[[str], bool] = never,
    known: KnownId | None = None,
) -> NewVisit | tuple[Problem, ...]:
    """The visit to log, or everything a person must change first, field by field.

    Only a question needs no name; a visit with a service needs a name or an organisation and
    at least one procedure, unless it is help with submitting online. The whole ID number is kept
    only when a procedure needs it; known: the number of the earlier visit the form refers to.
    """
    problems: list[Problem] = []

    def take(value: str | Problem) -> str:
        if isinstance(value, Problem):
            problems.append(value)
            return ""
        return value

    if form.purpose not in PURPOSES:
        problems.append(Problem("visit.purpose", "purpose", {"have": clean(form.purpose)}))
    if form.outcome not in OUTCOMES:
        problems.append(Problem("visit.outcome", "outcome", {"have": clean(form.outcome)}))
    unknown_flags = [flag for flag in form.flags if flag not in FLAGS]
    if unknown_flags:
        problems.append(Problem("visit.flag", "flags", {"have": clean(unknown_flags[0])}))

    name = take(_line(form.name, "name", NAME_LIMIT))
    organisation = take(_line(form.organisation, "organisation", LINE_LIMIT))
    on_behalf_of = take(_line(form.on_behalf_of, "on_behalf_of", LINE_LIMIT))
    address = take(_line(form.address, "address", LINE_LIMIT))
    note = take(_line(form.note, "note", NOTE_LIMIT))
    late_note = take(_line(form.late_note, "late_note", LINE_LIMIT))
    phone = take(parse_phone(form.phone)) if form.phone.strip() else ""
    reference = take(parse_reference(form.reference))
    procedures = _procedures(form.procedures, find_procedure, problems)
    identity = _id_parts(form.citizen_id, hashed, problems)
    if known is not None and not form.citizen_id.strip():
        identity = known
    in_full = any(needs_full_id(code) for code in procedures)

    if form.purpose != "question":
        if not name and not organisation and not any(p.field == "name" for p in problems):
            problems.append(Problem("visit.name_missing", "name"))
        if form.purpose == "service" and not form.procedures:
            problems.append(Problem("visit.procedure_missing", "procedures"))
    act, late = _when(form, now, problems)
    if problems:
        return tuple(problems)

    person = VisitPerson(
        name=name,
        organisation=organisation,
        on_behalf_of=on_behalf_of if "proxy" in form.flags else "",
        phone=phone,
        address=address,
        id_key=identity.id_key,
        id_hash=identity.id_hash,
        id_six=identity.id_six,
        id_last4=identity.id_last4,
        id_number=identity.id_number if in_full else "",
        reference=reference,
        note=note,
        late_note=late_note,
    )
    facts = VisitLogged(
        purpose=form.purpose,  # type: ignore[arg-type]  # checked above
        procedures=procedures,
        outcome=form.outcome,  # type: ignore[arg-type]
        flags=tuple(flag for flag in FLAGS if flag in form.flags),
        applicant="organisation" if organisation else "person",
        late=late,
    )
    return NewVisit(facts, None if person == VisitPerson() else person, act)


def parse_reference(text: str) -> str | Problem:
    """The official mã hồ sơ as it is kept, upper case; loosely checked and never invented."""
    written = clean(text).upper().replace(" ", "")
    if written and _CASE_REFERENCE.match(written) is None:
        return Problem("visit.reference", "reference", {"have": written})
    return written


def _line(text: str, field: str, limit: int) -> str | Problem:
    kept = clean(text)
    if len(kept) > limit:
        values = {"have": str(len(kept)), "limit": str(limit)}
        return Problem("visit.too_long", field, values)
    return kept


def _procedures(
    texts: tuple[str, ...], find: FindProcedure, problems: list[Problem]
) -> tuple[str, ...]:
    codes: dict[str, None] = {}
    for text in texts:
        code = find(leading_code(text) or clean(text))
        if code is None:
            problems.append(Problem("visit.procedure", "procedures", {"have": clean(text)}))
        else:
            codes[code] = None
    if len(codes) > PROCEDURES_LIMIT:
        values = {"have": str(len(codes)), "limit": str(PROCEDURES_LIMIT)}
        problems.append(Problem("visit.procedures_many", "procedures", values))
    return tuple(codes)


def _id_parts(text: str, hashed: KeyedHash, problems: list[Problem]) -> KnownId:
    if not text.strip():
        return KnownId()
    number = parse_citizen_id(text)
    if isinstance(number, Problem):
        problems.append(number)
        return KnownId()
    return KnownId(
        hashed.key_id,
        hashed("citizen id", number.number),
        hashed("last six", number.last6),
        number.last4,
        number.number,
    )


def _when(form: VisitForm, now: Millis, problems: list[Problem]) -> tuple[Millis, LateCode | None]:
    if form.late_reason and form.late_reason not in LATE_CODES:
        problems.append(Problem("visit.late_reason", "late_reason", {"have": form.late_reason}))
        return now, None
    if not form.at.strip():
        if form.late_reason:
            problems.append(Problem("visit.late_without_time", "at"))
        return now, None
    when = parse_when(form.at)
    if isinstance(when, Problem):
        problems.append(when)
        return now, None
    act = from_local(when)
    if act > now + _AHEAD // timedelta(milliseconds=1):
        problems.append(Problem("visit.in_future", "at", {"have": clean(form.at)}))
    elif act < _OLDEST.timestamp() * 1000:
        problems.append(Problem("visit.too_old", "at", {"have": clean(form.at)}))
    elif now - act > LATE_AFTER // timedelta(milliseconds=1) and not form.late_reason:
        problems.append(Problem("visit.late_reason_missing", "late_reason"))
    late: LateCode | None = form.late_reason or None
    return act, late
