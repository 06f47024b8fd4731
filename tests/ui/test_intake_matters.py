"""What the rows and the sheet of a matter say, and what becomes of them; no Qt, no store."""

from __future__ import annotations

from datetime import datetime

import msgspec
import pytest

from desk_app.core.case_view import CaseView
from desk_app.core.clock import Millis, from_local
from desk_app.core.errors import UserProblem
from desk_app.core.matter import MatterForm, PaperForm
from desk_app.core.problems import Problem
from desk_app.core.visit import VisitForm
from desk_app.core.waiting import Waiting
from desk_app.ui.intake.draft_content import DraftContent, read_content, written
from desk_app.ui.intake.matters import MatterRow
from tests.support.case_values import CASE
from tests.support.intake import BIRTH, COPY, NUMBER, Intake, a_citizen

MARRIAGE, LAND, POLICE = "1.004873", "1.013978", "1.004222"
A_CASE = msgspec.structs.replace(CASE, number="K7QX-A-004198", procedure="2.000635", voided=False)


@pytest.fixture
def intake() -> Intake:
    made = Intake()
    made.port.wall = from_local(datetime(2026, 11, 20, 9, 21))
    return made


def row(intake: Intake, key: str) -> MatterRow:
    return next(one for one in intake.view.matters if one.key == key)


def case(status: str = "ready", **values: object) -> CaseView:
    return msgspec.structs.replace(A_CASE, status=status, **values)


def test_a_row_says_copies_fee_and_when_it_is_promised(intake: Intake) -> None:
    for code in (COPY, BIRTH, MARRIAGE):
        intake.presenter.add(code)
    copy, birth, marriage = (row(intake, code) for code in (COPY, BIRTH, MARRIAGE))
    assert (copy.copies, copy.fee, copy.due) == ("1", "2.000 đ", "trả ngay")
    assert (birth.fee, birth.due) == ("chưa rõ", "hôm nay 17:00")
    assert marriage.due == "T5 26/11 17:00"


def test_an_amount_never_stands_without_how_it_was_counted_and_who_is_exempt(
    intake: Intake,
) -> None:
    intake.presenter.add(COPY)
    explained = row(intake, COPY).explained
    assert explained.startswith("1 bản × 1 trang: 2.000 đ một trang, từ trang thứ 3 là 1.000 đ")
    assert "tiền mặt" in explained
    assert "Miễn cho" in explained


def test_copies_and_pages_are_typed_in_the_line(intake: Intake) -> None:
    intake.presenter.add(COPY)
    intake.type("3x3")
    assert intake.view.meaning == "Enter: 3 bản × 3 trang"
    intake.presenter.take_line()
    assert (row(intake, COPY).copies, row(intake, COPY).fee) == ("3", "15.000 đ")
    assert intake.view.line == ""
    intake.presenter.save()
    assert intake.port.logged[0].cases == (MatterForm(procedure=COPY, copies="3", pages="3"),)


def test_matter_and_copies_may_be_typed_in_one_go(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy")
    intake.take("BS 3x5")
    assert (row(intake, COPY).copies, row(intake, COPY).fee) == ("3", "21.000 đ")


def test_words_that_end_like_copies_and_name_no_matter_stay_whole(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy")
    intake.take("hẹn quay lại 3x5")
    assert intake.view.form.note == "hẹn quay lại 3x5"


def test_without_a_matter_that_is_counted_3x3_is_no_number_of_copies(intake: Intake) -> None:
    intake.presenter.add(BIRTH)
    intake.type("3x3")
    assert "bản" not in intake.view.meaning


def test_after_three_o_clock_the_same_row_promises_the_next_working_day(intake: Intake) -> None:
    intake.presenter.add(BIRTH)
    intake.port.wall = Millis(intake.port.wall + 6 * 3_600_000)
    intake.presenter.cases.minute_passed()
    assert row(intake, BIRTH).due == "T2 23/11 17:00"


def test_a_late_entry_is_promised_from_when_the_papers_came(intake: Intake) -> None:
    intake.presenter.add(MARRIAGE)
    intake.edit(at="hôm qua 9h", late_reason="power")
    assert row(intake, MARRIAGE).due == "T4 25/11 17:00"


def test_the_button_says_when_everything_is_handed_over_at_once(intake: Intake) -> None:
    said: list[bool] = []
    intake.presenter.add(COPY)
    said.append(intake.view.at_once)
    intake.presenter.add(BIRTH)
    said.append(intake.view.at_once)
    intake.edit(outcome="done")
    said.append(intake.view.at_once)
    assert said == [True, False, True]
    assert row(intake, BIRTH).due == "trả ngay"


def test_ctrl_t_hands_everything_over_and_ctrl_enter_what_is_usual(intake: Intake) -> None:
    intake.presenter.add(BIRTH)
    intake.presenter.save_at_once()
    intake.presenter.add(BIRTH)
    intake.presenter.save()
    assert intake.port.at_once == [True, False]


@pytest.mark.parametrize(
    ("outcome", "due"), [("refused", "từ chối"), ("supplement", "chờ bổ sung"), ("returned", "")]
)
def test_what_is_not_taken_in_promises_nothing_and_costs_nothing(
    intake: Intake, outcome: str, due: str
) -> None:
    intake.presenter.add(BIRTH)
    intake.presenter.add(COPY)
    intake.edit(outcome=outcome)
    for code in (BIRTH, COPY):
        assert (row(intake, code).fee, row(intake, code).due) == ("", due)
    assert not intake.view.at_once


def test_what_the_police_receive_opens_no_case(intake: Intake) -> None:
    intake.presenter.add(POLICE)
    assert not row(intake, POLICE).opens
    intake.presenter.cases.open(POLICE)
    assert intake.view.opened == ""


def test_several_times_without_a_condition_are_asked_about(intake: Intake) -> None:
    intake.presenter.add(LAND)
    assert "nhiều thời hạn" in row(intake, LAND).explained
    intake.presenter.cases.change(MatterForm(procedure=LAND, limit="1"))
    assert "nhiều thời hạn" not in row(intake, LAND).explained
    assert row(intake, LAND).due == "T2 21/12 17:00"


def test_what_is_typed_on_a_sheet_shows_in_the_row_and_on_the_sheet(intake: Intake) -> None:
    intake.presenter.add(COPY)
    intake.presenter.cases.open(COPY)
    assert intake.view.opened == COPY
    intake.presenter.cases.change(MatterForm(procedure=COPY, copies="2", pages="500"))
    assert row(intake, COPY).fee == "400.000 đ"
    assert intake.view.matter_facts is not None
    assert intake.view.matter_facts.fee == "400.000 đ"


def test_a_matter_not_given_at_once_after_all_is_promised(intake: Intake) -> None:
    intake.presenter.add(COPY)
    intake.presenter.cases.change(MatterForm(procedure=COPY, at_once="no"))
    assert row(intake, COPY).due == "hôm nay 17:00"
    assert not intake.view.at_once


def test_a_problem_of_a_matter_opens_its_sheet(intake: Intake) -> None:
    intake.port.refusal = UserProblem(Problem("case.number", "1.fee", {"have": "x"}))
    for code in (POLICE, COPY, BIRTH):
        intake.presenter.add(code)
    intake.presenter.save()
    assert intake.view.opened == BIRTH
    assert intake.view.matter_problems == {"fee": "<case.number>"}
    assert intake.view.problems == {}


def test_a_problem_of_the_visit_closes_the_sheet_so_that_it_is_seen(intake: Intake) -> None:
    intake.port.refusal = UserProblem(
        Problem("visit.name_missing", "name"), Problem("case.number", "0.fee")
    )
    intake.presenter.add(COPY)
    intake.presenter.cases.open(COPY)
    intake.presenter.save()
    assert intake.view.opened == ""
    assert intake.view.problems == {"name": "<visit.name_missing>"}


def test_a_matter_taken_out_takes_what_was_typed_of_it_along(intake: Intake) -> None:
    intake.presenter.add(COPY)
    intake.presenter.cases.change(MatterForm(procedure=COPY, copies="9"))
    intake.presenter.cases.remove(COPY)
    intake.presenter.add(COPY)
    assert row(intake, COPY).copies == "1"


def test_a_draft_holds_everything_typed_about_cases(intake: Intake) -> None:
    intake.presenter.add(COPY)
    papers = (PaperForm(name="Giấy khác", originals="1"),)
    intake.presenter.cases.change(MatterForm(procedure=COPY, copies="4", papers=papers))
    intake.presenter.cases.offer(case())
    intake.presenter.take_match(5)
    typed = intake.presenter.visit.typed()
    content = read_content(written(DraftContent(form=typed)))
    assert isinstance(content, DraftContent)
    assert content.form == typed
    assert content.form.cases[0].papers == papers
    assert content.form.follows[0].case == A_CASE.id


def test_drafts_and_waiting_people_of_before_are_read_as_they_were() -> None:
    old = '{"version":1,"form":{"name":"Lê Hoa","procedures":["2.000815"]},"line":""}'
    content = read_content(old)
    assert isinstance(content, DraftContent)
    assert (content.form.cases, content.form.follows) == ((), ())
    waits = msgspec.json.decode(
        b'{"n":1,"ticket":"A001","since":5,"form":{"name":"An"}}', type=Waiting
    )
    assert waits.form == VisitForm(name="An")


def test_results_to_fetch_stand_at_the_last_places_and_the_first_ones_stay(
    intake: Intake,
) -> None:
    before = [place.procedure for place in intake.view.places if place is not None]
    intake.port.people = (a_citizen(),)
    intake.port.cases = (case(), case("waiting", id="B", number="K7QX-A-004171"))
    intake.take(NUMBER[-4:])
    shown = [place.text for place in intake.view.places if place is not None]
    assert [place.procedure for place in intake.view.places[:4] if place] == before[:4]
    assert shown[4].startswith("Trả kết quả 004198")
    assert shown[5].startswith("Nhận bổ sung 004171")


def test_a_chosen_result_is_a_row_and_is_offered_no_more(intake: Intake) -> None:
    intake.port.cases = (case(),)
    intake.edit(name="Trần Thị Thủy", phone="0912345678")
    intake.presenter.take_match(5)
    (fetched,) = intake.view.matters
    assert (fetched.name.split(":")[0], fetched.aside) == ("Trả kết quả", "004198")
    assert all(place is None or place.follow is None for place in intake.view.places)
    intake.presenter.cases.remove(fetched.key)
    assert intake.view.matters == ()


def test_a_name_alone_is_nobodys_case(intake: Intake) -> None:
    intake.port.cases = (case(),)
    intake.edit(name="Trần Thị Thủy")
    assert intake.port.asked_cases == []


def test_a_scanned_slip_is_offered_whoever_brings_it(intake: Intake) -> None:
    intake.presenter.cases.offer(case())
    assert intake.view.note == "<intake.case_offered>"
    intake.presenter.take_match(5)
    intake.edit(name="An")
    intake.presenter.save()
    assert intake.port.logged[0].follows[0].deed == "hand_over"
    assert intake.port.logged[0].procedures == ()


def test_what_was_offered_to_one_person_is_not_offered_to_the_next(intake: Intake) -> None:
    intake.presenter.cases.offer(case())
    intake.presenter.clear()
    assert all(place is None or place.follow is None for place in intake.view.places)


def test_a_question_of_somebody_with_a_result_takes_nothing_along(intake: Intake) -> None:
    intake.presenter.cases.offer(case())
    intake.presenter.take_match(5)
    intake.presenter.toggle("question")
    intake.presenter.save()
    assert intake.port.logged[0].follows == ()


def test_f8_without_a_case_just_received_says_so(intake: Intake) -> None:
    assert intake.presenter.cases.slips == ()
    intake.presenter.cases.no_slip()
    assert intake.view.note == "<intake.no_slip>"


def test_the_citizen_checks_due_date_amount_and_papers(intake: Intake) -> None:
    intake.presenter.add(MARRIAGE)
    intake.presenter.add(COPY)
    promised = intake.presenter.cases.promised(intake.presenter.form())
    assert promised[MARRIAGE].due == "T5 26/11 17:00"
    assert promised[MARRIAGE].papers.endswith("(1 bản chính)")
    assert promised[COPY].fee.startswith("2.000 đ · Miễn cho")
    assert "hiểu biết chung" not in promised[COPY].fee
