"""Lines back to the ops of one chain, their ids, digests and hashes computed on the way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import UNSET

from desk_app.core import chain
from desk_app.core.chain import Header
from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId, OfficerId, OpId, SubjectId, parse_op_id
from desk_app.core.ops import Op
from sync.protocol.limits import MAX_BASE, MAX_NUMBER, MAX_OP, MAX_PAYLOADS
from sync.protocol.links import Links
from sync.protocol.malformed import Malformed
from sync.protocol.op_lines import CODE, Line, Rest
from sync.protocol.payload_lines import Payloads

_NO_REST = Rest()
_SALT_DIGITS, _DIGEST_DIGITS = 32, 64


def read_ops(
    lines: Sequence[Line], desk: DeskId, epoch: int, first: int, previous: bytes
) -> tuple[Op, ...]:
    """The ops from seq `first` on, each with the hash that follows from `previous`.

    Malformed for a line that can be no op.
    """
    if first + len(lines) - 1 > MAX_NUMBER:
        raise Malformed("sync.body_limits", "a chain too long")
    headers = _Headers(desk, epoch)
    links = Links(desk, epoch, previous)
    payloads = Payloads(desk, epoch)
    ops: list[Op] = []
    told: bytes | None = None
    room = MAX_PAYLOADS
    for seq, line in enumerate(lines, first):
        header = headers.read(line, seq)
        facts = payloads.read_facts(bytes(line.facts), seq)
        written = bytes(line.person)
        if written:
            person = payloads.read_person(written)
            salt, told = _salts(line, told)
            size = len(facts) + len(person)
            room -= size
            if size > MAX_OP or room < 0:
                raise Malformed("sync.body_limits", "an op too large")
            if isinstance(line.rest, Rest) and line.rest.digest is not None:
                raise Malformed("sync.body_shape", "a person part and the digest of an erased one")
            digest = chain.person_digest(salt, person)
            linked = links.after(header, facts, digest)
            ops.append(Op(header, facts, salt, person, digest, linked))
        else:
            room -= len(facts)
            if len(facts) > MAX_OP or room < 0:
                raise Malformed("sync.body_limits", "an op too large")
            digest = _bare_digest(line)
            linked = links.after(header, facts, digest)
            ops.append(Op(header, facts, None, None, digest, linked))
    if told is not None:
        raise Malformed("sync.body_shape", "a salt without its person part")
    return tuple(ops)


class _Headers:
    """The header before, while those of one chain are read in turn."""

    def __init__(self, desk: DeskId, epoch: int) -> None:
        self._desk, self._epoch = desk, epoch
        self._here = f"{desk}.{epoch}."
        self._lamport = self._wall = self._mono = 0
        self._officer, self._boot = "", ""
        self._codes = {""}

    def read(self, line: Line, seq: int) -> Header:
        """The header of op `seq`."""
        rest = line.rest
        if isinstance(rest, int):
            ahead, rest = rest, _NO_REST
        else:
            ahead = rest.mono
        if rest.officer is not None:
            self._officer = self._code(rest.officer)
        if rest.boot is not None:
            self._boot = self._code(rest.boot)
        wall = self._wall = self._wall + line.wall
        mono = self._mono = self._mono + line.wall + ahead
        lamport = self._lamport = self._lamport + 1 + rest.lamport
        act = wall + rest.act
        if not (
            -MAX_NUMBER <= wall <= MAX_NUMBER
            and -MAX_NUMBER <= mono <= MAX_NUMBER
            and -MAX_NUMBER <= act <= MAX_NUMBER
            and 0 <= lamport <= MAX_NUMBER
        ):
            raise Malformed("sync.body_limits", "a number out of bounds")
        return Header(
            desk=self._desk,
            epoch=self._epoch,
            seq=seq,
            kind=line.kind if line.kind in self._codes else self._code(line.kind),
            version=line.version,
            subject=self._subject(line.subject, seq),
            base=self._base(line.subject, rest.base, seq),
            lamport=lamport,
            officer=OfficerId(self._officer),
            wall=Millis(wall),
            mono=mono,
            boot=self._boot,
            act=Millis(act),
        )

    def _code(self, code: str) -> str:
        if code not in self._codes:
            if CODE.match(code) is None:
                raise Malformed("sync.body_limits", "a code with odd characters")
            self._codes.add(code)
        return code

    def _subject(self, written: int | str, seq: int) -> SubjectId:
        if isinstance(written, str):
            return SubjectId(self._code(written))
        if written >= seq:
            raise Malformed("sync.body_limits", "a subject from before the chain")
        return SubjectId(f"{self._here}{seq - written}")

    def _base(
        self, subject: int | str, written: tuple[int | str, ...] | None, seq: int
    ) -> tuple[OpId, ...]:
        if written is None:
            if isinstance(subject, int) and subject:
                return (OpId(self._desk, self._epoch, seq - subject),)
            return ()
        if len(written) > MAX_BASE:
            raise Malformed("sync.body_limits", "a base too long")
        base = tuple(self._op_id(one, seq) for one in written)
        if any(before >= after for before, after in pairwise(base)):
            raise Malformed("sync.body_shape", "a base is not in order")
        return base

    def _op_id(self, written: int | str, seq: int) -> OpId:
        if isinstance(written, int):
            if not 0 < written < seq:
                raise Malformed("sync.body_limits", "a base from outside the chain")
            return OpId(self._desk, self._epoch, seq - written)
        found = parse_op_id(written)
        if found is None:
            raise Malformed("sync.body_shape", "a base is no op id")
        return found


def _bare_digest(line: Line) -> bytes:
    """The digest of an op without a person part: of the erased one, if there ever was one."""
    if line.salt is not UNSET:
        raise Malformed("sync.body_shape", "a salt without a person part")
    if isinstance(line.rest, Rest) and line.rest.digest is not None:
        return _unhex(line.rest.digest, _DIGEST_DIGITS)
    return chain.NO_PERSON


def _salts(line: Line, told: bytes | None) -> tuple[bytes, bytes | None]:
    """The salt of a person part, and that of the next one if this one follows from it.

    told: the salt of this part, if the one before followed from it.
    """
    if (line.salt is UNSET) is (told is None):
        raise Malformed("sync.body_shape", "a person part without a salt, or with two")
    if line.salt is UNSET:
        assert told is not None
        return told, None
    salt = _unhex(line.salt, _SALT_DIGITS)
    return (salt, None) if line.of_next is UNSET else (chain.salt_before(salt), salt)


def _unhex(digits: str, length: int) -> bytes:
    """The bytes of lower-case hex digits; Malformed for anything else."""
    try:
        data = bytes.fromhex(digits)
    except ValueError:
        data = b""
    if len(digits) != length or data.hex() != digits:
        raise Malformed("sync.body_shape", "no hex digits")
    return data
