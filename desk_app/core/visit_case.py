"""A case as the row of the visit that opened it shows it."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis


class VisitCase(msgspec.Struct, frozen=True, kw_only=True):
    """Its number, the moment promised now, and its place in a book of certifications."""

    id: str
    number: str
    due: Millis | None
    at_once: bool
    book_number: int = 0
