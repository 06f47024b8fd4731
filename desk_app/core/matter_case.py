"""The case forms that the matters of one visit make: whose case, who hands it in, what is paid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from desk_app.core.case import CaseForm
from desk_app.core.case_ops import Enclosed
from desk_app.core.matter import (
    MatterForm,
    amount,
    fee_of,
    is_at_once,
    limit_place,
    limits_of,
    payment_of,
    whole,
)
from desk_app.core.procedure import Procedure, RequiredPaper
from desk_app.core.text import clean
from desk_app.core.visit import VisitForm

# What comes of a visit in which papers are taken in.
TAKEN_IN = ("accepted", "done")
# What comes of one in which they are not: the step that its cases take at once.
TURNED_AWAY = {"refused": "refused", "supplement": "supplement_requested"}

# A slip must not say that a paper was handed in which only some cases need.
_ONLY_SOME = re.compile(r"\bnếu\b|, khi ", re.IGNORECASE)

Find = Callable[[str], Procedure | None]


def opens_case(procedure: Procedure | None, purpose: str, outcome: str) -> bool:
    """Whether this matter of such a visit opens a case here."""
    if procedure is None or purpose != "service" or outcome not in (*TAKEN_IN, *TURNED_AWAY):
        return False
    return procedure.opens_case and procedure.at_desk


def matter_of(form: VisitForm, code: str) -> MatterForm:
    """What was typed of a matter; nothing yet where nobody touched it."""
    found = next((one for one in form.cases if one.procedure == code), None)
    return found or MatterForm(procedure=code)


def matters_of(form: VisitForm, find: Find) -> tuple[tuple[Procedure, MatterForm], ...]:
    """The matters that open a case, each with its procedure, in the order of the visit."""
    found: list[tuple[Procedure, MatterForm]] = []
    for code in form.procedures:
        procedure = find(code)
        if procedure is not None and opens_case(procedure, form.purpose, form.outcome):
            found.append((procedure, matter_of(form, code)))
    return tuple(found)


def case_forms(form: VisitForm, find: Find, *, at_once: bool = False) -> tuple[CaseForm, ...]:
    """The cases that this visit opens; at_once: all of them are handed over now."""
    every = (at_once and form.outcome in TAKEN_IN) or form.outcome == "done"
    matters = matters_of(form, find)
    alone = len(matters) == 1
    return tuple(
        _case_form(form, procedure, matter, at_once=every, alone=alone)
        for procedure, matter in matters
    )


def all_at_once(matters: Iterable[tuple[Procedure, MatterForm]]) -> bool:
    """Whether there is a matter, and each of them is handed over in the same visit."""
    found = [is_at_once(procedure, matter) for procedure, matter in matters]
    return bool(found) and all(found)


def as_logged(form: VisitForm, find: Find, *, at_once: bool = False) -> VisitForm:
    """The visit itself: the matters of the cases it closes or feeds as well, and what came of it.

    Everything handed over in it is "done"; nothing but results fetched is "returned".
    """
    followed = (one.procedure for one in form.follows)
    procedures = tuple(dict.fromkeys((*form.procedures, *followed)))
    outcome = form.outcome
    if outcome == "accepted" and form.purpose == "service":
        matters = matters_of(form, find)
        if matters and (at_once or all_at_once(matters)) and len(matters) == len(form.procedures):
            outcome = "done"
        elif not form.procedures and all(one.deed == "hand_over" for one in form.follows):
            outcome = "returned" if form.follows else outcome
    return msgspec.structs.replace(form, procedures=procedures, outcome=outcome)


def submitter_of(form: VisitForm, matter: MatterForm) -> str:
    """Who hands it in: as chosen, else as the flag of the visit says."""
    return matter.by or ("on_behalf" if "proxy" in form.flags else "self")


def _case_form(
    form: VisitForm, procedure: Procedure, matter: MatterForm, *, at_once: bool, alone: bool
) -> CaseForm:
    by = submitter_of(form, matter)
    owner = clean(form.on_behalf_of) if by != "self" else ""
    visitor = clean(form.name)
    organisation = clean(form.organisation)
    limits = limits_of(procedure, matter)
    turned_away = form.outcome in TURNED_AWAY
    # Where papers are refused nothing is to be paid, and where some are missing nothing was yet.
    fee = 0 if form.outcome == "refused" else fee_of(procedure, matter)
    return CaseForm(
        procedure=procedure.code,
        limit=limit_place(limits, matter) if limits else -1,
        channel=matter.channel,
        by=by,
        name=owner,
        representative=(owner or visitor) if organisation else "",
        submitter=visitor if by != "self" else "",
        reference=matter.reference or (form.reference if alone else ""),
        content=matter.content,
        result_place=matter.result_place,
        papers=papers_of(procedure, matter),
        sets=matter.sets or "1",
        copies=matter.copies,
        pages=matter.pages,
        fee=_fee_text(matter, fee),
        payment="" if turned_away else payment_of(procedure, matter),
        at_once=not turned_away and (at_once or is_at_once(procedure, matter)),
        note=matter.note,
    )


def _fee_text(matter: MatterForm, fee: int | None) -> str:
    # What is no amount goes on as it was typed, so that the sentence about it can name it.
    if matter.fee.strip() and amount(matter.fee) is None:
        return matter.fee
    return "" if fee is None else str(fee)


def usually_enclosed(paper: RequiredPaper) -> bool:
    """Whether a complete case holds it: not what is only shown, nor what some cases need."""
    return bool(paper.originals or paper.copies) and _ONLY_SOME.search(paper.name) is None


def papers_of(procedure: Procedure, matter: MatterForm) -> tuple[Enclosed, ...]:
    """What was enclosed: as ticked, else what a complete case holds."""
    if matter.papers is None:
        return tuple(
            Enclosed(name=paper.name, originals=paper.originals, copies=paper.copies)
            for paper in procedure.papers
            if usually_enclosed(paper)
        )
    return tuple(
        Enclosed(
            name=paper.name, originals=whole(paper.originals, 0), copies=whole(paper.copies, 0)
        )
        for paper in matter.papers
    )
