"""How much may travel at once: the numbers that both sides hold each other to."""

from __future__ import annotations

_KIB = 1024
_MIB = 1024 * _KIB

# A push: begins small, grows towards four seconds a request (sync.md, Messages).
START_OPS = 64
MAX_OPS = 512
MAX_PACKED = 64 * _KIB
# A page of the feed, of the own log or of a first fill: downwards lines are the faster ones.
MAX_PAGE_OPS = 2_048
MAX_PAGE_PACKED = 256 * _KIB

# One op, its facts and its person part together. An op too large for MAX_PACKED travels alone: a
# list of absent cases or of erased ops may be long, and whatever was logged must be sent some day.
MAX_OP = 1 * _MIB
MAX_ALONE = MAX_OP + 64 * _KIB
# The most bytes of a body that is worth reading at all; more is refused before it is read (413).
MAX_BODY = MAX_ALONE
# What any body may grow to when it is inflated, and what the payloads of all its ops may hold: a
# person part that is told to be the same as the last one grows once more when it is read.
MAX_INFLATED = 4 * _MIB
MAX_PAYLOADS = 4 * _MIB
# A message that is no batch and no page: hello, its answer, a certificate.
MAX_MESSAGE = 1 * _MIB

# Heads of one subject that an op may build on: one for each desk of a commune in each epoch.
MAX_BASE = 256
# The numbers of a header: what JSON, SQLite and PostgreSQL all hold exactly.
MAX_NUMBER = 2**53 - 1
MAX_EPOCH = 999_999_999


def fits(packed: int, ops: int) -> bool:
    """Whether a push body of so many bytes and ops may be sent; else send fewer ops."""
    return ops == 1 or packed <= MAX_PACKED


def page_fits(packed: int, ops: int) -> bool:
    """Whether a page of so many bytes and ops may be sent; else put fewer ops on it."""
    return ops <= 1 or packed <= MAX_PAGE_PACKED
