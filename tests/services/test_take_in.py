"""A visit is taken in with its cases, undone with them, and never breaks one when corrected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from desk_app import parts
from desk_app.core.case_view import CaseView
from desk_app.core.clock import day_of, from_local
from desk_app.core.errors import UserProblem
from desk_app.core.matter import FollowUp, MatterForm, PaperForm
from desk_app.core.visit import VisitForm
from desk_app.services.advance_case import StepForm, advance_case
from desk_app.services.case_offers import case_offers, cases_opened
from desk_app.services.changes import Changes
from desk_app.services.correct_case import CaseCorrection, correct_case
from desk_app.services.correct_taken_in import correct_taken_in, take_back_taken_in
from desk_app.services.day_sheet import day_sheet
from desk_app.services.deadlines import counting_of
from desk_app.services.list_visits import one_visit
from desk_app.services.receive_case import Received
from desk_app.services.take_back_correction import last_correction
from desk_app.services.take_in import restore_taken_in, take_in, void_taken_in
from desk_app.store import cases
from tests.support.desks import OpenDesk, opened_desk

COPY, BIRTH, MARRIAGE, EXTRACT = "2.000815", "1.001193", "1.004873", "2.000635"
NUMBER = "024190001234"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    """An open practice desk without visits."""
    with opened_desk(tmp_path / "home") as opened:
        opened.clock.wall = from_local(datetime(2026, 11, 20, 9, 21))
        yield opened


def _form(*procedures: str, **values: Any) -> VisitForm:
    known: dict[str, Any] = {"name": "Trần Thị Thủy", "phone": "0912345678"}
    return VisitForm(procedures=procedures, **(known | values))


def _take_in(desk: OpenDesk, form: VisitForm, *, at_once: bool = False) -> Received:
    catalogue = parts.catalogue()
    return desk.store.writer.run(
        lambda tx: take_in(tx, form, catalogue, desk.officer, at_once=at_once)
    )


def _case(desk: OpenDesk, case: str) -> CaseView:
    with desk.store.reader() as reader:
        found = cases.one(reader.connection, case)
    assert found is not None
    return found


def _step(desk: OpenDesk, case: str, kind: str, **values: Any) -> None:
    form = StepForm(kind=kind, **values)
    desk.change(lambda tx: advance_case(tx, case, form, desk.officer))


def _visit_outcome(desk: OpenDesk, visit: str) -> tuple[str, tuple[str, ...], bool]:
    with desk.store.reader() as reader:
        found = one_visit(reader, visit)
    assert found is not None
    return found.outcome, found.procedures, found.voided


def test_three_matters_are_three_cases_each_with_its_own_number_and_promise(
    desk: OpenDesk,
) -> None:
    received = _take_in(desk, _form(COPY, BIRTH, MARRIAGE))
    copy, birth, marriage = (_case(desk, one.id) for one in received.cases)
    assert len({copy.number, birth.number, marriage.number}) == 3
    assert (copy.status, copy.at_once, copy.due, copy.book_number) == ("handed_over", True, None, 1)
    assert birth.due == from_local(datetime(2026, 11, 20, 17, 0))
    # 24/11/2026 is a public holiday, so three working days after Friday 20 end on Thursday 26.
    assert marriage.due == from_local(datetime(2026, 11, 26, 17, 0))
    assert _visit_outcome(desk, received.visit)[0] == "accepted"


def test_certified_copies_are_counted_paid_and_handed_over_with_one_key(desk: OpenDesk) -> None:
    form = _form(COPY, cases=(MatterForm(procedure=COPY, copies="3", pages="3"),))
    received = _take_in(desk, form)
    case = _case(desk, received.cases[0].id)
    assert (case.copies, case.pages, case.fee, case.payment) == (3, 3, 15_000, "cash")
    assert _visit_outcome(desk, received.visit)[0] == "done"


def test_at_once_forced_gives_no_due_moment_to_any_case(desk: OpenDesk) -> None:
    received = _take_in(desk, _form(BIRTH, MARRIAGE), at_once=True)
    assert [_case(desk, one.id).status for one in received.cases] == ["handed_over"] * 2
    assert all(one.due is None for one in received.cases)
    assert _visit_outcome(desk, received.visit)[0] == "done"


def test_a_late_entry_counts_from_when_the_papers_came(desk: OpenDesk) -> None:
    form = _form(BIRTH, at="19/11/2026 15:30", late_reason="power")
    (case,) = _take_in(desk, form).cases
    assert case.due == from_local(datetime(2026, 11, 20, 17, 0))


@pytest.mark.parametrize(
    "form",
    [
        VisitForm(purpose="question", outcome="done"),
        _form("1.004222", outcome="refused", note="không thuộc thẩm quyền"),
        _form(BIRTH, outcome="returned"),
        _form(BIRTH, purpose="online_help"),
        _form("1.004222"),
    ],
)
def test_what_is_not_taken_in_opens_no_case(desk: OpenDesk, form: VisitForm) -> None:
    assert _take_in(desk, form).cases == ()


def test_a_refusal_opens_the_case_and_refuses_it_with_its_reason(desk: OpenDesk) -> None:
    received = _take_in(desk, _form(COPY, outcome="refused", note="bản chính bị tẩy xóa"))
    case = _case(desk, received.cases[0].id)
    assert (case.status, case.at_once, case.fee, case.payment) == ("refused", False, 0, "")
    assert (case.book, case.book_number) == ("", 0)
    (step,) = case.steps
    assert (step.kind, step.reason, step.visit) == (
        "refused", "bản chính bị tẩy xóa", received.visit,
    )  # fmt: skip
    assert _visit_outcome(desk, received.visit)[0] == "refused"
    now = desk.clock.wall
    with desk.store.reader() as reader:
        figures = day_sheet(reader, counting_of(reader).calendar, day_of(now), now)
    assert (figures.visits.total, figures.received.total, figures.refused) == (1, 1, 1)


def test_a_request_for_a_supplement_opens_the_case_that_waits_for_these_papers(
    desk: OpenDesk,
) -> None:
    note = "giấy chứng sinh; căn cước của mẹ"
    case = _case(desk, _take_in(desk, _form(BIRTH, outcome="supplement", note=note)).cases[0].id)
    assert (case.status, case.payment) == ("waiting", "")
    assert case.steps[-1].items == ("giấy chứng sinh", "căn cước của mẹ")


@pytest.mark.parametrize(
    ("outcome", "code"),
    [("refused", "visit.refusal_reason"), ("supplement", "visit.supplement_items")],
)
def test_nobody_is_turned_away_without_a_word_of_why(
    desk: OpenDesk, outcome: str, code: str
) -> None:
    with pytest.raises(UserProblem) as caught:
        _take_in(desk, _form(BIRTH, outcome=outcome, note="  "))
    assert [(p.code, p.field) for p in caught.value.problems] == [(code, "note")]
    assert _take_in(desk, _form("1.004222", outcome=outcome)).cases == ()


def test_a_late_refusal_is_one_of_its_own_time(desk: OpenDesk) -> None:
    form = _form(BIRTH, outcome="refused", note="thiếu", at="19/11/2026 15:30", late_reason="power")
    case = _case(desk, _take_in(desk, form).cases[0].id)
    assert case.steps[-1].at == case.at


@pytest.mark.parametrize("outcome", ["refused", "supplement"])
def test_who_was_turned_away_by_mistake_was_not_once_it_is_taken_back(
    desk: OpenDesk, outcome: str
) -> None:
    received = _take_in(desk, _form(BIRTH, outcome=outcome, note="thiếu giấy chứng sinh"))
    desk.change(lambda tx: void_taken_in(tx, received.visit, "hoàn tác", desk.officer))
    assert _case(desk, received.cases[0].id).voided
    desk.change(lambda tx: restore_taken_in(tx, received.visit, "hoàn tác", desk.officer))
    again = _case(desk, received.cases[0].id)
    assert (again.voided, again.status) == (
        False, {"refused": "refused", "supplement": "waiting"}[outcome],
    )  # fmt: skip


def test_a_proxy_must_say_for_whom_where_a_case_is_opened(desk: OpenDesk) -> None:
    with pytest.raises(UserProblem) as caught:
        _take_in(desk, _form(BIRTH, flags=("proxy",)))
    assert [(p.code, p.field) for p in caught.value.problems] == [
        ("visit.on_behalf_missing", "on_behalf_of")
    ]
    assert _take_in(desk, _form("1.004222", flags=("proxy",))).cases == ()


def test_whoever_comes_for_somebody_hands_in_that_persons_case(desk: OpenDesk) -> None:
    form = _form(
        BIRTH, citizen_id=NUMBER, flags=("proxy",), on_behalf_of="Lê Văn Bình",
        cases=(MatterForm(procedure=BIRTH, by="authorised"),),
    )  # fmt: skip
    case = _case(desk, _take_in(desk, form).cases[0].id)
    assert (case.name, case.submitter, case.by) == ("Lê Văn Bình", "Trần Thị Thủy", "authorised")
    assert case.id_last4 == ""


def test_a_company_is_the_applicant_and_who_came_represents_it(desk: OpenDesk) -> None:
    case = _case(desk, _take_in(desk, _form(BIRTH, organisation="HTX Hà Vị")).cases[0].id)
    assert (case.applicant, case.whose, case.representative) == (
        "organisation", "HTX Hà Vị", "Trần Thị Thủy",
    )  # fmt: skip


def test_only_papers_that_every_case_needs_stand_as_handed_in_untouched(desk: OpenDesk) -> None:
    case = _case(desk, _take_in(desk, _form(MARRIAGE)).cases[0].id)
    assert [paper.name for paper in case.papers] == [
        "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân"
    ]


def test_ticked_papers_are_what_was_handed_in(desk: OpenDesk) -> None:
    given = (PaperForm(name="Giấy tờ khác", originals="2", copies=""),)
    form = _form(MARRIAGE, cases=(MatterForm(procedure=MARRIAGE, papers=given),))
    (paper,) = _case(desk, _take_in(desk, form).cases[0].id).papers
    assert (paper.name, paper.originals, paper.copies) == ("Giấy tờ khác", 2, 0)


def test_what_is_wrong_with_a_matter_names_it_and_nothing_is_written(desk: OpenDesk) -> None:
    form = _form(COPY, BIRTH, cases=(MatterForm(procedure=BIRTH, fee="nhiều"),))
    with pytest.raises(UserProblem) as refused:
        _take_in(desk, form)
    assert [problem.field for problem in refused.value.problems] == ["1.fee"]
    with desk.store.reader() as reader:
        assert list(cases.between(reader.connection, 0, 99_999)) == []


def test_undoing_a_visit_voids_its_cases_and_redoing_lets_them_count(desk: OpenDesk) -> None:
    received = _take_in(desk, _form(COPY, BIRTH))
    desk.change(lambda tx: void_taken_in(tx, received.visit, "hoàn tác", desk.officer))
    assert [_case(desk, one.id).voided for one in received.cases] == [True, True]
    desk.change(lambda tx: restore_taken_in(tx, received.visit, "hoàn tác", desk.officer))
    assert [_case(desk, one.id).voided for one in received.cases] == [False, False]
    assert not _visit_outcome(desk, received.visit)[2]


def test_a_case_that_went_on_is_not_swept_away_with_its_first_visit(desk: OpenDesk) -> None:
    received = _take_in(desk, _form(BIRTH))
    _step(desk, received.cases[0].id, "ready")
    with pytest.raises(UserProblem) as refused:
        desk.change(lambda tx: void_taken_in(tx, received.visit, "nhầm", desk.officer))
    assert refused.value.problems[0].code == "visit.case_went_on"
    assert not _visit_outcome(desk, received.visit)[2]


def test_a_visit_fetches_one_result_feeds_another_case_and_opens_a_third(desk: OpenDesk) -> None:
    first = _take_in(desk, _form(BIRTH)).cases[0]
    second = _take_in(desk, _form(MARRIAGE)).cases[0]
    _step(desk, first.id, "ready")
    _step(desk, second.id, "supplement_requested", items=("Tờ khai",))
    desk.clock.go_on(minutes=60)
    follows = (
        FollowUp(case=first.id, deed="hand_over", number=first.number, procedure=BIRTH),
        FollowUp(case=second.id, deed="supplement", number=second.number, procedure=MARRIAGE),
    )
    received = _take_in(desk, _form(COPY, follows=follows))
    assert _case(desk, first.id).status == "handed_over"
    assert _case(desk, second.id).status == "checked"
    assert received.visit in _case(desk, first.id).visits
    assert [one.procedure for one in received.cases] == [COPY]
    assert _visit_outcome(desk, received.visit)[1] == (COPY, BIRTH, MARRIAGE)
    desk.change(lambda tx: void_taken_in(tx, received.visit, "hoàn tác", desk.officer))
    assert _case(desk, first.id).status == "ready"
    assert _case(desk, second.id).status == "waiting"


def test_a_visit_only_to_fetch_is_a_visit_in_which_a_result_was_returned(desk: OpenDesk) -> None:
    case = _take_in(desk, _form(BIRTH)).cases[0]
    _step(desk, case.id, "ready")
    follow = FollowUp(case=case.id, deed="hand_over", number=case.number, procedure=BIRTH)
    received = _take_in(desk, _form(follows=(follow,), flags=("proxy",), on_behalf_of="An"))
    assert _visit_outcome(desk, received.visit) == ("returned", (BIRTH,), False)
    assert _case(desk, case.id).steps[-1].detail == "proxy"
    assert received.cases == ()


def _correct(desk: OpenDesk, visit: str, form: VisitForm) -> None:
    catalogue = parts.catalogue()
    desk.change(lambda tx: correct_taken_in(tx, visit, form, "gõ sai", desk.officer, catalogue))


def test_a_correction_may_not_take_away_the_matter_of_a_case(desk: OpenDesk) -> None:
    received = _take_in(desk, _form(BIRTH))
    for broken in (_form(COPY), _form(BIRTH, purpose="online_help")):
        with pytest.raises(UserProblem) as refused:
            _correct(desk, received.visit, broken)
        assert refused.value.problems[0].code == "visit.has_case"
    _correct(desk, received.visit, _form(BIRTH, COPY))
    assert _visit_outcome(desk, received.visit)[1] == (BIRTH, COPY)


def test_a_name_typed_wrong_is_corrected_once_for_the_visit_and_its_cases(
    desk: OpenDesk,
) -> None:
    received = _take_in(desk, _form(BIRTH, flags=("proxy",), on_behalf_of="Lê Văn Bính"))
    case = received.cases[0].id
    right = _form(
        BIRTH, name="Trần Thị Thuý", phone="", flags=("proxy",), on_behalf_of="Lê Văn Bình"
    )
    _correct(desk, received.visit, right)
    found = _case(desk, case)
    assert (found.name, found.submitter, found.phone) == ("Lê Văn Bình", "Trần Thị Thuý", "")
    catalogue = parts.catalogue()

    def take_back(tx: Any) -> Changes:
        last = last_correction(tx, received.visit)
        return take_back_taken_in(tx, received.visit, last, "hoàn tác", desk.officer, catalogue)

    desk.change(take_back)
    found = _case(desk, case)
    assert (found.name, found.submitter) == ("Lê Văn Bính", "Trần Thị Thủy")
    assert found.phone == "0912345678"


def test_what_was_put_right_in_a_case_alone_stays(desk: OpenDesk) -> None:
    received = _take_in(desk, _form(BIRTH))
    case, catalogue = received.cases[0].id, parts.catalogue()
    own = CaseCorrection(name="Trần Thị Thuỷ (mẹ)")
    desk.change(lambda tx: correct_case(tx, case, own, "khác", desk.officer, catalogue))
    _correct(desk, received.visit, _form(BIRTH, name="Trần Thị Thúy"))
    assert _case(desk, case).name == "Trần Thị Thuỷ (mẹ)"


def test_results_to_fetch_are_offered_to_their_person_only(desk: OpenDesk) -> None:
    mine = _take_in(desk, _form(BIRTH, citizen_id=NUMBER)).cases[0]
    open_one = _take_in(desk, _form(MARRIAGE, citizen_id=NUMBER)).cases[0]
    other = _take_in(desk, _form(BIRTH, name="Lê Văn Bình", phone="0987654321")).cases[0]
    _step(desk, mine.id, "ready")
    _step(desk, other.id, "ready")

    def offered(**asked: str) -> list[str]:
        number, name, phone, visit = (
            asked.get(key, "") for key in ("number", "name", "phone", "visit")
        )
        with desk.store.reader() as reader:
            return [case.id for case in case_offers(reader, number, name, phone, visit)]

    assert offered(number=NUMBER) == [mine.id]
    assert offered(name="tran thi thuy", phone="0912345678") == [mine.id]
    assert offered(name="Trần Thị Thủy") == []
    assert offered(name="Lê Văn Bình", phone="0912345678") == []
    _step(desk, open_one.id, "supplement_requested", items=("Tờ khai",))
    assert offered(number=NUMBER) == [mine.id, open_one.id]


def test_the_list_of_a_day_knows_which_cases_its_visits_opened(desk: OpenDesk) -> None:
    first, second = _take_in(desk, _form(BIRTH, COPY)), _take_in(desk, _form(MARRIAGE))
    with desk.store.reader() as reader:
        opened = cases_opened(reader, (first.visit, second.visit, "A.0.99"))
    assert [len(opened[one.visit]) for one in (first, second)] == [2, 1]
    assert opened[second.visit][0].due == second.cases[0].due
