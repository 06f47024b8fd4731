"""Who is known at the desk: one row a person, found by name, telephone or digits of the ID."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.core.citizen import Citizen
from desk_app.core.ids import OfficerId
from desk_app.core.ops import ImportCompleted, ImportStarted, SourceFile, VisitLogged, VisitPerson
from desk_app.services.citizens import citizen_visits, find_citizens, find_people
from tests.support.desks import OpenDesk, opened_desk

CLERK = OfficerId("0FF1CE")
HOA = {"name": "Nguyễn Thị Hoà", "phone": "0912345678", "citizen_id": "001187004417"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    """A desk in the test's own folder."""
    with opened_desk(tmp_path / "desk") as opened:
        yield opened


def citizens(desk: OpenDesk, words: str, limit: int = 6) -> tuple[Citizen, ...]:
    with desk.store.reader() as reader:
        return find_citizens(reader, words, limit)


def names(desk: OpenDesk, words: str) -> list[str]:
    return [one.name or one.organisation for one in citizens(desk, words)]


def of(desk: OpenDesk, visit: str, limit: int = 50) -> list[str]:
    with desk.store.reader() as reader:
        return [view.id for view in citizen_visits(reader, visit, limit)]


def test_the_same_id_number_is_one_person_whatever_else_was_typed(desk: OpenDesk) -> None:
    desk.log(**HOA)
    desk.clock.go_on(minutes=5)
    newest = desk.log(name="Nguyễn Thị Hoa", phone="0987654321", citizen_id="001187004417")
    (one,) = citizens(desk, "nguyen thi hoa")
    assert one.visits == 2
    assert one.visit == newest
    assert one.name == "Nguyễn Thị Hoa"
    assert one.phone == "0987654321"
    assert one.id_last4 == "4417"


PHONE = {"phone": "0912345678"}
HOME = {"address": "Tổ dân phố Hà Vị 1"}


@pytest.mark.parametrize(
    ("first", "second", "people"),
    [
        (PHONE, {"phone": "+84 912 345 678"}, 1),
        (PHONE, {**PHONE, "name": "Lê văn Tam"}, 1),
        (PHONE, {**PHONE, **HOME}, 1),
        (PHONE, {"phone": "0912345679"}, 2),
        (PHONE, {**PHONE, "name": "Lê Văn Tấn"}, 2),
        (PHONE, HOME, 2),
        (HOME, {"address": "to dan pho ha vi 1"}, 1),
        (HOME, {"address": "Tổ dân phố Hà Vị 2"}, 2),
        ({"citizen_id": "001187004417"}, {"citizen_id": "001187004418"}, 2),
        (PHONE, {**PHONE, "citizen_id": "001187004417"}, 2),
        ({}, {}, 1),
    ],
)
def test_without_an_id_number_name_and_phone_or_address_make_a_person(
    desk: OpenDesk, first: dict[str, str], second: dict[str, str], people: int
) -> None:
    for form in (first, second):
        desk.log(**{"name": "Lê Văn Tám", **form})
    found = citizens(desk, "le van ta")
    assert len(found) == people
    assert sum(one.visits for one in found) == 2


def test_a_person_of_whom_only_the_name_is_known_says_so(desk: OpenDesk) -> None:
    desk.log(name="Trần Văn Lực")
    (one,) = citizens(desk, "luc")
    assert one.only_a_name
    desk.log(name="Trần Văn Lực", phone="0912345678")
    assert [one.only_a_name for one in citizens(desk, "luc")] == [False, True]


@pytest.mark.parametrize(
    "words",
    [
        "nguyen thi hoa", "Nguyễn Thị Hoà", "hoà", "hòa", "hoa nguyen", "thi hoa ng",
        "0912345678", "0912", "0912 345 678", "0912.345.678", "+84 912 345 678", "84912345678",
        "4417", "004417", "001187004417", "001 187 004 417", "hoa 4417", "HOA", "ho 0912 345",
    ],
)  # fmt: skip
def test_a_person_is_found_by(desk: OpenDesk, words: str) -> None:
    desk.log(**HOA)
    desk.log(name="Đặng Quý Đôn", phone="0987654321", citizen_id="001087001234")
    assert names(desk, words) == ["Nguyễn Thị Hoà"]


@pytest.mark.parametrize(
    "words", ["", " ", "-", "001187", "5678", "hoa binh", "guyen", "4417 1234"]
)
def test_nobody_is_found_by(desk: OpenDesk, words: str) -> None:
    desk.log(**HOA)
    assert names(desk, words) == []


def test_an_old_telephone_number_finds_who_kept_the_new_one(desk: OpenDesk) -> None:
    desk.log(name="Lê Văn Tám", phone="0332345678")
    assert names(desk, "01632345678") == ["Lê Văn Tám"]


def test_the_newest_visit_stands_first_whenever_it_was_typed(desk: OpenDesk) -> None:
    desk.log(name="Lê Hoa", phone="0912345671")
    desk.clock.go_on(days=1)
    desk.log(name="Lê Hoa", phone="0912345672")
    desk.log(name="Lê Hoa", phone="0912345673", at="14/10/2026 09:00", late_reason="power")
    found = citizens(desk, "le hoa")
    assert [one.phone[-1] for one in found] == ["2", "1", "3"]


def test_whoever_came_more_often_stands_first_on_the_same_moment(desk: OpenDesk) -> None:
    desk.log(name="Lê Hoa", phone="0912345671")
    desk.log(name="Lê Hoa", phone="0912345671")
    desk.log(name="Lê Hoa", phone="0912345672")
    assert [one.phone[-1] for one in citizens(desk, "le hoa")] == ["1", "2"]


def test_typed_accents_put_the_exact_name_first(desk: OpenDesk) -> None:
    for number, name in enumerate(("Lê Thị Hoà", "Lê Thị Hoa", "Lê Thị Hòa", "Lê Thị Hóa")):
        desk.log(name=name, citizen_id=f"00118700441{number}")
        desk.clock.go_on(minutes=1)
    assert names(desk, "hoà")[:2] == ["Lê Thị Hoà", "Lê Thị Hòa"]
    assert names(desk, "hóa")[0] == "Lê Thị Hóa"
    assert names(desk, "hoa") == ["Lê Thị Hóa", "Lê Thị Hòa", "Lê Thị Hoa", "Lê Thị Hoà"]


def test_voided_visits_do_not_count_and_do_not_make_a_person_known(desk: OpenDesk) -> None:
    first = desk.log(**HOA)
    second = desk.log(**HOA)
    desk.void(second)
    (one,) = citizens(desk, "hoa")
    assert (one.visit, one.visits) == (first, 1)
    assert of(desk, second) == [first]
    desk.void(first)
    assert citizens(desk, "hoa") == ()


def test_visits_of_an_unfinished_import_do_not_count(desk: OpenDesk) -> None:
    batch = desk.change(
        lambda tx: tx.log.append(
            "import.started", ImportStarted(rows=1), person=SourceFile(file="a.csv"), officer=CLERK
        )
    ).header.subject
    facts = VisitLogged(batch=batch, row="0" * 32, outcome="done")
    person = VisitPerson(name="Lê Văn Tám", phone="0912345678")
    visit = desk.change(
        lambda tx: tx.log.append("visit.logged", facts, person=person, officer=CLERK)
    ).header.subject
    assert citizens(desk, "tam") == ()
    assert of(desk, visit) == []
    done = ImportCompleted(rows=1)
    desk.change(lambda tx: tx.log.append("import.completed", done, officer=CLERK, subject=batch))
    assert [one.visit for one in citizens(desk, "tam")] == [visit]
    assert of(desk, visit) == [visit]


def test_an_old_visit_of_a_common_name_is_found_behind_its_namesakes(
    desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.log(name="Nguyễn Văn An", reference="H55.242-250715-0003")
    desk.clock.go_on(days=1)
    desk.log(name="Nguyễn Văn An")
    monkeypatch.setattr("desk_app.store.citizens._NAMESAKES", 1)
    (one,) = citizens(desk, "H55.242-250715-0003")
    assert one.name == "Nguyễn Văn An"
    assert one.visits == 2


def test_different_people_are_counted_beyond_those_that_are_shown(desk: OpenDesk) -> None:
    for number in range(9):
        desk.log(name="Lê Hoa", phone=f"091234567{number}")
    with desk.store.reader() as reader:
        people = find_people(reader, "le hoa", 3)
        assert (len(people.first), people.in_all, people.more) == (3, 9, False)
        people = find_people(reader, "le hoa", 3, count=5)
        assert (len(people.first), people.in_all, people.more) == (3, 5, True)


def test_a_name_with_the_typed_words_whole_stands_before_one_that_begins_so(
    desk: OpenDesk,
) -> None:
    desk.log(name="Nguyễn Thị Hoà", phone="0912345678")
    desk.clock.go_on(minutes=1)
    desk.log(name="Nguyễn Hoàng Thịnh", phone="0912345679")
    assert names(desk, "nguyen thi hoa") == ["Nguyễn Thị Hoà", "Nguyễn Hoàng Thịnh"]
    assert names(desk, "nguyen thi ho")[0] == "Nguyễn Thị Hoà"


def test_an_erased_person_is_not_known(desk: OpenDesk) -> None:
    visit = desk.log(**HOA)
    desk.erase(visit)
    assert citizens(desk, "hoa") == ()
    assert citizens(desk, "004417") == ()
    assert of(desk, visit) == []


def test_visits_of_this_year_are_counted_apart(desk: OpenDesk) -> None:
    desk.log(**HOA, at="30/12/2025 09:00", late_reason="power")
    desk.log(**HOA, at="01/01/2026 00:00", late_reason="power")
    desk.log(**HOA)
    (one,) = citizens(desk, "hoa")
    assert (one.visits, one.this_year) == (3, 2)
    with desk.store.reader() as reader:
        assert find_citizens(reader, "hoa", year=2025)[0].this_year == 1


def test_the_visits_of_a_person_stand_newest_first(desk: OpenDesk) -> None:
    first = desk.log(**HOA)
    desk.clock.go_on(days=2)
    last = desk.log(**HOA)
    between = desk.log(**HOA, at="16/10/2026 09:00", late_reason="power")
    desk.log(name="Nguyễn Thị Hoà", phone="0912345678")
    assert of(desk, first) == of(desk, last) == [last, between, first]
    assert of(desk, first, 2) == [last, between]


def test_a_question_and_an_unknown_visit_belong_to_nobody(desk: OpenDesk) -> None:
    question = desk.log(purpose="question", outcome="done", name="")
    assert of(desk, question) == []
    assert of(desk, "NOWHERE.0.1") == []


def test_an_organisation_is_known_by_its_name_too(desk: OpenDesk) -> None:
    desk.log(name="", organisation="Hợp tác xã Tân Yên")
    desk.log(name="Lê Hoa", organisation="Hợp tác xã Tân Yên", phone="0912345678")
    found = citizens(desk, "tan yen")
    assert sorted(one.name for one in found) == ["", "Lê Hoa"]


def test_whom_somebody_came_for_is_not_taken_for_the_visitor(desk: OpenDesk) -> None:
    desk.log(name="Lê Văn Tám", phone="0912345678", flags=("proxy",), on_behalf_of="Đào Thị Sen")
    assert names(desk, "dao thi sen") == []
    assert names(desk, "le van tam") == ["Lê Văn Tám"]
    assert names(desk, "0912") == ["Lê Văn Tám"]


def test_what_one_visit_left_out_an_earlier_one_fills_in(desk: OpenDesk) -> None:
    desk.log(**HOA, address="Tổ dân phố Hà Vị 1")
    desk.clock.go_on(minutes=1)
    desk.log(name="Nguyễn Thị Hoà", citizen_id="001187004417", phone="")
    (one,) = citizens(desk, "004417")
    assert (one.phone, one.address) == ("0912345678", "Tổ dân phố Hà Vị 1")


def test_more_people_than_the_limit_are_cut_off_after_the_newest(desk: OpenDesk) -> None:
    for number in range(10):
        desk.log(name="Lê Hoa", phone=f"091234567{number}")
        desk.clock.go_on(minutes=1)
    assert [one.phone[-1] for one in citizens(desk, "le hoa", 3)] == ["9", "8", "7"]


def test_who_was_found_by_an_earlier_organisation_is_told_with_it(desk: OpenDesk) -> None:
    desk.log(**HOA, organisation="Hợp tác xã Sông Cầu")
    desk.clock.go_on(minutes=5)
    desk.log(**HOA)
    (one,) = citizens(desk, "song cau")
    assert (one.organisation, one.found_for) == ("", "Hợp tác xã Sông Cầu")
    (one,) = citizens(desk, "nguyen thi hoa")
    assert one.found_for == ""
