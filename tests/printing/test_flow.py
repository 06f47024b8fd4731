"""Pages end where a reader would end them, and nothing is cut, crowded or lost."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.assessment_form import AssessmentForm, Parts
from desk_app.printing.flow import lay_out
from desk_app.printing.fonts import width
from desk_app.printing.paper import A4_LANDSCAPE, MM
from desk_app.printing.self_assessment import self_assessment_tokens, shipped_description
from desk_app.printing.shapes import Drawing, Shape, Words
from tests.printing.forms import a_criterion, a_form, a_full_form, a_group
from tests.support.bounded import bounded

SENTENCE = (
    "Hồ sơ được giải quyết trước và đúng hạn theo quy định của pháp luật, không để tồn đọng. "
)


def drawn(form: AssessmentForm) -> Drawing:
    return lay_out(self_assessment_tokens(form, shipped_description()), A4_LANDSCAPE)


def words(shapes: Iterable[Shape]) -> list[Words]:
    return [shape for shape in shapes if isinstance(shape, Words)]


def texts(shapes: Iterable[Shape]) -> list[str]:
    return [one.text for one in words(shapes)]


def frame(one: Words) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the letters without accents."""
    reach = width(one.text, one.face, one.size)
    return one.x, one.y - one.size * 0.66, one.x + reach, one.y


def assert_nothing_is_crowded_or_outside(drawing: Drawing) -> None:
    left, right = 30 * MM - 0.01, drawing.width - 15 * MM + 0.01
    for page in drawing.pages:
        placed = [frame(one) for one in words(page)]
        for x1, y1, x2, y2 in placed:
            assert left <= x1 <= x2 <= right
            assert 5 * MM <= y1 <= y2 <= drawing.height - 5 * MM
        placed.sort()
        for index, (_, top, end, bottom) in enumerate(placed):
            for other in placed[index + 1 :]:
                if other[0] >= end:
                    break
                assert other[3] <= top or other[1] >= bottom


@pytest.mark.parametrize("status", ["model", "official"])
def test_no_words_touch_each_other_or_leave_the_margins(status: str) -> None:
    assert_nothing_is_crowded_or_outside(drawn(a_full_form(set_status=status, number="K7QX-A-1")))


def test_large_points_of_all_certainties_keep_their_figures_whole() -> None:
    parts = Parts(
        proven=Decimal("400.25"), claimed=Decimal(300), unproven=Decimal(200), lost=Decimal(99)
    )
    rows = [a_criterion(max=Decimal(1000), parts=parts)]
    drawing = drawn(a_form(a_group("1", "Nhóm", rows)))
    assert sum(texts(page).count("900,25") for page in drawing.pages) == 3
    assert_nothing_is_crowded_or_outside(drawing)


def test_the_number_stands_in_the_upper_margin_from_page_two_on() -> None:
    drawing = drawn(a_full_form())
    above = [
        [one.text for one in words(page) if one.y < A4_LANDSCAPE.top] for page in drawing.pages
    ]
    assert above == [[], *([str(number)] for number in range(2, len(drawing.pages) + 1))]


# What one row says: how many sentences in the title and in the notes.
_ROWS = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=1, max_size=9)


@given(groups=st.lists(_ROWS, min_size=1, max_size=6))
@bounded(40)
def test_rows_stay_whole_heads_stay_with_rows_and_sums_with_the_signature(
    groups: list[list[tuple[int, int]]],
) -> None:
    form = a_form(
        *(
            a_group(
                f"G{g}",
                f"Nhóm {g}",
                [
                    a_criterion(
                        f"R{g}.{n}",
                        f"[{g}.{n} " + SENTENCE * title + "]",
                        notes=(f"<{g}.{n} " + SENTENCE * notes + ">",),
                    )
                    for n, (title, notes) in enumerate(rows)
                ],
            )
            for g, rows in enumerate(groups)
        )
    )
    drawing = drawn(form)
    pages = [" ".join(texts(page)) for page in drawing.pages]
    for g, rows in enumerate(groups):
        for n in range(len(rows)):
            # Begin and end of title and notes lie on one page: no row that fits one was cut.
            (title_page,) = [i for i, page in enumerate(pages) if f"[{g}.{n} " in page]
            assert f"<{g}.{n} " in pages[title_page]
            assert f"R{g}.{n}" in pages[title_page]
            assert pages[title_page].count("]") == pages[title_page].count("[")
            assert pages[title_page].count(">") == pages[title_page].count("<")
        (head,) = [i for i, page in enumerate(pages) if f"G{g} Nhóm {g}" in page]
        assert f"R{g}.0" in pages[head]
    last = pages[-1]
    assert "TỔNG CỘNG" in last
    assert "TM. ỦY BAN NHÂN DÂN" in last
    assert_nothing_is_crowded_or_outside(drawing)


def test_the_last_criterion_goes_with_the_sums_and_the_signature() -> None:
    """However the rows fall on the pages, the page that is signed shows what was scored."""
    for count in range(1, 40):
        rows = [a_criterion(f"R{n}", SENTENCE) for n in range(count)]
        drawing = drawn(a_form(a_group("G1", "Nhóm", rows)))
        first, last = (texts(drawing.pages[place]) for place in (0, -1))
        assert "R0" in first
        assert "TỔNG CỘNG" in last
        assert f"R{count - 1}" in last or len(drawing.pages) == 2


def test_a_row_higher_than_a_page_goes_on_over_the_page_and_loses_no_word() -> None:
    long = " ".join(f"từ{n}" for n in range(900))
    rows = [a_criterion("1.1"), a_criterion("1.2", long, notes=(long,)), a_criterion("1.3")]
    drawing = drawn(a_form(a_group("1", "Nhóm", rows)))
    found = " ".join(" ".join(texts(page)) for page in drawing.pages).split()
    assert len(drawing.pages) > 2
    for n in range(900):
        assert found.count(f"từ{n}") == 2
    # The number is repeated, so that each page says which row it goes on with.
    carrying = [page for page in drawing.pages if any("từ7" in text for text in texts(page))]
    assert len(carrying) > 1
    assert all("1.2" in texts(page) for page in carrying)
    assert_nothing_is_crowded_or_outside(drawing)


@pytest.mark.parametrize("unbroken", ["x" * 2000, "Ẵ" * 2000])
def test_two_thousand_letters_without_a_space_stay_inside_their_column(unbroken: str) -> None:
    rows = [a_criterion(unbroken[:9], unbroken, notes=(unbroken,))]
    drawing = drawn(a_form(a_group("1", unbroken, rows)))
    shown = sum(text.count(unbroken[0]) for page in drawing.pages for text in texts(page))
    assert shown >= 3 * len(unbroken)
    assert_nothing_is_crowded_or_outside(drawing)


def test_a_number_of_two_thousand_letters_ends_too() -> None:
    rows = [a_criterion("1" * 2000, SENTENCE * 60)]
    assert_nothing_is_crowded_or_outside(drawn(a_form(a_group("1", "Nhóm", rows))))


def test_a_very_long_name_of_the_set_moves_the_table_and_cuts_nothing() -> None:
    drawing = drawn(a_form(set_title=SENTENCE * 20))
    said = " ".join(" ".join(texts(page)) for page in drawing.pages)
    assert said.count("không để tồn đọng.") == 20
    assert_nothing_is_crowded_or_outside(drawing)


def test_hundreds_of_pages_are_counted_with_three_figures() -> None:
    rows = [a_criterion(f"1.{n}", SENTENCE * 3) for n in range(800)]
    drawing = drawn(a_form(a_group("1", "Nhóm", rows)))
    count = len(drawing.pages)
    assert count >= 100
    assert f"Trang 100/{count}" in texts(drawing.pages[99])
    assert "100" in texts(drawing.pages[99])


def test_many_remarks_flow_on_and_the_signature_follows_the_last() -> None:
    drawing = drawn(a_form(remarks=tuple(f"Điều {n}. {SENTENCE}" for n in range(60))))
    said = [" ".join(texts(page)) for page in drawing.pages]
    assert sum(page.count("Điều ") for page in said) == 60
    assert "Điều 59." in said[-1]
    assert "CHỦ TỊCH" in said[-1]
