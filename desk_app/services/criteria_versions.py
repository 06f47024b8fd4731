"""Which criteria set counts for which month: the shipped one, and what the province published.

A month is counted by the set that was in force on its last day. One whose paper was printed after
its end keeps the version it was printed by, whatever is published later for that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from desk_app.core.clock import start_of
from desk_app.core.criteria import CriteriaSet
from desk_app.core.ops import PaperPrinted, facts_of
from desk_app.core.period import Month
from desk_app.services.packages import activated
from desk_app.services.record_print import PaperName, paper_subject
from desk_app.store import op_rows, sqlite
from desk_app.store.store import Reader


class CriteriaVersions(msgspec.Struct, frozen=True):
    """The sets a desk can count by; published: each with its first day, the earliest first."""

    shipped: CriteriaSet
    published: tuple[tuple[date, CriteriaSet], ...] = ()

    def on(self, day: date, identity: str | None = None) -> CriteriaSet:
        """The set in force on a day; identity: of those called so alone."""
        held = self.shipped
        for first, one in self.published:
            over = one.valid_to is not None and one.valid_to < day
            if first <= day and not over and identity in (None, one.id):
                held = one
        return held

    def version(self, digest: str) -> CriteriaSet | None:
        """The set with this digest; None when it is not here."""
        return next((one for one in self._all() if one.digest == digest), None)

    def _all(self) -> Iterator[CriteriaSet]:
        yield self.shipped
        for _, one in self.published:
            yield one


def criteria_versions(reader: Reader, shipped: CriteriaSet) -> CriteriaVersions:
    """The shipped set, and the province's that came into force here."""
    return versions_of(reader.connection, shipped)


def versions_of(connection: sqlite.Connection, shipped: CriteriaSet) -> CriteriaVersions:
    """`criteria_versions` inside a transaction."""
    found = [
        (one.day, one.content.value)
        for one in activated(connection, "criteria")
        if one.content is not None and one.day is not None
    ]
    published = tuple((day, one) for day, one in found if isinstance(one, CriteriaSet))
    return CriteriaVersions(shipped, published)


def criteria_of_month(
    reader: Reader, versions: CriteriaVersions, month: Month, identity: str | None = None
) -> CriteriaSet:
    """The set that counts for a month."""
    printed = _printed_by(reader, "month", str(month), month.last_day, versions, identity)
    return printed or versions.on(month.last_day, identity)


def criteria_of_year(
    reader: Reader, versions: CriteriaVersions, last: Month, identity: str | None = None
) -> CriteriaSet:
    """The set that counts for the form of a year, which goes up to the end of month `last`."""
    end = date(last.year, 12, 31)
    printed = _printed_by(reader, "self_assessment", str(last.year), end, versions, identity)
    return printed or versions.on(last.last_day, identity)


def _printed_by(
    reader: Reader,
    paper: PaperName,
    period: str,
    last: date,
    versions: CriteriaVersions,
    identity: str | None,
) -> CriteriaSet | None:
    """The set of the first copy that was printed after a period's end."""
    over = start_of(date.fromordinal(last.toordinal() + 1))
    for op in op_rows.of_subject(reader.connection, paper_subject(paper, period)):
        if op.header.kind != "paper.printed" or op.header.act < over:
            continue
        try:
            printed: PaperPrinted = facts_of(op)
        except msgspec.MsgspecError:
            continue
        found = None if printed.version is None else versions.version(printed.version)
        if found is not None and identity in (None, found.id):
            return found
    return None
