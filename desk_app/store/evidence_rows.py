"""Files of cases: the rows that say what each is, and the small pictures kept beside the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk_app.core.case_ops import EvidenceAttached, EvidenceName
from desk_app.core.clock import Millis
from desk_app.core.evidence import EvidenceView
from desk_app.core.ops import Op, facts_of, person_of
from desk_app.store import blob_receipts, sqlite

_COLUMNS = (
    "id, case_id, sha256, size, media, width, height, pages, flags, file, title, officer, act, "
    "removed, erased"
)


def project_evidence(connection: sqlite.Connection, ordered: Sequence[Op]) -> None:
    """The row of one attached file; none before the op that attached it is here."""
    root = next((op for op in ordered if op.header.kind == "evidence.attached"), None)
    if root is None:
        return
    facts: EvidenceAttached = facts_of(root)
    person: EvidenceName | None = person_of(root)
    removed = any(op.header.kind == "evidence.removed" for op in ordered)
    connection.execute(
        f"REPLACE INTO evidence VALUES ({', '.join('?' * 15)})",
        (
            *(root.header.subject, facts.case, facts.sha256, facts.size, facts.media),
            *(facts.width, facts.height, facts.pages, ",".join(facts.flags)),
            *((person.file, person.title) if person is not None else ("", "")),
            *(root.header.officer, root.header.act, int(removed), int(person is None)),
        ),
    )
    if removed or person is None:
        # Attached again it must be sent again; that another case has it costs one question.
        blob_receipts.forget(connection, facts.sha256)


def _view(row: Sequence[Any]) -> EvidenceView:
    return EvidenceView(
        id=row[0],
        case=row[1],
        sha256=row[2],
        size=row[3],
        media=row[4],
        width=row[5],
        height=row[6],
        pages=row[7],
        flags=tuple(row[8].split(",")) if row[8] else (),
        file=row[9],
        title=row[10],
        officer=row[11],
        at=Millis(row[12]),
        removed=bool(row[13]),
        erased=bool(row[14]),
    )


def one(connection: sqlite.Connection, evidence: str) -> EvidenceView | None:
    """One file, removed or not; None when there is none."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM evidence WHERE id = ?", (evidence,))
    row = found.fetchone()
    return None if row is None else _view(row)


def of_case(connection: sqlite.Connection, case: str) -> tuple[EvidenceView, ...]:
    """The files of a case, in the order in which they were attached; removed ones among them."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM evidence WHERE case_id = ? ORDER BY act, id", (case,)
    )
    return tuple(map(_view, rows))


def all_of_case(connection: sqlite.Connection, case: str) -> tuple[tuple[str, str], ...]:
    """(id, digest) of every file that was ever attached to a case."""
    rows = connection.execute("SELECT id, sha256 FROM evidence WHERE case_id = ?", (case,))
    return tuple((row[0], row[1]) for row in rows)


def named(connection: sqlite.Connection) -> frozenset[str]:
    """The digests of all files that an op names whose person is not erased, removed or not."""
    return frozenset(row[0] for row in connection.execute(_NAMED))


def named_by(connection: sqlite.Connection, desk: str) -> frozenset[str]:
    """Those of them that this desk attached itself."""
    return frozenset(
        row[0]
        for row in connection.execute(f"{_NAMED} AND id > ? AND id < ?", (f"{desk}.", f"{desk}/"))
    )


_NAMED = "SELECT DISTINCT sha256 FROM evidence WHERE erased = 0"


def live(connection: sqlite.Connection) -> list[tuple[str, int]]:
    """(digest, size) of every file that some case has among its papers, the smallest first."""
    rows = connection.execute(
        "SELECT sha256, max(size) FROM evidence WHERE removed = 0 AND erased = 0 "
        "GROUP BY sha256 ORDER BY 2, 1"
    )
    return [(row[0], row[1]) for row in rows]


def live_size(connection: sqlite.Connection, sha256: str) -> int | None:
    """The size of such a file; None when no case has it."""
    row = connection.execute(
        "SELECT max(size) FROM evidence WHERE sha256 = ? AND erased = 0 AND removed = 0", (sha256,)
    ).fetchone()
    return None if row[0] is None else int(row[0])


def of_file(connection: sqlite.Connection, sha256: str) -> list[tuple[str, str]]:
    """(id, case) wherever this file stands."""
    rows = connection.execute("SELECT id, case_id FROM evidence WHERE sha256 = ?", (sha256,))
    return [(row[0], row[1]) for row in rows]


def only_erased(connection: sqlite.Connection) -> frozenset[str]:
    """The digests that only erased ops speak of."""
    rows = connection.execute(
        "SELECT DISTINCT sha256 FROM evidence AS e WHERE erased = 1 AND NOT EXISTS "
        "(SELECT 1 FROM evidence AS other WHERE other.sha256 = e.sha256 AND other.erased = 0)"
    )
    return frozenset(row[0] for row in rows)


def known_digests(connection: sqlite.Connection, digests: Sequence[str]) -> frozenset[str]:
    """Which of these files stand in some case."""
    marks = ", ".join("?" * len(digests))
    rows = connection.execute(
        f"SELECT sha256 FROM evidence WHERE removed = 0 AND erased = 0 AND sha256 IN ({marks})",
        list(digests),
    )
    return frozenset(row[0] for row in rows)


def keep_thumbnail(connection: sqlite.Connection, sha256: str, picture: bytes) -> None:
    """Keep the small picture of a file; it is never in the log and can be made again."""
    connection.execute("REPLACE INTO thumbnail VALUES (?, ?)", (sha256, picture))


def thumbnail(connection: sqlite.Connection, sha256: str) -> bytes | None:
    """The small picture of a file, a JPEG; None when none is kept."""
    row = connection.execute("SELECT picture FROM thumbnail WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else bytes(row[0])


def drop_thumbnails(connection: sqlite.Connection) -> None:
    """Forget the small pictures of files that no op names any more."""
    connection.execute(f"DELETE FROM thumbnail WHERE sha256 NOT IN ({_NAMED})")
