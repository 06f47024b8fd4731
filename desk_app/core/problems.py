"""What a person must change, as a code with values; the sentence lives in resources/texts."""

from __future__ import annotations

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """One thing to change: which sentence, beside which field, filled with what."""

    code: str
    field: str = ""
    values: dict[str, str] = {}
