"""Find the commune a desk belongs to by words, with or without accents, province included."""

from __future__ import annotations

from datetime import date

import msgspec

from desk_app.core.text import clean, tokens
from desk_app.core.units import Unit, Units


class Commune(msgspec.Struct, frozen=True):
    """A commune with the province it belongs to; names as they stand inside a sentence."""

    code: str
    name: str
    province: str
    formerly: str = ""


def find_communes(units: Units, words: str, on: date, limit: int = 8) -> tuple[Commune, ...]:
    """The communes of that day whose name, code or province the words begin, the likeliest first.

    Typed accents rank exact matches first; a name counts more than a province.
    """
    wanted, typed = tokens(words), clean(words).lower()
    if not wanted:
        return ()
    found: list[tuple[int, str, Commune]] = []
    for province in units.provinces(on):
        around = tokens(province.name)
        for unit in units.communes(province.code, on):
            own = tokens(f"{unit.name} {unit.code} {unit.formerly}")
            if all(any(w.startswith(want) for w in (*own, *around)) for want in wanted):
                found.append((_rank(unit, wanted, typed), unit.code, _commune(unit, province)))
    found.sort(key=lambda hit: hit[:2])
    return tuple(commune for _rank_, _code, commune in found[:limit])


def commune(units: Units, code: str, on: date) -> Commune | None:
    """The commune of this code on that day."""
    unit = units.find(code, on) if len(code) == 5 else None
    if unit is None:
        return None
    return _commune(unit, units.province_of(unit, on))


def _commune(unit: Unit, province: Unit | None) -> Commune:
    around = province.within_sentence if province is not None else ""
    return Commune(unit.code, unit.within_sentence, around, unit.formerly)


def _rank(unit: Unit, wanted: tuple[str, ...], typed: str) -> int:
    place = unit.place.lower()
    if typed in (place, unit.within_sentence.lower(), unit.code):
        return 0
    if tokens(unit.place) == wanted or tokens(unit.name) == wanted:
        return 1
    if place.startswith(typed):
        return 2
    own = tokens(unit.name)
    return 3 if all(any(w.startswith(want) for w in own) for want in wanted) else 4
