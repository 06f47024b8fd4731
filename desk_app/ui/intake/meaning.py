"""What a typed line means: digits of a known citizen, a number, a code, a name, a matter."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from desk_app.core.matter import copies_and_pages
from desk_app.core.procedure import Procedure
from desk_app.core.text import clean, digits, fold, tokens
from desk_app.ui.intake.case_in_line import case_number

# empty: nothing typed; code: a procedure's; case: the number of a case;
# last: the last digits of an ID number; phone, id: a whole number; words: everything else.
Kind = Literal["empty", "code", "case", "last", "phone", "id", "words"]
# What the strip shows for it.
Side = Literal["procedures", "people", "both"]

_CODE = re.compile(r"\d\.\d{0,6}\Z")
_SEPARATORS = re.compile(r"[\s.\-–()+]")
_LAST = range(4, 7)
_PHONE = range(9, 12)
# One word says too little to be a name or a matter for sure.
_WORDS = 2

# Family names, as they begin a full name; those of the peoples of the northern hills included.
_WRITTEN = (
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đoàn trịnh đinh "
    "mai tô trương lâm hà cao chu châu tạ thái tống quách la lại lưu lục lương lò lường lù lầu "
    "mạc mã ma mùa mông nghiêm nhâm ninh nông nùng ông phí phó phùng phương phàn quàng sầm "
    "sùng sơn tăng thân thạch thào thiều tiêu tòng tráng triệu trưng tẩn từ tôn ứng uông vàng "
    "vi viên vương vừ bạch bàn bế biện bồ bành bá cầm chảo chảu chẩu cồ cù cung diệp doãn dư "
    "đàm đào đái điêu đồng đổng đường giàng giang giáp hạng hầu hứa kiều kim khổng khúc khương "
    "khuất"
)
_SURNAMES = frozenset(_WRITTEN.split(" "))
_FOLDED_SURNAMES = frozenset(fold(name) for name in _SURNAMES)


# How the names of those begin who are no person.
_BODIES = tuple(
    fold(words) + " "
    for words in (
        "công ty", "cty", "tnhh", "doanh nghiệp", "dntn", "hợp tác xã", "htx", "hộ kinh doanh",
        # Trương is a family name: a school says which.
        "trường mầm non", "trường tiểu học", "trường trung học", "trường thcs", "trường thpt",
        "trạm y tế", "ban quản lý", "ủy ban", "ubnd", "hội nông dân", "hội phụ nữ",
        "hội cựu chiến binh", "chi nhánh", "văn phòng", "ngân hàng", "quỹ tín dụng", "nhà thờ",
    )
)  # fmt: skip


_EMPTY_WORDS = frozenset(fold(word) for word in ("đăng", "ký", "cấp", "lại", "xác", "nhận"))


class Situation(msgspec.Struct, frozen=True):
    """What of the visit is known already, as far as it changes what words mean.

    represents: the visitor came for somebody whose name is still missing; body: an organisation is
    named; counts: a matter is in
    hand whose copies are counted.
    """

    purpose: str = "service"
    named: bool = False
    represents: bool = False
    body: bool = False
    counts: bool = False


class Meaning(msgspec.Struct, frozen=True):
    """Which field takes the typed line, and as what text; field "" takes nothing.

    other: it would put somebody else in the place of who is in hand.
    """

    field: str = ""
    text: str = ""
    other: bool = False


def kind_of(words: str) -> Kind:
    """What sort of thing was typed, by its characters alone."""
    if not words:
        return "empty"
    if _CODE.match(words):
        return "code"
    if not _SEPARATORS.sub("", words).isdigit():
        return "case" if case_number(words) else "words"
    length = len(digits(words))
    if length < _LAST.start:
        return "code"
    if length in _LAST:
        return "last"
    return "phone" if length in _PHONE else "id"


def side_of(kind: Kind, situation: Situation, words: str = "") -> Side:
    """What the strip shows; it depends on the typed text and the visit only, so nothing jumps."""
    if kind == "case":
        return "people"
    if situation.purpose == "question" or kind in ("empty", "code"):
        return "procedures"
    if situation.counts and copies_and_pages(words) is not None:
        return "procedures"
    if kind == "words":
        return "procedures" if situation.named else "both"
    return "people"


def looks_like_name(words: str) -> bool:
    """Whether these words begin with a family name, with or without accents."""
    written = clean(words).lower().split(" ")
    if len(written) < _WORDS or any(c.isdigit() for c in words):
        return False
    first = written[0]
    return first in _FOLDED_SURNAMES if first.isascii() else first in _SURNAMES


def looks_like_body(words: str) -> bool:
    """Whether these words begin as the name of a company, a school or another body does."""
    return fold(words).startswith(_BODIES)


def meaning_of(
    words: str, situation: Situation, procedures: tuple[Procedure, ...], note: str = ""
) -> Meaning:
    """What Enter makes of words, a code or a whole number; "last" digits need a look-up first."""
    kind = kind_of(words)
    matter = Meaning("procedures", procedures[0].code) if procedures else Meaning()
    if kind in ("empty", "last", "case"):
        return Meaning()
    if situation.counts and copies_and_pages(words) is not None:
        return Meaning("copies", words)
    if kind == "code":
        return matter
    if situation.purpose == "question":
        return matter if matter.field else _noted(words, note)
    if kind == "words":
        return _meaning_of_words(words, situation, procedures, note)
    return Meaning("phone" if kind == "phone" else "citizen_id", words)


def _meaning_of_words(
    words: str, situation: Situation, procedures: tuple[Procedure, ...], note: str
) -> Meaning:
    who = "on_behalf_of" if situation.represents else "name"
    best = procedures[0] if procedures else None
    surely = best is not None and _is_surely(words, best)
    if looks_like_body(words) and not surely:
        return Meaning(other=True) if situation.body else Meaning("organisation", words)
    if looks_like_name(words) and not surely:
        taken = situation.named and not situation.represents
        return Meaning(other=True) if taken else Meaning(who, words)
    if best is not None and (situation.named or _begins(words, best)):
        return Meaning("procedures", best.code)
    if best is not None:
        return Meaning()  # "hoa" may be somebody's name: Alt 1 to 6 say which
    if situation.named and not situation.represents:
        return _noted(words, note)
    return Meaning(who, words)


def _noted(words: str, note: str) -> Meaning:
    return Meaning("note", f"{note.strip()}; {words}" if note.strip() else words)


def _is_surely(words: str, procedure: Procedure) -> bool:
    # "dang ky khai sinh" begins with a family name only for who does not read on.
    typed = tokens(words)
    if fold(words) == fold(procedure.short):
        return True
    if len(typed) < _WORDS:
        return False
    # In a long official name somewhere stand "lẻ", "thị" and "hoa": only words in a row say it.
    daily, official = tokens(procedure.short_name), tokens(procedure.name)
    if len(typed) > _WORDS and _in_order(typed, daily):
        return True
    return _in_a_row(typed, daily) or _in_a_row(typed, official)


def _begins(words: str, procedure: Procedure) -> bool:
    """Whether more than one word was typed, or one that the daily name or short code begins with.

    "Đăng ký" and "Cấp" begin most names and say nothing, so the word after them counts as well.
    """
    typed = tokens(words)
    if len(typed) != 1 or fold(procedure.short).startswith(fold(words)):
        return True
    daily = [word for word in tokens(procedure.short_name) if word not in _EMPTY_WORDS]
    return bool(daily) and daily[0].startswith(typed[0])


def _in_order(typed: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether these are words of a name in its order, others left out, the last one unfinished."""
    *whole, last = typed
    left = iter(known)
    return all(word in left for word in whole) and any(word.startswith(last) for word in left)


def _in_a_row(typed: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether these words stand in a name one after the other, the last one unfinished."""
    places = range(len(known) - len(typed) + 1)
    return any(_in_order(typed, known[at : at + len(typed)]) for at in places)
