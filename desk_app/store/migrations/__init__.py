"""The dated steps from an empty file to today's tables, in order; a released one never changes."""

from __future__ import annotations

from desk_app.store.migrations import (
    s2026_11_22_cases,
    s2026_11_22_day_at_the_desk,
    s2026_11_22_first,
    s2026_11_22_sync,
)
from desk_app.store.migrations.steps import Step

STEPS: tuple[Step, ...] = (
    s2026_11_22_first.STEP,
    s2026_11_22_day_at_the_desk.STEP,
    s2026_11_22_cases.STEP,
    s2026_11_22_sync.STEP,
)
