"""Numbers of cases in the focus line, and words that would rename who came; no Qt, no store."""

from __future__ import annotations

import msgspec
import pytest

from desk_app.core.case_code import case_code
from desk_app.ui.intake.meaning import kind_of
from tests.support.case_values import CASE
from tests.support.intake import Intake, a_citizen

NUMBER, REFERENCE = "8ANJ-A-000354", "H07.210-261120-0103"
OPEN = msgspec.structs.replace(CASE, number=NUMBER, reference=REFERENCE, status="checked")
READY = msgspec.structs.replace(OPEN, status="ready")
WAYS = (NUMBER, NUMBER.lower(), REFERENCE, case_code(NUMBER))


@pytest.fixture
def intake() -> Intake:
    return Intake()


@pytest.mark.parametrize("typed", WAYS)
def test_the_number_of_a_case_opens_it_where_nothing_is_to_be_fetched(
    intake: Intake, typed: str
) -> None:
    intake.port.numbered = (OPEN,)
    intake.type(typed)
    assert intake.view.meaning == "Enter: Mở hồ sơ 000354"
    intake.presenter.take_line()
    assert intake.view.opened_cases == [OPEN.id]
    assert (intake.view.form.name, intake.view.line) == ("", "")


@pytest.mark.parametrize("typed", WAYS)
def test_the_number_of_a_case_hands_its_result_over_in_this_visit(
    intake: Intake, typed: str
) -> None:
    intake.port.numbered = (READY,)
    intake.edit(name="Trần Thị Thủy")
    intake.take(typed)
    (follow,) = intake.presenter.form().follows
    assert (follow.case, follow.deed) == (READY.id, "hand_over")
    assert intake.view.form.name == "Trần Thị Thủy"
    intake.take(typed)
    assert intake.view.opened_cases == [READY.id]


def test_the_place_of_the_strip_takes_the_case_as_enter_does(intake: Intake) -> None:
    intake.port.numbered = (OPEN,)
    intake.type(NUMBER)
    intake.presenter.take_match(0)
    assert intake.view.opened_cases == [OPEN.id]


@pytest.mark.parametrize("typed", [NUMBER, REFERENCE, case_code(NUMBER), case_code(NUMBER)[:-1]])
def test_a_number_that_no_case_has_becomes_nobodys_name(intake: Intake, typed: str) -> None:
    intake.take(typed)
    intake.presenter.save()
    assert intake.port.logged == []
    assert (intake.view.form.name, intake.view.line) == ("", typed)
    assert intake.view.note == "<case.unknown>"
    assert intake.view.meaning == "chưa thấy hồ sơ này"


def test_enter_before_the_case_is_found_waits_for_it(intake: Intake) -> None:
    intake.port.numbered = (OPEN,)
    intake.hands.wait = True
    intake.take(NUMBER)
    assert intake.view.opened_cases == []
    intake.hands.let_go()
    assert intake.view.opened_cases == [OPEN.id]


def test_six_digits_are_people_first_and_a_case_after_them(intake: Intake) -> None:
    intake.port.numbered = (OPEN,)
    intake.port.people = (a_citizen(id_last4="0354"),)
    intake.type("000354")
    shown = [place.text for place in intake.view.places if place is not None]
    assert [text.split(" · ")[0] for text in shown] == ["Trần Thị Thủy", "Mở hồ sơ 000354"]
    intake.presenter.take_line()
    assert intake.view.form.name == "Trần Thị Thủy"
    assert intake.view.opened_cases == []


def test_six_digits_that_end_nobodys_number_are_a_case_of_this_desk(intake: Intake) -> None:
    intake.port.numbered = (OPEN,)
    intake.take("000354")
    assert intake.view.opened_cases == [OPEN.id]
    intake.take("4417")
    assert intake.port.asked_numbers == ["000354"]


@pytest.mark.parametrize(
    "typed", ["Trần Thị Thủy", "H07", "024187004417", "2.000815", "Nhà-A-000354 cũ"]
)
def test_what_only_resembles_the_number_of_a_case_is_none(typed: str) -> None:
    assert kind_of(typed) != "case"


def test_a_name_never_takes_the_place_of_who_is_in_hand(intake: Intake) -> None:
    intake.take("Trần Thị Thủy")
    intake.take("Lê Văn Bình")
    assert intake.view.form.name == "Trần Thị Thủy"
    assert intake.view.note == "<intake.somebody_else>"
    assert intake.view.line == intake.view.selected == "Lê Văn Bình"
    intake.presenter.save()
    assert intake.port.logged == []


def test_a_body_never_takes_the_place_of_the_one_in_hand(intake: Intake) -> None:
    intake.take("Công ty TNHH Hoa Sen")
    intake.take("HTX rau sạch")
    assert intake.view.form.organisation == "Công ty TNHH Hoa Sen"
    assert intake.view.note == "<intake.somebody_else>"
