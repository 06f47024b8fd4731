"""Several steps at once: the fee with the result, one step for many cases; all or none of them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desk_app.core.case_view import StepView
from desk_app.core.clock import local
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.problems import Problem
from desk_app.services.advance_case import StepForm, advance_case, existing, take_back_step
from desk_app.services.changes import Changes
from desk_app.store.writer import Tx


class Taken(msgspec.Struct, frozen=True):
    """A step that was written: its case and its op."""

    case: str
    step: str


def take_steps(
    tx: Tx, steps: Sequence[tuple[str, StepForm]], officer: OfficerId
) -> tuple[Changes, tuple[Taken, ...]]:
    """Write (case, step) one after the other; the first that cannot be written stops them all."""
    taken: list[Taken] = []
    cases: frozenset[str] = frozenset()
    visits: frozenset[str] = frozenset()
    for case, form in steps:
        changes = advance_case(tx, case, form, officer)
        written = existing(tx, case).steps[-1]
        taken.append(Taken(case, written.op))
        cases, visits = cases | changes.cases, visits | changes.visits
    return Changes(cases=cases, visits=visits), tuple(taken)


def take_back_steps(tx: Tx, steps: Sequence[Taken], reason: str, officer: OfficerId) -> Changes:
    """Take these steps back, the last first; refused where others followed them meanwhile."""
    own = {one.step for one in steps}
    for case in {one.case for one in steps}:
        counted = [step for step in existing(tx, case).steps if step.counts]
        after = [step.op for step in counted]
        first = next((place for place, op in enumerate(after) if op in own), len(after))
        if any(op not in own for op in after[first:]):
            raise UserProblem(Problem("case.others_followed"))
    cases: frozenset[str] = frozenset()
    visits: frozenset[str] = frozenset()
    for one in reversed(steps):
        changes = take_back_step(tx, one.case, one.step, reason, officer)
        cases, visits = cases | changes.cases, visits | changes.visits
    return Changes(cases=cases, visits=visits)


def form_again(step: StepView) -> StepForm | None:
    """The form that writes a step as it was; None for one that cannot be written again so."""
    if step.kind == "paid":
        return None  # what was paid stands in the case, not in the step
    choice = step.detail
    if step.kind == "extended" and not choice:
        choice = "none"
    due = "" if step.due is None else local(step.due).strftime("%d/%m/%Y %H:%M")
    return StepForm(
        kind=step.kind,
        choice=choice,
        reason=step.reason,
        items=step.items,
        place=step.place,
        who=step.who,
        note=step.note,
        at=local(step.at).strftime("%d/%m/%Y %H:%M"),
        due=due if step.kind == "extended" else "",
        visit=step.visit,
    )
