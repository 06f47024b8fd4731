"""What officers do at a light desk: new visits, and changes to what any desk of theirs knows."""

from __future__ import annotations

import random
from collections.abc import Callable

from desk_app.core import case_ops
from desk_app.core.clock import Instant
from desk_app.core.ids import OfficerId
from desk_app.core.numbers import number_prefix
from desk_app.core.ops import (
    AssessmentClaimed,
    OfficerAdded,
    OfficerChanged,
    OfficerName,
    Op,
    PersonErased,
    RatingGiven,
    Reason,
    VisitCorrected,
    VisitLogged,
    VisitPerson,
    VisitPersonCorrected,
    VisitRestored,
    VisitVoided,
)
from tests.support.simulation.light_desk import LightDesk, newer_version, unknown_kind

Act = Callable[[LightDesk, Instant, random.Random], Op]
_NAMES = ("Nguyễn Văn An", "Lê Thị Hoà", "Đỗ Quý", "Trần Bình")
_OUTCOMES = ("accepted", "done", "refused", "returned", "supplement")
_OFFICERS = (OfficerId("0FF1C1"), OfficerId("0FF1C2"))


def log_visit(desk: LightDesk, now: Instant, rnd: random.Random) -> Op:
    """Somebody came."""
    person = VisitPerson(name=rnd.choice(_NAMES), phone="0912345678", note=str(rnd.random()))
    facts = VisitLogged(procedures=("2.000815",), outcome=rnd.choice(_OUTCOMES))  # type: ignore[arg-type]
    officer = rnd.choice(_OFFICERS)
    return desk.write(now, "visit.logged", facts, person if rnd.random() < 0.8 else None,
                      officer=officer)  # fmt: skip


def receive_case(desk: LightDesk, now: Instant, rnd: random.Random) -> Op:
    """Somebody brought a case."""
    disk = desk.disk
    number = f"{number_prefix(desk.id, disk.epoch)}{len(disk.own[disk.epoch]) + 1:06}"
    facts = case_ops.CaseReceived(
        number=number, procedure="1.004884", version="v0123456789ab", time=3, unit="working_days",
        due=now.wall + 3 * 86_400_000, calendar="vn-2026.11",
    )  # fmt: skip
    return desk.write(now, "case.received", facts, case_ops.CasePerson(name=rnd.choice(_NAMES)))


def change(desk: LightDesk, now: Instant, rnd: random.Random, subject: str | None = None) -> Op:
    """Change something that is known here: a given subject, or any."""
    known = list(desk.disk.begun.get("visit.logged", ()))
    cases = desk.disk.begun.get("case.received", ())
    if subject is None and rnd.random() < 0.2:
        return _shared(desk, now, rnd)
    if subject is None and cases and rnd.random() < 0.3:
        subject = rnd.choice(cases)
    if subject is None:
        if not known:
            return log_visit(desk, now, rnd)
        subject = rnd.choice(known)
    if subject in cases:
        return _step(desk, now, rnd, subject)
    return _change_visit(desk, now, rnd, subject)


def _change_visit(desk: LightDesk, now: Instant, rnd: random.Random, subject: str) -> Op:
    officer = rnd.choice(_OFFICERS)
    draw = rnd.random()
    if draw < 0.6:
        facts = VisitCorrected(outcome=rnd.choice(_OUTCOMES))  # type: ignore[arg-type]
        person = VisitPersonCorrected(reason="nhầm", name=rnd.choice(_NAMES))
        return desk.write(now, "visit.corrected", facts, person, subject, officer)
    if draw < 0.75:
        answer = RatingGiven(answer=rnd.randint(1, 5))
        return desk.write(now, "rating.given", answer, None, subject, officer)
    if draw < 0.9:
        return desk.write(now, "visit.voided", VisitVoided(), Reason("trùng"), subject, officer)
    return desk.write(now, "visit.restored", VisitRestored(), Reason("hoàn tác"), subject, officer)


def _step(desk: LightDesk, now: Instant, rnd: random.Random, case: str) -> Op:
    steps = (
        ("case.ready", case_ops.CaseReady(electronic=True)),
        ("case.handed_over", case_ops.CaseHandedOver()),
        ("case.paid", case_ops.CasePaid(amount=rnd.choice((5000, 8000)), payment="cash")),
        ("case.withdrawn", case_ops.CaseStep()),
        ("case.extended", case_ops.CaseExtended(due=now.wall + 9 * 86_400_000)),
    )
    kind, facts = rnd.choice(steps)
    return desk.write(now, kind, facts, None, case)


def _shared(desk: LightDesk, now: Instant, rnd: random.Random) -> Op:
    """What is the commune's and no visit's: points and officers."""
    if rnd.random() < 0.5:
        claim = AssessmentClaimed(
            criteria="bacgiang_2023", criterion="1.1", points=rnd.choice(("1.5", "2", None))
        )
        return desk.write(now, "assessment.claimed", claim, Reason("đủ"), "assessment:2026")
    name = OfficerName(name=rnd.choice(_NAMES))
    if "officer:0FF1C1" not in desk.disk.subjects:
        added = OfficerAdded(role="officer")
        return desk.write(now, "officer.added", added, name, "officer:0FF1C1")
    changed = OfficerChanged(role=rnd.choice(("officer", "clerk", "chair")))
    return desk.write(now, "officer.changed", changed, name, "officer:0FF1C1")


def erase(desk: LightDesk, now: Instant, rnd: random.Random) -> Op | None:
    """Erase the persons of a visit; None when there is none."""
    known = desk.disk.begun.get("visit.logged", ())
    subjects = [one for one in known if one not in desk.disk.erased]
    if not subjects:
        return None
    subject = rnd.choice(subjects)
    ops = [desk.disk.ops[one] for one in desk.disk.subjects[subject]]
    named = tuple(str(op.header.id) for op in ops if op.person is not None) or (subject,)
    facts = PersonErased(ops=named, basis="request")
    return desk.write(now, "person.erased", facts, Reason("yêu cầu"))


def from_the_future(desk: LightDesk, now: Instant, rnd: random.Random) -> Op:
    """What a newer program writes."""
    known = desk.disk.begun.get("visit.logged", ())
    if known and rnd.random() < 0.7:
        subject = rnd.choice(known)
        if rnd.random() < 0.5:
            return newer_version(desk, now, subject)
        return unknown_kind(desk, now, subject)
    return unknown_kind(desk, now, None)
