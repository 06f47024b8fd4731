"""The server's log: JSON lines on standard error that tell what happened and never about whom.

No name, number, address, key, code or body: a line holds only what its caller lists below, and of
a fault the kind and the places in the source, for its words may repeat what was sent.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from contextlib import suppress
from typing import Any, TextIO

import structlog
from structlog.typing import FilteringBoundLogger

from desk_app.core.ids import CROCKFORD, DESK_ID_LENGTH

_DESK = re.compile(rf"[{CROCKFORD}]{{{DESK_ID_LENGTH}}}\Z")
_DEEPEST = 12

Log = FilteringBoundLogger


class _Lines:
    """Writes lines; where a line cannot be written (a full disk, a closed pipe) it is lost.

    Whoever answers a desk must not fail because nobody can be told about it.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._lock = threading.Lock()

    def msg(self, line: str) -> None:
        """Write one line."""
        with self._lock, suppress(OSError, ValueError):
            self._out.write(f"{line}\n")
            self._out.flush()

    debug = info = warning = error = critical = msg


def open_log(stream: TextIO | None = None) -> Log:
    """The server's log, on standard error unless another stream is given."""
    out = sys.stderr if stream is None else stream
    return structlog.wrap_logger(  # type: ignore[no-any-return]
        _Lines(out),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        cache_logger_on_first_use=True,
    )


def desk_of(given: str | None) -> str | None:
    """The desk id a request names, when it is one; whatever else stands there is not written."""
    return given if given is not None and _DESK.match(given) else None


def fault_of(error: BaseException) -> dict[str, Any]:
    """What a log may hold of an exception: its kind, what caused it, and where."""
    frames = traceback.extract_tb(error.__traceback__)[-_DEEPEST:]
    found: dict[str, Any] = {
        "fault": type(error).__name__,
        "places": [f"{_below_packages(f.filename)}:{f.lineno} {f.name}" for f in frames],
    }
    cause = error.__cause__ or error.__context__
    if cause is not None:
        found["cause"] = type(cause).__name__
    return found


def _below_packages(file: str) -> str:
    """The last parts of a source's path: no folder of this machine."""
    return "/".join(file.replace("\\", "/").split("/")[-3:])


class LibraryWords(logging.Handler):
    """What libraries say through `logging`, with the holes of their sentences left open."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Write the pattern of the sentence, never what was put in, and the kind of a fault."""
        fields: dict[str, Any] = {"library": record.name, "words": _pattern(record)}
        if record.exc_info is not None and record.exc_info[1] is not None:
            fields |= fault_of(record.exc_info[1])
        self._log.warning("library", **fields)


def _pattern(record: logging.LogRecord) -> str:
    # A sentence without arguments may have been filled already; then only its place is told.
    whole = isinstance(record.msg, str) and (record.args or record.msg in _HARMLESS)
    return str(record.msg) if whole else f"{record.module}:{record.lineno}"


_HARMLESS = frozenset(("Invalid HTTP request received.", "Unsupported upgrade request."))


def hear_libraries(log: Log) -> None:
    """From here on, warnings of libraries go into this log and nowhere else."""
    root = logging.getLogger()
    root.handlers[:] = [LibraryWords(log)]
    root.setLevel(logging.WARNING)
    logging.captureWarnings(True)
