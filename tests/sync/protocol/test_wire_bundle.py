"""A bundle on a stick: everything comes out as it went in, or it is Malformed and nothing else."""

from __future__ import annotations

import hashlib
import io
import itertools
import tracemalloc
from collections.abc import Callable, Iterable, Iterator

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.chain import GENESIS
from desk_app.core.clock import Millis
from sync.protocol import batch, bundle, limits
from sync.protocol.base64url import decode
from sync.protocol.bundle import Closing, Kind, Manifest, Part
from sync.protocol.keys import PUBLIC_LENGTH, new_desk_keys, verify
from sync.protocol.malformed import Malformed
from sync.protocol.read_bundle import Readable, in_order, read_bundle
from sync.protocol.write_bundle import Blob, Whole, write_bundle
from tests.support.bounded import TORTURE, bounded
from tests.support.sync_ops import DESK, a_morning
from tests.sync.protocol.bundle_ends import KeptPart, Taking

KEYS = new_desk_keys(lambda length: bytes(range(length)))
STRANGER = new_desk_keys(lambda length: bytes(range(1, length + 1)))
MANIFEST = Manifest(writer=DESK, reader="", unit="07210", practice=True, made=Millis(5), protocol=1)
IDENTITY = bytes(range(16))
CODES = {
    "bundle.damaged",
    "bundle.newer",
    "bundle.not_for_us",
    "bundle.not_ours",
    "bundle.parts",
    "bundle.shape",
    "bundle.size",
}

PUSH = batch.pack(batch.make(DESK, 0, a_morning(), GENESIS), KEYS.sign)
PHOTO = bytes(range(256)) * 900
THINGS: list[Whole | Blob] = [
    Whole("push", PUSH),
    Blob(len(PHOTO), [PHOTO[:1000], PHOTO[1000:]]),
    Whole("answer", b"{}"),
    Blob(0, []),
    Whole("page", b""),
    Whole("package", b"criteria"),
]
TAKEN = [
    ("push", PUSH),
    ("blob", hashlib.sha256(PHOTO).hexdigest()),
    ("answer", b"{}"),
    ("blob", hashlib.sha256(b"").hexdigest()),
    ("page", b""),
    ("package", b"criteria"),
]


def _written(
    things: Iterable[Whole | Blob] = THINGS,
    part_size: int = bundle.MAX_PART,
    identity: bytes = IDENTITY,
) -> list[bytes]:
    parts: list[bytes] = []
    count = write_bundle(
        MANIFEST,
        things,
        sign=KEYS.sign,
        recipient=KEYS.public.recipient,
        identity=identity,
        open_part=lambda number: KeptPart(parts),
        part_size=part_size,
    )
    assert count == len(parts)
    return parts


def _read(parts: Iterable[bytes], age: str = KEYS.age) -> tuple[Closing, Taking]:
    sink = Taking()
    return read_bundle(map(io.BytesIO, parts), age, sink), sink


def _refused(parts: Iterable[bytes], age: str = KEYS.age) -> str:
    with pytest.raises(Malformed) as refused:
        _read(parts, age)
    assert refused.value.code in CODES
    return refused.value.code


def _of_records(records: bytes) -> list[bytes]:
    """A bundle of these bytes, encrypted as it should be."""
    encrypted = pyrage.encrypt(records, [pyrage.x25519.Recipient.from_str(KEYS.public.recipient)])
    return [bundle.part_bytes(Part(IDENTITY, 1)) + encrypted]


def _record(letter: bytes, content: bytes, length: int | None = None) -> bytes:
    return bundle.RECORD.pack(letter, len(content) if length is None else length) + content


GOOD_HEAD = _record(
    b"M",
    b'{"writer":"","reader":"","unit":"07210","practice":true,"made":5,"protocol":1}',
)
GOOD_END = _record(b"S", bytes(64))


def test_everything_comes_out_in_its_order_and_signed_by_the_writer() -> None:
    closing, sink = _read(_written())
    assert sink.taken == TAKEN
    assert closing.manifest == MANIFEST
    assert (closing.records, closing.passed_over) == (len(THINGS) + 2, 0)
    public = decode(KEYS.public.signing, PUBLIC_LENGTH)
    assert public is not None
    assert verify(public, closing.signed, closing.signature)


def test_the_signature_covers_all_that_is_carried_and_its_order() -> None:
    made = [THINGS, THINGS[:-1], THINGS[::-1], []]
    assert len({_read(_written(things))[0].signed for things in made}) == len(made)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(["push", "page", "answer", "package"]), st.binary()),
            st.tuples(st.just("blob"), st.binary(max_size=5_000)),
        ),
        max_size=6,
    ),
    st.integers(bundle.MIN_PART, 4_000),
)
@bounded(60)
def test_any_things_come_out_of_parts_of_any_size(
    things: list[tuple[Kind, bytes]], part_size: int
) -> None:
    carried: list[Whole | Blob] = [
        Blob(len(content), [content]) if str(kind) == "blob" else Whole(kind, content)
        for kind, content in things
    ]
    parts = _written(carried, part_size)
    assert all(len(part) <= part_size for part in parts)
    _, sink = _read(parts)
    assert sink.taken == [
        (kind, hashlib.sha256(content).hexdigest() if str(kind) == "blob" else content)
        for kind, content in things
    ]


def test_nobody_else_can_open_it() -> None:
    assert _refused(_written(), STRANGER.age) == "bundle.not_for_us"
    assert "Nguyễn".encode() not in b"".join(_written())


def test_parts_can_be_picked_in_any_order() -> None:
    parts = _written(part_size=50_000)
    assert len(parts) > 2
    for order in itertools.permutations(parts[:3]):
        heads = [(bundle.read_part(part[: bundle.PART_LENGTH]), part) for part in order]
        assert in_order(heads) == parts[:3]


def test_parts_missing_twice_mixed_or_out_of_order_are_refused() -> None:
    parts, others = _written(part_size=50_000), _written(part_size=50_000, identity=bytes(16))
    heads = [(bundle.read_part(part[: bundle.PART_LENGTH]), part) for part in parts]
    for wrong in (
        parts[1:],
        parts[::-1],
        [parts[0], *parts],
        [parts[0], *parts[2:]],
        [parts[0], others[1], *parts[2:]],
    ):
        assert _refused(wrong) == "bundle.parts"
    for picked in (heads[1:], [*heads, heads[0]], [heads[0], *heads[2:]]):
        with pytest.raises(Malformed, match=r"bundle\.parts"):
            in_order(picked)
    assert _refused(parts[:-1]) == "bundle.damaged"


def test_a_bundle_cut_at_any_byte_is_refused() -> None:
    (whole,) = _written([Whole("push", PUSH)])
    for length in range(len(whole)):
        assert _refused([whole[:length]]) in {"bundle.damaged", "bundle.not_ours"}
    assert _refused([whole + b"\0"]) == "bundle.damaged"
    assert _refused([]) == "bundle.not_ours"


def test_a_bundle_with_any_bit_turned_is_refused() -> None:
    (whole,) = _written([Whole("push", PUSH)])
    bundle_id = range(5 * 8, (5 + bundle.ID_LENGTH) * 8)  # any id will do for a single part
    for bit in range(0, len(whole) * 8, 1 if TORTURE > 1 else 7):
        if bit not in bundle_id:
            turned = bytearray(whole)
            turned[bit // 8] ^= 1 << bit % 8
            _refused([bytes(turned)])


@given(st.binary(max_size=400))
@bounded(100)
def test_made_up_bytes_are_refused(made_up: bytes) -> None:
    _refused([made_up])
    _refused([bundle.part_bytes(Part(IDENTITY, 1)) + made_up])
    _refused(_of_records(made_up))
    _refused(_of_records(GOOD_HEAD + made_up))


@pytest.mark.parametrize(
    ("records", "code"),
    [
        (b"", "bundle.damaged"),
        (GOOD_HEAD, "bundle.damaged"),
        (GOOD_HEAD + GOOD_END[:-1], "bundle.damaged"),
        (GOOD_END, "bundle.shape"),
        (GOOD_HEAD + GOOD_HEAD + GOOD_END, "bundle.shape"),
        (_record(b"P", b"") + GOOD_HEAD + GOOD_END, "bundle.shape"),
        (GOOD_HEAD + GOOD_END + b"\0", "bundle.shape"),
        (GOOD_HEAD + GOOD_END + GOOD_END, "bundle.shape"),
        (GOOD_HEAD + _record(b"S", bytes(63)), "bundle.shape"),
        (_record(b"M", b"{}") + GOOD_END, "bundle.shape"),
        (_record(b"M", b"\xff") + GOOD_END, "bundle.shape"),
        (_record(b"M", GOOD_HEAD[9:-1] + b',"made":5}') + GOOD_END, "bundle.shape"),
        (_record(b"M", b'{"a":' + b"[" * 30_000) + GOOD_END, "bundle.shape"),
        (_record(b"M", bytes(64 * 1024 + 1)) + GOOD_END, "bundle.size"),
        (GOOD_HEAD + _record(b"P", b"", limits.MAX_BODY + 1), "bundle.size"),
        (GOOD_HEAD + _record(b"B", b"", 2**64 - 1), "bundle.size"),
        (GOOD_HEAD + _record(b"K", b"", 2**63), "bundle.size"),
        (GOOD_HEAD + _record(b"S", b"", 2**63), "bundle.size"),
        (GOOD_HEAD + _record(b"B", b"short", 6), "bundle.damaged"),
        (GOOD_HEAD + _record(b"z", b"", 2**64 - 1), "bundle.damaged"),
    ],
)
def test_records_that_make_no_bundle_are_refused(records: bytes, code: str) -> None:
    assert _refused(_of_records(records)) == code


def test_more_records_than_any_desk_makes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MAX_RECORDS", 100)
    empty = _record(b"A", b"")
    assert _read(_of_records(GOOD_HEAD + empty * 98 + GOOD_END))[0].records == 100
    assert _refused(_of_records(GOOD_HEAD + empty * 99 + GOOD_END)) == "bundle.size"


def test_things_of_a_newer_release_are_passed_over_and_counted() -> None:
    records = GOOD_HEAD + _record(b"z", bytes(100_000)) + _record(b"A", b"{}") + GOOD_END
    closing, sink = _read(_of_records(records))
    assert closing.passed_over == 1
    assert sink.taken == [("answer", b"{}")]


def test_another_format_is_named_so() -> None:
    (whole,) = _written([])
    assert _refused([whole[:4] + b"\2" + whole[5:]]) == "bundle.newer"
    assert _refused([b"PK\3\4" + whole[4:]]) == "bundle.not_ours"
    assert _refused([whole[: bundle.PART_LENGTH - 2] + b"\0\0" + whole[bundle.PART_LENGTH :]]) == (
        "bundle.parts"
    )


def test_a_head_without_end_is_not_read_to_its_end() -> None:
    asked = 0

    class Endless:
        def read(self, size: int) -> bytes:
            nonlocal asked
            asked += 1
            if asked == 1:
                return bundle.part_bytes(Part(IDENTITY, 1))[:size]
            return b"-> X25519 aaaa\n"[:size]

    with pytest.raises(Malformed, match="no end"):
        read_bundle([Endless()], KEYS.age, Taking())
    assert asked < 5_000


def test_a_large_attachment_passes_through_in_small_pieces() -> None:
    size, piece = 24 * 1024 * 1024, bytes(256 * 1024)
    taken: list[int] = []

    class Counting(Taking):
        def write(self, data: bytes) -> None:
            taken.append(len(data))

        def end(self, sha256: str) -> None:
            assert sum(taken) == size

    parts: list[bytes] = []
    tracemalloc.start()
    try:
        write_bundle(
            MANIFEST,
            [Blob(size, itertools.repeat(piece, size // len(piece)))],
            sign=KEYS.sign,
            recipient=KEYS.public.recipient,
            identity=IDENTITY,
            open_part=lambda number: _Nowhere(),
        )
        assert tracemalloc.get_traced_memory()[1] < 4 * 1024 * 1024
        parts = _written([Blob(size, itertools.repeat(piece, size // len(piece)))])
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        read_bundle([io.BytesIO(parts[0])], KEYS.age, Counting())
        assert tracemalloc.get_traced_memory()[1] - before < 4 * 1024 * 1024
    finally:
        tracemalloc.stop()
    assert max(taken) <= 128 * 1024


class _Nowhere:
    """A part of which nothing is kept."""

    def write(self, data: bytes) -> None:
        pass

    def close(self) -> None:
        pass


def test_what_a_disk_or_an_item_raises_comes_through_as_it_is() -> None:
    class Full(_Nowhere):
        def write(self, data: bytes) -> None:
            raise OSError(28, "No space left on device")

    def gone() -> Iterator[bytes]:
        yield b"x"
        raise FileNotFoundError("photo")

    def write(things: Iterable[Whole | Blob], part: Callable[[int], _Nowhere]) -> None:
        write_bundle(
            MANIFEST,
            things,
            sign=KEYS.sign,
            recipient=KEYS.public.recipient,
            identity=IDENTITY,
            open_part=part,
        )

    # A few bytes are held back and written at the very end.
    for things in (THINGS, [], [Whole("answer", b"{}")]):
        with pytest.raises(OSError, match="No space"):
            write(things, lambda number: Full())
    with pytest.raises(FileNotFoundError, match="photo"):
        write([Blob(2, gone())], lambda number: _Nowhere())
    with pytest.raises(ValueError, match="attachment"):
        write([Blob(2, [b"x"])], lambda number: _Nowhere())
    with pytest.raises(ValueError, match="too many"):
        write([Whole("push", bytes(limits.MAX_BODY + 1))], lambda number: _Nowhere())


def test_what_a_reading_disk_or_the_sink_raises_comes_through_as_it_is() -> None:
    (whole,) = _written()

    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 1_000:
                raise OSError(5, "Input/output error")
            return super().read(size)

    class Refusing(Taking):
        def take(self, kind: Kind, content: bytes) -> None:
            raise KeyError(kind)

    broken: Readable = Broken(whole)
    with pytest.raises(OSError, match="Input/output"):
        read_bundle([broken], KEYS.age, Taking())
    with pytest.raises(KeyError, match="push"):
        read_bundle([io.BytesIO(whole)], KEYS.age, Refusing())
