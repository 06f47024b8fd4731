"""Where the rating page puts everything, on any screen; no Qt, words measured by their letters."""

from __future__ import annotations

import itertools

import pytest

from desk_app.ui.rating.plan import (
    Area,
    Plan,
    Texts,
    balanced,
    head_zoom,
    plan,
    tag_areas,
    tag_rows,
    tag_width,
    wanted_zoom,
)
from desk_app.ui.rating.words import CHOICES, COMPLAINTS, PRAISE

SCREENS = [(1366, 768), (1024, 768), (1280, 1024), (1920, 1080), (3840, 2160), (768, 1366)]
HEAD = 56


class Letters:
    """Every letter is as wide as half a line is high."""

    def line(self, points: float, strong: bool = False) -> int:
        return round(points * 1.82)

    def width(self, text: str, points: float, strong: bool = False) -> int:
        return round(len(text) * points * (0.72 if strong else 0.68))

    def height(self, text: str, points: float, width: int, strong: bool = False) -> int:
        lines, taken = 1, 0
        for word in text.split():
            wide = self.width(word + " ", points, strong)
            if taken and taken + wide > width:
                lines, taken = lines + 1, 0
            taken += wide
        return lines * self.line(points, strong)


TEXTS = Texts(
    question="Xin mời Ông/Bà đánh giá lần phục vụ vừa rồi",
    hint="Chỉ cần chạm một ô.",
    words=tuple(words for _, words in CHOICES),
    prompts=("Ông/Bà đã chọn Không hài lòng. Muốn nói rõ hơn thì chạm thêm:",),
    tags=tuple(tuple(words for _, words in tags) for tags in (COMPLAINTS, PRAISE)),
    done="Xong",
    left="Tự đóng sau 120 giây",
    foot="Máy lưu câu trả lời và giờ đánh giá cùng với lượt tiếp này.",
)


def planned(size: tuple[int, int], scale: int = 100) -> Plan:
    wanted = wanted_zoom(*size, scale)
    return plan(size[0], size[1] - round(HEAD * head_zoom(*size, scale)), wanted, Letters(), TEXTS)


def everything(made: Plan) -> dict[str, Area]:
    tiles = {f"tile {number}": area for number, area in enumerate(made.tiles)}
    others = {name: getattr(made, name) for name in ("question", "hint", "prompt", "tags", "foot")}
    return {**tiles, **others, "done": made.done, "left": made.left, "bar": made.bar}


def meet(one: Area, other: Area) -> bool:
    apart = (
        one.x + one.w <= other.x
        or other.x + other.w <= one.x
        or one.y + one.h <= other.y
        or other.y + other.h <= one.y
    )
    return not apart


def test_at_full_size_a_tile_is_as_large_as_in_the_picture() -> None:
    made = planned((1366, 768))
    assert made.zoom == 1.0
    assert {(tile.w, tile.h) for tile in made.tiles} == {(194, 236)}


@pytest.mark.parametrize("scale", [100, 125, 150, 200])
@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_everything_fits_and_nothing_meets(size: tuple[int, int], scale: int) -> None:
    made = planned(size, scale)
    assert made.fits
    areas = everything(made)
    for name, area in areas.items():
        assert area.x >= 0, name
        assert area.y >= 0, name
        assert area.x + area.w <= size[0], name
        assert area.y + area.h <= size[1], name
    for (name, one), (other_name, other) in itertools.combinations(areas.items(), 2):
        assert not meet(one, other), (name, other_name)


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_declining_is_as_large_as_answering_and_no_tile_is_lower_than_90(
    size: tuple[int, int], scale: int
) -> None:
    made = planned(size, scale)
    assert len({(tile.w, tile.h) for tile in made.tiles}) == 1
    assert made.tiles[0].h >= 90
    assert made.tiles[0].w >= 90


@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_declining_comes_last_and_a_line_sets_it_apart(size: tuple[int, int]) -> None:
    made = planned(size)
    places = [(tile.y, tile.x) for tile in made.tiles]
    assert places == sorted(places)
    before, last = made.tiles[-2], made.tiles[-1]
    assert before.x + before.w < made.divider.x < last.x
    assert (made.divider.y, made.divider.h) == (last.y, last.h)


def test_a_larger_scale_makes_words_larger_as_far_as_there_is_room() -> None:
    for size in SCREENS:
        zooms = [planned(size, scale).zoom for scale in (100, 125, 150, 200)]
        assert zooms == sorted(zooms), size
        assert zooms[-1] > zooms[0], size


def test_a_larger_screen_makes_everything_larger() -> None:
    assert planned((1920, 1080)).zoom == pytest.approx(1920 / 1366)
    assert planned((3840, 2160)).tiles[0].w > 500


def test_an_upright_screen_has_its_tiles_in_two_rows() -> None:
    assert len({tile.y for tile in planned((768, 1366)).tiles}) == 2


def test_a_screen_too_small_for_everything_still_gets_a_plan() -> None:
    made = plan(200, 150, 1.0, Letters(), TEXTS)
    assert not made.fits
    assert len(made.tiles) == len(CHOICES)


@pytest.mark.parametrize("tags", [COMPLAINTS, PRAISE])
@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_tags_stand_in_the_room_kept_for_them(size: tuple[int, int], tags: object) -> None:
    made = planned(size)
    words = [words for _, words in tags]  # type: ignore[attr-defined]
    widths = tuple(tag_width(Letters(), made.zoom, made.gap, word) for word in words)
    areas = tag_areas(made, widths)
    assert len(areas) == len(words)
    assert all(area.h >= 44 for area in areas)
    for area in areas:
        assert made.tags.x <= area.x
        assert area.x + area.w <= made.tags.x + made.tags.w
        assert area.y + area.h <= made.tags.y + made.tags.h
    assert not any(meet(one, other) for one, other in itertools.combinations(areas, 2))


def test_tags_keep_their_order_from_row_to_row() -> None:
    assert tag_rows((50, 50, 50), 110, 10) == ((0, 1), (2,))
    assert tag_rows((300,), 110, 10) == ((0,),)
    assert tag_rows((), 110, 10) == ()


def test_two_lines_are_of_nearly_equal_length() -> None:
    assert balanced("Rất không hài lòng", len, 13) == "Rất không\nhài lòng"
    assert balanced("Hài lòng", len, 13) == "Hài lòng"
    assert balanced("một hai ba bốn năm sáu", len, 8) == "một hai ba bốn năm sáu"
