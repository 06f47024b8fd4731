"""Looks for reference cycles between two events of the window, never in the middle of one.

Python looks for them whenever enough objects were made, in whichever thread made the last one. A
closed page or dialog is such a cycle, so that Qt objects would be destroyed there and then:

- inside a call of Qt. QApplication.setStyleSheet, setFont and setPalette walk over plain pointers
  to every widget and tell each of them; an event filter in Python needs no more than a few new
  objects to set the search off, and Qt goes on with a widget that is gone (QWidget::style of freed
  memory, a segmentation fault without any line of Python).
- in a worker thread, where an object with timers, or one that is being told something, must not
  end. Widgets are handed to the GUI thread, but that may be in the middle of such a walk again.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000


def collect_between_events(application: QObject) -> None:
    """From now on cycles are looked for by a timer of this thread's event loop alone."""
    gc.disable()
    timer = QTimer(application)
    timer.timeout.connect(collect_what_is_due)
    timer.start(_EVERY)


def collect_what_is_due() -> None:
    """Look through the oldest generation of which enough came together, as Python itself would."""
    due = [count > most > 0 for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    for generation in (2, 1, 0):
        if due[generation]:
            gc.collect(generation)
            return
