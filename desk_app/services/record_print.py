"""Record that a copy of a paper left the printer: its number, its copy count, its check code."""

from __future__ import annotations

from typing import Literal

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId
from desk_app.core.ops import PaperPrinted
from desk_app.services.changes import Changes
from desk_app.store import papers
from desk_app.store.store import Reader
from desk_app.store.writer import Tx

# "month" is the month page, counted per month; "self_assessment" the form, counted per year.
PaperName = Literal["self_assessment", "month"]


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


def record_print(
    tx: Tx,
    period: str,
    copy: Copy,
    check: str,
    officer: OfficerId,
    paper: PaperName = "self_assessment",
) -> Changes | None:
    """Write the copy into the log; None when its number or count was used in the meantime."""
    subject = paper_subject(paper, period)
    if (
        papers.next_number(tx.connection, tx.desk.desk, tx.desk.epoch) != copy.number
        or papers.copies(tx.connection, subject) + 1 != copy.copy
    ):
        return None
    tx.log.append(
        "paper.printed",
        PaperPrinted(paper=paper, number=copy.number, copy=copy.copy, check=check),
        officer=officer,
        subject=subject,
        act=copy.printed_at,
    )
    return Changes(papers=frozenset({subject}))
