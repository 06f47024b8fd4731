"""How the window looks now: theme, scale, fonts and icons, changed live for everybody at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QIcon, QPalette, QPixmap

import resources
from desk_app.qt.fonts import load_window_font, window_font
from desk_app.qt.icons import IconStore
from desk_app.qt.tokens import fill, load_tokens

SCHEMES = ("system", "light", "dark")
SCALES = (100, 110, 125, 150, 175, 200)
BODY, DENSE, SECOND, SMALL, TITLE, NAME, VALUE, SCORE = (
    11.0,
    10.5,
    10.0,
    9.0,
    14.0,
    12.5,
    16.0,
    22.0,
)

_TEXTS = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


class Look(QObject):
    """The one owner of colours, sizes and icons; widgets are given it and repaint on `changed`."""

    changed = Signal()

    def __init__(self, application: QGuiApplication, scheme: str = "system", scale: int = 100):
        super().__init__()
        self._application = application
        self._family = load_window_font()
        self._icons = IconStore()
        self._template = resources.read_text("themes/window.qss")
        self.scheme = scheme if scheme in SCHEMES else "system"
        self.scale = scale if scale in SCALES else 100
        self._tokens: dict[str, str] = {}
        self._metrics: dict[tuple[float, bool], QFontMetrics] = {}
        application.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        self.apply()

    @property
    def dark(self) -> bool:
        """Whether the dark theme is shown now."""
        if self.scheme == "system":
            return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self.scheme == "dark"

    def choose_scheme(self, scheme: str) -> None:
        """Follow the system, or stay light or dark."""
        if scheme != self.scheme:
            self.scheme = scheme
            self.apply()

    def choose_scale(self, scale: int) -> None:
        """Make everything `scale` per cent of its size."""
        if scale != self.scale:
            self.scale = scale
            self.apply()

    def apply(self) -> None:
        """Give the present choice to the whole application."""
        self._tokens = load_tokens("dark" if self.dark else "light")
        self._metrics.clear()
        self._application.setFont(self.font(BODY))
        self._application.setPalette(self._palette())
        set_sheet = getattr(self._application, "setStyleSheet", None)
        if set_sheet is not None:
            set_sheet(fill(self._template, self._tokens, self.px, self.pt))
        self.changed.emit()

    def colour(self, token: str) -> QColor:
        """The colour of a token in the theme shown now."""
        return QColor(self._tokens[token])

    def px(self, at_full_size: float) -> int:
        """Pixels at the present scale."""
        return max(1, round(at_full_size * self.scale / 100))

    def pt(self, at_full_size: float) -> float:
        """Points at the present scale."""
        return at_full_size * self.scale / 100

    def font(self, points: float = BODY, *, strong: bool = False) -> QFont:
        """The window's font at the present scale."""
        return window_font(self._family, self.pt(points), strong=strong)

    def metrics(self, points: float = BODY, *, strong: bool = False) -> QFontMetrics:
        """Measures of that font; every height comes from its line."""
        known = self._metrics.get((points, strong))
        if known is None:
            known = QFontMetrics(self.font(points, strong=strong))
            self._metrics[points, strong] = known
        return known

    def height(self, points: float, padding: float) -> int:
        """A line of this size and what stands above and below it."""
        return self.metrics(points).lineSpacing() + self.px(padding)

    def pixmap(self, name: str, size: float, token: str, ratio: float = 1.0) -> QPixmap:
        """The drawn icon `name`, `size` pixels at full size, in the colour of `token`."""
        return self._icons.pixmap(name, self.px(size), self._tokens[token], ratio)

    def icon(self, name: str, size: float = 18, token: str = "text2") -> QIcon:
        """The icon `name` for buttons and menus."""
        icon = QIcon()
        side = self.px(size)
        for ratio in (1.0, 2.0):
            icon.addPixmap(self._icons.pixmap(name, side, self._tokens[token], ratio))
        icon.actualSize(QSize(side, side))
        return icon

    def _on_system_scheme_changed(self) -> None:
        if self.scheme == "system":
            self.apply()

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        tokens = {
            role.Window: "bg", role.Button: "bg", role.Base: "surface",
            role.AlternateBase: "surface", role.WindowText: "text", role.Text: "text",
            role.ButtonText: "text", role.PlaceholderText: "text3", role.Highlight: "selection",
            role.HighlightedText: "text", role.Accent: "accent", role.Link: "accent",
            role.LinkVisited: "accent", role.ToolTipBase: "undo", role.ToolTipText: "undo_text",
            role.Mid: "line2", role.Dark: "field", role.BrightText: "late", role.Light: "surface",
            role.Midlight: "line", role.Shadow: "line2",
        }  # fmt: skip
        palette = QPalette()
        for which, token in tokens.items():
            palette.setColor(which, self.colour(token))
        for which in _TEXTS:
            palette.setColor(QPalette.ColorGroup.Disabled, which, self.colour("disabled"))
        return palette
