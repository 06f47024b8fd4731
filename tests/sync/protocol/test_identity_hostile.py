"""Whatever bytes arrive, nothing raises, and nothing is taken that was not given."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol import base64url, enrolment, signed_lines
from sync.protocol.certificates import read_certificate
from sync.protocol.cursors import read_cursor, read_session
from sync.protocol.keys import verify
from sync.protocol.packages import read_manifest, unpack_package
from sync.protocol.requests import unpack_hello, unpack_hello_answer
from sync.protocol.sealing import decrypt_with
from tests.support.bounded import bounded
from tests.support.sync_keys import BEGAN, UNIT, certificate_text, desk_keys, province_keys

PUBLIC = province_keys().public
SECRET = bytes(32)
READERS: tuple[Callable[[bytes], object], ...] = (
    unpack_hello,
    lambda body: unpack_hello_answer(body, "", PUBLIC),
    enrolment.unpack_request,
    lambda body: enrolment.unpack_answer(body, b"", SECRET),
    lambda body: unpack_package(body, PUBLIC),
    lambda body: decrypt_with(body, desk_keys(1).age),
    lambda body: read_certificate(body.decode("latin-1"), PUBLIC),
    lambda body: read_manifest(body.decode("latin-1"), PUBLIC),
    lambda body: read_cursor(SECRET, body.decode("latin-1") or "x", UNIT, "S1"),
    lambda body: read_session(SECRET, body.decode("latin-1"), BEGAN),
    lambda body: verify(PUBLIC, b"told", body) or None,
)
SURROGATE = b'"\\ud800"'
TAG = base64url.encode(bytes(64)).encode()
MAC = base64url.encode(bytes(32)).encode()
# Bodies that look like ours from outside: JSON of any shape, with lines of the right length.
LIKE_OURS = st.builds(
    lambda line, tags: b"\n".join((line, *tags, b"")),
    st.one_of(
        st.binary(max_size=40),
        st.sampled_from(
            [
                b"{}",
                b"[]",
                b"null",
                b'{"protocol":[1,1]}',
                b"[" * 3000,
                b'{"a":' * 3000,
                b'"\\ud800"',
            ]
        ),
    ),
    st.lists(st.sampled_from([TAG, MAC, b"", b"A", b"=", b"\xff"]), max_size=4),
)


@bounded(300)
@given(st.one_of(st.binary(max_size=200), LIKE_OURS))
def test_arbitrary_bytes_are_nothing(body: bytes) -> None:
    for reader in READERS:
        assert reader(body) is None


@bounded(200)
@given(
    st.text(alphabet="ABCDwxyz0189-_.", max_size=60),
    st.integers(0, 400),
    st.sampled_from(["", "A", ".", "\n"]),
)
def test_a_certificate_with_anything_put_into_it_is_none(text: str, place: int, more: str) -> None:
    whole = certificate_text(1)
    changed = whole[:place] + text + more + whole[place:]
    found = read_certificate(changed, PUBLIC)
    assert (found is not None) == (changed == whole)


@bounded(200)
@given(st.binary(max_size=60), st.lists(st.binary(min_size=1, max_size=40), max_size=3))
def test_a_signed_line_comes_out_as_it_went_in(line: bytes, tags: list[bytes]) -> None:
    body = signed_lines.pack(line, *tags)
    found = signed_lines.unpack(body, *map(len, tags))
    if b"\n" in line:
        assert found is None
        return
    assert found == signed_lines.SignedLine(line, tuple(tags))
    assert signed_lines.unpack(body, *map(len, tags), 1) is None
    assert signed_lines.unpack(body + b"\n", *map(len, tags)) is None
    assert signed_lines.unpack(body[:-1], *map(len, tags)) is None


@pytest.mark.parametrize("length", [signed_lines.LONGEST, signed_lines.LONGEST + 1])
def test_what_is_too_long_is_not_read(length: int) -> None:
    body = signed_lines.pack(b"x" * (length - 1))
    assert (signed_lines.unpack(body) is not None) == (length <= signed_lines.LONGEST)
