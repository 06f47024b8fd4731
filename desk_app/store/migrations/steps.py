"""What a migration step is: a dated name, a sentence why, and its statements."""

from __future__ import annotations

import msgspec


class Step(msgspec.Struct, frozen=True):
    """One step; `name` begins with its date, so the order of names is the order of steps."""

    name: str
    why: str
    script: str
