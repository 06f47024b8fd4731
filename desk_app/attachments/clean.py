"""The copy that leaves: the same pixels and pages, without who made them, where and when."""

from __future__ import annotations

import io

import msgspec

from desk_app.attachments import jpeg, png
from desk_app.core.case_ops import Medium
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem


class Turned(msgspec.Struct, frozen=True):
    """What the copy no longer says by itself: how it must be turned; and whether it was signed."""

    turn: int = 0
    mirrored: bool = False
    signed: bool = False


def cleaned(data: bytes, media: Medium) -> tuple[bytes, Turned]:
    """The copy, nothing in it encoded anew; UserProblem when the file does not hold together.

    A digitally signed PDF leaves as it is: any change would make its signature worthless.
    """
    if media == "pdf":
        return _cleaned_pdf(data)
    part = jpeg if media == "jpeg" else png
    try:
        lies = part.orientation(data)
        copy = b"".join(part.cleaned(data))
    except jpeg.MalformedError as error:
        raise UserProblem(Problem("evidence.broken", "file")) from error
    turn, mirrored = jpeg.turn_of(lies)
    return copy, Turned(turn, mirrored)


def _cleaned_pdf(data: bytes) -> tuple[bytes, Turned]:
    # pikepdf takes a tenth of a second to load: pictures do not wait for it.
    from desk_app.attachments import pdf  # noqa: PLC0415

    with pdf.opened(io.BytesIO(data)) as document:
        if pdf.is_signed(document):
            return data, Turned(signed=True)
        return pdf.cleaned(document), Turned()
