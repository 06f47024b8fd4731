"""Provinces, communes and their history read from CSV text, naming the line of each mistake."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeVar, get_args

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Confidence
from desk_app.core.text import nfc
from desk_app.core.units import Change, Level, Unit, Units

_Value = TypeVar("_Value")
_LEVELS: dict[str, Level] = {value: value for value in get_args(Level)}
_CONFIDENCES: dict[str, Confidence] = {value: value for value in get_args(Confidence)}
_YES_NO = {"yes": True, "no": False}


class _Row:
    """One line, read cell by cell; a cell that cannot be read is a UserProblem with its place."""

    def __init__(self, line: int, cells: dict[str, str]) -> None:
        self.line, self.cells = line, cells

    def problem(self, column: str) -> UserProblem:
        values = {"line": str(self.line), "column": column, "have": self.cells.get(column) or ""}
        return UserProblem(Problem("units.row", column, values))

    def text(self, column: str) -> str:
        value = self.cells.get(column)
        if value is None:
            raise self.problem(column)
        return value

    def read(self, column: str, how: Callable[[str], _Value]) -> _Value:
        text = self.text(column)
        try:
            return how(text)
        except (ValueError, KeyError):
            raise self.problem(column) from None

    def optional(self, column: str, how: Callable[[str], _Value]) -> _Value | None:
        return self.read(column, how) if self.text(column) else None


def load_units(units_text: str, history_text: str) -> Units:
    """The units and their history written as CSV.

    The communes before a change are units too, up to the day before it. UserProblem names the first
    line and column that cannot be read.
    """
    changes = [_change(row) for row in _rows(history_text)]
    old = {change.old_code: _old_commune(change) for change in changes}
    return Units([*(_unit(row) for row in _rows(units_text)), *old.values()], changes)


def _rows(text: str) -> Iterator[_Row]:
    reader = csv.DictReader(io.StringIO(nfc(text.removeprefix("\ufeff"))))
    for line, cells in enumerate(reader, start=2):
        yield _Row(line, cells)


def _unit(row: _Row) -> Unit:
    return Unit(
        level=row.read("level", _LEVELS.__getitem__),
        code=row.read("code", _code),
        kind=row.text("kind"),
        name=row.text("name"),
        province=row.text("province"),
        formerly=row.text("formerly"),
        valid_from=row.optional("valid_from", date.fromisoformat),
        valid_to=row.optional("valid_to", date.fromisoformat),
        communes=row.optional("communes", int),
        confidence=row.read("confidence", _CONFIDENCES.__getitem__),
        confidence_note=row.text("confidence_note"),
        source=row.text("source"),
        note=row.text("note"),
    )


def _change(row: _Row) -> Change:
    return Change(
        old_code=row.read("old_code", _code),
        old_name=row.text("old_name"),
        old_district=row.text("old_district"),
        old_province=row.text("old_province"),
        new_code=row.read("new_code", _code),
        new_name=row.text("new_name"),
        new_province=row.read("new_province", _code),
        split=row.read("split", _YES_NO.__getitem__),
        on=row.read("changed_on", date.fromisoformat),
        confidence=row.read("confidence", _CONFIDENCES.__getitem__),
        source=row.text("source"),
    )


def _old_commune(change: Change) -> Unit:
    kind = next(k for k in ("Thị trấn", "Phường", "Xã", "") if change.old_name.startswith(k))
    return Unit(
        level="commune",
        code=change.old_code,
        kind=kind,
        name=change.old_name,
        district=change.old_district,
        formerly=change.old_province,
        valid_to=change.on - timedelta(days=1),
        confidence=change.confidence,
        source=change.source,
    )


def _code(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) in (2, 5)):
        raise ValueError(text)
    return text
