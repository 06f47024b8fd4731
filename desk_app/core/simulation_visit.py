"""One simulated visit: what somebody comes for, how it ends, what is rated and put right later."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, Literal

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.ops import NotOffered, Outcome
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.rating import Rating
from desk_app.core.simulation_data import Asked, ProcedureShare, SimulationData
from desk_app.core.simulation_days import SECOND
from desk_app.core.simulation_people import Place, Population
from desk_app.core.visit import VisitForm
from desk_app.core.weighted import Weighted

_ELDERLY = 60  # Luật Người cao tuổi 39/2009/QH12, Điều 2
_AGENCY = "H00.000"  # no agency has it: a made-up mã hồ sơ must not look like a real one
_TURNED_AWAY = ("refused", "supplement")
_SECONDS_TO_RATE: dict[Asked, tuple[int, int]] = {
    "answered": (6, 30),
    "declined": (3, 12),
    "timed_out": (30, 30),
    "not_offered": (1, 6),
}

ProcedureDraw = Weighted[ProcedureShare]


class Menu:
    """Which procedures may be drawn on a day: those in force, by their weights."""

    def __init__(self, data: SimulationData, catalogue: Catalogue) -> None:
        self._shares = [share for field in data.mix.field for share in field.procedures]
        unknown = [share.code for share in self._shares if catalogue.find(share.code) is None]
        if unknown:
            raise UserProblem(*(Problem("simulation.procedure", "", {"code": c}) for c in unknown))
        self._catalogue = catalogue
        self._drawn: dict[tuple[bool, ...], ProcedureDraw] = {}

    def on(self, day: date) -> ProcedureDraw:
        """The draw for one day."""
        known = tuple(self._in_force(share, day) for share in self._shares)
        draw = self._drawn.get(known)
        if draw is None:
            pairs = zip(self._shares, known, strict=True)
            draw = Weighted((share, share.weight) for share, in_force in pairs if in_force)
            self._drawn[known] = draw
        return draw

    def _in_force(self, share: ProcedureShare, day: date) -> bool:
        procedure = self._catalogue.find(share.code)
        since = share.from_ is None or share.from_ <= day
        return since and procedure is not None and procedure.in_force(day)


class RatingAsked(msgspec.Struct, frozen=True):
    """What came of asking, and when."""

    rating: Rating
    at: Millis


class Amendment(msgspec.Struct, frozen=True):
    """What is put right later; a correction carries the form as it should have been."""

    kind: Literal["corrected", "voided"]
    reason: str
    form: VisitForm | None = None


class Desk:
    """Draws forms, ratings and amendments for visits at one desk."""

    def __init__(self, data: SimulationData, place: Place, rng: Random) -> None:
        mix = data.mix
        self._rng = rng
        self._mix = mix
        self._population = Population(data, place)
        self._purposes = Weighted(mix.purposes)
        self._certified = Weighted(mix.outcomes["certified"])
        self._other = Weighted(mix.outcomes["other"])
        self._online = Weighted(mix.outcomes["online_help"])
        self._asked = Weighted(mix.ratings.asked)
        self._why = Weighted(mix.ratings.why)
        self._served = Weighted(mix.ratings.answers["served"])
        self._turned_away = Weighted(mix.ratings.answers["turned_away"])
        self._notes: dict[str, list[str]] = {
            "accepted": mix.notes.accepted,
            "done": mix.notes.done,
            "refused": mix.notes.refused,
            "supplement": mix.notes.supplement,
            "returned": mix.notes.returned,
        }
        self._references = 0

    def form(self, day: date, draw: ProcedureDraw) -> VisitForm:
        """A visit as the officer types it at once."""
        rng, random = self._rng, self._rng.random
        purpose = self._purposes.draw(rng)
        share = draw.draw(rng)
        if purpose == "question":
            # Only a question: two keys, no personal data; often not even what about.
            asked = (share.code,) if random() < 0.5 else ()
            return VisitForm(purpose="question", outcome="done", procedures=asked)
        while purpose == "online_help" and share.certified:
            share = draw.draw(rng)  # the original must lie on the desk: nobody does that online
        procedures: tuple[str, ...] = (share.code,)
        if random() < self._mix.two_procedures:
            second = draw.draw(rng).code
            procedures = procedures if second == share.code else (share.code, second)
        outcome = self._outcome(purpose, share)
        citizens = self._mix.citizens
        citizen = self._population.visitor(day.year, share.least_age, rng)
        notes = self._mix.notes
        return VisitForm(
            purpose=purpose,
            name=citizen.name,
            citizen_id=citizen.number if random() < citizens.id_shown else "",
            phone=citizen.phone,
            address=citizen.address,
            organisation=(
                self._population.organisation(rng)
                if share.certified and random() < self._mix.organisation_share
                else ""
            ),
            procedures=procedures,
            outcome=outcome,
            flags=self._flags(day.year - citizen.born, citizen.disabled),
            note=self._one_of(self._notes[outcome]) if random() < notes.share else "",
            reference=self._reference(day) if outcome == "accepted" else "",
        )

    def rating(self, form: VisitForm, recorded: Millis, *, seen: bool) -> RatingAsked | None:
        """What came of asking after it; None when nothing was recorded.

        seen: the citizen still stood there when the visit was written down.
        """
        if form.purpose == "question":
            return None
        asked = self._asked.draw(self._rng)
        if asked == "missing":
            return None
        if not seen:
            asked = "not_offered"
        low, high = _SECONDS_TO_RATE[asked]
        at = Millis(recorded + (low + int(self._rng.random() * (high - low + 1))) * SECOND)
        if asked == "answered":
            answers = self._turned_away if form.outcome in _TURNED_AWAY else self._served
            return RatingAsked(Rating(answer=answers.draw(self._rng)), at)
        if asked == "not_offered":
            why: NotOffered = self._why.draw(self._rng) if seen else "citizen_left"
            return RatingAsked(Rating(silence=asked, why=why), at)
        return RatingAsked(Rating(silence=asked), at)

    def amendment(
        self, form: VisitForm, draw: ProcedureDraw, *, answered: bool
    ) -> Amendment | None:
        """What is put right later, for the few visits that need it.

        A visit its citizen has rated stays; a question holds nothing to correct.
        """
        amendments, chance = self._mix.amendments, self._rng.random()
        if chance < amendments.voided:
            if answered:
                return None
            return Amendment("voided", self._one_of(amendments.void_reasons))
        if chance > amendments.voided + amendments.corrected or form.purpose == "question":
            return None
        field = self._one_of(list(amendments.correct_reasons))
        value: Any = (
            self._population.phone(self._rng)
            if field == "phone"
            else self._population.address(self._rng)
            if field == "address"
            else (draw.draw(self._rng).code,)
        )
        if value == getattr(form, field):
            return None
        # Empty time and ID number mean "as it was".
        changed = msgspec.structs.replace(
            form, citizen_id="", at="", late_reason="", late_note="", **{field: value}
        )
        return Amendment("corrected", amendments.correct_reasons[field], changed)

    def _outcome(self, purpose: str, share: ProcedureShare) -> Outcome:
        if purpose == "online_help":
            return self._online.draw(self._rng)
        return (self._certified if share.certified else self._other).draw(self._rng)

    def _flags(self, age: int, disabled: bool) -> tuple[str, ...]:
        citizens, random = self._mix.citizens, self._rng.random
        flags: list[str] = []
        if random() < citizens.proxy:
            flags.append("proxy")
        if random() < citizens.priority:
            flags.append("priority")
        if age >= _ELDERLY and random() < citizens.elderly_flag:
            flags.append("elderly")
        if disabled:
            flags.append("disabled")
        return tuple(flags)

    def _reference(self, day: date) -> str:
        if self._rng.random() >= self._mix.reference_share:
            return ""
        self._references += 1
        return f"{_AGENCY}-{day:%y%m%d}-{self._references:06}"

    def _one_of(self, things: list[Any]) -> Any:
        return things[int(self._rng.random() * len(things))]
