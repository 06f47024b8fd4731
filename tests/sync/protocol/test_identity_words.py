"""The six words: one list for ever, words that can be told apart when read aloud."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest

import resources
from desk_app.core.text import VIETNAMESE_LETTERS, fold
from sync.protocol.six_words import COUNT, WORDS, parse_words, words_of

TEXT = resources.read_text("words/six_words.txt")
LIST = parse_words(TEXT)
# What sounds alike somewhere in the country, and which of the two it is written as here.
FIRST = (("tr", "ch"), ("x", "s"), ("gi", "d"), ("r", "d"), ("v", "d"))
LAST = (("ng", "n"), ("nh", "n"), ("ch", "t"), ("c", "t"))


def heard_syllable(syllable: str) -> str:
    """A syllable as it is heard where most sounds fall together."""
    begin = next((one for one in FIRST if syllable.startswith(one[0])), ("", ""))
    heard_so = begin[1] + syllable.removeprefix(begin[0])
    if heard_so.startswith("n") and not heard_so.startswith(("ng", "nh")):
        heard_so = "l" + heard_so[1:]
    end = next((one for one in LAST if heard_so.endswith(one[0])), ("", ""))
    return heard_so.removesuffix(end[0]) + end[1]


def heard(word: str) -> str:
    """A word as it is heard where most sounds fall together."""
    return " ".join(map(heard_syllable, fold(word).split()))


def test_the_list_never_changes() -> None:
    # A desk and a province of different releases must say the same words.
    digest = hashlib.sha256("\n".join(LIST).encode()).hexdigest()
    assert digest == "daa12a5af246ad6571e59173a83822107afb143ddf3bca19714d2ab935ac3a4c"


def test_each_word_is_two_plain_syllables_in_nfc() -> None:
    letters = set(VIETNAMESE_LETTERS)
    for word in LIST:
        assert word == unicodedata.normalize("NFC", word)
        syllables = word.split(" ")
        assert len(syllables) == 2, word
        assert all(syllable and set(syllable) <= letters for syllable in syllables), word


def test_words_differ_without_their_accents_and_by_ear() -> None:
    assert len({fold(word) for word in LIST}) == WORDS
    assert len({heard(word) for word in LIST}) == WORDS


def test_what_was_said_gives_six_words_and_any_change_gives_others() -> None:
    said = words_of(b"transcript", LIST)
    assert len(said) == COUNT
    assert set(said) <= set(LIST)
    assert said == words_of(b"transcript", LIST)
    assert said != words_of(b"transcripT", LIST)


def test_the_words_are_the_first_sixty_bits() -> None:
    numbers = tuple(map(str, range(WORDS)))
    digest = int.from_bytes(hashlib.sha256(b"x").digest(), "big")
    bits = f"{digest:0256b}"[:60]
    assert words_of(b"x", numbers) == tuple(
        str(int(bits[place : place + 10], 2)) for place in range(0, 60, 10)
    )


@pytest.mark.parametrize("text", ["", "một\nhai", "\n".join(["trùng"] * WORDS)])
def test_another_list_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="different words"):
        parse_words(text)
