"""Certificates: only the province makes them, nobody changes them, they are renewed in time."""

from __future__ import annotations

import msgspec
import pytest

from desk_app.core.clock import Millis
from sync.protocol import base64url
from sync.protocol.certificates import (
    LIFE,
    needs_renewal,
    read_certificate,
    renewed,
    sign_certificate,
)
from sync.protocol.keys import fields
from sync.protocol.packages import manifest_for, sign_manifest
from tests.support.sync_keys import BEGAN, certificate, certificate_text, flipped, province_keys

PUBLIC = province_keys().public


def test_a_certificate_says_what_the_province_wrote() -> None:
    found = read_certificate(certificate_text(1), PUBLIC)
    assert found == certificate(1)
    assert found.mark == found.desk[:4]
    assert base64url.encode(found.public) == found.signing


def test_another_province_certifies_nothing_here() -> None:
    assert read_certificate(certificate_text(1, province=1), PUBLIC) is None


def test_no_bit_of_a_certificate_can_be_turned() -> None:
    text = certificate_text(1).encode()
    for place in range(len(text) * 8):
        changed = flipped(text, place).decode("latin-1")
        assert read_certificate(changed, PUBLIC) is None


@pytest.mark.parametrize("text", ["", ".", "a.b", "x" * 9999, "ế.ế", certificate_text(1)[:-1]])
def test_what_is_no_certificate_is_none(text: str) -> None:
    assert read_certificate(text, PUBLIC) is None


def test_something_else_the_province_signed_is_no_certificate() -> None:
    manifest = manifest_for(b"x", "units", "units", "2026-12-01", BEGAN)
    assert read_certificate(sign_manifest(manifest, province_keys().sign), PUBLIC) is None


def test_a_certificate_without_a_usable_key_is_none() -> None:
    broken = msgspec.structs.replace(certificate(1), signing="AAAA")
    assert read_certificate(sign_certificate(broken, province_keys().sign), PUBLIC) is None


def test_a_field_of_a_newer_release_does_not_hide_the_certificate() -> None:
    newer = msgspec.structs.asdict(certificate(1)) | {"colour": "green"}
    payload = msgspec.json.encode(newer)
    signature = province_keys().sign(fields("mot-cua certificate 1", payload))
    text = f"{base64url.encode(payload)}.{base64url.encode(signature)}"
    found = read_certificate(text, PUBLIC)
    assert found is not None
    assert found.serial == 1


def test_a_certificate_is_renewed_when_less_than_a_third_of_its_life_is_left() -> None:
    one = certificate(1)
    third = LIFE // 3
    assert not needs_renewal(one, one.not_before)
    assert not needs_renewal(one, Millis(one.not_after - third))
    assert needs_renewal(one, Millis(one.not_after - third + 1))
    assert needs_renewal(one, Millis(one.not_after + 1))


def test_the_next_certificate_is_of_the_same_desk_and_lasts_from_now() -> None:
    now = Millis(BEGAN + LIFE)
    following = renewed(certificate(1), now)
    assert (following.desk, following.signing) == (certificate(1).desk, certificate(1).signing)
    assert following.serial == 2
    assert (following.not_before, following.not_after) == (now, now + LIFE)
    assert not needs_renewal(following, now)
