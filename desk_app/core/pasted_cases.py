"""Cases pasted from a screen: with or without headings, as a table, as lines, as name and value."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from desk_app.core.case_sheet import CaseRows
from desk_app.core.case_sheet_columns import (
    HEADING_WITHIN,
    REFERENCE,
    CaseColumns,
    find_columns,
    missing_fields,
    signature_of,
)
from desk_app.core.case_sheet_headings import field_of
from desk_app.core.case_sheet_time import case_moment
from desk_app.core.case_sheet_words import read_channel, read_status
from desk_app.core.clock import Millis
from desk_app.core.phone import parse_phone
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.procedure_match import ProcedureMatch
from desk_app.core.text import clean
from desk_app.core.their_case import CaseSheet, CellError, SheetMapping, UnknownColumns

_MOST = 200_000  # characters; whoever pastes more has a file
_NAMED = re.compile(r"\s*([^:\t]{2,60}?)\s*:\s*(\S.*)?\Z")
_NAME = re.compile(r"(?:[^\W\d_]+\s+){1,7}[^\W\d_]+\Z")
_DATES = ("received", "due", "handed")


Test = Callable[[str], object]


def read_pasted(
    text: str, catalogue: Catalogue, mappings: dict[str, SheetMapping], now: Millis
) -> CaseSheet:
    """The cases of pasted text; `unknown` or an error where nobody can tell what is what."""
    if len(text) > _MOST:
        return _refused("case_sheet.paste_too_long")
    table = _table(text)
    if not table:
        return _refused("case_sheet.paste_empty")
    numbered = list(enumerate(table, start=1))
    said = {signature: one.fields for signature, one in mappings.items() if one.fields}
    found = find_columns(numbered[:HEADING_WITHIN], said)
    if isinstance(found, UnknownColumns):
        return CaseSheet(signature=found.signature, unknown=found)
    if found is None:
        found = _by_content(table, ProcedureMatch(catalogue, {}), said)
        if isinstance(found, UnknownColumns):
            return CaseSheet(signature=found.signature, unknown=found)
    mapping = mappings.get(found.signature, SheetMapping())
    rows = CaseRows(found, ProcedureMatch(catalogue, mapping.procedures), mapping, now)
    for _ in rows.read((n, cells) for n, cells in numbered if n > found.last):
        pass
    if not rows.rows:
        return _refused("case_sheet.paste_no_case")
    return CaseSheet(
        signature=found.signature,
        rows=rows.rows,
        repeats=rows.repeats,
        cases=tuple(rows.cases),
        errors=tuple(rows.errors),
        notices=rows.notices(),
        columns={field: found.headings[place] for field, place in found.of.items()},
        statuses=rows.statuses,
        procedures=rows.unknown_procedures,
    )


def _refused(code: str) -> CaseSheet:
    return CaseSheet(errors=(CellError(0, "", Problem(code)),))


def _table(text: str) -> list[list[str]]:
    """Lines and cells of what was pasted; one case told in lines becomes one row."""
    lines = [line for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
    if any("\t" in line for line in lines):
        return [[clean(cell) for cell in line.split("\t")] for line in lines]
    named = [_NAMED.match(line) for line in lines]
    known = [hit for hit in named if hit is not None and field_of(hit[1]) is not None]
    if len(known) >= 2 and len(known) >= len(lines) / 2:
        return _from_names(lines)
    return _from_lines([clean(line) for line in lines])


def _from_names(lines: Sequence[str]) -> list[list[str]]:
    """ "Mã hồ sơ: …" line by line; a name that comes again begins the next case."""
    cases: list[dict[str, str]] = [{}]
    for line in lines:
        hit = _NAMED.match(line)
        if hit is None:
            continue
        name, value = clean(hit[1]), clean(hit[2] or "")
        if name in cases[-1]:
            cases.append({})
        cases[-1][name] = value
    headings = list(dict.fromkeys(name for case in cases for name in case))
    return [headings, *([case.get(name, "") for name in headings] for case in cases)]


def _from_lines(lines: Sequence[str]) -> list[list[str]]:
    """One cell a line: each mã hồ sơ begins a case, unless the first one stands further down."""
    starts = [n for n, line in enumerate(lines) if REFERENCE.match(line.upper())]
    if not starts:
        return [list(lines)]
    lead = starts[0]
    bounds = [start - lead for start in starts] + [len(lines)]
    return [list(lines[first:last]) for first, last in pairwise(bounds)]


def _by_content(
    table: Sequence[Sequence[str]],
    procedures: ProcedureMatch,
    said: dict[str, dict[str, str]],
) -> CaseColumns | UnknownColumns:
    """Rows without headings: each column by what stands in it."""
    width = max(len(row) for row in table)
    headings = tuple(f"C{place + 1}" for place in range(width))
    signature = signature_of(headings)
    of: dict[str, int] = {}
    for place in range(width):
        values = [row[place] for row in table if place < len(row) and row[place]]
        field = _kind_of(values, of, procedures)
        if field:
            of[field] = place
    told = said.get(signature)
    if told:
        of = {field: int(key[1:]) - 1 for field, key in told.items() if key[1:].isdecimal()}
    missing = missing_fields(of)
    if missing:
        samples = tuple(
            tuple(row[place][:60] for row in table[:4] if place < len(row))
            for place in range(width)
        )
        return UnknownColumns(
            signature=signature, headings=headings, samples=samples, guessed=of, missing=missing
        )
    return CaseColumns(first=0, last=0, of=of, headings=headings, signature=signature)


def _kind_of(values: Sequence[str], of: dict[str, int], procedures: ProcedureMatch) -> str:
    def most(test: Test) -> bool:
        return bool(values) and sum(bool(test(value)) for value in values) >= 0.6 * len(values)

    tests: tuple[tuple[str, Test], ...] = (
        ("reference", lambda value: REFERENCE.match(value.upper())),
        ("phone", lambda value: len(value) < 20 and isinstance(parse_phone(value), str)),
        ("procedure_name", lambda value: procedures.find("", value)[1] != "none"),
        ("status", lambda value: len(value) < 60 and read_status(value)),
        ("channel", lambda value: len(value) < 40 and read_channel(value)),
        ("name", lambda value: len(value) < 60 and _NAME.match(value) and value[0].isupper()),
    )
    if most(lambda value: not isinstance(case_moment(value), Problem) and len(value) > 5):
        return next((field for field in _DATES if field not in of), "")
    return next((field for field, test in tests if field not in of and most(test)), "")
