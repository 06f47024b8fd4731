"""The waterfall leads from the maximum down to what is declared, and hides nothing."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.charts.lost import LostPoints, LostRow, axis_start, lost_points, rows_in
from desk_app.core.charts.shapes import Box
from tests.core.chart_values import design_charts, measure, paths, textures, words


def lost() -> LostPoints:
    chart = design_charts().lost
    assert chart is not None
    return chart


def steps(chart: LostPoints, rows: int) -> list[Box]:
    drawing = lost_points(chart, 620, measure, rows)
    return [
        shape
        for shape in drawing.shapes
        if isinstance(shape, Box) and shape.texture in ("lost", "several")
    ]


def test_the_largest_loss_stands_first_and_the_others_are_counted() -> None:
    shown = words(lost_points(lost(), 620, measure, 12))
    assert shown[shown.index("2.3") - 1] == "–2,00"
    assert "12 tiêu chí khác" in shown
    assert "–4,75" in shown
    assert shown.index("82,75") > shown.index("–4,75")


def test_steps_hang_on_each_other_from_the_maximum_to_what_is_left() -> None:
    chart = lost()
    boxes = steps(chart, 12)
    drawing = lost_points(chart, 620, measure, 12)
    left = next(s for s in drawing.shapes if isinstance(s, Box) and s.fill == "text2")
    for above, below in pairwise(boxes):
        assert below.x + below.width == pytest.approx(above.x)
    assert left.x + left.width == pytest.approx(boxes[-1].x)
    scale = boxes[0].width / 2  # the first step is two points
    assert boxes[0].x + boxes[0].width - left.x == pytest.approx(20 * scale)
    assert left.width == pytest.approx(2.75 * scale)


def test_the_axis_begins_at_the_threshold_and_says_so() -> None:
    chart = lost()
    drawing = lost_points(chart, 620, measure, 12)
    assert axis_start(chart) == 80
    assert "trục bắt đầu từ 80" in words(drawing)
    wall = [path for path in paths(drawing) if path.width == 2]
    left = next(s for s in drawing.shapes if isinstance(s, Box) and s.fill == "text2")
    assert [path.points[0][0] for path in wall] == [pytest.approx(left.x)]


def test_below_the_threshold_the_axis_begins_lower_and_the_threshold_is_a_line_in_it() -> None:
    chart = lost()
    low = msgspec.structs.replace(
        chart, left=msgspec.structs.replace(chart.left, points=Decimal("52.5"))
    )
    drawing = lost_points(low, 620, measure, 12)
    assert axis_start(low) == 50
    assert {"trục bắt đầu từ 50", "mốc 80"} <= set(words(drawing))
    low = msgspec.structs.replace(
        chart, left=msgspec.structs.replace(chart.left, points=Decimal("3.5"))
    )
    assert not [w for w in words(lost_points(low, 620, measure, 12)) if w.startswith("trục")]


def test_every_step_opens_its_criterion_and_says_what_it_lost() -> None:
    spots = lost_points(lost(), 620, measure, 12).spots
    assert spots[0].key == "2.3"
    assert spots[0].sentence.startswith("2.3 ")
    assert spots[0].sentence.endswith("mất 2,00 trên 6 điểm")
    assert [spot.key for spot in spots][-2:] == ["others", ""]


def test_a_rest_of_one_is_shown_by_its_name() -> None:
    chart = lost()
    number = len(chart.rows)
    assert len(steps(chart, number - 1)) == number
    assert not [w for w in words(lost_points(chart, 620, measure, number - 1)) if "khác" in w]


def test_the_others_are_hatched_and_single_losses_are_solid() -> None:
    assert set(textures(lost_points(lost(), 620, measure, 3))) == {"lost", "several"}


def test_bonus_points_lead_back_up() -> None:
    chart = lost()
    gain = LostRow(
        key="", number="", title="Điểm thưởng", points=Decimal(-2), words="+2,00",
        sentence="Điểm thưởng: +2,00", texture="proven",
    )  # fmt: skip
    drawing = lost_points(msgspec.structs.replace(chart, gains=(gain,)), 620, measure, 6)
    box = textures(drawing)["proven"]
    several = textures(drawing)["several"]
    assert box.x == pytest.approx(several.x)
    assert "+2,00" in words(drawing)


@given(height=st.floats(0, 2000), width=st.floats(240, 1400))
def test_the_chart_stays_in_the_room_it_was_given(height: float, width: float) -> None:
    rows = rows_in(height, 26)
    drawing = lost_points(lost(), width, measure, rows)
    if height >= 150:
        assert drawing.height <= height
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            assert shape.x >= -0.01
            assert shape.x + shape.width <= width + 0.01
