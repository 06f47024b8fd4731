"""What a citizen sees of the entry being typed: only what is known, and as little as checks it.

The catalogue's notes are written for officers ("to be confirmed", "the record says"). A citizen is
shown the plain part of them; where nothing plain is known, they are told whom to ask.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from desk_app.core.clock import Millis, local
from desk_app.core.procedure import Procedure, TimeLimit
from desk_app.core.text import clean, digits
from desk_app.core.visit import VisitForm
from desk_app.ui.rating.words import matter
from desk_app.ui.stage import Count, Say

MATTERS_SHOWN = 6
_ID_LENGTH = 12
_LONG_WORD = re.compile(r"\S{25,}")
_PIECE = re.compile(r"\S{1,12}")
# Words by which a note of the catalogue speaks to the officer, not to the citizen.
_NOTES = re.compile(
    r"bản ghi|hiểu biết|chưa chắc|HĐND|luật phí|không thông tin|kiểm tra|TT \d", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")


class CheckMatter(msgspec.Struct, frozen=True):
    """One matter: its name, how long it takes, what it costs; empty where not known.

    due: the moment it is promised for, which then stands in place of how long it takes; papers:
    what was handed in; plain: a result that is fetched needs no more than its name.
    """

    name: str
    limit: str
    fee: str
    due: str = ""
    papers: str = ""
    plain: bool = False


class CheckSheet(msgspec.Struct, frozen=True):
    """What stands on the page; empty lines are left out."""

    name: str = ""
    on_behalf_of: str = ""
    id_last4: str = ""
    matters: tuple[CheckMatter, ...] = ()
    more: str = ""
    received: str = ""


def check_sheet(
    say: Say,
    count: Count,
    form: VisitForm,
    procedures: tuple[str | Procedure, ...],
    now: Millis,
    id_last4: str = "",
    promised: Mapping[str, CheckMatter] | None = None,
) -> CheckSheet:
    """The sheet of a form as it is typed now; id_last4: of a known person's earlier visit.

    promised: what is known of matters that open a case, by code, and of earlier cases of the visit.
    """
    number = digits(form.citizen_id)
    proxy = clean(form.on_behalf_of) if "proxy" in form.flags else ""
    known = dict(promised or {})
    matters = tuple(_merged(_matter(say, count, p), known.pop(_code(p), None)) for p in procedures)
    matters = (*(one for one in known.values() if one.plain), *matters)
    if not matters and form.purpose == "online_help":
        matters = (CheckMatter(matter(say, count, form.purpose, ()), "", ""),)
    more = len(matters) - MATTERS_SHOWN
    return CheckSheet(
        name=breakable(clean(form.name) or clean(form.organisation)),
        on_behalf_of=breakable(proxy),
        id_last4=number[-4:] if len(number) == _ID_LENGTH else id_last4 if not number else "",
        matters=matters[:MATTERS_SHOWN],
        more=count("và {n} việc khác", more) if more > 0 else "",
        received=breakable(clean(form.at)) or local(now).strftime("%d/%m/%Y %H:%M"),
    )


def is_empty(form: VisitForm) -> bool:
    """Whether there is nothing yet that a citizen could check."""
    who = form.name or form.organisation or form.citizen_id or form.known_visit
    return not who and not form.procedures and not form.follows


def breakable(text: str) -> str:
    """`text` with places at which a word longer than any name may go on in the next line."""
    return _LONG_WORD.sub(lambda word: "\u200b".join(_PIECE.findall(word[0])), text)


def _matter(say: Say, count: Count, procedure: str | Procedure) -> CheckMatter:
    if isinstance(procedure, str):
        return CheckMatter(procedure, "", "")
    certain = procedure.confidence != "uncertain"
    return CheckMatter(
        procedure.short_name or procedure.name,
        _limits(say, count, procedure.limits) if certain else "",
        plain_fee(procedure.fee_text) if certain else "",
    )


def _code(procedure: str | Procedure) -> str:
    return procedure if isinstance(procedure, str) else procedure.code


def _merged(usual: CheckMatter, known: CheckMatter | None) -> CheckMatter:
    """What was worked out for this case, before what holds as a rule."""
    if known is None:
        return usual
    return CheckMatter(
        usual.name, usual.limit, known.fee or usual.fee, known.due, breakable(known.papers)
    )


def _limits(say: Say, count: Count, limits: tuple[TimeLimit, ...]) -> str:
    if sum(not limit.case for limit in limits) != 1:
        return ""  # which of them counts is not said
    return "; ".join(_limit(say, count, limit) for limit in limits)


def _limit(say: Say, count: Count, limit: TimeLimit) -> str:
    if limit.unit == "same_day":
        text = say("Trong ngày; nhận sau 15 giờ thì trả ngày làm việc tiếp theo")
    elif limit.unit == "working_days":
        text = count("{n} ngày làm việc", limit.value)
    elif limit.unit == "calendar_days":
        text = count("{n} ngày", limit.value)
    else:
        text = count("{n} giờ", limit.value)
    return f"{limit.case}: {text}" if limit.case else text


def plain_exempt(text: str) -> str:
    """Who pays nothing, without what the catalogue says to the officer only."""
    sentences = (_BRACKETS.sub("", part).strip(" .") for part in text.split(". "))
    return ". ".join(part for part in sentences if part and not _NOTES.search(part))


def plain_fee(text: str) -> str:
    """The parts of a fee that say an amount, or that there is none; "" when it begins otherwise."""
    parts = [_BRACKETS.sub("", part).strip() for part in text.split(";")]
    if _NOTES.search(parts[0]):
        return ""  # what follows are exceptions to a fee that is not known here
    return "; ".join(part for part in parts if part and not _NOTES.search(part))
