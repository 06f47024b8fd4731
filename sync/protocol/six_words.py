"""Six words that two people read to each other, so that nobody stands between desk and province.

Each word stands for ten bits of a hash over everything both sides said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

WORDS = 1024
COUNT = 6
_BITS = 10


def parse_words(text: str) -> tuple[str, ...]:
    """The list in `text`, one word a line; ValueError unless it has exactly 1,024 of them."""
    words = tuple(line for line in text.splitlines() if line and not line.startswith("#"))
    if len(words) != WORDS or len(set(words)) != WORDS:
        raise ValueError(f"the list has {len(set(words))} different words, not {WORDS}")
    return words


def words_of(transcript: bytes, words: Sequence[str]) -> tuple[str, ...]:
    """The six words for what was said."""
    number = int.from_bytes(hashlib.sha256(transcript).digest(), "big") >> 256 - COUNT * _BITS
    places = (number >> _BITS * (COUNT - 1 - place) & WORDS - 1 for place in range(COUNT))
    return tuple(words[place] for place in places)
