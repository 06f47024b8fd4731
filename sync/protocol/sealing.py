"""What only one reader may open: a commune key from desk to desk, and age-encrypted bundles.

The commune's key hashes ID numbers, so the province, which carries it between desks, must not
read it: it travels in a sealed box (X25519, XSalsa20-Poly1305) for the desk that lacks it. Inside
is the sender's signature, so the province cannot put a key of its own in its place either.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyrage
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from pyrage import x25519

from desk_app.core.ids import DeskId
from sync.protocol import base64url
from sync.protocol.certificates import Certificate
from sync.protocol.keys import PUBLIC_LENGTH, SIGNATURE_LENGTH, DeskKeys, fields, verify
from sync.protocol.messages import Sealed

_DOMAIN = "mot-cua sealed key 1"
KEY_LENGTH = 32


def seal_key(
    key_id: str, key: bytes, sender: DeskId, keys: DeskKeys, to: Certificate
) -> Sealed | None:
    """The commune key for another desk; None when its certificate holds no usable key."""
    public = base64url.decode(to.sealing, PUBLIC_LENGTH)
    if public is None:
        return None
    signature = keys.sign(_key_bytes(key_id, sender, to.desk, key))
    try:
        box = SealedBox(PublicKey(public)).encrypt(key + signature)
    except CryptoError:  # a point of low order
        return None
    return Sealed(
        key_id=key_id, from_desk=sender, to_desk=to.desk, sealed=base64url.encode(bytes(box))
    )


def open_key(sealed: Sealed, me: DeskId, keys: DeskKeys, sender: Certificate) -> bytes | None:
    """The commune key in it; None unless `sender` sealed it, under this id, for this desk."""
    box = base64url.decode(sealed.sealed)
    if box is None or (sealed.to_desk, sealed.from_desk) != (me, sender.desk):
        return None
    try:
        opened = SealedBox(PrivateKey(keys.sealing)).decrypt(box)
    except (CryptoError, ValueError, TypeError):
        return None
    if len(opened) != KEY_LENGTH + SIGNATURE_LENGTH:
        return None
    key, signature = opened[:KEY_LENGTH], opened[KEY_LENGTH:]
    signed = _key_bytes(sealed.key_id, sender.desk, me, key)
    return key if verify(sender.public, signed, signature) else None


def _key_bytes(key_id: str, sender: DeskId, to: DeskId, key: bytes) -> bytes:
    return fields(_DOMAIN, key_id, sender, to, key)


def encrypt_to(data: bytes, recipients: Sequence[str]) -> bytes | None:
    """`data` as an age file that each of the recipients can open; None for a bad recipient."""
    try:
        known = [x25519.Recipient.from_str(text) for text in recipients]
    except pyrage.RecipientError:
        return None
    return bytes(pyrage.encrypt(data, known))


def decrypt_with(data: bytes, identity: str) -> bytes | None:
    """What is in an age file; None when it is not for this identity, or is damaged."""
    try:
        return bytes(pyrage.decrypt(data, [x25519.Identity.from_str(identity)]))
    except pyrage.DecryptError:
        return None
