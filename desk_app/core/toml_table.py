"""Reading values out of a TOML table so that every mistake is noted, none stops the reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from desk_app.core.problems import Problem
from desk_app.core.toml_lines import Path, line_of

# No exponent and few digits: a number that a person can read is all a criteria set needs.
_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?\Z")
_LONGEST_SHOWN = 60

T = TypeVar("T")


class Notes:
    """The problems found so far, each with the line and the path of what is wrong."""

    def __init__(self, lines: dict[Path, int]) -> None:
        self._lines = lines
        self._found: list[tuple[int, Problem]] = []

    def add(self, path: Path, code: str, **values: str) -> None:
        """Note one problem at a path; a code with a dot is another area's own."""
        line = line_of(self._lines, path)
        whole = code if "." in code else f"criteria.{code}"
        problem = Problem(whole, written(path), {"line": str(line), **values})
        self._found.append((line, problem))

    def problems(self) -> list[Problem]:
        """All problems, in the order of the file."""
        return [problem for _, problem in sorted(self._found, key=lambda found: found[0])]


def written(path: Path) -> str:
    """The path as people read it, positions counted from 1: group[2].criterion[3].max."""
    text = ""
    for name in path:
        if isinstance(name, int):
            text += f"[{name + 1}]"
        else:
            text += f".{name}" if text else name
    return text


def clipped(value: object) -> str:
    """A value of the file, short enough for a sentence."""
    text = str(value)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


class Table:
    """One table of the file, read key by key; what is missing or wrong is noted once.

    Every reader gives a usable value even where the file is wrong, so that one mistake does not
    hide the next; `fine` tells which values may be compared with others.
    """

    def __init__(self, values: Mapping[str, object], path: Path, notes: Notes) -> None:
        self.path = path
        self._bad: set[str | int] = set()
        self._values = values
        self._notes = notes

    def at(self, *path: str | int) -> Path:
        """The path of something inside this table."""
        return (*self.path, *path)

    def note(self, path: Path, code: str, **values: str) -> None:
        """Note a problem that the caller found in this table."""
        self._bad.update(path[len(self.path) : len(self.path) + 1])
        self._notes.add(path, code, **values)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._values

    def fine(self, *keys: str) -> bool:
        """Whether nothing was noted at these keys, so that a check on them makes sense."""
        return self._bad.isdisjoint(keys)

    def allow(self, *keys: str) -> None:
        """Note every key that is not one of these."""
        for key in self._values:
            if key not in keys:
                known = ", ".join(keys)
                self.note(self.at(key), "unknown_key", key=clipped(key), known=known)

    def text(self, key: str, *, default: str | None = None) -> str:
        """A text that is not empty, or the default when the key is missing."""
        value = self._value(key, default)
        if isinstance(value, str) and (value.strip() or value == default):
            return value
        return self._wrong(key, value, "wanted_text", "")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a missing key is an empty list."""
        texts: list[str] = []
        for position, value in enumerate(self._list(key)):
            if isinstance(value, str) and value.strip():
                texts.append(value)
            else:
                self._wrong_at(self.at(key, position), value, "wanted_text")
        return tuple(texts)

    def choice(self, key: str, known: Iterable[str], *, default: str | None = None) -> str:
        """One of the known words."""
        allowed = tuple(known)
        value = self._value(key, default)
        if isinstance(value, str) and (value in allowed or value == default):
            return value
        if isinstance(value, str):
            listed = ", ".join(allowed)
            self.note(self.at(key), "unknown_word", have=clipped(value), known=listed)
            return allowed[0]
        return self._wrong(key, value, "wanted_text", allowed[0])

    def flag(self, key: str) -> bool:
        """true or false; a missing key is false."""
        value = self._value(key, False)
        return value if isinstance(value, bool) else self._wrong(key, value, "wanted_flag", False)

    def count(self, key: str, *, default: int | None = None) -> int:
        """A whole number of at least 0."""
        value = self._value(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            if value >= 0:
                return value
            self.note(self.at(key), "negative", have=str(value))
            return 0
        return self._wrong(key, value, "wanted_count", 0)

    def number(self, key: str) -> Decimal:
        """A decimal of at least 0, written as a text or a whole number."""
        return self.as_number(self._value(key, None), self.at(key))

    def number_or_none(self, key: str) -> Decimal | None:
        """A decimal of at least 0; None when the key is missing or an empty text."""
        return None if self._values.get(key, "") == "" else self.number(key)

    def numbers(self, key: str) -> tuple[Decimal, ...]:
        """A list of decimals of at least 0."""
        values = self._list(key)
        return tuple(self.as_number(v, self.at(key, n)) for n, v in enumerate(values))

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """A date, or None when the key is missing (noted when it is needed)."""
        if not needed and not self.has(key):
            return None
        value = self._value(key, None)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        return self._wrong(key, value, "wanted_date", None)

    def table(self, key: str) -> Table | None:
        """The table under a key, or None (noted) when it is missing or no table."""
        value = self._value(key, None)
        if isinstance(value, dict):
            return Table(value, self.at(key), self._notes)
        return self._wrong(key, value, "wanted_table", None)

    def tables(self, key: str, *, needed: bool = False) -> Iterator[Table]:
        """The tables of a list; when `needed`, an empty or missing list is noted."""
        values = self._list(key)
        if needed and not values and (not self.has(key) or self._values[key] == []):
            self.note(self.at(key), "missing", key=key)
        for position, value in enumerate(values):
            path = self.at(key, position)
            if isinstance(value, dict):
                yield Table(value, path, self._notes)
            else:
                self._wrong_at(path, value, "wanted_table")

    def as_number(self, value: object, path: Path) -> Decimal:
        """The decimal that a value of the file means."""
        if isinstance(value, bool) or not isinstance(value, int | str):
            if value is not None:
                self._wrong_at(path, value, "wanted_number")
            return Decimal(0)
        text = str(value) if isinstance(value, str) or -(10**9) < value < 10**9 else "…"
        if _NUMBER.match(text) is None:
            self.note(path, "not_a_number", have=clipped(text))
            return Decimal(0)
        number = Decimal(text)
        if number < 0:
            self.note(path, "negative", have=text)
            return Decimal(0)
        return number

    def _value(self, key: str, default: object) -> object:
        if key in self._values:
            return self._values[key]
        if default is None:
            self.note(self.at(key), "missing", key=key)
        return default

    def _list(self, key: str) -> list[object]:
        value = self._value(key, [])
        return value if isinstance(value, list) else self._wrong(key, value, "wanted_list", [])

    def _wrong(self, key: str, value: object, code: str, instead: T) -> T:
        if value is not None:
            self._wrong_at(self.at(key), value, code)
        return instead

    def _wrong_at(self, path: Path, value: object, code: str) -> None:
        if isinstance(value, float):
            self.note(path, "float", have=clipped(value))
        else:
            self.note(path, code, have=clipped(value))
