"""Which part of a text is what somebody typed, and how near its accents are to the typed ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from desk_app.core.text import fold, nfc, tokens

Spans = tuple[tuple[int, int], ...]

_WORD = re.compile(r"[^\W_]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # à á ã ả ạ
_SHORTEST_TAIL = 4


def matched(text: str, words: str) -> Spans:
    """Where words of `text` begin as a typed one does, as ranges of its characters.

    Accents, case, đ, i and y, the place of a tone mark and NFC or NFD make no difference; a mark
    belongs to its letter. Neighbouring words that matched are one range.
    """
    wanted = _wanted(words)
    if not wanted or not text:
        return ()
    folded, places = _folded(text)
    found: list[tuple[int, int]] = []
    for word in _WORD.finditer(folded):
        hit = max((w for w in wanted if word[0].startswith(w)), key=len, default="")
        if not hit:
            continue
        start = places[word.start()]
        end = _with_marks(text, places[word.start() + len(hit) - 1] + 1)
        if found and text[found[-1][1] : start].isspace():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def matched_tail(number: str, words: str) -> Spans:
    """The whole of `number` when typed digits are it, or end in it: 004417 for 4417."""
    ends = len(number) >= _SHORTEST_TAIL and any(
        word.isdecimal() and word.endswith(number) for word in _wanted(words)
    )
    return ((0, len(number)),) if ends else ()


def whole_words(words: str) -> Callable[[str], int]:
    """Tells of texts how many typed words stand in them whole: thi in Thị, not in Thịnh."""
    typed = frozenset(tokens(words))
    return lambda text: len(typed.intersection(fold(text).split()))


def closeness(words: str) -> Callable[[str], int]:
    """Tells of texts how near their accents are to the typed ones; 0 for words without any.

    A word typed exactly counts two, one with the same letters and tones written otherwise (hoà,
    hòa; quí, quý) counts one.
    """
    if words.isascii():
        return lambda text: 0
    typed = [_accented(word) for word in _words(words)]

    def score(text: str) -> int:
        points = 0
        present = _words(text)
        for word, letters, tones in typed:
            if any(known.startswith(word) for known in present):
                points += 2
                continue
            otherwise = (_accented(known)[1:] for known in present)
            points += any(known.startswith(letters) and its == tones for known, its in otherwise)
        return points

    return score


def _wanted(words: str) -> tuple[str, ...]:
    """The typed words; groups of digits also as the one number they may be (0912 345 678)."""
    typed = tokens(words)
    joined: list[str] = []
    run = ""
    for token in (*typed, ""):
        if token.isdecimal():
            run += token
        else:
            joined.append(run)
            run = ""
    # A telephone number is kept without its country: 84912345678 is 0912345678.
    joined += ["0" + n.removeprefix("84") for n in joined if n.startswith("84") and len(n) > 2]
    return typed + tuple(number for number in joined if number and number not in typed)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text folded letter by letter, and for each letter of it the character it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        part = " " if character.isspace() else fold(character)
        letters.append(part)
        places.extend([place] * len(part))
    return "".join(letters), places


def _with_marks(text: str, end: int) -> int:
    while end < len(text) and unicodedata.category(text[end]).startswith("M"):
        end += 1
    return end


def _words(text: str) -> list[str]:
    return _WORD.findall(nfc(text).casefold())


@lru_cache(maxsize=4096)
def _accented(word: str) -> tuple[str, str, str]:
    """A word itself, its letters with their marks but without tones (y as i), and its tones."""
    decomposed = unicodedata.normalize("NFD", word)
    letters = "".join(c for c in decomposed if c not in _TONES).replace("y", "i")
    return word, letters, "".join(sorted(c for c in decomposed if c in _TONES))
