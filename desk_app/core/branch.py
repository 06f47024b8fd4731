"""A past that the province does not hold: its deeds are written once more, under new numbers.

Two copies of a desk gave the same numbers to different deeds. One copy's ops keep them; the other
copy's follow again in an epoch of their own, with every op id that pointed into that past changed
to the new one. What was done, by whom, when and in which order (lamport) stays as it was, and so
does what was printed on paper.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from desk_app.core import chain
from desk_app.core.ids import DeskId, OpId, SubjectId, parse_op_id
from desk_app.core.ops import Op

# An op id as it stands in facts: a whole JSON text, which nothing else there looks like.
_NAMED = re.compile(rb'"([0-9A-HJKMNP-TV-Z]{16}\.[0-9]{1,9}\.[0-9]{1,16})"')


class Deed(NamedTuple):
    """What tells a deed from every other, whatever its number; digest: of its salted person part.

    facts: as they are, but for ids of the desk's own ops, which copies gave differently. Two copies
    of a machine never write the same at the same tick of one clock under the same lamport.
    """

    kind: str
    version: int
    officer: str
    lamport: int
    wall: int
    mono: int
    boot: str
    act: int
    digest: bytes
    facts: bytes


class Reissued(msgspec.Struct, frozen=True):
    """ops: the new ones, in their order; ids: by its old id, under which id each deed stands now.

    A deed that was written once more before is among the ids, not among the ops.
    """

    ops: tuple[Op, ...]
    ids: dict[str, str]


def deed_of(op: Op) -> Deed:
    """What this op records."""
    header = op.header
    return Deed(
        header.kind,
        header.version,
        header.officer,
        header.lamport,
        header.wall,
        header.mono,
        header.boot,
        header.act,
        op.digest,
        _NAMED.sub(partial(_whoever, header.desk.encode()), op.facts),
    )


def reissued(
    branch: Iterable[Op],
    there: Mapping[Deed, Sequence[Op]],
    desk: DeskId,
    epoch: int,
    after: tuple[int, bytes] = (0, chain.GENESIS),
) -> Reissued:
    """The ops of a branch, in the order in which they were written, at the end of another chain.

    there: ops that stand, by deed; a deed of the branch that is among them is not written again,
    even where it stands about an op that another copy wrote once more under an id of its own.
    after: seq and hash of the chain's last op.
    """
    seq, previous = after
    ids: dict[str, str] = {}
    made: list[Op] = []
    for op in branch:
        old = str(op.header.id)
        known = _standing(op, ids, there.get(deed_of(op), ()))
        if known is not None:
            ids[old] = str(known.header.id)
            continue
        seq += 1
        ids[old] = str(OpId(desk, epoch, seq))
        new = _renamed(op, ids, desk, epoch, seq, previous)
        previous = new.hash
        made.append(new)
    return Reissued(tuple(made), ids)


def points_into(op: Op, ids: Collection[str]) -> bool:
    """Whether an op is about, builds on or names one of these ops."""
    return (
        op.header.subject in ids
        or any(str(one) in ids for one in op.header.base)
        or any(name.decode() in ids for name in _NAMED.findall(op.facts))
    )


def _standing(op: Op, ids: Mapping[str, str], candidates: Sequence[Op]) -> Op | None:
    """The op that stands for this deed: the one about the same ids if there are several."""
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    facts = _facts(op, ids)
    subject = ids.get(op.header.subject, op.header.subject)
    same = (one for one in candidates if (one.facts, one.header.subject) == (facts, subject))
    return next(same, candidates[0])


def _whoever(desk: bytes, found: re.Match[bytes]) -> bytes:
    return b'"."' if found[1].startswith(desk + b".") else found[0]


def _renamed(
    op: Op, ids: Mapping[str, str], desk: DeskId, epoch: int, seq: int, previous: bytes
) -> Op:
    header = op.header
    base = {ids.get(str(one), str(one)) for one in header.base}
    known = (parse_op_id(one) for one in base)
    moved = msgspec.structs.replace(
        header,
        desk=desk,
        epoch=epoch,
        seq=seq,
        subject=SubjectId(ids.get(header.subject, header.subject)),
        base=tuple(sorted(one for one in known if one is not None)),
    )
    facts = _facts(op, ids)
    linked = chain.link(previous, chain.header_bytes(moved), facts, op.digest)
    return Op(moved, facts, op.salt, op.person, op.digest, linked)


def _facts(op: Op, ids: Mapping[str, str]) -> bytes:
    def renamed(found: re.Match[bytes]) -> bytes:
        return b'"' + ids.get(found[1].decode(), found[1].decode()).encode() + b'"'

    return _NAMED.sub(renamed, op.facts)
