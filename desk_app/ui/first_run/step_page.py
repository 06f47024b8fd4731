"""What every page of the first run is to the window around it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class StepPage(QWidget):
    """One step. `changed`: note or words of the next button; `done_here`: nothing is left to do."""

    changed = Signal()
    done_here = Signal()
    go_requested = Signal()

    note = ""
    """One short sentence beside the buttons."""
    go_words = ""
    """What the next button says, when this page has something of its own to do first."""
    busy = False

    def open_page(self) -> None:
        """Shown now: read what there is and take the focus."""

    def leave(self, agreed: Callable[[], None]) -> None:
        """The next button: call `agreed` when this step is done, or say beside it what is not."""
        agreed()

    def step_back(self) -> bool:
        """The back button; True when the page itself had somewhere to go back to."""
        return False

    def work_failed(self) -> None:
        """The machine failed; one may try again."""
