"""Several steps at once, all or none: the fee with the result, each with the visit that it is."""

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
from desk_app.services.correct_visit import restore_visit, void_visit
from desk_app.services.visit_of_step import logged_by_step, visit_of_step
from desk_app.store import visits as stored_visits
from desk_app.store.writer import Tx


class Taken(msgspec.Struct, frozen=True):
    """A step that was written: its case, its op, and the visit that was logged with it."""

    case: str
    step: str
    visit: str = ""


def take_steps(
    tx: Tx, steps: Sequence[tuple[str, StepForm]], officer: OfficerId
) -> tuple[Changes, tuple[Taken, ...]]:
    """Write (case, step) one after the other; the first that cannot be written stops them all.

    Who fetches a result or brings papers at the counter has come: that is a visit, logged with the
    step unless the step names one.
    """
    taken: list[Taken] = []
    cases: frozenset[str] = frozenset()
    visits: frozenset[str] = frozenset()
    for case, form in steps:
        visit = visit_of_step(tx, existing(tx, case), form, officer)
        changes = advance_case(
            tx, case, msgspec.structs.replace(form, visit=visit or form.visit), officer
        )
        written = existing(tx, case).steps[-1]
        taken.append(Taken(case, written.op, visit))
        cases, visits = cases | changes.cases, visits | changes.visits
    return Changes(cases=cases, visits=visits), tuple(taken)


def take_back_steps(tx: Tx, steps: Sequence[Taken], reason: str, officer: OfficerId) -> Changes:
    """Take these steps back, the last first, each with the visit that was logged for it alone.

    Refused where others followed them meanwhile. A visit that was rated stays: somebody came.
    """
    ours = {one.step for one in steps}
    for case in {one.case for one in steps}:
        counted = [step for step in existing(tx, case).steps if step.counts]
        after = [step.op for step in counted]
        first = next((place for place, op in enumerate(after) if op in ours), len(after))
        if any(op not in ours for op in after[first:]):
            raise UserProblem(Problem("case.others_followed"))
    cases: frozenset[str] = frozenset()
    visits: frozenset[str] = frozenset()
    for one in reversed(steps):
        view = existing(tx, one.case)
        step = next((step for step in view.steps if step.op == one.step), None)
        own = step is not None and logged_by_step(tx, view, step)
        changes = take_back_step(tx, one.case, one.step, reason, officer)
        if own and step is not None:
            void_visit(tx, step.visit, reason, officer)
        cases, visits = cases | changes.cases, visits | changes.visits
    return Changes(cases=cases, visits=visits)


def take_step_again(tx: Tx, case: str, step: StepView, reason: str, officer: OfficerId) -> Changes:
    """Write a step as it was before it was taken back; its visit counts again with it."""
    form = form_again(step)
    if form is None:
        return Changes()
    visit = stored_visits.one(tx.connection, step.visit) if step.visit else None
    if visit is not None and visit.voided:
        restore_visit(tx, step.visit, reason, officer)
    return advance_case(tx, case, form, officer)


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
