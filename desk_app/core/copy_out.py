"""A case as fields to be copied one after another into a form of another program."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desk_app.core.case_view import CaseView
from desk_app.core.clock import Millis, local

# In the order in which provincial forms ask for them; a desk may say another for its own system.
FIELDS = (
    "procedure", "name", "organisation", "submitter", "phone", "email", "address", "content",
    "received", "due", "fee", "papers", "note",
)  # fmt: skip


class CopyField(msgspec.Struct, frozen=True):
    """One field: what it is, and the text that is copied."""

    field: str
    text: str


def copy_fields(case: CaseView, procedure: str, order: Sequence[str]) -> tuple[CopyField, ...]:
    """The filled fields of a case in this order; fields that it does not name come last.

    procedure: the name as the province knows it. An ID number is never among them: what is kept
    of it is not enough to be copied.
    """
    texts = {
        "procedure": procedure or case.content or case.procedure,
        "name": case.name,
        "organisation": case.organisation,
        "submitter": case.submitter,
        "phone": case.phone,
        "email": case.email,
        "address": case.address,
        "content": case.content if procedure else "",
        "received": _day(case.at),
        "due": _day(case.due),
        "fee": str(case.fee) if case.fee else "",
        "papers": "; ".join(paper.name for paper in case.papers),
        "note": case.note,
    }
    wanted = [field for field in order if field in texts]
    wanted += [field for field in FIELDS if field not in wanted]
    return tuple(CopyField(field, _line(texts[field])) for field in wanted if texts[field])


def as_row(fields: Sequence[CopyField]) -> str:
    """All fields as one row of a spreadsheet."""
    return "\t".join(field.text for field in fields)


def put_off(order: Sequence[str], field: str) -> tuple[str, ...]:
    """The order with this field at its end: the other form asks for it later."""
    known = [one for one in order if one in FIELDS]
    whole = known + [one for one in FIELDS if one not in known]
    return (*(one for one in whole if one != field), field)


def _day(moment: Millis | None) -> str:
    return "" if moment is None else local(moment).strftime("%d/%m/%Y")


def _line(text: str) -> str:
    return " ".join(text.split())
