"""Made sync/protocol/dictionary.py: `python -m tests.support.sync_dictionary FILE`.

A dictionary belongs to a format of bodies and is never changed afterwards: bodies made with it must
inflate for five years. This script made number 1 and shows from what: simulated desks of communes
drawn by lot, and a few lines of the kinds that the simulator does not write. The next format gets a
dictionary of its own.
"""

from __future__ import annotations

import base64
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random

import zstandard

from desk_app import parts
from desk_app.core import case_ops, ops
from desk_app.core.chain import GENESIS, Header, person_digest
from desk_app.core.clock import Millis
from desk_app.core.ids import CROCKFORD, DeskId, OfficerId, SubjectId, new_desk_id
from desk_app.core.ops import Op
from desk_app.core.payloads import Facts, Person
from sync.protocol import batch, messages, page, squeeze
from tests.support.demo_log import LAST_DAY, chained, demo_ops

_SIZE, _LEVEL = 65_536, 19
_COMMUNES, _DAYS, _VISITS = 24, 12, 40
_BATCH = 64
_WIDTH = 94


def train() -> bytes:
    """The bytes of the dictionary."""
    rng = Random(20261122)
    samples: list[bytes | bytearray | memoryview[int]] = []
    for seed, unit in enumerate(rng.sample(_units(), _COMMUNES)):
        log = demo_ops(unit, days=_DAYS, visits=_VISITS, seed=seed)
        for texts in (_pushed(log, rng), _pulled(log, rng), _pushed(list(_papers(log, rng)), rng)):
            for text in texts:
                samples.extend(squeeze.mark(text)[0].splitlines(keepends=True))
    rng.shuffle(samples)
    return zstandard.train_dictionary(_SIZE, samples, level=_LEVEL).as_bytes()


def _units() -> list[str]:
    units = parts.units()
    provinces = units.provinces(LAST_DAY)
    return [unit.code for one in provinces for unit in units.communes(one.code, LAST_DAY)]


def _pushed(log: list[Op], rng: Random) -> Iterator[bytes]:
    """The lines of pushes of the log."""
    for start in range(0, len(log), _BATCH):
        chosen = log[start : start + _BATCH]
        header = chosen[0].header
        health = messages.Health(waiting=len(log) - start, oldest=header.wall, free=51_200)
        previous = log[start - 1].hash if start else GENESIS
        made = batch.make(header.desk, header.epoch, chosen, previous, health)
        yield batch.lines(made, lambda _: rng.randbytes(64))


def _pulled(log: list[Op], rng: Random) -> Iterator[bytes]:
    """The lines of a page with short runs, as desks that work at the same time make them."""
    chosen = log[: _BATCH // 4]
    head = messages.PageHead(
        cursor=rng.randbytes(40).hex(), count=0, more=True, server_epoch=rng.randbytes(8).hex()
    )
    previous = GENESIS
    runs: list[page.Run] = []
    for op in chosen:
        runs.append(page.Run(previous, (op,)))
        previous = op.hash
    yield page.lines(head, runs, lambda _: rng.randbytes(64))


def _papers(log: list[Op], rng: Random) -> Iterator[Op]:
    """What a desk writes beside what the simulator does: papers, files, looks at numbers."""
    written: list[tuple[str, str, Facts, Person | None]] = []
    mark = log[0].header.desk[:4]
    for number, op in enumerate(log[: 8 * _BATCH : 8], 1):
        this = str(op.header.id)
        check = "".join(rng.choices(CROCKFORD, k=8))
        paper = ops.PaperPrinted(
            paper="case_01",
            number=f"{mark}-A-{number:06}",
            copy=1,
            check=f"{check[:4]}-{check[4:]}",
        )
        evidence = case_ops.EvidenceAttached(
            case=this,
            sha256=rng.randbytes(32).hex(),
            size=rng.randrange(40_000, 4_000_000),
            media="jpeg",
            width=3000,
            height=4000,
        )
        name = case_ops.EvidenceName(file=f"IMG_{rng.randrange(10_000):04}.jpg", title="")
        written.append(("paper.printed", f"paper:case_01:{mark}-A-{number:06}", paper, None))
        written.append(("evidence.attached", "", evidence, name))
        written.append(("person.unmasked", this, ops.PersonUnmasked(), None))
    desk = new_desk_id(rng.randbytes(10))
    previous, wall = GENESIS, log[0].header.wall
    for seq, (kind, subject, facts, person) in enumerate(written, 1):
        wall = Millis(wall + rng.randrange(2_000, 200_000))
        salt = rng.randbytes(16) if person is not None else None
        header = _header(desk, seq, kind, subject, wall)
        name_bytes = ops.payload_bytes(person) if person is not None else None
        digest = person_digest(salt, name_bytes)
        op = Op(header, ops.payload_bytes(facts), salt, name_bytes, digest, b"")
        (op,) = chained([op], previous)
        previous = op.hash
        yield op


def _header(desk: DeskId, seq: int, kind: str, subject: str, wall: Millis) -> Header:
    return Header(
        desk=desk,
        epoch=0,
        seq=seq,
        kind=kind,
        version=ops.KINDS[kind].version,
        subject=SubjectId(subject or f"{desk}.0.{seq}"),
        base=(),
        lamport=seq,
        officer=OfficerId("PRACT1"),
        wall=wall,
        mono=wall,
        boot="b00t",
        act=wall,
    )


def source(dictionary: bytes) -> str:
    """The module that holds a dictionary: text, for the wire reads no files."""
    text = base64.b85encode(zlib.compress(dictionary, 9)).decode()
    lines = [text[start : start + _WIDTH] for start in range(0, len(text), _WIDTH)]
    data = "\n".join(f'    "{line}"' for line in lines)
    return f'''"""The zstd dictionary of bodies of format 1: fixed on 2026-11-22, never edited.

Trained from generated data by tests/support/sync_dictionary.py; here zlib in base85.
"""

from __future__ import annotations

import base64
import zlib

_DATA = (
{data}
)  # fmt: skip


def dictionary_1() -> bytes:
    """The bytes of the dictionary."""
    return zlib.decompress(base64.b85decode(_DATA))
'''


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(source(train()), encoding="utf-8")
