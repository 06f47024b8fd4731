"""The catalogue of procedures (thủ tục hành chính): one of them, all of them, finding them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec

from desk_app.core.text import fold, tokens

LimitUnit = Literal["same_day", "working_days", "calendar_days", "hours"]
Confidence = Literal["confirmed", "partly", "uncertain"]
Channel = Literal["", "desk", "online", "post"]
FeeUnit = Literal["", "case", "page", "copy"]
OnlineLevel = Literal["", "full", "part", "none"]
Register = Literal["", "certified_copy", "signature", "transaction", "register_copy"]
Unclear = Literal["limits", "fees", "papers", "online", "validity"]

_LEADING_CODE = re.compile(r"\s*(\d\.\d{6})(?!\d)")
_VERSION_DIGITS = 12
_REMEMBERED_VERSIONS = 4_096


class TimeLimit(msgspec.Struct, frozen=True):
    """How long a procedure may take, in which case (empty: as a rule) and on which channel.

    same_day means the day itself, or the next working day when received after 15:00.
    channel "" holds for every way of handing in that has no limit of its own.
    """

    value: int
    unit: LimitUnit
    case: str = ""
    channel: Channel = ""


class Fee(msgspec.Struct, frozen=True, kw_only=True):
    """One fee: how much for what, and the words that always stand beside the amount.

    amount: đồng, 0 when it is free, None when it is not known or the province sets it;
    per: what the amount is for ("" and "case" = the whole case); first: the page it counts from;
    top: the most that one copy or case costs; text: who sets it and who pays nothing, in whole
    sentences, shown wherever the amount is.
    """

    amount: int | None
    per: FeeUnit = ""
    first: int = 1
    top: int | None = None
    case: str = ""
    channel: Channel = ""
    text: str = ""


class RequiredPaper(msgspec.Struct, frozen=True, kw_only=True):
    """One paper that belongs to a complete case: how many originals and copies, which form."""

    name: str
    originals: int = 1
    copies: int = 0
    form: str = ""


class Procedure(msgspec.Struct, frozen=True, kw_only=True):
    """One procedure as published, in one version.

    short: the letters an officer types; short_name: the name in daily use; name: the legal one.
    limits: a list, for the time depends on the case; empty when it is not known.
    full_id: whether its papers carry the whole ID number, so that it has to be kept;
    at_desk: False where another body receives it (the police for residence and ID cards);
    opens_case: whether receiving it opens a case; at_once: its result is normally given at once;
    register: the certification book (sổ chứng thực) it is entered in;
    papers_confidence: how sure the list of papers is, "" without a list;
    replaced_by: the code that took its place; unclear: what was published in words not understood.
    """

    code: str
    short: str
    short_name: str
    name: str
    field: str
    limits: tuple[TimeLimit, ...] = ()
    limit_text: str = ""
    fees: tuple[Fee, ...] = ()
    fee_text: str = ""
    papers: tuple[RequiredPaper, ...] = ()
    papers_confidence: Confidence | Literal[""] = ""
    online: OnlineLevel = ""
    authority: str = ""
    at_desk: bool = True
    opens_case: bool = True
    at_once: bool = False
    register: Register = ""
    full_id: bool = False
    decision: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str = ""
    unclear: tuple[Unclear, ...] = ()
    confidence: Confidence
    confidence_note: str = ""
    source: str
    note: str = ""

    @property
    def version(self) -> str:
        """A code of what an officer promises under: name, times, fees, papers, source.

        The letters typed to find it, notes and confidence are no part of it, nor is its last day:
        a version that ended later is still the one a case was received under.
        """
        return _version(self)

    def in_force(self, on: date) -> bool:
        """Whether this version counts on that day; an unknown bound excludes nothing."""
        after_start = self.valid_from is None or self.valid_from <= on
        return after_start and (self.valid_to is None or on <= self.valid_to)

    def limits_for(self, channel: Channel) -> tuple[TimeLimit, ...]:
        """The times of one channel; those for every channel where it has none of its own."""
        own = tuple(limit for limit in self.limits if limit.channel == channel)
        return own or tuple(limit for limit in self.limits if not limit.channel)

    def fees_for(self, channel: Channel) -> tuple[Fee, ...]:
        """The fees of one channel; those for every channel where it has none of its own."""
        own = tuple(fee for fee in self.fees if fee.channel == channel)
        return own or tuple(fee for fee in self.fees if not fee.channel)


@lru_cache(maxsize=_REMEMBERED_VERSIONS)
def _version(procedure: Procedure) -> str:
    promised = (
        *(procedure.code, procedure.name, procedure.field, procedure.authority),
        *(procedure.limits, procedure.limit_text, procedure.fees, procedure.fee_text),
        *(procedure.papers, procedure.online, procedure.decision, procedure.valid_from),
    )
    digest = hashlib.sha256(msgspec.json.encode(promised)).hexdigest()
    return "v" + digest[:_VERSION_DIGITS]


class _Searchable(msgspec.Struct, frozen=True):
    """The folded words of one procedure, best place first."""

    procedure: Procedure
    short: str
    short_name: str
    places: tuple[tuple[str, ...], ...]


_BEST_PLACE = 3  # the ranks below it are for the short code and for a phrase of the short name


class Catalogue:
    """All procedures in all their versions, in the order of the file: what comes often first.

    Versions of one code do not overlap. Walking through it and searching give one procedure a code:
    the version in force on the day the catalogue is looked at, or the newest when it has no day.
    """

    def __init__(
        self,
        procedures: Iterable[Procedure],
        day: date | None = None,
        kept: Iterable[Procedure] = (),
    ) -> None:
        """kept: versions that only `version` finds, for the cases that were received under them."""
        self._all = tuple(procedures)
        self._day = day
        self._kept = tuple(kept)
        self._versions: dict[str, tuple[Procedure, ...]] = {}
        for procedure in self._all:
            known = self._versions.get(procedure.code, ())
            self._versions[procedure.code] = (*known, procedure)
        for code, known in self._versions.items():
            if len(known) > 1:
                self._versions[code] = tuple(sorted(known, key=_begin, reverse=True))
        self._by_code = {code: self._shown(known) for code, known in self._versions.items()}
        self._procedures = tuple(
            shown for shown in self._by_code.values() if day is None or shown.in_force(day)
        )
        self._by_version: dict[str, Procedure] = {}
        self._searchable: tuple[_Searchable, ...] = ()

    def __iter__(self) -> Iterator[Procedure]:
        return iter(self._procedures)

    def __len__(self) -> int:
        return len(self._procedures)

    @property
    def day(self) -> date | None:
        """The day this catalogue is looked at; None for no day in particular."""
        return self._day

    def on(self, day: date) -> Catalogue:
        """The same catalogue as it reads on a day; itself when nothing reads otherwise then."""
        if day == self._day:
            return self
        bounded = any(p.valid_from is not None or p.valid_to is not None for p in self._all)
        return Catalogue(self._all, day, self._kept) if bounded else self

    def everything(self) -> tuple[Procedure, ...]:
        """Every version of every procedure."""
        return self._all

    def find(self, code: str, on: date | None = None) -> Procedure | None:
        """The procedure of a code; longer local codes match on their leading d.dddddd.

        With a day: the version in force that day, None when there was none. Without: the newest
        that has begun by the day of the catalogue, ended ones too, for old cases keep their names.
        """
        known = self._by_code.get(code)
        if known is None:
            leading = leading_code(code)
            known = None if leading is None else self._by_code.get(leading)
        if known is None or on is None:
            return known
        return next((p for p in self._versions[known.code] if p.in_force(on)), None)

    def version(self, version: str) -> Procedure | None:
        """The procedure in one version, by the code a case keeps."""
        if not self._by_version:
            self._by_version = {p.version: p for p in (*self._kept, *self._all)}
        return self._by_version.get(version)

    def versions(self, code: str) -> tuple[Procedure, ...]:
        """Every version of a code, the newest first; empty for a code that is not known."""
        known = self.find(code)
        return () if known is None else self._versions[known.code]

    def field(self, code: str) -> str:
        """The field (lĩnh vực) of a code; empty for one that is not known."""
        known = self.find(code)
        return "" if known is None else known.field

    def _shown(self, versions: tuple[Procedure, ...]) -> Procedure:
        """Newest first comes in: the newest that has begun by this catalogue's day."""
        if self._day is None or len(versions) == 1:
            return versions[0]
        begun = (p for p in versions if _begin(p) <= self._day)
        return next(begun, versions[-1])

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
            return [found] if self._offers(found) else self._successor(found)
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

    def _successor(self, ended: Procedure) -> list[Procedure]:
        """What took the place of a procedure that ended, so that an old code still leads on."""
        found = self._by_code.get(ended.replaced_by)
        return [found] if found is not None and self._offers(found) else []

    def _offers(self, procedure: Procedure) -> bool:
        return self._day is None or procedure.in_force(self._day)

    def _words(self) -> tuple[_Searchable, ...]:
        # Folded at the first search, so that opening the window does not pay for it.
        if not self._searchable:
            self._searchable = tuple(_searchable(p) for p in self._procedures)
        return self._searchable


def _begin(procedure: Procedure) -> date:
    return procedure.valid_from or date.min


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
