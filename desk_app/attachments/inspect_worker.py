"""The process that looks into one attached file, and may cost only so much.

It is told over standard input which sealed file to open with which key, answers over standard
output, writes nothing, and is killed when its seconds are over. Nothing in a file reaches the
window or the database but through this process.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import traceback
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, cast

from desk_app.attachments import clean, jpeg, kinds, png
from desk_app.attachments.frames import (
    PIECE,
    Broken,
    Clean,
    Cleaned,
    FromWorker,
    Inspect,
    Inspected,
    Picture,
    Piece,
    Refused,
    Sealed,
    Show,
    ToWorker,
    receive_in_worker,
    send,
)
from desk_app.attachments.limits import Limits
from desk_app.attachments.sealed import DamagedError, SealedReader
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem

_FILLING = b"\0\r\n \xff"

resource: ModuleType | None
try:
    import resource
except ImportError:
    resource = None


def main() -> int:
    """Serve one wish and end."""
    # Ctrl+C reaches every process of a terminal; the parent decides what it means and ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, answers = _pipes()
    wish = receive_in_worker(asked)
    if wish is None:
        return 1
    try:
        limit_myself(wish.limits)
        for answer in answers_to(wish):
            send(answers, answer)
    except UserProblem as problem:
        send(answers, Refused(problem.problems[0]))
    except MemoryError:
        send(answers, Refused(Problem("evidence.too_heavy", "file")))
    except BrokenPipeError:
        return 1
    except (OSError, DamagedError):
        send(answers, Refused(Problem("evidence.damaged", "file")))
    except Exception as error:
        send(answers, Broken(_where(error)))
    return 0


def limit_myself(limits: Limits) -> None:
    """From here on the kernel keeps this process within its limits, where the kernel can."""
    if resource is None:  # Windows: the parent's clock and our own count of pixels remain
        return
    for kind, wanted in (
        (resource.RLIMIT_DATA, limits.memory),
        (resource.RLIMIT_CPU, limits.processor),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),  # a core dump would hold somebody's paper
    ):
        _, hard = resource.getrlimit(kind)
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (most, most))


def answers_to(wish: ToWorker) -> list[FromWorker]:
    """What is said to one wish; raises UserProblem when the file cannot be taken."""
    with SealedReader(Path(wish.file.path), wish.file.key) as sealed:
        # A buffer below readers that take a few bytes at a time.
        file = cast(BinaryIO, io.BufferedReader(sealed, 1 << 16))
        if isinstance(wish, Inspect):
            return [_inspected(file, wish)]
        if isinstance(wish, Show):
            return [_shown(file, wish)]
        return _clean_copy(file, wish)


def _inspected(file: BinaryIO, wish: Inspect) -> Inspected:
    if kinds.is_also_zip(file):
        raise UserProblem(Problem("evidence.also_archive", "file"))
    file.seek(0)
    head = file.read(kinds.HEAD)
    if kinds.medium_of(head) != wish.file.media:
        raise UserProblem(Problem("evidence.broken", "file"))
    if wish.file.media == "pdf":
        return _inspected_pdf(file, wish)
    if kinds.is_also_pdf(head):
        raise UserProblem(Problem("evidence.also_pdf", "file"))
    lies, trailing = _walked(file, wish.file)
    file.seek(0)
    # pillow and its kin are loaded only now: nothing of them is needed to refuse.
    from desk_app.attachments import pictures  # noqa: PLC0415

    width, height, small = pictures.decoded(file, wish.file.media, lies, wish.side, wish.limits)
    return Inspected(width, height, 0, ("trailing",) if trailing else (), small)


def _walked(file: BinaryIO, sealed: Sealed) -> tuple[int, bool]:
    """How the picture lies, and whether more than filling stands behind it; all parts are sound."""
    file.seek(0)
    data = file.read()
    part = jpeg if sealed.media == "jpeg" else png
    try:
        end = part.length_of_picture(data)
        return part.orientation(data), bool(data[end:].strip(_FILLING))
    except jpeg.MalformedError as error:
        raise UserProblem(Problem("evidence.broken", "file")) from error


def _inspected_pdf(file: BinaryIO, wish: Inspect) -> Inspected:
    from desk_app.attachments import pdf, pictures  # noqa: PLC0415

    file.seek(0)
    with pdf.opened(file) as document:
        pages = len(document.pages)
        flags = pdf.flags(document)
    if pages == 0:
        raise UserProblem(Problem("evidence.broken", "file"))
    if pages > wish.limits.pages:
        values = {"have": str(pages), "limit": str(wish.limits.pages)}
        raise UserProblem(Problem("evidence.too_many_pages", "file", values))
    file.seek(0)
    return Inspected(0, 0, pages, flags, pictures.page(file.read(), 0, wish.side))


def _shown(file: BinaryIO, wish: Show) -> Picture:
    from desk_app.attachments import pictures  # noqa: PLC0415

    file.seek(0)
    if wish.file.media == "pdf":
        return pictures.page(file.read(), wish.page, wish.side)
    lies, _ = _walked(file, wish.file)
    file.seek(0)
    return pictures.decoded(file, wish.file.media, lies, wish.side, wish.limits)[2]


def _clean_copy(file: BinaryIO, wish: Clean) -> list[FromWorker]:
    data, done = clean.cleaned(file.read(), wish.file.media)
    answers: list[FromWorker] = [
        Piece(data[start : start + PIECE]) for start in range(0, len(data), PIECE)
    ]
    return [*answers, Cleaned(done.turn, done.mirrored, done.signed)]


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes; afterwards nothing that prints by mistake can reach them."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return sys.stdin.buffer, answers


def _where(error: Exception) -> str:
    """Where a bug happened: no message, for it may quote the file."""
    frames = traceback.extract_tb(error.__traceback__)
    place = frames[-1] if frames else None
    line = f"{os.path.basename(place.filename)}:{place.lineno}" if place else "?"
    return f"{type(error).__name__} at {line}"


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        sys.exit(main())
