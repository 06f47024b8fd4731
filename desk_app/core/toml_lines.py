"""On which line of a TOML text each key stands, which the standard reader does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]*")
_LONG = {
    '"""': re.compile(r'(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    "'''": re.compile(r".*?'{3,5}", re.DOTALL),
}
_SHORT = {
    '"': re.compile(r'(?:[^"\\]|\\.)*"'),
    "'": re.compile(r"[^']*'"),
}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")
_LETTERS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def lines_of_keys(text: str) -> dict[Path, int]:
    """The line (from 1) of every key, table and list entry of a valid TOML text.

    A path holds names and, for entries of lists, positions from 0. For a text that `tomllib`
    refuses the answer means nothing.
    """
    scanner = _Scanner(text)
    scanner.document()
    return scanner.lines


def line_of(lines: dict[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest table round it when the key is missing."""
    for length in range(len(path), 0, -1):
        line = lines.get(path[:length])
        if line is not None:
            return line
    return 1


class _Scanner:
    """Walks a TOML text once. It looks at structure only; values were read by tomllib."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self._last: dict[Path, int] = {}
        self._counted_to = 0
        self._line = 1

    def document(self) -> None:
        table: Path = ()
        while self._skip(_SPACE) and self.at < len(self.text):
            line = self._line_here()
            if self.text.startswith("[[", self.at):
                self.at += 2
                names = tuple(self._dotted())
                self.at += 2
                parent = self._entered(names[:-1])
                position = self._last.get((*parent, names[-1]), -1) + 1
                self._last[(*parent, names[-1])] = position
                self.lines.setdefault((*parent, names[-1]), line)
                table = (*parent, names[-1], position)
                self.lines[table] = line
            elif self.text[self.at] == "[":
                self.at += 1
                names = tuple(self._dotted())
                self.at += 1
                table = self._entered(names)
                self.lines.setdefault(table, line)
            else:
                self._key_and_value(table)

    def _entered(self, names: tuple[str, ...]) -> Path:
        """The path that a table's name means: inside a list of tables it is the newest entry."""
        path: Path = ()
        for name in names:
            path = (*path, name)
            if path in self._last:
                path = (*path, self._last[path])
        return path

    def _key_and_value(self, table: Path) -> None:
        line = self._line_here()
        path = table
        for name in self._dotted():
            path = (*path, name)
            self.lines.setdefault(path, line)
        self.at += 1  # the sign between key and value
        self._value(path)

    def _value(self, path: Path) -> None:
        self._skip(_BLANK)
        sign = self.text[self.at : self.at + 1]
        if sign == "[":
            self._list(path)
        elif sign == "{":
            self._inline_table(path)
        elif sign in ('"', "'"):
            self._string()
        else:
            self._skip(_SCALAR)

    def _list(self, path: Path) -> None:
        self.at += 1
        position = 0
        while self._skip(_SPACE) and self.text[self.at] != "]":
            self.lines[(*path, position)] = self._line_here()
            self._value((*path, position))
            self._comma()
            position += 1
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while self._skip(_SPACE) and self.text[self.at] != "}":
            self._key_and_value(path)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        self._skip(_SPACE)
        if self.text[self.at] == ",":
            self.at += 1

    def _dotted(self) -> Iterator[str]:
        while True:
            self._skip(_BLANK)
            if self.text[self.at] in "\"'":
                yield self._string()
            else:
                start = self.at
                self._skip(_BARE_KEY)
                yield self.text[start : self.at]
            self._skip(_BLANK)
            if self.text[self.at] != ".":
                return
            self.at += 1

    def _string(self) -> str:
        quote = self.text[self.at]
        long = quote * 3
        start = self.at + (3 if self.text.startswith(long, self.at) else 1)
        pattern = _LONG[long] if start == self.at + 3 else _SHORT[quote]
        self.at = start
        self._skip(pattern)
        inside = self.text[start : self.at - 1]
        return _ESCAPE.sub(_unescaped, inside) if quote == '"' else inside

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise ValueError(f"the text is no TOML near character {self.at}")
        self.at = found.end()
        return True

    def _line_here(self) -> int:
        self._line += self.text.count("\n", self._counted_to, self.at)
        self._counted_to = self.at
        return self._line


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _LETTERS.get(found[3], found[3])
