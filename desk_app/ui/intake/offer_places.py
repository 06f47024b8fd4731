"""What the person in hand may fetch or bring, as places of the strip."""

from __future__ import annotations

from desk_app.core.case_view import CaseView
from desk_app.ui.intake.matter_words import OFFERS, short_number
from desk_app.ui.intake.person_cases import follow_up
from desk_app.ui.intake.places import Place
from desk_app.ui.intake.visit_in_hand import VisitInHand
from desk_app.ui.stage import Say


def case_place(case: CaseView, visit: VisitInHand, say: Say) -> Place:
    """A case whose number was typed: what this visit may do to it, else that it is opened."""
    offered = () if visit.purpose == "question" else offer_places((case,), visit, say)
    if offered:
        return offered[0]
    text = say("Mở hồ sơ {number}", number=short_number(case.number))
    whole = f"{text} · {visit.name_of(case.procedure)}"
    return Place(whole, "", whole, case=case.id)


def offer_places(cases: tuple[CaseView, ...], visit: VisitInHand, say: Say) -> tuple[Place, ...]:
    """A place for each case that is not in the visit yet; no name stands there."""
    taken = {one.case for one in visit.cases.follows}
    found: list[Place] = []
    for case in cases:
        follow = follow_up(case)
        if follow is None or case.id in taken:
            continue
        text = say(OFFERS[follow.deed], number=short_number(case.number))
        whole = f"{text} · {visit.name_of(case.procedure)}"
        found.append(Place(whole, "", whole, follow=follow))
    return tuple(found)
