"""A matter of a visit as typed: what opens a case, and which case the visit feeds or closes."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from desk_app.core.fee_due import fee_due
from desk_app.core.procedure import Channel, Fee, Procedure, TimeLimit
from desk_app.core.text import clean

Deed = Literal["hand_over", "supplement"]

# How "nothing was taken yet" is typed: an empty payment means the usual one.
UNPAID = "unpaid"

# "3x5" in the line: three copies of five pages.
_COPIES = re.compile(r"(\d{1,3})\s*[xX×*]\s*(\d{1,4})\Z")
_COPIES_AFTER = re.compile(r"(.*\S)\s+(\d{1,3}\s?[xX×*]\s?\d{1,4})\Z")
_DONG = re.compile(r"đồng|vnd|[\s.,đ]", re.IGNORECASE)


class PaperForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One paper that was handed in, as typed: how many originals and copies of it."""

    name: str
    originals: str = ""
    copies: str = ""


class MatterForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One matter that opens a case, as typed; "" leaves it as the catalogue and the visit say.

    limit: which of the procedure's times counts, from 0; fee_case: the condition of the fee chosen
    where there are several; fee: typed in place of the amount counted; at_once: "yes" or "no"
    against what is usual; by: who hands it in; papers: None while they are the usual ones.
    """

    procedure: str
    limit: str = ""
    fee_case: str = ""
    channel: Channel = "desk"
    sets: str = ""
    copies: str = ""
    pages: str = ""
    fee: str = ""
    payment: str = ""
    at_once: str = ""
    by: str = ""
    reference: str = ""
    content: str = ""
    result_place: str = ""
    note: str = ""
    papers: tuple[PaperForm, ...] | None = None


class FollowUp(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An earlier case that this visit closes or feeds: its id, and what a row says of it."""

    case: str
    deed: Deed
    number: str
    procedure: str
    due: int | None = None


def untouched(form: MatterForm) -> bool:
    """Whether nothing of it was typed."""
    return form == MatterForm(procedure=form.procedure)


def whole(text: str, otherwise: int) -> int:
    """The number typed; `otherwise` where nothing that is a number stands."""
    written = clean(text)
    return int(written) if written.isascii() and written.isdecimal() else otherwise


def limits_of(procedure: Procedure, form: MatterForm) -> tuple[TimeLimit, ...]:
    """The times among which one chooses."""
    return procedure.limits_for(form.channel)


def limit_of(procedure: Procedure, form: MatterForm) -> TimeLimit | None:
    """The time that counts; None where the catalogue names none."""
    limits = limits_of(procedure, form)
    return limits[limit_place(limits, form)] if limits else None


def limit_place(limits: tuple[TimeLimit, ...], form: MatterForm) -> int:
    """Which of these times counts: the one chosen, else the first without a condition."""
    chosen = whole(form.limit, -1)
    if 0 <= chosen < len(limits):
        return chosen
    return next((n for n, one in enumerate(limits) if not one.case), 0)


def fees_of(procedure: Procedure, form: MatterForm) -> tuple[Fee, ...]:
    """The fees of its way of handing in."""
    return procedure.fees_for(form.channel)


def counts_pages(procedure: Procedure) -> bool:
    """Whether copies and pages are asked for: certified copies."""
    return procedure.register == "certified_copy" or any(f.per == "page" for f in procedure.fees)


def counts_copies(procedure: Procedure) -> bool:
    """Whether copies are asked for rather than sets of papers."""
    counted = any(fee.per in ("copy", "signature", "card") for fee in procedure.fees)
    return counts_pages(procedure) or bool(procedure.register) or counted


def amount(text: str) -> int | None:
    """Đồng as typed, "15.000 đ" or 15000; None where nothing that is an amount stands."""
    written = _DONG.sub("", clean(text))
    return int(written) if written.isascii() and written.isdecimal() else None


def fee_of(procedure: Procedure, form: MatterForm) -> int | None:
    """What the case costs: as typed, else counted; None where nobody knows it."""
    typed = amount(form.fee)
    if typed is not None or form.payment == "free":
        return 0 if form.payment == "free" else typed
    return fee_due(
        procedure,
        channel=form.channel,
        copies=whole(form.copies, 1),
        pages=whole(form.pages, 1),
        case=form.fee_case,
    )


def payment_of(procedure: Procedure, form: MatterForm) -> str:
    """How it is paid: as chosen, free where it costs nothing, else in cash at the desk."""
    if form.payment:
        return "" if form.payment == UNPAID else form.payment
    fee = fee_of(procedure, form)
    if fee is None:
        return ""
    return "cash" if fee else "free"


def is_at_once(procedure: Procedure, form: MatterForm) -> bool:
    """Whether the result is handed over in this visit."""
    return form.at_once == "yes" or (form.at_once != "no" and procedure.at_once)


def copies_and_pages(text: str) -> tuple[str, str] | None:
    """What "3x5" says: three copies of five pages; None for any other text."""
    found = _COPIES.match(clean(text))
    return None if found is None else (found[1], found[2])


def matter_and_copies(text: str) -> tuple[str, str]:
    """ "BS 3x5" as what comes before the copies, and the copies; ("", "") for any other text."""
    found = _COPIES_AFTER.match(clean(text))
    return ("", "") if found is None else (found[1], found[2])
