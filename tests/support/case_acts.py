"""What a desk does with cases in a made-up history, legal or not, as other desks may see it."""

from __future__ import annotations

import random

from desk_app.core import case_ops
from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId, SubjectId
from desk_app.core.numbers import number_prefix
from desk_app.core.ops import Reason
from desk_app.core.payloads import Facts, Person
from desk_app.store import cases
from tests.support.desks import START
from tests.support.sim_desk import SimDesk

_DAY = 86_400_000
_OFFICERS = (OfficerId("0FF1C1"), OfficerId("0FF1C2"))
_NAMES = ("Nguyễn Văn An", "Lê Thị Hoà", "Đỗ Quý")
_DAYS = range(20_740, 20_760)  # in October 2026


def receive_case(desk: SimDesk, rnd: random.Random) -> None:
    """A case comes in, sometimes in a visit, sometimes with an import, sometimes given at once."""
    visits, batches = desk.subjects("visit.logged"), desk.subjects("import.started")
    act = START + rnd.randint(0, 2) * _DAY
    assert number_prefix(desk.id, 0)
    desk.log.append(
        "case.received",
        case_ops.CaseReceived(
            number=cases.next_number(desk.connection, desk.id, 0),
            procedure=rnd.choice(("1.004884", "2.000815")),
            version="v0123456789ab",
            visit=rnd.choice(visits) if visits and rnd.random() < 0.7 else None,
            time=3,
            unit="working_days",
            due=act + 3 * _DAY,
            calendar="vn-2026.11",
            at_once=rnd.random() < 0.2,
            fee=rnd.choice((0, 8000)),
            payment=rnd.choice(("", "cash", "free")),
            book=rnd.choice(("", "certified_copy")),
            book_number=1,
            batch=rnd.choice(batches) if batches and rnd.random() < 0.3 else None,
        ),
        person=case_ops.CasePerson(
            name=rnd.choice(_NAMES),
            phone="0912345678",
            id_six="b" * 32,
            reference="H55-250715-0007",
            papers=(case_ops.Enclosed(name="Tờ khai", originals=1),),
        )
        if rnd.random() < 0.9
        else None,
        officer=rnd.choice(_OFFICERS),
        act=Millis(act),
    )


def _step(rnd: random.Random, visits: list[str]) -> tuple[str, Facts, Person | None]:
    visit = rnd.choice(visits) if visits and rnd.random() < 0.4 else None
    text = case_ops.StepText(reason="thiếu giấy tờ", items=("Giấy chứng sinh",), who="Lê Thị Hoà")
    due = START + rnd.randint(2, 9) * _DAY
    steps: tuple[tuple[str, Facts], ...] = (
        ("case.checked", case_ops.CaseStep(visit=visit)),
        ("case.supplement_requested", case_ops.SupplementRequested(visit=visit, clock="pause")),
        ("case.supplemented", case_ops.Supplemented(visit=visit, due=due)),
        ("case.refused", case_ops.CaseStep(visit=visit)),
        ("case.transferred", case_ops.CaseTransferred(visit=visit, to="specialist")),
        ("case.returned", case_ops.CaseStep(visit=visit)),
        ("case.extended", case_ops.CaseExtended(visit=visit, due=due)),
        ("case.stopped", case_ops.CaseStopped(visit=visit)),
        ("case.withdrawn", case_ops.CaseStep(visit=visit)),
        ("case.ready", case_ops.CaseReady(visit=visit, electronic=True)),
        ("case.handed_over", case_ops.CaseHandedOver(visit=visit)),
        ("case.archived", case_ops.CaseStep(visit=visit)),
        ("case.paid", case_ops.CasePaid(visit=visit, amount=5000, payment="cash")),
    )
    kind, facts = rnd.choice(steps)
    return kind, facts, text if rnd.random() < 0.6 else None


def take_step(desk: SimDesk, rnd: random.Random) -> None:
    """Any step after any other: two desks that do not know of each other do just that."""
    known = desk.subjects("case.received")
    if not known:
        receive_case(desk, rnd)
        known = desk.subjects("case.received")
    for _ in range(rnd.randint(1, 3)):
        kind, facts, text = _step(rnd, desk.subjects("visit.logged"))
        desk.log.append(
            kind,
            facts,
            person=text,
            officer=rnd.choice(_OFFICERS),
            subject=rnd.choice(known),
            act=Millis(START + rnd.randint(0, 6) * _DAY),
        )


def change_case(desk: SimDesk, rnd: random.Random) -> None:
    """Correct, void or restore a case, or take one of its steps back."""
    known = desk.subjects("case.received")
    if not known:
        return receive_case(desk, rnd)
    case = rnd.choice(known)
    steps = [step.op for step in cases.steps(desk.connection, case)]
    changes: list[tuple[str, Facts, Person | None]] = [
        (
            "case.corrected",
            case_ops.CaseCorrected(fee=rnd.choice((0, 3000)), due=START + 4 * _DAY),
            case_ops.CasePersonCorrected(reason="nhầm", name=rnd.choice(_NAMES)),
        ),
        ("case.voided", case_ops.CaseVoided(), Reason(reason="trùng")),
        ("case.restored", case_ops.CaseRestored(), Reason(reason="hoàn tác")),
    ]
    if steps:
        back = case_ops.StepTakenBack(step=rnd.choice(steps))
        changes += [("case.step_taken_back", back, None)] * 2
    kind, facts, person = rnd.choice(changes)
    desk.log.append(
        kind, facts, person=person, officer=rnd.choice(_OFFICERS), subject=SubjectId(case)
    )
    return None


def attach_evidence(desk: SimDesk, rnd: random.Random) -> None:
    """Put a file to a case, or take one away again."""
    attached, known = desk.subjects("evidence.attached"), desk.subjects("case.received")
    if attached and rnd.random() < 0.3:
        desk.log.append(
            "evidence.removed",
            case_ops.EvidenceRemoved(),
            person=Reason(reason="nhầm tệp"),
            officer=rnd.choice(_OFFICERS),
            subject=rnd.choice(attached),
        )
    elif known:
        desk.log.append(
            "evidence.attached",
            case_ops.EvidenceAttached(
                case=rnd.choice(known), sha256="c" * 64, size=1200, media="jpeg"
            ),
            person=case_ops.EvidenceName(file="to-khai.jpg", title="Tờ khai"),
            officer=rnd.choice(_OFFICERS),
        )
    else:
        receive_case(desk, rnd)


def take_in_data(desk: SimDesk, rnd: random.Random) -> None:
    """A catalogue, a calendar or the count of a month comes in."""
    days = tuple(
        case_ops.DayChanges(day, rnd.randint(1, 9)) for day in sorted(rnd.sample(_DAYS, 2))
    )
    kinds: tuple[tuple[str, str, Facts, Person | None], ...] = (
        (
            "catalogue.imported",
            "catalogue",
            case_ops.CatalogueImported(digest="d" * 64, new=2, days=days),
            None,
        ),
        (
            "calendar.imported",
            "calendar",
            case_ops.CalendarImported(calendar="vn-2026.11", digest="e" * 64),
            None,
        ),
        (
            "coverage.counted",
            "coverage:2026-10",
            case_ops.CoverageCounted(month="2026-10", theirs=rnd.randint(8, 12), ours=8),
            case_ops.AbsentCases(references=("H55-250715-0009",)),
        ),
    )
    kind, subject, facts, person = rnd.choice(kinds)
    desk.log.append(kind, facts, person=person, officer=rnd.choice(_OFFICERS), subject=subject)


CASE_ACTS = (receive_case, take_step, take_step, change_case, attach_evidence, take_in_data)
