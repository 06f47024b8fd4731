"""Reading a whole sheet into checked visits, kept packed until they are asked for."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.ops import VisitLogged, payload_bytes
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue, Procedure
from desk_app.core.procedure_names import Procedures
from desk_app.core.row_identity import RowIdentities
from desk_app.core.sheet_values import Cell
from desk_app.core.visit import NewVisit
from desk_app.core.visit_sheet import (
    RowError,
    SheetRow,
    cell_error,
    read_row,
    row_error,
)
from desk_app.core.visit_sheet_check import OF_THE_WHOLE_FILE, check_row
from desk_app.core.visit_sheet_columns import Columns
from desk_app.sheets.file_type import refuse
from desk_app.sheets.find_table import FoundTable
from desk_app.sheets.formula_guard import unguarded
from desk_app.sheets.frames import EncodedVisit, RowIdentity
from desk_app.sheets.limits import Limits

_GROUP = 500  # rows packed together: 250 KB of JSON become 50


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A checked row, waiting for the id of its import."""

    act: int
    facts: VisitLogged
    person: bytes | None


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(list[_Kept]).decode


class CheckedRows:
    """All rows of a sheet: what is wrong with them, and the visits they are."""

    def __init__(
        self,
        found: FoundTable,
        procedures: list[Procedure],
        hashed: KeyedHash,
        now: Millis,
        limits: Limits,
    ) -> None:
        self._found = found
        self._columns: Columns = found.columns
        catalogue = Catalogue(procedures)
        self._procedures = Procedures(catalogue)
        self._find = _finder(catalogue)
        self._hashed = hashed
        self._now = now
        self._limits = limits
        self._identities = RowIdentities()
        self._seen: dict[str, tuple[int, bytes]] = {}
        self._waiting: list[_Kept] = []
        self._packed: list[bytes] = []
        self._zeros = 0
        self.rows = 0
        self.repeats = 0
        self.errors: list[RowError] = []
        self.notices: list[Problem] = list(found.notices)

    def read(
        self,
        on_identities: Callable[[list[RowIdentity]], None],
        on_progress: Callable[[int, int], None],
    ) -> None:
        """Read and check every row; what is wrong is in `errors` afterwards, by row."""
        barred = self._bar_cells()
        identities: list[RowIdentity] = []
        for number, cells in self._found.data():
            self.rows += 1
            if self.rows > self._limits.rows:
                raise refuse("sheet.too_many_rows", limit=str(self._limits.rows))
            if number not in barred:
                identity = self._read_row(number, cells)
                if identity is not None:
                    identities.append(identity)
            if len(identities) >= _GROUP:
                on_identities(identities)
                identities = []
            if self.rows % 100 == 0:
                on_progress(*self._found.table.progress())
            if len(self.errors) >= self._limits.errors:
                last = str(number)
                self.notices.append(Problem("sheet.more_errors", "", {"row": last}))
                break
        on_identities(identities)
        self._pack_waiting()
        if not self.rows and not self.errors:
            raise refuse("sheet.no_rows")
        if self._zeros:
            self.notices.append(Problem("sheet.zeros_restored", "", {"rows": str(self._zeros)}))
        self.errors.sort(key=lambda error: error.row)

    def visits(self, batch: str, known: frozenset[int]) -> Iterator[list[EncodedVisit]]:
        """The visits in groups, encoded for this import, without those at the places `known`."""
        place = 0
        while self._packed:
            kept = _unpack(zlib.decompress(self._packed.pop(0)))
            group = []
            for visit in kept:
                if place not in known:
                    facts = msgspec.structs.replace(visit.facts, batch=batch)
                    group.append(EncodedVisit(visit.act, payload_bytes(facts), visit.person))
                place += 1
            if group:
                yield group

    def _bar_cells(self) -> set[int]:
        barred: set[int] = set()
        for bad in self._found.table.bad_cells():
            if bad.row >= self._columns.number:
                barred.add(bad.row)
                error = cell_error(bad.row, bad.place, bad.problem, self._columns)
                self.errors.append(error)
        return barred

    def _read_row(self, number: int, cells: list[Cell]) -> RowIdentity | None:
        columns = self._columns
        if self._found.table.ragged:
            problem = self._ragged(number, cells)
            if problem is not None:
                self.errors.append(RowError(number, "", problem))
                return None
            if columns.own:
                cells = [unguarded(cell) if isinstance(cell, str) else cell for cell in cells]
        days_from_1904 = self._found.table.days_from_1904
        row = read_row(number, cells, columns, self._procedures, days_from_1904=days_from_1904)
        if isinstance(row, tuple):
            for error in row:
                if error.problem.code in OF_THE_WHOLE_FILE:
                    place = {"row": str(error.row), "column": error.column}
                    values = {**error.problem.values, **place}
                    raise UserProblem(Problem(error.problem.code, "", values))
            self.errors.extend(row)
            return None
        checked = check_row(row, self._find, self._now, self._hashed)
        if isinstance(checked, tuple):
            self.errors.extend(row_error(number, p.field, p, columns) for p in checked)
            return None
        return self._keep(row, checked)

    def _ragged(self, number: int, cells: list[Cell]) -> Problem | None:
        width = self._columns.width
        have = len(cells)
        while have > width and cells[have - 1] == "":
            have -= 1
        if have == width:
            return None
        code = "sheet.row_long" if have > width else "sheet.row_short"
        values = {"row": str(number), "have": str(have), "want": str(width)}
        return Problem(code, "", values)

    def _keep(self, row: SheetRow, checked: NewVisit) -> RowIdentity | None:
        identity, *also = self._hashed.every("import row", self._identities.of(row))
        person = payload_bytes(checked.person) if checked.person is not None else None
        facts = msgspec.structs.replace(checked.facts, row=identity)
        if row.own_id or row.form.reference:
            said = _content(checked.act, facts, person)
            first = self._seen.setdefault(identity, (row.number, said))
            if first[0] != row.number:
                if first[1] == said:
                    self.repeats += 1
                    return None
                field = "own_id" if row.own_id else "reference"
                values = {"first": str(first[0]), "have": row.own_id or row.form.reference}
                problem = Problem("sheet.row_twice", field, values)
                self.errors.append(row_error(row.number, field, problem, self._columns))
                return None
        self._zeros += row.zeros
        self._waiting.append(_Kept(checked.act, facts, person))
        if len(self._waiting) >= _GROUP:
            self._pack_waiting()
        by_reference = "" if row.own_id or checked.person is None else checked.person.reference
        return RowIdentity(identity, row.own_id, by_reference, tuple(also))

    def _pack_waiting(self) -> None:
        if self._waiting:
            self._packed.append(zlib.compress(_pack(self._waiting), 1))
            self._waiting = []


def _content(act: int, facts: VisitLogged, person: bytes | None) -> bytes:
    whole = b"%d\n%s\n%s" % (act, payload_bytes(facts), person or b"")
    return hashlib.blake2b(whole, digest_size=8).digest()


def _finder(catalogue: Catalogue) -> Callable[[str], str | None]:
    def find(code: str) -> str | None:
        procedure = catalogue.find(code)
        return None if procedure is None else procedure.code

    return find
