"""The citizen's rating of a visit: an answer, or which kind of silence."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from desk_app.core.ops import NotOffered, RatingGiven, RatingNotGiven, RatingTag, Silence
from desk_app.core.payloads import Facts

RatingOutcome = Literal["answered", "declined", "timed_out", "not_offered"]


class Rating(msgspec.Struct, frozen=True, kw_only=True):
    """What came of offering the rating window.

    answer: 1 (rất không hài lòng) to 5 (rất hài lòng), None unless answered;
    tags: what was touched beside the answer; dwell: seconds to the last touch;
    why: the reason when it was not offered.
    """

    answer: Annotated[int, Meta(ge=1, le=5)] | None = None
    silence: Silence | None = None
    why: NotOffered = ""
    tags: tuple[RatingTag, ...] = ()
    dwell: int | None = None


def rating_payload(rating: Rating) -> tuple[str, Facts]:
    """The kind and the facts of the op that records a rating.

    Raises ValueError unless exactly one of answer and silence is given.
    """
    if rating.answer is not None and rating.silence is None:
        return "rating.given", RatingGiven(
            answer=rating.answer, tags=rating.tags, dwell=rating.dwell
        )
    if rating.silence is not None and rating.answer is None:
        return "rating.not_given", RatingNotGiven(outcome=rating.silence, why=rating.why)
    raise ValueError("a rating is an answer or a silence, not both and not neither")
