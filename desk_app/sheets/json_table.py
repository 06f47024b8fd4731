"""Cases as JSON: a list of objects, wherever in the document it stands, as rows with headings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import msgspec

from desk_app.core.sheet_values import Cell
from desk_app.sheets.file_type import refuse
from desk_app.sheets.limits import Limits
from desk_app.sheets.table import Alive, BadCell, NumberedRow
from desk_app.sheets.whole_text import beginning, whole_text

_DEEP = 5  # objects inside objects that are looked into


def looks_like_json(opened: IO[bytes]) -> bool:
    """Whether the file begins as a JSON list or object does."""
    head = beginning(opened)
    if head[:1] == "{":
        return head[1:].lstrip()[:1] in ('"', "}")
    return head[:1] == "[" and head[1:].lstrip()[:1] in ("{", "[", "]")


class JsonTable:
    """The longest list of objects in the document; keys inside objects are joined by dots."""

    ragged = False
    days_from_1904 = False

    def __init__(self, opened: IO[bytes], limits: Limits, alive: Alive) -> None:
        text = whole_text(opened)
        alive()
        try:
            document = msgspec.json.decode(text.encode())
        except (msgspec.DecodeError, RecursionError):
            raise refuse("case_sheet.broken_json") from None
        alive()
        found = _longest_list(document, _DEEP)
        if not found:
            raise refuse("case_sheet.no_list")
        if len(found) > limits.rows:
            raise refuse("sheet.too_many_rows", limit=str(limits.rows))
        self._list, self._limits, self._read = found, limits, 0

    def rows(self) -> Iterator[NumberedRow]:
        """The keys as row 1, then one row an object; a list of lists has its own heading."""
        if isinstance(self._list[0], list):
            for number, values in enumerate(self._list, start=1):
                self._read = number
                yield number, [_cell(value) for value in values]
            return
        flat = [_flat(one) for one in self._list]
        keys = list(dict.fromkeys(key for one in flat for key in one))
        if len(keys) > self._limits.columns:
            raise refuse("sheet.too_many_columns", limit=str(self._limits.columns))
        yield 1, list(keys)
        for number, one in enumerate(flat, start=2):
            self._read = number
            cells: list[Cell] = [one.get(key, "") for key in keys]
            if any(cell != "" for cell in cells):
                yield number, cells

    def bad_cells(self) -> Iterator[BadCell]:
        """None: JSON has values only."""
        return iter(())

    def progress(self) -> tuple[int, int]:
        """Rows read, and rows in the list."""
        return self._read, len(self._list)


def _longest_list(value: Any, deep: int) -> list[Any]:
    best: list[Any] = []
    if isinstance(value, list) and value:
        objects = all(isinstance(one, dict) for one in value)
        if objects or (len(value) > 1 and all(isinstance(one, list) for one in value)):
            best = value
    children = value.values() if isinstance(value, dict) else []
    for child in children if deep else ():
        found = _longest_list(child, deep - 1)
        if len(found) > len(best):
            best = found
    return best


def _flat(one: dict[str, Any], before: str = "", deep: int = _DEEP) -> dict[str, Cell]:
    flat: dict[str, Cell] = {}
    for key, value in one.items():
        name = f"{before}.{key}" if before else key
        if isinstance(value, dict):
            if deep:
                flat.update(_flat(value, name, deep - 1))
        elif not isinstance(value, list):
            flat[name] = _cell(value)
    return flat


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, str | bool | int | float):
        return value
    return ""
