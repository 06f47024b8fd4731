"""Vietnamese text that was read in the wrong encoding, and what it can have been."""

from __future__ import annotations

import itertools
import unicodedata

# What a Western code page makes of the old font TCVN3 (ABC), letter for letter.
_TCVN3_SIGNS = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§"
_TCVN3_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"
_TCVN3 = str.maketrans(_TCVN3_SIGNS, _TCVN3_LETTERS)

# The bytes that Windows-1252 does not know; keyboards drop them without a trace.
_UNKNOWN_IN_1252 = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_LOST_LIMIT = 3
_TWICE = 2


def readings(text: str) -> list[str]:
    """What `text` may really say, the likeliest first: `text` itself is not among them.

    UTF-8 read as Windows-1252 or Latin-1 (also twice, also with unknown bytes dropped),
    Windows-1258 read as Windows-1252, and TCVN3.
    """
    found: list[str] = []
    once = text
    for _ in range(_TWICE):
        again = _as_utf8(once)
        if again is None:
            break
        found.append(again)
        once = again
    raw = _bytes(text)
    if not found and raw is not None:
        found += _with_lost_bytes(raw)
    if raw is not None and not text.isascii():
        found.append(raw.decode("cp1258", errors="replace"))
    if not text.isascii():
        found.append(text.translate(_TCVN3))
    composed = (unicodedata.normalize("NFC", reading) for reading in found)
    return [reading for reading in dict.fromkeys(composed) if reading != text]


def _bytes(text: str) -> bytes | None:
    """The bytes behind the characters, were they read as Windows-1252 or Latin-1."""
    raw = bytearray()
    for character in text:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return None
            raw.append(ord(character))
    return bytes(raw)


def _as_utf8(text: str) -> str | None:
    raw = _bytes(text)
    if raw is None or text.isascii():
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _with_lost_bytes(raw: bytes) -> list[str]:
    """UTF-8 with each dropped byte put back in every way, when there are few of them."""
    pieces: list[bytes] = []
    kept = 0
    at = 0
    while at < len(raw):
        first = raw[at]
        length = 1 if first < 0x80 else 2 if 0xC0 <= first < 0xE0 else 3 if first >= 0xE0 else 0
        tail = 1
        while tail < length and at + tail < len(raw) and 0x80 <= raw[at + tail] < 0xC0:
            tail += 1
        if not length or length - tail > 1:
            return []
        if tail < length:
            pieces.append(raw[kept : at + tail])
            kept = at + tail
        at += tail
    if not 0 < len(pieces) <= _LOST_LIMIT:
        return []
    return [
        made
        for lost in itertools.product(_UNKNOWN_IN_1252, repeat=len(pieces))
        if (made := _joined(pieces, lost, raw[kept:])) is not None
    ]


def _joined(pieces: list[bytes], lost: tuple[int, ...], rest: bytes) -> str | None:
    whole = b"".join(piece + bytes((byte,)) for piece, byte in zip(pieces, lost, strict=True))
    try:
        return (whole + rest).decode("utf-8")
    except UnicodeDecodeError:
        return None
