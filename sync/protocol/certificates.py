"""The certificate that the province gives a desk: who it is, and with which keys it speaks.

As text it is payload.signature, both base64url; what is signed are the bytes that travel, so
nothing is ever encoded again to be checked.
"""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId
from sync.protocol import base64url
from sync.protocol.keys import PUBLIC_LENGTH, Sign, fields, verify
from sync.protocol.malformed import BAD
from sync.protocol.messages import Message

_DOMAIN = "mot-cua certificate 1"
# Longer than any certificate; what is longer is not read.
_LONGEST = 4096

MARK_LENGTH = 4
LIFE = 730 * 24 * 3600 * 1000


class Certificate(Message, frozen=True):
    """serial grows with each certificate of a desk; signing and sealing as base64url."""

    desk: DeskId
    unit: str
    practice: bool
    serial: int
    signing: str
    sealing: str
    recipient: str
    not_before: Millis
    not_after: Millis

    @property
    def public(self) -> bytes:
        """The key that checks what the desk signed (32 bytes)."""
        return base64url.decode(self.signing, PUBLIC_LENGTH) or b""

    @property
    def mark(self) -> str:
        """What begins every number this desk prints."""
        return mark_of(self.desk)


def mark_of(desk: str) -> str:
    """The first characters of a desk id, which begin every number the desk prints."""
    return desk[:MARK_LENGTH]


def sign_certificate(certificate: Certificate, sign: Sign) -> str:
    """The certificate as text, signed by the province."""
    payload = msgspec.json.encode(certificate)
    signature = sign(fields(_DOMAIN, payload))
    return f"{base64url.encode(payload)}.{base64url.encode(signature)}"


def read_certificate(text: str, province: bytes) -> Certificate | None:
    """The certificate in `text`; None unless the province with this public key signed it."""
    if len(text) > _LONGEST:
        return None
    first, _, second = text.partition(".")
    payload, signature = base64url.decode(first), base64url.decode(second)
    if payload is None or signature is None:
        return None
    if not verify(province, fields(_DOMAIN, payload), signature):
        return None
    try:
        found = _decoder.decode(payload)
    except BAD:
        return None
    return found if found.public else None


def needs_renewal(certificate: Certificate, now: Millis) -> bool:
    """Whether less than a third of its life is left (or it is over); by the province's clock."""
    life = certificate.not_after - certificate.not_before
    return certificate.not_after - now < life // 3


def renewed(certificate: Certificate, now: Millis) -> Certificate:
    """The next certificate of the same desk with the same keys."""
    return msgspec.structs.replace(
        certificate, serial=certificate.serial + 1, not_before=now, not_after=Millis(now + LIFE)
    )


_decoder = msgspec.json.Decoder(Certificate)
