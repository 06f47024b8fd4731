"""A case's waits and extensions, read from its steps, give the due moment that was promised."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import resources
from desk_app.core.calendar_file import load_calendar
from desk_app.core.case_due import due_of, explain_case, waits
from desk_app.core.case_view import CaseView, StepView
from desk_app.core.clock import Millis, from_local
from desk_app.core.workdays import CountingPolicy, Suspension

VN = load_calendar(resources.read_text("calendars/vn.toml")).calendar
POLICY = CountingPolicy()


def _at(text: str) -> Millis:
    return from_local(datetime.fromisoformat(text))


def _step(kind: str, at: str, **values: Any) -> StepView:
    due = values.pop("due", None)
    return StepView(
        op=f"{kind}-{at}", kind=kind, at=_at(at), recorded=_at(at), officer="0FF1CE", status="",
        due=None if due is None else _at(due), **values,
    )  # fmt: skip


def _case(*steps: StepView, received: str = "2026-06-05 09:00", **values: Any) -> CaseView:
    given: dict[str, Any] = {
        name: "" for name in CaseView.__struct_fields__ if name not in CaseView.__struct_defaults__
    }
    given |= {
        "id": "c", "at": _at(received), "time": 3, "unit": "working_days",
        "start": "next_working_day", "calendar": VN.id, "due": None, "first_due": None,
        "steps": steps, "finished": None,
    }  # fmt: skip
    return CaseView(**(given | values))


ASKED = _step("supplement_requested", "2026-06-08 09:00", detail="pause")
CAME = _step("supplemented", "2026-06-10 09:00")


def test_a_request_and_its_supplement_are_one_wait_with_the_clock_of_that_day() -> None:
    again = _step("supplement_requested", "2026-06-15 09:00", detail="run")

    assert waits((ASKED, CAME, again)) == (
        Suspension(ASKED.at, CAME.at, "pause"),
        Suspension(again.at, None, "run"),
    )


def test_steps_that_do_not_count_make_no_wait() -> None:
    taken_back = _step("supplement_requested", "2026-06-08 09:00", detail="pause", taken_back=True)
    illegal = _step("supplemented", "2026-06-10 09:00", illegal=True)

    assert waits((taken_back, CAME)) == ()
    assert waits((ASKED, illegal)) == (Suspension(ASKED.at, None, "pause"),)


def test_the_due_moment_of_a_case_moves_with_its_waits() -> None:
    assert due_of(_case(), VN, POLICY) == _at("2026-06-10 17:00")
    assert due_of(_case(ASKED), VN, POLICY) is None
    assert due_of(_case(ASKED), VN, POLICY, _at("2026-06-10 09:00")) == _at("2026-06-15 17:00")
    assert due_of(_case(ASKED, CAME), VN, POLICY) == _at("2026-06-15 17:00")
    assert due_of(_case(unit=""), VN, POLICY) is None


def test_counting_begins_as_it_did_when_the_case_was_received() -> None:
    assert due_of(_case(start="from_receipt"), VN, POLICY) == _at("2026-06-10 09:00")


def test_a_new_date_holds_and_moves_by_the_days_of_a_later_wait() -> None:
    given = _step("extended", "2026-06-10 09:00", due="2026-06-17 17:00")
    asked = _step("supplement_requested", "2026-06-15 09:00", detail="pause")
    came = _step("supplemented", "2026-06-16 09:00")

    assert due_of(_case(given), VN, POLICY) == _at("2026-06-17 17:00")
    assert due_of(_case(given, asked), VN, POLICY) is None
    assert due_of(_case(given, asked, came), VN, POLICY) == _at("2026-06-19 17:00")


def test_the_explanation_says_when_what_was_promised_differs() -> None:
    promised = explain_case(_case(due=_at("2026-06-09 17:00")), VN, POLICY)
    same = explain_case(_case(due=_at("2026-06-10 17:00")), VN, POLICY)

    assert promised is not None
    assert same is not None
    (warning,) = promised.warnings
    assert warning.code == "deadline.differs"
    assert warning.values == {"promised": "17:00 09/06/2026", "counted": "17:00 10/06/2026"}
    assert same.warnings == ()
    assert explain_case(_case(unit=""), VN, POLICY) is None


def test_the_explanation_ends_with_the_new_date_and_what_came_after_it() -> None:
    given = _step("extended", "2026-06-10 09:00", due="2026-06-17 17:00")
    asked = _step("supplement_requested", "2026-06-15 09:00", detail="pause")

    extended = explain_case(_case(given, due=given.due), VN, POLICY)
    held = explain_case(_case(given, asked, due=given.due), VN, POLICY)

    assert extended is not None
    assert held is not None
    assert (extended.due, extended.warnings) == (_at("2026-06-17 17:00"), ())
    assert [step.kind for step in extended.steps][-3:] == ["due", "extended", "promised"]
    assert held.due is None
    assert [step.kind for step in held.steps][-2:] == ["requested", "standing"]
