"""What stands in a cell beside each other never lies on top of each other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desk_app.qt.models import Cell, Column, Row
from desk_app.ui.row_table import RowTable
from tests.support.window import OpenWindow


def drawn(opened: OpenWindow, cell: Cell) -> QImage:
    """A wide table with this one cell."""
    table = RowTable(opened.stage, "Bảng", (Column("Việc", stretch=True),))
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # no bar before the row
    table.resize(700, 200)
    table.show_rows((Row("one", (cell,)),), "")
    table.show()
    opened.application.processEvents()
    image = table.viewport().grab().toImage()
    table.deleteLater()
    return image.copy(0, 0, image.width(), 40)


def first_difference(one: QImage, other: QImage) -> int:
    """The leftmost column in which two pictures differ."""
    for x in range(one.width()):
        if any(one.pixel(x, y) != other.pixel(x, y) for y in range(one.height())):
            return x
    return one.width()


@pytest.mark.parametrize("chips", [("đã sửa",), ("ghi muộn", "đã sửa")])
def test_words_in_the_second_tone_stand_behind_the_chips(
    opened: OpenWindow, chips: tuple[str, ...]
) -> None:
    bare = drawn(opened, Cell("Đăng ký khai sinh"))
    chipped = drawn(opened, Cell("Đăng ký khai sinh", chips=chips))
    whole = drawn(opened, Cell("Đăng ký khai sinh", chips=chips, aside="Quầy 2 · 000001"))
    begins = first_difference(bare, chipped)
    ends = next(
        x for x in range(bare.width() - 1, 0, -1)
        if any(bare.pixel(x, y) != chipped.pixel(x, y) for y in range(bare.height()))
    )  # fmt: skip
    assert begins < ends < first_difference(chipped, whole) < bare.width()


def test_words_in_the_second_tone_stand_behind_what_matched(opened: OpenWindow) -> None:
    bare = drawn(opened, Cell("Lê Thị Hòa", spans=((0, 6),)))
    whole = drawn(opened, Cell("Lê Thị Hòa", spans=((0, 6),), aside="Quầy 2"))
    assert 0 < first_difference(bare, whole) < bare.width()
