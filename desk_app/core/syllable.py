"""Whether some letters can be a Vietnamese syllable, and where its tone mark is written."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

TONES = "\u0300\u0309\u0303\u0301\u0323"  # à ả ã á ạ
_STOPPED_TONES = ("\u0301", "\u0323")

_ONSETS_WRITTEN = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_ONSETS = frozenset((*_ONSETS_WRITTEN.split(), ""))
# Every rime of the standard spelling, without its tone; -k stands in place names of the highlands.
_RIMES_WRITTEN = """
a ac ach ai ak am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
oe oen oeo oet oong ooc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u uc ui um un ung up ut ua uân uâng uât uây uê uêch uênh uơ uôc uôi uôm uôn uông uôt
uy uya uych uyên uyêt uyn uynh uyt uyu
ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y ych yn ynh yt yên yêm yêng yêt yêu
"""
_RIMES = frozenset(_RIMES_WRITTEN.split())
_STOPS = ("c", "ch", "k", "p", "t")
_VOWELS = frozenset("aăâeêioôơuưy")
_SHAPED = frozenset("ăâêôơ")


def without_tone(word: str) -> tuple[str, tuple[str, ...]]:
    """The letters of a word with their shapes (ă â ê ô ơ ư đ), and the tone marks it carried."""
    marks: list[str] = []
    letters: list[str] = []
    for character in unicodedata.normalize("NFD", word):
        (marks if character in TONES else letters).append(character)
    return unicodedata.normalize("NFC", "".join(letters)), tuple(marks)


def is_vowel(letter: str) -> bool:
    """Whether a letter without tone is a Vietnamese vowel."""
    return letter.lower() in _VOWELS


def _halves(plain: str) -> tuple[str, str]:
    """Onset and rime of a lower-case word without tone."""
    if plain.startswith("qu"):
        return "qu", plain[2:]
    if plain.startswith("gi") and len(plain) > 2 and plain[2] in _VOWELS:
        return "gi", plain[2:]
    at = next((i for i, letter in enumerate(plain) if letter in _VOWELS), len(plain))
    return plain[:at], plain[at:]


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a Vietnamese reader could read `word` aloud as one syllable, tone included.

    A syllable that ends in c, ch, p or t carries sắc or nặng: "Viet" is none, "Việt" is one.
    """
    plain, marks = without_tone(word.lower())
    onset, rime = _halves(plain)
    if onset not in _ONSETS or rime not in _RIMES or len(marks) > 1:
        return False
    if rime.endswith(_STOPS):
        return bool(marks) and marks[0] in _STOPPED_TONES
    return True


def with_tone(plain: str, mark: str) -> str:
    """The toneless word with the mark on the letter where schools put it: hóa, quý, thuyền."""
    onset, rime = _halves(plain.lower())
    first = len(onset)
    vowels = 0
    while vowels < len(rime) and rime[vowels] in _VOWELS:
        vowels += 1
    nucleus, ended = rime[:vowels], vowels < len(rime)
    if not nucleus:
        return plain
    shaped = [i for i, letter in enumerate(nucleus) if letter in _SHAPED]
    if shaped:
        at = shaped[-1]
    elif "ư" in nucleus or vowels == 1:
        at = max(nucleus.find("ư"), 0)
    elif ended:
        at = vowels - 1
    elif vowels == 3:
        at = 1
    else:
        at = 0
    place = first + at + 1
    return unicodedata.normalize("NFC", plain[:place] + mark + plain[place:])
