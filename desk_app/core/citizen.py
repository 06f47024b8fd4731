"""A citizen as earlier visits know them: which visits belong to one person, and what is known."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.text import fold


class Citizen(msgspec.Struct, frozen=True, kw_only=True):
    """One person, or one organisation, as their visits tell.

    visit: the id of the newest visit that counts; visits, this_year: how many count; found_for:
    the organisation of the visit that was found, where the newest visit names another or none.
    """

    visit: str
    name: str
    organisation: str
    phone: str
    address: str
    id_last4: str
    visits: int
    this_year: int
    last: Millis
    found_for: str = ""

    @property
    def only_a_name(self) -> bool:
        """Whether nothing but the name is known: several people may then share it."""
        return not (self.id_last4 or self.phone or self.address)


class People(msgspec.Struct, frozen=True):
    """Those who were found first, and how many different people there are.

    more: whether that number is only as far as was looked.
    """

    first: tuple[Citizen, ...] = ()
    in_all: int = 0
    more: bool = False


class PersonKey(msgspec.Struct, frozen=True):
    """What two visits of one person have in common.

    id_hash alone where the ID number is known; else the folded name with a telephone number, and
    without one with the folded address. A name alone may be several people.
    """

    id_hash: str = ""
    name: str = ""
    phone: str = ""
    address: str = ""


def person_key(
    *, name: str, organisation: str, phone: str, address: str, id_hash: str
) -> PersonKey | None:
    """Whose visit this is; None for a visit that names nobody (a question, an erased person)."""
    if id_hash:
        return PersonKey(id_hash=id_hash)
    who = fold(name) or fold(organisation)
    if not who:
        return None
    return PersonKey(name=who, phone=phone, address="" if phone else fold(address))
