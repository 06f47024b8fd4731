"""Read what the province has, from a file or pasted, and set it beside what stands here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from desk_app.core.case_compare import Comparison, compare
from desk_app.core.case_match import ENTERED_LATER
from desk_app.core.clock import Millis, day_number
from desk_app.core.errors import UserProblem
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.pasted_cases import read_pasted
from desk_app.core.procedure import Catalogue
from desk_app.core.their_case import CaseSheet, CellError, SheetMapping, TheirCase
from desk_app.services.deadlines import counting_of
from desk_app.sheets.case_reader import Cancelled, OnProgress, read_case_sheet
from desk_app.sheets.limits import Limits
from desk_app.store import case_matching
from desk_app.store.store import Reader, Store
from desk_app.store.writer import Tx

__all__ = ["Cancelled", "OnProgress", "Reading", "read_file", "read_paste"]


# The signature of an export, and what a person says about it.
Said = tuple[str, SheetMapping]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """An export and how it compares. With an error or something to ask nothing may be taken in.

    name: of the file, or "" for what was pasted; digest: of its bytes; source: what a person
    calls the system it came from.
    """

    sheet: CaseSheet
    comparison: Comparison = Comparison()
    name: str = ""
    digest: str | None = None
    source: str = ""

    @property
    def ready(self) -> bool:
        """Whether it was read whole."""
        return not self.sheet.errors and self.sheet.unknown is None


def read_file(
    store: Store,
    file: Path,
    catalogue: Catalogue,
    now: Millis,
    *,
    said: Said | None = None,
    on_progress: OnProgress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
    limits: Limits | None = None,
) -> Reading:
    """Read and compare a file; writes nothing. Raises Cancelled when asked to stop.

    said: what was just said about an export, before it is remembered.
    """
    try:
        sheet = read_case_sheet(
            file,
            procedures=catalogue.everything(),
            mappings=_mappings(store, said),
            now=now,
            limits=limits,
            on_progress=on_progress,
            cancelled=cancelled,
        )
    except UserProblem as refusal:
        return Reading(sheet=_refused(refusal), name=file.name)
    return _compared(store, sheet, catalogue, file.name, _digest(file))


def read_paste(
    store: Store,
    text: str,
    catalogue: Catalogue,
    now: Millis,
    *,
    said: Said | None = None,
) -> Reading:
    """Read and compare what was pasted from a screen."""
    sheet = read_pasted(text, catalogue, _mappings(store, said), now)
    return _compared(store, sheet, catalogue, "", None)


def keep_mapping(tx: Tx, signature: str, mapping: SheetMapping) -> None:
    """Remember what was said about an export, so that it is asked once."""
    known = case_matching.mappings(tx.connection).get(signature, SheetMapping())
    whole = msgspec.structs.replace(
        mapping,
        source=mapping.source or known.source,
        fields=mapping.fields or known.fields,
        statuses={**known.statuses, **mapping.statuses},
        procedures={**known.procedures, **mapping.procedures},
        order=mapping.order or known.order,
    )
    case_matching.keep_mapping(tx.connection, signature, whole)


def known_mappings(reader: Reader) -> dict[str, SheetMapping]:
    """What was ever said about exports, by their signature."""
    return case_matching.mappings(reader.connection)


def compare_again(reader: Reader, reading: Reading, catalogue: Catalogue) -> Reading:
    """The same export beside what stands here now."""
    comparison = compared(reader, reading.sheet, catalogue)
    return msgspec.structs.replace(reading, comparison=comparison)


def compared(reader: Reader, sheet: CaseSheet, catalogue: Catalogue) -> Comparison:
    """How the cases of an export compare with ours."""
    digests = row_digests(reader.hashed)
    days = [day_number(case.received) for case in sheet.cases if case.received is not None]
    if days:
        days.append(min(days) - ENTERED_LATER)
    ours = case_matching.our_cases(
        reader.connection,
        days,
        [case.reference for case in sheet.cases],
        [digest for case in sheet.cases for digest in digests(case)],
    )
    rows = {case.row for case in ours}

    def digest(case: TheirCase) -> str:
        """The one of its digests by which the row came in before."""
        made = digests(case)
        return next((one for one in made if one in rows), made[0])

    def name_of(code: str) -> str:
        found = catalogue.find(code)
        return found.short_name if found is not None else code

    return compare(sheet.cases, ours, counting_of(reader).calendar, digest, name_of)


def row_digest(hashed: KeyedHash) -> Callable[[TheirCase], str]:
    """By what a row imported now is known again."""
    digests = row_digests(hashed)
    return lambda case: digests(case)[0]


def row_digests(hashed: KeyedHash) -> Callable[[TheirCase], tuple[str, ...]]:
    """By what an imported row is known again, though its person was corrected or erased.

    The same as for a visit that was imported with this mã hồ sơ. One for each key of the commune:
    another desk may have imported the row before the two were paired.
    """
    known: dict[tuple[object, ...], tuple[str, ...]] = {}

    def digests(case: TheirCase) -> tuple[str, ...]:
        said = (case.reference,) if case.reference else _told(case)
        found = known.get(said)
        if found is None:
            text = f"reference\n{case.reference}" if case.reference else "\n".join(map(str, said))
            found = known[said] = hashed.every("import row", text)
        return found

    return digests


def _told(case: TheirCase) -> tuple[object, ...]:
    return ("case", case.received, case.procedure, case.procedure_text, case.whose, case.row)


def _compared(
    store: Store, sheet: CaseSheet, catalogue: Catalogue, name: str, digest: str | None
) -> Reading:
    with store.reader() as reader:
        source = known_mappings(reader).get(sheet.signature, SheetMapping()).source
        reading = Reading(sheet=sheet, name=name, digest=digest, source=source)
        return compare_again(reader, reading, catalogue) if reading.ready else reading


def _mappings(store: Store, said: Said | None) -> dict[str, SheetMapping]:
    with store.reader() as reader:
        known = known_mappings(reader)
    return known if said is None else {**known, said[0]: said[1]}


def _digest(file: Path) -> str | None:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return None


def _refused(refusal: UserProblem) -> CaseSheet:
    """The whole file refused, as one error in the row where it stops being readable."""
    problem = refusal.problems[0]
    row = int(problem.values.get("row") or 0)
    return CaseSheet(errors=(CellError(row, problem.values.get("column", ""), problem),))
