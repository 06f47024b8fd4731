"""Bodies of every protocol ever released are read as on the day they were made."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sync.protocol import batch, codec, page, versions
from sync.protocol.base64url import decode
from sync.protocol.keys import PUBLIC_LENGTH, verify
from sync.protocol.messages import PushAnswer
from tests.support.sync_bodies import SIGNER, Kept, digest

FOLDER = Path(__file__).with_name("fixtures")
KEPT = {
    (file.stem, name): kept
    for file in sorted(FOLDER.glob("v*.json"))
    for name, kept in msgspec.json.decode(file.read_bytes(), type=dict[str, Kept]).items()
}


def _signed_by_the_signer(signed: bytes, signature: bytes) -> bool:
    public = decode(SIGNER.public.signing, PUBLIC_LENGTH)
    return public is not None and verify(public, signed, signature)


@pytest.mark.parametrize("kept", KEPT.values(), ids=map(" ".join, KEPT))
def test_an_old_body_is_read_byte_for_byte(kept: Kept) -> None:
    if kept.shape == "push":
        pushed = batch.unpack(kept.body)
        assert _signed_by_the_signer(pushed.signed, pushed.signature)
        assert (len(pushed.batch.ops), digest(pushed.batch.ops)) == (kept.ops, kept.digest)
    elif kept.shape == "page":
        pulled = page.unpack_page(kept.body)
        assert _signed_by_the_signer(pulled.signed, pulled.signature)
        assert (len(pulled.ops), digest(pulled.ops)) == (kept.ops, kept.digest)
    else:
        assert codec.read(kept.body, PushAnswer).aside[0].code == "quarantine.shape"


def test_each_protocol_still_accepted_has_its_bodies() -> None:
    lowest, highest = versions.RANGE
    for number in range(lowest, highest + 1):
        shapes = {kept.shape for (file, _), kept in KEPT.items() if file == f"v{number}"}
        assert shapes == {"push", "page", "answer"}
