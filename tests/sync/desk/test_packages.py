"""The province publishes, the desk follows: on the right day, once, and nothing that is not meant.

A real desk and a real province without a line between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

import resources
from desk_app import parts
from desk_app.core.clock import Instant, Millis
from desk_app.core.errors import UserProblem
from desk_app.core.period import Month
from desk_app.core.score_json import sheet_as_json
from desk_app.services import packages
from desk_app.services.calendars import import_calendar, read_calendar
from desk_app.services.catalogue import catalogue, keep_versions, package_subject
from desk_app.services.criteria_versions import (
    CriteriaVersions,
    criteria_of_month,
    criteria_versions,
)
from desk_app.services.deadlines import calendar
from desk_app.services.month_score import month_score
from desk_app.services.package_news import news_of
from desk_app.services.packages import Package, bring_into_force
from desk_app.services.record_print import next_copy, record_print
from desk_app.services.sync_memory import Memory, read_memory, write_memory
from desk_app.services.sync_port import StorePort
from desk_app.store import op_rows
from desk_app.store.catalogue_days import catalogue_days
from sync.protocol.keys import ProvinceKeys
from sync.protocol.packages import manifest_for, sign_manifest
from tests.support.desks import OpenDesk, opened_desk
from tests.support.publishing import (
    CALENDAR,
    CRITERIA,
    PUBLISHED,
    belongs_to,
    changed_calendar,
    changed_criteria,
)
from tests.support.sync_keys import province_keys

OCTOBER_20 = "2026-10-20"
CATALOGUE = resources.read_text("procedures/catalogue.csv")
UNITS = resources.read_text("units/units.csv")
RECEIPT = resources.read_text("forms/case_01_receipt.toml")


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Callable[[int], OpenDesk]]:
    with ExitStack() as stack:

        def made(number: int) -> OpenDesk:
            desk = stack.enter_context(opened_desk(tmp_path / f"desk {number}", seed=number))
            pair(desk, province_keys())
            return desk

        yield made


@pytest.fixture
def desk(desks: Callable[[int], OpenDesk]) -> OpenDesk:
    return desks(1)


def pair(desk: OpenDesk, keys: ProvinceKeys) -> None:
    """Let the desk belong to the province with these keys."""
    desk.change(lambda tx: belongs_to(tx.connection, keys, desk.clock.wall))


def give(
    desk: OpenDesk,
    kind: str,
    content: str | bytes,
    day: str = OCTOBER_20,
    name: str = "",
    *,
    published: Millis = PUBLISHED,
    keys: ProvinceKeys | None = None,
) -> str:
    """A package comes from the province as the sync keeps it; its digest."""
    data = content.encode() if isinstance(content, str) else content
    manifest = manifest_for(data, kind, name or NAMES.get(kind, kind), day, published)
    proof = sign_manifest(manifest, (keys or province_keys()).sign)
    StorePort(desk.store).keep_package(manifest, proof, data)
    return manifest.sha256


NAMES = {"criteria": "bacgiang_2023", "forms": "case_01_receipt"}


def listed(desk: OpenDesk) -> dict[str, Package]:
    with desk.store.reader() as reader:
        return {one.sha256: one for one in packages.packages(reader, desk.clock())}


def state(desk: OpenDesk, digest: str) -> str:
    return listed(desk)[digest].state


def why(desk: OpenDesk, digest: str) -> set[str]:
    return {problem.code for problem in listed(desk)[digest].problems}


def versions(desk: OpenDesk) -> CriteriaVersions:
    with desk.store.reader() as reader:
        return criteria_versions(reader, parts.criteria())


def days_off(desk: OpenDesk) -> set[date]:
    with desk.store.reader() as reader:
        return {rule.day for rule in calendar(reader).days}


def imports(desk: OpenDesk, digest: str) -> list[str]:
    """The ops that say a package was brought into force."""
    with desk.store.reader() as reader:
        found = op_rows.of_subject(reader.connection, package_subject(digest))
        return [op.header.kind for op in found]


# ---- on the right day ----------------------------------------------------------------------------


def test_a_package_of_a_coming_day_waits_for_it(desk: OpenDesk) -> None:
    digest = give(desk, "criteria", changed_criteria())
    assert bring_into_force(desk.store).packages is False
    assert state(desk, digest) == "waiting"
    assert versions(desk).on(date(2026, 10, 31)).title == parts.criteria().title

    desk.clock.go_on(days=5)
    assert bring_into_force(desk.store).packages is True

    assert state(desk, digest) == "in_force"
    assert versions(desk).on(date(2026, 10, 31)).title == "Bộ tiêu chí mới"
    assert versions(desk).on(date(2026, 10, 31)).digest == digest
    assert versions(desk).on(date(2026, 9, 30)).title == parts.criteria().title


def test_days_that_went_by_while_the_desk_was_away_count_in_their_order(desk: OpenDesk) -> None:
    first = give(desk, "calendar", changed_calendar("2026-11-26"), "2026-10-16")
    second = give(desk, "calendar", changed_calendar("2026-11-27"), "2026-10-18")
    third = give(desk, "calendar", changed_calendar("2026-11-30"), "2027-01-01")
    desk.clock.go_on(days=30)
    bring_into_force(desk.store)

    assert [state(desk, one) for one in (first, second, third)] == ["past", "in_force", "waiting"]
    assert date(2026, 11, 27) in days_off(desk)
    assert date(2026, 11, 26) not in days_off(desk)


def test_an_older_calendar_that_comes_later_does_not_take_the_newer_ones_place(
    desk: OpenDesk,
) -> None:
    desk.clock.go_on(days=30)
    newer = give(desk, "calendar", changed_calendar("2026-11-27"), "2026-10-18")
    bring_into_force(desk.store)
    older = give(desk, "calendar", changed_calendar("2026-11-26"), "2026-10-16")
    bring_into_force(desk.store)

    assert state(desk, older) == "passed_over"
    assert state(desk, newer) == "in_force"
    assert imports(desk, older) == []
    assert date(2026, 11, 26) not in days_off(desk)


def test_of_two_for_the_same_day_the_one_published_later_holds(desk: OpenDesk) -> None:
    later = give(
        desk, "criteria", changed_criteria("sau"), "2026-10-10", published=Millis(PUBLISHED + 1)
    )
    give(desk, "criteria", changed_criteria("trước"), "2026-10-10")
    bring_into_force(desk.store)

    assert versions(desk).on(date(2026, 10, 31)).digest == later


@pytest.mark.parametrize("years", [-20, -7, 7, 20])
def test_a_clock_that_is_years_wrong_begins_nothing_early_and_nothing_late(
    desk: OpenDesk, years: int
) -> None:
    """The province said how late it is; the desk's own year is not asked."""
    off = years * 365 * 86_400_000
    right = desk.clock.wall
    desk.clock.wall = Millis(right + off)
    _measured(desk, ahead=-off)
    due = give(desk, "criteria", changed_criteria("đến hạn"), "2026-10-14")
    coming = give(desk, "criteria", changed_criteria("chưa đến"), "2026-10-17")
    bring_into_force(desk.store)
    assert (state(desk, due), state(desk, coming)) == ("in_force", "waiting")

    desk.clock.go_on(days=3)
    bring_into_force(desk.store)
    assert state(desk, coming) == "in_force"


@pytest.mark.parametrize("years", [-7, 7])
def test_a_clock_set_right_again_without_a_line_begins_nothing_years_early(
    desk: OpenDesk, years: int
) -> None:
    right = desk.clock.wall
    off = years * 365 * 86_400_000
    desk.clock.wall = Millis(right + off)
    _measured(desk, ahead=-off)
    desk.clock.wall, desk.clock.boot = right, "another"
    coming = give(desk, "criteria", changed_criteria(), "2026-10-17")
    bring_into_force(desk.store)
    assert state(desk, coming) == "waiting"

    desk.clock.go_on(days=3)
    bring_into_force(desk.store)
    assert state(desk, coming) == "in_force"


def _measured(desk: OpenDesk, ahead: int) -> None:
    memory = Memory(ahead=ahead, measured=desk.clock())
    desk.change(lambda tx: write_memory(tx.connection, memory))


def test_a_measured_clock_is_remembered_with_the_greeting(desk: OpenDesk) -> None:
    _measured(desk, 5)
    with desk.store.reader() as reader:
        kept = read_memory(reader.connection).measured
    assert kept == Instant(desk.clock.wall, 60_000, "b00t")


# ---- once ----------------------------------------------------------------------------------------


def test_the_same_package_twice_is_one_package(desk: OpenDesk) -> None:
    digest = give(desk, "calendar", changed_calendar(), "2026-10-10")
    bring_into_force(desk.store)
    assert give(desk, "calendar", changed_calendar(), "2026-10-10") == digest
    assert bring_into_force(desk.store).packages is False

    assert list(listed(desk)) == [digest]
    assert imports(desk, digest) == ["calendar.imported"]
    assert desk.verify().problems == ()


def new_procedure() -> str:
    """A list of the province with one procedure nobody has."""
    return (
        "Mã TTHC;Tên thủ tục hành chính;Lĩnh vực;Ngày có hiệu lực\n"
        "9.990001;Cấp bản đồ quy hoạch;Đất đai;20/10/2026\n"
    )


def test_two_desks_that_bring_it_into_force_apart_count_it_once(
    desks: Callable[[int], OpenDesk],
) -> None:
    one, other = desks(1), desks(2)
    for desk in (one, other):
        digest = give(desk, "catalogue", new_procedure(), "2026-10-10")
        bring_into_force(desk.store)
        with desk.store.reader() as reader:
            found = catalogue(reader, parts.catalogue()).find("9.990001")
        assert found is not None
        assert found.valid_from == date(2026, 10, 20)
    for desk, source in ((one, other), (other, one)):
        _receive(desk, source)

    assert imports(one, digest) == imports(other, digest) == ["catalogue.imported"] * 2
    assert one.digests()["catalogue_day"] == other.digests()["catalogue_day"]
    with one.store.reader() as reader:
        (counted,) = catalogue_days(reader.connection, 0, 100_000)
    assert counted.changes == 1
    for desk in (one, other):
        assert desk.rebuild().identical


def _receive(desk: OpenDesk, source: OpenDesk) -> None:
    with source.store.reader() as reader:
        ops = op_rows.of_chain(reader.connection, source.store.desk.desk, 0)
    desk.change(lambda tx: [tx.log.receive(op) for op in ops])


def test_a_desk_that_heard_of_it_from_the_other_writes_no_second_op(
    desks: Callable[[int], OpenDesk],
) -> None:
    one, other = desks(1), desks(2)
    digest = give(one, "calendar", changed_calendar(), "2026-10-10")
    bring_into_force(one.store)
    _receive(other, one)
    give(other, "calendar", changed_calendar(), "2026-10-10")
    bring_into_force(other.store)

    assert imports(other, digest) == ["calendar.imported"]
    assert date(2026, 11, 27) in days_off(other)


def test_only_the_last_three_of_a_kind_are_kept_but_every_criteria_set_that_counted(
    desk: OpenDesk,
) -> None:
    forms = [give(desk, "forms", RECEIPT + f"# {day}\n", f"2026-10-0{day}") for day in range(1, 6)]
    sets = []
    for day in range(1, 6):
        sets.append(give(desk, "criteria", changed_criteria(f"bộ {day}"), f"2026-10-0{day}"))
        bring_into_force(desk.store)
    kept = set(listed(desk))

    assert kept & set(forms) == set(forms[2:])
    assert kept & set(sets) == set(sets)
    assert versions(desk).on(date(2026, 10, 2)).title == "bộ 2"


# ---- what is not meant ---------------------------------------------------------------------------


def test_a_package_of_another_province_is_kept_aside(desk: OpenDesk) -> None:
    other = province_keys(2)
    digest = give(desk, "criteria", changed_criteria(), "2026-10-10", keys=other)
    bring_into_force(desk.store)

    assert state(desk, digest) == "aside"
    assert why(desk, digest) == {"package.not_signed"}
    assert versions(desk).published == ()


def test_a_desk_that_moved_to_another_province_forgets_the_first_ones_packages(
    desk: OpenDesk,
) -> None:
    digest = give(desk, "criteria", changed_criteria(), "2026-10-10")
    bring_into_force(desk.store)
    assert versions(desk).published != ()
    pair(desk, province_keys(2))

    assert versions(desk).published == ()
    assert why(desk, digest) == {"package.not_signed"}


@pytest.mark.parametrize(
    "column", ["content = x'00'", "valid_from = '2020-01-01'", "kind = 'calendar'", "name = 'x'"]
)
def test_a_package_that_was_changed_in_the_database_does_not_count(
    desk: OpenDesk, column: str
) -> None:
    digest = give(desk, "criteria", changed_criteria(), "2026-10-10")
    with desk.connection() as connection:
        connection.execute(f"UPDATE package SET {column}")
    bring_into_force(desk.store)

    assert why(desk, digest) == {"package.not_signed"}
    assert versions(desk).published == ()


HOSTILE = [
    ("criteria", b"\xff\xfe"),
    ("criteria", b"schema = 1"),
    ("criteria", b"[" * 5_000),
    ("criteria", b"x = " + b"9" * 10_000),
    ("criteria", b"a" * 2_000_000),
    ("calendar", b"schema = 1\0"),
    ("calendar", b"schema = [["),
    ("catalogue", b"\0"),
    ("catalogue", b"code,name\n" * 30_000),
    ("catalogue", b'"' + b"x" * 200_000),
    ("units", b"level,code\nprovince,99\n"),
    ("units", b'level,code\n"' + b"x" * 200_000),
    ("units", b"\n"),
    ("forms", b'id = "../../etc"'),
    ("forms", b'id = "case_01_receipt"'),
    ("forms", b"id = [1]"),
    ("songs", b"la la"),
]


@pytest.mark.parametrize(("kind", "content"), HOSTILE)
def test_hostile_content_is_kept_aside_with_a_sentence_and_harms_nobody(
    desk: OpenDesk, kind: str, content: bytes
) -> None:
    digest = give(desk, kind, content, "2026-10-10")
    bring_into_force(desk.store)
    desk.log()

    found = listed(desk)[digest]
    assert found.state == "aside"
    assert found.problems
    for language in parts.LANGUAGES:
        codes = parts.texts(language).codes()
        assert {problem.code for problem in found.problems} <= codes


@pytest.mark.parametrize("day", ["2026-13-01", "", "tomorrow", "2026-10-10T00:00:00"])
def test_a_day_nobody_can_read_sets_a_package_aside(desk: OpenDesk, day: str) -> None:
    digest = give(desk, "criteria", changed_criteria(), day)
    bring_into_force(desk.store)
    assert why(desk, digest) == {"package.day_unreadable"}


def test_what_only_a_newer_program_understands_waits_for_it(
    desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kept with its reason; the update brings it into force without a second download."""
    newer = changed_criteria().replace("schema = 1", "schema = 2", 1)
    digest = give(desk, "criteria", newer, "2026-10-10")
    bring_into_force(desk.store)
    assert why(desk, digest) == {"criteria.schema"}

    packages._understood.cache_clear()
    monkeypatch.setattr("desk_app.core.criteria_file.SCHEMA", 2)
    assert bring_into_force(desk.store).packages is True
    assert state(desk, digest) == "in_force"
    packages._understood.cache_clear()


def test_a_list_of_units_without_this_commune_is_not_used(desk: OpenDesk) -> None:
    without = "\n".join(line for line in UNITS.splitlines() if ",07210," not in line) + "\n"
    digest = give(desk, "units", without, "2026-10-10")
    bring_into_force(desk.store)
    assert why(desk, digest) == {"package.units_without_us"}


def test_a_package_under_another_name_than_its_content_is_not_used(desk: OpenDesk) -> None:
    digest = give(desk, "criteria", changed_criteria(), "2026-10-10", "dongnai_2025")
    bring_into_force(desk.store)
    assert why(desk, digest) == {"package.other_name"}


# ---- what it changes -----------------------------------------------------------------------------


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


# ---- what was used stays -------------------------------------------------------------------------


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
