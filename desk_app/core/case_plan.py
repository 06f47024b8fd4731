"""What is written for cases that only the province has: their visits, the cases, their steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from desk_app.core.case_ops import (
    CaseHandedOver,
    CasePerson,
    CaseReady,
    CaseReceived,
    CaseStep,
    CaseStopped,
    ClockPolicy,
    HandOver,
    StepText,
    Supplemented,
    SupplementRequested,
)
from desk_app.core.case_path import path
from desk_app.core.citizen_id import parse_citizen_id
from desk_app.core.clock import Millis, day_number
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.ops import VisitLogged, VisitPerson
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure, TimeLimit
from desk_app.core.text import fold
from desk_app.core.their_case import NO_PROCEDURE, TheirCase
from desk_app.core.visit import PROCEDURES_LIMIT, KnownId
from desk_app.core.workdays import moment_of

# Kept with what an import writes; both are data of the log, so in the language of the office.
THEIR_DATA = "theo dữ liệu tỉnh"
NO_END_DATE = "Tỉnh không ghi ngày; lấy ngày hẹn trả."
UNDATED = "Tỉnh không ghi ngày xong; tạm lấy ngày hẹn trả, không tính đúng hạn hay quá hạn."
_ENDS = frozenset(
    ("case.ready", "case.handed_over", "case.refused", "case.stopped", "case.withdrawn")
)
# Somebody who hands in several cases within this time came once.
_ONE_VISIT = 90 * 60_000


class PlannedStep(msgspec.Struct, frozen=True):
    """A step to write."""

    kind: str
    facts: CaseStep
    person: StepText | None
    act: Millis


class PlannedCase(msgspec.Struct, frozen=True):
    """A case to write; its number, its visit and its import are put in when it is written."""

    theirs: TheirCase
    facts: CaseReceived
    person: CasePerson | None
    act: Millis
    steps: tuple[PlannedStep, ...]

    @property
    def undated(self) -> bool:
        """Whether nobody told when it ended, so that it counts neither as on time nor as late."""
        return any(step.facts.undated for step in self.steps)


class PlannedVisit(msgspec.Struct, frozen=True):
    """A visit with the cases it opens. existing: an id that is here already; facts is None where
    nobody came: handed in online or by post."""

    cases: tuple[PlannedCase, ...]
    existing: str = ""
    facts: VisitLogged | None = None
    person: VisitPerson | None = None
    act: Millis = Millis(0)


class KnownVisit(msgspec.Struct, frozen=True):
    """What of a visit is looked at to tell whose cases it opened."""

    id: str
    day: int
    name: str
    organisation: str
    reference: str
    procedures: frozenset[str]


class PlanRules(msgspec.Struct, frozen=True):
    """What planning needs of the desk.

    find: the procedure of a code on a day; due: when a limit that began then ends; clock: what
    waiting does; closing: the minute at which the office closes; digest: a row's keyed hash.
    """

    find: Callable[[str, Millis], Procedure | None]
    due: Callable[[Millis, TimeLimit], Millis | None]
    clock: Callable[[str, Millis], ClockPolicy]
    hashed: KeyedHash
    digest: Callable[[TheirCase], str]
    closing: int
    calendar: str
    now: Millis


def plan(
    new: Sequence[TheirCase], visits: Iterable[KnownVisit], rules: PlanRules
) -> tuple[PlannedVisit, ...]:
    """Every case with its visit: one that is here already, a new one, or none."""
    by_reference: dict[str, str] = {}
    by_person: dict[tuple[str, int], list[KnownVisit]] = {}
    for visit in visits:
        if visit.reference:
            by_reference[visit.reference] = visit.id
        who = fold(visit.organisation or visit.name)
        if who:
            by_person.setdefault((who, visit.day), []).append(visit)
    grouped: dict[tuple[str, int, str], list[list[PlannedCase]]] = {}
    planned: list[PlannedVisit] = []
    for theirs in sorted(new, key=lambda case: (case.received or 0, case.row)):
        case = planned_case(theirs, rules)
        known = _known_visit(theirs, case, by_reference, by_person)
        if known or theirs.channel in ("online", "post"):
            planned.append(PlannedVisit((case,), known))
            continue
        key = (fold(theirs.submitter or theirs.whose), day_number(case.act), theirs.phone)
        groups = grouped.setdefault(key, [])
        if groups and key[0] and case.act - groups[-1][0].act <= _ONE_VISIT:
            groups[-1].append(case)
        else:
            groups.append([case])
    for groups in grouped.values():
        planned.extend(_visit(tuple(group), rules) for group in groups)
    planned.sort(key=lambda visit: visit.cases[0].act)
    return tuple(planned)


def _known_visit(
    theirs: TheirCase,
    case: PlannedCase,
    by_reference: dict[str, str],
    by_person: dict[tuple[str, int], list[KnownVisit]],
) -> str:
    if theirs.reference in by_reference:
        return by_reference[theirs.reference]
    day = day_number(case.act)
    for who in dict.fromkeys((theirs.submitter, theirs.whose)):
        for visit in by_person.get((fold(who), day), ()) if who else ():
            if theirs.procedure in visit.procedures or theirs.procedure == NO_PROCEDURE:
                return visit.id
    return ""


def planned_case(theirs: TheirCase, rules: PlanRules) -> PlannedCase:
    """The case as it is written, with the steps that lead to where the province says it stands."""
    assert theirs.received is not None
    received = theirs.received
    procedure = rules.find(theirs.procedure, received)
    due = due_of(theirs, rules.closing)
    # On the day itself it cannot have ended on a later one, whatever date is missing.
    handed = theirs.handed or theirs.ended or rules.now
    same_day = day_number(handed) == day_number(received) and theirs.overdue is not True
    at_once = (
        theirs.status == "handed_over"
        and procedure is not None
        and procedure.at_once
        and same_day
        and theirs.channel != "online"
    )
    limit = _limit(theirs, procedure, due, rules)
    known = theirs.channel or "desk"
    facts = CaseReceived(
        number="0000-A-000000",  # put in when it is written
        procedure=theirs.procedure,
        version=procedure.version if procedure is not None else None,
        channel=known,
        applicant="organisation" if theirs.organisation else "person",
        by="on_behalf" if theirs.submitter else "self",
        time=limit.value if limit is not None else 0,
        unit=limit.unit if limit is not None else None,
        due=None if at_once else due,
        calendar=rules.calendar,
        at_once=at_once,
        fee=theirs.fee or 0,
        online_level=procedure.online if procedure is not None and known == "online" else "",
        row=rules.digest(theirs),
    )
    steps = () if at_once else _steps(theirs, due, rules)
    person = case_person(theirs, rules.hashed, keep=procedure is not None and procedure.full_id)
    return PlannedCase(theirs, facts, person, received, steps)


def due_of(theirs: TheirCase, closing: int) -> Millis | None:
    """Their promise as a moment: a day alone ends when the office closes."""
    if theirs.due is None or theirs.due_timed:
        return theirs.due
    return moment_of(day_number(theirs.due), closing)


def case_person(theirs: TheirCase, hashed: KeyedHash, *, keep: bool) -> CasePerson | None:
    """Whose case it is; keep: whether the procedure needs the whole ID number."""
    identity = _identity(theirs.citizen_id, hashed)
    content = theirs.content
    if theirs.procedure == NO_PROCEDURE or not content:
        content = theirs.procedure_text if theirs.match == "none" else content
    person = CasePerson(
        name=theirs.name,
        organisation=theirs.organisation,
        submitter=theirs.submitter,
        phone=theirs.phone,
        email=theirs.email,
        address=theirs.address,
        id_key=identity.id_key,
        id_hash=identity.id_hash,
        id_six=identity.id_six,
        id_last4=identity.id_last4,
        id_number=identity.id_number if keep else "",
        reference=theirs.reference,
        content=content,
        note=theirs.note,
    )
    return None if person == CasePerson() else person


def _identity(text: str, hashed: KeyedHash) -> KnownId:
    number = parse_citizen_id(text) if text else None
    if number is None or isinstance(number, Problem):
        return KnownId()
    return KnownId(
        hashed.key_id,
        hashed("citizen id", number.number),
        hashed("last six", number.last6),
        number.last4,
        number.number,
    )


def _limit(
    theirs: TheirCase, procedure: Procedure | None, due: Millis | None, rules: PlanRules
) -> TimeLimit | None:
    """The time of the procedure that explains their promise; its first where none does."""
    if procedure is None or not procedure.limits or theirs.received is None:
        return None
    limits = procedure.limits_for(theirs.channel or "desk") or procedure.limits
    if due is not None:
        for limit in limits:
            own = rules.due(theirs.received, limit)
            if own is not None and day_number(own) == day_number(due):
                return limit
    return limits[0]


def end_of(theirs: TheirCase, due: Millis | None, now: Millis) -> tuple[Millis, str]:
    """When the case ended, and what to say where they wrote no date.

    Whether it ended before the due moment cannot be known then: their own word about it decides;
    without one their promise stands for the end, which then counts as undated.
    """
    received = theirs.received or now
    told = theirs.ended or theirs.handed
    if told is not None:
        return Millis(max(told, received)), ""
    if due is not None and due < now and theirs.overdue is not True:
        return Millis(max(due, received)), UNDATED if theirs.overdue is None else NO_END_DATE
    return Millis(max(now, received)), ""


def _steps(theirs: TheirCase, due: Millis | None, rules: PlanRules) -> tuple[PlannedStep, ...]:
    kinds = path("received", theirs.status) or ()
    return planned_steps(theirs, kinds, due, rules.clock, rules.now)


def planned_steps(
    theirs: TheirCase,
    kinds: Sequence[str],
    due: Millis | None,
    clock: Callable[[str, Millis], ClockPolicy],
    now: Millis,
) -> tuple[PlannedStep, ...]:
    """These steps with their times, as far as the province told them."""
    received = theirs.received or now
    ended, note = end_of(theirs, due, now)
    steps: list[PlannedStep] = []
    for kind in kinds:
        act = ended
        facts = CaseStep()
        if kind == "case.supplement_requested":
            act = Millis(max(now, received))
            facts = SupplementRequested(clock=clock(theirs.procedure, act))
        elif kind == "case.supplemented":
            act = Millis(min(now, ended)) if theirs.status != "open" else now
            facts = Supplemented(due=due)
        elif kind == "case.stopped":
            facts = CaseStopped()
        elif kind == "case.ready":
            facts = CaseReady()
        elif kind == "case.handed_over":
            act = Millis(max(theirs.handed or ended, ended))
            facts = CaseHandedOver(how=_how(theirs))
        if kind in _ENDS and note == UNDATED:
            facts = msgspec.structs.replace(facts, undated=True)
        last = kind == kinds[-1]
        text = StepText(reason=THEIR_DATA, note=note if last and act == ended else "")
        steps.append(PlannedStep(kind, facts, text, act))
    return tuple(steps)


def _how(theirs: TheirCase) -> HandOver:
    return "online" if theirs.channel == "online" else "person"


def _visit(cases: tuple[PlannedCase, ...], rules: PlanRules) -> PlannedVisit:
    first = cases[0].theirs
    codes = dict.fromkeys(
        case.theirs.procedure for case in cases if case.theirs.procedure != NO_PROCEDURE
    )
    proxy = bool(first.submitter)
    identity = KnownId() if proxy else _identity(first.citizen_id, rules.hashed)
    person = VisitPerson(
        name=first.submitter or first.name,
        organisation=first.organisation,
        on_behalf_of=first.whose if proxy else "",
        phone=first.phone,
        address=first.address,
        id_key=identity.id_key,
        id_hash=identity.id_hash,
        id_six=identity.id_six,
        id_last4=identity.id_last4,
        reference=first.reference,
    )
    facts = VisitLogged(
        purpose="service",
        procedures=tuple(codes)[:PROCEDURES_LIMIT],
        outcome="done" if all(case.facts.at_once for case in cases) else "accepted",
        flags=("proxy",) if proxy else (),
        applicant="organisation" if first.organisation else "person",
        row=rules.digest(first),
    )
    nobody = person == VisitPerson()
    return PlannedVisit(cases, "", facts, None if nobody else person, cases[0].act)
