"""An age identity made from 32 given bytes: the text that pyrage reads, and its recipient.

pyrage can only draw an identity from the machine's own randomness; a simulated desk needs the
same one each time. The text is Bech32 (BIP 173) of the X25519 key, as the age format says
(C2SP age.md, "The X25519 recipient type").
"""

from __future__ import annotations

from pyrage import x25519

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_PREFIX = "age-secret-key-"
_CHECK_LENGTH = 6
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def identity_text(key: bytes) -> str:
    """The identity (AGE-SECRET-KEY-1…) of an X25519 key of 32 bytes."""
    if len(key) != 32:
        raise ValueError(f"an X25519 key has 32 bytes, not {len(key)}")
    data = _fives(key)
    checked = [ord(c) >> 5 for c in _PREFIX] + [0] + [ord(c) & 31 for c in _PREFIX] + data
    rest = _polymod(checked + [0] * _CHECK_LENGTH) ^ 1
    data += [rest >> 5 * (_CHECK_LENGTH - 1 - place) & 31 for place in range(_CHECK_LENGTH)]
    return f"{_PREFIX}1{''.join(_LETTERS[five] for five in data)}".upper()


def recipient_of(identity: str) -> str:
    """The recipient (age1…) that things for this identity are encrypted to."""
    return str(x25519.Identity.from_str(identity).to_public())


def _fives(data: bytes) -> list[int]:
    """The bits in groups of five, the last one filled up with zeros."""
    padding = -len(data) * 8 % 5
    number = int.from_bytes(data, "big") << padding
    groups = (len(data) * 8 + padding) // 5
    return [number >> 5 * (groups - 1 - place) & 31 for place in range(groups)]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            if top >> bit & 1:
                check ^= generator
    return check
