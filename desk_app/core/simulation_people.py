"""The citizens of a simulated commune: generated names, numbers and addresses, and who comes back.

Nothing belongs to a real person. ID numbers carry a 9 after the year of birth; telephone numbers
use the prefixes 050, 051, 053, 054 and 057, which no operator has been given.
"""

from __future__ import annotations

from math import sqrt
from random import Random

import msgspec

from desk_app.core.citizen_id import PROVINCES
from desk_app.core.simulation_data import Generation, SimulationData, Villages
from desk_app.core.weighted import Weighted

_UNUSED_PREFIXES = ("050", "051", "053", "054", "057")
_FREQUENT_EVERY = 40
_FIRST_DAYS = 50
_CENTURY = 2000
PENSION_AGE = 75
_KNOWN_PENSIONER = 0.7


class Citizen(msgspec.Struct, frozen=True):
    """One generated citizen."""

    name: str
    number: str
    phone: str
    address: str
    born: int
    disabled: bool


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where the desk stands.

    name: inside a sentence ("phường Bắc Giang"); ward: a phường, not a xã; home_code: the three
    digits most ID numbers begin with; neighbours: other communes people come from.
    """

    name: str
    ward: bool
    home_code: str
    neighbours: tuple[str, ...] = ()


class _Naming:
    """How one generation is named."""

    def __init__(self, generation: Generation) -> None:
        self.born_until = generation.born_until
        self.middle = {
            True: Weighted(generation.female_middle),
            False: Weighted(generation.male_middle),
        }
        self.given = {True: Weighted(generation.female), False: Weighted(generation.male)}


class Population:
    """Citizens met so far; new ones appear as long as the commune has some."""

    def __init__(self, data: SimulationData, place: Place) -> None:
        names, self._shares = data.names, data.mix.citizens
        self._outside = data.mix.outside_share
        self._upland_share = names.upland_share
        self._family = {True: Weighted(names.family_upland), False: Weighted(names.family)}
        self._namings = [_Naming(generation) for generation in names.generation]
        self._ages = Weighted(((low, high), weight) for low, high, weight in self._shares.ages)
        self._villages = _villages(names.villages["ward" if place.ward else "commune"])
        self._elsewhere = {
            True: _villages(names.villages["ward"]),
            False: _villages(names.villages["commune"]),
        }
        self._organisation_forms = Weighted(names.organisations.forms)
        self._organisation_names = names.organisations.names
        self._place = place
        self._home = place.home_code
        self._provinces = [f"{code:03}" for code in sorted(PROVINCES)]
        self._citizens: list[Citizen] = []
        self._pensioners: list[Citizen] = []

    def visitor(self, year: int, least_age: int, rng: Random) -> Citizen:
        """Whoever comes next: often somebody who was here before."""
        if least_age >= PENSION_AGE:
            known = self._pensioners
            if known and rng.random() < _KNOWN_PENSIONER:
                return known[int(rng.random() * len(known))]
            return self._meet(year, least_age, rng)
        citizens, shares = self._citizens, self._shares
        count = len(citizens)
        if count >= _FIRST_DAYS and (count >= shares.most or rng.random() < shares.returning):
            if rng.random() < shares.frequent:
                return citizens[int(rng.random() * count / _FREQUENT_EVERY) * _FREQUENT_EVERY]
            return citizens[int(sqrt(rng.random()) * count)]  # recent ones more often
        return self._meet(year, least_age, rng)

    def organisation(self, rng: Random) -> str:
        """The name of a firm, a school, a society."""
        names = self._organisation_names
        return f"{self._organisation_forms.draw(rng)} {names[int(rng.random() * len(names))]}"

    def _meet(self, year: int, least_age: int, rng: Random) -> Citizen:
        shares = self._shares
        low, high = self._ages.draw(rng)
        low, high = max(low, least_age), max(high, least_age + 15)
        born = year - low - int(rng.random() * (high - low + 1))
        female = rng.random() < shares.women
        citizen = Citizen(
            name=self._name(born, female, rng),
            number=self._number(born, female, rng),
            phone=self.phone(rng) if rng.random() < shares.phone else "",
            address=self.address(rng),
            born=born,
            disabled=rng.random() < shares.disabled,
        )
        self._citizens.append(citizen)
        if year - born >= PENSION_AGE:
            self._pensioners.append(citizen)
        return citizen

    def _name(self, born: int, female: bool, rng: Random) -> str:
        naming = next(n for n in self._namings if born <= n.born_until)
        family = self._family[rng.random() < self._upland_share].draw(rng)
        middle, given = naming.middle[female].draw(rng), naming.given[female].draw(rng)
        if middle.endswith(given):
            middle = "Thị" if female else "Văn"
        return f"{family} {middle} {given}"

    def _number(self, born: int, female: bool, rng: Random) -> str:
        home = rng.random() < self._shares.home_province
        provinces = self._provinces
        code = self._home if home else provinces[int(rng.random() * len(provinces))]
        century = (2 if born >= _CENTURY else 0) + int(female)
        return f"{code}{century}{born % 100:02}9{int(rng.random() * 100_000):05}"

    def phone(self, rng: Random) -> str:
        """A telephone number that nobody has."""
        prefix = _UNUSED_PREFIXES[int(rng.random() * len(_UNUSED_PREFIXES))]
        return f"{prefix}{int(rng.random() * 10_000_000):07}"

    def address(self, rng: Random) -> str:
        """Where somebody lives: mostly in the commune of the desk."""
        villages, commune = self._villages, self._place.name
        neighbours = self._place.neighbours
        if neighbours and rng.random() < self._outside:
            commune = neighbours[int(rng.random() * len(neighbours))]
            villages = self._elsewhere[commune.startswith("phường")]
        return f"{villages[int(rng.random() * len(villages))]}, {commune}"


def _villages(villages: Villages) -> list[str]:
    kinds = villages.kinds
    return [f"{kinds[n % len(kinds)]} {name}" for n, name in enumerate(villages.names)]
