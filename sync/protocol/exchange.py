"""A request and its answer as plain values: the line that carries them is somebody else's matter.

Real HTTP, a fault-injecting test network and the simulator all carry the same two values.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

# Every body of ours, either way, carries this header; its value is the protocol number. A body
# without it comes from somebody else on the line (a login page) and counts as "no line".
MARK = "mot-cua-sync"


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What a desk sends. path without a query; header names in lower case."""

    method: str
    path: str
    query: Mapping[str, str] = {}
    headers: Mapping[str, str] = {}
    body: bytes = b""


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """What came back; header names in lower case."""

    status: int
    headers: Mapping[str, str] = {}
    body: bytes = b""
