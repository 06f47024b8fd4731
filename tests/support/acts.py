"""What a desk does in a made-up history: one function an act, drawn from a source of chance."""

from __future__ import annotations

import random
from collections.abc import Callable

from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId
from desk_app.core.ops import (
    AssessmentClaimed,
    ImportCancelled,
    ImportCompleted,
    ImportStarted,
    OfficerAdded,
    OfficerChanged,
    OfficerName,
    PaperPrinted,
    PersonErased,
    PersonUnmasked,
    RatingGiven,
    RatingNotGiven,
    Reason,
    SourceFile,
    VisitCorrected,
    VisitLogged,
    VisitPerson,
    VisitPersonCorrected,
    VisitRestored,
    VisitVoided,
)
from desk_app.store import op_rows
from tests.support.desks import START
from tests.support.sim_desk import SimDesk

NAMES = ("Nguyễn Văn An", "Lê Thị Hoà", "Đỗ Quý", "Trần Bình", "")
NOTES = ("", "gấp", "hẹn mai")
_OUTCOMES = ("accepted", "done", "refused", "returned", "supplement")
_PURPOSES = ("service", "question", "online_help")
_OFFICERS = (OfficerId("0FF1C1"), OfficerId("0FF1C2"))
DAY = 86_400_000

Act = Callable[[SimDesk, random.Random], None]


def _officer(rnd: random.Random) -> OfficerId:
    return rnd.choice(_OFFICERS)


def log_visit(desk: SimDesk, rnd: random.Random) -> None:
    batches = desk.subjects("import.started")
    desk.log.append(
        "visit.logged",
        VisitLogged(
            purpose=rnd.choice(_PURPOSES),  # type: ignore[arg-type]
            procedures=("2.000815",),
            outcome=rnd.choice(_OUTCOMES),  # type: ignore[arg-type]
            batch=rnd.choice(batches) if batches and rnd.random() < 0.5 else None,
        ),
        person=VisitPerson(
            name=rnd.choice(NAMES),
            phone="0912345678",
            id_six="a" * 32,
            reference="H55-250715-0003",
            on_behalf_of=rnd.choice(NAMES),
            id_number="024190001234",
        )
        if rnd.random() < 0.8
        else None,
        officer=_officer(rnd),
        act=Millis(START + rnd.randint(0, 2) * DAY),
    )


def _correct(desk: SimDesk, rnd: random.Random) -> None:
    facts: dict[str, object] = {}
    person: dict[str, object] = {}
    if rnd.random() < 0.6:
        facts["outcome"] = rnd.choice(_OUTCOMES)
    if rnd.random() < 0.3:
        facts["purpose"] = rnd.choice(_PURPOSES)
    if rnd.random() < 0.3:
        facts["act"] = START + rnd.randint(0, 2) * DAY
    if rnd.random() < 0.6:
        person["name"] = rnd.choice(NAMES)
    if rnd.random() < 0.3:
        person["note"] = rnd.choice(NOTES)
    desk.log.append(
        "visit.corrected",
        VisitCorrected(**facts),  # type: ignore[arg-type]
        person=VisitPersonCorrected(reason="nhầm", **person),  # type: ignore[arg-type]
        officer=_officer(rnd),
        subject=rnd.choice(desk.subjects("visit.logged")),
    )


def _void(desk: SimDesk, rnd: random.Random) -> None:
    desk.log.append(
        "visit.voided",
        VisitVoided(),
        person=Reason(reason="trùng"),
        officer=_officer(rnd),
        subject=rnd.choice(desk.subjects("visit.logged")),
    )


def _restore(desk: SimDesk, rnd: random.Random) -> None:
    desk.log.append(
        "visit.restored",
        VisitRestored(),
        person=Reason(reason="hoàn tác"),
        officer=_officer(rnd),
        subject=rnd.choice(desk.subjects("visit.logged")),
    )


def _unmask(desk: SimDesk, rnd: random.Random) -> None:
    desk.log.append(
        "person.unmasked",
        PersonUnmasked(),
        officer=_officer(rnd),
        subject=rnd.choice(desk.subjects("visit.logged")),
    )


def _rate(desk: SimDesk, rnd: random.Random) -> None:
    subject = rnd.choice(desk.subjects("visit.logged"))
    act = Millis(START + rnd.randint(0, 2) * DAY)
    if rnd.random() < 0.6:
        answer = RatingGiven(answer=rnd.randint(1, 5), tags=rnd.choice(((), ("other",))))
        desk.log.append("rating.given", answer, officer=_officer(rnd), subject=subject, act=act)
    else:
        silence = RatingNotGiven(outcome=rnd.choice(("declined", "timed_out", "not_offered")))
        desk.log.append("rating.not_given", silence, officer=_officer(rnd), subject=subject)


def _claim(desk: SimDesk, rnd: random.Random) -> None:
    desk.log.append(
        "assessment.claimed",
        AssessmentClaimed(
            criteria="bacgiang_2023",
            criterion=rnd.choice(("1.1", "5.7")),
            points=rnd.choice(("1.5", "2", None)),
        ),
        person=Reason(reason=rnd.choice(NOTES)),
        officer=_officer(rnd),
        subject="assessment:2026",
    )


def start_import(desk: SimDesk, rnd: random.Random) -> None:
    desk.log.append(
        "import.started",
        ImportStarted(rows=rnd.randint(0, 3)),
        person=SourceFile(file="so lieu.xlsx"),
        officer=_officer(rnd),
    )


def _end_import(desk: SimDesk, rnd: random.Random) -> None:
    batches = desk.subjects("import.started")
    if not batches:
        start_import(desk, rnd)
        return
    done = rnd.random() < 0.6
    desk.log.append(
        "import.completed" if done else "import.cancelled",
        ImportCompleted(rows=1) if done else ImportCancelled(),
        officer=_officer(rnd),
        subject=rnd.choice(batches),
    )


def add_officer(desk: SimDesk, rnd: random.Random) -> None:
    desk.log.append(
        "officer.added",
        OfficerAdded(role="officer"),
        person=OfficerName(name=rnd.choice(NAMES[:4])),
        officer=_officer(rnd),
        subject="officer:0FF1C1",
    )


def _change_officer(desk: SimDesk, rnd: random.Random) -> None:
    if not desk.subjects("officer.added"):
        add_officer(desk, rnd)
        return
    facts: dict[str, object] = {}
    if rnd.random() < 0.6:
        facts["role"] = rnd.choice(("officer", "clerk", "chair"))
    if rnd.random() < 0.4:
        facts["active"] = rnd.random() < 0.5
    desk.log.append(
        "officer.changed",
        OfficerChanged(**facts),  # type: ignore[arg-type]
        person=OfficerName(name=rnd.choice(NAMES[:4])) if rnd.random() < 0.5 else None,
        officer=_officer(rnd),
        subject="officer:0FF1C1",
    )


def _print(desk: SimDesk, rnd: random.Random) -> None:
    desk.log.append(
        "paper.printed",
        PaperPrinted(paper="self_assessment", number=desk.next_number(), copy=1, check="ABCD-0123"),
        officer=_officer(rnd),
        subject="paper:self_assessment:2026",
    )


def _erase(desk: SimDesk, rnd: random.Random) -> None:
    subject = rnd.choice(desk.subjects("visit.logged"))
    ops = [op for op in op_rows.of_subject(desk.connection, subject) if op.person is not None]
    if ops:
        desk.log.append(
            "person.erased",
            PersonErased(ops=tuple(str(op.header.id) for op in ops), basis="request"),
            person=Reason(reason="yêu cầu"),
            officer=_officer(rnd),
        )


# What desks do, as often as it stands here; most about visits, where the conflicts are.
ACTS: tuple[Act, ...] = (
    _correct,
    _correct,
    _correct,
    _correct,
    _rate,
    _rate,
    _void,
    _restore,
    _unmask,
    log_visit,
    _claim,
    _claim,
    _erase,
    _end_import,
    _change_officer,
    _print,
)
