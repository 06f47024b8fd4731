"""Versions of one procedure beside each other: of two, at most one is in force on any day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure


class Placed(msgspec.Struct, frozen=True):
    """A procedure and the row it was read from."""

    row: int
    procedure: Procedure


def version_problems(placed: Sequence[Placed]) -> list[Problem]:
    """What is wrong between rows: days that overlap or run backwards, one code for two things."""
    problems: list[Problem] = []
    by_code: dict[str, list[Placed]] = {}
    by_short: dict[str, Placed] = {}
    for one in placed:
        if ends_before_it_begins(one.procedure):
            problems.append(_at(one, "catalogue.days_order"))
        by_code.setdefault(one.procedure.code, []).append(one)
        short = one.procedure.short
        if short:
            other = by_short.setdefault(short, one)
            if other.procedure.code != one.procedure.code:
                problems.append(_between("catalogue.double", "short", short, other, one))
    for code, versions in by_code.items():
        problems += _overlaps(code, versions)
    return problems


def ends_before_it_begins(procedure: Procedure) -> bool:
    """Whether this version is in force on no day at all."""
    first, last = procedure.valid_from, procedure.valid_to
    return first is not None and last is not None and last < first


def overlap(one: Procedure, other: Procedure) -> bool:
    """Whether both would be in force on some day."""
    if ends_before_it_begins(one) or ends_before_it_begins(other):
        return False
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def day_before(day: date) -> date:
    """The last day of what ends where something else begins."""
    return day - timedelta(days=1)


def _overlaps(code: str, versions: list[Placed]) -> list[Problem]:
    problems: list[Problem] = []
    ordered = sorted(versions, key=lambda one: (_first(one.procedure), one.row))
    longest = ordered[0]
    for after in ordered[1:]:
        if overlap(longest.procedure, after.procedure):
            same = _first(longest.procedure) == _first(after.procedure)
            sentence = "catalogue.double" if same else "catalogue.overlap"
            first, second = sorted((longest, after), key=lambda one: one.row)
            problems.append(_between(sentence, "code", code, first, second))
        longest = max(longest, after, key=lambda one: _last(one.procedure))
    return problems


def _between(code: str, column: str, have: str, first: Placed, second: Placed) -> Problem:
    rows = {"first": str(first.row), "second": str(second.row), "line": str(second.row)}
    return Problem(code, column, {"column": column, "have": have, **rows})


def _at(one: Placed, code: str) -> Problem:
    first, last = one.procedure.valid_from, one.procedure.valid_to
    have = f"{first} – {last}"
    return Problem(code, "valid_to", {"line": str(one.row), "column": "valid_to", "have": have})


def _first(procedure: Procedure) -> date:
    return procedure.valid_from or date.min


def _last(procedure: Procedure) -> date:
    return procedure.valid_to or date.max
