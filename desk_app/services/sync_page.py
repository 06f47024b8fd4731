"""Everything the page "Đồng bộ" shows, read in one moment; no payload, no name of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from desk_app.core.clock import Millis, day_of, start_of
from desk_app.core.ids import OpId, parse_op_id
from desk_app.core.officer import Role
from desk_app.core.problems import Problem
from desk_app.services import conflicts
from desk_app.services.sync_memory import known_of, read_memory
from desk_app.services.sync_values import AsideOp, SyncState, Thing, WaitingOp
from desk_app.services.two_pasts import two_pasts_said
from desk_app.store import aside, province, receipts, waiting_ops
from desk_app.store.aside import AsideRow
from desk_app.store.store import Reader
from desk_app.store.waiting_ops import Named

# Nobody reads more rows than these; all are counted, and all are sent.
SHOWN = 5_000


def sync_state(
    reader: Reader,
    now: Millis,
    *,
    running: bool = False,
    language: str = "vi",
    role: Role | None = None,
) -> SyncState:
    """What is so now. running: an attempt is under way; language: of the province's message;
    role: who looks, and sees no value of a family that is not theirs to see.
    """
    known = known_of(reader, running=running)
    paired = province.read(reader.connection)
    acked = receipts.acked(reader)
    open_ones = aside.listed(reader.connection)
    year = _since(open_ones, now)
    settled = _since(aside.listed(reader.connection, settled=True), now)
    message = read_memory(reader.connection).message
    return SyncState(
        known=known,
        acked=acked.get(max(acked)) if acked else None,
        waiting=_waiting(reader),
        aside=_aside(reader, open_ones),
        aside_all=len(year) + len(settled),
        aside_settled=len(settled),
        conflicts=tuple(conflicts.listed(reader, role, practice=reader.desk.practice)),
        url="" if paired is None else paired.url,
        province="" if paired is None else paired.name,
        message=message.get(language) or message.get("vi", ""),
        two_pasts=two_pasts_said(reader.connection, now),
    )


def things(reader: Reader, subjects: Collection[str]) -> dict[str, Thing]:
    """What may be said to everybody of these subjects; those without a name are left out."""
    named = waiting_ops.named(reader.connection, subjects)
    return {subject: _thing(subject, one) for subject, one in named.items()}


def _thing(subject: str, one: Named) -> Thing:
    return Thing(
        subject=subject, family=one.family, number=one.number, at=one.at, procedure=one.procedure
    )


def _waiting(reader: Reader) -> tuple[WaitingOp, ...]:
    rows = waiting_ops.newest(reader, SHOWN)
    named = things(reader, {row.subject for row in rows})
    return tuple(
        WaitingOp(
            op=row.op,
            kind=row.kind,
            at=row.at,
            seq=row.seq,
            about=named.get(row.subject, Thing(subject=row.subject)),
        )
        for row in rows
    )


def _aside(reader: Reader, rows: Sequence[AsideRow]) -> tuple[AsideOp, ...]:
    """Those with a reason of their own, each with how many wait for it; then who waits alone."""
    shown = {row.op for row in rows if not row.held_by}
    waits_for = {row.op: row.held_by for row in rows if row.held_by}
    held: Counter[str] = Counter()
    alone: list[AsideRow] = []
    for row in rows:
        first = _first(row.op, waits_for)
        if not row.held_by:
            continue
        if first in shown:
            held[first] += 1
        else:
            alone.append(row)
    listed = [*(row for row in rows if not row.held_by), *alone]
    ids = [one for row in listed if (one := parse_op_id(row.op)) is not None]
    return _named_aside(reader, listed, ids, held)


def _first(op: str, waits_for: dict[str, str]) -> str:
    """The op at the beginning of a row of ops that wait for each other."""
    seen = {op}
    while (before := waits_for.get(op)) is not None and before not in seen:
        op = before
        seen.add(op)
    return op


def _named_aside(
    reader: Reader, rows: Sequence[AsideRow], ids: Sequence[OpId], held: Counter[str]
) -> tuple[AsideOp, ...]:
    here = waiting_ops.kinds(reader.connection, ids)
    subjects = {row.op: row.subject or here.get(row.op, ("", ""))[1] for row in rows}
    named = things(reader, set(subjects.values()))
    return tuple(
        AsideOp(
            op=row.op,
            kind=here.get(row.op, ("", ""))[0],
            since=row.since,
            reason=Problem(row.code, values=row.values),
            about=named.get(subjects[row.op], Thing(subject=subjects[row.op])),
            theirs=row.source == "province",
            held=held[row.op],
        )
        for row in rows
    )


def _since(rows: Sequence[AsideRow], now: Millis) -> list[AsideRow]:
    begin = start_of(date(day_of(now).year, 1, 1))
    return [row for row in rows if row.since >= begin]
