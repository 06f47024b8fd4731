"""Reading JSON as programs export it: a list of objects, somewhere in the file, as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import msgspec

from desk_app.core.sheet_values import Cell
from desk_app.sheets.file_type import megabytes, refuse
from desk_app.sheets.limits import MEBIBYTE, Limits
from desk_app.sheets.table import BadCell, NumberedRow

LARGEST = 24 * MEBIBYTE  # decoded it takes about six times as much memory
_DEEP = 4  # how far below the top the list may lie
_NESTED = 6
_SPACE = b" \t\r\n"


def looks_like_json(opened: IO[bytes]) -> bool:
    """Whether the first sign of the file opens a list or an object."""
    opened.seek(0)
    head = opened.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip(_SPACE)
    opened.seek(0)
    return head[:1] in (b"{", b"[")


class JsonTable:
    """The longest list of objects of the file. Row 0 names the keys, row n is the nth object."""

    ragged = True
    days_from_1904 = False

    def __init__(self, opened: IO[bytes], limits: Limits) -> None:
        data = opened.read(LARGEST + 1).removeprefix(b"\xef\xbb\xbf")
        if len(data) > LARGEST:
            raise refuse("sheet.file_too_big", limit=megabytes(LARGEST))
        try:
            whole = msgspec.json.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise refuse("sheet.broken_json") from None
        self._objects = max(_lists(whole, _DEEP), key=len, default=[])
        if not self._objects:
            raise refuse("sheet.empty")
        if len(self._objects) > limits.rows:
            raise refuse("sheet.too_many_rows", limit=str(limits.rows))
        self._keys = list(dict.fromkeys(key for one in self._objects for key in one))
        if len(self._keys) > limits.columns:
            raise refuse("sheet.too_many_columns", limit=str(limits.columns))
        self._longest = limits.cell

    def rows(self) -> Iterator[NumberedRow]:
        """The keys, then the objects in order."""
        yield 0, [*self._keys]
        for number, one in enumerate(self._objects, start=1):
            cells: list[Cell] = [_text(one.get(key), _NESTED) for key in self._keys]
            if any(isinstance(cell, str) and len(cell) > self._longest for cell in cells):
                raise refuse("sheet.cell_too_long", row=str(number))
            yield number, cells

    def bad_cells(self) -> Iterator[BadCell]:
        """None: JSON holds values."""
        return iter(())

    def progress(self) -> tuple[int, int]:
        """Everything is read at once."""
        return len(self._objects), len(self._objects)


def _lists(value: Any, deep: int) -> Iterator[list[dict[str, Any]]]:
    if isinstance(value, list):
        if value and all(isinstance(one, dict) for one in value):
            yield value
    elif isinstance(value, dict) and deep:
        for inner in value.values():
            yield from _lists(inner, deep - 1)


def _text(value: Any, deep: int) -> str | int | float | bool:
    """A value as one cell: a list as lines, an object as its values with strokes between."""
    if value is None or deep == 0:
        return ""
    if isinstance(value, list):
        return "\n".join(str(_text(one, deep - 1)) for one in value)
    if isinstance(value, dict):
        parts = (str(_text(one, deep - 1)) for one in value.values())
        return " – ".join(part for part in parts if part)
    return value if isinstance(value, (str, int, float, bool)) else ""
