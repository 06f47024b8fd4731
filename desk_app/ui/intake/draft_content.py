"""What a draft of the intake form holds, written as JSON with a version and read back with care."""

from __future__ import annotations

import msgspec

from desk_app.core.problems import Problem
from desk_app.core.visit import VisitForm

VERSION = 1


class Known(msgspec.Struct, frozen=True):
    """Somebody who came before: the visit that says so, and what the form shows of them.

    this_year: how often they came this year before; None where nobody counted.
    """

    visit: str
    name: str
    id_last4: str = ""
    this_year: int | None = None


class DraftContent(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of a visit that is typed: its form, the line not taken yet, whose card."""

    version: int = VERSION
    form: VisitForm
    line: str = ""
    known: Known | None = None
    scanned: bool = False


class _Head(msgspec.Struct, frozen=True):
    version: int


def written(content: DraftContent) -> str:
    """The content as it is kept."""
    return msgspec.json.encode(content).decode("utf-8")


def content_of(form: VisitForm) -> str:
    """The content of a draft that begins with a form alone, as the waiting list hands it over."""
    return written(DraftContent(form=form))


def read_content(text: str) -> DraftContent | Problem:
    """The content of a kept draft; a Problem for one that is damaged or newer than this program."""
    try:
        if msgspec.json.decode(text, type=_Head).version > VERSION:
            return Problem("intake.draft_newer")
        return msgspec.json.decode(text, type=DraftContent)
    except (msgspec.MsgspecError, UnicodeError):
        return Problem("intake.draft_damaged")
