"""The province at a glance: its desks, how much of each it holds, and what a watcher is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from desk_app.core.clock import Millis
from sync.protocol.enrolment import transcript
from sync.protocol.six_words import words_of
from sync.server.metrics import DeskFigures, Figures
from sync.server.store import console_rows, desk_rows, migrate, province_rows
from sync.server.store.console_rows import Said
from sync.server.store.engine import NO_COMMUNE, Store


class DeskLine(msgspec.Struct, frozen=True, kw_only=True):
    """One desk. words: the six that both screens show; waiting: as it last said itself."""

    desk: str
    commune: str
    state: str
    app: str
    ops: int
    visits: int
    cases: int
    waiting: int
    contact: Millis | None
    words: tuple[str, ...]


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """All desks by commune and id, and sums over all communes."""

    desks: tuple[DeskLine, ...]
    set_aside: int
    blobs: int
    blob_bytes: int


def communes(store: Store) -> list[str]:
    """The codes of all communes."""
    with store.read(NO_COMMUNE) as tx:
        return province_rows.communes(tx)


def overview(store: Store, words: tuple[str, ...] = ()) -> Overview:
    """Looks at one commune after the other; words: the list of the six words, none to leave them.

    A commune is read at one moment, the communes one after the other.
    """
    desks: list[DeskLine] = []
    aside = count = size = 0
    for commune in communes(store):
        with store.read(commune) as tx:
            aside += console_rows.set_aside(tx)
            blobs = console_rows.blobs(tx)
            count, size = count + blobs.count, size + blobs.size
            ops = console_rows.ops_by_desk(tx)
            visits = console_rows.subjects_by_desk(tx, "visit")
            cases = console_rows.subjects_by_desk(tx, "case")
            said = console_rows.enrolments(tx) if words else {}
            for desk in desk_rows.every(tx):
                both = _newest(said.get(desk.desk, ()), desk.certificate)
                line = DeskLine(
                    desk=desk.desk,
                    commune=commune,
                    state=desk.state,
                    app=desk.app,
                    ops=ops.get(desk.desk, 0),
                    visits=visits.get(desk.desk, 0),
                    cases=cases.get(desk.desk, 0),
                    waiting=desk.health.waiting,
                    contact=desk.seen_at,
                    words=() if both is None else words_of(transcript(*both), words),
                )
                desks.append(line)
    return Overview(desks=tuple(desks), set_aside=aside, blobs=count, blob_bytes=size)


def _newest(said: Sequence[Said], certificate: str) -> Said | None:
    """What was said when the desk got its certificate; a renewed one is in none of the answers."""
    holding = [both for both in said if certificate.encode() in both[1]]
    return next(iter((*holding, *reversed(said))), None)


def figures(store: Store) -> Figures:
    """What a machine that watches the province is told."""
    ops = aside = count = size = 0
    desks: list[DeskFigures] = []
    for commune in communes(store):
        with store.read(commune) as tx:
            aside += console_rows.set_aside(tx)
            blobs = console_rows.blobs(tx)
            count, size = count + blobs.count, size + blobs.size
            ops += sum(console_rows.ops_by_desk(tx).values())
            desks += [
                DeskFigures(
                    commune=commune,
                    desk=desk.desk,
                    waiting=desk.health.waiting,
                    contact=desk.seen_at,
                )
                for desk in desk_rows.every(tx)
            ]
    return Figures(ops=ops, quarantined=aside, blobs=count, blob_bytes=size, desks=tuple(desks))


def durable(store: Store) -> Callable[[], None]:
    """A write that has to reach the store's disk, as health asks for it."""

    def write() -> None:
        with store.write(NO_COMMUNE) as tx:
            console_rows.beat(tx)

    return write


def schema(store: Store) -> str:
    """The last step of the store's tables."""
    with store.read(NO_COMMUNE) as tx:
        return migrate.stands_at(tx) or ""
