"""Vietnamese text made comparable: cleaned at the entrance, folded for search, keyed to sort."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

VIETNAMESE_LETTERS = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
)

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # à ả ã á ạ
_SORT_LETTER = {letter: chr(ord("A") + rank) for rank, letter in enumerate(_ALPHABET)}
_AFTER_LETTERS, _AFTER_WORD = "\x02", "\x01"

# Letters that do not decompose and are read as d: đ, the look-alikes that old keyboards produced
# (eth, African d), which nobody at a desk can tell apart by eye.
_READ_AS = {"đ": "d", "ð": "d", "ɖ": "d", "y": "i"}
_WORD = re.compile(r"[^\W_]+")


def nfc(text: str) -> str:
    """The same text in the one form that is stored and printed (Unicode NFC)."""
    return unicodedata.normalize("NFC", text)


class _Removed(dict[int, int | None]):
    """Code point to None when nobody can see it: control, format, bidi, lone surrogate."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs") and not character.isspace()
        self[code] = None if hidden else code
        return self[code]


class _Folded(dict[int, str]):
    """Code point to its folded text; computed once for each character ever met."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold_character(chr(code))
        return self[code]


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.category(c).startswith("M"))


def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Cc", "Cf", "Cs"):
        return ""
    # Lowering can itself produce a mark (İ becomes i and a dot), hence the second pass.
    lowered = _without_marks(_without_marks(character).lower())
    return "".join(_READ_AS.get(c, c) for c in lowered)


_REMOVED = _Removed()
_FOLDED = _Folded()
for _letter in VIETNAMESE_LETTERS + VIETNAMESE_LETTERS.upper() + "".join(map(chr, range(32, 127))):
    _FOLDED[ord(_letter)] = _fold_character(_letter)
    _REMOVED[ord(_letter)] = ord(_letter)
for _mark in _TONES:
    _FOLDED[ord(_mark)] = ""


def clean(text: str) -> str:
    """What a person typed, as it may be kept: NFC, one line, single spaces, nothing invisible.

    Control, format and bidirectional characters (zero-width joiner included) and lone surrogates
    are dropped: Vietnamese needs none of them, and they make two equal names differ.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(nfc(text.translate(_REMOVED)).split())


def fold(text: str) -> str:
    """The text as it is searched: lower case, no marks, đ as d, y as i, single spaces.

    Equal for both placements of a tone mark (hòa, hoà), for i and y (Quí, Quý) and for NFC and NFD.
    """
    return " ".join(text.translate(_FOLDED).split())


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order, without punctuation."""
    return tuple(_WORD.findall(fold(text)))


def digits(text: str) -> str:
    """Only the digits, as 0–9, whatever script or spacing they were written in."""
    if text.isascii():
        return "".join(c for c in text if "0" <= c <= "9")
    values = (unicodedata.decimal(c, -1) for c in text)
    return "".join(str(value) for value in values if value >= 0)


def name_sort_key(name: str) -> str:
    """A key that orders names as an office does: given name (last word), then the rest.

    Letters follow the Vietnamese alphabet (a ă â b c d đ e ê …), equal letters follow the tones
    ngang, huyền, hỏi, ngã, sắc, nặng; where in the syllable the tone is written does not matter.
    """
    words = clean(name).lower().split(" ")
    return "".join(_word_key(word) for word in (words[-1], *words[:-1]))


@lru_cache(maxsize=8192)
def _word_key(word: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for character in word:
        decomposed = unicodedata.normalize("NFD", character)
        tones.extend(_TONES[mark] for mark in decomposed if mark in _TONES)
        letter = nfc("".join(c for c in decomposed if c not in _TONES))
        letters.append(_SORT_LETTER.get(letter, letter))
    return "".join(letters) + _AFTER_LETTERS + "".join(tones) + _AFTER_WORD


# Text in the old fonts TCVN3 (ABC) and VNI, or UTF-8 read as a Western code page, is made of
# sequences that no Vietnamese word has.
_TCVN3 = re.compile(r"[A-Za-z][¸µ¶·¹¨©ª«¬\u00ad®]|(?<![A-Za-z])[§®][A-Za-z]|[a-z][À-ÖØ-Þ]")
_VNI = re.compile(
    r"a[ùøûõïâáàåãäêéèúüë]|e[ùøûõïâáàåãä]|o[ùøûõïâåä]|u[øûõï]|[öô][ùøûõï]|\bñ[aeioöuy]",
    re.IGNORECASE,
)
_UTF8_AS_WESTERN = re.compile(r"á[º»]|Ä[\u0090\u0091‘]|Æ[°¡]|Ã[\u00a0-\u00bf\u0080-\u009f]")


def looks_legacy(text: str) -> bool:
    """Whether the text was written in an old font's encoding (TCVN3, VNI) or decoded wrongly."""
    if text.isascii():
        return False
    composed = nfc(text)
    return bool(
        _TCVN3.search(composed) or _VNI.search(composed) or _UTF8_AS_WESTERN.search(composed)
    )
