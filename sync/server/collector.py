"""How often Python looks for garbage while the province takes in ops.

A batch makes thousands of values that are free again when it is stored; none of them hold each
other in circles. With Python's own settings the collector walks through everything the program
ever imported, over and over: that took a third of the time of a push here.
"""

from __future__ import annotations

import gc

_YOUNG, _MIDDLE, _OLD = 20_000, 50, 50


def settle() -> None:
    """Leave what is there now out of every search, and search seldom. To be called once."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
