"""Cases as plain values, for presenters and papers; no store behind them."""

from __future__ import annotations

from typing import Any

import msgspec

from desk_app.core.case_view import CaseView, StepView
from desk_app.core.clock import Millis
from tests.support.case_day import TODAY, at, days_ago

CASE = CaseView(
    id="DESK.0.1",
    number="K7QX-A-004213",
    procedure="1.004884",
    version="",
    status="checked",
    at=at(days_ago(8), 15, 20),
    recorded=at(days_ago(8), 15, 20),
    officer="PRACT1",
    holder="PRACT1",
    channel="desk",
    applicant="person",
    by="self",
    time=5,
    unit="working_days",
    start="next_working_day",
    calendar="vn",
    due=at(TODAY, 17),
    first_due=at(TODAY, 17),
    held=False,
    supplements=0,
    extensions=0,
    apology_in_time=False,
    finished=None,
    closed=None,
    at_once=False,
    sets=1,
    fee=0,
    payment="",
    paid_at=None,
    digitised=False,
    online_level="",
    result_electronic=False,
    book="",
    book_number=0,
    copies=0,
    pages=0,
    for_unit="",
    late="",
    name="Lương Thị Ngọc Ánh",
    organisation="",
    representative="",
    submitter="",
    phone="0912345678",
    email="",
    address="Tổ dân phố Hà Vị 1",
    id_last4="6120",
    full_id=False,
    reference="H05.242-261112-0007",
    content="",
    result_place="",
    note="",
)


def a_case(**values: Any) -> CaseView:
    """The case above, with other values."""
    return msgspec.structs.replace(CASE, **values)


def a_step(kind: str, when: Millis, **values: Any) -> StepView:
    """A step of a case that counts."""
    known: dict[str, Any] = {"op": f"DESK.0.{kind}", "officer": "PRACT1", "status": "checked"}
    return StepView(kind=kind, at=when, recorded=when, **{**known, **values})
