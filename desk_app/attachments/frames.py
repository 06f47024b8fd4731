"""What the worker and its parent say to each other about one file, and how it crosses the pipe."""

from __future__ import annotations

from typing import IO

import msgspec

from desk_app.attachments.limits import Limits
from desk_app.core.case_ops import FileFlag, Medium
from desk_app.core.pipe_frames import put_frame, take_frame
from desk_app.core.problems import Problem

PIECE = 1 << 20


class Sealed(msgspec.Struct, frozen=True):
    """Where a sealed file lies, its own key, and what its first bytes said it is.

    The key goes over the pipe, never by command line, and opens this one file only.
    """

    path: str
    key: bytes
    media: Medium


class Inspect(msgspec.Struct, frozen=True, tag=True):
    """To the worker: is this what it says, and what does it look like in small?"""

    file: Sealed
    side: int
    limits: Limits


class Show(msgspec.Struct, frozen=True, tag=True):
    """To the worker: draw the picture, or one page (0 is the first), at most so wide and high."""

    file: Sealed
    page: int
    side: int
    limits: Limits


class Clean(msgspec.Struct, frozen=True, tag=True):
    """To the worker: a copy without what tells of its maker, and nothing encoded anew."""

    file: Sealed
    limits: Limits


class Picture(msgspec.Struct, frozen=True, tag=True):
    """From the worker: a JPEG that the worker itself made, upright."""

    width: int
    height: int
    jpeg: bytes


class Inspected(msgspec.Struct, frozen=True, tag=True):
    """From the worker: what the file is. width and height: of pictures, upright; pages: of PDFs."""

    width: int
    height: int
    pages: int
    flags: tuple[FileFlag, ...]
    small: Picture


class Piece(msgspec.Struct, frozen=True, tag=True):
    """From the worker: the next bytes of the cleaned copy."""

    data: bytes


class Cleaned(msgspec.Struct, frozen=True, tag=True):
    """From the worker: that was the last piece.

    turn: degrees clockwise that the picture must be turned to stand upright, for that stood in
    what was removed; mirrored: it is mirrored besides; signed: a PDF with a digital signature,
    which left as it is, because every change would break the signature.
    """

    turn: int = 0
    mirrored: bool = False
    signed: bool = False


class Refused(msgspec.Struct, frozen=True, tag=True):
    """From the worker: the file cannot be taken, for one reason."""

    problem: Problem


class Broken(msgspec.Struct, frozen=True, tag=True):
    """From the worker: a bug, told without any content of the file."""

    where: str


ToWorker = Inspect | Show | Clean
FromWorker = Picture | Inspected | Piece | Cleaned | Refused | Broken

_to_worker = msgspec.msgpack.Decoder(ToWorker)
_from_worker = msgspec.msgpack.Decoder(FromWorker)
_encode = msgspec.msgpack.Encoder().encode


def send(pipe: IO[bytes], frame: ToWorker | FromWorker) -> None:
    """Put one frame on the pipe, after its length."""
    put_frame(pipe, _encode(frame))


def receive_in_worker(pipe: IO[bytes]) -> ToWorker | None:
    """What the worker is to do; None when the parent is gone."""
    data = take_frame(pipe)
    return None if data is None else _to_worker.decode(data)


def receive_in_parent(pipe: IO[bytes]) -> FromWorker | None:
    """The next frame from the worker; None when it ended. A malformed one raises ValueError."""
    data = take_frame(pipe)
    return None if data is None else _from_worker.decode(data)
