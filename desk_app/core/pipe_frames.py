"""How a message crosses the pipe between a worker process and its parent: its length, then it."""

from __future__ import annotations

from typing import IO

FRAME_LIMIT = 16 << 20
_HEAD = 4


def put_frame(pipe: IO[bytes], data: bytes) -> None:
    """Put one frame on the pipe."""
    pipe.write(len(data).to_bytes(_HEAD, "big") + data)
    pipe.flush()


def take_frame(pipe: IO[bytes]) -> bytes | None:
    """The next frame; None when the other side ended. One that is too long raises ValueError."""
    head = pipe.read(_HEAD)
    if len(head) < _HEAD:
        return None
    length = int.from_bytes(head, "big")
    if length > FRAME_LIMIT:
        raise ValueError(f"a frame of {length} bytes")
    data = pipe.read(length)
    return data if len(data) == length else None
