"""Somebody who waits to be served: their ticket, since when, and what is known already."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.visit import VisitForm


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """One place in the waiting list; n orders the list, ticket is "" where none are given."""

    n: int
    ticket: str
    since: Millis
    form: VisitForm
