"""Theirs against ours: which cases are new, which stand only here, and what differs and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, get_args

import msgspec

from desk_app.core.case_match import Digest, OurCase, match
from desk_app.core.case_path import agrees, path
from desk_app.core.clock import Millis, day_number, day_of, local
from desk_app.core.due_difference import why_due_differs
from desk_app.core.masking import masked
from desk_app.core.problems import Problem
from desk_app.core.text import fold
from desk_app.core.their_case import TheirCase
from desk_app.core.work_calendar import WorkCalendar

DifferenceKind = Literal["status", "due", "procedure", "received", "name", "reference", "contact"]
DIFFERENCE_KINDS: tuple[DifferenceKind, ...] = get_args(DifferenceKind)
# Of a promised hour less than this is no difference worth a correction.
_SAME_HOUR = 30 * 60_000
_UNDER_WAY = ("open", "waiting", "ready")


class Difference(msgspec.Struct, frozen=True):
    """One thing that the two tell differently.

    theirs, ours: as they are shown; text: the difference as a sentence; why: what may explain it.
    undoes: taking theirs over would take back what was done here, so it is chosen row by row only.
    """

    kind: DifferenceKind
    theirs: str
    ours: str
    text: Problem
    why: Problem | None = None
    settable: bool = True
    undoes: bool = False


def covered(difference: Difference) -> Difference:
    """The difference as lists tell it of a person whose matter covers the name."""
    if difference.kind != "name":
        return difference
    values = {name: masked(said) for name, said in difference.text.values.items()}
    text = Problem(difference.text.code, difference.text.field, values)
    return msgspec.structs.replace(
        difference, theirs=masked(difference.theirs), ours=masked(difference.ours), text=text
    )


class Pair(msgspec.Struct, frozen=True):
    """The same case there and here."""

    theirs: TheirCase
    ours: OurCase
    differences: tuple[Difference, ...] = ()


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome: new: only there; only_ours: received within their days and not among theirs;
    expected: handed in online and not received yet, which are no cases so far."""

    new: tuple[TheirCase, ...] = ()
    pairs: tuple[Pair, ...] = ()
    only_ours: tuple[OurCase, ...] = ()
    expected: tuple[TheirCase, ...] = ()

    @property
    def differing(self) -> tuple[Pair, ...]:
        """The pairs that differ in anything."""
        return tuple(pair for pair in self.pairs if pair.differences)

    @property
    def same(self) -> int:
        """How many stand there and here alike."""
        return sum(not pair.differences for pair in self.pairs)


NameOf = Callable[[str], str]


def compare(
    theirs: Sequence[TheirCase],
    ours: Iterable[OurCase],
    calendar: WorkCalendar,
    digest: Digest,
    name_of: NameOf = lambda code: code,
) -> Comparison:
    """Match by the row that brought it, mã hồ sơ, else procedure, person and day; then compare.

    digest: the keyed hash by which an imported row is known; name_of: a procedure's name.
    """
    received = [case for case in theirs if case.status != "expected" and case.received is not None]
    matched = match(received, list(ours), digest)
    pairs = tuple(
        Pair(case, found, differences(case, found, calendar, name_of))
        for case, found in matched.found
    )
    return Comparison(
        new=tuple(matched.new),
        pairs=pairs,
        only_ours=tuple(_only_ours(received, matched.left)),
        expected=tuple(case for case in theirs if case.status == "expected"),
    )


def _only_ours(theirs: Sequence[TheirCase], left: list[OurCase]) -> list[OurCase]:
    days = [day_number(case.received) for case in theirs if case.received is not None]
    if not days:
        return []
    first, last = min(days), max(days)
    return [case for case in left if not case.voided and first <= day_number(case.at) <= last]


def differences(
    theirs: TheirCase, ours: OurCase, calendar: WorkCalendar, name_of: NameOf
) -> tuple[Difference, ...]:
    """Everything that the two tell differently, the most important first."""
    if ours.voided:
        return ()  # struck out here on purpose; the province's copy does not bring it back
    found = (
        _status(theirs, ours),
        _due(theirs, ours, calendar),
        _procedure(theirs, ours, name_of),
        _received(theirs, ours),
        _name(theirs, ours),
        _reference(theirs, ours),
        _contact(theirs, ours),
    )
    return tuple(one for one in found if one is not None)


def _status(theirs: TheirCase, ours: OurCase) -> Difference | None:
    if agrees(ours.status, theirs.status):
        return None
    values = {"theirs": theirs.said or theirs.status, "ours": ours.status}
    text = Problem(f"difference.status.{ours.status}", "", values)
    if ours.at_once:
        return Difference("status", values["theirs"], ours.status, text, None, settable=False)
    # A province whose line was down lags behind; what was handed over here stays handed over.
    lags = theirs.status in _UNDER_WAY
    undoes = lags and path(ours.status, theirs.status) is None  # type: ignore[arg-type]
    why = Problem("difference.why_undoes") if undoes else None
    return Difference("status", values["theirs"], ours.status, text, why, undoes=undoes)


def _due(theirs: TheirCase, ours: OurCase, calendar: WorkCalendar) -> Difference | None:
    if theirs.due is None:
        return None
    if ours.due is None:
        if ours.at_once:
            return None
        text = Problem("difference.due_missing", "", {"theirs": _day(theirs.due)})
        return Difference("due", _day(theirs.due), "", text, None, not ours.moved)
    same_day = day_number(theirs.due) == day_number(ours.due)
    if same_day and (not theirs.due_timed or abs(theirs.due - ours.due) < _SAME_HOUR):
        return None
    show = _hour if same_day else _day
    values = {"theirs": show(theirs.due), "ours": show(ours.due)}
    why = None
    if not same_day and theirs.received is not None:
        why = why_due_differs(
            day_of(theirs.received), day_of(theirs.due), day_of(ours.due), calendar
        )
    text = Problem("difference.due", "", values)
    return Difference("due", values["theirs"], values["ours"], text, why, not ours.moved)


def _procedure(theirs: TheirCase, ours: OurCase, name_of: NameOf) -> Difference | None:
    if theirs.match == "none" or theirs.procedure == ours.procedure:
        return None
    values = {"theirs": name_of(theirs.procedure), "ours": name_of(ours.procedure)}
    text = Problem("difference.procedure", "", values)
    return Difference("procedure", values["theirs"], values["ours"], text)


def _received(theirs: TheirCase, ours: OurCase) -> Difference | None:
    if theirs.received is None or day_number(theirs.received) == day_number(ours.at):
        return None
    values = {"theirs": _day(theirs.received), "ours": _day(ours.at)}
    text = Problem("difference.received", "", values)
    return Difference("received", values["theirs"], values["ours"], text)


def _name(theirs: TheirCase, ours: OurCase) -> Difference | None:
    if ours.erased or not theirs.whose or fold(theirs.whose) == fold(ours.whose):
        return None
    values = {"theirs": theirs.whose, "ours": ours.whose}
    code = "difference.name" if ours.whose else "difference.name_missing"
    return Difference("name", theirs.whose, ours.whose, Problem(code, "", values))


def _reference(theirs: TheirCase, ours: OurCase) -> Difference | None:
    if ours.erased or not theirs.reference or theirs.reference == ours.reference:
        return None
    values = {"theirs": theirs.reference, "ours": ours.reference}
    code = "difference.reference" if ours.reference else "difference.reference_missing"
    return Difference("reference", theirs.reference, ours.reference, Problem(code, "", values))


def _contact(theirs: TheirCase, ours: OurCase) -> Difference | None:
    """A phone that differs or is missing here, an address only where ours has none."""
    if ours.erased:
        return None
    told: list[tuple[str, str]] = []
    if theirs.phone and theirs.phone != ours.phone:
        told.append((theirs.phone, ours.phone))
    if theirs.address and not ours.address:
        told.append((theirs.address, ""))
    if not told:
        return None
    values = {"theirs": " · ".join(t for t, _ in told), "ours": " · ".join(o for _, o in told if o)}
    code = "difference.contact" if values["ours"] else "difference.contact_missing"
    return Difference("contact", values["theirs"], values["ours"], Problem(code, "", values))


def _day(moment: Millis) -> str:
    return local(moment).strftime("%d/%m/%Y")


def _hour(moment: Millis) -> str:
    return local(moment).strftime("%H:%M %d/%m/%Y")
