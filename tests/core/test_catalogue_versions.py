"""Promises about versions of procedures: at most one a day, old ones kept, files written back."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from desk_app.core.catalogue_file import load_catalogue, write_catalogue
from desk_app.core.catalogue_grid import Grid
from desk_app.core.catalogue_list import EntryChange, ListEntry, ProcedureList, read_list
from desk_app.core.catalogue_preview import preview
from desk_app.core.catalogue_versions import ends_before_it_begins
from desk_app.core.errors import UserProblem
from desk_app.core.procedure import (
    Catalogue,
    Fee,
    Procedure,
    RequiredPaper,
    TimeLimit,
)
from tests.support.bounded import bounded

SHIPPED = load_catalogue(resources.read_text("procedures/catalogue.csv"))
BIRTH = "1.001193"
TODAY = date(2026, 11, 22)


def procedure(code: str = "1.000001", **fields: Any) -> Procedure:
    known: dict[str, Any] = {
        "short": "",
        "short_name": "Việc",
        "name": "Việc dài",
        "field": "Hộ tịch",
        "confidence": "confirmed",
        "source": "nguồn",
    }
    return Procedure(code=code, **(known | fields))


def only(*procedures: Procedure) -> str:
    return write_catalogue(procedures)


def a_version(**fields: Any) -> Procedure:
    return procedure(limits=(TimeLimit(3, "working_days"),), **fields)


def test_a_version_is_what_an_officer_promises_under() -> None:
    known = a_version()
    assert len(known.version) == 13
    same = procedure(limits=known.limits, short="AB", note="x", confidence="partly", source="y")
    assert same.version == known.version
    assert a_version(valid_to=date(2026, 1, 1)).version == known.version
    for other in (
        procedure(limits=(TimeLimit(2, "working_days"),)),
        a_version(name="Khác"),
        a_version(fees=(Fee(amount=0),)),
        a_version(papers=(RequiredPaper(name="Tờ khai"),)),
        a_version(decision="1/QĐ"),
        a_version(valid_from=date(2026, 1, 1)),
    ):
        assert other.version != known.version


def test_the_version_in_force_is_the_one_of_the_day() -> None:
    old = a_version(valid_to=date(2026, 6, 30))
    new = a_version(name="Việc mới", valid_from=date(2026, 7, 1), valid_to=date(2026, 12, 31))
    later = a_version(name="Việc sau", valid_from=date(2027, 1, 1))
    catalogue = Catalogue([later, old, new])
    assert catalogue.find("1.000001", date(2026, 6, 30)) is old
    assert catalogue.find("1.000001.01", date(2026, 7, 1)) is new
    assert catalogue.find("1.000001") is later
    assert catalogue.on(TODAY).find("1.000001") is new
    assert catalogue.versions("1.000001") == (later, new, old)
    assert catalogue.version(old.version) is old
    assert list(catalogue.on(TODAY)) == [new]
    assert list(catalogue.on(date(2026, 1, 1))) == [old]
    assert catalogue.field("1.000001") == "Hộ tịch"
    assert catalogue.field("9.999999") == ""


def test_what_ended_is_no_more_offered_but_keeps_its_name() -> None:
    ended = a_version(short="AB", valid_to=date(2026, 6, 30), replaced_by="1.000002")
    successor = procedure("1.000002", name="Việc thay")
    catalogue = Catalogue([ended, successor]).on(TODAY)
    assert catalogue.find("1.000001") is ended
    assert catalogue.find("1.000001", TODAY) is None
    assert list(catalogue) == [successor]
    assert catalogue.search("AB") == []
    assert catalogue.search("1.000001") == [successor]


def test_a_kept_version_is_found_by_its_digits_only() -> None:
    kept = a_version(name="Bản cũ")
    catalogue = Catalogue([a_version()], kept=[kept])
    assert catalogue.version(kept.version) is kept
    assert len(catalogue) == 1
    assert catalogue.on(TODAY).version(kept.version) is kept


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ({}, {}, "catalogue.double"),
        ({"valid_to": date(2026, 6, 30)}, {"valid_from": date(2026, 6, 30)}, "catalogue.overlap"),
        ({}, {"valid_from": date(2026, 6, 30)}, "catalogue.overlap"),
    ],
)
def test_two_versions_of_one_day_are_refused_with_both_rows(
    first: dict[str, object], second: dict[str, object], code: str
) -> None:
    text = only(a_version(**first), procedure("1.000009"), a_version(**second))
    with pytest.raises(UserProblem) as raised:
        load_catalogue(text)
    (problem,) = raised.value.problems
    assert problem.code == code
    assert (problem.values["first"], problem.values["second"]) == ("2", "4")


def test_versions_one_after_the_other_are_fine() -> None:
    text = only(
        a_version(valid_from=date(2026, 7, 1)),
        a_version(name="Cũ", valid_to=date(2026, 6, 30)),
    )
    assert len(load_catalogue(text).versions("1.000001")) == 2


def test_the_shipped_catalogue_says_what_the_desk_needs() -> None:
    copy = SHIPPED.find("2.000815")
    assert copy is not None
    assert copy.at_once
    assert copy.register == "certified_copy"
    assert copy.fees[0].text
    assert {p.code for p in SHIPPED if not p.at_desk} <= {
        p.code for p in SHIPPED if not p.opens_case
    }
    for one in SHIPPED:
        # Papers nobody compared with a publication say so.
        assert not one.papers or one.papers_confidence in ("partly", "uncertain")
        assert not one.papers or "thành phần hồ sơ: hiểu biết chung" in one.confidence_note
    assert all(p.register for p in SHIPPED if p.field == "Chứng thực" and p.short not in ("GDL",))


days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
limits = st.lists(
    st.builds(
        TimeLimit,
        st.integers(1, 60),
        st.sampled_from(["working_days", "calendar_days", "hours"]),
        st.sampled_from(["", "vùng khó khăn", "cần xác minh (hai nơi)"]),
        st.sampled_from(["", "desk", "online", "post"]),
    ),
    max_size=3,
).map(tuple)
papers = st.lists(
    st.builds(
        RequiredPaper,
        name=st.sampled_from(["Tờ khai", "Giấy chứng sinh [bản gốc]", "Ảnh 4 x 6"]),
        originals=st.integers(0, 9),
        copies=st.integers(0, 9),
        form=st.sampled_from(["", "Mẫu 01", "TP/HT; 2020"]),
    ),
    max_size=3,
).map(tuple)


@given(limits, papers, st.none() | days, st.booleans())
def test_a_file_we_wrote_is_read_back_to_the_same(
    some: tuple[TimeLimit, ...],
    enclosed: tuple[RequiredPaper, ...],
    first: date | None,
    free: bool,
) -> None:
    fees = (Fee(amount=0, text="Miễn cho mọi người."),) if free else ()
    one = procedure(
        limits=some,
        papers=enclosed,
        papers_confidence="partly" if enclosed else "",
        valid_from=first,
        fees=fees,
        unclear=("limits",) if not some else (),
    )
    assert load_catalogue(write_catalogue([one])).everything() == (one,)


def entry(
    days_from_start: int | None, working_days: int, *, ended: bool, lasts: int | None = None
) -> ListEntry:
    said: dict[str, object] = {"name": "Việc dài", "field": "Hộ tịch"}
    said["limits"] = (TimeLimit(working_days, "working_days"),)
    start = None if days_from_start is None else date(2026, 1, 1) + timedelta(days_from_start)
    if start is not None:
        said["valid_from"] = start
    change: EntryChange = "ended" if ended else ""
    ends = start if ended else None
    if lasts is not None and not ended:
        ends = (start or date(2026, 1, 1)) + timedelta(lasts)
    return ListEntry(row=2, code="1.000001", said=said, change=change, ends=ends)


@bounded(200)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 400),  # the day of the import
            st.none() | st.integers(0, 500),  # since when the list says it counts
            st.integers(1, 4),
            st.booleans(),
            st.none() | st.integers(1, 500),  # how many days it counts, where the list says so
        ),
        max_size=7,
    )
)
def test_whatever_is_imported_at_most_one_version_counts_on_any_day(
    imports: list[tuple[int, int | None, int, bool, int | None]],
) -> None:
    catalogue = Catalogue([procedure()])
    seen: dict[str, Procedure] = {}
    for when, start, working_days, ended, lasts in sorted(imports, key=lambda one: one[0]):
        today = date(2026, 1, 1) + timedelta(when)
        read = ProcedureList((entry(start, working_days, ended=ended, lasts=lasts),))
        plan = preview(catalogue, read, today, source="tỉnh")
        assert not plan.problems
        written = {p.version: p for p in (*catalogue.everything(), *plan.written)}
        seen |= written
        catalogue = Catalogue(written.values())
        # Nothing a case was received under is ever lost, and twice the same changes nothing.
        assert set(seen) <= {p.version for p in catalogue.everything()}
        again = preview(catalogue, read, today, source="tỉnh")
        assert again.changes == ()
    for number in range(0, 600, 7):
        day = date(2026, 1, 1) + timedelta(number)
        in_force = [p for p in catalogue.versions("1.000001") if p.in_force(day)]
        assert len(in_force) <= 1
        assert catalogue.find("1.000001", day) == (in_force[0] if in_force else None)


@given(st.lists(st.sampled_from(SHIPPED.everything()), min_size=1, unique_by=lambda p: p.code))
@bounded(30)
def test_importing_our_own_file_changes_nothing(some: list[Procedure]) -> None:
    table = list(csv.reader(write_catalogue(some).splitlines()))
    grid = Grid(rows=tuple((n, [*cells]) for n, cells in enumerate(table, start=1)), heading=1)
    read = read_list(grid)
    assert read.problems == ()
    plan = preview(SHIPPED, read, TODAY, source="x")
    assert plan.changes == ()
    assert len(plan.unchanged) == len(some)


def test_versions_that_never_count_are_left_out_of_what_is_compared() -> None:
    never = a_version(valid_from=date(2026, 7, 1), valid_to=date(2026, 6, 30))
    assert ends_before_it_begins(never)
    assert not never.in_force(date(2026, 7, 1))
