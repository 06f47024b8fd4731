"""Sealing: a commune key reaches the one desk it is meant for, from the one that sent it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from sync.protocol import base64url
from sync.protocol.messages import Sealed
from sync.protocol.sealing import decrypt_with, encrypt_to, open_key, seal_key
from tests.support.sync_keys import certificate, desk_id, desk_keys, flipped, province_keys

KEY = bytes(range(32))


def sealed() -> Sealed:
    made = seal_key("0a1b2c3d", KEY, desk_id(1), desk_keys(1), certificate(2))
    assert made is not None
    return made


def opened(box: Sealed, me: int = 2, sender: int = 1) -> bytes | None:
    return open_key(box, desk_id(me), desk_keys(me), certificate(sender))


def test_the_desk_it_is_for_opens_it() -> None:
    assert opened(sealed()) == KEY


def test_nobody_else_opens_it() -> None:
    box = sealed()
    assert opened(box, me=3) is None
    assert opened(msgspec.structs.replace(box, to_desk=desk_id(3)), me=3) is None
    assert KEY not in (base64url.decode(box.sealed) or b"")


@pytest.mark.parametrize(
    "changed",
    [
        {"key_id": "ffffffff"},
        {"from_desk": desk_id(3)},
        {"to_desk": desk_id(3)},
        {"sealed": ""},
        {"sealed": "ế"},
        {"sealed": "AAAA"},
    ],
)
def test_no_field_of_it_can_be_changed(changed: dict[str, Any]) -> None:
    assert opened(msgspec.structs.replace(sealed(), **changed)) is None


def test_no_bit_of_it_can_be_turned() -> None:
    box = sealed()
    raw = base64url.decode(box.sealed) or b""
    for place in range(len(raw) * 8):
        turned = base64url.encode(flipped(raw, place))
        assert opened(msgspec.structs.replace(box, sealed=turned)) is None


def test_whoever_carries_it_cannot_put_another_key_in_its_place() -> None:
    # The province knows every public key and may seal what it likes, but not sign for desk 1.
    forged = seal_key("0a1b2c3d", bytes(32), desk_id(1), desk_keys(3), certificate(2))
    assert forged is not None
    assert opened(forged) is None


def test_a_certificate_without_a_usable_key_gets_nothing() -> None:
    for odd in ("", "AAAA", base64url.encode(bytes(32))):
        to = msgspec.structs.replace(certificate(2), sealing=odd)
        assert seal_key("0a1b2c3d", KEY, desk_id(1), desk_keys(1), to) is None


def test_a_bundle_opens_for_its_recipients_only() -> None:
    province, desk = province_keys(), desk_keys(1)
    data = encrypt_to(b"bundle", [province.recipient, desk.public.recipient])
    assert data is not None
    assert b"bundle" not in data
    assert decrypt_with(data, province.age) == b"bundle"
    assert decrypt_with(data, desk.age) == b"bundle"
    assert decrypt_with(data, desk_keys(2).age) is None
    assert decrypt_with(data[:-1], province.age) is None
    assert decrypt_with(flipped(data, -1), province.age) is None
    assert decrypt_with(b"", province.age) is None
    assert encrypt_to(b"bundle", ["age1nobody"]) is None
