"""Eight letters that name the content of a paper: equal content, equal code."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import msgspec

from desk_app.core.decimals import text_of

# Crockford's letters: nobody reads 0 for O or 1 for I when typing the code from paper.
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_BITS = 40


def code_of(content: object) -> str:
    """The code of structs, tuples and plain values ("K7QX-20M4").

    It tells papers apart; it is no signature.
    """
    digest = hashlib.sha256(msgspec.json.encode(_canonical(content))).digest()
    value = int.from_bytes(digest[: _CODE_BITS // 8], "big")
    letters = "".join(_CROCKFORD[(value >> shift) & 31] for shift in range(_CODE_BITS - 5, -1, -5))
    return f"{letters[:4]}-{letters[4:]}"


def _canonical(value: object) -> object:
    """The value as lists of named plain values; 2, 2.0 and 2.00 points are the same points."""
    match value:
        case msgspec.Struct():
            return [[name, _canonical(getattr(value, name))] for name in value.__struct_fields__]
        case tuple():
            return [_canonical(item) for item in value]
        case Decimal():
            return text_of(value)
        case _:
            return value
