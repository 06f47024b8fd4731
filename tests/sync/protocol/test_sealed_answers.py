"""What the province says beside a receipt is signed as well, or nobody believes it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from sync.protocol.cursors import MARK_LENGTH, cursor_mark, make_cursor, read_cursor
from sync.protocol.messages import PushAnswer, Receipt, SetAside
from sync.protocol.receipts import seal_answer, sign_receipt, verify_answer
from tests.support.sync_keys import BEGAN, UNIT, desk_id, province_keys

KEYS = province_keys()
RECEIPT = sign_receipt(
    Receipt(desk=desk_id(1), epoch=0, seq=12, head="ab" * 32, server_time=BEGAN, server_epoch="S1"),
    KEYS.sign,
)
ASIDE = SetAside(op=f"{desk_id(1)}.0.3", code="quarantine.newer", values={"kind": "visit.future"})
SEALED = seal_answer(PushAnswer(receipt=RECEIPT, aside=(ASIDE,)), KEYS.sign)


def test_an_answer_that_says_no_more_than_its_receipt_needs_no_seal() -> None:
    plain = seal_answer(PushAnswer(receipt=RECEIPT), KEYS.sign)
    assert plain.seal == ""
    assert verify_answer(plain, KEYS.public)


def test_a_sealed_answer_holds() -> None:
    again = msgspec.json.decode(msgspec.json.encode(SEALED), type=PushAnswer)
    assert verify_answer(again, KEYS.public)


@pytest.mark.parametrize(
    "changed",
    [
        {"held": True},
        {"seal": ""},
        {"seal": SEALED.seal[:-1]},
        {"aside": (ASIDE, ASIDE)},
        {"aside": (msgspec.structs.replace(ASIDE, op=f"{desk_id(1)}.0.4"),)},
        {"aside": (msgspec.structs.replace(ASIDE, code="quarantine.held"),)},
        {"aside": (msgspec.structs.replace(ASIDE, values={"kind": "visit.past"}),)},
        {"aside": (msgspec.structs.replace(ASIDE, held_by="x"),)},
        {"aside": (msgspec.structs.replace(ASIDE, settled=True),)},
        {"receipt": sign_receipt(msgspec.structs.replace(RECEIPT, seq=13), KEYS.sign)},
    ],
)
def test_nothing_in_a_sealed_answer_can_be_changed(changed: dict[str, Any]) -> None:
    assert not verify_answer(msgspec.structs.replace(SEALED, **changed), KEYS.public)


def test_nobody_but_the_province_seals() -> None:
    forged = seal_answer(SEALED, province_keys(1).sign)
    assert not verify_answer(forged, KEYS.public)


def test_a_cursor_carries_what_stood_at_its_place() -> None:
    mark = bytes(range(MARK_LENGTH))
    cursor = make_cursor(b"s" * 32, UNIT, "S1", 7, mark)
    assert read_cursor(b"s" * 32, cursor, UNIT, "S1") == 7
    assert cursor_mark(cursor) == mark
    assert cursor_mark("") == bytes(MARK_LENGTH)
