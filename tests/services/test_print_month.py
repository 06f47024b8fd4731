"""The month page of a real log: the same bytes for the same log, and copies counted by month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from desk_app import parts
from desk_app.core.period import Month
from desk_app.printing.flow import PRACTICE
from desk_app.services.changes import Changes
from desk_app.services.print_month import print_month
from desk_app.services.print_self_assessment import Printed, print_self_assessment
from desk_app.services.record_print import Copy, next_copy, record_print
from tests.printing.readback import text
from tests.support.desks import OpenDesk, opened_desk

OCTOBER = Month(2026, 10)
TODAY = date(2026, 10, 15)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    """An open practice desk on 15 October 2026."""
    with opened_desk(tmp_path / "home") as opened:
        yield opened


def _printed(desk: OpenDesk, month: Month = OCTOBER, copy: Copy | None = None) -> Printed:
    unit = parts.find_unit(desk.store.desk.unit, TODAY)
    with desk.store.reader() as reader:
        return print_month(reader, parts.criteria(), unit, month, TODAY, copy=copy)


def _next(desk: OpenDesk, month: Month) -> Copy:
    with desk.store.reader() as reader:
        return next_copy(reader, str(month), desk.clock.wall, "month")


def _record(desk: OpenDesk, copy: Copy, check: str) -> Changes | None:
    return desk.change(
        lambda tx: record_print(tx, str(OCTOBER), copy, check, desk.officer, "month")
    )


def test_equal_logs_print_equal_bytes_and_a_visit_makes_another_code(desk: OpenDesk) -> None:
    desk.log(procedures=("2.000815",))
    first, again = _printed(desk), _printed(desk)
    assert (first.pdf, first.check) == (again.pdf, again.check)
    assert first.check in text(first.pdf)
    desk.log(procedures=("2.000815",))
    assert _printed(desk).check != first.check


def test_a_desk_without_a_visit_prints_a_page_that_claims_nothing(desk: OpenDesk) -> None:
    page = text(_printed(desk).pdf)
    assert "0,00 điểm chứng minh được" in page
    assert "chưa đủ 10 phiếu" in page
    assert "0 lượt tiếp" in page
    assert "không có lượt ghi muộn" not in page


def test_a_month_that_is_over_says_nothing_about_being_open(desk: OpenDesk) -> None:
    assert "chưa kết thúc" in text(_printed(desk).pdf)
    september = text(_printed(desk, Month(2026, 9)).pdf)
    assert "chưa kết thúc" not in september
    assert "THÁNG 9 NĂM 2026" in september


def test_copies_of_each_month_are_counted_by_themselves(desk: OpenDesk) -> None:
    for number in (1, 2):
        copy = _next(desk, OCTOBER)
        assert copy.copy == number
        printed = _printed(desk, copy=copy)
        assert f"Bản in lần {number}," in text(printed.pdf)
        assert _record(desk, copy, printed.check) is not None
    assert _next(desk, Month(2026, 9)).copy == 1
    with desk.store.reader() as reader:
        assert next_copy(reader, "2026", desk.clock.wall).copy == 1


def test_a_copy_that_was_taken_meanwhile_is_refused(desk: OpenDesk) -> None:
    copy = _next(desk, OCTOBER)
    check = _printed(desk, copy=copy).check

    assert _record(desk, copy, check) is not None
    assert _record(desk, copy, check) is None


@pytest.mark.parametrize("practice", [True, False])
def test_every_page_of_a_practice_desk_says_so_and_no_page_of_a_real_one(
    tmp_path: Path, practice: bool
) -> None:
    with opened_desk(tmp_path / "other", practice=practice) as desk:
        month = text(_printed(desk).pdf)
        unit = parts.find_unit(desk.store.desk.unit, TODAY)
        with desk.store.reader() as reader:
            form = print_self_assessment(reader, parts.criteria(), unit, 2026, TODAY)
    assert (PRACTICE in month) is practice
    assert text(form.pdf).count(PRACTICE) == (len(PdfReader(BytesIO(form.pdf)).pages) * practice)
