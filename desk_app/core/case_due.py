"""When a case of the log is due, and why: its waits and extensions read from its steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import msgspec

from desk_app.core.case_ops import ClockPolicy, CountStart
from desk_app.core.case_view import CaseView, StepView
from desk_app.core.clock import Millis, day_of, local
from desk_app.core.due_doubts import doubts
from desk_app.core.due_steps import Due, DueStep, explain
from desk_app.core.problems import Problem
from desk_app.core.procedure import LimitUnit
from desk_app.core.work_calendar import WorkCalendar
from desk_app.core.workdays import (
    CountingPolicy,
    Suspension,
    due_at,
    minute_and_day,
    moment_of,
    shifted,
)

_CLOCKS: dict[str, ClockPolicy] = {"pause": "pause", "restart": "restart", "run": "run"}


def waits(steps: Sequence[StepView], until: Millis | None = None) -> tuple[Suspension, ...]:
    """The waits for the citizen among the steps; one still open ends at `until`, if given."""
    found: list[Suspension] = []
    asked: StepView | None = None
    for step in steps:
        if not step.counts:
            continue
        if step.kind == "supplement_requested":
            asked = step
        elif step.kind == "supplemented" and asked is not None:
            found.append(Suspension(asked.at, step.at, _CLOCKS.get(asked.detail, "pause")))
            asked = None
    if asked is not None:
        found.append(Suspension(asked.at, until, _CLOCKS.get(asked.detail, "pause")))
    return tuple(found)


def due_of(
    view: CaseView, calendar: WorkCalendar, policy: CountingPolicy, until: Millis | None = None
) -> Millis | None:
    """The due moment counted anew: from the receipt, or from the last new date that was given.

    until: the moment at which a wait that is still open ends. None: no limit is known, or the
    clock stands still.
    """
    found = waits(view.steps, until)
    given = _given(view)
    if given is not None:
        later = tuple(wait for wait in found if wait.start >= given.at)
        assert given.due is not None
        return _after_extension(given.due, later, view, calendar, policy)
    if not view.unit:
        return None
    return due_at(view.at, view.time, _unit(view), calendar, _policy(view, policy), found)


def explain_case(view: CaseView, calendar: WorkCalendar, policy: CountingPolicy) -> Due | None:
    """Why the case is due when it is, by today's calendar; None when no limit is known.

    A warning says when what was promised differs from what is counted now. What was received and
    handed over in one go was never due.
    """
    if not view.unit or view.at_once:
        return None
    given = _given(view)
    steps = view.steps
    before = steps if given is None else steps[: steps.index(given)]
    counted = explain(
        view.at, view.time, _unit(view), calendar, _policy(view, policy), waits(before)
    )
    if given is None:
        return msgspec.structs.replace(
            counted, warnings=(*_differs(view, counted.due), *counted.warnings)
        )
    due = due_of(view, calendar, policy)
    extended = _extension_steps(view, given, due)
    last = max(step.last for step in (*counted.steps, *extended))
    return msgspec.structs.replace(
        counted,
        due=due,
        steps=(*counted.steps, *extended),
        warnings=(*_differs(view, due), *doubts(calendar, counted.steps[0].first, last)),
    )


def _extension_steps(view: CaseView, given: StepView, due: Millis | None) -> list[DueStep]:
    steps = [_moment_step("extended", given.at)]
    number = sum(1 for step in view.steps if step.counts and step.kind == "supplement_requested")
    later = [wait for wait in waits(view.steps) if wait.start >= given.at]
    number -= len(later)
    for wait in later:
        number += 1
        step = _moment_step("requested", wait.start)
        steps.append(msgspec.structs.replace(step, clock=wait.clock, number=number))
        if wait.end is not None:
            ended = _moment_step("supplemented", wait.end)
            steps.append(msgspec.structs.replace(ended, clock=_shown(wait.clock)))
    if due is None:
        steps.append(_moment_step("standing", later[-1].start))
    else:
        steps.append(_moment_step("promised", due))
    return steps


def _shown(clock: ClockPolicy) -> str:
    return "run" if clock == "run" else "pause"


def _moment_step(kind: str, moment: Millis) -> DueStep:
    day, minute = day_of(moment), minute_and_day(moment)[1]
    return DueStep(first=day, last=day, kind=kind, minute=minute)  # type: ignore[arg-type]


def _differs(view: CaseView, counted: Millis | None) -> tuple[Problem, ...]:
    if counted is None or view.due is None or _minute(view.due) == _minute(counted):
        return ()
    values = {"promised": _written(view.due), "counted": _written(counted)}
    return (Problem("deadline.differs", "due", values),)


def _minute(moment: Millis) -> Millis:
    day, minute = minute_and_day(moment)
    return moment_of(day, minute)


def _written(moment: Millis) -> str:
    return f"{local(moment):%H:%M %d/%m/%Y}"


def _given(view: CaseView) -> StepView | None:
    """The last new date that was given with an apology, after which counting begins anew."""
    for step in reversed(view.steps):
        if step.counts and step.kind == "extended" and step.due is not None:
            return step
    return None


def _after_extension(
    due: Millis,
    later: tuple[Suspension, ...],
    view: CaseView,
    calendar: WorkCalendar,
    policy: CountingPolicy,
) -> Millis | None:
    """A new date moves by the days of the waits that began before it."""
    unit = _unit(view) if view.unit else "working_days"
    for wait in later:
        if wait.clock == "run" or wait.start > due:
            continue
        if wait.end is None:
            return None
        if wait.clock == "restart" and view.unit:
            again = due_at(wait.end, view.time, unit, calendar, _policy(view, policy))
            assert again is not None
            due = again
        else:
            due = shifted(due, wait.start, wait.end, unit, calendar)
    return due


def _unit(view: CaseView) -> LimitUnit:
    return cast(LimitUnit, view.unit)


def _policy(view: CaseView, policy: CountingPolicy) -> CountingPolicy:
    """The desk's policy, but counting began as it did when the case was received."""
    return msgspec.structs.replace(policy, start=cast(CountStart, view.start))
