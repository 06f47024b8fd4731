"""A day at the desk with cases in every state, received over the days before it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from desk_app.core.case import CaseForm
from desk_app.core.case_ops import Enclosed
from desk_app.core.clock import VN, Instant, Millis, from_local
from desk_app.core.ids import OfficerId
from desk_app.core.procedure import Catalogue
from desk_app.core.visit import VisitForm, check_visit
from desk_app.services.advance_case import StepForm, advance_case
from desk_app.services.open_new_desk import PRACTICE_OFFICER
from desk_app.services.receive_case import checked_cases, receive_visit
from desk_app.store.store import Store

# A Friday; the Tuesday after it, 24/11, is a public holiday.
TODAY = date(2026, 11, 20)


def at(day: date, hour: int, minute: int = 0) -> Millis:
    """A civil moment."""
    return from_local(datetime.combine(day, time(hour, minute), VN))


def days_ago(days: int) -> date:
    """A day before the day of the tests."""
    return TODAY - timedelta(days=days)


class Hands:
    """Whoever writes cases into a desk at any moment: its clock is set by hand."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self.store, self.catalogue = store, catalogue
        self.moment = at(TODAY, 9, 21)
        # Moments of the past are written as if they were the present.
        store.writer._clock = self

    def __call__(self) -> Instant:
        return Instant(self.moment, self.moment, "test")

    def receive(
        self,
        name: str,
        procedure: str,
        when: Millis,
        officer: OfficerId = PRACTICE_OFFICER,
        **values: Any,
    ) -> str:
        """A visit that opens one case; the case's id."""
        form = VisitForm(name=name, procedures=(procedure,), phone="0912345678")
        self.moment = when

        def job(tx: Any) -> str:
            new = check_visit(form, self.catalogue.kept_code, when, tx.hashed)
            assert not isinstance(new, tuple), new
            cases = checked_cases(new, (CaseForm(procedure=procedure, **values),), self.catalogue)
            return receive_visit(tx, new, cases, officer).cases[0].id

        return self.store.writer.run(job)

    def step(self, case: str, kind: str, when: Millis, **values: Any) -> None:
        """A step of a case at a moment."""
        self.moment = when
        form = StepForm(kind=kind, **values)
        self.store.writer.run(lambda tx: advance_case(tx, case, form, PRACTICE_OFFICER))

    def come_back(self) -> None:
        """It is the morning of the tests again."""
        self.moment = at(TODAY, 9, 21)


def few_cases(store: Store, catalogue: Catalogue, now: Millis) -> None:
    """A case in progress, one that waits, one whose result is there; on a desk at work."""

    def write(tx: Any) -> None:
        found: list[str] = []
        for name, procedure in (
            ("Lương Thị Ngọc Ánh", "1.004884"),
            ("Vũ Đình Khoa", "1.001612"),
            ("Công Tằng Tôn Nữ Thị Hoàng Ngọc Phương Khánh", "1.004859"),
        ):
            form = VisitForm(name=name, procedures=(procedure,), phone="0912345678")
            new = check_visit(form, catalogue.kept_code, now, tx.hashed)
            assert not isinstance(new, tuple), new
            forms = (CaseForm(procedure=procedure, fee="15000"),)
            cases = checked_cases(new, forms, catalogue)
            found.append(receive_visit(tx, new, cases, PRACTICE_OFFICER).cases[0].id)
        items = ("Giấy đề nghị đăng ký hộ kinh doanh (mẫu)",)
        asked = StepForm(kind="supplement_requested", items=items, reason="thiếu giấy tờ")
        advance_case(tx, found[1], asked, PRACTICE_OFFICER)
        advance_case(tx, found[2], StepForm(kind="ready"), PRACTICE_OFFICER)

    store.writer.run(write)


def fill(hands: Hands) -> dict[str, str]:
    """Fourteen cases by what they are for; their ids by these words."""
    papers = (
        Enclosed(name="Tờ khai (mẫu)", originals=1),
        Enclosed(name="Giấy tờ có thông tin khai sinh", copies=1),
    )
    got = hands.receive
    ids = {
        "late": got("Nguyễn Thị Hoà", "1.004859", at(days_ago(9), 9)),
        "later": got("Giáp Văn Tuấn", "1.004873", at(days_ago(7), 10)),
        "today": got("Hoàng Văn Quyết", "2.000884", at(TODAY, 8, 5)),
        "today2": got("Trần Thị Thuỷ", "1.001193", at(TODAY, 8, 20)),
        "today3": got("Ngô Đức Minh", "2.000635", at(TODAY, 8, 40)),
        "waited": got(
            "Lương Thị Ngọc Ánh", "1.004884", at(days_ago(8), 15, 20),
            reference="H05.242-261112-0007", papers=papers,
        ),
        "soon": got("Thân Thị Lan", "1.004837", at(days_ago(2), 9)),
        "waiting": got("Vũ Đình Khoa", "1.001612", at(days_ago(3), 9, 40), papers=papers),
        "covered": got("Lê Thị Hạnh", "1.014027", at(days_ago(4), 9)),
        "ready": got("Phạm Thị Mai", "1.001022", at(days_ago(7), 14), fee="15000"),
        "ready2": got("Nguyễn Văn Hưng", "1.004859", at(days_ago(5), 8)),
        "far": got("Trần Văn Lực", "1.013225", at(days_ago(1), 10)),
        "company": got(
            "Đỗ Quang Huy", "1.001612", at(days_ago(1), 15, 40),
            organisation="Hợp tác xã Nông sản Hà Vị", representative="Đỗ Quang Huy",
        ),
        "closed": got("Dương Thị Bích", "1.001022", at(days_ago(12), 14)),
    }  # fmt: skip
    step = hands.step
    step(
        ids["waited"], "supplement_requested", at(days_ago(4), 9, 40),
        items=("Văn bản cam đoan",), reason="thiếu giấy tờ",
    )  # fmt: skip
    step(ids["waited"], "supplemented", at(days_ago(2), 10, 15))
    step(ids["waiting"], "supplement_requested", at(days_ago(1), 9), items=("Giấy đề nghị",))
    step(ids["ready"], "ready", at(days_ago(3), 15))
    step(ids["ready2"], "ready", at(days_ago(1), 9))
    step(ids["closed"], "ready", at(days_ago(9), 9))
    step(ids["closed"], "handed_over", at(days_ago(8), 9))
    step(ids["far"], "transferred", at(days_ago(1), 11), place="Phòng Kinh tế")
    hands.come_back()
    return ids
