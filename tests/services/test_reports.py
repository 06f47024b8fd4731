"""Day sheet, survey report, statistics and progress: small worlds counted by hand, read back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from desk_app import parts
from desk_app.core.case_ops import CaseHandedOver, CasePaid, CaseReady
from desk_app.core.errors import UserProblem
from desk_app.core.report import REPORTS, Report, ReportKind
from desk_app.services.case_statistics import CaseStatistics
from desk_app.services.day_sheet import DayFigures
from desk_app.services.make_report import Figures, Wish, make_report, report_figures, report_words
from desk_app.services.print_report import print_report, report_sheet
from desk_app.services.record_print import Copy
from desk_app.services.survey_report import SurveyFigures, assigned_staff, remember_staff
from desk_app.sheets.write_tables import SheetTable, write_tables
from desk_app.store.day_figures import FeeSum
from tests.printing import readback
from tests.support.case_log import BIRTH, COPY, LAND, CaseLog
from tests.support.desks import OpenDesk, opened_desk

THURSDAY, FRIDAY = date(2026, 10, 15), date(2026, 10, 16)
VI, EN = parts.texts("vi").say, parts.texts("en").say


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    """A practice desk with a small world, at 16:45 on Thursday 15 October 2026."""
    with opened_desk(tmp_path / "home") as opened:
        _fill(opened)
        opened.clock.go_on(minutes=525)
        yield opened


def _fill(desk: OpenDesk) -> None:
    def job(tx: object) -> None:
        log = CaseLog(lambda: tx.log)  # type: ignore[attr-defined]
        # Before the day: one finished early, one late, one still open and late, one waiting.
        early = log.receive("2026-10-05 09:00", "2026-10-08 17:00", fee=8000, payment="cash")
        log.step(early, "ready", "2026-10-07 10:00", CaseReady())
        late = log.receive("2026-10-05 09:10", "2026-10-08 17:00", procedure=LAND)
        log.step(late, "ready", "2026-10-13 10:00", CaseReady())
        log.receive("2026-10-05 09:20", "2026-10-14 17:00", procedure=LAND)
        waiting = log.receive("2026-10-06 09:00", "2026-10-09 17:00", channel="online")
        log.ask(waiting, "2026-10-07 09:00")
        # The day itself.
        for minute in (0, 10):
            log.receive(
                f"2026-10-15 08:{minute:02d}", None, procedure=COPY, at_once=True, fee=4000,
                payment="cash",
            )  # fmt: skip
        log.receive("2026-10-15 09:00", "2026-10-16 17:00", channel="online", fee=8000,
                    payment="online")  # fmt: skip
        log.receive("2026-10-15 09:30", None, procedure="1.001776", channel="post")
        free = log.receive("2026-10-12 08:00", "2026-10-15 17:00", fee=8000)
        log.step(free, "paid", "2026-10-15 10:00", CasePaid(amount=5000, payment="transfer"))
        log.step(free, "ready", "2026-10-15 14:00", CaseReady())
        log.step(free, "handed_over", "2026-10-15 15:00", CaseHandedOver())
        refused = log.receive("2026-10-12 08:10", "2026-10-14 17:00")
        log.step(refused, "refused", "2026-10-15 11:00")

    desk.change(job)
    for _ in range(3):
        desk.rate(desk.log(), answer=2)
    desk.rate(desk.log(), silence="declined")
    desk.log()
    desk.log(purpose="question")


def _figures(desk: OpenDesk, kind: ReportKind, first: date, last: date = THURSDAY) -> Figures:
    with desk.store.reader() as reader:
        wish = Wish(kind=kind, first=first, last=last)
        return report_figures(reader, parts.catalogue(), wish, desk.clock.wall)


def _report(desk: OpenDesk, kind: ReportKind, first: date = THURSDAY) -> Report:
    with desk.store.reader() as reader:
        wish = Wish(kind=kind, first=first, last=THURSDAY)
        return make_report(reader, parts.catalogue(), wish, desk.clock.wall, VI)


def _cells(report: Report, table: int) -> dict[str, object]:
    """The last cell of each row by its first."""
    return {str(row.cells[0]): row.cells[-1] for row in report.tables[table].rows}


# ---- the day sheet ------------------------------------------------------------------------------


def test_a_day_is_counted_as_by_hand(desk: OpenDesk) -> None:
    found = _figures(desk, "day", THURSDAY)

    assert isinstance(found, DayFigures)
    assert (found.visits.total, found.visits.with_service, found.visits.questions_only) == (6, 5, 1)
    assert (found.visits.offered, found.visits.answered, found.visits.declined) == (4, 3, 1)
    received = found.received
    assert (received.total, received.at_once, received.online, received.post) == (4, 2, 1, 1)
    assert (found.finished_on_time, found.finished_late, found.finished_no_due) == (1, 1, 0)
    assert (found.handed_over, found.refused, found.stopped, found.withdrawn) == (1, 1, 0, 0)
    assert (found.open_in_time, found.open_late, found.held, found.open_no_due) == (1, 1, 1, 1)
    assert found.ready == 2
    assert found.fees == (
        FeeSum("cash", 2, 8000), FeeSum("online", 1, 8000), FeeSum("transfer", 1, 5000),
    )  # fmt: skip
    assert found.taken == 21_000
    assert found.next_day == FRIDAY
    assert [case.procedure for case in found.due] == [BIRTH]


def test_a_day_that_is_past_is_told_as_it_stood_at_its_end(desk: OpenDesk) -> None:
    found = _figures(desk, "day", date(2026, 10, 7), date(2026, 10, 7))

    assert isinstance(found, DayFigures)
    assert (found.finished_on_time, found.finished_late) == (1, 0)
    assert found.open_in_time == 2  # both of the land office: nothing of it was late yet
    assert found.ready == 1
    assert found.next_day == date(2026, 10, 8)


def test_the_next_working_day_lies_behind_the_weekend(desk: OpenDesk) -> None:
    desk.clock.go_on(days=1)
    found = _figures(desk, "day", FRIDAY, FRIDAY)

    assert isinstance(found, DayFigures)
    assert found.next_day == date(2026, 10, 19)


def test_a_day_sheet_tells_no_answer_of_anybody_and_no_name(desk: OpenDesk) -> None:
    report = _report(desk, "day")
    text = repr(report)

    for level in ("Không hài lòng", "Rất hài lòng", "dissatisfied"):
        assert level not in text
    assert "Nguyễn" not in text
    assert "đã trả lời" in text


def test_the_words_of_a_day_name_every_unit(desk: OpenDesk) -> None:
    report = _report(desk, "day")

    headings = [column.heading for table in report.tables for column in table.columns]
    assert {"Số (lượt)", "Số (hồ sơ)", "Số tiền (đồng)"} <= set(headings)
    assert _cells(report, 0)["Tổng số lượt tiếp"] == 6
    assert _cells(report, 1)["Tiếp nhận"] == 4
    assert _cells(report, 2)["Cộng"] == 21_000
    assert _cells(report, 3)["Lượt làm thủ tục không được mời"] == 1


def test_the_sum_of_fees_is_that_of_the_rows_above_it(desk: OpenDesk) -> None:
    desk.change(
        lambda tx: CaseLog(lambda: tx.log).receive(
            "2026-10-15 10:00", None, procedure=COPY, at_once=True, payment="free"
        )
    )
    rows = [row.cells for row in _report(desk, "day").tables[2].rows]
    names = [str(cells[0]) for cells in rows]
    total = names.index("Cộng")
    for column in (1, 2):
        assert rows[total][column] == sum(int(str(cells[column])) for cells in rows[:total])
    assert names[total + 1 :] == ["Ngoài ra: miễn phí, lệ phí"]


# ---- the survey report ---------------------------------------------------------------------------


def test_the_survey_report_counts_the_day_and_the_year(desk: OpenDesk) -> None:
    desk.clock.go_on(days=1)
    desk.rate(desk.log(), answer=5)

    found = _figures(desk, "survey", FRIDAY, FRIDAY)

    assert isinstance(found, SurveyFigures)
    assert (found.visits, found.answered) == (1, 1)
    assert (found.year_visits, found.year_answered) == (6, 4)
    both = _figures(desk, "survey", THURSDAY, FRIDAY)
    assert isinstance(both, SurveyFigures)
    assert [(day.day, day.visits, day.answered) for day in both.days] == [
        (THURSDAY, 5, 3), (FRIDAY, 1, 1),
    ]  # fmt: skip


def test_who_is_assigned_is_typed_once(desk: OpenDesk) -> None:
    desk.change(lambda tx: remember_staff(tx, {"PKS04": "  Trần  Bình, Bí thư Đoàn "}))
    desk.change(lambda tx: remember_staff(tx, {"PKS05": "Lê Hương"}))

    with desk.store.reader() as reader:
        staff = assigned_staff(reader)
    assert (staff["PKS04"], staff["PKS05"]) == ("Trần Bình, Bí thư Đoàn", "Lê Hương")
    rows = _report(desk, "survey").tables[0].rows
    assert [row.cells[1] for row in rows] == ["", "Trần Bình, Bí thư Đoàn", "Lê Hương"]


def test_what_citizens_answered_elsewhere_is_never_made_up(desk: OpenDesk) -> None:
    rows = _report(desk, "survey").tables[0].rows
    assert [row.cells[3] for row in rows] == [3, "", ""]

    with desk.store.reader() as reader:
        wish = Wish(kind="survey", first=THURSDAY, last=THURSDAY, taken_part={"PKS04": 7})
        report = make_report(reader, parts.catalogue(), wish, desk.clock.wall, VI)
    assert [row.cells[3] for row in report.tables[0].rows] == [3, 7, ""]


# ---- statistics and progress ---------------------------------------------------------------------


def _statistics(desk: OpenDesk) -> CaseStatistics:
    found = _figures(desk, "statistics", date(2026, 10, 1))
    assert isinstance(found, CaseStatistics)
    return found


def test_statistics_by_field_and_procedure_are_counted_as_by_hand(desk: OpenDesk) -> None:
    found = _statistics(desk)
    by_code = {one.code: one for field in found.fields for one in field.procedures}

    birth = by_code[BIRTH].counts
    # early, waiting, online, free, refused
    assert (birth.total, birth.on_time, birth.late, birth.open_in_time) == (5, 2, 1, 2)
    assert by_code[BIRTH].early == 1
    land = by_code[LAND].counts
    assert (land.total, land.late, land.open_late) == (2, 2, 1)
    assert by_code[COPY].counts.on_time == 2
    assert by_code["1.001776"].counts.no_due == 1
    # 05/10–07/10: 2 of 3 promised; 12/10–15/10: 3 of 3; 12/10–15/10: 3 of 2
    assert (by_code[BIRTH].days_taken, by_code[BIRTH].days_allowed) == (Decimal(3), Decimal(3))
    assert (by_code[LAND].days_taken, by_code[LAND].days_allowed) == (Decimal(6), Decimal(3))
    assert by_code[COPY].days_taken is None


def test_every_sum_of_the_statistics_agrees(desk: OpenDesk) -> None:
    found = _statistics(desk)

    def parts_of(counts: object) -> int:
        names = ("on_time", "late", "open_in_time", "no_due")
        return sum(getattr(counts, name) for name in names)

    assert found.whole.counts.total == 10
    assert sum(field.whole.counts.total for field in found.fields) == 10
    for one in (found.whole, *(field.whole for field in found.fields)):
        assert parts_of(one.counts) == one.counts.total
    for field in found.fields:
        assert sum(one.counts.total for one in field.procedures) == field.whole.counts.total


def test_a_share_has_its_fraction_and_under_ten_no_percentage(desk: OpenDesk) -> None:
    report = report_words(_statistics(desk), "statistics", parts.catalogue(), VI)
    rows = {str(row.cells[0]): row.cells for row in report.tables[0].rows}

    assert rows["Cộng"][8:10] == ("6/10 = 60,0%", "31,3–83,2%")
    birth = next(cells for name, cells in rows.items() if name.startswith(BIRTH))
    assert birth[8:10] == ("4/5", "chưa đủ 10 hồ sơ")


def test_the_progress_indicator_shows_numerator_and_denominator(desk: OpenDesk) -> None:
    report = report_words(_statistics(desk), "progress", parts.catalogue(), VI)
    cells = _cells(report, 0)

    assert cells["Tử số: cộng hai dòng trên"] == 6
    assert cells["Mẫu số: tổng số hồ sơ tiếp nhận trong kỳ"] == 10
    assert "Điểm tiến độ = 20 × 6/10 = 12,00 điểm." in report.tables[0].after
    assert any("không lập lại" in note for note in report.notes)


def test_a_period_without_a_case_makes_no_points(desk: OpenDesk) -> None:
    found = _figures(desk, "progress", date(2026, 9, 1), date(2026, 9, 30))
    report = report_words(found, "progress", parts.catalogue(), VI)
    assert report.tables[0].after == ("Không có hồ sơ nào trong kỳ nên không tính điểm.",)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (THURSDAY, FRIDAY, "report.future"),
        (THURSDAY, date(2026, 10, 1), "report.period_order"),
        (date(2000, 1, 1), THURSDAY, "report.too_long"),
    ],
)
def test_days_that_cannot_be_reported_on_get_a_sentence(
    desk: OpenDesk, first: date, last: date, code: str
) -> None:
    with pytest.raises(UserProblem) as refused:
        _figures(desk, "statistics", first, last)
    (problem,) = refused.value.problems
    assert problem.code == code
    for say in (VI, EN):
        assert "{" not in say(code, **problem.values)


# ---- paper and spreadsheet -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", REPORTS)
def test_every_number_of_a_report_stands_on_its_paper(desk: OpenDesk, kind: ReportKind) -> None:
    report = _report(desk, kind, date(2026, 10, 1))
    unit = parts.find_unit("07210", THURSDAY)
    printed = print_report(report, unit, desk.clock.wall, VI, practice=True)
    text = readback.text(printed.pdf)

    assert report.title.upper() in text
    assert "BẢN THỰC HÀNH" in text
    assert f"Mã kiểm tra: {printed.check}" in text
    for table in report.tables:
        for row in table.rows:
            words = str(row.cells[0]).split()[-1]
            assert words in text
    again = print_report(report, unit, desk.clock.wall, VI, practice=True)
    assert again.pdf == printed.pdf


def test_a_copy_says_its_number_and_keeps_the_code(desk: OpenDesk) -> None:
    report, unit = _report(desk, "day"), parts.find_unit("07210", THURSDAY)
    plain = print_report(report, unit, desk.clock.wall, VI)
    copy = Copy("K7QX-A-000012", 2, desk.clock.wall)
    second = print_report(report, unit, desk.clock.wall, VI, copy=copy)

    assert second.check == plain.check
    assert "Bản in lần 2, 16:45 15/10/2026" in readback.text(second.pdf)


@pytest.mark.parametrize("kind", REPORTS)
def test_a_spreadsheet_comes_back_cell_by_cell(desk: OpenDesk, kind: ReportKind) -> None:
    report = _report(desk, kind, date(2026, 10, 1))
    data = report_sheet(report)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))

    assert len(book.sheet_names) == len(report.tables)
    for name, table in zip(book.sheet_names, report.tables, strict=True):
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert rows[0][0] == report.title
        headings = [column.heading for column in table.columns]
        head = next(place for place, row in enumerate(rows) if row[: len(headings)] == headings)
        for given, row in zip(rows[head + 1 :], table.rows, strict=False):
            assert tuple(given[: len(row.cells)]) == row.cells
    assert report_sheet(report) == data


def test_nothing_typed_becomes_a_formula() -> None:
    out = io.BytesIO()
    table = SheetTable(
        name="a/b:c", lead=("=1+1",), headings=("=A1", "Số"), widths=(20, 8),
        rows=(("=HYPERLINK(\"x\")", 5), ("@sum", 7)), after=("+1",),
    )  # fmt: skip
    write_tables(out, [table, table])
    book = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue()))

    assert book.sheet_names == ["1. a b c", "2. a b c"]
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert rows[0][0] == "=1+1"
    assert rows[2] == ["=A1", "Số"]
    assert rows[3] == ['=HYPERLINK("x")', 5]
    assert b"<f>" not in out.getvalue()


def test_a_long_name_of_a_sheet_is_cut_between_two_words() -> None:
    table = SheetTable(
        name="V. Việc ngày làm việc kế tiếp, 23/11/2026", lead=(), headings=("a",), widths=(10,),
        rows=((1,),),
    )  # fmt: skip
    out = io.BytesIO()
    write_tables(out, [table])
    book = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue()))
    assert book.sheet_names == ["1. V. Việc ngày làm việc kế"]
