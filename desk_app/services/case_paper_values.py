"""What the papers of a case say, gathered from the case, its steps, its procedure and its desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from desk_app.core.case_paper import (
    CasePaper,
    CasePaperValues,
    Extension,
    HandOverLine,
    Result,
)
from desk_app.core.case_view import CaseView, StepView
from desk_app.core.clock import Millis, day_number, day_of
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.units import Unit

# The step a paper speaks of; a paper that is not here speaks of the case as a whole.
STEP_OF: Mapping[str, tuple[str, ...]] = {
    "case_02": ("supplement_requested",),
    "case_03": ("refused",),
    "case_04": ("extended",),
    "case_05": ("stopped", "withdrawn"),
}


class StepDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A step that is about to be taken: its paper can be looked at before it is in the log."""

    at: Millis
    reason: str = ""
    items: tuple[str, ...] = ()
    note: str = ""
    due: Millis | None = None
    asked_by: str = ""


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """Who prints: the commune, its telephone, how letters are signed, names of officers by id."""

    unit: Unit
    officers: Mapping[str, str]
    practice: bool = False
    office_phone: str = ""
    signature: str = "tm"
    signer_name: str = ""
    interim: bool = True


def case_paper_values(
    case: CaseView,
    paper: CasePaper,
    desk: Desk,
    catalogue: Catalogue,
    on: date,
    draft: StepDraft | None = None,
) -> CasePaperValues:
    """The values of one paper; UserProblem when the case never took the step it speaks of.

    draft: stands for the step where it has not been taken yet.
    """
    procedure = catalogue.version(case.version) if case.version else None
    procedure = procedure or catalogue.find(case.procedure, on=day_of(case.at))
    counted = [step for step in case.steps if step.counts]
    step, before = _step(case, counted, paper, draft)
    unit = desk.unit
    prefix, _, counter = case.number.rpartition("-")
    values = CasePaperValues(
        unit_lines=("ỦY BAN NHÂN DÂN", unit.name.upper()),
        unit=f"Ủy ban nhân dân {unit.within_sentence}",
        unit_within=unit.within_sentence,
        unit_code=unit.code,
        place=unit.place,
        office_phone=desk.office_phone,
        on=on,
        number=case.number,
        reference=case.reference,
        procedure=case.procedure if procedure is None else procedure.name,
        procedure_code=case.procedure,
        content=case.content,
        organisation=bool(case.organisation),
        applicant=case.whose,
        representative=case.representative or (case.name if case.organisation else ""),
        submitter=case.submitter,
        by=case.by,
        address=case.address,
        phone=case.phone,
        email=case.email,
        papers=case.papers,
        sets=case.sets,
        time=case.time,
        unit_of_time=case.unit,
        received=case.at,
        due=case.first_due if paper == "case_01" else case.due,
        result_place=case.result_place,
        register_book=f"{prefix}/{day_of(case.at).year}",
        register_number=str(int(counter)) if counter.isdecimal() else case.number,
        officer=desk.officers.get(case.officer if paper == "case_01" else _by(step, case), ""),
        fee=case.fee,
        payment=case.payment,
        practice=desk.practice,
        interim=desk.interim and paper == "case_01",
        signature=desk.signature,
        signer_name=desk.signer_name,
        solver=case.for_unit if case.for_unit != unit.code else "",
        hand_overs=_hand_overs(case, counted, desk) if paper == "case_06" else (),
    )
    return values if step is None else _with_step(values, case, step, before)


def result_of(at: Millis, due: Millis | None) -> Result:
    """How a moment stands to the one promised: an earlier day, in time, or overdue."""
    if due is None:
        return ""
    if at > due:
        return "overdue"
    return "early" if day_number(at) < day_number(due) else "on_time"


def _by(step: StepView | None, case: CaseView) -> str:
    return case.holder if step is None or not step.officer else step.officer


def _step(
    case: CaseView, counted: list[StepView], paper: CasePaper, draft: StepDraft | None
) -> tuple[StepView | None, list[StepView]]:
    """The step a paper speaks of, and those before it."""
    kinds = STEP_OF.get(paper)
    if kinds is None:
        return None, counted
    if draft is not None:
        taken = StepView(
            op="", kind=kinds[0], at=draft.at, recorded=draft.at, officer="", status=case.status,
            detail=draft.asked_by, due=draft.due, reason=draft.reason, items=draft.items,
            note=draft.note,
        )  # fmt: skip
        return taken, counted
    for place in range(len(counted) - 1, -1, -1):
        if counted[place].kind in kinds:
            return counted[place], counted[:place]
    raise UserProblem(Problem(f"print.no_step_{paper}", "paper", {"number": case.number}))


def _with_step(
    values: CasePaperValues,
    case: CaseView,
    step: StepView,
    before: list[StepView],
) -> CasePaperValues:
    extensions = tuple(_extensions(case, before))
    asked = "applicant" if step.kind == "withdrawn" else step.detail
    return msgspec.structs.replace(
        values,
        items=step.items,
        reason=step.reason,
        note=step.note,
        step_at=step.at,
        due=_due_before(case, before),
        old_due=_due_before(case, before),
        new_due=step.due,
        extensions=extensions,
        stop_asked_by=asked if asked in ("applicant", "office") else "",
        stage=before[-1].status if before else "received",
    )


def _due_before(case: CaseView, before: list[StepView]) -> Millis | None:
    """The moment that was promised before a step."""
    due = case.first_due
    for step in before:
        due = step.due or due
    return due


def _extensions(case: CaseView, before: list[StepView]) -> list[Extension]:
    found: list[Extension] = []
    for place, step in enumerate(before):
        if step.kind == "extended" and step.due is not None:
            old = _due_before(case, before[:place])
            found.append(Extension(at=step.at, old_due=old, new_due=step.due, reason=step.reason))
    return found


def _hand_overs(case: CaseView, counted: list[StepView], desk: Desk) -> tuple[HandOverLine, ...]:
    """Every time the case went from one hand to another, from its receipt to its result."""
    lines = [
        HandOverLine(
            giver=case.submitter or case.representative or case.name or case.organisation,
            receiver=desk.officers.get(case.officer, ""), at=case.at, way="receipt",
        )
    ]  # fmt: skip
    due, away = case.first_due, ""
    for step in counted:
        officer = desk.officers.get(step.officer, "")
        due = step.due or due
        match step.kind:
            case "transferred":
                away = step.place
                lines.append(
                    HandOverLine(office=away, giver=officer, receiver=step.who, at=step.at,
                                 way="away", note=step.note)
                )  # fmt: skip
            case "returned":
                lines.append(
                    HandOverLine(office=away, giver=step.who, receiver=officer, at=step.at,
                                 way="back", result=result_of(step.at, due), note=step.note)
                )  # fmt: skip
            case "ready":
                lines.append(
                    HandOverLine(giver=officer, receiver="", at=step.at, way="ready",
                                 result=result_of(step.at, due), note=step.note)
                )  # fmt: skip
            case "handed_over":
                who = step.who or case.whose
                lines.append(
                    HandOverLine(giver=officer, receiver=who, at=step.at, way="handed_over")
                )
            case "supplement_requested" | "supplemented":
                lines.append(HandOverLine(giver="", receiver="", at=step.at, way=step.kind))
            case _:
                pass
    return tuple(lines)
