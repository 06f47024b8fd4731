"""Fees as a province writes them in words, each with the words that stand beside it."""

from __future__ import annotations

import re

import msgspec

from desk_app.core.catalogue_cells import MOST_DONG, separable
from desk_app.core.catalogue_channels import leading_channel
from desk_app.core.problems import Problem
from desk_app.core.procedure import Fee, FeeUnit
from desk_app.core.text import clean, fold


class ReadFees(msgspec.Struct, frozen=True):
    """What a fee says: fees when it was understood, else a problem where it cannot be."""

    fees: tuple[Fee, ...] = ()
    understood: bool = True
    problem: Problem | None = None


_FREE = re.compile(
    r"(?:khong(?: co| thu| phai nop| mat)?(?: phi| le phi| phi,? le phi)?|mien(?: phi| le phi)?"
    r"(?:,? le phi)?|0(?: ?(?:dong|d|vnd))?)\.?\Z"
)
_DONG = re.compile(
    r"(?<![\d.,/])(?P<minus>[-–−] ?)?(?P<amount>\d{1,3}(?:[.,\s]\d{3})+|\d{1,12})(?:[.,]0+)?"
    r" ?(?:dong|vnd|vnđ|d)?(?: ?/ ?(?P<per>\w+(?: \w+)?))?(?![\d.,])"
)
_FROM_PAGE = re.compile(r"tu trang (?:thu )?(?P<page>\d+|hai|ba|tu|nam)")
_SPELT_PAGES = {"hai": 2, "ba": 3, "tu": 4, "nam": 5}
_PER: tuple[tuple[str, FeeUnit], ...] = (
    ("trang", "page"),
    ("ban sao", "copy"),
    ("ban", "copy"),
    ("van ban", "case"),
)
_FOR_WHAT = re.compile(r"(?:trang|ban|van ban|truong hop|lan|ho so|giao dich|the|giai)\b")
_PROVINCE = re.compile(
    r"\bhdnd\b|hoi dong nhan dan|nghi quiet|theo quy dinh|theo qui dinh|luat phi"
)


class _Unclear(Exception):
    """The words name no amount, or several that nobody took apart."""


class _OutOfRange(Exception):
    """An amount below zero or beyond belief."""


def read_fees(text: str) -> ReadFees:
    """The fees a cell names, each with the words that must stand beside it."""
    text = clean(separable(text).replace("\n", "; "))
    bare = fold(text)
    if not bare or bare == "-":
        return ReadFees()
    if _FREE.match(bare):
        return ReadFees((Fee(amount=0),))
    try:
        return ReadFees(_fees(text, bare))
    except _Unclear:
        return ReadFees((), False)
    except _OutOfRange:
        values = {"have": text[:60], "most": f"{MOST_DONG:,}".replace(",", ".")}
        return ReadFees((), False, Problem("catalogue_import.fee_range", "", values))


def _fees(text: str, bare: str) -> tuple[Fee, ...]:
    fees: list[Fee] = []
    tops: list[int] = []
    words: list[str] = []
    for clause in re.split(r";|\. (?=\D)", text):
        said = _clause(clause)
        if isinstance(said, Fee):
            fees.append(said)
        elif said is not None:
            tops.append(said)
        if not isinstance(said, int) and (said is None or _more_than_the_amount(fold(clause))):
            words.append(clause.strip(" .;"))
    if not fees:
        return (_without_amount(text, bare),)
    # Two amounts for the same thing hold in different cases, which nobody took apart.
    if len({(fee.channel, fee.per, fee.first) for fee in fees}) < len(fees):
        raise _Unclear
    beside = ". ".join(word for word in words if word)
    top = max(tops, default=None)
    return tuple(
        msgspec.structs.replace(fee, text=beside, top=top if fee.per in ("page", "copy") else None)
        for fee in fees
    )


def _without_amount(text: str, bare: str) -> Fee:
    if _PROVINCE.search(bare):
        return Fee(amount=None, text=text)
    if re.match(r"mien\b", bare):
        return Fee(amount=0, text=text)
    raise _Unclear


def _clause(clause: str) -> Fee | int | None:
    """The fee of one part of a sentence, or the most a copy may cost; None without an amount."""
    channel, folded = leading_channel(fold(clause))
    page = _FROM_PAGE.search(folded)
    named = [found for found in _DONG.finditer(_FROM_PAGE.sub(" ", folded)) if _is_money(found)]
    if not named:
        return None
    if len(named) > 1:
        raise _Unclear
    (found,) = named
    amount = int(re.sub(r"\D", "", found["amount"]))
    if found["minus"] or amount > MOST_DONG:
        raise _OutOfRange
    if re.search(r"\btoi da\b|khong qua", folded):
        return amount
    first = 1
    if page is not None:
        first = _SPELT_PAGES.get(page["page"]) or int(page["page"])
    per = _per(found["per"] or "", page is not None or "trang" in folded)
    return Fee(amount=amount, per=per, first=max(1, first), channel=channel)


def _is_money(found: re.Match[str]) -> bool:
    """An amount has đồng behind it, or a full stop inside, or is round thousands."""
    digits = re.sub(r"\D", "", found["amount"])
    said = re.search(r"dong|vnd|\dd\b| d\b", found[0]) is not None
    per = found["per"] is not None and _FOR_WHAT.match(found["per"]) is not None
    return said or per or (len(digits) >= 4 and digits.endswith("000"))


def _per(written: str, pages: bool) -> FeeUnit:
    if written:
        return next((unit for word, unit in _PER if written.startswith(word)), "case")
    return "page" if pages else "case"


def _more_than_the_amount(folded: str) -> bool:
    """Whether a part of a sentence that names an amount says anything beside it."""
    _, rest = leading_channel(folded)
    rest = _DONG.sub(" ", _FROM_PAGE.sub(" ", rest))
    rest = re.sub(r"\b(?:phi|le phi|muc thu|muc phi|la|tro len|tro di|thu)\b", " ", rest)
    return re.search(r"[^\W\d]{2}", rest) is not None
