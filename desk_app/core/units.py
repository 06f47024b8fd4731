"""Provinces and communes by code and date, what became of the old ones, and their names on paper.

Codes are reused: 05977 was Vĩnh Trại and is Đông Kinh since 1/7/2025, so a unit is known by its
code together with a day, never by the code alone (domain notes section 4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from desk_app.core.procedure import Confidence
from desk_app.core.text import tokens

Level = Literal["province", "commune"]


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """One province or commune under one name and title.

    kind: Tỉnh, Thành phố, Phường, Xã, Thị trấn, Đặc khu; name includes it ("Phường Bắc Giang").
    province: the code of the province a commune belongs to, empty for old communes (formerly names
    their province). valid_from None: since before our records begin.
    """

    level: Level
    code: str
    kind: str
    name: str
    province: str = ""
    district: str = ""
    formerly: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    communes: int | None = None
    confidence: Confidence
    confidence_note: str = ""
    source: str
    note: str = ""

    def in_force(self, on: date) -> bool:
        """Whether the unit carries this name on that day."""
        after_start = self.valid_from is None or self.valid_from <= on
        return after_start and (self.valid_to is None or on <= self.valid_to)

    @property
    def place(self) -> str:
        """The name without the kind, as it stands before the date of a letter: Bắc Giang."""
        return self.name.removeprefix(self.kind).strip()

    @property
    def within_sentence(self) -> str:
        """The name as it stands inside a sentence: phường Bắc Giang."""
        return f"{self.kind.lower()} {self.place}"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """An old commune went, whole or in part, into a new one.

    split: its area was divided among several, so its old totals cannot be carried over.
    """

    old_code: str
    old_name: str
    old_district: str
    old_province: str
    new_code: str
    new_name: str
    new_province: str
    split: bool
    on: date
    confidence: Confidence
    source: str


class Units:
    """All units of our records."""

    def __init__(self, units: Iterable[Unit], changes: Iterable[Change]) -> None:
        self._units = tuple(units)
        self._by_code: defaultdict[tuple[Level, str], list[Unit]] = defaultdict(list)
        for unit in self._units:
            self._by_code[unit.level, unit.code].append(unit)
        self._into: defaultdict[str, list[Change]] = defaultdict(list)
        self._out_of: defaultdict[str, list[Change]] = defaultdict(list)
        for change in changes:
            self._into[change.new_code].append(change)
            self._out_of[change.old_code].append(change)

    def find(self, code: str, on: date) -> Unit | None:
        """The commune (five digits) or province (two digits) that has this code on that day."""
        level: Level = "province" if len(code) == 2 else "commune"
        return next((u for u in self._by_code.get((level, code), ()) if u.in_force(on)), None)

    def province_of(self, unit: Unit, on: date) -> Unit | None:
        """The province a commune belongs to, under the title it has on that day."""
        return self.find(unit.province, on) if unit.province else None

    def provinces(self, on: date) -> list[Unit]:
        """All provinces of that day, by code."""
        return [u for u in self._units if u.level == "province" and u.in_force(on)]

    def communes(self, province: str, on: date) -> list[Unit]:
        """The communes of a province that our records hold on that day, by code."""
        return [
            u
            for u in self._units
            if u.level == "commune" and u.province == province and u.in_force(on)
        ]

    def search(self, words: str, on: date, limit: int = 20) -> list[Unit]:
        """The communes of that day whose name or code begins with the words, accents aside."""
        wanted = tokens(words)
        found: list[tuple[int, Unit]] = []
        for unit in self._units:
            if unit.level == "commune" and unit.in_force(on) and wanted:
                have = tokens(f"{unit.name} {unit.code} {unit.formerly}")
                if all(any(word.startswith(want) for word in have) for want in wanted):
                    exact = tokens(unit.place) == wanted or tokens(unit.name) == wanted
                    found.append((0 if exact else 1, unit))
        found.sort(key=lambda hit: hit[0])
        return [unit for _, unit in found[:limit]]

    def came_from(self, code: str) -> tuple[Change, ...]:
        """The old communes that went into today's commune of this code."""
        return tuple(self._into.get(code, ()))

    def went_to(self, old_code: str) -> tuple[Change, ...]:
        """Where the old commune of this code went; more than one when it was split."""
        return tuple(self._out_of.get(old_code, ()))


def committee(unit: Unit) -> str:
    """The unit's committee as the head of a paper: ỦY BAN NHÂN DÂN PHƯỜNG BẮC GIANG."""
    return f"ỦY BAN NHÂN DÂN {unit.name}".upper()
