"""A scanned card lands in the visit: digits first, doubts beside the field, people never mixed."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app.core.card import Card, parse_card
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.visit import VisitForm
from tests.support.intake import NUMBER, Intake, a_citizen

ADDRESS = "Thôn Hà Vị, xã Hà Vị, huyện Việt Yên"


def a_card(**values: object) -> Card:
    known = {"number": NUMBER, "name": "Trần Thị Thủy", "address": ADDRESS, "sex": "Nữ"}
    return Card(**(known | values))  # type: ignore[arg-type]


@pytest.fixture
def intake() -> Intake:
    return Intake()


def test_a_card_fills_the_empty_visit(intake: Intake) -> None:
    intake.presenter.take_card(a_card())
    form = intake.presenter.form()
    assert (form.citizen_id, form.name, form.address) == (NUMBER, "Trần Thị Thủy", ADDRESS)
    assert intake.view.scanned
    assert intake.view.facts == "số cuối 4417"
    assert intake.view.warnings == {}


def test_the_address_of_the_card_is_the_old_one_and_only_for_an_empty_field(
    intake: Intake,
) -> None:
    intake.presenter.take_card(a_card())
    assert intake.view.hints["address"] == "theo thẻ (địa chỉ cũ)"
    intake.edit(address="Tổ dân phố Hà Vị 1")
    assert "address" not in intake.view.hints
    intake.presenter.take_card(a_card())
    assert intake.view.form.address == "Tổ dân phố Hà Vị 1"


def test_a_known_number_fills_what_the_card_does_not_say(intake: Intake) -> None:
    intake.port.people = (a_citizen(),)
    intake.presenter.take_card(a_card())
    assert intake.port.asked == [NUMBER]
    assert intake.view.form.phone == "0912345678"
    assert intake.view.form.address == ADDRESS
    assert intake.view.facts == "số cuối 4417 · lần thứ 3 năm nay"


def test_a_typed_name_stays_and_the_one_of_the_card_stands_beside_it(intake: Intake) -> None:
    intake.edit(name="Lê Văn Bình")
    intake.presenter.take_card(a_card())
    assert intake.view.form.name == "Lê Văn Bình"
    assert intake.view.warnings == {"name": "<intake.card_name>"}
    intake.edit(name="tran thi thuy")
    assert intake.view.warnings == {}


def test_a_doubtful_name_is_asked_for_and_known_people_answer(intake: Intake) -> None:
    odd = (Problem("card.name_unreadable", "name", {"sent": "Tra^`n"}),)
    intake.presenter.take_card(a_card(name="", name_doubtful=True, warnings=odd))
    assert intake.view.form.name == ""
    assert intake.view.warnings == {"name": "<card.name_unreadable>"}
    intake.presenter.clear()
    intake.port.people = (a_citizen(),)
    intake.presenter.take_card(a_card(name="", name_doubtful=True, warnings=odd))
    assert intake.view.form.name == "Trần Thị Thủy"
    assert intake.view.warnings == {}


def test_a_card_whose_year_and_sex_disagree_warns_and_logs(intake: Intake) -> None:
    read = parse_card(
        f"{NUMBER}||Trần Thị Thủy|01011990|Nam|{ADDRESS}|15042021", date(2026, 11, 20)
    )
    assert isinstance(read, Card)
    intake.presenter.take_card(read)
    assert intake.view.warnings["citizen_id"].count("<") == 2
    intake.presenter.take_match(0)
    intake.presenter.save()
    assert intake.port.logged[0].citizen_id == NUMBER


def test_a_card_never_mixes_with_another_persons_visit(intake: Intake) -> None:
    intake.presenter.take_card(a_card())
    before = intake.presenter.form()
    intake.presenter.take_card(a_card(number="024090001234", name="Lê Văn Bình"))
    assert intake.presenter.form() == before
    assert intake.view.note == "<intake.card_of_another>"


def test_a_card_never_mixes_with_another_known_person(intake: Intake) -> None:
    intake.port.people = (a_citizen(),)
    intake.take("4417")
    intake.presenter.take_card(a_card(number="024090001234", name="Lê Văn Bình"))
    assert intake.view.form.citizen_id == ""
    assert intake.view.note == "<intake.card_of_another>"
    intake.presenter.take_card(a_card())
    assert intake.view.form.citizen_id == NUMBER


def test_the_same_card_twice_is_once(intake: Intake) -> None:
    intake.presenter.take_card(a_card())
    before = intake.presenter.form()
    intake.presenter.take_card(a_card())
    assert intake.presenter.form() == before
    assert intake.view.note == ""


def test_of_only_a_question_no_card_is_kept(intake: Intake) -> None:
    intake.presenter.toggle("question")
    intake.presenter.take_card(a_card())
    assert intake.view.form == VisitForm()
    assert intake.view.note == "<intake.card_for_question>"


def test_a_card_scanned_while_a_visit_is_saved_is_the_next_ones(intake: Intake) -> None:
    intake.edit(name="Lê Văn Bình")
    intake.hands.wait = True
    intake.presenter.save()
    intake.presenter.take_card(a_card())
    intake.hands.let_go()
    assert intake.port.logged[0].citizen_id == ""
    assert intake.view.form.citizen_id == NUMBER


def test_a_card_scanned_while_a_save_is_refused_goes_into_no_visit(intake: Intake) -> None:
    intake.edit(name="Lê Văn Bình")
    intake.port.refusal = UserProblem(Problem("visit.procedure_missing", "procedures"))
    intake.hands.wait = True
    intake.presenter.save()
    intake.presenter.take_card(a_card())
    intake.hands.let_go()
    assert intake.view.form.citizen_id == ""
    assert intake.view.note == "<intake.card_while_saving>"


def test_a_card_scanned_while_somebody_is_put_to_wait_is_the_next_ones(intake: Intake) -> None:
    intake.edit(name="Lê Văn Bình")
    intake.presenter.park()
    intake.presenter.take_card(a_card())
    intake.presenter.parked()
    assert intake.view.form.citizen_id == NUMBER
    assert intake.view.form.name == "Trần Thị Thủy"


def test_a_card_in_the_middle_of_typing_leaves_the_line_alone(intake: Intake) -> None:
    intake.type("chứng th")
    intake.presenter.take_card(a_card())
    assert intake.view.line == "chứng th"
    assert intake.view.form.name == "Trần Thị Thủy"


def test_the_scan_is_the_first_key_of_the_visit(intake: Intake) -> None:
    intake.presenter.take_card(a_card())
    intake.pass_time(5_000)
    intake.take("BS")
    intake.presenter.save()
    assert intake.port.took == [5_000]


@pytest.mark.parametrize(
    ("sent", "warned"),
    [("NGUYEN THI HONG", True), ("Trafn Thij Thuyr", False), ("TRAN THI THUY", False)],
)
def test_a_card_without_accents_still_tells_another_person_s_name(
    intake: Intake, sent: str, warned: bool
) -> None:
    intake.edit(name="Trần Thị Thủy")
    doubt = Problem("card.name_unreadable", "name", {"sent": sent})
    intake.presenter.take_card(a_card(name="", name_doubtful=True, warnings=(doubt,)))
    assert intake.view.form.name == "Trần Thị Thủy"
    assert ("name" in intake.view.warnings) is warned
