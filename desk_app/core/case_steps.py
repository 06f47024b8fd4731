"""Which step of a case may follow which state, and what state it leads to: one table."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

# received: taken in; checked: found complete; waiting: for the citizen's supplement;
# transferred: with a specialist or another office; ready: the result exists.
Status = Literal[
    "received", "checked", "waiting", "transferred", "ready", "handed_over",
    "refused", "stopped", "withdrawn", "archived",
]  # fmt: skip
STATUSES: tuple[Status, ...] = get_args(Status)

# Still being worked on; a result that waits to be fetched is no work any more.
OPEN: frozenset[Status] = frozenset({"received", "checked", "waiting", "transferred"})
# For figures of time a case is finished from here on, whenever the paper is fetched.
FINISHED: frozenset[Status] = frozenset(STATUSES) - OPEN


class Step(msgspec.Struct, frozen=True):
    """One step: after which states it is legal, and which state follows; None keeps the state."""

    kind: str
    after: frozenset[Status]
    to: Status | None


_IN_HAND: frozenset[Status] = frozenset({"received", "checked", "transferred"})
_CLOSED: frozenset[Status] = frozenset({"handed_over", "refused", "stopped", "withdrawn"})

STEPS: tuple[Step, ...] = (
    Step("case.checked", frozenset({"received"}), "checked"),
    Step("case.supplement_requested", _IN_HAND, "waiting"),
    Step("case.supplemented", frozenset({"waiting"}), "checked"),
    Step("case.refused", OPEN, "refused"),
    Step("case.transferred", _IN_HAND, "transferred"),
    Step("case.returned", frozenset({"transferred"}), "checked"),
    Step("case.extended", OPEN, None),
    Step("case.stopped", OPEN, "stopped"),
    Step("case.withdrawn", OPEN | {"ready"}, "withdrawn"),
    Step("case.ready", _IN_HAND, "ready"),
    Step("case.handed_over", frozenset({"ready"}), "handed_over"),
    Step("case.archived", _CLOSED, "archived"),
    Step("case.paid", frozenset(STATUSES), None),
)
BY_KIND: dict[str, Step] = {step.kind: step for step in STEPS}


def after(status: Status, kind: str) -> Status | None:
    """The state that follows a step in this state; None when the step is not legal there."""
    step = BY_KIND.get(kind)
    if step is None or status not in step.after:
        return None
    return status if step.to is None else step.to


def legal_steps(status: Status) -> tuple[str, ...]:
    """The kinds of steps that are legal in this state, in the order of the table."""
    return tuple(step.kind for step in STEPS if status in step.after)
