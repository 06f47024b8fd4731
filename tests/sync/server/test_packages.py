"""The province publishes only what every desk can use, and never takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import resources
from desk_app.core.errors import UserProblem
from desk_app.core.office_forms import FORMS, REGISTERS, WORDS
from desk_app.core.package_content import KINDS, MOST_BYTES
from sync.protocol.packages import unpack_package
from sync.server import packages
from sync.server.words import LANGUAGES, texts
from tests.support.a_province import AProvince

DAY = date(2026, 12, 1)
CRITERIA = resources.read_bytes("criteria/bacgiang_2023.toml")
SHIPPED = [
    *(("criteria", f"criteria/{name}") for name in resources.names("criteria")),
    ("catalogue", "procedures/catalogue.csv"),
    ("calendar", "calendars/vn.toml"),
    ("units", "units/units.csv"),
    *(("forms", f"forms/{name}.toml") for name in (*FORMS, *REGISTERS, WORDS)),
]


@pytest.fixture
def province(tmp_path: Path) -> Iterator[AProvince]:
    there = AProvince(tmp_path)
    yield there
    there.close()


def refused(province: AProvince, content: bytes, kind: str, day: date = DAY) -> set[str]:
    """Why the content is not published; nothing of it is offered."""
    with pytest.raises(UserProblem) as raised:
        packages.publish_checked(province.house, content, kind, day)  # type: ignore[arg-type]
    assert province.desk(1).hello().packages == ()
    codes = {problem.code for problem in raised.value.problems}
    for language in LANGUAGES:
        assert codes <= texts(language).codes()
    return codes


@pytest.mark.parametrize(("kind", "file"), SHIPPED)
def test_what_the_program_ships_can_be_published(province: AProvince, kind: str, file: str) -> None:
    content = resources.read_bytes(file)
    made, _ = packages.publish_checked(province.house, content, kind, DAY)  # type: ignore[arg-type]

    desk = province.desk(1)
    (offered,) = desk.hello().packages
    assert offered == made.ref
    body = desk.get(f"/sync/v1/package/{made.sha256}").body
    assert unpack_package(body, province.keys.public) is not None


def test_units_may_bring_their_history_in_the_same_file(province: AProvince) -> None:
    both = (
        resources.read_bytes("units/units.csv") + b"\n" + resources.read_bytes("units/history.csv")
    )
    made, read = packages.publish_checked(province.house, both, "units", DAY)
    assert made.name == "units"
    assert read.value.came_from("01840")  # type: ignore[union-attr]


def test_a_package_is_called_by_its_content(province: AProvince) -> None:
    form = resources.read_bytes("forms/fee_list.toml")
    names = [
        packages.publish_checked(province.house, CRITERIA, "criteria", DAY)[0].name,
        packages.publish_checked(province.house, form, "forms", DAY)[0].name,
    ]
    assert names == ["bacgiang_2023", "fee_list"]


def test_every_mistake_of_a_file_is_told_and_nothing_is_signed(province: AProvince) -> None:
    wrong = CRITERIA.replace(b"schema = 1", b"schema = 7", 1).replace(b"total = 100", b"total = 99")
    assert refused(province, wrong, "criteria") >= {"criteria.schema"}
    assert refused(province, b"code,name\n,\n", "catalogue")
    assert refused(province, b"schema = 1\n", "calendar")
    assert refused(province, b"level,code\ncommune,x\n", "units") == {"units.row"}
    assert refused(province, b'id = "receipt"\n', "forms") == {"form.no_such_form"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_text_at_all_is_refused(province: AProvince, kind: str) -> None:
    assert refused(province, b" \n", kind) == {"package.empty"}
    assert refused(province, b"\xff\xfe\x00a", kind) == {"package.not_utf8"}
    assert refused(province, b"a\0b", kind) == {"package.not_text"}
    assert refused(province, b"a" * (MOST_BYTES[kind] + 1), kind) == {"package.too_large"}
    assert refused(province, "tệp của huyện".encode(), kind)


def test_a_set_is_not_published_for_days_it_does_not_hold(province: AProvince) -> None:
    assert refused(province, CRITERIA, "criteria", date(2019, 1, 1)) == {"package.criteria_day"}


def test_what_was_published_never_gets_another_day(province: AProvince) -> None:
    first, _ = packages.publish_checked(province.house, CRITERIA, "criteria", DAY)
    again, _ = packages.publish_checked(province.house, CRITERIA, "criteria", DAY)
    with pytest.raises(UserProblem) as raised:
        packages.publish_checked(province.house, CRITERIA, "criteria", date(2027, 1, 1))

    assert raised.value.problems[0].code == "province.package_there"
    assert again.ref == first.ref
    assert province.desk(1).hello().packages == (first.ref,)


def test_all_versions_of_criteria_are_offered_and_three_of_anything_else(
    province: AProvince,
) -> None:
    receipt = resources.read_bytes("forms/case_01_receipt.toml")
    for day in range(1, 6):
        mark = f"# {day}\n".encode()
        on = date(2027, 1, day)
        packages.publish_checked(province.house, CRITERIA + mark, "criteria", on)
        packages.publish_checked(province.house, receipt + mark, "forms", on)
    offered = province.desk(1).hello().packages

    assert [one.valid_from for one in offered if one.kind == "forms"] == [
        "2027-01-03", "2027-01-04", "2027-01-05",
    ]  # fmt: skip
    assert len([one for one in offered if one.kind == "criteria"]) == 5
