"""How a cell is handed in: desk, online, post; and how far it can be done online."""

from __future__ import annotations

import re

from desk_app.core.procedure import Channel, OnlineLevel
from desk_app.core.text import fold

# Vietnamese is matched folded: without marks, and with i for y ("trực tuyến" is "truc tuien").
_CHANNELS: tuple[tuple[Channel, str], ...] = (
    ("desk", r"truc tiep"),
    ("online", r"truc tuien|dich vu cong truc tuien|qua mang"),
    ("post", r"buu chinh(?: cong ich)?|buu dien"),
)


_NOT_ONLINE = re.compile(
    r"\bkhong\b|\bchua\b|cung cap thong tin|con lai|\bnone\b|muc(?: do)? [12]\b"
)


def leading_channel(folded: str) -> tuple[Channel, str]:
    """The channel that folded words begin with, and the words behind it."""
    for name, words in _CHANNELS:
        found = re.match(rf"\W*(?:nop |hinh thuc )?(?:{words})\b\W*", folded)
        if found is not None:
            return name, folded[found.end() :]
    return "", folded


def read_channel(text: str) -> Channel:
    """The channel a cell names; "" when it names none or several."""
    folded = fold(text)
    named = [name for name, words in _CHANNELS if re.search(rf"\b(?:{words})\b", folded)]
    return named[0] if len(named) == 1 else ""


def read_online(text: str) -> OnlineLevel | None:
    """How far a procedure can be done online; None when the words do not say."""
    folded = fold(text)
    if not folded or folded == "-":
        return ""
    if re.search(r"toan trinh|\b(?:muc(?: do)? )?4\b|\bfull\b", folded):
        return "full"
    if re.search(r"mot phan|\b(?:muc(?: do)? )?3\b|\bpart\b", folded):
        return "part"
    if re.search(_NOT_ONLINE, folded):
        return "none"
    return None
