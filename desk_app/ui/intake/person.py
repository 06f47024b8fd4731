"""Who the visit is of: linked to earlier visits or not, a card scanned or not, what is odd."""

from __future__ import annotations

from datetime import date

from desk_app.core.card import Card
from desk_app.core.citizen import Citizen
from desk_app.core.citizen_id import CitizenId, parse_citizen_id
from desk_app.core.problems import Problem
from desk_app.core.text import digits, fold
from desk_app.core.visit import VisitForm
from desk_app.ui.intake.draft_content import Known
from desk_app.ui.intake.landing import warnings
from desk_app.ui.stage import Say

TAKEN_OVER = ("name", "phone", "address", "organisation")


class Person:
    """What is known of who came, beside what the fields say."""

    def __init__(self) -> None:
        self.known: Known | None = None
        self.card: Card | None = None
        self.scanned = False
        self._filled: dict[str, str] = {}

    def forget(self) -> None:
        """Somebody else comes."""
        self.__init__()  # type: ignore[misc]  # back to nothing, whatever gets added above

    def link(self, form: VisitForm) -> Known | None:
        """The earlier visit that holds as long as name and number are still that person's."""
        known = self.known
        if known is None or fold(form.name) != fold(known.name):
            return None
        typed = digits(form.citizen_id)
        if typed and known.id_last4 and not typed.endswith(known.id_last4):
            return None
        return known

    def is_somebody_else(self, form: VisitForm, citizen: Citizen) -> bool:
        """Whether the number in the form belongs to another person than this one."""
        typed = digits(form.citizen_id)
        return bool(typed and citizen.id_last4) and not typed.endswith(citizen.id_last4)

    def take(self, form: VisitForm, citizen: Citizen) -> dict[str, str]:
        """Link the visit to somebody known; what to fill, and what the one before had filled."""
        fills: dict[str, str] = {}
        for field in TAKEN_OVER:
            text, stands = getattr(citizen, field), getattr(form, field)
            if text or (stands and stands == self._filled.get(field)):
                fills[field] = text
        self._filled = {field: text for field, text in fills.items() if text}
        self.known = _known(citizen)
        return fills

    def recognise(self, form: VisitForm, found: tuple[Citizen, ...]) -> dict[str, str]:
        """Earlier visits have this number: what of them fills empty fields of the same person."""
        number = digits(form.citizen_id)
        same = [one for one in found if one.id_last4 and number.endswith(one.id_last4)]
        self.known = _known(same[0]) if len(same) == 1 else None
        if self.known is None or (form.name.strip() and fold(form.name) != fold(same[0].name)):
            return {}
        return {
            field: text
            for field in TAKEN_OVER
            if (text := getattr(same[0], field)) and not getattr(form, field).strip()
        }

    def facts(self, form: VisitForm, say: Say) -> str:
        """What stands beside the name: last four digits and which visit of the year this is."""
        known = self.link(form)
        number = parse_citizen_id(form.citizen_id) if form.citizen_id.strip() else None
        last4 = known.id_last4 if known is not None else ""
        if not last4 and self.scanned and isinstance(number, CitizenId):
            last4 = number.last4
        parts = [say("số cuối {last4}", last4=last4)] if last4 else []
        if known is not None and known.this_year is not None:
            parts.append(
                say("lần thứ {n} năm nay", n=known.this_year + 1)
                if known.this_year
                else say("lần đầu năm nay")
            )
        return " · ".join(parts)

    def hints(self, form: VisitForm, say: Say) -> dict[str, str]:
        """Where a field's text comes from, when that has to be known."""
        if self.card is not None and form.address and form.address == self.card.address:
            return {"address": say("theo thẻ (địa chỉ cũ)")}
        return {}

    def warnings(self, form: VisitForm, today: date) -> tuple[Problem, ...]:
        """What is odd about number and name as they stand."""
        known = self.known
        named = known.name if known is not None and form.citizen_id.strip() else ""
        return warnings(form, self.card, named, today)


def _known(citizen: Citizen) -> Known:
    return Known(citizen.visit, citizen.name, citizen.id_last4, citizen.this_year)
