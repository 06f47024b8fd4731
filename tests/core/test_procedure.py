"""Promises about the catalogue of procedures: complete, quick to search, exact about mistakes."""

from __future__ import annotations

from datetime import date

import pytest

import resources
from desk_app.core.catalogue_file import COLUMNS, load_catalogue
from desk_app.core.errors import UserProblem
from desk_app.core.procedure import Catalogue, TimeLimit, leading_code

TEXT = resources.read_text("procedures/catalogue.csv")
HEADER = ",".join(COLUMNS)
GOOD = (
    "1.000001,AB,Việc,Việc dài,Hộ tịch,3 working_days,,5000/copy,Miễn cho trẻ em.,,"
    "Tờ khai [1/0; Mẫu 1],partly,full,UBND,yes,yes,no,,no,,2025-07-01,,,,confirmed,,nguồn,"
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(TEXT)


def test_all_ninety_procedures_are_there_with_source_and_short_code(catalogue: Catalogue) -> None:
    assert len(catalogue) == 90
    for procedure in catalogue:
        assert procedure.source
        assert procedure.confidence == "confirmed" or procedure.confidence_note
        assert procedure in catalogue.search(procedure.short)
        assert len(procedure.short_name) <= 50


def test_a_local_code_finds_the_procedure_it_begins_with(catalogue: Catalogue) -> None:
    found = catalogue.find("2.000815.000.00.00.H55.02")
    assert found is not None
    assert found.short_name == "Chứng thực bản sao"
    assert catalogue.find("2.000815") is found
    assert catalogue.find("2.0008155") is None
    assert catalogue.find("9.999999") is None


def test_leading_code_needs_seven_digits() -> None:
    assert leading_code(" 1.001193.01") == "1.001193"
    assert leading_code("1.00119") is None
    assert leading_code("khai sinh") is None


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("ks", "1.001193"),
        ("KS", "1.001193"),
        ("chung thuc ban sao", "2.000815"),
        ("Chứng thực chữ", "2.000884"),
        ("khai sinh", "1.001193"),
        ("dang ky khai sinh", "1.001193"),
        ("kết hôn", "1.000894"),
        ("huu tri", "1.014027"),
        ("ho kinh doanh", "1.001612"),
        ("hộ kinh", "1.001612"),
        ("xyz", ""),
        ("1.004873", "1.004873"),
        ("tin nguong", "2.000509"),
        ("hoà giải đất", "1.012812"),
        ("…", ""),
    ],
)
def test_the_likeliest_procedure_comes_first(catalogue: Catalogue, words: str, first: str) -> None:
    found = catalogue.search(words)
    assert (found[0].code if found else "") == first


def test_every_procedure_is_found_by_its_names_without_accents(catalogue: Catalogue) -> None:
    for procedure in catalogue:
        assert procedure in catalogue.search(procedure.short_name, limit=90)
        assert procedure in catalogue.search(procedure.name, limit=90)
        assert catalogue.search(procedure.code) == [procedure]


def test_times_are_lists_by_case(catalogue: Catalogue) -> None:
    land = catalogue.find("1.012812")
    assert land is not None
    assert land.limits == (
        TimeLimit(30, "calendar_days"),
        TimeLimit(40, "calendar_days", "vùng khó khăn"),
    )
    birth = catalogue.find("1.001193")
    assert birth is not None
    assert birth.limits == (TimeLimit(1, "same_day"),)


def test_a_version_counts_within_its_days(catalogue: Catalogue) -> None:
    pension = catalogue.find("1.014027")
    assert pension is not None
    assert not pension.in_force(date(2025, 6, 30))
    assert pension.in_force(date(2025, 7, 1))


def test_the_whole_id_number_is_needed_by_register_papers_only(catalogue: Catalogue) -> None:
    assert catalogue.needs_full_id("1.001193")  # birth goes into the register
    assert not catalogue.needs_full_id("2.000815")  # a certified copy does not
    assert not catalogue.needs_full_id("9.999999")
    with pytest.raises(UserProblem) as raised:
        load_catalogue("\n".join([HEADER, GOOD.replace(",,no,,", ",,perhaps,,")]))
    assert raised.value.problems[0].values["column"] == "full_id"


def test_residence_and_cards_are_received_by_the_police(catalogue: Catalogue) -> None:
    elsewhere = {p.field for p in catalogue if not p.at_desk}
    assert elsewhere == {
        "Đăng ký, quản lý cư trú",
        "Định danh và xác thực điện tử",
        "Cấp, quản lý căn cước",
    }


@pytest.mark.parametrize(
    ("row", "code", "values"),
    [
        (GOOD.replace("1.000001", "1.001"), "catalogue.code", {"have": "1.001", "line": "3"}),
        (GOOD.replace("AB", "ab"), "catalogue.short", {"have": "ab"}),
        (GOOD.replace("3 working", "3 lunar"), "catalogue.limit", {"have": "3 lunar_days"}),
        (GOOD.replace("3 work", "-3 work"), "catalogue.limit_range", {"have": "-3 working_days"}),
        (GOOD.replace("3 work", "1000 work"), "catalogue.limit_range", {"column": "time_limits"}),
        (GOOD.replace("3 work", "sms: 3 work"), "catalogue.limit", {"have": "sms: 3 working_days"}),
        (GOOD.replace("3 working_days", "2 same_day"), "catalogue.limit_range", {}),
        (GOOD.replace("5000/", "-5000/"), "catalogue.fee_range", {"have": "-5000/copy"}),
        (GOOD.replace("5000/", "9000000000/"), "catalogue.fee_range", {"column": "fees"}),
        (GOOD.replace("/copy", "/kilo"), "catalogue.fee", {"have": "5000/kilo"}),
        (GOOD.replace("5000/copy", ""), "catalogue.fee_lone_text", {"column": "fee_exempt"}),
        (GOOD.replace("[1/0", "[1:0"), "catalogue.paper", {"column": "papers"}),
        (GOOD.replace("[1/0", "[100/0"), "catalogue.paper_range", {"column": "papers"}),
        (GOOD.replace(",partly,", ",,"), "catalogue.word", {"column": "papers_confidence"}),
        (GOOD.replace(",full,", ",half,"), "catalogue.word", {"column": "online"}),
        (GOOD.replace("yes,yes", "maybe,yes"), "catalogue.word", {"column": "at_desk"}),
        (GOOD.replace("no,,no", "no,book,no"), "catalogue.word", {"column": "register"}),
        (GOOD.replace(",,,,confirmed", ",2024-01-01,,,confirmed"), "catalogue.days_order", {}),
        (GOOD.replace(",,,,confirmed", ",,1.2,,confirmed"), "catalogue.code", {"have": "1.2"}),
        (GOOD.replace(",,,,confirmed", ",,,all,confirmed"), "catalogue.word", {"have": "all"}),
        (GOOD.replace("2025-07-01", "3025-07-01"), "catalogue.day_range", {"have": "3025-07-01"}),
        (GOOD.replace("confirmed", "sure"), "catalogue.word", {"column": "confidence"}),
        (GOOD.replace("2025-07-01", "2025-02-30"), "catalogue.day", {"column": "valid_from"}),
        (GOOD.replace("nguồn", ""), "catalogue.empty", {"column": "source"}),
        (GOOD + ",x", "catalogue.cells", {"have": "29"}),
    ],
)
def test_a_mistake_is_named_by_line_and_column(row: str, code: str, values: dict[str, str]) -> None:
    good = GOOD.replace("1.000001", "1.000002").replace("AB", "CD")
    with pytest.raises(UserProblem) as raised:
        load_catalogue("\n".join([HEADER, good, row]))
    (problem,) = raised.value.problems
    assert problem.code == code
    assert problem.values.items() >= {**values, "line": "3"}.items()


def test_doubles_and_columns_are_checked() -> None:
    with pytest.raises(UserProblem) as raised:
        load_catalogue("\n".join([HEADER, GOOD, GOOD]))
    (problem,) = raised.value.problems
    assert problem.code == "catalogue.double"
    assert problem.values.items() >= {"column": "code", "first": "2", "second": "3"}.items()
    other = GOOD.replace("1.000001", "1.000002")
    with pytest.raises(UserProblem) as raised:
        load_catalogue("\n".join([HEADER, GOOD, other]))
    assert [(p.code, p.field) for p in raised.value.problems] == [("catalogue.double", "short")]
    with pytest.raises(UserProblem) as raised:
        load_catalogue(HEADER.replace("source", "sauce"))
    assert {(p.code, p.values["column"]) for p in raised.value.problems} == {
        ("catalogue.column_missing", "source"),
        ("catalogue.column_unknown", "sauce"),
    }
