"""Which case of the province's is which of ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import msgspec

from desk_app.core.clock import Millis, day_number
from desk_app.core.text import fold
from desk_app.core.their_case import NO_PROCEDURE, TheirCase

# So many days later a case is entered there at most when their line was down.
ENTERED_LATER = 4

Digest = Callable[[TheirCase], str]


class OurCase(msgspec.Struct, frozen=True, kw_only=True):
    """What of a case of ours is compared. row: the keyed hash of the row that brought it, or ""."""

    id: str
    number: str
    reference: str
    row: str
    procedure: str
    name: str
    organisation: str
    phone: str
    address: str
    at: Millis
    due: Millis | None
    status: str
    at_once: bool
    moved: bool
    book: str
    voided: bool
    erased: bool

    @property
    def whose(self) -> str:
        """The applicant as lists name them."""
        return self.organisation or self.name


class Matched(msgspec.Struct):
    """found: the same case there and here; new: only there; left: only here."""

    found: list[tuple[TheirCase, OurCase]]
    new: list[TheirCase]
    left: list[OurCase]


def match(theirs: Sequence[TheirCase], ours: list[OurCase], digest: Digest) -> Matched:
    """By the row that brought it, mã hồ sơ, our number, else procedure, person and day."""
    by_row = {case.row: case for case in ours if case.row}
    by_reference = {case.reference: case for case in ours if case.reference}
    by_number = {case.number: case for case in ours}
    taken: set[str] = set()
    found: list[tuple[TheirCase, OurCase]] = []
    rest: list[TheirCase] = []
    for case in theirs:
        hit = by_reference.get(case.reference) if case.reference else None
        if hit is None and case.own_number:
            hit = by_number.get(case.own_number)
        if hit is None and by_row:
            hit = by_row.get(digest(case))
        if hit is None or hit.id in taken:
            rest.append(case)
            continue
        taken.add(hit.id)
        found.append((case, hit))
    for key in (_by_person, _by_day):
        rest = _match_by(key, rest, ours, taken, found)
    rest = _match_entered_later(rest, ours, taken, found)
    left = [case for case in ours if case.id not in taken]
    return Matched(found, rest, left)


_Key = tuple[object, ...]


def _by_person(procedure: str, whose: str, at: Millis) -> _Key | None:
    return (procedure, fold(whose), day_number(at)) if whose else None


def _by_day(procedure: str, whose: str, at: Millis) -> _Key | None:
    """Where they name nobody: the one case of that procedure on that day."""
    return (procedure, day_number(at))


def _match_by(
    key: Callable[[str, str, Millis], _Key | None],
    rest: list[TheirCase],
    ours: list[OurCase],
    taken: set[str],
    found: list[tuple[TheirCase, OurCase]],
) -> list[TheirCase]:
    """Pair what agrees in `key`; without a person only where one stands there and one here."""
    free: defaultdict[_Key, list[OurCase]] = defaultdict(list)
    for one in ours:
        # A case with a mã hồ sơ of its own is another one; a voided one is nobody's.
        if one.id not in taken and not one.reference and not one.voided:
            named = key(one.procedure, one.whose, one.at)
            if named is not None:
                free[named].append(one)
    if not free:
        return rest
    alone = key is _by_day
    asked: defaultdict[_Key, int] = defaultdict(int)
    keys = [_key_of(case, key, alone=alone) for case in rest]
    for named in keys:
        if named is not None:
            asked[named] += 1
    left: list[TheirCase] = []
    for case, named in zip(rest, keys, strict=True):
        some = free.get(named, []) if named is not None else []
        if not some or (alone and (len(some) > 1 or asked[named or ()] > 1)):
            left.append(case)
            continue
        ours_of_it = some.pop(0)
        taken.add(ours_of_it.id)
        found.append((case, ours_of_it))
    return left


def _match_entered_later(
    rest: list[TheirCase],
    ours: list[OurCase],
    taken: set[str],
    found: list[tuple[TheirCase, OurCase]],
) -> list[TheirCase]:
    """Pair what was received here while their line was down and entered there days later.

    Only one case here and one there, and none of those that people hand in every other day.
    """
    free: defaultdict[_Key, list[OurCase]] = defaultdict(list)
    for one in ours:
        waits = one.id not in taken and not (one.reference or one.voided or one.at_once)
        if waits and one.whose:
            free[one.procedure, fold(one.whose)].append(one)
    if not free:
        return rest
    asked: defaultdict[_Key, list[TheirCase]] = defaultdict(list)
    for case in rest:
        if case.whose:
            asked[case.procedure, fold(case.whose)].append(case)
    left: list[TheirCase] = []
    for case in rest:
        named = (case.procedure, fold(case.whose))
        some = free.get(named, [])
        if len(some) != 1 or len(asked[named]) != 1 or not _entered_later(case, some[0]):
            left.append(case)
            continue
        taken.add(some[0].id)
        found.append((case, some[0]))
    return left


def _entered_later(case: TheirCase, ours: OurCase) -> bool:
    if case.received is None:
        return False
    return 0 < day_number(case.received) - day_number(ours.at) <= ENTERED_LATER


def _key_of(
    case: TheirCase, key: Callable[[str, str, Millis], _Key | None], *, alone: bool
) -> _Key | None:
    if case.received is None or case.procedure == NO_PROCEDURE or (alone and case.whose):
        return None
    return key(case.procedure, case.whose, case.received)
