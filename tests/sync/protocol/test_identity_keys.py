"""Keys: made from given randomness, told apart by domain, never shown."""

from __future__ import annotations

import random

import msgspec
import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol import base64url
from sync.protocol.age_identity import identity_text, recipient_of
from sync.protocol.keys import fields, new_desk_keys, verify
from tests.support.bounded import bounded
from tests.support.sync_keys import desk_keys, flipped, province_keys

PARTS = st.lists(st.one_of(st.binary(max_size=5), st.text(max_size=4), st.integers(0, 999)))


def test_the_same_randomness_gives_the_same_keys() -> None:
    first = new_desk_keys(random.Random(1).randbytes)
    assert first == new_desk_keys(random.Random(1).randbytes)
    assert first.public == new_desk_keys(random.Random(1).randbytes).public
    assert first != new_desk_keys(random.Random(2).randbytes)


def test_no_key_shows_itself() -> None:
    desk, province = desk_keys(1), province_keys()
    for keys in (desk, province):
        shown = f"{keys} {keys!r} {[keys]}"
        assert keys.age not in shown
        assert keys.signing.hex() not in shown
        assert repr(keys.signing) not in shown


def test_keys_survive_being_stored() -> None:
    keys = desk_keys(1)
    again = msgspec.json.decode(msgspec.json.encode(keys), type=type(keys))
    assert again == keys
    assert verify(base64url.decode(keys.public.signing) or b"", b"told", again.sign(b"told"))


def test_a_signature_holds_for_its_key_and_its_bytes_only() -> None:
    keys, other = province_keys(), province_keys(1)
    signature = keys.sign(b"told")
    assert verify(keys.public, b"told", signature)
    assert not verify(other.public, b"told", signature)
    assert not verify(keys.public, b"tolD", signature)
    for place in range(len(signature) * 8):
        assert not verify(keys.public, b"told", flipped(signature, place))


@pytest.mark.parametrize("public", [b"", b"short", bytes(32), b"\xff" * 32, bytes(33)])
@pytest.mark.parametrize("signature", [b"", bytes(63), bytes(64), b"\xff" * 64, bytes(65)])
def test_odd_keys_and_signatures_are_refused_not_raised(public: bytes, signature: bytes) -> None:
    assert verify(public, b"told", signature) is False
    assert verify(public, b"", signature) is False


def test_each_purpose_has_a_secret_of_its_own() -> None:
    keys = province_keys()
    secrets = {keys.secret("cursor"), keys.secret("session"), province_keys(1).secret("cursor")}
    assert len(secrets) == 3
    assert all(len(secret) == 32 for secret in secrets)
    assert keys.signing not in secrets


@bounded(200)
@given(PARTS, PARTS)
def test_different_fields_never_have_the_same_bytes(
    first: list[bytes | str | int], second: list[bytes | str | int]
) -> None:
    def told(parts: list[bytes | str | int]) -> list[bytes]:
        return [part if isinstance(part, bytes) else str(part).encode() for part in parts]

    assert (fields("d", *first) == fields("d", *second)) == (told(first) == told(second))
    assert fields("d", *first) != fields("e", *first)


@bounded(200)
@given(st.binary(min_size=32, max_size=32))
def test_an_identity_made_from_bytes_is_one_that_age_reads(key: bytes) -> None:
    text = identity_text(key)
    identity = pyrage.x25519.Identity.from_str(text)
    assert str(identity) == text
    recipient = pyrage.x25519.Recipient.from_str(recipient_of(text))
    assert pyrage.decrypt(pyrage.encrypt(b"bundle", [recipient]), [identity]) == b"bundle"


def test_an_identity_needs_exactly_32_bytes() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        identity_text(bytes(31))


def test_the_public_halves_are_fixed_for_ever() -> None:
    # A desk's stored seeds must mean the same keys in every release.
    keys = new_desk_keys(bytes)
    assert keys.public.signing == "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik"
    assert keys.public.sealing == "L-V9o0fNYkMVKNqsX7spBzD_9oSvxM_C7ZCZX1jLO3Q"
    assert keys.public.recipient == (
        "age19ljhmg68e43yx9fgm2k9lwefquc0la5y4lzvlshdjzv47kxt8d6qr9vf4p"
    )


@bounded(200)
@given(st.binary(max_size=40))
def test_base64url_has_one_text_for_given_bytes(data: bytes) -> None:
    text = base64url.encode(data)
    assert base64url.decode(text) == data
    assert base64url.decode(text, len(data)) == data
    assert base64url.decode(text, len(data) + 1) is None
    assert base64url.decode(text + "=") is None
    assert base64url.decode(text + "\n") is None


def test_a_second_spelling_of_the_same_bytes_is_none() -> None:
    assert base64url.decode("AA") == b"\0"
    assert base64url.decode("AB") is None  # the same byte in a decoder that drops left-over bits
    assert base64url.decode("A+") is None
    assert base64url.decode("ế") is None
    assert base64url.decode("\ud800") is None
