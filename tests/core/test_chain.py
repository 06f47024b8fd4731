"""The chain: one way to write a header, one hash for what was written, none lost by erasing."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core import chain
from desk_app.core.chain import (
    GENESIS,
    NO_PERSON,
    Header,
    header_bytes,
    link,
    person_digest,
    salt_before,
)
from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId, OfficerId, OpId, SubjectId
from tests.support.bounded import bounded

DESK = DeskId("0123456789ABCDEF")
HEADER = Header(
    desk=DESK,
    epoch=0,
    seq=2,
    kind="visit.voided",
    version=1,
    subject=SubjectId(f"{DESK}.0.1"),
    base=(OpId(DESK, 0, 1),),
    lamport=2,
    officer=OfficerId("0FF1CE"),
    wall=Millis(1_792_000_000_000),
    mono=5,
    boot="b00t",
    act=Millis(1_792_000_000_000),
)

TEXTS = st.text(max_size=6)
NUMBERS = st.integers(0, 2**40)
HEADERS = st.builds(
    Header,
    desk=TEXTS,
    epoch=NUMBERS,
    seq=NUMBERS,
    kind=TEXTS,
    version=NUMBERS,
    subject=TEXTS,
    base=st.lists(st.builds(OpId, st.just(DESK), NUMBERS, NUMBERS), max_size=2).map(tuple),
    lamport=NUMBERS,
    officer=TEXTS,
    wall=NUMBERS,
    mono=NUMBERS,
    boot=TEXTS,
    act=NUMBERS,
)


def test_the_bytes_of_a_header_are_fixed_for_ever() -> None:
    # Written down by hand from the description; a change here breaks every log there is.
    fields = [
        "0123456789ABCDEF", "0", "2", "visit.voided", "1", "0123456789ABCDEF.0.1",
        "0123456789ABCDEF.0.1", "2", "0FF1CE", "1792000000000", "5", "b00t", "1792000000000",
    ]  # fmt: skip
    expected = b"mot-cua op 1" + b"".join(
        len(field).to_bytes(4, "big") + field.encode() for field in fields
    )

    assert header_bytes(HEADER) == expected


def test_the_hash_of_an_op_is_fixed_for_ever() -> None:
    salt, person = bytes(range(16)), b'{"reason":"tr\xc3\xb9ng"}'
    digest = person_digest(salt, person)
    linked = link(GENESIS, header_bytes(HEADER), b"{}", digest)

    assert digest == hashlib.sha256(salt + person).digest()
    assert linked == hashlib.sha256(bytes(32) + header_bytes(HEADER) + b"{}" + digest).digest()
    assert linked.hex() == ("2b7cd6e766bd580877df9e11c9c81348d92523aedc9b152abda203f06389e18c")


def test_an_op_without_a_person_part_carries_zeros() -> None:
    assert person_digest(None, None) == NO_PERSON == bytes(32)


def test_an_erased_person_part_changes_no_hash() -> None:
    digest = person_digest(bytes(16), b"{}")
    before = link(GENESIS, header_bytes(HEADER), b"{}", digest)

    # After the erasure salt and person are gone; the digest the op was born with is not.
    assert link(GENESIS, header_bytes(HEADER), b"{}", digest) == before
    assert link(GENESIS, header_bytes(HEADER), b"{}", person_digest(None, None)) != before


@bounded(200)
@given(HEADERS, HEADERS)
def test_different_headers_have_different_bytes(one: Header, other: Header) -> None:
    assert (header_bytes(one) == header_bytes(other)) == (one == other)


CHANGES: dict[str, Any] = {
    "desk": "0123456789ABCDEG",
    "epoch": 1,
    "seq": 3,
    "kind": "visit.logged",
    "version": 2,
    "subject": "month:2026-10",
    "base": (),
    "lamport": 3,
    "officer": "0FF1CF",
    "wall": 1_792_000_000_001,
    "mono": 6,
    "boot": "b01t",
    "act": 1_792_000_000_001,
}


@pytest.mark.parametrize("field", Header.__struct_fields__)
def test_every_field_of_the_header_is_in_the_hash(field: str) -> None:
    changed = msgspec.structs.replace(HEADER, **{field: CHANGES[field]})

    assert header_bytes(changed) != header_bytes(HEADER)


def test_a_byte_cannot_wander_from_one_field_into_the_next() -> None:
    one = msgspec.structs.replace(HEADER, kind="ab", boot="c")
    other = msgspec.structs.replace(HEADER, kind="a", boot="bc")

    assert header_bytes(one) != header_bytes(other)
    assert len(header_bytes(one)) == len(header_bytes(other))


@bounded(100)
@given(
    st.binary(min_size=32, max_size=32),
    st.binary(max_size=40),
    st.binary(min_size=32, max_size=32),
    st.integers(0, 2**16),
)
def test_a_flipped_bit_in_any_part_gives_another_hash(
    previous: bytes, facts: bytes, digest: bytes, place: int
) -> None:
    parts = previous + facts + digest
    at = place % (len(parts) * 8)
    flipped = bytearray(parts)
    flipped[at // 8] ^= 1 << at % 8
    changed = bytes(flipped)
    header = header_bytes(HEADER)

    assert link(previous, header, facts, digest) != link(
        changed[:32], header, changed[32:-32], changed[-32:]
    )


def test_the_salt_has_sixteen_bytes() -> None:
    assert chain.SALT_LENGTH == 16


def test_the_salt_of_a_visit_follows_from_its_case_and_tells_nothing_of_it() -> None:
    case = bytes(range(16))
    visit = salt_before(case)
    assert visit == hashlib.sha256(b"mot-cua salt 1" + case).digest()[:16]
    assert len({case, visit, salt_before(visit)}) == 3
