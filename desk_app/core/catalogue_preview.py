"""What taking in a list of procedures would do, before anything of it is done."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from desk_app.core.catalogue_file import written
from desk_app.core.catalogue_list import ListEntry, ProcedureList
from desk_app.core.catalogue_merge import merged, new_version, says_the_same
from desk_app.core.catalogue_versions import day_before, ends_before_it_begins, overlap
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue, Procedure

ChangeKind = Literal["new", "changed", "replaced", "abolished"]
KINDS: tuple[ChangeKind, ...] = ("new", "changed", "replaced", "abolished")


class Difference(msgspec.Struct, frozen=True):
    """One field that reads otherwise: the column of our own file, as it was and as it would be."""

    field: str
    old: str
    new: str


class CatalogueChange(msgspec.Struct, frozen=True, kw_only=True):
    """One procedure that changes.

    day: the first day it holds (None: at once and for all days); old: the version before, new: the
    one after, the same one with its last day where a procedure ends; row: where the list says it,
    0 where it says nothing; by: the code that takes the place of a replaced one.
    """

    kind: ChangeKind
    code: str
    day: date | None
    old: Procedure | None = None
    new: Procedure | None = None
    differences: tuple[Difference, ...] = ()
    by: str = ""
    row: int = 0

    @property
    def name(self) -> str:
        """What the procedure is called."""
        shown = self.new or self.old
        return "" if shown is None else shown.name


class CataloguePreview(msgspec.Struct, frozen=True, kw_only=True):
    """What a list changes. With any problem nothing may be taken in.

    digest: SHA-256 of what the list says; base: which catalogue it was compared with; unchanged:
    codes of the list that read as they do now; written: the versions to keep, in place of those
    with the same digits.
    """

    digest: str
    base: str
    source: str = ""
    changes: tuple[CatalogueChange, ...] = ()
    unchanged: tuple[str, ...] = ()
    written: tuple[Procedure, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()

    def of(self, kind: ChangeKind) -> tuple[CatalogueChange, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)


def base_of(catalogue: Catalogue) -> str:
    """Which catalogue this is, versions and last days included."""
    content = msgspec.json.encode(catalogue.everything())
    return hashlib.sha256(content).hexdigest()


def digest_of(read: ProcedureList) -> str:
    """What the list says, whatever kind of file it came in."""
    said = [(entry.code, entry.said, entry.change, entry.ends) for entry in read.entries]
    return hashlib.sha256(msgspec.json.encode(said, enc_hook=str)).hexdigest()


def preview(
    catalogue: Catalogue,
    read: ProcedureList,
    today: date,
    *,
    source: str,
    abolish_missing: bool = False,
) -> CataloguePreview:
    """What the list would change in the catalogue, whose other versions all stay.

    source: where imported versions say they come from. Without a day of its own a change holds
    from today on; a procedure the list does not name stays, unless all missing ones are abolished.
    """
    plan = _Plan(catalogue, today, source)
    if not read.problems:
        for entry in read.entries:
            plan.take(entry)
        if abolish_missing:
            plan.abolish_missing({entry.code for entry in read.entries})
        plan.check()
    order = {kind: place for place, kind in enumerate(KINDS)}
    return CataloguePreview(
        digest=digest_of(read),
        base=base_of(catalogue),
        source=source,
        changes=tuple(sorted(plan.changes, key=lambda change: order[change.kind])),
        unchanged=tuple(dict.fromkeys(plan.unchanged)),
        written=tuple(plan.written.values()),
        problems=(*read.problems, *plan.problems),
        notices=(*read.notices, *plan.notices),
    )


class _Plan:
    """The catalogue as it becomes, entry by entry."""

    def __init__(self, catalogue: Catalogue, today: date, source: str) -> None:
        self._today, self._source = today, source
        self._versions: dict[str, list[Procedure]] = {}
        for procedure in catalogue.everything():
            self._versions.setdefault(procedure.code, []).append(procedure)
        self.changes: list[CatalogueChange] = []
        self.unchanged: list[str] = []
        self.notices: list[Problem] = []
        self.problems: list[Problem] = []
        self.written: dict[str, Procedure] = {}

    def take(self, entry: ListEntry) -> None:
        """One row of the list."""
        if entry.change == "ended" or (entry.ends is not None and entry.ends <= self._today):
            self._end(entry)
        elif entry.ends is None:
            self._hold(entry)
        else:
            self._hold_until(entry, entry.ends)
        for code in entry.replaces:
            self._replace(code, entry.code, entry.said.get("valid_from"), entry.row)
        if entry.replaced_by:
            self._replace(entry.code, entry.replaced_by, entry.ends, entry.row)

    def abolish_missing(self, named: set[str]) -> None:
        """End what is received at the desk, still counts, and is not in the list."""
        for code in list(self._versions):
            latest = self._latest(code)
            open_ended = latest is not None and latest.valid_to is None
            if code not in named and latest is not None and open_ended and latest.at_desk:
                self._close(latest, self._today, "abolished", 0)

    def check(self) -> None:
        """Of two versions of a code at most one may be in force on any day."""
        for change in self.changes:
            if change.by and change.by not in self._versions:
                values = {"line": str(change.row), "have": change.code, "by": change.by}
                self.notices.append(Problem("catalogue_import.by_unknown", "", values))
        for code in dict.fromkeys(p.code for p in self.written.values()):
            versions = self._all(code)
            for place, one in enumerate(versions):
                if any(overlap(one, other) for other in versions[place + 1 :]):
                    values = {"have": code}
                    self.problems.append(Problem("catalogue_import.overlap", "", values))
                    break

    def _hold(self, entry: ListEntry) -> None:
        latest = self._latest(entry.code)
        if entry.whole:
            made = msgspec.convert(entry.said, Procedure)
        elif latest is None:
            if not entry.said.get("name"):
                self._notice("catalogue_import.no_name", entry)
                return
            made = new_version(entry, self._source)
        else:
            made = merged(latest, entry, self._source)
        same = next((p for p in self._all(entry.code) if says_the_same(p, made, entry)), None)
        if same is not None:
            self.unchanged.append(entry.code)
            return
        known = next((p for p in self._all(entry.code) if p.version == made.version), None)
        if known is not None and (entry.whole or known is latest):
            self._put(made)
            self._corrected(entry, known, made)
            return
        if latest is None:
            self._put(made)
            self.changes.append(
                CatalogueChange(
                    kind="new", code=made.code, day=made.valid_from, new=made, row=entry.row
                )
            )
            return
        self._supersede(entry, latest, made)

    def _hold_until(self, entry: ListEntry, ends: date) -> None:
        """A version whose last day is known beforehand."""
        latest = self._latest(entry.code)
        if latest is not None and latest.valid_from is not None and latest.valid_from >= ends:
            self._notice("catalogue_import.older", entry)
            self.unchanged.append(entry.code)
            return
        if latest is not None and latest.valid_to == day_before(ends):
            made = merged(latest, entry, self._source)
            if made.version == latest.version:
                self.unchanged.append(entry.code)
                return
        self._hold(entry)
        latest = self._latest(entry.code)
        if latest is not None and (latest.valid_to is None or latest.valid_to >= ends):
            self.unchanged = [code for code in self.unchanged if code != entry.code]
            self._close(latest, ends, "abolished", entry.row)

    def _supersede(self, entry: ListEntry, latest: Procedure, made: Procedure) -> None:
        """A version after the latest one, which ends the day before."""
        said = entry.said.get("valid_from")
        begins = said or self._today
        if latest.valid_from is not None and begins < latest.valid_from:
            self._notice("catalogue_import.older", entry)
            self.unchanged.append(entry.code)
            return
        made = msgspec.structs.replace(made, valid_from=begins)
        if latest.valid_to is None or latest.valid_to >= begins:
            ended = msgspec.structs.replace(latest, valid_to=day_before(begins), replaced_by="")
            self._put(ended)
        self._put(made)
        self._changed(entry, latest, made)

    def _corrected(self, entry: ListEntry, known: Procedure, made: Procedure) -> None:
        """A version that promises the same, under another name or with another last day."""
        news = {one.field for one in differences(known, made)}
        if made.valid_to is None or not news <= {"valid_to", "replaced_by"}:
            self._changed(entry, known, made)
            return
        day = made.valid_to + timedelta(days=1)
        kind: ChangeKind = "replaced" if made.replaced_by else "abolished"
        self._close(known, day, kind, entry.row, made.replaced_by)

    def _changed(self, entry: ListEntry, old: Procedure, new: Procedure) -> None:
        self.changes.append(
            CatalogueChange(
                kind="changed",
                code=new.code,
                day=new.valid_from if new.version != old.version else None,
                old=old,
                new=new,
                differences=differences(old, new),
                row=entry.row,
            )
        )

    def _end(self, entry: ListEntry) -> None:
        latest = self._latest(entry.code)
        if latest is None:
            self._notice("catalogue_import.ends_unknown", entry)
            return
        first_day_without = entry.ends or self._today
        last = day_before(first_day_without)
        if latest.valid_to is not None and latest.valid_to <= last:
            self.unchanged.append(entry.code)
            return
        if not entry.replaced_by:
            self._close(latest, first_day_without, "abolished", entry.row)

    def _replace(self, code: str, by: str, day: date | None, row: int) -> None:
        latest = self._latest(code)
        if latest is None or code == by:
            return
        first_day_without = day or self._today
        done = latest.valid_to is not None and latest.valid_to < first_day_without
        if latest.replaced_by == by and done:
            if code not in self.unchanged:
                self.unchanged.append(code)
            return
        self._close(latest, first_day_without, "replaced", row, by)

    def _close(
        self, latest: Procedure, day: date, kind: ChangeKind, row: int, by: str = ""
    ) -> None:
        last = day_before(day)
        ended = msgspec.structs.replace(latest, valid_to=last, replaced_by=by)
        for version in self._all(latest.code):
            if version.in_force(day) or (version.valid_from or day) > day:
                self._put(msgspec.structs.replace(version, valid_to=last))
        self._put(ended)
        self.changes = [
            change
            for change in self.changes
            if change.code != latest.code or change.kind not in ("abolished", "replaced")
        ]
        self.changes.append(
            CatalogueChange(
                kind=kind,
                code=latest.code,
                day=day,
                old=latest,
                new=ended,
                differences=differences(latest, ended),
                by=by,
                row=row,
            )
        )

    def _all(self, code: str) -> Sequence[Procedure]:
        return tuple(self._versions.get(code, ()))

    def _latest(self, code: str) -> Procedure | None:
        versions = [p for p in self._all(code) if not ends_before_it_begins(p)]
        return max(versions, key=lambda p: p.valid_from or date.min, default=None)

    def _put(self, procedure: Procedure) -> None:
        versions = self._versions.setdefault(procedure.code, [])
        versions[:] = [p for p in versions if p.version != procedure.version]
        versions.append(procedure)
        self.written[procedure.version] = procedure

    def _notice(self, code: str, entry: ListEntry) -> None:
        values = {"line": str(entry.row), "have": entry.code}
        self.notices.append(Problem(code, "", values))


def differences(old: Procedure, new: Procedure) -> tuple[Difference, ...]:
    """The fields that read otherwise, as our own file writes them."""
    before, after = written(old), written(new)
    quiet = ("source", "confidence", "confidence_note", "papers_confidence")
    return tuple(
        Difference(name, before[name], after[name])
        for name in before
        if before[name] != after[name] and name not in quiet
    )
