"""Charts say in rectangles exactly what the figures say in words."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.charts import (
    AnswerBar,
    Box,
    BulletBar,
    Drawing,
    Star,
    Stroke,
    Word,
    answer_bar,
    bullet_bar,
)

# The figures of the design: 71,25 + 8,50 + 3,00 + 17,25 = 100.
BAR = BulletBar(
    proven=Decimal("71.25"),
    claimed=Decimal("8.50"),
    unproven=Decimal("3.00"),
    most=Decimal(100),
    threshold=Decimal(80),
    threshold_words="mốc 80",
    proven_words="71,25",
    stars=tuple((n, Decimal(76 + 4 * n)) for n in range(1, 6)),
    sentence="71,25 điểm chứng minh được.",
)


def measure(text: str, points: float, strong: bool) -> float:
    return len(text) * points * (0.62 if strong else 0.6)


def textures(drawing: Drawing) -> dict[str, Box]:
    return {s.texture: s for s in drawing.shapes if isinstance(s, Box) and s.texture}


def test_each_certainty_is_as_long_as_its_points_and_they_stand_in_order() -> None:
    found = textures(bullet_bar(BAR, 800, measure))
    assert found["proven"].width == pytest.approx(570)
    assert found["claimed"].width == pytest.approx(68)
    assert found["unproven"].width == pytest.approx(24)
    assert found["claimed"].x == pytest.approx(570)
    assert found["unproven"].x == pytest.approx(638)


def test_the_threshold_stands_at_its_points_with_its_word() -> None:
    drawing = bullet_bar(BAR, 800, measure)
    thick = [s for s in drawing.shapes if isinstance(s, Stroke) and s.width == 3]
    assert [s.x1 for s in thick] == [pytest.approx(640)]
    assert "mốc 80" in [s.text for s in drawing.shapes if isinstance(s, Word)]


def test_a_set_without_a_fail_level_has_no_threshold() -> None:
    drawing = bullet_bar(msgspec.structs.replace(BAR, threshold=None), 800, measure)
    assert not [s for s in drawing.shapes if isinstance(s, Stroke) and s.width == 3]


def test_every_star_of_the_ladder_is_drawn_where_there_is_room() -> None:
    assert len([s for s in bullet_bar(BAR, 800, measure).shapes if isinstance(s, Star)]) == 5


@given(width=st.floats(200, 1600))
def test_words_under_the_bar_never_touch(width: float) -> None:
    drawing = bullet_bar(BAR, width, measure)
    line = max(s.y for s in drawing.shapes if isinstance(s, Word))
    spans = []
    for shape in drawing.shapes:
        if isinstance(shape, Word) and shape.y == line:
            wide = measure(shape.text, shape.points, shape.strong)
            left = shape.x - wide / 2 if shape.anchor == "middle" else shape.x
            spans.append((left, left + wide))
    spans.sort()
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_no_points_at_all_draw_an_empty_bar_and_nothing_of_nothing() -> None:
    nothing = msgspec.structs.replace(
        BAR, proven=Decimal(0), claimed=Decimal(0), unproven=Decimal(0)
    )
    assert textures(bullet_bar(nothing, 800, measure)) == {}
    assert bullet_bar(msgspec.structs.replace(BAR, most=Decimal(0)), 800, measure).shapes == ()


ANSWERS = AnswerBar(
    levels=(1, 3, 11, 88, 148),
    level_words=("1", "3", "11", "88", "148"),
    silent=167,
    silent_words="không trả lời 167",
    sentence="236/251",
)


def test_answers_and_silence_stand_on_one_scale_of_visits() -> None:
    drawing = answer_bar(ANSWERS, 430, measure)
    boxes = [s for s in drawing.shapes if isinstance(s, Box)]
    scale = (430 - 12) / 418
    assert [b.width for b in boxes] == [pytest.approx(n * scale) for n in (1, 3, 11, 88, 148, 167)]
    assert boxes[-1].texture == "silent"
    assert boxes[-1].x + boxes[-1].width == pytest.approx(430)


def test_a_number_stands_only_where_it_fits() -> None:
    drawing = answer_bar(ANSWERS, 430, measure)
    inside = [s.text for s in drawing.shapes if isinstance(s, Word) and s.anchor == "middle"]
    assert inside == ["88", "148"]


def test_nobody_asked_draws_nothing() -> None:
    nobody = msgspec.structs.replace(ANSWERS, levels=(0, 0, 0, 0, 0), silent=0)
    assert answer_bar(nobody, 430, measure).shapes == ()
