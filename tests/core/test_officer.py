"""Officers: names and roles as typed, and whom a typed name means."""

from __future__ import annotations

import unicodedata

import pytest

from desk_app.core.ids import OfficerId
from desk_app.core.officer import Officer, check_name, check_role, find_officer
from desk_app.core.problems import Problem

HOA = Officer(OfficerId("A00001"), "Nguyễn Thị Hòa", "officer")
HOA_TOO = Officer(OfficerId("A00002"), "Trần Văn Hoà", "clerk")
DUNG = Officer(OfficerId("A00003"), "Đỗ Mỹ Dung", "chair")
GONE = Officer(OfficerId("A00004"), "Lê Văn Bảy", "officer", active=False)
ALL = [HOA, HOA_TOO, DUNG, GONE]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("A00001", HOA),
        (" a00003 ", DUNG),
        ("Nguyễn Thị Hòa", HOA),
        ("nguyen thi hoa", HOA),
        ("NGUYỄN THỊ HOÀ", HOA),
        ("Tran Hoa", HOA_TOO),
        ("dung", DUNG),
        ("do mi dung", DUNG),
    ],
)
def test_an_officer_is_found_by_id_name_or_part_of_the_name(wanted: str, found: Officer) -> None:
    assert find_officer(ALL, wanted) == found


def test_a_name_that_fits_two_names_both_candidates() -> None:
    problem = find_officer(ALL, "hoa")
    assert isinstance(problem, Problem)
    assert problem.code == "officer.several"
    assert problem.values["officers"] == "Nguyễn Thị Hòa (A00001), Trần Văn Hoà (A00002)"


def test_a_whole_name_wins_over_a_part_of_a_longer_one() -> None:
    short = Officer(OfficerId("A00009"), "Văn Hòa", "officer")
    assert find_officer([*ALL, short], "van hoa") == short


@pytest.mark.parametrize("wanted", ["", "  ", "Bảy", "A00004", "nobody", "hoa hoa hue"])
def test_nobody_is_found_for_nothing_and_nobody_who_has_left(wanted: str) -> None:
    problem = find_officer(ALL, wanted)
    assert isinstance(problem, Problem)
    assert problem.code == "officer.unknown"


def test_a_name_is_kept_composed_with_single_spaces() -> None:
    typed = unicodedata.normalize("NFD", "  Nguyễn   Thị Hòa ")
    assert check_name(typed) == "Nguyễn Thị Hòa"


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "missing"), (" \t ", "missing"), ("x" * 81, "long"), ("A\x00B", "unprintable")],
)
def test_what_is_no_name_is_said_beside_the_field(name: str, code: str) -> None:
    problem = check_name(name)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.field) == (f"officer.name_{code}", "name")


def test_an_unknown_role_is_answered_with_all_roles() -> None:
    assert check_role("vice_chair") == "vice_chair"
    problem = check_role("boss")
    assert isinstance(problem, Problem)
    assert "administrator" in problem.values["roles"]
