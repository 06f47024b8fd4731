"""Values to bytes and back: the one way in which a body is read, and what is said of a bad one.

Whatever arrives from the line goes through here or through batch and page, and all that these
raise about it is `Malformed`.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, NoReturn, TypeVar

import msgspec

from sync.protocol import squeeze
from sync.protocol.limits import MAX_MESSAGE, MAX_NUMBER
from sync.protocol.malformed import BAD, Malformed
from sync.protocol.messages import Message

__all__ = ["BAD", "Malformed", "decode", "encode", "read", "refuse_ambiguous", "write"]

T = TypeVar("T")
_DIGITS = len(str(-MAX_NUMBER))
_encode = msgspec.json.Encoder().encode


@cache
def _decoder(of: type[Any]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(of)


def encode(message: Message) -> bytes:
    """A message as one line of JSON."""
    return _encode(message)


def decode(data: bytes, of: type[T], code: str = "sync.body_shape") -> T:
    """The value in a piece of JSON; Malformed when it is none of this type."""
    try:
        value: T = _decoder(of).decode(data)  # type: ignore[arg-type]
    except BAD as error:
        raise Malformed(code, str(error)) from None
    return value


def write(message: Message) -> bytes:
    """A message as the body of a request or an answer."""
    return squeeze.squeeze(encode(message))


def read(body: bytes, of: type[T]) -> T:
    """The message in a body, squeezed or plain; Malformed when there is none of this type."""
    plain = body if body[:1] == b"{" else squeeze.inflate(body, MAX_MESSAGE)
    if len(plain) > MAX_MESSAGE:
        raise Malformed("sync.body_size", f"{len(plain)} bytes")
    refuse_ambiguous(plain)
    return decode(plain, of)


def refuse_ambiguous(line: bytes, code: str = "sync.body_shape") -> None:
    """Malformed for JSON that two readers may understand differently.

    That is: an object that names a field twice, a number beyond what JSON, SQLite and PostgreSQL
    all hold exactly, and what is no JSON at all though many take it (NaN).
    """
    try:
        json.loads(line, object_pairs_hook=_once, parse_int=_bounded, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Malformed(code, str(error)) from None


def _once(pairs: list[tuple[str, Any]]) -> None:
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError("a field is named twice")


def _bounded(digits: str) -> int:
    if len(digits) > _DIGITS or abs(int(digits)) > MAX_NUMBER:
        raise ValueError("a number out of bounds")
    return int(digits)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
