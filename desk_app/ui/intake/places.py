"""What stands in the six places of the strip: procedures, known citizens, or both."""

from __future__ import annotations

import msgspec

from desk_app.core.citizen import Citizen
from desk_app.core.matter import FollowUp
from desk_app.core.procedure import Procedure
from desk_app.ui.intake.meaning import Side
from desk_app.ui.stage import Count

STRIP = 6
COLUMN = 3


class Place(msgspec.Struct, frozen=True):
    """One place: what it says, what stands at its right end, and what taking it takes.

    case: the one that is opened.
    """

    text: str
    aside: str
    tip: str = ""
    procedure: str = ""
    citizen: Citizen | None = None
    follow: FollowUp | None = None
    case: str = ""


def procedure_place(procedure: Procedure) -> Place:
    """A procedure: name in daily use, and code."""
    name = procedure.short_name or procedure.name
    return Place(name, procedure.code, procedure.name, procedure=procedure.code)


def citizen_place(citizen: Citizen, count: Count) -> Place:
    """Somebody known: name, last four digits and how often they came."""
    name = citizen.name or citizen.organisation
    visits = count("{n} lượt", citizen.visits)
    aside = f"{citizen.id_last4} · {visits}" if citizen.id_last4 else visits
    more = (citizen.organisation, citizen.phone, citizen.address)
    tip = " · ".join(part for part in (name, *more) if part)
    return Place(name, aside, tip, citizen=citizen)


def places(
    side: Side, procedures: tuple[Procedure, ...], people: tuple[Citizen, ...], count: Count
) -> tuple[Place | None, ...]:
    """Six places: citizens left and procedures right where both are shown, else one kind only."""
    matters = [procedure_place(p) for p in procedures]
    known = [citizen_place(c, count) for c in people]
    if side == "both":
        return (*_filled(known, COLUMN), *_filled(matters, COLUMN))
    return _filled(known if side == "people" else matters, STRIP)


def with_case(shown: tuple[Place | None, ...], case: Place) -> tuple[Place | None, ...]:
    """A case behind the people whom the same digits mean."""
    free = next((n for n, place in enumerate(shown) if place is None), STRIP - 1)
    return (*shown[:free], case, *shown[free + 1 :])


def with_offers(
    shown: tuple[Place | None, ...], offers: tuple[Place, ...]
) -> tuple[Place | None, ...]:
    """The last places give way to what the person may fetch or bring; the first ones stay."""
    some = offers[:COLUMN]
    return (*shown[: STRIP - len(some)], *some) if some else shown


def _filled(found: list[Place], size: int) -> tuple[Place | None, ...]:
    return tuple(found[n] if n < len(found) else None for n in range(size))
