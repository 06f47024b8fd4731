"""The keys of a desk and of the province, what they sign, and how a signature is checked.

A desk has three: an Ed25519 seed that signs, an X25519 key to which other desks of its commune
seal the commune's key, and an age identity to which bundles are encrypted. The province signs and
takes bundles. All are made from given randomness, so a simulated desk has the same keys each time.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from functools import cached_property

import msgspec
from nacl.exceptions import BadSignatureError
from nacl.public import PrivateKey
from nacl.signing import SigningKey, VerifyKey

from sync.protocol import base64url
from sync.protocol.age_identity import identity_text, recipient_of
from sync.protocol.messages import Message

Random = Callable[[int], bytes]
Sign = Callable[[bytes], bytes]

SEED_LENGTH = 32
PUBLIC_LENGTH = 32
SIGNATURE_LENGTH = 64


class PublicKeys(Message, frozen=True):
    """What others may know of a desk's keys; signing and sealing as base64url."""

    signing: str
    sealing: str
    recipient: str


class DeskKeys(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The secret keys of one desk; they lie in its encrypted database and nowhere else."""

    signing: bytes
    sealing: bytes
    age: str

    def __repr__(self) -> str:  # no log line may ever hold a key
        return "DeskKeys(…)"

    def sign(self, message: bytes) -> bytes:
        """The desk's signature (64 bytes) over `message`."""
        return self._signer.sign(message).signature

    @cached_property
    def public(self) -> PublicKeys:
        """The public halves."""
        return PublicKeys(
            signing=base64url.encode(bytes(self._signer.verify_key)),
            sealing=base64url.encode(bytes(PrivateKey(self.sealing).public_key)),
            recipient=recipient_of(self.age),
        )

    @cached_property
    def _signer(self) -> SigningKey:
        return SigningKey(self.signing)


class ProvinceKeys(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The secret keys of a province; they lie in one file beside its database, mode 600."""

    signing: bytes
    age: str

    def __repr__(self) -> str:
        return "ProvinceKeys(…)"

    def sign(self, message: bytes) -> bytes:
        """The province's signature (64 bytes) over `message`."""
        return self._signer.sign(message).signature

    def secret(self, purpose: str) -> bytes:
        """A secret of 32 bytes of its own for each purpose (cursors, sessions)."""
        return hmac.digest(self.signing, b"mot-cua secret 1\0" + purpose.encode(), "sha256")

    @cached_property
    def public(self) -> bytes:
        """The key that checks what the province signed (32 bytes)."""
        return bytes(self._signer.verify_key)

    @cached_property
    def recipient(self) -> str:
        """Where bundles for the province are encrypted to."""
        return recipient_of(self.age)

    @cached_property
    def _signer(self) -> SigningKey:
        return SigningKey(self.signing)


def new_desk_keys(random: Random) -> DeskKeys:
    """Fresh keys of a desk."""
    return DeskKeys(
        signing=random(SEED_LENGTH),
        sealing=random(SEED_LENGTH),
        age=identity_text(random(SEED_LENGTH)),
    )


def new_province_keys(random: Random) -> ProvinceKeys:
    """Fresh keys of a province."""
    return ProvinceKeys(signing=random(SEED_LENGTH), age=identity_text(random(SEED_LENGTH)))


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the holder of this public key signed `message`; False for anything odd."""
    if len(public) != PUBLIC_LENGTH or len(signature) != SIGNATURE_LENGTH:
        return False
    try:
        VerifyKey(public).verify(message, signature)
    except BadSignatureError:
        return False
    return True


def fields(domain: str, *parts: bytes | str | int) -> bytes:
    """What is signed or MACed: each part with its length before it, read in one way only.

    domain names what the bytes mean, so a signature for one thing never stands for another.
    """
    out = []
    for part in (domain, *parts):
        data = part if isinstance(part, bytes) else str(part).encode()
        out.append(len(data).to_bytes(4, "big"))
        out.append(data)
    return b"".join(out)


def mac(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA256 (32 bytes)."""
    return hmac.digest(key, message, hashlib.sha256)


def same(first: bytes, second: bytes) -> bool:
    """Whether both are equal, in a time that tells nothing about where they differ."""
    return hmac.compare_digest(first, second)
