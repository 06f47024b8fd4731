"""A case opened: what it is, why it is due when it is, and what the desk proposes for a step."""

from __future__ import annotations

from typing import cast

import msgspec

from desk_app.core.apology import apology_offer
from desk_app.core.case_lists import LISTS, ListName, bounds
from desk_app.core.case_steps import OPEN
from desk_app.core.case_view import CaseView
from desk_app.core.clock import Millis
from desk_app.core.due_steps import Due
from desk_app.core.procedure import Catalogue, LimitUnit, Procedure, TimeLimit
from desk_app.services.deadlines import Counting, counting_of
from desk_app.store import case_lists, cases
from desk_app.store.store import Reader


class CaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """A case as it is opened.

    due: the reckoning by today's calendar, None where no time is known; version: the procedure as
    it was when the case was received, None when that version is not known; calendar: the name of
    today's calendar; offer_apology: whether an apology is to be offered now.
    """

    case: CaseView
    due: Due | None = None
    version: Procedure | None = None
    calendar: str = ""
    offer_apology: bool = False


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk proposes for a step of a case.

    due: the moment it would lead to; clock: what a wait for the citizen does to the time;
    max_extensions: how often a case may be extended without a warning.
    """

    due: Millis | None = None
    clock: str = "pause"
    max_extensions: int = 1


def open_case(reader: Reader, catalogue: Catalogue, case_id: str, now: Millis) -> CaseFile | None:
    """The case with this id; None when there is none."""
    case = cases.one(reader.connection, case_id)
    if case is None:
        return None
    rules = counting_of(reader)
    offer = apology_offer(
        now,
        case.due,
        rules.calendar,
        open_case=case.status in OPEN,
        held=case.held,
        extensions=case.extensions,
        days=rules.settings.apology_days,
        most=rules.settings.max_extensions,
    )
    return CaseFile(
        case=case,
        due=rules.explain_case(case),
        version=catalogue.version(case.version) if case.version else None,
        calendar=rules.calendar.title,
        offer_apology=offer.state == "offered" and case.unit != "same_day" and not case.voided,
    )


def propose(reader: Reader, case_id: str, kind: str, now: Millis) -> Proposed:
    """What this step would do to the case's time, if it were taken now."""
    case = cases.one(reader.connection, case_id)
    rules = counting_of(reader)
    most = rules.settings.max_extensions
    if case is None:
        return Proposed(max_extensions=most)
    if kind == "supplemented":
        return Proposed(due=rules.due_after(case, now), max_extensions=most)
    if kind == "extended":
        return Proposed(due=_same_time_again(rules, case, now), max_extensions=most)
    if kind == "supplement_requested":
        return Proposed(clock=rules.clock(case.procedure, now), max_extensions=most)
    return Proposed(max_extensions=most)


def lists_of(reader: Reader, case_id: str, now: Millis, me: str) -> tuple[ListName, ...]:
    """The work lists this case stands in."""
    rules = counting_of(reader)
    within = bounds(rules.calendar, now, me, rules.settings.apology_days)
    return tuple(
        name for name in LISTS if case_lists.stands_in(reader.connection, case_id, name, within)
    )


def _same_time_again(rules: Counting, case: CaseView, now: Millis) -> Millis | None:
    if not case.unit:
        return None
    start = now if case.due is None else max(now, case.due)
    return rules.due(start, TimeLimit(max(case.time, 1), cast(LimitUnit, case.unit)))
