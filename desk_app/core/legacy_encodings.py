"""Telling text in the old fonts TCVN3 (ABC) and VNI, or decoded wrongly, from good Vietnamese.

A word counts against a text when no Vietnamese reader could read it as it stands, but could once it
is read as one of the old encodings. Two such words decide; a foreign name alone does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Literal

import msgspec

from desk_app.core.syllable import TONES, is_syllable
from desk_app.core.text import nfc

Encoding = Literal["tcvn3", "vni", "utf8"]
# As they are called in the programs that convert them.
ENCODING_NAMES: dict[Encoding, str] = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "utf8": "UTF-8"}

_ENOUGH = 2  # words
# So many readable words beside each broken one, and the text as a whole is sound.
_SOUND = 4
_WORD = re.compile(r"[^\s\d!-@\[-`{-~–—‘’“”…]+")
_TCVN3 = dict(
    zip(
        [
            *range(0xA1, 0xAF),
            *range(0xB5, 0xBA),
            *range(0xBB, 0xBF),
            *range(0xC6, 0xCD),
            *range(0xCE, 0xD9),
            *range(0xDC, 0xE0),
            *range(0xE1, 0xF0),
            *range(0xF1, 0xFF),
        ],
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# VNI writes a letter and, behind it, what stands above or below it.
_VNI_MARKS = {
    "ù": "\u0301",
    "ø": "\u0300",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PIECE = re.compile("[aeouyôö][" + "".join(_VNI_MARKS) + "]|[" + "".join(_VNI_LETTERS) + "]")


class LegacyText(msgspec.Struct, frozen=True):
    """What gave a text away: which encoding it is in, and a word of it as it stands."""

    encoding: Encoding
    word: str


def legacy_text(texts: Iterable[str]) -> LegacyText | None:
    """Whether these texts, taken together, are in an old encoding; None when they are sound.

    Give it the cells before they are cleaned: cleaning drops the soft hyphen, TCVN3's ư.
    """
    found: dict[Encoding, list[str]] = {}
    sound = 0
    for text in texts:
        if text.isascii():
            continue
        for word in _WORD.findall(text):
            encoding = _encoding_of(word)
            if encoding is not None:
                found.setdefault(encoding, []).append(word)
            elif not word.isascii() and is_syllable(nfc(word)):
                sound += 1
    if not found:
        return None
    encoding, words = max(found.items(), key=lambda item: len(item[1]))
    if len(words) < _ENOUGH or sound >= _SOUND * len(words):
        return None
    return LegacyText(encoding, nfc(words[0]))


def in_unicode(text: str, encoding: Encoding) -> str:
    """The text as it was meant, where it was written in that encoding; for showing, not keeping."""
    return " ".join(_READ[encoding](word) or word for word in text.split())


@lru_cache(maxsize=4096)
def _encoding_of(word: str) -> Encoding | None:
    if word.isascii() or is_syllable(nfc(word)):
        return None
    for encoding, read in _READ.items():
        decoded = read(word)
        if decoded != word and is_syllable(decoded):
            return encoding
    return None


def _tcvn3(word: str) -> str:
    return "".join(_TCVN3.get(byte, chr(byte)) for byte in _bytes(word))


def _vni(word: str) -> str:
    western = _bytes(word).decode("latin-1").lower()
    return nfc(_VNI_PIECE.sub(_joined, western))


def _joined(piece: re.Match[str]) -> str:
    letter = _VNI_LETTERS.get(piece[0][0], piece[0][0])
    return letter + "".join(_VNI_MARKS[mark] for mark in piece[0][1:])


def _utf8(word: str) -> str:
    try:
        return nfc(_bytes(word).decode("utf-8"))
    except UnicodeDecodeError:
        return ""


_READ: dict[Encoding, Callable[[str], str]] = {"utf8": _utf8, "tcvn3": _tcvn3, "vni": _vni}


def _bytes(word: str) -> bytes:
    """The bytes the word had in the file: read as Western, or as Vietnamese Windows (CP1258)."""
    made = bytearray()
    for letter in nfc(word):
        for part in (letter, *_taken_apart(letter)):
            byte = _byte(part)
            if byte is not None:
                made += byte
                if part == letter:
                    break
    return bytes(made)


def _byte(letter: str) -> bytes | None:
    for page in ("cp1252", "cp1258", "latin-1"):
        try:
            return letter.encode(page)
        except UnicodeEncodeError:
            continue
    return None


def _taken_apart(letter: str) -> tuple[str, ...]:
    """The letter with its shape, and its tone: CP1258 writes the two one after the other."""
    parts = unicodedata.normalize("NFD", letter)
    tones = tuple(part for part in parts if part in TONES)
    if not tones:
        return ()
    return nfc("".join(part for part in parts if part not in TONES)), *tones
