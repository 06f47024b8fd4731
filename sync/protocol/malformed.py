"""What is raised for every body that is not what it says it is."""

from __future__ import annotations

import msgspec

# Whatever msgspec raises for bytes that are not what they should be: bytes that are no UTF-8 are a
# plain ValueError, nesting without end is a RecursionError.
BAD = (msgspec.MsgspecError, ValueError, RecursionError)


class Malformed(Exception):
    """A body that cannot be taken: `code` is a Problem code, `detail` is for the log file.

    sync.body_size: too large. sync.body_packing: not what `squeeze` makes. sync.body_shape: no
    such lines. sync.body_signature: the line of the signature. sync.body_protocol: a protocol
    this program does not speak. sync.body_limits: a number or a text out of its bounds.
    sync.body_chain: the ops do not give the hash that the first line tells.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
