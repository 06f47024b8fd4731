"""Record that a copy of a paper left the printer: its number, its copy count, its check code."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId
from desk_app.core.numbers import counter_of, printed_number
from desk_app.core.ops import Paper, PaperPrinted
from desk_app.services.changes import Changes
from desk_app.store import papers
from desk_app.store.store import Reader
from desk_app.store.writer import Tx

# What copies are counted by: "month" per month, "self_assessment" per year, papers of a case per
# case, registers per period.
PaperName = Paper


class Copy(msgspec.Struct, frozen=True):
    """What is printed on a copy: number, how-manieth copy, when."""

    number: str
    copy: int
    printed_at: Millis


def paper_subject(paper: str, period: str) -> str:
    """The subject under which the copies of a paper are counted."""
    return f"paper:{paper}:{period}"


def next_copy(
    reader: Reader, period: str, now: Millis, paper: PaperName = "self_assessment"
) -> Copy:
    """What the next copy of a paper would carry, for the preview.

    Another process may print first; `record_print` then refuses and the preview is made again.
    """
    subject = paper_subject(paper, period)
    return Copy(
        papers.next_number(reader.connection, reader.desk.desk, reader.desk.epoch),
        papers.copies(reader.connection, subject) + 1,
        now,
    )


def next_copies(
    reader: Reader, periods: Sequence[str], now: Millis, paper: PaperName
) -> tuple[Copy, ...]:
    """What the next copies of a batch would carry, one for each period, in this order."""
    desk, epoch = reader.desk.desk, reader.desk.epoch
    first = counter_of(papers.next_number(reader.connection, desk, epoch))
    return tuple(
        Copy(
            printed_number(desk, epoch, first + place),
            papers.copies(reader.connection, paper_subject(paper, period))
            + periods[:place].count(period)
            + 1,
            now,
        )
        for place, period in enumerate(periods)
    )


def record_prints(
    tx: Tx,
    prints: Sequence[tuple[str, Copy, str]],
    officer: OfficerId,
    paper: PaperName,
    version: tuple[str, str] | None = None,
) -> Changes | None:
    """Write a batch into the log: (period, copy, check) each; None, and nothing written, when a
    number or count was used in the meantime.

    version: id and digest of the criteria set the papers count by, where they show a score.
    """
    criteria, digest = version or (None, None)
    desk, epoch = tx.desk.desk, tx.desk.epoch
    first = counter_of(papers.next_number(tx.connection, desk, epoch))
    seen: list[str] = []
    for place, (period, copy, _) in enumerate(prints):
        subject = paper_subject(paper, period)
        count = papers.copies(tx.connection, subject) + seen.count(subject) + 1
        if copy.number != printed_number(desk, epoch, first + place) or copy.copy != count:
            return None
        seen.append(subject)
    for (_, copy, check), subject in zip(prints, seen, strict=True):
        tx.log.append(
            "paper.printed",
            PaperPrinted(
                paper=paper,
                number=copy.number,
                copy=copy.copy,
                check=check,
                criteria=criteria,
                version=digest,
            ),
            officer=officer,
            subject=subject,
            act=copy.printed_at,
        )
    return Changes(papers=frozenset(seen))


def record_print(
    tx: Tx,
    period: str,
    copy: Copy,
    check: str,
    officer: OfficerId,
    paper: PaperName = "self_assessment",
    version: tuple[str, str] | None = None,
) -> Changes | None:
    """Write the copy into the log; None when its number or count was used in the meantime."""
    return record_prints(tx, [(period, copy, check)], officer, paper, version)
