"""What a typed line means, what the strip shows, who is known; no Qt, no store."""

from __future__ import annotations

import pytest

from desk_app import parts
from desk_app.ui.intake.meaning import Situation, meaning_of
from tests.support.intake import BIRTH, CATALOGUE, COPY, NUMBER, Intake, a_citizen


@pytest.fixture
def intake() -> Intake:
    return Intake()


def test_the_empty_line_offers_the_six_most_used(intake: Intake) -> None:
    assert intake.view.procedures() == [p.code for p in tuple(CATALOGUE)[:6]]
    assert intake.view.meaning == ""


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("Trần Thị Thủy", "name"),
        ("tran thi thuy", "name"),
        ("Đặng Thị Khai", "name"),
        ("Giàng A Páo", "name"),
        ("Lê Thị Hoa", "name"),
        ("le thi trang", "name"),
        ("phan van dung", "name"),
        (NUMBER, "citizen_id"),
        ("024 187 004 417", "citizen_id"),
        ("0912345678", "phone"),
        ("0912 345 678", "phone"),
        ("+84 912 345 678", "phone"),
    ],
)
def test_enter_puts_the_line_where_it_belongs(intake: Intake, typed: str, field: str) -> None:
    intake.take(typed)
    assert getattr(intake.view.form, field) == typed
    assert intake.view.line == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("BS", COPY),
        ("bs", COPY),
        ("KS", BIRTH),
        (COPY, COPY),
        ("2.0008", COPY),
        ("dang ky khai sinh", BIRTH),
        ("khai sinh", BIRTH),
        ("Đăng ký khai sinh", BIRTH),
        ("dang ky sinh", BIRTH),
        ("chứng thực bản", COPY),
    ],
)
def test_a_matter_is_understood_whoever_came(intake: Intake, typed: str, code: str) -> None:
    intake.take(typed)
    assert [p.code for p in intake.view.matters] == [code]
    intake.presenter.clear()
    intake.edit(name="Trần Thị Thủy")
    intake.take(typed)
    assert [p.code for p in intake.view.matters] == [code]


def test_the_line_says_beforehand_what_enter_will_do(intake: Intake) -> None:
    said = {}
    for typed in ("Trần Thị", NUMBER, "0912345678", "BS"):
        intake.type(typed)
        said[typed] = intake.view.meaning
    assert said == {
        "Trần Thị": "Enter: người đến",
        NUMBER: "Enter: số định danh",
        "0912345678": "Enter: điện thoại",
        "BS": "Enter: Chứng thực bản sao",
    }


def test_free_words_about_a_named_person_are_a_note_and_never_rename_them(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy", note="gấp")
    intake.take("xyzzy quay lại chiều")
    assert intake.view.form.name == "Trần Thị Thủy"
    assert intake.view.form.note == "gấp; xyzzy quay lại chiều"


def test_who_comes_for_somebody_is_asked_for_whom(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy", flags=("proxy",))
    intake.take("Lê Văn Bình")
    assert intake.view.form.on_behalf_of == "Lê Văn Bình"
    assert intake.view.form.name == "Trần Thị Thủy"


def test_of_only_a_question_words_are_a_matter_or_a_note(intake: Intake) -> None:
    intake.presenter.toggle("question")
    intake.take("khai sinh")
    intake.take("Trần Thị Thủy hỏi sổ đỏ")
    assert [p.code for p in intake.view.matters] == [BIRTH]
    assert intake.view.form.note == "Trần Thị Thủy hỏi sổ đỏ"
    assert intake.view.form.name == ""
    assert intake.port.asked == []


def test_last_digits_are_a_search_and_never_an_id_number(intake: Intake) -> None:
    intake.port.people = (a_citizen(),)
    intake.type("004417")
    assert intake.view.people() == ["Trần Thị Thủy"]
    assert intake.view.meaning == "Enter: Trần Thị Thủy · 4417"
    intake.presenter.take_line()
    form = intake.presenter.form()
    assert (form.name, form.phone, form.address) == (
        "Trần Thị Thủy",
        "0912345678",
        "Tổ dân phố Hà Vị 1",
    )
    assert form.citizen_id == ""
    assert form.known_visit == "visit-of-Trần Thị Thủy"
    assert intake.view.facts == "số cuối 4417 · lần thứ 3 năm nay"


def test_known_citizen_code_and_ctrl_enter_are_twelve_keys(intake: Intake) -> None:
    intake.port.people = (a_citizen(),)
    keys = [*"004417", "Enter", "B", "S", "Ctrl", "Enter"]
    intake.take("004417")
    intake.type("BS")
    intake.presenter.save()
    assert len(keys) <= 12
    assert intake.port.logged[0].procedures == (COPY,)
    assert intake.port.logged[0].name == "Trần Thị Thủy"


def test_several_people_with_these_digits_are_chosen_by_their_key(intake: Intake) -> None:
    intake.port.people = (a_citizen(), a_citizen("Lê Văn Bình", phone=""))
    intake.type("4417")
    assert intake.view.meaning == "Alt 1–2: chọn người"
    intake.presenter.take_line()
    assert intake.view.form.name == ""
    intake.presenter.take_match(1)
    assert intake.view.form.name == "Lê Văn Bình"
    assert intake.view.line == ""


def test_digits_that_belong_to_nobody_take_nothing_and_stay(intake: Intake) -> None:
    intake.type("9999")
    assert intake.view.meaning == "chưa ai có số cuối này"
    intake.presenter.take_line()
    assert intake.view.line == "9999"
    intake.presenter.save()
    assert intake.port.logged == []
    assert intake.view.note == "<intake.line_unclear>"


def test_words_show_people_left_and_matters_right_in_fixed_places(intake: Intake) -> None:
    intake.port.people = tuple(a_citizen(f"Khải {n}") for n in range(5))
    intake.hands.wait = True
    intake.type("khai")
    before = intake.view.places[3:]
    intake.hands.let_go()
    assert len(intake.view.places) == 6
    assert intake.view.people() == ["Khải 0", "Khải 1", "Khải 2"]
    assert intake.view.places[3:] == before
    assert all(place is not None and place.procedure for place in before)


def test_once_somebody_is_named_words_show_matters_only(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy")
    intake.type("khai sinh")
    assert len(intake.view.procedures()) == 6
    assert intake.port.asked == []


def test_an_answer_that_comes_too_late_is_dropped(intake: Intake) -> None:
    intake.hands.wait = True
    intake.port.people = (a_citizen(),)
    intake.type("tran")
    intake.type("tran t")
    intake.type("tran thx")
    intake.port.people = ()
    intake.hands.let_go()
    intake.hands.let_go()
    assert intake.view.people() == []
    assert intake.port.asked == ["tran", "tran thx"]


def test_an_answer_for_a_line_that_is_gone_changes_nothing(intake: Intake) -> None:
    intake.hands.wait = True
    intake.port.people = (a_citizen(),)
    intake.type("4417")
    intake.type("")
    intake.hands.let_go()
    assert intake.view.people() == []
    assert len(intake.view.procedures()) == 6


def test_enter_before_the_answer_waits_for_it(intake: Intake) -> None:
    intake.hands.wait = True
    intake.port.people = (a_citizen(),)
    intake.take("4417")
    assert intake.view.form.name == ""
    intake.hands.let_go()
    assert intake.view.form.name == "Trần Thị Thủy"
    assert intake.view.line == ""


def test_ctrl_enter_before_the_answer_logs_with_the_person(intake: Intake) -> None:
    intake.presenter.take_match(0)
    intake.hands.wait = True
    intake.port.people = (a_citizen(),)
    intake.type("4417")
    intake.presenter.save()
    intake.hands.wait = False
    intake.hands.let_go()
    assert intake.port.logged[0].name == "Trần Thị Thủy"


def test_a_phone_that_one_person_has_takes_that_person(intake: Intake) -> None:
    intake.port.people = (a_citizen(), a_citizen("Lê Văn Bình", phone="0987654321"))
    intake.take("0912 345 678")
    assert intake.view.form.name == "Trần Thị Thủy"


def test_a_phone_that_a_family_shares_is_only_a_phone(intake: Intake) -> None:
    intake.port.people = (a_citizen(), a_citizen("Lê Văn Bình"))
    intake.take("0912345678")
    assert (intake.view.form.name, intake.view.form.phone) == ("", "0912345678")


def test_the_link_goes_when_the_name_is_changed_and_comes_back_with_it(intake: Intake) -> None:
    intake.port.people = (a_citizen(),)
    intake.take("4417")
    intake.edit(name="Trần Thị Thuỷ")
    assert intake.presenter.form().known_visit != ""
    intake.edit(name="Trần Thị Mai")
    assert intake.presenter.form().known_visit == ""
    assert intake.view.facts == ""
    intake.edit(name="Trần Thị Thủy")
    assert intake.presenter.form().known_visit != ""


def test_somebody_else_known_replaces_what_the_first_had_filled(intake: Intake) -> None:
    intake.port.people = (a_citizen(), a_citizen("Lê Văn Bình", phone="", address=""))
    intake.type("4417")
    intake.presenter.take_match(0)
    intake.type("le van")
    intake.type("4417")
    intake.presenter.take_match(1)
    form = intake.presenter.form()
    assert (form.name, form.phone, form.address) == ("Lê Văn Bình", "", "")


def test_a_known_person_never_mixes_with_the_number_of_another(intake: Intake) -> None:
    intake.edit(citizen_id="024187009999")
    intake.port.people = (a_citizen(),)
    intake.type("4417")
    intake.presenter.take_match(0)
    assert intake.view.note == "<intake.number_of_another>"
    assert intake.view.form.name == ""


def test_a_whole_number_typed_recognises_who_has_it(intake: Intake) -> None:
    intake.port.people = (a_citizen(),)
    intake.take(NUMBER)
    form = intake.presenter.form()
    assert (form.citizen_id, form.name, form.phone) == (NUMBER, "Trần Thị Thủy", "0912345678")
    assert intake.view.facts == "số cuối 4417 · lần thứ 3 năm nay"


def test_the_same_number_with_another_name_is_a_question_beside_it(intake: Intake) -> None:
    intake.port.people = (a_citizen(),)
    intake.edit(name="Lê Văn Bình", citizen_id=NUMBER)
    assert intake.view.warnings == {"name": "<intake.known_name>"}
    assert intake.view.form.phone == ""
    assert intake.presenter.form().known_visit == ""


def test_an_odd_number_is_a_warning_and_keeps_nobody_from_logging(intake: Intake) -> None:
    intake.edit(name="Trần Thị Thủy", citizen_id="003187004417")
    assert intake.view.warnings == {"citizen_id": "<citizen_id.province>"}
    intake.presenter.take_match(0)
    intake.presenter.save()
    assert len(intake.port.logged) == 1


@pytest.mark.parametrize(
    "name",
    [
        "Trần " + "Thị " * 60,
        "Tra\u0302\u0300n Thi\u0323 Thu\u0309y",
        "\u202eTrần Thị\u202c Thủy",
        "<b>Trần</b> Thị & Con",
        "Trần {name} %s",
    ],
)
def test_a_strange_name_is_taken_as_it_was_typed(intake: Intake, name: str) -> None:
    intake.take(name)
    assert intake.view.form.name.split() != []
    intake.port.people = (a_citizen(name),)
    intake.type("4417")
    assert len(intake.view.meaning) < 80


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("Công ty TNHH Hoa Sen", "organisation"),
        ("cong ty hoa sen", "organisation"),
        ("HTX rau sạch", "organisation"),
        ("Trường tiểu học Dĩnh Kế", "organisation"),
        ("Trương Thị Hoa", "name"),
        ("truong thi hoa", "name"),
        ("Hoàng Công Tý", "name"),
        ("hộ kinh doanh", "procedures"),
    ],
)
def test_a_body_is_told_from_a_person_by_how_its_name_begins(typed: str, field: str) -> None:
    found = tuple(parts.catalogue().search(typed, 6))
    assert meaning_of(typed, Situation(), found).field == field


@pytest.mark.parametrize(
    ("typed", "field"),
    [("hoa", ""), ("khai", "procedures"), ("ket", "procedures"), ("ks", "procedures")],
)
def test_one_word_is_a_matter_only_where_one_begins_so(typed: str, field: str) -> None:
    found = tuple(parts.catalogue().search(typed, 6))
    assert found
    assert meaning_of(typed, Situation(), found).field == field
    assert meaning_of(typed, Situation(named=True), found).field == "procedures"
