"""The process that reads one provincial export from outside, and may cost only so much."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain, islice
from typing import IO

import msgspec

from desk_app.core.case_sheet import CaseRows
from desk_app.core.case_sheet_columns import HEADING_WITHIN, CaseColumns, find_columns
from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.legacy_encodings import ENCODING_NAMES, legacy_text
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue, Procedure
from desk_app.core.procedure_match import ProcedureMatch
from desk_app.core.sheet_values import Cell, cell_text
from desk_app.core.text import clean
from desk_app.core.their_case import SheetMapping, UnknownColumns
from desk_app.sheets.case_frames import CaseRowsRead, CasesRead, StartCases, say, started
from desk_app.sheets.case_tables import case_tables
from desk_app.sheets.confined import pipes, serve, signs_of_life
from desk_app.sheets.file_type import open_file, refuse
from desk_app.sheets.limits import Limits
from desk_app.sheets.table import Alive, NumberedRow, Table

_GROUP = 500
_LOOKED_AT = 300  # rows whose letters are looked at together
_OF_THE_WHOLE_FILE = frozenset(("sheet.letters_lost", "sheet.legacy_letters"))
_procedures = msgspec.msgpack.Decoder(list[Procedure])


def main() -> int:
    """Serve one file and end."""
    asked, answers = pipes()
    start = started(asked)
    if start is None:
        return 1
    return serve(start.limits, partial(_serve, start, answers), partial(say, answers))


def _serve(start: StartCases, answers: IO[bytes]) -> None:
    progress = signs_of_life(partial(say, answers))

    with open_file(start.path, start.limits) as opened:
        table, found, rows, notices = _find(
            opened, start.mappings, start.limits, lambda: progress(0, 0)
        )
        if isinstance(found, UnknownColumns):
            say(answers, _asked(found, notices))
            return
        mapping = start.mappings.get(found.signature, SheetMapping())
        catalogue = Catalogue(_procedures.decode(start.procedures))
        reading = CaseRows(
            found,
            ProcedureMatch(catalogue, mapping.procedures),
            mapping,
            Millis(start.now),
            days_from_1904=table.days_from_1904,
            bad=_bad_cells(table),
        )
        coming = (row for row in rows if row[0] > found.last)
        top = list(islice(coming, _LOOKED_AT))
        _refuse_old_letters([list(found.headings), *(cells for _, cells in top)])
        below = chain(top, coming)
        for count, _ in enumerate(reading.read(below)):
            if count % 100 == 0:
                progress(*table.progress())
            if len(reading.errors) > start.limits.errors:
                break
            if reading.rows > start.limits.rows:
                raise refuse("sheet.too_many_rows", limit=str(start.limits.rows))
    if not reading.rows:
        raise refuse("sheet.no_rows")
    for error in reading.errors:
        if error.problem.code in _OF_THE_WHOLE_FILE:
            values = {**error.problem.values, "row": str(error.row), "column": error.column}
            raise UserProblem(Problem(error.problem.code, "", values))
    for first in range(0, len(reading.cases), _GROUP):
        say(answers, CaseRowsRead(reading.cases[first : first + _GROUP]))
    errors = sorted(reading.errors, key=lambda error: error.row)[:5000]
    read = CasesRead(
        signature=found.signature,
        rows=reading.rows,
        repeats=reading.repeats,
        errors=errors,
        notices=[*notices, *reading.notices()],
        columns={field: found.headings[place] for field, place in found.of.items()},
        unknown=None,
        statuses=list(reading.statuses),
        procedures=list(reading.unknown_procedures),
    )
    say(answers, read)


def _asked(found: UnknownColumns, notices: list[Problem]) -> CasesRead:
    return CasesRead(
        signature=found.signature,
        rows=0,
        repeats=0,
        errors=[],
        notices=notices,
        columns={},
        unknown=found,
        statuses=[],
        procedures=[],
    )


def _find(
    opened: IO[bytes], mappings: Mapping[str, SheetMapping], limits: Limits, alive: Alive
) -> tuple[Table, CaseColumns | UnknownColumns, chain[NumberedRow], list[Problem]]:
    """The table that holds cases: the first whose headings are clear, else the likeliest."""
    said = {signature: mapping.fields for signature, mapping in mappings.items() if mapping.fields}
    asked: tuple[Table, UnknownColumns, chain[NumberedRow]] | None = None
    names: list[str] = []
    chosen: tuple[str, Table, CaseColumns, chain[NumberedRow]] | None = None
    seen = False
    for name, table in case_tables(opened, limits, alive):
        names.append(name)
        if chosen is not None:
            continue
        rows = table.rows()
        head = list(islice(rows, HEADING_WITHIN))
        seen = seen or bool(head)
        found = find_columns([(number, _texts(cells)) for number, cells in head], said)
        if isinstance(found, CaseColumns):
            chosen = (name, table, found, chain(head, rows))
        else:
            # Headings nobody knows may be known headings in broken letters.
            _refuse_old_letters([cells for _, cells in head])
            if found is not None and asked is None:
                asked = (table, found, chain(head, rows))
    if chosen is not None:
        others = [name for name in names if name and name != chosen[0]]
        values = {"sheet": chosen[0][:60], "others": ", ".join(other[:60] for other in others[:8])}
        notices = [Problem("sheet.sheets_left_out", "", values)] if others else []
        return chosen[1], chosen[2], chosen[3], notices
    if asked is not None:
        return (*asked, [])
    raise refuse("case_sheet.no_heading" if seen else "sheet.empty", rows=str(HEADING_WITHIN))


def _bad_cells(table: Table) -> dict[int, list[tuple[int, Problem]]]:
    bad: dict[int, list[tuple[int, Problem]]] = {}
    for cell in table.bad_cells():
        bad.setdefault(cell.row, []).append((cell.place, cell.problem))
    return bad


def _texts(cells: Sequence[Cell]) -> list[str]:
    said = (cell_text(cell) for cell in cells)
    return ["" if isinstance(text, Problem) else text for text in said]


def _refuse_old_letters(rows: Sequence[Sequence[Cell]]) -> None:
    """Refuse text in the old fonts, which nobody could read here; told by many words together."""
    found = legacy_text(cell for cells in rows for cell in cells if isinstance(cell, str))
    if found is not None:
        raise refuse(
            "case_sheet.legacy_letters",
            have=clean(found.word)[:40],
            encoding=ENCODING_NAMES[found.encoding],
        )


if __name__ == "__main__":
    sys.exit(main())
