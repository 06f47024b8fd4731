"""A scanned card lands in the visit: what it fills, what it leaves, what is odd about it."""

from __future__ import annotations

from datetime import date

from desk_app.core.card import Card
from desk_app.core.citizen_id import CitizenId, citizen_id_warnings, parse_citizen_id
from desk_app.core.problems import Problem
from desk_app.core.text import digits, fold
from desk_app.core.visit import VisitForm


def land(form: VisitForm, last4: str, card: Card) -> dict[str, str] | Problem:
    """What a card fills; a Problem when the visit is somebody else's already.

    The number is always taken, everything else only into empty fields. last4: of the known citizen
    the visit is linked to. Of only a question nothing about the person is kept, so none is taken.
    """
    if form.purpose == "question":
        return Problem("intake.card_for_question")
    typed = digits(form.citizen_id)
    if (typed and typed != card.number) or (last4 and last4 != card.number[-4:]):
        return Problem("intake.card_of_another")
    fills = {"citizen_id": card.number}
    for field, text in (("name", card.name), ("address", card.address)):
        if text and not getattr(form, field).strip():
            fills[field] = text
    return fills


def warnings(form: VisitForm, card: Card | None, known: str, today: date) -> tuple[Problem, ...]:
    """What is odd about number and name as they stand now; none of it keeps one from logging.

    card: the one that was scanned for this visit; known: the name that earlier visits have for
    this number, "" when they have none.
    """
    number = parse_citizen_id(form.citizen_id) if form.citizen_id.strip() else None
    found: list[Problem] = []
    if card is not None and isinstance(number, CitizenId) and number.number == card.number:
        for warning in card.warnings:
            # A doubtful text that somebody has written by hand meanwhile is in doubt no more.
            if warning.field not in ("name", "address") or not getattr(form, warning.field).strip():
                found.append(warning)
            elif warning.field == "name" and _someone_else(form.name, warning.values["sent"]):
                found.append(Problem("intake.card_name", "name", {"card": warning.values["sent"]}))
        if card.name and _differ(form.name, card.name):
            found.append(Problem("intake.card_name", "name", {"card": card.name}))
    elif isinstance(number, CitizenId):
        found.extend(citizen_id_warnings(number, today))
    if isinstance(number, CitizenId) and known and _differ(form.name, known):
        found.append(Problem("intake.known_name", "name", {"known": known}))
    return tuple(found)


def _someone_else(typed: str, sent: str) -> bool:
    """Whether a name that a scanner mangled must be another one: first letters come through."""
    pairs = zip(fold(typed).split(), fold(sent).split(), strict=False)
    return any(one[0] != other[0] for one, other in pairs)


def _differ(typed: str, other: str) -> bool:
    return bool(typed.strip()) and fold(typed) != fold(other)
