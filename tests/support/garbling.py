"""What scanners, encodings and typing tools do to Vietnamese text on its way to the program."""

from __future__ import annotations

import unicodedata

_TONES = {"\u0300": ("f", "2"), "\u0309": ("r", "3"), "\u0303": ("x", "4")}
_TONES |= {"\u0301": ("s", "1"), "\u0323": ("j", "5")}
_SHAPES = {"\u0302": ("double", "6"), "\u031b": ("w", "7"), "\u0306": ("w", "8")}
_LAYOUT = "đăâêô\u0300\u0309\u0303\u0301\u0323"


def typed(text: str, tool: int, tone_last: bool = True) -> str:
    """The keys that make `text` in Telex (tool 0) or VNI (tool 1), with no tool to read them."""
    return "".join(_word(word, tool, tone_last) for word in _pieces(text))


def _pieces(text: str) -> list[str]:
    pieces = [""]
    for character in unicodedata.normalize("NFC", text):
        if character.isalpha() == pieces[-1][-1:].isalpha():
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _word(word: str, tool: int, tone_last: bool) -> str:
    keys, tone = "", ""
    for letter in word:
        if letter in "đĐ":
            double = "dd" if letter == "đ" else "DD"
            keys += (double, "d9" if letter == "đ" else "D9")[tool]
            continue
        base, *marks = list(unicodedata.normalize("NFD", letter))
        keys += base
        here = ""
        for mark in marks:
            if mark in _TONES:
                here = _TONES[mark][tool]
            elif mark in _SHAPES:
                code = _SHAPES[mark][tool]
                keys += base if code == "double" else code
        if tone_last:
            tone = tone or here
        else:
            keys += here
    return keys + tone


def misread(text: str, encoding: str, drop_unknown: bool = False) -> str:
    """UTF-8 read as another encoding."""
    raw = text.encode("utf-8")
    if not drop_unknown:
        return raw.decode(encoding)
    return "".join(bytes((byte,)).decode(encoding, errors="ignore") for byte in raw)


def in_cp1258(text: str) -> str:
    """Windows-1258 read as Windows-1252."""
    split = ""
    for letter in unicodedata.normalize("NFC", text):
        base, *marks = list(unicodedata.normalize("NFD", letter))
        tone = "".join(mark for mark in marks if mark in _TONES)
        shaped = unicodedata.normalize("NFC", base + "".join(m for m in marks if m not in _TONES))
        split += shaped + tone
    return split.encode("cp1258").decode("cp1252", errors="replace")


def on_vietnamese_layout(text: str) -> str:
    """The digit row of the Vietnamese keyboard layout."""
    return "".join(_LAYOUT[int(c)] if c.isdecimal() else c for c in text)
