"""Going along the rows of the log, chain by chain: what is wrong with which op."""

from __future__ import annotations

from typing import Any

from desk_app.core import chain
from desk_app.core.cut import Head
from desk_app.core.ids import DeskId
from desk_app.core.ops import Op, PersonErased, facts_of, is_known
from desk_app.core.problems import Problem
from desk_app.core.set_aside import fault_of
from desk_app.store import op_rows

_BLOB = (bytes, type(None))
# What the columns of `op_rows.COLUMNS` hold.
_TYPES: tuple[type | tuple[type, ...], ...] = (
    str, int, int, str, int, str, str, int, str, int, int, str, int, bytes, _BLOB, _BLOB, bytes,
    bytes,
)  # fmt: skip


class ChainWalk:
    """Takes all rows of the log in the order of desk, epoch and seq.

    aside: the ops that were set aside here: that nobody can read them is known already.
    problems: what was found; readable: whether every op can be folded; erased: the ops that
    erasures name; without_person: the ops whose person part is gone.
    """

    def __init__(self, aside: frozenset[str] = frozenset()) -> None:
        self._aside = aside
        self.problems: list[Problem] = []
        self.readable = True
        self.erased: set[str] = set()
        self.without_person: list[Op] = []
        self._heads: dict[tuple[DeskId, int], Head] = {}
        self._chain: tuple[Any, Any] | None = None
        self._previous = chain.GENESIS
        self._expected = 1

    @property
    def heads(self) -> tuple[Head, ...]:
        """The last readable op of each chain."""
        return tuple(self._heads.values())

    def take(self, row: tuple[Any, ...]) -> None:
        """Check the next row."""
        desk, epoch, seq = row[:3]
        if (desk, epoch) != self._chain:
            self._chain, self._previous, self._expected = (desk, epoch), chain.GENESIS, 1
        if seq != self._expected:
            self._found("log.gap", f"{desk}.{epoch}.{self._expected}")
        op = _readable(row)
        if op is None:
            self._found("log.unreadable", f"{desk}.{epoch}.{seq}")
            self.readable = False
            return
        fault = _fault(op, self._previous, self._aside)
        self._previous, self._expected = op.hash, seq + 1
        self._heads[desk, epoch] = Head(desk, epoch, seq, op.hash.hex())
        if fault is not None:
            self._found(fault, str(op.header.id))
            self.readable = False
            return
        if op.header.kind == "person.erased" and fault_of(op) is None:
            facts: PersonErased = facts_of(op)
            self.erased.update(facts.ops)
        if op.person is None and op.digest != chain.NO_PERSON:
            self.without_person.append(op)

    def _found(self, code: str, op: str) -> None:
        self.problems.append(Problem(code, values={"op": op}))


def _readable(row: tuple[Any, ...]) -> Op | None:
    """The op in a row; None when what stands there is no op at all."""
    if not all(isinstance(value, kind) for value, kind in zip(row, _TYPES, strict=True)):
        return None
    try:
        return op_rows.op_from(row)
    except ValueError:
        return None


def _fault(op: Op, previous: bytes, aside: frozenset[str]) -> str | None:
    """What is wrong with an op that follows the op with hash `previous`."""
    if chain.link(previous, chain.header_bytes(op.header), op.facts, op.digest) != op.hash:
        return "log.hash"
    if not _person_fits(op):
        return "log.person"
    fault = fault_of(op)
    if fault is not None and is_known(op.header) and str(op.header.id) not in aside:
        return "log.payload"
    return None


def _person_fits(op: Op) -> bool:
    """Whether the person part is the one that was hashed, or is gone together with its salt.

    The lengths are fixed, so no byte can wander from one part into its neighbour.
    """
    if len(op.digest) != len(chain.NO_PERSON):
        return False
    if op.salt is None or op.person is None:
        return op.salt is op.person
    return (
        len(op.salt) == chain.SALT_LENGTH and chain.person_digest(op.salt, op.person) == op.digest
    )
