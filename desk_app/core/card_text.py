"""Name and address of a scanned card as they were meant: repaired when certain, else dropped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import msgspec

from desk_app.core.misread import readings
from desk_app.core.syllable import is_syllable, is_vowel, without_tone
from desk_app.core.text import clean, looks_legacy
from desk_app.core.typing_codes import compose

_WORD = re.compile(r"[^\W_]+")
_SIGNS = frozenset(" .,-–/'’`()&:;+°º")
_LAST_WESTERN = "\xff"
_DOUBLED = re.compile(r"aa|ee|oo|dd|[wfjz]", re.IGNORECASE)
_ENOUGH = 2
_SHORT_FORMS = frozenset(("tp", "tx", "tt", "tdp", "kp", "kdc", "kdt", "ktt", "ql", "tl", "hcm"))


class TextRead(msgspec.Struct, frozen=True):
    """One field of words: what it says, "" when doubtful, and what the scanner had sent."""

    text: str
    doubtful: bool
    sent: str


def read_texts(name: str, address: str, others: str = "") -> tuple[TextRead, TextRead]:
    """Name and address as they were meant, judged together: one scan comes through one keyboard.

    `others` is any further text of the scan; a letter as ữ in it shows that letters survive.
    """
    meant_name, meant_address = _decoded(name), _decoded(address)
    arrived = unicodedata.normalize("NFC", f"{meant_name}|{meant_address}|{others}")
    survive = any(map(_is_vietnamese_only, arrived))
    name_codes = _Codes(words(meant_name or ""), names=True)
    address_codes = _Codes(words(meant_address or ""), names=False)
    typing = _Typing(name_codes, address_codes, survive)
    return (
        _judged(name, _as_name(typing.undone(meant_name, name_codes), clean(name))),
        _judged(address, _as_address(typing.undone(meant_address, address_codes))),
    )


def _judged(sent: str, meant: str | None) -> TextRead:
    plain = clean(sent)
    return TextRead(meant or "", bool(plain) and not meant, plain)


def words(text: str) -> tuple[str, ...]:
    """Runs of letters and digits, as they stand."""
    return tuple(_WORD.findall(text))


def _is_vietnamese_only(character: str) -> bool:
    """A letter that no Western code page has: where one arrives, all do."""
    return (character > _LAST_WESTERN and is_vowel(without_tone(character)[0])) or character in "đĐ"


# ---- wrong encodings ---------------------------------------------------------------------------


def _decoded(field: str) -> str | None:
    """The field in the encoding it was meant in; None when nobody can tell."""
    plain = clean(field)
    if not _odd(field):
        return plain
    meant = {clean(reading) for reading in readings(field) if _sensible(reading)}
    if len(meant) == 1:
        return meant.pop()
    return plain if not meant and _possible(field) else None


def _odd(field: str) -> bool:
    text = unicodedata.normalize("NFC", field)
    return not _possible(field) or any(
        not word.isascii() and not is_syllable(word) for word in words(text)
    )


def _possible(field: str) -> bool:
    """Only letters of Latin script, digits and the signs of an address, in no old font's order."""
    text = unicodedata.normalize("NFC", field)
    return not looks_legacy(text) and all(
        character in _SIGNS
        or character.isdecimal()
        or (character.isalpha() and unicodedata.name(character, "").startswith("LATIN"))
        or (unicodedata.category(character) in ("Cc", "Cf") and not "\x80" <= character <= "\xad")
        or character.isspace()
        for character in text
    )


def _sensible(reading: str) -> bool:
    found = words(reading)
    accented = [word for word in found if not word.isascii()]
    return bool(accented) and _possible(reading) and all(map(is_syllable, accented))


# ---- typing codes ------------------------------------------------------------------------------


class _Codes:
    """How many words of a field are typing codes, and how many of these can be nothing else."""

    def __init__(self, found: Sequence[str], *, names: bool) -> None:
        self.names = names
        coded = [w for w in found if _is_coded(w)]
        self.count = len(coded)
        self.strong = sum(_is_strong(word, names) for word in coded)
        self.digits = any(any(c.isdigit() for c in word) for word in coded)


class _Typing:
    """Whether the scan came as typing codes, and what its fields say without them."""

    def __init__(self, name: _Codes, address: _Codes, survive: bool) -> None:
        codes, strong = name.count + address.count, name.strong + address.strong
        # One word may be a name of the highlands; where accents survive, two are needed.
        self._typed = codes >= _ENOUGH if not survive else codes >= _ENOUGH and strong > 0
        self._survive = survive
        self._digits = name.digits or address.digits

    def undone(self, field: str | None, codes: _Codes) -> str | None:
        """What the field says; None when it is garbled or has lost its accents."""
        if field is None:
            return None
        if self._typed and (codes.count or not self._survive):
            return _composed(field, digits_are_codes=self._digits, names=codes.names)
        return field if self._survive and not codes.strong else None


def _is_coded(word: str) -> bool:
    return not is_syllable(word) and not _is_block(word) and compose(word) is not None


def _is_block(word: str) -> bool:
    """A1, B2: a house, or a letter with a code; nobody can tell."""
    return len(word) == 2 and word[0].isalpha() and word[1].isdigit()


def _is_strong(word: str, names: bool) -> bool:
    if any(c.isdigit() for c in word):
        return names or sum(c.isdigit() for c in word) > 1 or word[-1].isalpha()
    return not word.isascii() or _DOUBLED.search(word) is not None


def _composed(text: str, *, digits_are_codes: bool, names: bool) -> str | None:
    """The text with every word composed; None when one of them makes no syllable."""
    made: list[str] = []
    at = 0
    for found in _WORD.finditer(text):
        word = found[0]
        if _is_block(word) and digits_are_codes:
            return None
        meant = word if _is_block(word) else compose(word) or word
        if not (is_syllable(meant) or (not names and _is_plain_in_address(meant))):
            return None
        made += (text[at : found.start()], meant)
        at = found.end()
    return "".join(made) + text[at:]


def _is_plain_in_address(word: str) -> bool:
    """House numbers and abbreviations: 12B, QL1A, TP, TDP."""
    return word[0].isdigit() or (word.isascii() and word.isupper())


def _as_name(text: str | None, sent: str) -> str | None:
    """A name of letters, a vowel in every word; what was repaired begins with capitals."""
    if text is None or any(c.isdigit() for c in text):
        return None
    if any(len(word) > 1 and not _has_vowel(word) for word in words(text)):
        return None
    if text == sent:
        return text
    return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))


def _as_address(text: str | None) -> str | None:
    """An address no word of which has lost its vowels, abbreviations apart."""
    if text is None or any(
        word.isalpha() and len(word) > 1 and not _has_vowel(word) and not _is_short_form(word)
        for word in words(text)
    ):
        return None
    return text


def _has_vowel(word: str) -> bool:
    return any(is_vowel(c) or not c.isascii() for c in without_tone(word)[0])


def _is_short_form(word: str) -> bool:
    return word.isupper() or word.lower() in _SHORT_FORMS
