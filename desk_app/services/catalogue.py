"""The catalogue of a desk: shipped and imported versions, and taking in a list of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import msgspec

from desk_app.core.case_ops import CatalogueImported, DayChanges
from desk_app.core.catalogue_grid import Grid
from desk_app.core.catalogue_headings import HEADING_KEYS
from desk_app.core.catalogue_list import ProcedureList, read_list
from desk_app.core.catalogue_preview import CatalogueChange, CataloguePreview, base_of
from desk_app.core.catalogue_preview import preview as compare
from desk_app.core.clock import day_of, number_of, start_of
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.ops import SourceFile
from desk_app.core.payloads import Facts
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue, Procedure
from desk_app.core.text import clean
from desk_app.services.changes import Changes
from desk_app.sheets.limits import MEBIBYTE, Limits
from desk_app.sheets.reader import read_table
from desk_app.store import op_rows, sqlite
from desk_app.store import procedure_versions as rows
from desk_app.store.store import Reader
from desk_app.store.writer import Tx

# The whole country has 5,741 procedures; a province's list has at most as many.
LIMITS = Limits(file=32 * MEBIBYTE, rows=20_000, columns=120)
WEEK = 7
_FILE_NAME_LIMIT = 200


class TakenChange(msgspec.Struct, frozen=True):
    """What changed, and the day it was taken in."""

    taken: date
    change: CatalogueChange


def catalogue(reader: Reader, shipped: Catalogue) -> Catalogue:
    """All procedures this desk knows: the shipped ones, and what imports put over them."""
    return catalogue_of(reader.connection, shipped)


def catalogue_of(connection: sqlite.Connection, shipped: Catalogue) -> Catalogue:
    """`catalogue` inside a transaction."""
    listed, kept = rows.listed(connection), rows.kept(connection)
    if not listed:
        return Catalogue(shipped.everything(), kept=kept) if kept else shipped
    imported = {procedure.code: procedure for procedure in listed}
    taken = {procedure.version for procedure in listed}
    # Where the province has spoken of a procedure, a later release of the program does not.
    ours = [p for p in shipped.everything() if p.code not in imported]
    over = {p.version: p for p in listed}
    first = [over.pop(p.version) for p in shipped.everything() if p.version in taken]
    return Catalogue(_in_order(shipped, [*ours, *first, *over.values()]), kept=kept)


def read_catalogue_file(
    file: Path, *, cancelled: Callable[[], bool] = lambda: False, limits: Limits = LIMITS
) -> ProcedureList:
    """The list of procedures in a CSV, XLSX or JSON file; what is wrong with it is in the list."""
    try:
        table = read_table(file, HEADING_KEYS, limits=limits, cancelled=cancelled)
    except UserProblem as problem:
        return ProcedureList(problems=problem.problems)
    found = table.found
    grid = Grid(
        rows=table.rows,
        heading=found.heading,
        merged=tuple(found.merged),
        bad=tuple(found.bad),
        from_1904=found.from_1904,
    )
    read = read_list(grid)
    if not found.others:
        return read
    values = {"sheet": clean(found.sheet)[:60], "others": clean(", ".join(found.others))[:200]}
    left_out = Problem("sheet.sheets_left_out", "", values)
    return msgspec.structs.replace(read, notices=(*read.notices, left_out))


def preview_catalogue(
    known: Catalogue, read: ProcedureList, file_name: str, today: date, *, abolish_missing: bool
) -> CataloguePreview:
    """What taking the list in would change; nothing is written."""
    source = f"danh mục nhập ngày {today:%d/%m/%Y}: {clean(file_name)[:_FILE_NAME_LIMIT]}"
    return compare(known, read, today, source=source, abolish_missing=abolish_missing)


def take_catalogue(
    tx: Tx,
    preview: CataloguePreview,
    file_name: str,
    shipped: Catalogue,
    officer: OfficerId,
    package: str = "",
) -> Changes:
    """Take in all that the preview says, or nothing. Open cases keep their versions and due dates.

    package: the digest of the province's package the list came in; the log names it, and says so
    once for all desks of the commune. UserProblem when the list has mistakes, or when the catalogue
    is another one by now.
    """
    if preview.problems:
        raise UserProblem(*preview.problems)
    if not preview.changes:
        return Changes()
    if base_of(catalogue_of(tx.connection, shipped)) != preview.base:
        raise UserProblem(Problem("catalogue_import.meanwhile"))
    facts = CatalogueImported(
        digest=package or preview.digest,
        new=len(preview.of("new")),
        changed=len(preview.of("changed")),
        replaced=len(preview.of("replaced")),
        abolished=len(preview.of("abolished")),
        days=tuple(
            DayChanges(day, changes)
            for day, changes in sorted(
                Counter(number_of(one.day) for one in preview.changes if one.day).items()
            )
            if day >= 0
        ),
    )
    if package:
        write_once(tx, "catalogue.imported", facts, package_subject(package), officer)
    else:
        person = SourceFile(file=clean(file_name)[:_FILE_NAME_LIMIT])
        tx.log.append("catalogue.imported", facts, person=person, officer=officer)
    rows.put(tx.connection, preview.written)
    numbered = [
        (None if change.day is None else number_of(change.day), change)
        for change in preview.changes
    ]
    rows.add_changes(tx.connection, numbered, tx.now.wall)
    return Changes(catalogue=True)


def package_subject(digest: str) -> str:
    """The subject of the ops by which desks bring a package of the province into force."""
    return f"package:{digest}"


def write_once(tx: Tx, kind: str, facts: Facts, subject: str, officer: OfficerId) -> None:
    """Write the op unless the log holds one like it, of this desk or of another one."""
    known = op_rows.of_subject(tx.connection, subject)
    if not any(op.header.kind == kind for op in known):
        tx.log.append(kind, facts, subject=subject, officer=officer)


def keep_versions(tx: Tx, catalogue: Catalogue, versions: Iterable[str]) -> None:
    """Keep what cases were received under, whatever later releases and imports bring."""
    for version in frozenset(versions):
        procedure = catalogue.version(version)
        if procedure is not None:
            rows.keep(tx.connection, procedure)


def changes_since(reader: Reader, day: date, until: date) -> list[TakenChange]:
    """What officers should know of: taken in since `day`, or holding from a day up to `until`.

    The newest first; of several changes of one procedure taken in together all are named.
    """
    found = rows.changes_since(reader.connection, start_of(day), number_of(day), number_of(until))
    return [TakenChange(day_of(taken), change) for taken, change in reversed(found)]


def changes_of_week(reader: Reader, today: date) -> list[TakenChange]:
    """What changed in the seven days up to today, or begins to hold in the seven after it."""
    return changes_since(reader, today - timedelta(days=WEEK - 1), today + timedelta(days=WEEK))


def _in_order(shipped: Catalogue, procedures: list[Procedure]) -> list[Procedure]:
    """What comes often stands first, as in the shipped file; what it does not know stands last."""
    place = {p.code: number for number, p in enumerate(shipped.everything())}
    return sorted(procedures, key=lambda p: (place.get(p.code, len(place)), p.code))
