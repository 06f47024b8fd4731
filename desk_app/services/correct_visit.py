"""Correct or void a visit: a new op with a reason, never a changed one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.ops import (
    Reason,
    VisitCorrected,
    VisitPerson,
    VisitPersonCorrected,
    VisitRestored,
    VisitVoided,
)
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from desk_app.core.visit import NOTE_LIMIT, FindProcedure, VisitForm, check_visit, never
from desk_app.core.visit_view import VisitView
from desk_app.services.changes import Changes
from desk_app.store import visits
from desk_app.store.writer import Tx

_FACTS = ("purpose", "procedures", "outcome", "flags", "applicant")
_PERSON = ("name", "organisation", "on_behalf_of", "phone", "address", "reference", "note")
_ID = ("id_key", "id_hash", "id_six", "id_last4", "id_number")


def form_of(view: VisitView) -> VisitForm:
    """The form filled with what is known of a visit; the ID number stays empty: keep it so.

    Empty time and empty ID number mean "as it was".
    """
    return VisitForm(
        purpose=view.purpose,
        name=view.name,
        phone=view.phone,
        address=view.address,
        organisation=view.organisation,
        on_behalf_of=view.on_behalf_of,
        procedures=view.procedures,
        outcome=view.outcome,
        flags=view.flags,
        note=view.note,
        reference=view.reference,
    )


def correct_visit(
    tx: Tx,
    visit: str,
    form: VisitForm,
    reason: str,
    officer: OfficerId,
    find_procedure: FindProcedure,
    needs_full_id: Callable[[str], bool] = never,
) -> Changes:
    """Set what the form says differently from the visit as it stands; needs a reason.

    Raises UserProblem when the form has problems, nothing differs, or the visit may not change.
    """
    view = _existing(tx, visit)
    why = _reason(reason)
    late = view.late or ("other" if form.at.strip() else "")
    checked = check_visit(
        _with_late(form, late if form.at.strip() else ""),
        find_procedure,
        tx.now.wall,
        tx.hashed,
        needs_full_id,
    )
    if isinstance(checked, tuple):
        raise UserProblem(*checked)
    if view.rating == "answered" and checked.facts.purpose == "question":
        raise UserProblem(Problem("visit.rated_stays_service", "purpose"))
    facts: dict[str, Any] = {
        name: value
        for name in _FACTS
        if (value := getattr(checked.facts, name)) != (getattr(view, name) or None)
        and not (not value and not getattr(view, name))
    }
    if form.at.strip() and checked.act != view.at:
        facts["act"] = checked.act
    typed = checked.person or VisitPerson()
    person: dict[str, Any] = {
        name: value for name in _PERSON if (value := getattr(typed, name)) != getattr(view, name)
    }
    if form.citizen_id.strip():
        person.update({name: getattr(typed, name) for name in _ID})
    elif view.full_id and not any(map(needs_full_id, checked.facts.procedures)):
        person["id_number"] = ""  # no matter of the visit needs it any more
    if not facts and not person:
        raise UserProblem(Problem("visit.nothing_changed"))
    tx.log.append(
        "visit.corrected",
        VisitCorrected(**facts),
        person=VisitPersonCorrected(reason=why, **person),
        officer=officer,
        subject=visit,
    )
    return Changes(visits=frozenset({visit}))


def void_visit(tx: Tx, visit: str, reason: str, officer: OfficerId) -> Changes:
    """Take a visit out of every count; it stays in the log and in the day's list, marked.

    A visit that its citizen has rated cannot be voided: an answer must not be made to vanish.
    """
    view = _existing(tx, visit)
    why = _reason(reason)
    if view.rating == "answered":
        raise UserProblem(Problem("visit.rated_stays"))
    tx.log.append(
        "visit.voided", VisitVoided(), person=Reason(reason=why), officer=officer, subject=visit
    )
    return Changes(visits=frozenset({visit}))


def restore_visit(tx: Tx, visit: str, reason: str, officer: OfficerId) -> Changes:
    """Let a voided visit count again."""
    view = visits.one(tx.connection, visit)
    if view is None:
        raise UserProblem(Problem("visit.unknown", "visit", {"have": visit}))
    if not view.voided:
        raise UserProblem(Problem("visit.not_voided"))
    tx.log.append(
        "visit.restored",
        VisitRestored(),
        person=Reason(reason=_reason(reason)),
        officer=officer,
        subject=visit,
    )
    return Changes(visits=frozenset({visit}))


def _existing(tx: Tx, visit: str) -> VisitView:
    view = visits.one(tx.connection, visit)
    if view is None:
        raise UserProblem(Problem("visit.unknown", "visit", {"have": visit}))
    if view.voided:
        raise UserProblem(Problem("visit.voided_already"))
    return view


def _reason(text: str) -> str:
    kept = clean(text)
    if not kept:
        raise UserProblem(Problem("visit.reason_missing", "reason"))
    if len(kept) > NOTE_LIMIT:
        values = {"have": str(len(kept)), "limit": str(NOTE_LIMIT)}
        raise UserProblem(Problem("visit.too_long", "reason", values))
    return kept


def _with_late(form: VisitForm, late: str) -> VisitForm:
    """The correction's own reason is asked for; the late entry's is not asked again."""
    values = {name: getattr(form, name) for name in form.__struct_fields__}
    values["late_reason"] = late
    return VisitForm(**values)
