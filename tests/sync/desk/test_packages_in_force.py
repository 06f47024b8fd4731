"""What a package in force changes, and what was made before it keeps."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desk_app import parts
from desk_app.core.errors import UserProblem
from desk_app.core.period import Month
from desk_app.core.score_json import sheet_as_json
from desk_app.services import packages
from desk_app.services.calendars import import_calendar, read_calendar
from desk_app.services.catalogue import catalogue, keep_versions
from desk_app.services.criteria_versions import (
    criteria_of_month,
    criteria_versions,
)
from desk_app.services.month_score import month_score
from desk_app.services.package_news import news_of
from desk_app.services.packages import bring_into_force
from desk_app.services.record_print import next_copy, record_print
from tests.support.desks import OpenDesk
from tests.support.publishing import (
    CALENDAR,
    CRITERIA,
    changed_calendar,
    changed_criteria,
)
from tests.sync.desk.package_hands import (
    RECEIPT,
    UNITS,
    days_off,
    give,
    listed,
    new_procedure,
    versions,
)


def test_the_communes_new_name_stands_from_its_day(desk: OpenDesk) -> None:
    renamed = UNITS.replace("Phường Bắc Giang", "Phường Bắc Giang Mới")
    give(desk, "units", renamed, "2026-10-10")
    bring_into_force(desk.store)
    with desk.store.reader() as reader:
        held = packages.units_on(reader.connection, date(2026, 10, 15))
        before = packages.units_on(reader.connection, date(2026, 10, 9))
    assert before is None
    assert held is not None
    found = held.find("07210", date(2026, 10, 15))
    assert found is not None
    assert found.name == "Phường Bắc Giang Mới"


def test_a_form_of_the_province_goes_before_the_desks_own(desk: OpenDesk, tmp_path: Path) -> None:
    from desk_app.services.paper_forms import PaperForms

    folder = tmp_path / "forms"
    folder.mkdir()
    (folder / "case_01_receipt.toml").write_text(RECEIPT + "# ours\n", encoding="utf-8")
    text = RECEIPT.replace('provenance = "', 'provenance = "tỉnh: ', 1)
    give(desk, "forms", text, "2026-10-10")
    bring_into_force(desk.store)
    with desk.store.reader() as reader:
        forms = PaperForms(folder, packages.forms_in_force(reader.connection))
    assert forms.form("case_01_receipt").provenance.startswith("tỉnh: ")


def test_a_desk_cannot_put_its_own_calendar_over_the_provinces(
    desk: OpenDesk, tmp_path: Path
) -> None:
    give(desk, "calendar", changed_calendar(), "2026-10-10")
    bring_into_force(desk.store)
    file = tmp_path / "ours.toml"
    file.write_text(CALENDAR, encoding="utf-8")
    with pytest.raises(UserProblem) as raised:
        desk.change(lambda tx: import_calendar(tx, read_calendar(file), desk.officer))
    assert raised.value.problems[0].code == "package.calendar_of_province"
    assert date(2026, 11, 27) in days_off(desk)


@pytest.mark.parametrize(
    ("kind", "content", "codes"),
    [
        ("criteria", CRITERIA.replace("Xin lỗi", "Xin thứ lỗi"), set[str]()),
        ("calendar", changed_calendar(), {"package.news.day_off"}),
        ("catalogue", new_procedure(), {"package.news.procedure.new"}),
        ("units", UNITS.replace("Phường Bắc Giang", "Phường BG"), {"package.news.our_name"}),
        ("forms", RECEIPT + "# of the province\n", {"package.news.form"}),
    ],
)
def test_what_changes_is_told_in_sentences_before_and_after(
    desk: OpenDesk, kind: str, content: str, codes: set[str]
) -> None:
    digest = give(desk, kind, content)
    before = _news(desk, digest)
    desk.clock.go_on(days=5)
    bring_into_force(desk.store)
    after = _news(desk, digest)

    assert codes <= before
    assert after
    for language in parts.LANGUAGES:
        assert before | after <= parts.texts(language).codes()


def _news(desk: OpenDesk, digest: str) -> set[str]:
    package = listed(desk)[digest]
    with desk.store.reader() as reader:
        found = news_of(reader, package)
    return {problem.code for problem in found}


def test_changed_points_are_told_with_what_they_were(desk: OpenDesk) -> None:
    moved = _moved_points()
    digest = give(desk, "criteria", moved)
    package = listed(desk)[digest]
    assert package.problems == ()
    with desk.store.reader() as reader:
        found = news_of(reader, package)
    assert {problem.code for problem in found} == {"package.news.title"}
    assert found[0].values["id"] == "1.1"


def _moved_points() -> str:
    first = next(parts.criteria().criteria())
    return CRITERIA.replace(f'title = "{first.title}"', 'title = "Tên khác"', 1)


def test_the_three_months_around_a_change_are_counted_each_by_its_own_set(desk: OpenDesk) -> None:
    give(desk, "criteria", changed_criteria("tháng 10"), "2026-10-10")
    bring_into_force(desk.store)
    held = versions(desk)
    titles = [held.on(Month(2026, month).last_day).title for month in (9, 10, 11)]
    assert titles == [parts.criteria().title, "tháng 10", "tháng 10"]


def print_month(desk: OpenDesk, month: str, version: tuple[str, str]) -> None:
    """The month's page leaves the printer, counted by this version."""
    with desk.store.reader() as reader:
        copy = next_copy(reader, month, desk.clock.wall, "month")
    desk.change(
        lambda tx: record_print(tx, month, copy, "ABCD-0123", desk.officer, "month", version)
    )


def counted_by(desk: OpenDesk, month: Month) -> str:
    with desk.store.reader() as reader:
        return criteria_of_month(reader, criteria_versions(reader, parts.criteria()), month).title


def test_a_month_printed_after_its_end_keeps_its_version_whatever_is_published_later(
    desk: OpenDesk,
) -> None:
    give(desk, "criteria", changed_criteria("lúc in"), "2026-10-10")
    bring_into_force(desk.store)
    desk.clock.go_on(days=20)
    printed = versions(desk).on(date(2026, 10, 31)).version
    print_month(desk, "2026-10", printed)
    give(desk, "criteria", changed_criteria("muộn"), "2026-10-25")
    bring_into_force(desk.store)

    assert counted_by(desk, Month(2026, 10)) == "lúc in"
    assert counted_by(desk, Month(2026, 11)) == "muộn"


def test_a_page_printed_before_the_months_end_binds_nobody(desk: OpenDesk) -> None:
    print_month(desk, "2026-10", parts.criteria().version)
    give(desk, "criteria", changed_criteria("mới"), "2026-10-12")
    bring_into_force(desk.store)
    assert counted_by(desk, Month(2026, 10)) == "mới"


def test_a_score_names_the_version_it_was_counted_by(desk: OpenDesk) -> None:
    digest = give(desk, "criteria", changed_criteria(), "2026-10-10")
    bring_into_force(desk.store)
    criteria = versions(desk).on(date(2026, 10, 31))
    with desk.store.reader() as reader:
        made = month_score(reader, criteria, Month(2026, 10))
    document = sheet_as_json(made.sheet, period="2026-10", cut="")
    assert (document["set"], document["set_digest"]) == ("bacgiang_2023", digest)


def test_an_open_case_keeps_the_version_of_its_procedure(desk: OpenDesk) -> None:
    with desk.store.reader() as reader:
        old = catalogue(reader, parts.catalogue()).find("2.000815")
    assert old is not None
    desk.change(lambda tx: keep_versions(tx, parts.catalogue(), [old.version]))
    changed = "Mã TTHC;Tên thủ tục;Thời hạn giải quyết\n2.000815;Chứng thực;9 ngày làm việc\n"
    give(desk, "catalogue", changed, "2026-10-10")
    bring_into_force(desk.store)
    with desk.store.reader() as reader:
        known = catalogue(reader, parts.catalogue())
    assert known.version(old.version) is not None
    today = known.find("2.000815", date(2026, 10, 15))
    assert today is not None
    assert today.version != old.version
