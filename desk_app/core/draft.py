"""A draft: what was typed into one form and is not logged yet."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis

VISIT_FORM = "visit"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Kept as one types, outside the log; a draft belongs to one form and loads into no other.

    id: of this piece of typing; form: "visit", or "correct:" and the visit; officer: who typed;
    saved: when it was kept last; content: JSON whose shape is the form's own.
    """

    id: str
    form: str
    officer: str
    saved: Millis
    content: str
