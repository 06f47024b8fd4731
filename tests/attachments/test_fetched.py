"""A file that comes in pieces: sealed as it comes, whole or not at all, resumed after any crash."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.attachments.fetched import Fetched
from desk_app.attachments.keep import Keep
from desk_app.attachments.sealed import CHUNK
from tests.support.bounded import bounded

HEAD = b"\x89PNG\r\n\x1a\n"
SIZES = (1, 7, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5)


def content(size: int) -> bytes:
    """Bytes that begin like a picture."""
    return (HEAD + random.Random(size).randbytes(size))[: max(size, len(HEAD))]


def begun(keep: Keep, data: bytes) -> Fetched:
    """As another start of the program finds it."""
    return Fetched(keep, hashlib.sha256(data).hexdigest(), len(data))


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """An empty keep."""
    return Keep(tmp_path / "attachments", bytes(32))


def finished(keep: Keep, made: Fetched) -> bytes:
    """What lies in the keep once the file has its name."""
    taken = made.finish()
    assert taken is not None
    keep.put_in_place(taken)
    return b"".join(keep.pieces(made.sha256))


@pytest.mark.parametrize("size", SIZES)
def test_a_file_in_pieces_is_the_same_as_one_attached_at_once(keep: Keep, size: int) -> None:
    data = content(size)
    made = begun(keep, data)
    for first in range(0, len(data), 16_384):
        made.add(first, data[first : first + 16_384])

    assert made.have == len(data)
    assert finished(keep, made) == data
    assert [path.name for path in keep.folder.iterdir()] == [keep.place(made.sha256).name]


@bounded(80)
@given(st.data())
def test_pieces_that_overlap_repeat_or_leave_gaps_end_in_the_same_file(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    keep = Keep(tmp_path_factory.mktemp("desk") / "attachments", bytes(32))
    whole = content(data.draw(st.sampled_from(SIZES)))
    made = begun(keep, whole)
    for _ in range(data.draw(st.integers(0, 6))):
        first = data.draw(st.integers(0, len(whole)))
        made.add(first, whole[first : first + data.draw(st.integers(0, 2 * CHUNK))])
        assert made.have <= len(whole)
        if data.draw(st.booleans()):
            made = begun(keep, whole)  # the program was killed
    while made.have < len(whole):
        made.add(made.have, whole[made.have : made.have + CHUNK])

    assert finished(keep, made) == whole


def test_a_torn_end_is_fetched_again(keep: Keep) -> None:
    data = content(5 * CHUNK)
    made = begun(keep, data)
    made.add(0, data[: 4 * CHUNK + 3])
    (file,) = keep.folder.iterdir()
    file.write_bytes(file.read_bytes()[:-100])

    again = begun(keep, data)
    assert again.have == 3 * CHUNK
    again.add(3 * CHUNK, data[3 * CHUNK :])

    assert finished(keep, again) == data


def test_a_kill_between_the_last_chunk_and_the_name_costs_one_chunk(keep: Keep) -> None:
    for size in (2 * CHUNK, 2 * CHUNK + 9):
        data = content(size)
        made = begun(keep, data)
        made.add(0, data)
        assert made.finish() is not None

        again = begun(keep, data)
        assert again.have == (size - 1) // CHUNK * CHUNK
        again.add(again.have, data[again.have :])

        assert finished(keep, again) == data


@pytest.mark.parametrize("harm", ["head", "middle", "other file", "no picture"])
def test_what_is_not_the_file_leaves_nothing(keep: Keep, harm: str) -> None:
    data = content(3 * CHUNK)
    made = begun(keep, data)
    if harm == "other file":
        made.add(0, data[:-1] + bytes([data[-1] ^ 1]))
    elif harm == "no picture":
        data = bytes(3 * CHUNK)
        made = begun(keep, data)
        made.add(0, data)
    else:
        made.add(0, data)
        (file,) = keep.folder.iterdir()
        sealed = bytearray(file.read_bytes())
        sealed[6 if harm == "head" else len(sealed) // 2] ^= 1
        file.write_bytes(bytes(sealed))

    assert made.finish() is None

    assert list(keep.folder.iterdir()) == []
    assert made.have == 0


def test_more_than_the_file_is_not_taken(keep: Keep) -> None:
    data = content(CHUNK)
    made = begun(keep, data)
    made.add(0, data + b"more")
    assert made.have == 0
    made.add(5, data)
    assert made.have == 0


def test_nothing_of_what_came_can_be_read_on_the_disk(keep: Keep) -> None:
    data = content(3 * CHUNK)
    made = begun(keep, data)
    made.add(0, data[: 2 * CHUNK + 50])
    (file,) = keep.folder.iterdir()

    assert data[:8] not in file.read_bytes()
    assert data[CHUNK : CHUNK + 16] not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


def test_a_piece_may_be_read_from_any_place(keep: Keep) -> None:
    data = content(3 * CHUNK + 5)
    with keep.taking(data) as taken:
        keep.put_in_place(taken)
    for first, length in ((0, 10), (CHUNK - 3, 6), (CHUNK, 2 * CHUNK), (3 * CHUNK, 100)):
        assert keep.piece(taken.sha256, first, length) == data[first : first + length]
    assert keep.here([taken.sha256, "0" * 64]) == {taken.sha256}


def test_another_program_that_went_on_with_the_file_does_not_spoil_it(keep: Keep) -> None:
    data = content(5 * CHUNK)
    first, second = begun(keep, data), begun(keep, data)
    first.add(0, data[: CHUNK + 100])
    second.add(0, data[: 3 * CHUNK + 7])
    assert first.have == 3 * CHUNK
    first.add(first.have, data[first.have :])

    assert finished(keep, first) == data
