"""Which procedure a provincial system means: by code, by name, or by the only name near it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile

from desk_app.core.case_sheet_words import words_key
from desk_app.core.procedure import Catalogue, leading_code
from desk_app.core.text import clean, tokens
from desk_app.core.their_case import NO_PROCEDURE, Match

_CODE = re.compile(r"(?<![\d.])(\d\.\d{6})(?!\d)")
_SHORT_CODE = re.compile(r"\d[.,]\d{1,5}\Z")
# Words that names carry here and not there.
_FILLER = frozenset(
    ("tuc", "hanh", "cap", "xa", "tai", "ve", "viec", "cua", "cho", "va", "cac",
     "theo", "dvc", "tthc")
)  # fmt: skip
# Words that make another procedure of a name: again, changed, abroad, ended, extended, …
_TELLING_APART = frozenset(
    ("lai", "thai", "doi", "cham", "dut", "nuoc", "ngoai", "luu", "dong", "han", "sua", "hoi",
     "hui", "giam", "them", "tach", "hop", "nhap", "chuien", "xoa", "tam", "dac", "thu", "cai",
     "chinh", "lan", "dau", "bien", "goc", "iu", "quien", "khong", "mien", "dinh")
)  # fmt: skip
_NEAR, _APART = 0.75, 0.1
# Names of procedures are long, and systems cut or shorten them towards their end.
_WHOLE_BEGINNING, _BEGINNING = 6, 12  # words


class ProcedureMatch:
    """The catalogue as a provincial export needs it; what a person once said comes first."""

    def __init__(self, catalogue: Catalogue, said: Mapping[str, str]) -> None:
        self._catalogue = catalogue
        self._said = dict(said)
        names: dict[str, str] = {}
        self._words: list[tuple[frozenset[str], str]] = []
        self._beginnings: list[tuple[tuple[str, ...], str]] = []
        for procedure in catalogue:
            for name in (procedure.name, procedure.short_name):
                key = _name_key(name)
                # A name that two procedures carry names neither of them.
                names[key] = (
                    procedure.code if names.get(key, procedure.code) == procedure.code else ""
                )
                self._words.append((frozenset(_telling(name)), procedure.code))
            self._beginnings.append((_name_words(procedure.name), procedure.code))
        self._names = {key: code for key, code in names.items() if key and code}
        self._known: dict[tuple[str, str], tuple[str, Match]] = {}

    def find(self, code: str, name: str) -> tuple[str, Match]:
        """Our code for what they wrote as code and name; NO_PROCEDURE where nothing fits.

        A code that is none of ours is kept: it is theirs to give, and the catalogue may follow.
        """
        asked = (code, name)
        found = self._known.get(asked)
        if found is None:
            found = self._find(clean(code), clean(name))
            self._known[asked] = found
        return found

    def _find(self, code: str, name: str) -> tuple[str, Match]:
        if _SHORT_CODE.match(code):
            code = code.replace(",", ".").ljust(8, "0")  # a number lost its last zeros: 1.00089
        leading = leading_code(code)
        if leading is not None:
            known = self._catalogue.find(leading)
            return (leading if known is None else known.code), "code"
        said = self._said.get(words_key(name))
        if said:
            return said, "told"
        written = _CODE.findall(name)
        if len(set(written)) == 1:
            return written[0], "code"
        named = self._names.get(_name_key(name))
        if named is not None:
            return named, "name"
        near = self._nearest(frozenset(_telling(name))) or self._begins_so(name)
        return (near, "near") if near else (NO_PROCEDURE, "none")

    def _nearest(self, wanted: frozenset[str]) -> str:
        """The code of the one name that is much nearer than any of another procedure."""
        if not wanted:
            return ""
        best: dict[str, float] = {}
        for words, code in self._words:
            both = len(wanted & words)
            if both and not (wanted ^ words) & _TELLING_APART:
                share = both / len(wanted | words)
                best[code] = max(best.get(code, 0.0), share)
        ranked = sorted(best.items(), key=lambda one: -one[1])
        if not ranked or ranked[0][1] < _NEAR:
            return ""
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _APART:
            return ""
        return ranked[0][0]

    def _begins_so(self, name: str) -> str:
        """The code of the one name that begins with all of theirs, or with much of it."""
        wanted = _name_words(name)
        best, found = 0, set[str]()
        for words, code in self._beginnings:
            same = sum(
                1
                for _ in takewhile(
                    lambda pair: pair[0] == pair[1], zip(wanted, words, strict=False)
                )
            )
            enough = same >= (_WHOLE_BEGINNING if same == len(wanted) else _BEGINNING)
            if not enough or same < best or _TELLING_APART.intersection(wanted[same:]):
                continue
            found = {code} if same > best else {*found, code}
            best = same
        return found.pop() if len(found) == 1 else ""


def _name_key(name: str) -> str:
    return "".join(_name_words(name))


def _name_words(name: str) -> tuple[str, ...]:
    return _trimmed(tokens(_CODE.sub(" ", name)))


def _trimmed(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without "Thủ tục" in front, which some systems write before every name."""
    return words[2:] if words[:2] == ("thu", "tuc") and len(words) > 3 else words


def _telling(name: str) -> Iterable[str]:
    return (word for word in tokens(_CODE.sub(" ", name)) if word not in _FILLER)
