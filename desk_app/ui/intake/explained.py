"""How each fee was counted and who pays nothing: whole sentences, or a line each."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk_app.ui.intake.matters import MatterRow
from desk_app.ui.parts import ElidingLabel, column, label

MOST_LINES = 3


class Explained(QWidget):
    """A line that is cut says all of it in its tool tip; the sheet of the matter says it too."""

    def __init__(self) -> None:
        super().__init__()
        inside = column(self, gap=0)
        self.whole = label(level="second", wrap=True)
        self.lines = tuple(ElidingLabel("second") for _ in range(MOST_LINES))
        for shown in (self.whole, *self.lines):
            inside.addWidget(shown)
        self._said: tuple[str, ...] = ()
        self._low = 0
        self._show()

    def show_matters(self, matters: tuple[MatterRow, ...]) -> None:
        """Say it of these; a name stands before each where there are several."""
        said = [(one.name, one.explained) for one in matters if one.explained]
        alone = len(said) == 1
        self._said = tuple(words if alone else f"{name}: {words}" for name, words in said)
        self._show()

    def stand(self, lines: int) -> None:
        """Whole sentences (0), or so many lines at most, each of one matter."""
        if lines != self._low:
            self._low = lines
            self._show()

    def saved(self, lines: int) -> int:
        """How many pixels lower it is with so many lines."""
        if not self._said or not lines:
            return 0
        height = self.whole.heightForWidth(self.width())
        shown = min(lines, len(self._said))
        return max(0, height - shown * self.lines[0].sizeHint().height())

    def _show(self) -> None:
        self.whole.setText("\n".join(self._said))
        self.whole.setVisible(not self._low)
        # Of more matters than lines the newest ones are told here, the others when opened.
        said = self._said[-self._low :] if self._low else ()
        for number, line in enumerate(self.lines):
            shown = number < min(self._low, len(self._said))
            line.setText(said[number] if shown else "")
            line.setVisible(shown)
        self.setVisible(bool(self._said))
