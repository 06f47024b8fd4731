"""A visit as pages, lists and exports see it."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis


class VisitView(msgspec.Struct, frozen=True, kw_only=True):
    """A visit as it is listed, found and exported.

    rating is "", answered, declined, timed_out or not_offered: never which answer.
    full_id says whether the whole ID number is kept; the number itself is not here.
    """

    id: str
    at: Millis
    recorded: Millis
    officer: str
    purpose: str
    procedures: tuple[str, ...]
    outcome: str
    flags: tuple[str, ...]
    applicant: str
    reference: str
    late: str
    row: str
    name: str
    organisation: str
    on_behalf_of: str
    phone: str
    address: str
    id_last4: str
    full_id: bool
    note: str
    late_note: str
    voided: bool
    corrected: bool
    erased: bool
    rating: str
    conflicts: tuple[str, ...]
