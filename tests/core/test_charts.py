"""The bullet bar says in rectangles exactly what the figures say in words."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.charts.bullet import BulletBar, BulletPart, bullet_bar
from desk_app.core.charts.fitting import cut, ticks
from desk_app.core.charts.shapes import Star, Texture, Word
from tests.core.chart_values import measure, paths, spans, textures, words


def part(texture: Texture, points: str) -> BulletPart:
    text = points.replace(".", ",")
    return BulletPart(
        texture=texture, points=Decimal(points), name=texture, words=text,
        sentence=f"{texture}: {text}",
    )  # fmt: skip


# The figures of the design: 71,25 + 8,50 + 3,00 + 17,25 = 100.
BAR = BulletBar(
    parts=(
        part("proven", "71.25"),
        part("claimed", "8.50"),
        part("unproven", "3.00"),
        part("lost", "17.25"),
    ),
    most=Decimal(100),
    threshold=Decimal(80),
    threshold_words="mốc 80",
    stars=tuple((n, Decimal(76 + 4 * n)) for n in range(1, 6)),
    stars_notice="mốc sao: mô hình",
    sentence="71,25 điểm chứng minh được.",
)


def test_each_certainty_is_as_long_as_its_points_and_they_stand_in_order() -> None:
    found = textures(bullet_bar(BAR, 800, measure))
    assert found["proven"].width == pytest.approx(570)
    assert found["claimed"].width == pytest.approx(68)
    assert found["unproven"].width == pytest.approx(24)
    assert found["claimed"].x == pytest.approx(570)
    assert found["unproven"].x == pytest.approx(638)


def test_the_threshold_stands_at_its_points_with_its_word() -> None:
    drawing = bullet_bar(BAR, 800, measure)
    thick = [path for path in paths(drawing) if path.width == 3]
    assert [path.points[0][0] for path in thick] == [pytest.approx(640)]
    assert "mốc 80" in words(drawing)


def test_a_set_without_a_fail_level_has_no_threshold() -> None:
    drawing = bullet_bar(msgspec.structs.replace(BAR, threshold=None), 800, measure)
    assert not [path for path in paths(drawing) if path.width == 3]
    assert "mốc 80" not in words(drawing)


def test_every_star_of_the_ladder_is_drawn_and_one_more_beside_what_they_are() -> None:
    assert len([s for s in bullet_bar(BAR, 800, measure).shapes if isinstance(s, Star)]) == 6


def test_the_legend_names_all_four_parts_with_their_points() -> None:
    shown = words(bullet_bar(BAR, 800, measure))
    for each in BAR.parts:
        assert each.name in shown
        assert each.words in shown


def test_each_part_can_be_reached_and_says_itself() -> None:
    spots = bullet_bar(BAR, 800, measure).spots
    assert [spot.sentence for spot in spots] == [each.sentence for each in BAR.parts]
    assert spots[-1].x + spots[-1].width == pytest.approx(800)


@given(width=st.floats(200, 1600))
def test_words_on_one_height_never_touch(width: float) -> None:
    drawing = bullet_bar(BAR, width, measure)
    for y in {shape.y for shape in drawing.shapes if isinstance(shape, Word)}:
        assert all(a[1] <= b[0] + 0.01 for a, b in pairwise(spans(drawing, y)))


def test_no_points_at_all_draw_an_empty_bar_and_nothing_of_nothing() -> None:
    parts = tuple(msgspec.structs.replace(each, points=Decimal(0)) for each in BAR.parts)
    drawing = bullet_bar(msgspec.structs.replace(BAR, parts=parts), 800, measure)
    assert drawing.spots == ()
    assert textures(drawing)["proven"].width == 12  # the mark in the legend
    assert bullet_bar(msgspec.structs.replace(BAR, most=Decimal(0)), 800, measure).shapes == ()


@given(text=st.text("aáàồm ", min_size=1, max_size=60), room=st.floats(10, 300))
def test_a_cut_text_fits_its_room_and_says_that_it_is_cut(text: str, room: float) -> None:
    shown = cut(text, 10, False, room, measure)
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))
    assert measure(shown, 10, False) <= max(room, measure("…", 10, False))


@given(low=st.integers(0, 95), span=st.integers(1, 100), room=st.floats(30, 900))
def test_ticks_are_round_and_lie_on_the_axis(low: int, span: int, room: float) -> None:
    found = ticks(low, low + span, room, 30)
    assert all(low <= number <= low + span for number in found)
    assert found == sorted(set(found))
