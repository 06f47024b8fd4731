"""Bytes as text that fits into JSON, headers and paths: URL-safe base64 without padding."""

from __future__ import annotations

import base64
import binascii


def encode(data: bytes) -> str:
    """The one text that stands for these bytes."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str, length: int | None = None) -> bytes | None:
    """The bytes, or None when `text` is not what `encode` writes or has another length.

    Only one text stands for given bytes, so nobody can make a second spelling of a signature.
    """
    try:
        data = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (UnicodeEncodeError, binascii.Error, ValueError):
        return None
    if encode(data) != text or (length is not None and len(data) != length):
        return None
    return data
