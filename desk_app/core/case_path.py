"""Which steps lead a case from where it stands to where the province says it stands."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from desk_app.core.case_steps import BY_KIND, OPEN, Status
from desk_app.core.their_case import TheirStatus

# The steps an import may write. Where a case went inside the office it cannot know.
_KINDS = (
    "case.supplement_requested", "case.supplemented", "case.returned", "case.refused",
    "case.stopped", "case.withdrawn", "case.ready", "case.handed_over",
)  # fmt: skip
_IN_HAND: frozenset[Status] = OPEN - {"waiting"}


def agrees(status: str, theirs: TheirStatus) -> bool:
    """Whether our state is what the province calls by its word."""
    if theirs == "open":
        return status in _IN_HAND
    if status == "archived":
        return theirs in ("handed_over", "refused", "stopped", "withdrawn")
    return status == theirs


def path(status: Status, theirs: TheirStatus) -> tuple[str, ...] | None:
    """The fewest legal steps from our state to theirs; None where no step leads there."""
    seen: set[Status] = {status}
    waiting: deque[tuple[Status, tuple[str, ...]]] = deque([(status, ())])
    while waiting:
        at, taken = waiting.popleft()
        if agrees(at, theirs):
            return taken
        for kind in _KINDS:
            step = BY_KIND[kind]
            if at in step.after and step.to is not None and step.to not in seen:
                seen.add(step.to)
                waiting.append((step.to, (*taken, kind)))
    return None


def path_back(
    statuses: Sequence[Status], theirs: TheirStatus
) -> tuple[int, tuple[str, ...]] | None:
    """How many of the last steps to take back, and which steps to take then.

    statuses: where the case stood at first and after each of its steps that count. None where even
    the beginning leads nowhere, as with a case that was handed over at once.
    """
    for back in range(len(statuses)):
        found = path(statuses[len(statuses) - 1 - back], theirs)
        if found is not None:
            return back, found
    return None
