"""What the province publishes to all desks: a signed manifest, and the content it names by hash.

As a body a package is one line with the manifest as text, then the content as it is.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from desk_app.core.clock import Millis
from sync.protocol import base64url
from sync.protocol.keys import Sign, fields, verify
from sync.protocol.malformed import BAD
from sync.protocol.messages import Message, PackageRef

_DOMAIN = "mot-cua package 1"
_LONGEST_MANIFEST = 4096

Kind = Literal["criteria", "catalogue", "calendar", "units", "forms"]


class Manifest(Message, frozen=True):
    """sha256 (hex) and size are of the content; valid_from: civil day; published: a time.

    kind: one of `Kind`, or of a later release.
    """

    sha256: str
    kind: str
    name: str
    valid_from: str
    size: int
    published: Millis

    @property
    def ref(self) -> PackageRef:
        """How greetings and pages point to the package."""
        return PackageRef(
            sha256=self.sha256,
            kind=self.kind,
            name=self.name,
            valid_from=self.valid_from,
            size=self.size,
        )


def manifest_for(
    content: bytes, kind: str, name: str, valid_from: str, published: Millis
) -> Manifest:
    """The manifest of this content."""
    return Manifest(
        sha256=hashlib.sha256(content).hexdigest(),
        kind=kind,
        name=name,
        valid_from=valid_from,
        size=len(content),
        published=published,
    )


def sign_manifest(manifest: Manifest, sign: Sign) -> str:
    """The manifest as text (payload.signature, both base64url), signed by the province."""
    payload = msgspec.json.encode(manifest)
    return f"{base64url.encode(payload)}.{base64url.encode(sign(fields(_DOMAIN, payload)))}"


def read_manifest(text: str, province: bytes) -> Manifest | None:
    """The manifest in `text`; None unless the province with this public key signed it."""
    if len(text) > _LONGEST_MANIFEST:
        return None
    first, _, second = text.partition(".")
    payload, signature = base64url.decode(first), base64url.decode(second)
    if payload is None or signature is None:
        return None
    if not verify(province, fields(_DOMAIN, payload), signature):
        return None
    try:
        return _decoder.decode(payload)
    except BAD:
        return None


def pack_package(manifest: str, content: bytes) -> bytes:
    """The body of a package: its signed manifest as `sign_manifest` wrote it, then the content."""
    return manifest.encode("ascii") + b"\n" + content


def unpack_package(body: bytes, province: bytes) -> tuple[Manifest, bytes] | None:
    """Manifest and content; None unless the province signed the one and it names the other."""
    end = body.find(b"\n", 0, _LONGEST_MANIFEST + 1)
    if end < 0:
        return None
    manifest = read_manifest(body[:end].decode("latin-1"), province)
    content = body[end + 1 :]
    if manifest is None or len(content) != manifest.size:
        return None
    if hashlib.sha256(content).hexdigest() != manifest.sha256:
        return None
    return manifest, content


_decoder = msgspec.json.Decoder(Manifest)
