"""Correct a visit with its cases: what was the same in both stays the same in both."""

from __future__ import annotations

import msgspec

from desk_app.core.case_view import CaseView
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.visit import VisitForm
from desk_app.core.visit_view import VisitView
from desk_app.services.changes import Changes
from desk_app.services.correct_case import CaseCorrection, correct_case
from desk_app.services.correct_visit import correct_visit
from desk_app.services.take_back_correction import take_back_correction
from desk_app.store import cases, visits
from desk_app.store.writer import Tx

# Fields that mean the same of a visit and of its case.
_ALIKE = ("organisation", "phone", "address")
# Where the visitor's name, or the name of whom they came for, may stand in a case.
_NAMES = ("name", "representative", "submitter")


def correct_taken_in(
    tx: Tx, visit: str, form: VisitForm, reason: str, officer: OfficerId, catalogue: Catalogue
) -> Changes:
    """Set what the form says differently, of the visit and of the cases that it opened.

    UserProblem where the correction would take away the matter that a case was opened for.
    """
    before = visits.one(tx.connection, visit)
    _refuse_breaking(tx, before, form)
    find, full = catalogue.kept_code, catalogue.needs_full_id
    changes = correct_visit(tx, visit, form, reason, officer, find, full)
    return _carried(tx, before, changes, reason, officer, catalogue)


def take_back_taken_in(
    tx: Tx, visit: str, correction: str, reason: str, officer: OfficerId, catalogue: Catalogue
) -> Changes:
    """Set what a correction set to what stood there before, in the cases as well."""
    before = visits.one(tx.connection, visit)
    changes = take_back_correction(tx, visit, correction, reason, officer)
    return _carried(tx, before, changes, reason, officer, catalogue)


def _refuse_breaking(tx: Tx, view: VisitView | None, form: VisitForm) -> None:
    if view is None:
        return
    for case in cases.opened_by(tx.connection, view.id):
        values = {"number": case.number.rsplit("-", 1)[-1]}
        if case.voided:
            continue
        if form.purpose != view.purpose:
            raise UserProblem(Problem("visit.has_case", "purpose", values))
        if case.procedure in view.procedures and case.procedure not in form.procedures:
            raise UserProblem(Problem("visit.has_case", "procedures", values))


def _carried(
    tx: Tx,
    before: VisitView | None,
    changes: Changes,
    reason: str,
    officer: OfficerId,
    catalogue: Catalogue,
) -> Changes:
    after = visits.one(tx.connection, before.id) if before is not None else None
    if before is None or after is None:
        return changes
    changed: set[str] = set()
    opened = [one for one in cases.opened_by(tx.connection, before.id) if not one.voided]
    # The official mã hồ sơ of a visit is that of its only case.
    alike = (*_ALIKE, "reference") if len(opened) == 1 else _ALIKE
    for case in opened:
        values = _differences(case, before, after, alike)
        if values:
            correction = msgspec.structs.replace(CaseCorrection(), **values)
            changed |= correct_case(tx, case.id, correction, reason, officer, catalogue).cases
    return msgspec.structs.replace(changes, cases=frozenset(changed))


def _differences(
    case: CaseView, before: VisitView, after: VisitView, alike: tuple[str, ...]
) -> dict[str, str]:
    """What of a case was as the visit said before, and is otherwise now."""
    found: dict[str, str] = {}
    for field in alike:
        old, new = getattr(before, field), getattr(after, field)
        if old != new and getattr(case, field) == old:
            found[field] = new
    renamed = {
        old: new
        for old, new in ((before.name, after.name), (before.on_behalf_of, after.on_behalf_of))
        if old and new and old != new
    }
    for field in _NAMES:
        new = renamed.get(getattr(case, field))
        if new is not None:
            found[field] = new
    return found
