"""Correct what is written of a case: a new op with a reason that sets only what differs."""

from __future__ import annotations

from typing import Any

import msgspec

from desk_app.core.case import CHANNELS, PAPERS_LIMIT, PAYMENTS, SUBMITTERS
from desk_app.core.case_ops import CaseCorrected, CasePersonCorrected, Enclosed
from desk_app.core.case_view import CaseView
from desk_app.core.clock import Millis, day_of, from_local
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.phone import parse_phone
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.text import clean
from desk_app.core.visit import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, parse_reference, parse_when
from desk_app.services.advance_case import AHEAD_MS, FURTHEST_MS, existing
from desk_app.services.catalogue import keep_versions
from desk_app.services.changes import Changes
from desk_app.store.writer import Tx

_LIMITS = {"name": NAME_LIMIT, "submitter": NAME_LIMIT, "content": NOTE_LIMIT, "note": NOTE_LIMIT}
_LINES = (
    *("name", "organisation", "representative", "submitter", "email", "address"),
    *("content", "result_place", "note"),
)
_MOST = 10_000_000_000
_COUNTS = ("sets", "copies", "pages")
_COUNT_LIMIT = 100_000


class CaseCorrection(msgspec.Struct, frozen=True, kw_only=True):
    """What a case shall say from now on, as typed; None leaves a field as it is.

    received, due: civil times; due "" takes the promised moment away.
    """

    procedure: str | None = None
    channel: str | None = None
    by: str | None = None
    received: str | None = None
    due: str | None = None
    sets: int | None = None
    fee: int | None = None
    payment: str | None = None
    digitised: bool | None = None
    result_electronic: bool | None = None
    copies: int | None = None
    pages: int | None = None
    name: str | None = None
    organisation: str | None = None
    representative: str | None = None
    submitter: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    reference: str | None = None
    content: str | None = None
    result_place: str | None = None
    papers: tuple[Enclosed, ...] | None = None
    note: str | None = None


def correct_case(
    tx: Tx,
    case: str,
    correction: CaseCorrection,
    reason: str,
    officer: OfficerId,
    catalogue: Catalogue,
) -> Changes:
    """Set what the correction says differently from the case as it stands; needs a reason.

    Raises UserProblem when something in it is wrong, nothing differs, or the case is void.
    """
    view = existing(tx, case)
    if view.voided:
        raise UserProblem(Problem("case.voided"))
    problems: list[Problem] = []
    why = clean(reason)
    if not why:
        problems.append(Problem("case.reason_missing", "reason"))
    facts = _facts(correction, view, catalogue, tx.now.wall, problems)
    person = _person(correction, view, problems)
    if problems:
        raise UserProblem(*problems)
    if not facts and not person:
        raise UserProblem(Problem("case.nothing_changed"))
    if facts.get("version"):
        keep_versions(tx, catalogue, (facts["version"],))
    tx.log.append(
        "case.corrected",
        CaseCorrected(**facts),
        person=CasePersonCorrected(reason=why, **person),
        officer=officer,
        subject=case,
    )
    return Changes(cases=frozenset({case}))


def _facts(
    correction: CaseCorrection,
    view: CaseView,
    catalogue: Catalogue,
    now: Millis,
    problems: list[Problem],
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if correction.procedure is not None:
        code = correction.procedure
        # Corrected is what was written of that day, so the version of that day counts.
        procedure = catalogue.find(code, day_of(view.at)) or catalogue.find(code)
        if procedure is None:
            have = {"have": clean(correction.procedure)}
            problems.append(Problem("visit.procedure", "procedures", have))
        elif procedure.code != view.procedure:
            found["procedure"], found["version"] = procedure.code, procedure.version
    for field, choices in (("channel", CHANNELS), ("by", SUBMITTERS), ("payment", PAYMENTS)):
        value = getattr(correction, field)
        if value is not None and value not in choices:
            problems.append(Problem("case.choice", field, {"have": clean(value)[:40]}))
        elif value is not None and value != getattr(view, field):
            found[field] = value
    for field in ("digitised", "result_electronic"):
        value = getattr(correction, field)
        if value is not None and value != getattr(view, field):
            found[field] = value
    _counts(correction, view, found, problems)
    _moments(correction, view, now, found, problems)
    if correction.organisation is not None:
        kind = "organisation" if clean(correction.organisation) else "person"
        if kind != view.applicant:
            found["applicant"] = kind
    return found


def _counts(
    correction: CaseCorrection, view: CaseView, found: dict[str, Any], problems: list[Problem]
) -> None:
    for field in (*_COUNTS, "fee"):
        value = getattr(correction, field)
        most = _MOST if field == "fee" else _COUNT_LIMIT
        if value is not None and not 0 <= value <= most:
            values = {"have": str(value), "limit": str(most)}
            problems.append(Problem("case.too_many", field, values))
        elif value is not None and value != getattr(view, field):
            found[field] = value


def _moments(
    correction: CaseCorrection,
    view: CaseView,
    now: Millis,
    found: dict[str, Any],
    problems: list[Problem],
) -> None:
    for field, name, before in (
        ("received", "act", view.at),
        ("due", "due", view.first_due),
    ):
        text = getattr(correction, field)
        if text is None:
            continue
        if not text.strip():
            if field == "due" and before is not None:
                found[name] = None
            continue
        when = parse_when(text)
        if isinstance(when, Problem):
            problems.append(Problem(when.code, field, when.values))
        elif field == "received" and from_local(when) > now + AHEAD_MS:
            problems.append(Problem("case.in_future", field))
        elif field == "due" and from_local(when) > now + FURTHEST_MS:
            problems.append(Problem("case.due_far", field, {"have": f"{when:%d/%m/%Y}"}))
        elif from_local(when) != before:
            found[name] = from_local(when)


def _person(correction: CaseCorrection, view: CaseView, problems: list[Problem]) -> dict[str, Any]:
    found: dict[str, Any] = {}

    def put(field: str, value: Any) -> None:
        if value != getattr(view, field):
            found[field] = value

    for field in _LINES:
        text = getattr(correction, field)
        if text is None:
            continue
        kept, limit = clean(text), _LIMITS.get(field, LINE_LIMIT)
        if len(kept) > limit:
            values = {"have": str(len(kept)), "limit": str(limit)}
            problems.append(Problem("visit.too_long", field, values))
        else:
            put(field, kept)
    for field, parse in (("phone", parse_phone), ("reference", parse_reference)):
        text = getattr(correction, field)
        if text is None:
            continue
        parsed = parse(text) if text.strip() else ""
        if isinstance(parsed, Problem):
            problems.append(parsed)
        else:
            put(field, parsed)
    if correction.papers is not None:
        if len(correction.papers) > PAPERS_LIMIT:
            values = {"have": str(len(correction.papers)), "limit": str(PAPERS_LIMIT)}
            problems.append(Problem("case.papers_many", "papers", values))
        else:
            kept_papers = (
                Enclosed(name=clean(paper.name), originals=paper.originals, copies=paper.copies)
                for paper in correction.papers
            )
            put("papers", tuple(paper for paper in kept_papers if paper.name))
    return found
