"""Bodies that are cut, changed, made up or turned round: each is Malformed and nothing else."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.chain import GENESIS
from sync.protocol import batch, limits, page, squeeze
from sync.protocol.malformed import Malformed
from sync.protocol.messages import PageHead
from tests.support.bounded import TORTURE, bounded
from tests.support.sync_ops import DESK, a_morning, chained, op

CODES = {
    "sync.body_chain",
    "sync.body_limits",
    "sync.body_packing",
    "sync.body_protocol",
    "sync.body_shape",
    "sync.body_signature",
    "sync.body_size",
}


def _sign(_: bytes) -> bytes:
    return bytes(range(64))


BATCH = batch.make(DESK, 0, a_morning(), GENESIS)
LINES = batch.lines(BATCH, _sign)
BODY = batch.pack(BATCH, _sign)
PAGE = page.pack_page(
    PageHead(cursor="c", count=0, more=False, server_epoch="e"),
    [page.Run(GENESIS, BATCH.ops)],
    _sign,
)
READERS: list[tuple[bytes, Callable[[bytes], object]]] = [
    (BODY, batch.unpack),
    (PAGE, page.unpack_page),
]


def _code(body: bytes, read: Callable[[bytes], object] = batch.unpack) -> str:
    with pytest.raises(Malformed) as refused:
        read(body)
    assert refused.value.code in CODES
    assert refused.value.code in str(refused.value)
    return refused.value.code


def _of_lines(text: bytes) -> str:
    return _code(squeeze.squeeze(text, squeeze.QUICK))


def _with_line(place: int, line: bytes) -> str:
    lines = LINES.split(b"\n")
    lines[place] = line
    return _of_lines(b"\n".join(lines))


def _first(**changed: object) -> bytes:
    return json.dumps({**json.loads(LINES.split(b"\n")[0]), **changed}).encode()


def _op_line(**changed: object) -> bytes:
    """The line of the second op with some of its parts changed; facts and person as they are."""
    parts = json.loads(LINES.split(b"\n")[2])
    names = ["wall", "rest", "kind", "version", "subject", "facts", "person", "salt"]
    for name, value in changed.items():
        parts[names.index(name)] = value
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize(("body", "read"), READERS)
def test_a_body_cut_at_any_byte_is_refused(body: bytes, read: Callable[[bytes], object]) -> None:
    for length in range(len(body)):
        assert _code(body[:length], read) in {"sync.body_packing", "sync.body_size"}


@pytest.mark.parametrize(("body", "read"), READERS)
def test_a_body_with_any_bit_turned_is_refused(
    body: bytes, read: Callable[[bytes], object]
) -> None:
    for bit in range(len(body) * 8):
        turned = bytearray(body)
        turned[bit // 8] ^= 1 << bit % 8
        _code(bytes(turned), read)


def test_lines_cut_at_any_byte_are_refused() -> None:
    for length in range(len(LINES)):
        _of_lines(LINES[:length])


def test_any_byte_changed_in_the_lines_is_refused_or_a_signature_of_somebody_else() -> None:
    rng = Random(5)
    others = b'0123456789abcdef"{}[],:\\ n-.eE\xff\xc3\xbb'
    for _ in range(1_500 * TORTURE):
        turned = bytearray(LINES)
        turned[rng.randrange(len(LINES))] = rng.choice(others)
        arrived = _taken(squeeze.squeeze(bytes(turned), squeeze.QUICK))
        # Health and the signature's own digits are in no hash.
        assert arrived is None or (arrived.ops, arrived.head) == (BATCH.ops, BATCH.head)


def _taken(body: bytes) -> batch.Batch | None:
    try:
        return batch.unpack(body).batch
    except Malformed:
        return None


@given(st.binary(max_size=200))
@bounded(300)
def test_made_up_bytes_are_refused(made_up: bytes) -> None:
    _code(made_up)
    _code(made_up, page.unpack_page)
    if not set(made_up) & {1, 2, 3}:
        _of_lines(made_up)
        _code(squeeze.squeeze(made_up, squeeze.QUICK), page.unpack_page)


def test_a_body_longer_than_anything_sent_is_not_even_inflated() -> None:
    assert _code(bytes(limits.MAX_BODY + 1)) == "sync.body_size"
    assert _code(bytes(limits.MAX_BODY + 1), page.unpack_page) == "sync.body_size"


def test_lines_left_out_repeated_or_turned_round_are_refused() -> None:
    lines = LINES.split(b"\n")
    head, ops, tail = lines[0], lines[1:5], lines[5:]
    for wrong in (ops[1:], ops[:-1], [*ops, ops[-1]], [*ops, b""], ops[::-1], []):
        assert _of_lines(b"\n".join([head, *wrong, *tail])) in {
            "sync.body_shape",
            "sync.body_chain",
            "sync.body_limits",
        }
    assert _of_lines(b"\n".join([*ops, *tail])) == "sync.body_shape"
    assert _of_lines(b"\n".join([head, *ops, b""])) in {"sync.body_signature", "sync.body_shape"}
    assert _of_lines(LINES + LINES) in {"sync.body_shape"}


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b"{}",
        b'"%b"' % (b"0" * 128),
        b'{"signature":"%b"}' % (b"0" * 127),
        b'{"signature":"%b"}' % (b"0" * 129),
        b'{"signature":"%b"}' % (b"A" * 128),
        b'{"signature":"%b"}' % (b"g" * 128),
        b'{"signature":null}',
        b'{"signature":' + b"[" * 20_000 + b"}",
    ],
)
def test_a_wrong_line_of_the_signature_is_refused(line: bytes) -> None:
    assert _with_line(5, line) in {"sync.body_signature", "sync.body_shape"}


def test_a_signature_told_twice_is_refused() -> None:
    twice = b'{"signature":"%b","signature":"%b"}' % (b"0" * 128, b"1" * 128)
    assert _with_line(5, twice) == "sync.body_shape"


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("protocol", [None, "1", 1.5, True, [1]]),
        ("desk", ["", "x", DESK.lower(), DESK + "0", "../../../../etc", None, 5]),
        ("epoch", [-1, 10**9, 0.5, "0", None, 2**70]),
        ("first", [0, -1, 2**53, 10**400, "1", None]),
        ("count", [0, 3, 5, -1, 513, 2**60, None]),
        ("previous", ["", "0" * 63, "0" * 65, "G" * 64, "A" * 64, None, 0]),
        ("head", ["", "0" * 63, "x" * 64, None]),
        ("health", [None, 5, [], {"waiting": "many"}, {"waiting": 10**400}, {"free": 0.5}]),
    ],
)
def test_a_first_line_of_the_wrong_shape_is_refused(field: str, values: list[object]) -> None:
    for value in values:
        assert _with_line(0, _first(**{field: value})) in {"sync.body_shape"}


def test_first_lines_that_no_two_readers_understand_alike_are_refused() -> None:
    line = LINES.split(b"\n")[0]
    for twin in (b'"first":1', b'"desk":"ZZZZZZZZZZZZZZZZ"', b'"head":"%b"' % (b"0" * 64)):
        assert _with_line(0, line[:-1] + b"," + twin + b"}") == "sync.body_shape"
    for odd in (b'"new":NaN', b'"new":Infinity', b'"new":01', b'"new":"\\ud800"', b'"new":"\xff"'):
        assert _with_line(0, line[:-1] + b"," + odd + b"}") == "sync.body_shape"
    for deep in (b"[" * 50_000, b"[" * 50_000 + b"]" * 50_000, b'{"a":' * 50_000):
        assert _with_line(0, line[:-1] + b',"new":' + deep + b"}") == "sync.body_shape"


def test_a_first_or_last_line_too_long_is_not_read() -> None:
    for many in (b'"new":[' + b"[]," * 30_000 + b"[]]", b'"new":"' + b"x" * 70_000 + b'"'):
        line = LINES.split(b"\n")[0]
        assert _with_line(0, line[:-1] + b"," + many + b"}") == "sync.body_shape"
    signature = LINES.split(b"\n")[5]
    assert _with_line(5, signature[:-1] + b',"new":"' + b"x" * 1_000 + b'"}') == "sync.body_shape"


def test_a_field_of_a_newer_release_is_passed_over() -> None:
    lines = LINES.split(b"\n")
    lines[0] = lines[0][:-1] + b',"mood":{"weather":"rain"}}'
    assert batch.unpack(squeeze.squeeze(b"\n".join(lines))).batch == BATCH


def test_a_protocol_not_spoken_here_is_named_so() -> None:
    assert _with_line(0, _first(protocol=2)) == "sync.body_protocol"
    assert _with_line(0, _first(protocol=0)) == "sync.body_protocol"


def test_ops_that_do_not_lead_to_the_head_are_refused() -> None:
    assert _with_line(0, _first(head="0" * 64)) == "sync.body_chain"
    assert _with_line(0, _first(previous="1" * 64)) == "sync.body_chain"
    assert _with_line(0, _first(first=2)) == "sync.body_chain"
    assert _with_line(0, _first(epoch=1)) == "sync.body_chain"
    assert _with_line(2, _op_line(facts={})) == "sync.body_chain"
    assert _with_line(2, _op_line(salt="00" * 16)) == "sync.body_chain"
    assert _with_line(2, _op_line(person={"name": "Somebody"})) == "sync.body_chain"
    assert _with_line(3, b'[1000,0,"rating.given",2,2,{"answer":1}]') == "sync.body_chain"


@pytest.mark.parametrize(
    ("part", "values"),
    [
        ("wall", [None, "1", 0.5, 2**53 + 1, -(2**60), 10**400, 1e300]),
        ("kind", [None, 5, "two words", "\u0000", "tên", 'quo"te', "k" * 129]),
        ("version", [-1, 2**53, None, "1", 10**400, 1.5]),
        ("subject", [-1, 2, 10**20, None, "two words", "\u202e", "s" * 129, 0.5, []]),
        ("facts", [None, 5, [], "not base64!", "ab=c", "YQ", True]),
        ("person", [None, 2, 5, [], [0], [0, 1], [9, {}], [-1, {}], [1000, {}], True, "?"]),
        ("person", [[0, {}, 1], [0, "{}"], ["0", {}], [0.5, {}], [None, {}]]),
        ("salt", [None, "", "0" * 31, "0" * 33, "0" * 34, "A" * 32, "g" * 32, 5]),
    ],
)  # fmt: skip
def test_a_line_of_an_op_of_the_wrong_shape_is_refused(part: str, values: list[object]) -> None:
    for value in values:
        assert _with_line(2, _op_line(**{part: value})) in {"sync.body_shape", "sync.body_limits"}


@pytest.mark.parametrize("place", [1, 2])
def test_a_salt_that_is_told_nowhere_or_twice_is_refused(place: int) -> None:
    parts = json.loads(LINES.split(b"\n")[place])
    salt = parts[-1]
    wrong: list[list[object]] = [[], [salt, 1], [salt[1:], 1], [salt.upper(), 1], ["", 1]]
    wrong += [[salt, other] for other in (0, 2, -1, 1.5, True, None, "1", [1])]
    for ends in [*wrong, [salt, 1, 1]]:
        line = json.dumps([*parts[:-1], *ends], ensure_ascii=False, separators=(",", ":"))
        assert _with_line(place, line.encode()) == "sync.body_shape"


@pytest.mark.parametrize(
    "rest",
    [
        None,
        "0",
        0.5,
        2**60,
        10**400,
        ["0"],
        [0, "x"],
        [0, [0]],
        [0, [-1]],
        [0, [2]],
        [0, [10**30]],
        [0, ["x"]],
        [0, ["PXJ7Q0000000000Z.0.0"]],
        [0, ["PXJ7Q0000000000Z.00.1"]],
        [0, [1, 1]],
        [0, ["ZZZZZZZZZZZZZZZZ.0.1", 1]],
        [0, [f"ZZZZZZZZZZZZZZZZ.0.{n}" for n in range(1, 1_100)]],
        [0, None, -5],
        [0, None, 2**53],
        [0, None, 10**400],
        [0, None, 0, "two words"],
        [0, None, 0, 5],
        [0, None, 0, None, "\n"],
        [0, None, 0, None, None, 2**54],
        [0, None, 0, None, None, 0, "0" * 64],
        [0, None, 0, None, None, 0, None, 1],
        {"base": []},
    ],
)
def test_a_rest_of_a_header_of_the_wrong_shape_is_refused(rest: object) -> None:
    assert _with_line(2, _op_line(rest=rest)) in {"sync.body_shape", "sync.body_limits"}


def test_the_digest_of_an_erased_person_part_is_sixty_four_digits() -> None:
    for digest in ("", "0" * 63, "0" * 65, "A" * 64, "x" * 64, 5):
        line = json.dumps([1000, [0, None, 0, None, None, 0, digest], "rating.given", 2, 2, {}])
        assert _with_line(3, line.encode()) == "sync.body_shape"


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b"{}",
        b"[1000]",
        b'[1000,0,"rating.given",2,2]',
        b'[1000,0,"rating.given",2,2,{"answer":5},null,null,null]',
        b'[1000,0,"rating.given",2,2,{"answer":NaN}]',
        b'[1000,0,"rating.given",2,2,{"answer":05}]',
        b'[1000,0,"rating.given",2,2,{"answer":5}',
        b'[1000,0,"rating.given",2,2,{"answer":5}]]',
        b'[1000,0,"rating.given",2,2,{"answer":5}] 7',
        b'[1000,0,"rating.given",2,2,{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}]",
        b'[1000,0,"rating.given",2,2,{"a":"\\ud800"}]',
        b'[1000,0,"rating.given",2,2,{"visit":"~3"}]',
        b'[1000,0,"rating.given",2,2,{"visit":"~9999999999999999"}]',
        b"[1000,0,\"rating.given\",2,2,{'answer':5}]",
        b"\xff\xfe[\x00",
    ],
)
def test_a_line_that_is_no_op_is_refused(line: bytes) -> None:
    assert _with_line(3, line) in {"sync.body_shape", "sync.body_limits"}


def test_a_number_that_follows_none_is_refused() -> None:
    assert _with_line(2, _op_line(facts={"number": "#1"})) == "sync.body_shape"


def test_an_op_too_large_is_refused_though_it_inflates() -> None:
    large = [1000, 0, "rating.given", 2, 2, {"a": "x" * (limits.MAX_OP + 1)}]
    assert _with_line(3, json.dumps(large).encode()) == "sync.body_limits"
    assert _with_line(2, _op_line(person={"a": "x" * (limits.MAX_OP + 1)})) == "sync.body_limits"


def test_payloads_that_grow_while_they_are_read_are_refused() -> None:
    begin = json.dumps([0, 0, "visit.logged", 2, 0, {}, {"a": "x" * 900_000}, "0" * 32]).encode()
    for again in (b"1", b'[0,{"b":1}]', b"[1,{}]"):
        one = b'[0,0,"visit.logged",2,0,{},%b,"%b"]' % (again, b"0" * 32)
        lines = LINES.split(b"\n")
        text = b"\n".join([_first(count=501), begin, *[one] * 500, *lines[5:]])
        assert _of_lines(text) in {"sync.body_limits", "sync.body_shape"}


def test_ops_that_hold_too_much_for_one_body_are_not_sent() -> None:
    person = b'{"a":"' + b"x" * 1_000_000 + b'"}'
    ops = chained(op(seq, person=person) for seq in range(1, 6))
    with pytest.raises(ValueError, match="too much"):
        batch.pack(batch.make(DESK, 0, ops, GENESIS), _sign)
    runs = [page.Run(GENESIS, (one,)) for one in ops]
    head = PageHead(cursor="c", count=0, more=False, server_epoch="e")
    with pytest.raises(ValueError, match="too much"):
        page.pack_page(head, runs, _sign)
    whole = page.unpack_page(page.pack_page(head, [page.Run(GENESIS, tuple(ops[:4]))], _sign))
    assert whole.ops == tuple(ops[:4])


def test_more_ops_than_agreed_are_refused() -> None:
    many = tuple(chained(op(seq, "rating.given", b'{"answer":3}') for seq in range(1, 514)))
    too_many = batch.Batch(
        desk=DESK, epoch=0, first=1, previous=GENESIS, head=many[-1].hash, ops=many
    )
    assert _code(batch.pack(too_many, _sign)) == "sync.body_shape"


def test_hundreds_of_thousands_of_lines_are_not_taken_apart() -> None:
    lines = LINES.split(b"\n")
    many = b"".join([lines[0] + b"\n", b"[]\n" * 1_000_000, lines[5] + b"\n"])
    for read in (batch.unpack, page.unpack_page):
        tracemalloc.start()
        try:
            assert _code(squeeze.squeeze(many, squeeze.QUICK), read) == "sync.body_shape"
            assert tracemalloc.get_traced_memory()[1] < 8 * limits.MAX_INFLATED
        finally:
            tracemalloc.stop()


def test_four_megabytes_of_lines_are_read_and_no_more() -> None:
    assert _of_lines(b'{"a":"' + b"x" * (limits.MAX_INFLATED - 9) + b'"}\n') == "sync.body_shape"
    longer = b'{"a":"' + b"x" * limits.MAX_INFLATED + b'"}\n'
    with pytest.raises(ValueError, match="too many"):
        squeeze.squeeze(longer)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(squeeze, "MAX_INFLATED", len(longer))
        body = squeeze.squeeze(longer, squeeze.QUICK)
    assert _code(body) == "sync.body_size"
