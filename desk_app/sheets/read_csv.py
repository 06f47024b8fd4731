"""Reading CSV as offices make it: any of four encodings, three separators, quoted line breaks."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import IO

from desk_app.core.visit_sheet_columns import HEADING_WITHIN, known_headings
from desk_app.sheets.file_type import refuse
from desk_app.sheets.limits import Limits
from desk_app.sheets.table import Alive, BadCell, NumberedRow

_SEPARATORS = (",", ";", "\t")
_BOMS = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 20
_LINE = 1 << 20  # characters: a longer line holds a cell that is too long anyway
_ROWS_PER_VISIT = 2  # every visit may be followed by an empty row, but not by a thousand
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_SAYS_SEPARATOR = re.compile(r"sep=(.)\s*\Z", re.IGNORECASE)


class CsvTable:
    """One CSV file. Its encoding was checked to the last byte before the first row is read."""

    ragged = True
    days_from_1904 = False

    def __init__(self, opened: IO[bytes], limits: Limits, alive: Alive) -> None:
        self._raw = opened
        self._limits = limits
        self._encoding, lines = _encoding(opened, alive)
        self._size = opened.seek(0, io.SEEK_END)
        self._separator, self._skip = self._find_separator()
        if lines > limits.rows:
            self._count_rows(alive)

    def rows(self) -> Iterator[NumberedRow]:
        """The records, numbered as a spreadsheet program numbers its rows."""
        return self._numbered(self._separator)

    def bad_cells(self) -> Iterator[BadCell]:
        """None: a CSV cell is text, whatever it begins with."""
        return iter(())

    def progress(self) -> tuple[int, int]:
        """Bytes read, and bytes in the file."""
        return self._raw.tell(), self._size

    def _text(self) -> io.TextIOWrapper:
        self._raw.seek(0)
        return io.TextIOWrapper(
            _KeepOpen(self._raw), encoding=self._encoding, errors="strict", newline=""
        )

    def _find_separator(self) -> tuple[str, bool]:
        head = self._text().read(64 << 10)
        if not head.strip("\ufeff \t\r\n,;"):
            raise refuse("sheet.empty")
        lines = head.splitlines(keepends=True)
        said = _SAYS_SEPARATOR.match(lines[0])
        if said is not None and said[1] in (*_SEPARATORS, "|"):
            return said[1], True
        # The last line may be cut in the middle; it is not needed to find the heading.
        trial = lines[:-1] if len(lines) > HEADING_WITHIN else lines
        scores = [(_best_heading(trial, separator), separator) for separator in _SEPARATORS]
        return max(scores, key=lambda scored: scored[0])[1], False

    def _count_rows(self, alive: Alive) -> None:
        """Refuse a file with too many rows before any of them is checked, which takes longer."""
        most = self._limits.rows + HEADING_WITHIN
        for count, (number, _) in enumerate(self._numbered(self._separator)):
            if count > most:
                raise refuse("sheet.too_many_rows", limit=str(self._limits.rows))
            if number % 1_000 == 0:
                alive()

    def _numbered(self, separator: str) -> Iterator[NumberedRow]:
        csv.field_size_limit(self._limits.cell)
        records = csv.reader(self._lines(), delimiter=separator, strict=True)
        number = 1 if self._skip else 0
        if self._skip:
            next(records, None)
        while True:
            number += 1
            if number > _ROWS_PER_VISIT * self._limits.rows + HEADING_WITHIN:
                raise refuse("sheet.too_many_rows", limit=str(self._limits.rows))
            try:
                record = next(records, None)
            except csv.Error as error:
                raise refuse(_code_of(str(error)), row=str(number)) from None
            if record is None:
                return
            if any(record):
                yield number, [*record]

    def _lines(self) -> Iterator[str]:
        stream = self._text()
        read = 0
        while line := stream.readline(_LINE):
            read += 1
            if len(line) >= _LINE:
                raise refuse("sheet.line_too_long", row=str(read))
            yield line


class _KeepOpen(io.BufferedIOBase):
    """The same bytes, which stay open when the text layer above is dropped."""

    name = "sheet"

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        return self._raw.read(-1 if size is None else size)

    def read1(self, size: int = -1, /) -> bytes:
        return self._raw.read(size)


def _best_heading(lines: list[str], separator: str) -> tuple[int, int]:
    csv.field_size_limit(1 << 20)
    best = (0, 0)
    try:
        for record in islice(csv.reader(lines, delimiter=separator), HEADING_WITHIN):
            best = max(best, (known_headings(record[:200]), len(record)))
    except csv.Error:
        pass  # the real reading tells where and why
    return best


def _code_of(message: str) -> str:
    if "field limit" in message:
        return "sheet.cell_too_long"
    if "unexpected end" in message:
        return "sheet.cut_off"
    return "sheet.quotes"


def _encoding(opened: IO[bytes], alive: Alive) -> tuple[str, int]:
    """The encoding in which every byte of the file makes sense, and how many lines there are."""
    opened.seek(0)
    head = opened.read(4)
    for bom, name in _BOMS:
        if head.startswith(bom):
            if not name:
                raise refuse("sheet.encoding", row="1")
            try:
                return name, _decode_all(opened, name, alive)
            except _NotThisEncodingError as wrong:
                raise refuse("sheet.encoding", row=str(wrong.line)) from None
    try:
        return "utf-8", _decode_all(opened, "utf-8", alive)
    except _NotThisEncodingError as utf8:
        try:
            return "cp1258", _decode_all(opened, "cp1258", alive)
        except _NotThisEncodingError:
            raise refuse("sheet.encoding", row=str(utf8.line)) from None


class _NotThisEncodingError(Exception):
    """From `line` on the bytes are not text in this encoding."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _decode_all(opened: IO[bytes], encoding: str, alive: Alive) -> int:
    """Read the file once in this encoding; refuses control characters with their line."""
    opened.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    lines = 1
    final = False
    while not final:
        data = opened.read(_CHUNK)
        final = not data
        try:
            text = decoder.decode(data, final)
        except UnicodeDecodeError as error:
            before = data[: max(0, error.start)].count(b"\n")
            raise _NotThisEncodingError(lines + before) from None
        place = text.find("\0")
        if place >= 0:
            raise refuse("sheet.nul", row=str(lines + text.count("\n", 0, place)))
        control = _CONTROL.search(text)
        if control is not None:
            bad = lines + text.count("\n", 0, control.start())
            raise refuse("sheet.control", row=str(bad))
        lines += text.count("\n")
        alive()
    return lines
