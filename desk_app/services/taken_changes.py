"""Which pages must look again after ops came from elsewhere."""

from __future__ import annotations

from desk_app.core.assessment_state import PREFIX as ASSESSMENT
from desk_app.core.officer_state import PREFIX as OFFICER
from desk_app.services.changes import Changes
from desk_app.store.taking import Taken

_NONE: frozenset[str] = frozenset()


def changes_of(taken: Taken) -> Changes:
    """What was touched, as every other change says it."""
    found = taken.changes

    def of(family: str, prefix: str = "") -> frozenset[str]:
        return frozenset(subject.removeprefix(prefix) for subject in found.get(family, _NONE))

    return Changes(
        visits=of("visit"),
        cases=of("case"),
        evidence=of("evidence"),
        coverage=of("coverage", "coverage:"),
        catalogue="catalogue" in found,
        calendar="calendar" in found,
        assessments=of("assessment", ASSESSMENT),
        officers=of("officer", OFFICER),
        papers=of("paper"),
        imports=of("import"),
    )
