"""How many of the province's cases stand here, month by month, and which do not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desk_app.core.case_ops import AbsentCases, CoverageCounted
from desk_app.core.clock import day_of, number_of
from desk_app.core.ids import OfficerId
from desk_app.core.period import Month
from desk_app.core.their_case import TheirCase
from desk_app.services.changes import Changes
from desk_app.services.read_cases import Reading
from desk_app.store import case_matching
from desk_app.store.case_matching import Coverage
from desk_app.store.store import Reader
from desk_app.store.writer import Tx


def coverage(reader: Reader, month: Month) -> Coverage | None:
    """The last count of a month; None where no export of it was ever read."""
    return case_matching.coverage(reader.connection, str(month))


def count_coverage(tx: Tx, reading: Reading, officer: OfficerId) -> Changes:
    """Count every month of the export again, and write the counts that changed.

    Ours are the cases of the month that carry a mã hồ sơ, for only the province gives one; absent
    are those of this or an earlier export that no case of ours carries.
    """
    written: set[str] = set()
    for month, cases in sorted(_by_month(reading.sheet.cases).items()):
        known = case_matching.coverage(tx.connection, month)
        told = {case.reference for case in cases if case.reference}
        told.update(known.absent if known is not None else ())
        here = case_matching.with_reference(tx.connection, sorted(told))
        absent = tuple(sorted(told - here))
        ours = case_matching.referenced_in(tx.connection, *_days(month))
        theirs = ours + len(absent)
        if known is not None and (known.theirs, known.ours, known.absent) == (theirs, ours, absent):
            continue
        tx.log.append(
            "coverage.counted",
            CoverageCounted(month=month, theirs=theirs, ours=ours, digest=reading.digest),
            person=AbsentCases(references=absent) if absent else None,
            officer=officer,
            subject=f"coverage:{month}",
        )
        written.add(month)
    return Changes(coverage=frozenset(written))


def _by_month(cases: Iterable[TheirCase]) -> dict[str, list[TheirCase]]:
    months: dict[str, list[TheirCase]] = {}
    for case in cases:
        if case.received is not None and case.status != "expected":
            day = day_of(case.received)
            months.setdefault(f"{day:%Y-%m}", []).append(case)
    return months


def _days(month: str) -> tuple[int, int]:
    year, number = map(int, month.split("-"))
    first = date(year, number, 1)
    after = date(year + number // 12, number % 12 + 1, 1)
    return number_of(first), number_of(after) - 1


def share(found: Coverage) -> str:
    """The coverage as it is always shown: fraction and percentage with a decimal comma."""
    if not found.theirs:
        return "0/0"
    percent = f"{100 * found.ours / found.theirs:.1f}".replace(".", ",")
    return f"{found.ours}/{found.theirs} = {percent}%"
