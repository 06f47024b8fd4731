"""Days against the deadline: a mark for every case, on its side of the line."""

from __future__ import annotations

from desk_app.core.charts.dots import CLIP, DayDots, DotRow, day_dots, rows_shown
from desk_app.core.charts.shapes import Box, Diamond, Dot, Drawing, Path
from tests.core.chart_values import measure, words


def _row(name: str, days: tuple[int, ...] = (), late: tuple[int, ...] = ()) -> DotRow:
    number = len(days) + len(late)
    return DotRow(title=name, days=days, late=late, words=f"{number} hồ sơ", sentence=f"{name}!")


def _chart(*rows: DotRow) -> DayDots:
    rests = tuple(_row(f"{len(rows) - place} khác") for place in range(len(rows)))
    return DayDots(
        title="t", rows=rows, rests=rests, due="hạn", early_side="sớm", late_side="muộn",
        sentence="t",
    )  # fmt: skip


def _marks(drawing: Drawing, kind: type[Dot] | type[Diamond]) -> list[float]:
    """Where the marks of cases stand, without the one of the legend."""
    return [shape.x for shape in drawing.shapes if isinstance(shape, kind)][1:]


def _line(drawing: Drawing) -> float:
    (found,) = [s for s in drawing.shapes if isinstance(s, Path) and s.width == 2]
    return found.points[0][0]


def test_every_case_has_one_mark_on_its_side_of_the_line() -> None:
    drawing = day_dots(_chart(_row("A", (-4, -1, -1, 0), (0, 2)), _row("B", (-3,))), 800, measure)
    line = _line(drawing)

    dots, diamonds = _marks(drawing, Dot), _marks(drawing, Diamond)
    assert len(dots) == 5
    assert len(diamonds) == 2
    assert all(x < line for x in dots)
    assert sum(x > line for x in diamonds) == 1  # late on the very day stands before the line


def test_marks_never_lie_on_each_other() -> None:
    drawing = day_dots(_chart(_row("A", (-1,) * 9 + (0,) * 7, (0,) * 3)), 700, measure)
    places = [(s.x, s.y) for s in drawing.shapes if isinstance(s, Dot | Diamond)]
    assert len(set(places)) == len(places)


def test_what_is_far_away_stands_at_the_edge_and_the_axis_says_so() -> None:
    drawing = day_dots(_chart(_row("A", (-90,), (40,))), 1100, measure)
    texts = words(drawing)
    assert f"…–{CLIP}" in texts
    assert f"+{CLIP}…" in texts
    assert all(0 <= x <= 1100 for x in (*_marks(drawing, Dot), *_marks(drawing, Diamond)))


def test_too_many_for_dots_become_a_number() -> None:
    drawing = day_dots(_chart(_row("A", (0,) * 900)), 420, measure)
    assert "900" in words(drawing)
    assert [s for s in drawing.shapes if isinstance(s, Box)]
    assert not _marks(drawing, Dot)


def test_procedures_without_room_stand_in_one_row() -> None:
    chart = _chart(*(_row(f"P{n}", (-1,)) for n in range(12)))
    shown = rows_shown(chart, 5)
    assert [row.title for row in shown] == ["P0", "P1", "P2", "P3", "8 khác"]
    assert len(rows_shown(chart, 12)) == 12
    assert len(day_dots(chart, 800, measure, 5).spots) == 5


def test_every_row_has_its_sentence_and_nothing_is_wider_than_the_chart() -> None:
    drawing = day_dots(_chart(_row("Thủ tục có tên rất dài " * 6, (-2,), (3,))), 500, measure)
    assert [spot.sentence for spot in drawing.spots] == ["Thủ tục có tên rất dài " * 6 + "!"]
    for shape in drawing.shapes:
        if isinstance(shape, Dot | Diamond):
            assert 0 <= shape.x <= 500
            assert 0 <= shape.y <= drawing.height


def test_a_chart_without_rows_is_only_its_axis() -> None:
    drawing = day_dots(_chart(), 500, measure)
    assert "hạn" in words(drawing)
    assert drawing.spots == ()
