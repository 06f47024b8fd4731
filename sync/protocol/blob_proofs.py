"""The province's word that it holds an attachment whole: its signature, like under a receipt."""

from __future__ import annotations

import msgspec

from sync.protocol import base64url
from sync.protocol.keys import SIGNATURE_LENGTH, Sign, fields, verify
from sync.protocol.messages import BlobState

_DOMAIN = "mot-cua blob 1"


def sign_state(state: BlobState, unit: str, sign: Sign) -> BlobState:
    """The same state, signed for the commune whose attachment it is."""
    return msgspec.structs.replace(state, signature=base64url.encode(sign(_signed(state, unit))))


def holds(state: BlobState, unit: str, province: bytes) -> bool:
    """Whether the province with this public key says that it holds the whole file."""
    signature = base64url.decode(state.signature, SIGNATURE_LENGTH)
    return (
        state.whole
        and state.have == state.size
        and signature is not None
        and verify(province, _signed(state, unit), signature)
    )


def _signed(state: BlobState, unit: str) -> bytes:
    return fields(_DOMAIN, unit, state.sha256, state.size, state.server_epoch)
