"""Ops that follow each other on one chain, to lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from desk_app.core import chain
from desk_app.core.chain import Header
from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId, OfficerId, SubjectId
from desk_app.core.ops import Op
from sync.protocol.limits import MAX_BASE, MAX_NUMBER, MAX_OP, MAX_PAYLOADS
from sync.protocol.op_lines import CODE, usual_base
from sync.protocol.payload_lines import Payloads

# What the first op of a run is written against.
_NOTHING = Header(
    desk=DeskId(""),
    epoch=0,
    seq=0,
    kind="",
    version=0,
    subject=SubjectId(""),
    base=(),
    lamport=0,
    officer=OfficerId(""),
    wall=Millis(0),
    mono=0,
    boot="",
    act=Millis(0),
)
_NO_SALT = bytes(chain.SALT_LENGTH)
_encode = msgspec.json.Encoder().encode


def write_ops(ops: Sequence[Op]) -> bytes:
    """The lines, each ended by a newline; ValueError for an op that no reader would take."""
    if not ops:
        return b""
    first = ops[0].header
    here = f"{first.desk}.{first.epoch}."
    payloads = Payloads(first.desk, first.epoch)
    behind = _NOTHING
    lines: list[bytes] = []
    codes = {""}
    salts = [op.salt for op in ops if op.person is not None]
    persons, told = 0, None
    if payload_size(ops) > MAX_PAYLOADS:
        raise ValueError(f"the ops from {first.id} on hold too much for one body")
    for op in ops:
        header = op.header
        _check(op, codes)
        subject = _relative(header.subject, here, header.seq)
        wall = header.wall - behind.wall
        line = b'[%d,%b,"%b",%d,%b,%b' % (
            wall,
            _rest(op, subject, behind, wall),
            header.kind.encode(),
            header.version,
            b"%d" % subject if isinstance(subject, int) else b'"%b"' % subject.encode(),
            payloads.write_facts(op.facts, header.seq),
        )
        if op.person is not None and op.salt is not None:
            persons += 1
            coming = salts[persons] if persons < len(salts) else None
            line += b",%b" % payloads.write_person(op.person)
            if told is not None:
                told = None
            elif coming is not None and op.salt == chain.salt_before(coming):
                line += b',"%b",1' % coming.hex().encode()
                told = coming
            else:
                line += b',"%b"' % op.salt.hex().encode()
        lines.append(line)
        behind = header
    return b"]\n".join(lines) + b"]\n"


def payload_size(ops: Iterable[Op]) -> int:
    """How many bytes the payloads of these ops hold, which a body has to keep small."""
    return sum(len(op.facts) + len(op.person or b"") for op in ops)


def _check(op: Op, codes: set[str]) -> None:
    header = op.header
    if len(op.facts) + len(op.person or b"") > MAX_OP:
        raise ValueError(f"{header.id} is too large to be sent")
    if (op.salt is None) != (op.person is None) or len(op.salt or _NO_SALT) != chain.SALT_LENGTH:
        raise ValueError(f"{header.id} has no whole person part")
    for code in (header.kind, header.subject, header.officer, header.boot):
        if code not in codes:
            if CODE.match(code) is None:
                raise ValueError(f"{header.id} has a header that cannot be sent")
            codes.add(code)
    if not (
        0 <= header.version <= MAX_NUMBER
        and 0 <= header.lamport <= MAX_NUMBER
        and -MAX_NUMBER <= header.wall <= MAX_NUMBER
        and -MAX_NUMBER <= header.mono <= MAX_NUMBER
        and -MAX_NUMBER <= header.act <= MAX_NUMBER
    ):
        raise ValueError(f"{header.id} has a number that cannot be sent")
    if header.base and (
        len(header.base) > MAX_BASE
        or any(before >= after for before, after in pairwise(header.base))
    ):
        raise ValueError(f"{header.id} has a base that cannot be sent")


def _rest(op: Op, subject: int | str, behind: Header, wall: int) -> bytes:
    header = op.header
    base = _written_base(header) if header.base else ()
    usual = usual_base(subject)
    erased = op.person is None and op.digest != chain.NO_PERSON
    mono = header.mono - behind.mono - wall
    if (
        header.lamport == behind.lamport + 1
        and header.officer == behind.officer
        and header.boot == behind.boot
        and header.act == header.wall
        and not erased
        and base == usual
    ):
        return b"%d" % mono
    rest: list[object] = [
        mono,
        None if base == usual else base,
        header.lamport - behind.lamport - 1,
        None if header.officer == behind.officer else header.officer,
        None if header.boot == behind.boot else header.boot,
        header.act - header.wall,
        op.digest.hex() if erased else None,
    ]
    while rest[-1] is None or rest[-1] == 0:
        rest.pop()
    return _encode(rest)


def _relative(name: str, here: str, seq: int) -> int | str:
    if name.startswith(here):
        digits = name[len(here) :]
        if digits.isdigit() and digits.isascii() and digits[0] != "0" and len(digits) <= 16:
            back = seq - int(digits)
            if back >= 0:
                return back
    return name


def _written_base(header: Header) -> tuple[int | str, ...]:
    desk, epoch, seq = header.desk, header.epoch, header.seq
    return tuple(
        seq - one.seq if one.seq < seq and one.desk == desk and one.epoch == epoch else str(one)
        for one in header.base
    )
