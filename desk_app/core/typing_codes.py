"""Words typed in Telex or VNI codes made the Vietnamese words they mean."""

from __future__ import annotations

from functools import lru_cache

from desk_app.core.syllable import is_syllable, is_vowel, with_tone, without_tone

_TELEX_TONES = {"f": "\u0300", "r": "\u0309", "x": "\u0303", "s": "\u0301", "j": "\u0323"}
_VNI_TONES = {"2": "\u0300", "3": "\u0309", "4": "\u0303", "1": "\u0301", "5": "\u0323"}
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = {"o": "ơ", "u": "ư"}
_VNI_SHAPES = {"6": _HATS, "7": _HORNS, "8": {"a": "ă"}, "9": {"d": "đ"}}


@lru_cache(maxsize=4096)
def compose(word: str) -> str | None:
    """The one syllable that `word` means in Telex or VNI; None when it holds no codes or no sense.

    Half-converted words count ("Trâfn" is "Trần"). The case of the letters is kept.
    """
    meant = {made for made in (_telex(word), _vni(word)) if made is not None}
    return meant.pop() if len(meant) == 1 else None


def _telex(word: str) -> str | None:
    plain, marks = without_tone(word)
    tones = list(marks)
    letters: list[str] = []
    codes = 0
    for letter in plain:
        low = letter.lower()
        before = any(is_vowel(known) for known in letters)
        if low in _TELEX_TONES and before:
            tones.append(_TELEX_TONES[low])
        elif low == "w":
            _horn(letters, letter)
        elif letters and letters[-1].lower() == low and low in _HATS:
            letters[-1] = _shaped(letters[-1], _HATS)
        elif letters and letters[-1].lower() == low == "d":
            letters[-1] = "Đ" if letters[-1].isupper() else "đ"
        else:
            letters.append(letter)
            continue
        codes += 1
    return _finished(letters, tones) if codes else None


def _vni(word: str) -> str | None:
    plain, marks = without_tone(word)
    tones = list(marks)
    letters: list[str] = []
    codes = 0
    for letter in plain:
        if letter in _VNI_TONES:
            tones.append(_VNI_TONES[letter])
        elif letter in _VNI_SHAPES:
            if letter == "7":
                _horn(letters, "")
            elif not _reshape(letters, _VNI_SHAPES[letter]):
                return None
        elif letter.isdigit():
            return None
        else:
            letters.append(letter)
            continue
        codes += 1
    return _finished(letters, tones) if codes else None


def _shaped(letter: str, shapes: dict[str, str]) -> str:
    made = shapes[letter.lower()]
    return made.upper() if letter.isupper() else made


def _reshape(letters: list[str], shapes: dict[str, str]) -> bool:
    for at in range(len(letters) - 1, -1, -1):
        if letters[at].lower() in shapes:
            letters[at] = _shaped(letters[at], shapes)
            return True
    return False


def _horn(letters: list[str], typed: str) -> None:
    """What w does: uo to ươ, u to ư, o to ơ, a to ă, and ư where no vowel stands before it."""
    word = "".join(letters).lower()
    start = 2 if word.startswith("qu") else 0
    pair = max(word.rfind("uo", start), word.rfind("ưo", start))
    if pair >= 0:
        letters[pair] = _shaped(letters[pair], {**_HORNS, "ư": "ư"})
        letters[pair + 1] = _shaped(letters[pair + 1], _HORNS)
        return
    if word.endswith("ua") and start == 0:
        letters[-2] = _shaped(letters[-2], _HORNS)
        return
    for at in range(start, len(letters)):
        low = letters[at].lower()
        if low == "o" and word[at + 1 : at + 2] == "a":
            continue
        if low in "aou":
            letters[at] = _shaped(letters[at], {**_HORNS, "a": "ă"})
            return
    if typed:
        letters.append("Ư" if typed.isupper() else "ư")


def _finished(letters: list[str], tones: list[str]) -> str | None:
    plain = "".join(letters)
    if len(set(tones)) > 1:
        return None
    made = with_tone(plain, tones[0]) if tones else plain
    return made if is_syllable(made) else None
