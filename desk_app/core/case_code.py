"""The code of a case on paper: what the QR code of a slip says, and how it is read again.

More than 20 characters, so that a scan is told from typing wherever the focus is; only capitals,
digits and signs that a QR code packs tightly; a check part, so that a misread code opens nothing.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, product

_PREFIX = "MOTCUA:HS:"
# Without vowels and without the letters that Vietnamese typing tools take for marks.
_LETTERS = "0123456789BCGHKLMNPQTVZ"
_CHECK_LETTERS = 8
_NUMBER = r"[0-9A-HJKMNP-TV-Z]{4}-[A-Z]{1,3}-\d{6,9}"
_CODE = re.compile(rf"MOTCUA:HS:(?P<number>{_NUMBER}):(?P<check>[0-9A-Z]{{4}}-[0-9A-Z]{{4}})\Z")
_KIND = re.compile(r"\s*M\wTC\wA:", re.IGNORECASE)

# Which keys typing tools take away for a mark on the vowel before: Telex letters, VNI digits; ""
# stands for the letter itself, typed twice.
_TELEX = {
    "\u0300": "F", "\u0309": "R", "\u0303": "X", "\u0301": "S", "\u0323": "J",
    "\u0302": "", "\u0306": "W", "\u031b": "W",
}  # fmt: skip
_VNI = {
    "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "1", "\u0323": "5",
    "\u0302": "6", "\u0306": "8", "\u031b": "7",
}  # fmt: skip
# Beyond these nobody's typing tool was at work, and trying would take long.
_MOST_TRIES, _MOST_MARKS = 400, 3
_LONGEST, _LONGEST_PART = 60, 12


def case_code(number: str) -> str:
    """The code of the case with this number: "MOTCUA:HS:K7QX-A-004213:KPCB-7Q95"."""
    return f"{_PREFIX}{number}:{_check(number)}"


def looks_like_case_code(text: str) -> bool:
    """Whether somebody meant this as a case's code, even where it was misread."""
    return _KIND.match(text) is not None


def parse_case_code(text: str) -> str | None:
    """The number of the case in a scanned text; None when it is no such code or was misread.

    Letters that a typing tool changed on the way are taken back; the check part decides.
    """
    for candidate in (text, *_retyped(text)):
        found = _CODE.match("".join(candidate.split()).upper())
        if found is not None and found["check"] == _check(found["number"]):
            return found["number"]
    return None


def _check(number: str) -> str:
    digest = hashlib.sha256(f"{_PREFIX}{number}".encode()).digest()
    value = int.from_bytes(digest[:8], "big")
    letters = ""
    for _ in range(_CHECK_LETTERS):
        value, last = divmod(value, len(_LETTERS))
        letters += _LETTERS[last]
    return f"{letters[:4]}-{letters[4:]}"


def _retyped(text: str) -> Iterator[str]:
    """Every text that a typing tool may have made this one of, the likeliest first."""
    upper = unicodedata.normalize("NFC", text).upper()
    if upper.isascii() or len(upper) > _LONGEST or not looks_like_case_code(upper):
        return
    for keys, d_bar in ((_TELEX, "DD"), (_VNI, "D9")):
        parts = re.split(r"([-:])", upper.replace("Đ", d_bar))
        ways = [_ways(part, keys) for part in parts]
        for chosen in islice(product(*ways), _MOST_TRIES):
            yield "".join(chosen)


def _ways(part: str, keys: dict[str, str]) -> list[str]:
    """What one part of a code may have been: the key of a mark came somewhere after its vowel."""
    marks_in = sum(len(unicodedata.normalize("NFD", letter)) - 1 for letter in part)
    if marks_in > _MOST_MARKS or len(part) > _LONGEST_PART:
        return [part]
    ways = [""]
    for letter in part:
        plain, *marks = tuple(unicodedata.normalize("NFD", letter))
        ways = [way + plain for way in ways]
        for mark in marks:
            # Written as a private sign now, put behind any later letter below.
            ways = [way + chr(0xE000 + ord(keys.get(mark) or plain)) for way in ways]
    return [done for way in ways for done in _placed(way)]


def _placed(way: str) -> Iterator[str]:
    at = next((n for n, sign in enumerate(way) if ord(sign) >= 0xE000), None)
    if at is None:
        yield way
        return
    key, rest = chr(ord(way[at]) - 0xE000), way[at + 1 :]
    for place in range(len(rest) + 1):
        yield from _placed(way[:at] + rest[:place] + key + rest[place:])
