"""What is compressed comes out again, and nothing that arrives inflates too far."""

from __future__ import annotations

import hashlib
import struct
import tracemalloc
import zlib

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol import squeeze
from sync.protocol.dictionary import dictionary_1
from sync.protocol.limits import MAX_INFLATED
from sync.protocol.malformed import Malformed
from tests.support.bounded import bounded

# Bodies made with it must inflate for five years, so it never changes: another format, another
# dictionary.
DICTIONARY_1 = "50a706c711f5ae169939b6a0942f98ff88a7768c0dfc4dd44c8a132afc5e9db1"

_LINES = st.lists(
    st.one_of(
        st.sampled_from(["0a" * 16, "1b" * 16, "2c" * 32, "3D" * 16, "00", '"', "{}"]),
        st.binary(min_size=16, max_size=16).map(bytes.hex),
        st.text(st.characters(blacklist_characters="\x01\x02\x03", codec="utf-8")),
    ),
    max_size=30,
)


def _frame(data: bytes, **named: bool) -> bytes:
    parameters = zstandard.ZstdCompressionParameters.from_level(
        3, format=zstandard.FORMAT_ZSTD1_MAGICLESS, write_dict_id=False, **named
    )
    return zstandard.ZstdCompressor(compression_params=parameters).compress(data)


def _body(frame: bytes, values: bytes = b"", form: int = 1) -> bytes:
    rest = struct.pack(">H", len(values) // 16) + values + frame
    return struct.pack(">BI", form, zlib.crc32(rest)) + rest


def _refused(body: bytes, limit: int = MAX_INFLATED) -> str:
    with pytest.raises(Malformed) as refused:
        squeeze.inflate(body, limit)
    return refused.value.code


def test_the_dictionary_never_changes() -> None:
    assert hashlib.sha256(dictionary_1()).hexdigest() == DICTIONARY_1


@given(_LINES)
@bounded(200)
def test_any_text_comes_out_as_it_went_in(pieces: list[str]) -> None:
    text = "\n".join(f'"{piece}"' for piece in pieces).encode()
    assert squeeze.inflate(squeeze.squeeze(text, squeeze.QUICK)) == text


def test_a_value_is_sent_once_however_often_and_far_apart_it_stands() -> None:
    value, others = '"' + "ab" * 16 + '"', [f'"{n:032x}"' for n in range(400)]
    near = "".join([value, value, *others[:3], value]).encode()
    far = "".join([value, *others, value]).encode()
    assert len(squeeze.mark(near)[1]) == 4 * 16
    assert len(squeeze.mark(far)[1]) == 401 * 16
    for text in (near, far):
        assert squeeze.inflate(squeeze.squeeze(text)) == text


def test_more_values_than_can_stand_beside_the_text_stay_in_it() -> None:
    text = "".join(f'"{n:032x}"' for n in range(70_000)).encode()
    assert squeeze.inflate(squeeze.squeeze(text, squeeze.QUICK)) == text


@pytest.mark.parametrize("mark", ["\x01", "\x02", "\x03"])
def test_marks_in_a_text_are_refused_before_they_are_sent(mark: str) -> None:
    with pytest.raises(ValueError, match="control"):
        squeeze.squeeze(f'{{"a":"{mark}"}}'.encode())


def test_a_bomb_is_refused_before_it_takes_memory() -> None:
    bomb = _body(_frame(bytes(300 * 1024 * 1024)))
    assert len(bomb) < 64 * 1024
    tracemalloc.start()
    try:
        assert _refused(bomb) == "sync.body_size"
        assert tracemalloc.get_traced_memory()[1] < 2 * MAX_INFLATED
    finally:
        tracemalloc.stop()


def test_a_bomb_that_hides_its_size_is_refused() -> None:
    bomb = _body(_frame(bytes(64 * 1024 * 1024), write_content_size=False))
    assert _refused(bomb) == "sync.body_size"


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    honest = _frame(bytes(3_000_000))
    at = honest.index((3_000_000).to_bytes(4, "little"))
    for lie in (10, 2_999_999, 3_000_001):
        lying = honest[:at] + lie.to_bytes(4, "little") + honest[at + 4 :]
        assert _refused(_body(lying)) == "sync.body_packing"


def test_a_bomb_of_marks_is_refused() -> None:
    marks = b"\x01" + b"\x02 " * 1_000_000
    assert _refused(_body(_frame(marks), values=bytes(16))) == "sync.body_size"


def test_a_second_frame_behind_the_first_is_refused() -> None:
    whole = squeeze.squeeze(b'{"a":1}')
    for tail in (b"\0", _frame(b"more"), b"\x50\x2a\x4d\x18\0\0\0\0", whole):
        assert _refused(whole + tail) == "sync.body_packing"


@pytest.mark.parametrize(
    ("marked", "values", "why"),
    [
        (b'"\x01"', b"", "missing"),
        (b'""', bytes(16), "too many"),
        (b'"\x02 "', b"", "without a value"),
        (b'"\x01\x02!"', bytes(16), "without a value"),
        (b'"\x01\x03! "', bytes(16), "without a value"),
        (b'"\x02\n', b"", "cut short"),
        (b'"\x03 \n', b"", "cut short"),
        (b'"\x03', b"", "cut short"),
    ],
)
def test_marks_without_values_and_values_without_marks_are_refused(
    marked: bytes, values: bytes, why: str
) -> None:
    with pytest.raises(Malformed, match=why) as refused:
        squeeze.inflate(_body(_frame(marked), values=values))
    assert refused.value.code == "sync.body_packing"


@pytest.mark.parametrize(
    "other",
    [
        b"",
        b"\x01",
        bytes(7),
        b"<html><body>Wi-Fi</body></html>",
        b'{"plain":"JSON"}',
        zlib.compress(b"{}"),
        zstandard.ZstdCompressor().compress(b"{}"),
        _body(_frame(b"{}"), form=2),
        _body(_frame(b"{}"))[:-1],
        _body(b""),
        _body(b"\0"),
        b"\x01" + b"\xff" * 40,
    ],
)
def test_other_bytes_are_refused(other: bytes) -> None:
    assert _refused(other) == "sync.body_packing"


def test_the_limit_counts_what_stands_in_the_text_at_last() -> None:
    text = b'"' + b"ab" * 16 + b'"'
    body = squeeze.squeeze(text)
    assert squeeze.inflate(body, len(text)) == text
    assert _refused(body, len(text) - 1) == "sync.body_size"
