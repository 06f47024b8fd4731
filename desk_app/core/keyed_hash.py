"""Hashes under the commune's key: equal numbers can be found again, none can be read back."""

from __future__ import annotations

import hashlib
import hmac

KEY_LENGTH = 32


class KeyedHash:
    """The commune's keyed hash; `key_id` names the key so that a second one may follow."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_LENGTH:
            raise ValueError(f"the commune key has {KEY_LENGTH} bytes, not {len(key)}")
        self.key_id = hashlib.sha256(b"mot-cua commune key " + key).hexdigest()[:8]
        self._keyed = hmac.new(key, digestmod=hashlib.sha256)

    def __call__(self, purpose: str, text: str) -> str:
        """32 hex digits for `text`; the same text for another purpose gives others."""
        keyed = self._keyed.copy()
        keyed.update(f"{purpose}\0{text}".encode())
        return keyed.hexdigest()[:32]
