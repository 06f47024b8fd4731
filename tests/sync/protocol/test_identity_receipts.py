"""Receipts: the province's word that it holds a chain, which nobody else can give or stretch."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from desk_app.core.clock import Millis
from sync.protocol.messages import Receipt
from sync.protocol.receipts import receipt_bytes, sign_receipt, verify_receipt
from tests.support.sync_keys import BEGAN, desk_id, desk_keys, province_keys

PUBLIC = province_keys().public
PLAIN = Receipt(
    desk=desk_id(1), epoch=0, seq=12, head="ab" * 32, server_time=BEGAN, server_epoch="S1"
)
SIGNED = sign_receipt(PLAIN, province_keys().sign)


def test_a_receipt_of_the_province_holds() -> None:
    assert verify_receipt(SIGNED, PUBLIC)
    again = msgspec.json.decode(msgspec.json.encode(SIGNED), type=Receipt)
    assert verify_receipt(again, PUBLIC)


@pytest.mark.parametrize(
    "changed",
    [
        {"desk": desk_id(2)},
        {"epoch": 1},
        {"seq": 13},
        {"head": "cd" * 32},
        {"server_time": Millis(BEGAN + 1)},
        {"server_epoch": "S2"},
        {"signature": ""},
        {"signature": SIGNED.signature[:-1]},
        {"signature": SIGNED.signature + "A"},
        {"signature": "A" * 86},
    ],
)
def test_no_field_of_a_receipt_can_be_changed(changed: dict[str, Any]) -> None:
    assert not verify_receipt(msgspec.structs.replace(SIGNED, **changed), PUBLIC)


def test_nobody_but_the_province_gives_receipts() -> None:
    assert not verify_receipt(sign_receipt(PLAIN, province_keys(1).sign), PUBLIC)
    assert not verify_receipt(sign_receipt(PLAIN, desk_keys(1).sign), PUBLIC)


def test_numbers_beside_each_other_do_not_run_together() -> None:
    first = msgspec.structs.replace(PLAIN, epoch=1, seq=12)
    second = msgspec.structs.replace(PLAIN, epoch=11, seq=2)
    assert receipt_bytes(first) != receipt_bytes(second)


def test_a_receipt_is_fixed_for_ever() -> None:
    # Receipts are kept for good and checked years later.
    given = sign_receipt(
        Receipt(
            desk=desk_id(1), epoch=2, seq=3, head="00" * 32, server_time=BEGAN, server_epoch="S1"
        ),
        province_keys().sign,
    )
    assert given.signature == (
        "hGpfwsucDGwaNOrs3x26iDv-NAjJSGJzNd0Jr8bA6Mnj6R1JepU3LSONeo4JBIscmld7y2QDn3js1zqu4c8nCA"
    )
