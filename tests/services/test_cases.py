"""Receiving a case with its visit, its steps, corrections, voiding and erasure: all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from desk_app.core.case import CaseForm
from desk_app.core.case_ops import Enclosed
from desk_app.core.case_view import CaseView
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.clock import Millis, local
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.visit import NewVisit, VisitForm, check_visit
from desk_app.services.advance_case import (
    StepForm,
    advance_case,
    restore_case,
    take_back_step,
    void_case,
)
from desk_app.services.correct_case import CaseCorrection, correct_case
from desk_app.services.erase_person import erase_person
from desk_app.services.receive_case import Received, checked_cases, receive_visit
from desk_app.store import cases, visits
from desk_app.store.writer import Tx
from tests.support.desks import OpenDesk, opened_desk

CATALOGUE = load_catalogue(resources.read_text("procedures/catalogue.csv"))
OFFICER = OfficerId("0FF1CE")
AGAIN, COPIES = "1.004884", "2.000815"
CARD = "001087004417"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    """An open practice desk with an empty log."""
    with opened_desk(tmp_path / "home") as opened:
        yield opened


def take(desk: OpenDesk, *forms: CaseForm, **visit: object) -> Received:
    """Log a visit with these cases."""

    def change(tx: Tx) -> Received:
        written = {"name": "Lương Thị Ngọc Ánh", "citizen_id": CARD, **visit}
        form = VisitForm(procedures=tuple(one.procedure for one in forms), **written)  # type: ignore[arg-type]
        new = check_visit(
            form, CATALOGUE.kept_code, tx.now.wall, tx.hashed, CATALOGUE.needs_full_id
        )
        assert isinstance(new, NewVisit), new
        return receive_visit(tx, new, checked_cases(new, forms, CATALOGUE), OFFICER)

    return desk.change(change)


def case_of(desk: OpenDesk, case: str) -> CaseView:
    """The case as it stands."""
    with desk.store.reader() as reader:
        view = cases.one(reader.connection, case)
    assert view is not None
    return view


def step(desk: OpenDesk, case: str, kind: str, **typed: object) -> CaseView:
    """Record a step; the case afterwards."""
    form = StepForm(kind=kind, **typed)  # type: ignore[arg-type]
    desk.change(lambda tx: advance_case(tx, case, form, OFFICER))
    return case_of(desk, case)


def told(desk: OpenDesk, case: str, kind: str, **typed: object) -> str:
    """Why a step is refused."""
    with pytest.raises(UserProblem) as refused:
        step(desk, case, kind, **typed)
    return refused.value.problems[0].code


def test_a_visit_opens_its_cases_in_one_go(desk: OpenDesk) -> None:
    papers = (Enclosed(name="Tờ khai", originals=1),)
    received = take(
        desk,
        CaseForm(procedure=AGAIN, papers=papers),
        CaseForm(procedure=COPIES, copies="2", pages="3", payment="cash", at_once=True),
    )
    again, copies = (case_of(desk, one.id) for one in received.cases)

    assert again.visits == copies.visits == (received.visit,)
    assert (again.name, again.id_last4, again.papers) == ("Lương Thị Ngọc Ánh", "4417", papers)
    assert (again.status, again.time, again.unit) == ("received", 5, "working_days")
    assert again.due is not None
    assert local(again.due).hour == 17
    assert again.version == CATALOGUE.find(AGAIN).version  # type: ignore[union-attr]
    assert (copies.status, copies.due, copies.closed) == ("handed_over", None, copies.at)
    # Two pages for 2.000, the third for 1.000, twice.
    assert (copies.fee, copies.book, copies.book_number) == (10_000, "certified_copy", 1)
    assert [one.number[-6:] for one in received.cases] == ["000001", "000002"]
    assert received.changes.cases == {again.id, copies.id}


def test_numbers_of_cases_and_books_go_on_one_by_one(desk: OpenDesk) -> None:
    form = CaseForm(procedure=COPIES, at_once=True)
    numbers = [case for _ in range(3) for case in take(desk, form, form).cases]

    assert [int(one.number[-6:]) for one in numbers] == [1, 2, 3, 4, 5, 6]
    assert [one.book_number for one in numbers] == [1, 2, 3, 4, 5, 6]


def test_a_new_year_begins_each_book_anew(desk: OpenDesk) -> None:
    form = CaseForm(procedure=COPIES, at_once=True)
    take(desk, form, at="30/12/2025 09:00", late_reason="outside")
    (this_year,) = take(desk, form).cases
    assert this_year.book_number == 1


def test_a_proxy_hands_in_for_the_one_they_came_for(desk: OpenDesk) -> None:
    received = take(
        desk,
        CaseForm(procedure=AGAIN, by="authorised"),
        flags=("proxy",),
        on_behalf_of="Trần Thị Bé",
    )
    view = case_of(desk, received.cases[0].id)
    assert (view.name, view.submitter) == ("Trần Thị Bé", "Lương Thị Ngọc Ánh")
    assert view.id_last4 == "", "the number of the one who came is not the applicant's"


def test_what_is_wrong_is_named_case_by_case_and_nothing_is_written(desk: OpenDesk) -> None:
    with pytest.raises(UserProblem) as refused:
        take(
            desk,
            CaseForm(procedure=AGAIN, sets="hai", payment="vàng"),
            CaseForm(procedure=COPIES, pages="999999999", reference="?", for_unit="xã bên"),
        )
    fields = {(problem.code, problem.field) for problem in refused.value.problems}
    assert fields == {
        ("case.number", "0.sets"),
        ("case.choice", "0.payment"),
        ("case.too_many", "1.pages"),
        ("visit.reference", "1.reference"),
        ("case.unit", "1.for_unit"),
    }
    with desk.store.reader() as reader:
        assert visits.total(reader.connection) == 0


def test_a_case_goes_its_way_and_every_step_names_its_visit(desk: OpenDesk) -> None:
    case = take(desk, CaseForm(procedure=AGAIN)).cases[0].id
    before = case_of(desk, case).due
    waiting = step(
        desk, case, "supplement_requested", items=("Giấy chứng sinh",), reason="thiếu bản chính"
    )
    assert (waiting.status, waiting.held, waiting.steps[0].detail) == ("waiting", True, "pause")
    back = desk.log(name="Lương Thị Ngọc Ánh", procedures=(AGAIN,))
    on = step(desk, case, "supplemented", visit=back)
    assert (on.status, on.held) == ("checked", False)
    assert on.due is not None
    assert before is not None
    assert on.due >= before
    assert back in on.visits
    ready = step(desk, case, "ready", choice="electronic")
    assert ready.result_electronic
    done = step(desk, case, "handed_over", choice="proxy", who="Trần Văn Tư")
    assert (done.status, done.steps[-1].detail, done.steps[-1].who) == (
        "handed_over", "proxy", "Trần Văn Tư",
    )  # fmt: skip


def test_steps_that_cannot_be_now_or_lack_something_are_refused(desk: OpenDesk) -> None:
    case = take(desk, CaseForm(procedure=AGAIN)).cases[0].id

    assert told(desk, case, "handed_over") == "case.not_now.received"
    assert told(desk, case, "refused") == "case.reason_missing"
    assert told(desk, case, "supplement_requested") == "case.items_missing"
    assert told(desk, case, "extended", reason="chờ xác minh") == "case.due_missing"
    assert told(desk, case, "extended", reason="x", due="01/01/2026") == "case.due_not_later"
    assert told(desk, case, "ready", at="01/01/2030 08:00") == "case.in_future"
    assert told(desk, case, "ready", at="01/01/2025 08:00") == "case.before_receipt"
    assert told(desk, case, "transferred", choice="mars") == "case.choice"
    assert told(desk, case, "transferred", choice="none") == "case.choice"
    assert told(desk, case, "extended", reason="x", due="01/01/2062 17:00") == "case.due_far"
    assert told(desk, case, "paid", amount=10**14) == "case.too_many"
    assert told(desk, case, "paid", choice="cash") == "case.amount_missing"
    assert told(desk, "nothing", "ready") == "case.unknown"
    assert case_of(desk, case).steps == ()


def test_a_step_cannot_have_happened_before_the_one_it_ends(desk: OpenDesk) -> None:
    late = {"at": "12/10/2026 08:00", "late_reason": "outside"}
    case = take(desk, CaseForm(procedure=AGAIN), **late).cases[0].id
    step(desk, case, "supplement_requested", items=("Giấy chứng sinh",), at="14/10/2026 08:00")

    assert told(desk, case, "supplemented", at="13/10/2026 08:00") == "case.before_its_step"
    assert step(desk, case, "supplemented", at="14/10/2026 08:00").status == "checked"
    step(desk, case, "ready", at="14/10/2026 10:00")
    assert told(desk, case, "handed_over", at="14/10/2026 09:00") == "case.before_its_step"


def test_a_step_typed_with_the_minute_of_the_receipt_came_after_it(desk: OpenDesk) -> None:
    desk.clock.wall = Millis(desk.clock.wall + 40_000)
    case = take(desk, CaseForm(procedure=AGAIN)).cases[0].id
    received = case_of(desk, case).at
    view = step(desk, case, "ready", at=local(received).strftime("%d/%m/%Y %H:%M"))

    assert received % 60_000 != 0
    assert view.finished == received


def test_the_whole_fee_is_paid_unless_another_amount_is_named(desk: OpenDesk) -> None:
    case = take(desk, CaseForm(procedure=AGAIN, fee="15000")).cases[0].id

    whole = step(desk, case, "paid")
    assert (whole.fee, whole.payment) == (15_000, "cash")
    assert step(desk, case, "paid", amount=8_000).fee == 8_000
    free = step(desk, case, "paid", choice="free", amount=8_000)
    assert (free.fee, free.payment) == (0, "free")


def test_the_last_step_can_be_taken_back_once(desk: OpenDesk) -> None:
    case = take(desk, CaseForm(procedure=AGAIN)).cases[0].id
    ready = step(desk, case, "ready").steps[0].op
    desk.change(lambda tx: take_back_step(tx, case, "", "nhầm hồ sơ", OFFICER))

    view = case_of(desk, case)
    assert (view.status, view.finished) == ("received", None)
    with pytest.raises(UserProblem):
        desk.change(lambda tx: take_back_step(tx, case, ready, "", OFFICER))
    with pytest.raises(UserProblem):
        desk.change(lambda tx: take_back_step(tx, case, "", "", OFFICER))


def test_a_void_case_takes_no_step_until_it_is_restored(desk: OpenDesk) -> None:
    case = take(desk, CaseForm(procedure=AGAIN)).cases[0].id
    desk.change(lambda tx: void_case(tx, case, "ghi trùng", OFFICER))
    assert told(desk, case, "ready") == "case.voided"
    desk.change(lambda tx: restore_case(tx, case, "không trùng", OFFICER))
    assert step(desk, case, "ready").status == "ready"


def test_a_correction_sets_only_what_differs_and_needs_a_reason(desk: OpenDesk) -> None:
    case = take(desk, CaseForm(procedure=AGAIN)).cases[0].id

    def correct(correction: CaseCorrection, reason: str = "theo dữ liệu tỉnh") -> CaseView:
        desk.change(lambda tx: correct_case(tx, case, correction, reason, OFFICER, CATALOGUE))
        return case_of(desk, case)

    view = correct(
        CaseCorrection(reference="H05.242-261112-0007", due="25/11/2026 17:00", name="Lương Ánh")
    )
    assert (view.reference, view.name, view.corrected) == (
        "H05.242-261112-0007", "Lương Ánh", True,
    )  # fmt: skip
    assert local(view.due or Millis(0)).strftime("%d/%m %H:%M") == "25/11 17:00"
    for correction, reason, code in (
        (CaseCorrection(name="Lương Ánh"), "x", "case.nothing_changed"),
        (CaseCorrection(name="Khác"), " ", "case.reason_missing"),
        (CaseCorrection(procedure="9.999999"), "x", "visit.procedure"),
        (CaseCorrection(due="hôm qua"), "x", "visit.time_unreadable"),
        (CaseCorrection(fee=-1), "x", "case.too_many"),
        (CaseCorrection(received="01/01/2030 08:00"), "x", "case.in_future"),
        (CaseCorrection(due="25/11/2062 17:00"), "x", "case.due_far"),
    ):
        with pytest.raises(UserProblem) as refused:
            correct(correction, reason)
        assert refused.value.problems[0].code == code


def test_cases_are_found_by_name_number_reference_and_card(desk: OpenDesk) -> None:
    mine = take(desk, CaseForm(procedure=AGAIN, reference="H05.242-261112-0007")).cases[0]
    take(desk, CaseForm(procedure=AGAIN), name="Nguyễn Văn Bảy", citizen_id="")
    with desk.store.reader() as reader:
        for words in ("luong thi ngoc anh", "Ánh", "000001", mine.number, CARD, "004417", "261112"):
            found = cases.find(reader.connection, words, reader.hashed, 10)
            assert mine.id in {view.id for view in found}, words
        assert cases.find(reader.connection, "zcase", reader.hashed, 10) != ()
        assert cases.find(reader.connection, "", reader.hashed, 10) == ()
        assert cases.by_number(reader.connection, mine.number.lower()) is not None
        assert cases.by_number(reader.connection, "1", mine.number[:6]) is not None
        assert cases.by_number(reader.connection, "99", mine.number[:6]) is None
        assert [v.id for v in cases.by_reference(reader.connection, "H05.242-261112-0007")] == [
            mine.id
        ]


def test_erasing_a_visit_erases_the_cases_it_opened_and_no_count(desk: OpenDesk) -> None:
    received = take(desk, CaseForm(procedure=AGAIN, note="gấp"))
    case = received.cases[0].id
    step(desk, case, "refused", reason="bà Ánh không thuộc diện")
    changes = desk.change(
        lambda tx: erase_person(tx, received.visit, "request", "theo đơn", OFFICER)
    )

    view = case_of(desk, case)
    assert changes.cases == {case}
    assert (view.name, view.note, view.id_last4, view.steps[0].reason) == ("", "", "", "")
    assert (view.status, view.erased, view.procedure) == ("refused", True, AGAIN)
    assert desk.verify().ok
