"""Give the visits away as a spreadsheet that comes back in unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.visit_export import COLUMNS, ExportCell, Language, export_row, headings
from desk_app.core.visit_view import VisitView
from desk_app.services.list_visits import visits_between
from desk_app.services.officers import officers
from desk_app.sheets.whole_file import whole_file
from desk_app.sheets.write_csv import write_csv
from desk_app.sheets.write_workbook import write_workbook
from desk_app.store.store import Reader

SUFFIXES = (".csv", ".xlsx")
_SHEET_NAMES = {"vi": "Lượt tiếp", "en": "Visits"}


def export_visits(
    reader: Reader,
    target: Path,
    catalogue: Catalogue,
    *,
    first: date = date(1970, 1, 1),
    last: date = date(9999, 12, 31),
    language: Language = "vi",
    replace: bool = False,
) -> int:
    """Write the visits of these civil days, both included, to `target`; returns how many.

    .csv or .xlsx, by the name's ending. Voided visits are left out. The file appears whole or not
    at all; an existing one stays unless `replace`.
    """
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        values = {"have": target.suffix or target.name, "known": ", ".join(SUFFIXES)}
        raise UserProblem(Problem("export.suffix", "output", values))
    names = {procedure.code: procedure.name for procedure in catalogue}
    people = {str(officer.id): officer.name for officer in officers(reader)}
    rows = _rows(visits_between(reader, first, last), language, names, people)
    with whole_file(target, replace=replace) as out:
        if suffix == ".csv":
            return write_csv(out, headings(language), rows)
        widths = [width for *_, width in COLUMNS]
        return write_workbook(out, headings(language), widths, rows, _SHEET_NAMES[language])


def _rows(
    views: Iterable[VisitView],
    language: Language,
    procedure_names: dict[str, str],
    officer_names: dict[str, str],
) -> Iterator[list[ExportCell]]:
    for view in views:
        if not view.voided:
            yield export_row(view, language, procedure_names, officer_names)
