"""Promises about importing a list of procedures: previewed, whole or not at all, twice nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk_app.core.catalogue_file import write_catalogue
from desk_app.core.catalogue_preview import CataloguePreview
from desk_app.core.errors import UserProblem
from desk_app.core.procedure import Catalogue, Procedure, TimeLimit
from desk_app.services.catalogue import (
    changes_of_week,
    keep_versions,
)
from tests.support.catalogue_lists import (
    BIRTH,
    DATED,
    MARRIED,
    SHIPPED,
    csv_list,
    known,
    plan,
    sentences,
    take,
    today,
    workbook,
)
from tests.support.desks import OpenDesk, opened_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path / "desk") as opened:
        yield opened


def ops(desk: OpenDesk) -> int:
    with desk.connection() as connection:
        return int(connection.execute("SELECT count(*) FROM op").fetchone()[0])


def test_a_provincial_list_says_what_is_new_changed_and_abolished(
    desk: OpenDesk, tmp_path: Path
) -> None:
    file = csv_list(
        tmp_path,
        ("1", BIRTH, "Đăng ký khai sinh", "Hộ tịch", "Trong ngày", "", "", ""),
        ("2", f"{MARRIED}.000.00.00.H05", "Cấp Giấy xác nhận tình trạng hôn nhân", "Hộ tịch",
         "02 ngày làm việc", "", "01/12/2026", "Sửa đổi"),
        ("3", "1.999001", "Việc mới", "Hộ tịch", "5 ngày", "Không", "1-12-2026", "Mới"),
        ("4", "1.011606", "Hộ nghèo", "Giảm nghèo", "", "", "2027-01-01", "Bãi bỏ"),
    )  # fmt: skip
    preview = plan(desk, file)
    assert sentences(preview) == []
    assert [(c.kind, c.code, str(c.day)) for c in preview.changes] == [
        ("new", "1.999001", "2026-12-01"),
        ("changed", MARRIED, "2026-12-01"),
        ("abolished", "1.011606", "2027-01-01"),
    ]
    assert preview.unchanged == (BIRTH,)
    changed = preview.changes[1]
    assert ("time_limits", "3 working_days", "2 working_days") in [
        (d.field, d.old, d.new) for d in changed.differences
    ]
    assert known(desk).everything() == SHIPPED.everything()  # a preview writes nothing


def test_what_was_taken_in_holds_by_its_days_and_keeps_the_old_version(
    desk: OpenDesk, tmp_path: Path
) -> None:
    before = SHIPPED.find(MARRIED)
    assert before is not None
    file = csv_list(
        tmp_path,
        ("1", MARRIED, "Tình trạng", "Hộ tịch", "02 ngày làm việc", "", "01/12/2026", ""),
        ("2", "1.011606", "Hộ nghèo", "", "", "", "01/01/2027", "Bãi bỏ"),
    )
    take(desk, plan(desk, file))
    now = known(desk)
    old, new = now.find(MARRIED, date(2026, 11, 30)), now.find(MARRIED, date(2026, 12, 1))
    assert old is not None
    assert new is not None
    assert old.version == before.version
    assert old.limits == (TimeLimit(3, "working_days"),)
    assert new.limits == (TimeLimit(2, "working_days"),)
    assert new.short == before.short  # what the list does not say stays
    assert now.version(before.version) is not None
    assert now.find("1.011606", date(2026, 12, 31)) is not None
    assert now.find("1.011606", date(2027, 1, 1)) is None
    assert [p.code for p in now.on(date(2027, 1, 1))].count("1.011606") == 0


def test_the_same_file_twice_changes_nothing(desk: OpenDesk, tmp_path: Path) -> None:
    file = csv_list(
        tmp_path,
        ("1", MARRIED, "Tình trạng", "Hộ tịch", "02 ngày làm việc", "Không thông tin", "", ""),
        ("2", "1.999001", "Việc mới", "Hộ tịch", "theo đợt", "Không", "", ""),
        ("3", "1.011606", "Hộ nghèo", "", "", "", "", "Bãi bỏ"),
    )
    first = plan(desk, file)
    assert len(first.changes) == 3
    take(desk, first)
    for days in (0, 1, 40):
        desk.clock.go_on(days=days)
        again = plan(desk, file)
        assert again.changes == ()
        assert set(again.unchanged) == {MARRIED, "1.999001", "1.011606"}
    logged = ops(desk)
    take(desk, plan(desk, file))
    assert ops(desk) == logged


def test_our_own_export_changes_nothing_after_an_import(desk: OpenDesk, tmp_path: Path) -> None:
    take(desk, plan(desk, csv_list(
        tmp_path,
        ("1", MARRIED, "Tình trạng", "Hộ tịch", "02 ngày làm việc", "", "01/12/2026", ""),
    )))  # fmt: skip
    own = tmp_path / "own.csv"
    own.write_text(write_catalogue(known(desk).everything()), encoding="utf-8-sig")
    preview = plan(desk, own)
    assert (preview.problems, preview.changes) == ((), ())
    assert len(preview.unchanged) == 90


def test_a_code_taken_over_by_another_leads_to_it(desk: OpenDesk, tmp_path: Path) -> None:
    headings = ("Mã TTHC", "Tên thủ tục", "Thay thế TTHC", "Hiệu lực từ ngày")
    file = csv_list(
        tmp_path,
        ("1.116214", "Công nhận hộ nghèo", "1.011606; 1.011607", "01/01/2027"),
        headings=headings,
    )
    preview = plan(desk, file)
    assert [(c.kind, c.code, c.by) for c in preview.changes] == [
        ("new", "1.116214", ""),
        ("replaced", "1.011606", "1.116214"),
        ("replaced", "1.011607", "1.116214"),
    ]
    take(desk, preview)
    later = known(desk).on(date(2027, 1, 1))
    assert [p.code for p in later.search("1.011606")] == ["1.116214"]


def test_what_the_list_lacks_ends_only_when_asked_for(desk: OpenDesk, tmp_path: Path) -> None:
    file = csv_list(tmp_path, ("1", BIRTH, "Đăng ký khai sinh", "Hộ tịch", "", "", "", ""))
    assert plan(desk, file).changes == ()
    ended = plan(desk, file, missing=True).of("abolished")
    assert {c.code for c in ended} == {p.code for p in SHIPPED if p.at_desk} - {BIRTH}


def test_a_last_day_to_come_ends_what_the_row_says_and_not_before(
    desk: OpenDesk, tmp_path: Path
) -> None:
    new = ("9.000004", "Việc có hạn", "Hộ tịch", "3 ngày", "01/01/2026", "31/12/2026", "")
    file = csv_list(tmp_path, new, headings=DATED)
    preview = plan(desk, file)
    assert [change.kind for change in preview.changes] == ["new", "abolished"]
    take(desk, preview)

    assert plan(desk, file).changes == ()
    listed = known(desk)
    assert listed.find("9.000004", date(2026, 12, 30)) is not None
    assert listed.find("9.000004", date(2026, 12, 31)) is None


def test_a_catalogue_that_changed_since_the_preview_is_not_written_over(
    desk: OpenDesk, tmp_path: Path
) -> None:
    def one(time: str) -> CataloguePreview:
        return plan(
            desk, csv_list(tmp_path, ("1", MARRIED, "Tình trạng", "Hộ tịch", time, "", "", ""))
        )

    first, second = one("2 ngày"), one("1 ngày")
    take(desk, second)
    with pytest.raises(UserProblem) as raised:
        take(desk, first)
    assert raised.value.problems[0].code == "catalogue_import.meanwhile"


def test_officers_read_what_changed_this_week_and_no_longer(desk: OpenDesk, tmp_path: Path) -> None:
    file = csv_list(
        tmp_path, ("1", MARRIED, "Tình trạng", "Hộ tịch", "2 ngày", "", "15/12/2026", "")
    )
    take(desk, plan(desk, file))

    def told(day: date) -> list[str]:
        with desk.store.reader() as reader:
            return [one.change.code for one in changes_of_week(reader, day)]

    assert told(today(desk)) == [MARRIED]
    assert told(date(2026, 11, 20)) == []
    assert told(date(2026, 12, 10)) == [MARRIED]  # about to hold
    assert told(date(2027, 1, 20)) == []


def test_a_version_of_a_case_outlives_a_later_release(desk: OpenDesk) -> None:
    old = Procedure(
        code="1.999009", short="", short_name="Cũ", name="Cũ", field="x",
        confidence="confirmed", source="bản trước",
    )  # fmt: skip
    desk.store.writer.run(lambda tx: keep_versions(tx, Catalogue([old]), [old.version]))
    desk.store.writer.run(lambda tx: keep_versions(tx, Catalogue([old]), [old.version]))
    now = known(desk)
    assert now.version(old.version) == old
    assert now.find("1.999009") is None
    assert len(now) == len(SHIPPED)


def test_the_log_keeps_digest_and_counts_of_an_import(desk: OpenDesk, tmp_path: Path) -> None:
    take(desk, plan(desk, workbook(tmp_path / "tinh.xlsx")))
    assert desk.verify().ok
