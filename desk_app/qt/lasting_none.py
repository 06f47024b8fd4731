"""Keeps the interpreter alive under PySide6 6.12.0 with Python 3.10 and 3.11.

Each call of a Qt method that returns nothing gives back one reference to None that it never took
(1,000 calls of QObject.setObjectName cost 1,000 references; 6.11.3 and Python 3.12, where None is
immortal, are free of it), and each emit of a signal one to True. A window paints some thousand
times a minute, so the process would die within minutes with "none_dealloc: deallocating None", or
within a shift with "bool_dealloc". Giving these constants more references than anybody can lose is
what Python 3.12 does itself.
"""

from __future__ import annotations

import ctypes
import sys

# At a million lost references a second this lasts for 35,000 years; a refcount has 63 bits.
MANY = 1 << 60
_IMMORTAL_SINCE = (3, 12)


def make_none_last() -> None:
    """Give None, True and False enough references to outlive every window; once, where needed."""
    if sys.version_info >= _IMMORTAL_SINCE or sys.implementation.name != "cpython":
        return
    for constant in (None, True, False):
        # The reference count is the first field of an object (CPython's PyObject).
        count = ctypes.c_ssize_t.from_address(id(constant))
        if count.value < MANY // 2:
            count.value += MANY
