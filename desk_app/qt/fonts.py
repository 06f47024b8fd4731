"""The window's own font, loaded from the shipped files so that it looks alike on every machine."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

import resources

FAMILY = "Noto Sans"
FALLBACK = "sans-serif"
_FILES = ("fonts/NotoSans-Regular.ttf", "fonts/NotoSans-SemiBold.ttf")


def load_window_font() -> str:
    """Make the shipped font known to Qt; the family to ask for."""
    for name in _FILES:
        file = resources.path(name)
        if file.is_file():
            QFontDatabase.addApplicationFont(str(file))
    return FAMILY if FAMILY in QFontDatabase.families() else FALLBACK


def window_font(family: str, points: float, *, strong: bool = False) -> QFont:
    """The window's font in this size; only two weights exist, regular and semi-bold."""
    font = QFont(family)
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font
