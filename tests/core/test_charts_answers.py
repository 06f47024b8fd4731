"""Five counts and silence stand on one scale of visits; what is unsure is drawn unsure."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.charts.answers import Answers, answer_chart
from desk_app.core.charts.shapes import Box, Diamond, Dot, Word
from tests.core.chart_values import design_charts, measure, spans, words


def answers() -> Answers:
    found = design_charts().answers
    assert found is not None
    return found


def test_answers_and_silence_stand_on_one_scale_of_visits() -> None:
    drawing = answer_chart(answers(), 430, measure)
    boxes = [s for s in drawing.shapes if isinstance(s, Box) and s.height == 24]
    scale = (430 - 12) / 418
    assert [b.width for b in boxes] == [pytest.approx(n * scale) for n in (1, 3, 11, 88, 148, 167)]
    assert [b.texture for b in boxes] == [*(f"level_{n}" for n in range(1, 6)), "silent"]
    assert boxes[-1].x + boxes[-1].width == pytest.approx(430)


def test_every_count_stands_beside_its_word_even_where_its_block_is_narrow() -> None:
    shown = words(answer_chart(answers(), 430, measure))
    for name, number in (
        ("Rất hài lòng", "148"), ("Hài lòng", "88"), ("Bình thường", "11"),
        ("Không hài lòng", "3"), ("Rất không hài lòng", "1"), ("Im lặng", "167"),
    ):  # fmt: skip
        assert shown[shown.index(name) + 1] == number


def test_a_number_stands_in_its_block_only_where_it_fits() -> None:
    drawing = answer_chart(answers(), 430, measure)
    inside = [s.text for s in drawing.shapes if isinstance(s, Word) and s.y == 30]
    assert inside == ["88", "148"]


def test_the_interval_the_share_and_the_worst_case_stand_on_one_scale() -> None:
    drawing = answer_chart(answers(), 430, measure)
    share = next(s for s in drawing.shapes if isinstance(s, Dot))
    worst = next(s for s in drawing.shapes if isinstance(s, Diamond))

    def x(percent: float) -> float:
        return 8 + (percent - 50) / 50 * (430 - 16)

    assert share.x == pytest.approx(x(100 * 236 / 251), abs=0.1)
    assert worst.x == pytest.approx(x(100 * 236 / 418), abs=0.1)
    assert {"94,0%", "xấu nhất, nếu im lặng là không: 56,5%", "50%", "100%"} <= set(words(drawing))


def test_with_nobody_silent_there_is_no_worst_case_and_no_hatched_block() -> None:
    found = answers()
    told = msgspec.structs.replace(
        found, silent=msgspec.structs.replace(found.silent, number=0), worst=found.share
    )
    drawing = answer_chart(told, 430, measure)
    assert not [s for s in drawing.shapes if isinstance(s, Diamond)]
    assert "không trả lời" not in words(drawing)


def test_each_block_the_interval_and_the_worst_case_say_themselves() -> None:
    sentences = [spot.sentence for spot in answer_chart(answers(), 430, measure).spots]
    assert "Hài lòng: 88 lượt" in sentences
    assert "Im lặng: 167 lượt" in sentences
    assert "Hài lòng 94,0%, khoảng tin cậy 95% từ 90,4% đến 96,3%" in sentences
    assert sentences[-1].startswith("xấu nhất")


def test_nothing_of_the_chart_opens_a_single_answer() -> None:
    assert {spot.key for spot in answer_chart(answers(), 430, measure).spots} == {""}


@given(
    levels=st.lists(st.integers(0, 500), min_size=5, max_size=5).filter(lambda n: sum(n) >= 10),
    silent=st.integers(0, 500),
    width=st.floats(280, 900),
)
def test_words_of_any_answers_never_touch(levels: list[int], silent: int, width: float) -> None:
    found, whole, happy = answers(), sum(levels), levels[3] + levels[4]
    share = Decimal(happy) / whole
    shown = msgspec.structs.replace(
        found,
        levels=tuple(
            msgspec.structs.replace(level, number=number, words=str(number))
            for level, number in zip(found.levels, levels, strict=True)
        ),
        silent=msgspec.structs.replace(found.silent, number=silent, words=str(silent)),
        share=share,
        low=max(Decimal(0), share - Decimal("0.05")),
        high=min(Decimal(1), share + Decimal("0.05")),
        worst=Decimal(happy) / (whole + silent),
    )
    drawing = answer_chart(shown, width, measure)
    for y in {shape.y for shape in drawing.shapes if isinstance(shape, Word)}:
        assert all(a[1] <= b[0] + 0.01 for a, b in pairwise(spans(drawing, y)))
    # The worst case is always said in words, its diamond alone says nothing.
    assert (shown.worst_words in words(drawing)) is bool(silent)
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            assert shape.x + shape.width <= width + 0.01
        if isinstance(shape, Word):
            assert shape.y < drawing.height
