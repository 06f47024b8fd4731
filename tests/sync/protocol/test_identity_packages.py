"""Packages: a manifest that the province signed, and exactly the content it names."""

from __future__ import annotations

import msgspec
import pytest

from sync.protocol.packages import (
    manifest_for,
    pack_package,
    read_manifest,
    sign_manifest,
    unpack_package,
)
from tests.support.sync_keys import BEGAN, certificate_text, flipped, province_keys

CONTENT = b"code,name\n1.000001,\xc4\x90\xc4\x83ng k\xc3\xbd\n"
MANIFEST = manifest_for(CONTENT, "catalogue", "catalogue", "2026-12-01", BEGAN)
TEXT = sign_manifest(MANIFEST, province_keys().sign)
PUBLIC = province_keys().public


def test_a_package_comes_out_as_it_was_published() -> None:
    assert unpack_package(pack_package(TEXT, CONTENT), PUBLIC) == (MANIFEST, CONTENT)
    assert read_manifest(TEXT, PUBLIC) == MANIFEST
    assert MANIFEST.ref.sha256 == MANIFEST.sha256
    assert (MANIFEST.ref.kind, MANIFEST.ref.size) == ("catalogue", len(CONTENT))


def test_content_may_hold_anything() -> None:
    for content in (b"", b"\n", b"\0" * 10, bytes(range(256))):
        text = sign_manifest(
            manifest_for(content, "forms", "a form", "2026-12-01", BEGAN), province_keys().sign
        )
        found = unpack_package(pack_package(text, content), PUBLIC)
        assert found is not None
        assert found[1] == content


def test_no_bit_of_a_package_can_be_turned() -> None:
    body = pack_package(TEXT, CONTENT)
    for place in range(len(body) * 8):
        assert unpack_package(flipped(body, place), PUBLIC) is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\n",
        TEXT.encode(),
        pack_package(TEXT, CONTENT)[:-1],
        pack_package(TEXT, CONTENT) + b" ",
        pack_package(TEXT, b""),
        pack_package(certificate_text(1), CONTENT),
        b"x" * 9000 + b"\n",
        "ế\n".encode(),
    ],
)
def test_what_is_no_package_is_none(body: bytes) -> None:
    assert unpack_package(body, PUBLIC) is None


def test_another_province_publishes_nothing_here() -> None:
    text = sign_manifest(MANIFEST, province_keys(1).sign)
    assert unpack_package(pack_package(text, CONTENT), PUBLIC) is None


def test_a_kind_of_a_later_release_is_read_for_the_desk_to_keep_aside() -> None:
    odd = msgspec.structs.replace(MANIFEST, kind="programs")
    assert read_manifest(sign_manifest(odd, province_keys().sign), PUBLIC) == odd
