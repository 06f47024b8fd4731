"""What a change touched, so that only the pages that show it look again."""

from __future__ import annotations

import msgspec


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """Ids of what changed, per family; of what stays outside the log only whether it did."""

    visits: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()
    coverage: frozenset[str] = frozenset()
    catalogue: bool = False
    calendar: bool = False
    assessments: frozenset[str] = frozenset()
    officers: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    imports: frozenset[str] = frozenset()
    drafts: bool = False
    waiting: bool = False
    settings: bool = False
    packages: bool = False
