"""Plays a schedule, and makes one that breaks a promise as short as it can be."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tests.support.simulation.checks import Violation
from tests.support.simulation.steps import Plan, Step
from tests.support.simulation.world import World


def broken_by(plan: Plan) -> str | None:
    """Which promise this schedule breaks; None when it keeps them all."""
    try:
        World(plan).run()
    except Violation as violation:
        return violation.rule
    except Exception as error:
        return type(error).__name__
    return None


def shortest(plan: Plan, tries: int = 400) -> Plan:
    """A schedule as short as we find that breaks the same promise."""
    rule = broken_by(plan)
    assert rule is not None
    left = tries
    shorter = True
    while shorter and left > 0:
        shorter = False
        for smaller in _smaller(plan):
            left -= 1
            if broken_by(smaller) == rule:
                plan, shorter = smaller, True
                break
            if left <= 0:
                break
    return plan


def _smaller(plan: Plan) -> Iterator[Plan]:
    steps = plan.steps
    for size in (len(steps) // 2, len(steps) // 4, 2, 1):
        if size:
            for first in range(len(steps) - size, -1, -size):
                yield _with(plan, steps[:first] + steps[first + size :])
    if plan.loss:
        yield msgspec.structs.replace(plan, loss=0.0)
    for place, step in enumerate(steps):
        if step.many > 1:
            yield _with(plan, (*steps[:place], _less(step), *steps[place + 1 :]))


def _less(step: Step) -> Step:
    return msgspec.structs.replace(step, many=step.many // 2)


def _with(plan: Plan, steps: tuple[Step, ...]) -> Plan:
    return msgspec.structs.replace(plan, steps=steps)


def told(plan: Plan) -> str:
    """The schedule as text: the line for the file of kept ones, and a step a line to read."""
    lines = [msgspec.json.encode(plan).decode(), f"seed {plan.seed}, {plan.desks} desks:"]
    lines += [f"  {step.what} desk={step.desk} many={step.many} then {step.wait} ms"
              for step in plan.steps]  # fmt: skip
    return "\n".join(lines)
