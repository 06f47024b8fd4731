"""The line of thirteen months breaks where the year does, and where nothing was recorded."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from desk_app.core.charts.months import MonthLine, month_line
from desk_app.core.charts.shapes import Dot, Word
from tests.core.chart_values import design_charts, measure, paths, words

LINE = design_charts().months


def with_gap(place: int) -> MonthLine:
    months = list(LINE.months)
    months[place] = msgspec.structs.replace(months[place], proven=None, sentence="chưa có dữ liệu")
    return msgspec.structs.replace(LINE, months=tuple(months))


def solid(chart: MonthLine) -> list[int]:
    """How many months each solid line joins; the sample in the legend is none of them."""
    drawing = month_line(chart, 500, measure)
    found = [p for p in paths(drawing) if p.token == "chart_blue" and p.points[0][1] > 30]
    return [len(path.points) for path in found]


def test_the_line_breaks_at_the_first_of_january() -> None:
    assert [month.name for month in LINE.months][:3] == ["11", "12", "1"]
    assert solid(LINE) == [2, 11]


def test_a_month_without_data_is_a_gap_and_no_nought() -> None:
    assert solid(with_gap(6)) == [2, 4, 6]
    drawing = month_line(with_gap(6), 500, measure)
    dots = [s for s in drawing.shapes if isinstance(s, Dot)]
    assert len(dots) == 12 + 1  # and the sample
    assert len(drawing.spots) == 13
    assert drawing.spots[6].sentence == "chưa có dữ liệu"


def test_with_claims_is_dashed_and_left_out_where_it_is_the_same() -> None:
    dashed = list(paths(month_line(LINE, 500, measure), dashed=True))
    assert sorted(len(path.points) for path in dashed if path.token == "chart_blue") == [2, 2, 11]
    same = tuple(msgspec.structs.replace(m, declared=m.proven) for m in LINE.months)
    drawing = month_line(msgspec.structs.replace(LINE, months=same), 500, measure)
    assert not [p for p in paths(drawing, dashed=True) if p.token == "chart_blue"]
    assert "cộng tự nhận" not in words(drawing)


def test_the_open_month_is_hollow_and_only_it() -> None:
    drawing = month_line(LINE, 500, measure)
    hollow = [s for s in drawing.shapes if isinstance(s, Dot) and s.hollow]
    assert len(hollow) == 1
    assert hollow[0].x == max(s.x for s in drawing.shapes if isinstance(s, Dot))


def test_the_last_figures_stand_at_their_lines_and_apart() -> None:
    drawing = month_line(LINE, 500, measure)
    assert {"71,25", "79,75", "mốc 80"} <= set(words(drawing))
    heights = {s.text: s.y for s in drawing.shapes if isinstance(s, Word)}
    assert heights["71,25"] - heights["79,75"] >= 14


def test_what_reaches_the_threshold_is_seen_above_it() -> None:
    above = tuple(msgspec.structs.replace(m, proven=Decimal(80)) for m in LINE.months)
    drawing = month_line(msgspec.structs.replace(LINE, months=above), 500, measure)
    threshold = next(p for p in paths(drawing) if p.width == 1.5)
    assert threshold.points[0][1] > 30


def test_no_month_has_data_and_nothing_breaks() -> None:
    nothing = tuple(msgspec.structs.replace(m, proven=None) for m in LINE.months)
    drawing = month_line(msgspec.structs.replace(LINE, months=nothing), 500, measure)
    assert len([s for s in drawing.shapes if isinstance(s, Dot)]) == 1  # the sample
    assert "71,25" not in words(drawing)
    # The whole scale: the threshold is no floor that nothing stands on.
    assert {"0", "mốc 80", "100"} <= set(words(drawing))


def test_years_are_said_below_the_first_month_and_each_january() -> None:
    shown = words(month_line(LINE, 500, measure))
    assert [w for w in shown if w in ("2025", "2026")] == ["2025", "2026"]


def test_each_month_can_be_gone_to() -> None:
    spots = month_line(LINE, 500, measure).spots
    assert [spot.key for spot in spots][0::12] == ["2025-11", "2026-11"]
    assert spots[-1].sentence == (
        "Tháng 11/2026, đang mở: chứng minh được 71,25, cộng tự nhận 79,75"
    )
