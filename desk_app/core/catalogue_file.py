"""A catalogue of procedures read from CSV text, with the exact row and column of each mistake."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date
from typing import get_args

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue, Confidence, LimitUnit, Procedure, TimeLimit
from desk_app.core.text import clean

COLUMNS = (
    *("code", "short", "short_name", "name", "field", "time_limits", "time_text", "fee_text"),
    *("authority", "at_desk", "full_id", "decision", "valid_from", "valid_to"),
    *("confidence", "confidence_note", "source", "note"),
)
_REQUIRED = ("code", "short_name", "name", "field", "source")
_CODE = re.compile(r"\d\.\d{6}\Z")
_SHORT = re.compile(r"[A-Z][A-Z0-9]{0,5}\Z")
_LIMIT = re.compile(r"(\d{1,3}) (\w+)(?: \((.+)\))?\Z")


class _CellError(Exception):
    """One cell that cannot be read."""

    def __init__(self, code: str, column: str, have: str) -> None:
        super().__init__(code)
        self.code, self.column, self.have = code, column, have


def load_catalogue(text: str) -> Catalogue:
    """The catalogue written as CSV; UserProblem lists every row that cannot be read.

    Line 1 holds the column names of COLUMNS, in any order; unknown columns are refused, since a
    misspelt one would silently lose its contents.
    """
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    header = rows[0] if rows else []
    problems = [
        Problem("catalogue.column_missing", "line", {"column": name})
        for name in COLUMNS
        if name not in header
    ]
    problems += [
        Problem("catalogue.column_unknown", "line", {"column": name})
        for name in header
        if name not in COLUMNS
    ]
    if problems:
        raise UserProblem(*problems)
    procedures: list[Procedure] = []
    for line, cells in enumerate(rows[1:], start=2):
        try:
            procedures.append(_procedure(_row(header, cells)))
        except _CellError as wrong:
            values = {"line": str(line), "column": wrong.column, "have": wrong.have}
            problems.append(Problem(wrong.code, wrong.column, values))
    problems += _doubles("code", [p.code for p in procedures])
    problems += _doubles("short", [p.short for p in procedures if p.short])
    if problems:
        raise UserProblem(*problems)
    return Catalogue(procedures)


def _doubles(column: str, values: list[str]) -> list[Problem]:
    return [
        Problem("catalogue.double", column, {"column": column, "have": value})
        for value, count in Counter(values).items()
        if count > 1
    ]


def _row(header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise _CellError("catalogue.cells", "", str(len(cells)))
    return {name: clean(cell) for name, cell in zip(header, cells, strict=True)}


def _procedure(row: dict[str, str]) -> Procedure:
    for name in _REQUIRED:
        if not row[name]:
            raise _CellError("catalogue.empty", name, "")
    if _CODE.match(row["code"]) is None:
        raise _CellError("catalogue.code", "code", row["code"])
    if row["short"] and _SHORT.match(row["short"]) is None:
        raise _CellError("catalogue.short", "short", row["short"])
    confidences: dict[str, Confidence] = {value: value for value in get_args(Confidence)}
    if row["confidence"] not in confidences:
        raise _CellError("catalogue.word", "confidence", row["confidence"])
    if row["at_desk"] not in ("yes", "no"):
        raise _CellError("catalogue.word", "at_desk", row["at_desk"])
    if row["full_id"] not in ("yes", "no"):
        raise _CellError("catalogue.word", "full_id", row["full_id"])
    return Procedure(
        code=row["code"],
        short=row["short"],
        short_name=row["short_name"],
        name=row["name"],
        field=row["field"],
        limits=_limits(row["time_limits"]),
        limit_text=row["time_text"],
        fee_text=row["fee_text"],
        authority=row["authority"],
        at_desk=row["at_desk"] == "yes",
        full_id=row["full_id"] == "yes",
        decision=row["decision"],
        valid_from=_day(row, "valid_from"),
        valid_to=_day(row, "valid_to"),
        confidence=confidences[row["confidence"]],
        confidence_note=row["confidence_note"],
        source=row["source"],
        note=row["note"],
    )


def _limits(cell: str) -> tuple[TimeLimit, ...]:
    """Written as "20 working_days | 30 working_days (vùng khó khăn)"."""
    units: dict[str, LimitUnit] = {unit: unit for unit in get_args(LimitUnit)}
    limits: list[TimeLimit] = []
    for part in cell.split(" | ") if cell else ():
        match = _LIMIT.match(part)
        if match is None or match[2] not in units:
            raise _CellError("catalogue.limit", "time_limits", part)
        limits.append(TimeLimit(int(match[1]), units[match[2]], match[3] or ""))
    return tuple(limits)


def _day(row: dict[str, str], column: str) -> date | None:
    if not row[column]:
        return None
    try:
        return date.fromisoformat(row[column])
    except ValueError:
        raise _CellError("catalogue.day", column, row[column]) from None
