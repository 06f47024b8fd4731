"""Put a scan or photo to a case: sealed and looked into first, only then written to the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from desk_app.attachments import look_into
from desk_app.attachments.frames import Inspected, Sealed
from desk_app.attachments.keep import Keep, Taken
from desk_app.attachments.source import Stopped
from desk_app.core.case_ops import EvidenceAttached, EvidenceName, EvidenceRemoved
from desk_app.core.errors import UserProblem
from desk_app.core.evidence import EvidenceView
from desk_app.core.ids import OfficerId
from desk_app.core.ops import Reason
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from desk_app.services.changes import Changes
from desk_app.store import cases, evidence_rows
from desk_app.store.store import Reader
from desk_app.store.writer import Tx

__all__ = ["Keep", "Stopped"]

NAME_LIMIT = 200


class Prepared(msgspec.Struct, frozen=True):
    """A file that was sealed and found sound; `attach_evidence` makes it a case's.

    name: what the file was called where it came from.
    """

    taken: Taken
    found: Inspected
    name: str


@contextmanager
def prepared(
    keep: Keep,
    source: Path | bytes,
    name: str,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Prepared]:
    """A file ready to be attached, for as long as the block lasts; no transaction is open.

    UserProblem says why it cannot be taken, EnvironmentProblem what the disk refuses, Stopped
    that `cancelled` turned true. Whatever happens, nothing is half stored.
    """
    with keep.taking(source, on_progress, cancelled) as taken:
        sealed = Sealed(str(taken.path), taken.key, taken.media)
        found = look_into.inspect(sealed, keep.limits, cancelled)
        yield Prepared(taken, found, clean(name)[:NAME_LIMIT])


def attach_evidence(
    tx: Tx, keep: Keep, ready: Prepared, case: str, officer: OfficerId, title: str = ""
) -> tuple[Changes, str]:
    """Make a prepared file one of the case's; its id.

    The file gets its name, is on the disk with it, and only then the op is written.
    UserProblem when there is no such case, or the same file is one of its papers already.
    """
    _require_case(tx, case)
    taken, found = ready.taken, ready.found
    for other in evidence_rows.of_case(tx.connection, case):
        if other.sha256 == taken.sha256 and not other.removed:
            values = {"file": other.called}
            raise UserProblem(Problem("evidence.there_already", "file", values))
    keep.put_in_place(taken)
    facts = EvidenceAttached(
        case=case,
        sha256=taken.sha256,
        size=taken.size,
        media=taken.media,
        width=found.width,
        height=found.height,
        pages=found.pages,
        flags=found.flags,
    )
    evidence_rows.keep_thumbnail(tx.connection, taken.sha256, found.small.jpeg)
    person = EvidenceName(file=ready.name, title=clean(title)[:NAME_LIMIT])
    op = tx.log.append("evidence.attached", facts, person=person, officer=officer)
    return _changes(case, str(op.header.id)), str(op.header.id)


def remove_evidence(tx: Tx, evidence: str, officer: OfficerId, reason: str = "") -> Changes:
    """Take a file out of its case's papers; its bytes stay, for the log still names them."""
    view = _existing(tx, evidence)
    if view.removed:
        raise UserProblem(Problem("evidence.removed_already"))
    kept = clean(reason)
    tx.log.append(
        "evidence.removed",
        EvidenceRemoved(),
        person=Reason(reason=kept) if kept else None,
        officer=officer,
        subject=evidence,
    )
    return _changes(view.case, evidence)


def attach_again(tx: Tx, evidence: str, officer: OfficerId) -> tuple[Changes, str]:
    """Put a removed file back to its case, by a new op; its new id."""
    view = _existing(tx, evidence)
    _require_case(tx, view.case)
    if not view.removed:
        raise UserProblem(Problem("evidence.there_already", "file", {"file": view.called}))
    facts = EvidenceAttached(
        case=view.case,
        sha256=view.sha256,
        size=view.size,
        media=view.media,
        width=view.width,
        height=view.height,
        pages=view.pages,
        flags=view.flags,
    )
    person = EvidenceName(file=view.file, title=view.title)
    op = tx.log.append("evidence.attached", facts, person=person, officer=officer)
    return _changes(view.case, str(op.header.id)), str(op.header.id)


def files_of(reader: Reader, case: str) -> tuple[EvidenceView, ...]:
    """The files that are papers of a case now, in the order in which they were attached."""
    found = evidence_rows.of_case(reader.connection, case)
    return tuple(view for view in found if not view.removed and not view.erased)


def thumbnail(reader: Reader, sha256: str) -> bytes | None:
    """The small picture of a file, a JPEG of our own; None when none is kept."""
    return evidence_rows.thumbnail(reader.connection, sha256)


def known_files(reader: Reader, digests: list[str]) -> frozenset[str]:
    """Which of these files some case has among its papers now."""
    return evidence_rows.known_digests(reader.connection, digests)


def picture(keep: Keep, view: EvidenceView, page: int, side: int) -> bytes:
    """The picture, or a page of a PDF (0 is the first), as a JPEG of our own."""
    path, key = keep.one_key(view.sha256)
    return look_into.show(Sealed(str(path), key, view.media), page, side, keep.limits).jpeg


def sweep_evidence(tx: Tx, keep: Keep) -> int:
    """Delete files that were begun or kept a day ago and that no op names; how many.

    In a writing transaction, so that nobody gives a file its op meanwhile.
    """
    evidence_rows.drop_thumbnails(tx.connection)
    return keep.sweep(evidence_rows.named(tx.connection))


def _require_case(tx: Tx, case: str) -> None:
    view = cases.one(tx.connection, case)
    if view is None:
        raise UserProblem(Problem("evidence.no_case", "case", {"have": case}))
    if view.erased:
        raise UserProblem(Problem("evidence.case_erased", "case"))


def _existing(tx: Tx, evidence: str) -> EvidenceView:
    view = evidence_rows.one(tx.connection, evidence)
    if view is None or view.erased:
        raise UserProblem(Problem("evidence.unknown", "file"))
    return view


def _changes(case: str, evidence: str) -> Changes:
    return Changes(cases=frozenset({case}), evidence=frozenset({evidence}))
