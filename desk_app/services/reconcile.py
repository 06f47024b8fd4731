"""Take over what the province tells differently: one difference, a case, or all of one kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

import msgspec

from desk_app.core.case_compare import DifferenceKind, Pair
from desk_app.core.case_ops import CaseCorrected, CasePersonCorrected, StepTakenBack, StepText
from desk_app.core.case_path import path_back
from desk_app.core.case_plan import THEIR_DATA, PlanRules, due_of, planned_steps
from desk_app.core.case_steps import Status
from desk_app.core.case_view import CaseView
from desk_app.core.clock import Millis
from desk_app.core.ids import OfficerId
from desk_app.core.procedure import Catalogue
from desk_app.services.changes import Changes
from desk_app.services.coverage import count_coverage
from desk_app.services.deadlines import counting
from desk_app.services.import_cases import plan_rules
from desk_app.services.read_cases import Cancelled, OnProgress, Reading
from desk_app.store import cases
from desk_app.store.store import Store
from desk_app.store.writer import Tx

# Pairs in one transaction: each is one or two ops with a fold.
_CHUNK = 6


def accept(
    store: Store,
    reading: Reading,
    wanted: Sequence[tuple[str, Collection[DifferenceKind]]],
    catalogue: Catalogue,
    officer: OfficerId,
    now: Millis,
    *,
    on_progress: OnProgress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Changes:
    """Take these kinds of differences over into these cases of ours, each as an op with a reason.

    wanted: (our case, kinds). Nothing is overwritten: what was said before stays in the log.
    """
    pairs = {pair.ours.id: pair for pair in reading.comparison.pairs}
    chosen = [(pairs[case], frozenset(kinds)) for case, kinds in wanted if case in pairs and kinds]
    changed: set[str] = set()
    for first in range(0, len(chosen), _CHUNK):
        if cancelled():
            break
        some = chosen[first : first + _CHUNK]
        changed |= store.writer.submit(
            lambda tx, some=some: _accept_some(tx, some, catalogue, officer, now),  # type: ignore[misc]
            background=True,
        ).result()
        on_progress(first + len(some), len(chosen))
    counted = store.writer.run(lambda tx: count_coverage(tx, reading, officer))
    return msgspec.structs.replace(counted, cases=frozenset(changed))


def _accept_some(
    tx: Tx,
    some: Sequence[tuple[Pair, frozenset[DifferenceKind]]],
    catalogue: Catalogue,
    officer: OfficerId,
    now: Millis,
) -> set[str]:
    rules = plan_rules(tx, counting(tx.connection), catalogue, now)
    changed = set()
    for pair, kinds in some:
        view = cases.one(tx.connection, pair.ours.id)
        if view is None or view.voided:
            continue
        settable = {one.kind for one in pair.differences if one.settable} & kinds
        if _accept(tx, pair, view, settable, rules, officer):
            changed.add(pair.ours.id)
    return changed


def _accept(
    tx: Tx,
    pair: Pair,
    view: CaseView,
    kinds: Collection[DifferenceKind],
    rules: PlanRules,
    officer: OfficerId,
) -> bool:
    facts, person = _corrections(pair, view, kinds, rules)
    if facts or person:
        tx.log.append(
            "case.corrected",
            CaseCorrected(**facts),
            person=CasePersonCorrected(reason=THEIR_DATA, **person),
            officer=officer,
            subject=view.id,
        )
    stepped = "status" in kinds and _take_steps(tx, pair, view, rules, officer)
    return bool(facts or person or stepped)


def _corrections(
    pair: Pair, view: CaseView, kinds: Collection[DifferenceKind], rules: PlanRules
) -> tuple[dict[str, Any], dict[str, Any]]:
    theirs = pair.theirs
    facts: dict[str, Any] = {}
    person: dict[str, Any] = {}
    if "due" in kinds:
        facts["due"] = due_of(theirs, rules.closing)
    if "received" in kinds and theirs.received is not None:
        facts["act"] = theirs.received
    if "procedure" in kinds:
        procedure = rules.find(theirs.procedure, theirs.received or view.at)
        facts["procedure"] = theirs.procedure
        facts["version"] = procedure.version if procedure is not None else None
    if "name" in kinds:
        person["name"], person["organisation"] = theirs.name, theirs.organisation
        facts["applicant"] = "organisation" if theirs.organisation else "person"
    if "reference" in kinds:
        person["reference"] = theirs.reference
    if "contact" in kinds:
        if theirs.phone:
            person["phone"] = theirs.phone
        if theirs.address and not view.address:
            person["address"] = theirs.address
    return facts, person


def _take_steps(tx: Tx, pair: Pair, view: CaseView, rules: PlanRules, officer: OfficerId) -> bool:
    counted = [step for step in view.steps if step.counts]
    statuses: list[Status] = ["handed_over" if view.at_once else "received"]
    statuses += [step.status for step in counted]  # type: ignore[misc]
    found = path_back(statuses, pair.theirs.status)
    if found is None:
        return False
    back, kinds = found
    for step in reversed(counted[len(counted) - back :]):
        tx.log.append(
            "case.step_taken_back",
            StepTakenBack(step=step.op),
            person=StepText(reason=THEIR_DATA),
            officer=officer,
            subject=view.id,
        )
    due = due_of(pair.theirs, rules.closing) or view.due
    # When it ended, told since the last time somebody looked: not before what is recorded here.
    last = max([view.at, *(step.at for step in counted[: len(counted) - back])])
    for planned in planned_steps(pair.theirs, kinds, None, rules.clock, rules.now):
        facts = planned.facts
        if planned.kind == "case.supplemented":
            facts = msgspec.structs.replace(facts, due=due)
        tx.log.append(
            planned.kind,
            facts,
            person=planned.person,
            officer=officer,
            subject=view.id,
            act=Millis(max(planned.act, last)),
        )
    return bool(back or kinds)


def every_of(
    reading: Reading, kinds: Collection[DifferenceKind]
) -> tuple[tuple[str, tuple[DifferenceKind, ...]], ...]:
    """All differences of these kinds that can be taken over together, as `accept` wants them.

    What would take back a step of ours is left out: that is chosen case by case.
    """
    found = []
    for pair in reading.comparison.differing:
        some = tuple(
            one.kind
            for one in pair.differences
            if one.settable and not one.undoes and one.kind in kinds
        )
        if some:
            found.append((pair.ours.id, some))
    return tuple(found)


__all__ = ["Cancelled", "accept", "every_of"]
