"""Promises about any bytes at all: taken or refused in a sentence, never a crash or a hang."""

from __future__ import annotations

import random

import pytest

from desk_app.attachments import look_into
from desk_app.attachments.frames import Sealed
from desk_app.attachments.keep import Keep
from desk_app.core.errors import UserProblem
from tests.support import pictures
from tests.support.bounded import TORTURE

MANY = 8 * TORTURE
ORIGINALS = {
    "jpeg": pictures.jpeg(),
    "progressive": pictures.jpeg(progressive=True),
    "png": pictures.png(),
    "pdf": pictures.pdf(script=True, embedded=True),
}


def _harmed(original: bytes, rnd: random.Random) -> bytes:
    """The original with pieces overwritten, cut out, doubled, or its end lost; its head stays."""
    data = bytearray(original)
    for _ in range(rnd.randint(1, 6)):
        place = rnd.randrange(8, len(data))
        length = rnd.choice((1, 2, 4, 30, 400))
        how = rnd.randrange(4)
        if how == 0:
            data[place : place + length] = rnd.randbytes(length)
        elif how == 1:
            del data[place : place + length]
        elif how == 2:
            data[place:place] = data[place : place + length]
        else:
            data[place : place + 4] = rnd.choice(
                (b"\xff\xff\xff\xff", bytes(4), b"\x7f\xff\xff\xff")
            )
    if rnd.random() < 0.2:
        del data[rnd.randrange(8, len(data)) :]
    return bytes(data)


@pytest.mark.parametrize("kind", ORIGINALS)
def test_a_harmed_file_is_taken_or_refused_and_the_parent_goes_on(keep: Keep, kind: str) -> None:
    rnd = random.Random(f"{kind} 1")
    told: set[str] = set()
    for _ in range(MANY):
        data = _harmed(ORIGINALS[kind], rnd)
        with keep.taking(data) as taken:
            sealed = Sealed(str(taken.path), taken.key, taken.media)
            try:
                told.add(f"taken as {look_into.inspect(sealed).flags}")
                pieces: list[bytes] = []
                look_into.clean(sealed, pieces.append)
                assert pieces
            except UserProblem as error:
                told |= {problem.code for problem in error.problems}
    assert told
    assert list(keep.folder.iterdir()) == []
