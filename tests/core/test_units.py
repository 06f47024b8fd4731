"""Promises about provinces and communes: known by code and day, named as of that day."""

from __future__ import annotations

from datetime import date

import pytest

import resources
from desk_app.core.errors import UserProblem
from desk_app.core.units import Units, committee
from desk_app.core.units_file import load_units

UNITS_TEXT = resources.read_text("units/units.csv")
HISTORY_TEXT = resources.read_text("units/history.csv")
TODAY = date(2026, 11, 21)
BEFORE = date(2025, 6, 30)


@pytest.fixture(scope="module")
def units() -> Units:
    return load_units(UNITS_TEXT, HISTORY_TEXT)


def test_a_reused_code_means_another_commune_before_july_2025(units: Units) -> None:
    now, then = units.find("05977", TODAY), units.find("05977", BEFORE)
    assert now is not None
    assert then is not None
    assert (now.name, then.name) == ("Phường Đông Kinh", "Phường Vĩnh Trại")
    assert then.district == "Thành phố Lạng Sơn"


def test_there_are_thirty_four_provinces_and_the_communes_of_four(units: Units) -> None:
    assert len(units.provinces(TODAY)) == len(units.provinces(date(2025, 7, 1))) == 34
    have = {code: len(units.communes(code, TODAY)) for code in ("24", "20", "19", "75")}
    assert have == {"24": 99, "20": 65, "19": 92, "75": 95}


def test_the_title_of_a_province_is_that_of_the_day(units: Units) -> None:
    titles = {
        (code, day): unit.name
        for code in ("75", "24")
        for day in (date(2025, 7, 1), date(2026, 4, 29), date(2026, 4, 30), TODAY)
        if (unit := units.find(code, day)) is not None
    }
    assert titles["75", date(2026, 4, 29)] == "Tỉnh Đồng Nai"
    assert titles["75", date(2026, 4, 30)] == "Thành phố Đồng Nai"
    assert titles["24", date(2025, 7, 1)] == "Tỉnh Bắc Ninh"
    assert titles["24", TODAY] == "Thành phố Bắc Ninh"
    assert sum(u.kind == "Thành phố" for u in units.provinces(TODAY)) == 9


def test_an_uncertain_date_says_so(units: Units) -> None:
    province = units.find("24", TODAY)
    assert province is not None
    assert province.confidence == "uncertain"
    assert "chưa chắc" in province.confidence_note


def test_the_names_on_paper(units: Units) -> None:
    ward = units.find("07210", TODAY)
    assert ward is not None
    assert committee(ward) == "ỦY BAN NHÂN DÂN PHƯỜNG BẮC GIANG"
    assert ward.place == "Bắc Giang"
    province = units.province_of(ward, TODAY)
    assert province is not None
    assert province.within_sentence == "thành phố Bắc Ninh"


def test_communes_are_found_without_accents_the_exact_name_first(units: Units) -> None:
    assert units.search("bac giang", TODAY)[0].code == "07210"
    assert [u.code for u in units.search("07210", TODAY)] == ["07210"]
    assert units.search("phuc hoa", TODAY)[0].name == "Xã Phúc Hoà"
    assert units.search("", TODAY) == []


def test_what_became_of_a_commune_can_be_followed_both_ways(units: Units) -> None:
    (change,) = units.went_to("07213")
    assert (change.old_name, change.new_code, change.split) == ("Phường Trần Phú", "07210", False)
    assert change in units.came_from("07210")
    split = units.went_to("06622")
    assert {c.new_name for c in split} == {"Xã Đình Lập", "Xã Kiên Mộc"}
    assert all(c.split for c in split)
    assert units.went_to("99999") == ()


def test_no_code_has_two_units_on_one_day(units: Units) -> None:
    for province in units.provinces(TODAY):
        codes = [u.code for u in units.communes(province.code, TODAY)]
        assert len(codes) == len(set(codes))
    for code in ("24", "22", "75"):
        days = [date(2025, 7, 1), date(2026, 4, 30), date(2026, 8, 31), date(2026, 9, 1)]
        for day in days:
            assert sum(p.code == code for p in units.provinces(day)) == 1


def test_every_change_leads_to_a_commune_of_today(units: Units) -> None:
    for line in HISTORY_TEXT.splitlines()[1:]:
        for change in units.went_to(line[:5]):
            new = units.find(change.new_code, date(2025, 7, 1))
            assert new is not None
            assert new.name == change.new_name


def test_a_mistake_is_named_by_line_and_column() -> None:
    bad = UNITS_TEXT.replace("2025-07-01", "2025-07-32", 1)
    with pytest.raises(UserProblem) as raised:
        load_units(bad, HISTORY_TEXT)
    (problem,) = raised.value.problems
    assert problem.code == "units.row"
    assert problem.values == {"line": "2", "column": "valid_from", "have": "2025-07-32"}
