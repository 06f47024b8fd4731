"""The charts of a month say its figures: those of the design's pictures, and small ones."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from desk_app.core.metrics import RatingCounts
from desk_app.core.period import Month
from desk_app.core.score import Points
from desk_app.printing.month_description import shipped_month_description
from desk_app.services.month_charts import MonthCharts, month_charts
from desk_app.services.month_score import MonthFigures
from tests.support.design_month import design_figures
from tests.support.scores import criteria

WORDS = shipped_month_description().charts


def charts(figures: MonthFigures | None = None, *, is_open: bool = True) -> MonthCharts:
    return month_charts(figures or design_figures(), criteria(), WORDS, is_open=is_open)


def with_parts(**points: str) -> MonthFigures:
    figures = design_figures()
    total = Points(**{name: Decimal(value) for name, value in points.items()})
    sheet = msgspec.structs.replace(figures.score.sheet, total=total)
    return msgspec.structs.replace(
        figures, score=msgspec.structs.replace(figures.score, sheet=sheet)
    )


def test_the_four_parts_of_the_design_are_the_maximum() -> None:
    bullet = charts().bullet
    assert [part.words for part in bullet.parts] == ["71,25", "8,50", "3,00", "17,25"]
    assert sum(part.points for part in bullet.parts) == bullet.most == 100


def test_the_headline_says_proven_claimed_and_what_is_missing() -> None:
    assert charts().headline == (
        "71,25 điểm chứng minh được. Cộng phần tự nhận là 79,75, còn thiếu 0,25 tới mốc 80."
    )
    enough = with_parts(proven="80", claimed="1", unproven="0", lost="19", max="100")
    assert charts(enough).headline.endswith("Cộng phần tự nhận là 81,00, đủ mốc 80.")


def test_where_criteria_do_not_count_the_threshold_shrinks_with_the_maximum() -> None:
    fewer = with_parts(proven="70", claimed="5", unproven="0", lost="20", max="95")
    made = charts(fewer)
    assert made.bullet.threshold == 76
    assert made.bullet.threshold_words == "mốc 76"
    assert made.headline.endswith("còn thiếu 1,00 tới mốc 76.")
    assert made.bullet.stars[0] == (1, Decimal(76))


def test_losses_stand_by_size_and_make_the_difference() -> None:
    lost = charts().lost
    assert lost is not None
    sizes = [row.points for row in lost.rows]
    assert sizes == sorted(sizes, reverse=True)
    assert lost.most - sum(sizes) == lost.left.points == Decimal("82.75")
    assert lost.rests[12].title == "12 tiêu chí khác"
    assert lost.rests[12].words == "–4,75"
    assert charts().lost_title == "Mất 17,25 điểm ở đâu"


def test_the_month_alone_stands_beside_the_year() -> None:
    assert charts().month_alone == (
        "Riêng tháng 11: 71 lượt; 1 tiêu chí tính từ dữ liệu được 1,25 trên 1,50 điểm, "
        "từ đầu năm được 1,50."
    )


def test_satisfaction_never_stands_without_its_response_rate_and_interval() -> None:
    made = charts()
    assert made.answers_title == "Hài lòng tại quầy: 236/251 = 94,0%"
    assert made.answers_lines == (
        "Trả lời 251/418 lượt = 60,0%. Khoảng tin cậy 95% (Wilson): 90,4% đến 96,3%.",
        "Riêng tháng 11: 36/38 = 94,7%, trả lời 38/60 lượt = 63,3%.",
    )
    assert made.answers is not None
    assert made.answers.silent.number == 167
    assert made.answers.worst_words == "xấu nhất, nếu im lặng là không: 56,5%"


def test_under_ten_answers_nothing_is_said_but_that_they_are_too_few() -> None:
    figures = design_figures()
    few = msgspec.structs.replace(
        figures,
        score=msgspec.structs.replace(
            figures.score, ratings=RatingCounts(satisfied=9), satisfaction=None
        ),
    )
    made = charts(few)
    assert made.answers_title == "Hài lòng tại quầy: chưa đủ 10 phiếu"
    assert (made.answers, made.answers_lines, made.answers_until) == (None, (), None)


def test_a_month_that_is_too_small_alone_is_not_told_beside_the_year() -> None:
    figures = design_figures()
    own = msgspec.structs.replace(figures.own, satisfaction=None)
    line = charts(msgspec.structs.replace(figures, own=own)).answers_lines[1]
    assert "chưa đủ 10 phiếu" in line
    assert "%" not in line


def test_a_month_without_rows_is_a_gap_and_the_open_one_is_hollow() -> None:
    figures = design_figures()
    line = tuple(
        msgspec.structs.replace(point, recorded=point.month != Month(2026, 4))
        for point in figures.line
    )
    months = charts(msgspec.structs.replace(figures, line=line)).months.months
    assert [m.key for m in months if m.proven is None] == ["2026-04"]
    assert months[5].sentence == "Tháng 4/2026: chưa có dữ liệu"
    assert [m.open for m in months] == [False] * 12 + [True]
    assert not any(m.open for m in charts(is_open=False).months.months)


def test_nothing_lost_and_nothing_to_lose_have_their_own_words() -> None:
    whole = with_parts(proven="100", claimed="0", unproven="0", lost="0", max="100")
    assert charts(whole).lost_title == "Không mất điểm nào"
    nothing = with_parts(proven="0", claimed="0", unproven="0", lost="0", max="0")
    assert charts(nothing).lost is None
