"""The catalogue of procedures (thủ tục hành chính): one of them, all of them, finding them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

import msgspec

from desk_app.core.text import fold, tokens

LimitUnit = Literal["same_day", "working_days", "calendar_days", "hours"]
Confidence = Literal["confirmed", "partly", "uncertain"]

_LEADING_CODE = re.compile(r"\s*(\d\.\d{6})(?!\d)")


class TimeLimit(msgspec.Struct, frozen=True):
    """How long a procedure may take, and in which case (empty: as a rule).

    same_day means the day itself, or the next working day when received after 15:00.
    """

    value: int
    unit: LimitUnit
    case: str = ""


class Procedure(msgspec.Struct, frozen=True, kw_only=True):
    """One procedure as published, in one version.

    short: the letters an officer types; short_name: the name in daily use; name: the legal one.
    limits: a list, for the time depends on the case; empty when it is not known.
    full_id: whether its papers carry the whole ID number, so that it has to be kept;
    at_desk: False where another body receives it (the police for residence and ID cards).
    """

    code: str
    short: str
    short_name: str
    name: str
    field: str
    limits: tuple[TimeLimit, ...] = ()
    limit_text: str = ""
    fee_text: str = ""
    authority: str = ""
    at_desk: bool = True
    full_id: bool = False
    decision: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    confidence: Confidence
    confidence_note: str = ""
    source: str
    note: str = ""

    def in_force(self, on: date) -> bool:
        """Whether this version counts on that day; an unknown bound excludes nothing."""
        after_start = self.valid_from is None or self.valid_from <= on
        return after_start and (self.valid_to is None or on <= self.valid_to)


class _Searchable(msgspec.Struct, frozen=True):
    """The folded words of one procedure, best place first."""

    procedure: Procedure
    short: str
    short_name: str
    places: tuple[tuple[str, ...], ...]


_BEST_PLACE = 3  # the ranks below it are for the short code and for a phrase of the short name


class Catalogue:
    """All procedures, in the order of the file: what comes often first."""

    def __init__(self, procedures: Iterable[Procedure]) -> None:
        self._procedures = tuple(procedures)
        self._by_code = {p.code: p for p in self._procedures}
        self._searchable: tuple[_Searchable, ...] = ()

    def __iter__(self) -> Iterator[Procedure]:
        return iter(self._procedures)

    def __len__(self) -> int:
        return len(self._procedures)

    def find(self, code: str) -> Procedure | None:
        """The procedure of a code; longer local codes match on their leading d.dddddd."""
        known = self._by_code.get(code)
        if known is not None:
            return known
        leading = leading_code(code)
        return None if leading is None else self._by_code.get(leading)

    def kept_code(self, code: str) -> str | None:
        """The code as visits keep it; None for one the catalogue does not hold."""
        found = self.find(code)
        return None if found is None else found.code

    def needs_full_id(self, code: str) -> bool:
        """Whether the papers of this procedure carry the whole ID number."""
        found = self.find(code)
        return found is not None and found.full_id

    def search(self, words: str, limit: int = 20) -> list[Procedure]:
        """The procedures that contain every word, or a word beginning so; the likeliest first.

        Accents do not matter. A short code comes before names, the short name before the legal one,
        that before the field; within these the order of the file, where frequent ones stand first.
        """
        found = self.find(words)
        if found is not None:
            return [found]
        wanted = tokens(words)
        if not wanted:
            return []
        typed = fold(words)
        ranked: list[tuple[int, int, Procedure]] = []
        for position, entry in enumerate(self._words()):
            rank = _rank(entry, typed, wanted)
            if rank is not None:
                ranked.append((rank, position, entry.procedure))
        ranked.sort(key=lambda hit: hit[:2])
        return [procedure for _, _, procedure in ranked[:limit]]

    def _words(self) -> tuple[_Searchable, ...]:
        # Folded at the first search, so that opening the window does not pay for it.
        if not self._searchable:
            self._searchable = tuple(_searchable(p) for p in self._procedures)
        return self._searchable


def leading_code(text: str) -> str | None:
    """The d.dddddd a longer code begins with: 2.000815.000.00.00.H55 gives 2.000815."""
    match = _LEADING_CODE.match(text)
    return None if match is None else match[1]


def _searchable(procedure: Procedure) -> _Searchable:
    return _Searchable(
        procedure,
        fold(procedure.short),
        " " + fold(procedure.short_name),
        (
            tokens(procedure.short_name),
            tokens(f"{procedure.short_name} {procedure.name}"),
            tokens(f"{procedure.short_name} {procedure.name} {procedure.field} {procedure.code}"),
        ),
    )


def _rank(entry: _Searchable, typed: str, wanted: tuple[str, ...]) -> int | None:
    if entry.short == typed:
        return 0
    if f" {typed}" in entry.short_name:
        return 1
    for place, words in enumerate(entry.places):
        if all(any(word.startswith(want) for word in words) for want in wanted):
            return _BEST_PLACE + place
    return 2 if len(wanted) == 1 and entry.short.startswith(typed) else None
