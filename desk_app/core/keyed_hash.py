"""Hashes under the commune's key: equal numbers can be found again, none can be read back."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

KEY_LENGTH = 32


class KeyedHash:
    """The commune's keyed hash; `key_id` names the key that new hashes are made with.

    others: keys of desks of the commune that began apart; what they hashed is looked for as well.
    """

    def __init__(self, key: bytes, others: Sequence[bytes] = ()) -> None:
        for one in (key, *others):
            if len(one) != KEY_LENGTH:
                raise ValueError(f"the commune key has {KEY_LENGTH} bytes, not {len(one)}")
        self.key_id = hashlib.sha256(b"mot-cua commune key " + key).hexdigest()[:8]
        self._keyed = [hmac.new(one, digestmod=hashlib.sha256) for one in (key, *others)]

    def __call__(self, purpose: str, text: str) -> str:
        """32 hex digits for `text`; the same text for another purpose gives others."""
        return _digest(self._keyed[0], purpose, text)

    def every(self, purpose: str, text: str) -> tuple[str, ...]:
        """What `text` may have been hashed to, with whichever key; that of new hashes first."""
        return tuple(_digest(keyed, purpose, text) for keyed in self._keyed)


def _digest(key: hmac.HMAC, purpose: str, text: str) -> str:
    keyed = key.copy()
    keyed.update(f"{purpose}\0{text}".encode())
    return keyed.hexdigest()[:32]
