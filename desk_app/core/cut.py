"""A cut: for each chain of the log, the last op that belongs to it and that op's hash.

A chain is one desk in one epoch, so a desk that was restored has an entry for each of its epochs.
"""

from __future__ import annotations

import re

import msgspec

from desk_app.core.ids import DeskId, parse_op_id

_HASH = re.compile(r"[0-9a-f]{64}\Z")


class Head(msgspec.Struct, frozen=True, order=True):
    """The last op of a chain; hash in hex."""

    desk: DeskId
    epoch: int
    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.desk}.{self.epoch}.{self.seq}.{self.hash}"


class Cut(msgspec.Struct, frozen=True):
    """Heads in the order of desk and epoch; an empty cut holds nothing."""

    heads: tuple[Head, ...]

    def __str__(self) -> str:
        return ",".join(map(str, self.heads))


def parse_cut(text: str) -> Cut | None:
    """The cut written by `str`; None when `text` is none."""
    heads = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        identity, _, digest = part.rpartition(".")
        parsed = parse_op_id(identity)
        if parsed is None or _HASH.match(digest) is None:
            return None
        heads.append(Head(parsed.desk, parsed.epoch, parsed.seq, digest))
    chains = {(head.desk, head.epoch) for head in heads}
    if not heads or len(chains) != len(heads):
        return None
    return Cut(tuple(sorted(heads)))
