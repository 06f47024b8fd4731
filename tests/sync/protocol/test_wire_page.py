"""A page of the feed: ops of several chains in their order, under the province's signature."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.chain import GENESIS
from desk_app.core.ids import DeskId
from desk_app.core.ops import Op
from sync.protocol import limits, page, squeeze
from sync.protocol.malformed import Malformed
from sync.protocol.messages import PageHead, SetAside
from tests.support.bounded import bounded
from tests.support.sync_ops import DESK, OTHER, a_morning, chained, chains, erased, op

HEAD = PageHead(cursor="c", count=0, more=True, server_epoch="e")


def _sign(_: bytes) -> bytes:
    return bytes(64)


def _genesis(desk: DeskId, epoch: int, seq: int) -> bytes:
    assert seq == 1, f"{desk}.{epoch}.{seq} follows from the page"
    return GENESIS


def _mixed() -> list[Op]:
    """Two mornings, as they arrived: by turns."""
    ours, theirs = a_morning(DESK), a_morning(OTHER)
    return [ours[0], theirs[0], theirs[1], ours[1], ours[2], theirs[2], ours[3], theirs[3]]


def test_ops_of_several_chains_keep_the_order_of_the_feed() -> None:
    ops = _mixed()
    body = page.pack_page(HEAD, page.runs_of(ops, _genesis), _sign)
    assert page.unpack_page(body).ops == tuple(ops)


def test_a_chain_that_goes_on_later_on_the_page_tells_no_hash_again() -> None:
    runs = page.runs_of(_mixed(), _genesis)
    assert [len(run.ops) for run in runs] == [1, 2, 2, 1, 1, 1]
    text = squeeze.inflate(page.pack_page(HEAD, runs, _sign)).decode()
    told = [line for line in text.splitlines() if line.startswith(('["PX', '["0T'))]
    assert [line.endswith("null]") for line in told] == [False, False, True, True, True, True]


def test_a_gap_in_a_chain_begins_a_run_with_a_hash_of_its_own() -> None:
    ops = a_morning()
    asked: list[int] = []

    def previous(desk: DeskId, epoch: int, seq: int) -> bytes:
        asked.append(seq)
        return ops[seq - 2].hash if seq > 1 else GENESIS

    runs = page.runs_of([ops[0], ops[2], ops[3]], previous)
    assert asked == [1, 3]
    signed = page.unpack_page(page.pack_page(HEAD, runs, _sign))
    assert signed.ops == (ops[0], ops[2], ops[3])


@given(st.lists(chains(3), max_size=4), st.booleans())
@bounded(60)
def test_any_runs_come_out_as_they_went_in(found: list[tuple[bytes, list[Op]]], less: bool) -> None:
    runs = [
        page.Run(previous, tuple(erased(one) if less else one for one in ops))
        for previous, ops in found
    ]
    signed = page.unpack_page(page.pack_page(HEAD, runs, _sign))
    assert signed.ops == tuple(op for run in runs for op in run.ops)
    assert signed.head.count == len(signed.ops)


def test_an_empty_page_tells_what_changed_in_the_quarantine() -> None:
    aside = SetAside(op=f"{DESK}.0.1", code="quarantine.shape", values={"field": "name"})
    head = PageHead(cursor="c", count=0, more=False, server_epoch="e", aside=(aside,))
    signed = page.unpack_page(page.pack_page(head, [], _sign))
    assert (signed.head, signed.ops) == (head, ())


def test_the_signature_covers_each_byte_before_it() -> None:
    runs = page.runs_of(_mixed(), _genesis)
    signed = {
        page.unpack_page(page.pack_page(head, chosen, _sign)).signed
        for head in (HEAD, PageHead(cursor="d", count=0, more=True, server_epoch="e"))
        for chosen in (runs, runs[:2], [])
    }
    assert len(signed) == 6
    seen: list[bytes] = []

    def signing(message: bytes) -> bytes:
        seen.append(message)
        return bytes(64)

    assert page.unpack_page(page.pack_page(HEAD, runs, signing)).signed == seen[0]


def _altered(old: bytes, new: bytes) -> str:
    text = page.lines(HEAD, page.runs_of(_mixed(), _genesis), _sign)
    assert text.count(old) >= 1
    with pytest.raises(Malformed) as refused:
        page.unpack_page(squeeze.squeeze(text.replace(old, new, 1), squeeze.QUICK))
    return refused.value.code


def test_a_page_that_contradicts_itself_is_refused() -> None:
    assert _altered(b'"count":8', b'"count":7') == "sync.body_shape"
    assert _altered(b'"count":8', b'"count":8,"count":8') == "sync.body_shape"
    assert _altered(b'"cursor":"c",', b"") == "sync.body_shape"
    first = f'["{DESK}",0,1,1,"{GENESIS.hex()}"]'.encode()
    assert _altered(first, f'["{DESK}",0,1,1,null]'.encode()) == "sync.body_shape"
    for other in (b"0,1,2", b"0,1,9999999", b"-1,1,1", b"0,0,1", b"0,1,0", b"0,1,1e9"):
        assert _altered(first, first.replace(b"0,1,1", other)) == "sync.body_shape"
    assert _altered(first, first + b"\n") == "sync.body_shape"
    assert _altered(b'"PXJ7', b'"pxj7') == "sync.body_shape"


def test_a_page_holds_no_more_ops_than_agreed() -> None:
    count = limits.MAX_PAGE_OPS + 1
    ops = chained(op(seq, "rating.given", b'{"answer":3}') for seq in range(1, count + 1))
    body = page.pack_page(HEAD, [page.Run(GENESIS, tuple(ops))], _sign)
    with pytest.raises(Malformed) as refused:
        page.unpack_page(body)
    assert refused.value.code == "sync.body_shape"
    whole = page.pack_page(HEAD, [page.Run(GENESIS, tuple(ops[:-1]))], _sign)
    assert len(page.unpack_page(whole).ops) == limits.MAX_PAGE_OPS
