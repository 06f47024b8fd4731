"""A visit's state as its row, its search words and what it adds to the counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk_app.core.clock import day_number
from desk_app.core.text import fold
from desk_app.core.visit_state import VisitState

COLUMNS = (
    "n", "id", "officer", "recorded", "act", "day", "purpose", "procedures", "outcome", "flags",
    "applicant", "reference", "late", "batch", "row", "name", "organisation", "phone", "address",
    "id_key", "id_hash", "id_six", "id_last4", "note", "late_note", "voided", "corrected",
    "erased", "rating", "answer", "rated_at", "rated_again", "conflicts",
    "on_behalf_of", "id_number",
)  # fmt: skip

# The columns that `search_words` reads.
SEARCHED = frozenset(
    (
        *("name", "organisation", "on_behalf_of", "phone"),
        *("id_last4", "id_six", "id_hash", "reference"),
    )
)

VISIT_COUNTS = (
    "total", "with_service", "questions_only", "online_help", "offered", "answered", "declined",
    "timed_out", "not_offered", "refused", "late",
)  # fmt: skip
LEVELS = ("very_dissatisfied", "dissatisfied", "neutral", "satisfied", "very_satisfied")

# (day, batch, counts in the order of VISIT_COUNTS or LEVELS)
Counted = tuple[int, str, tuple[int, ...]]

_DAY, _PURPOSE, _OUTCOME, _LATE, _BATCH, _VOIDED, _RATING, _ANSWER, _RATED_AT = (
    COLUMNS.index(column)
    for column in (
        "day", "purpose", "outcome", "late", "batch", "voided", "rating", "answer", "rated_at",
    )
)  # fmt: skip


def visit_row(state: VisitState, arrival: int) -> tuple[Any, ...]:
    """The row of a visit; `arrival` is the place of its first op, which numbers the visit."""
    person = state.person
    return (
        arrival,
        state.id,
        state.officer,
        state.recorded,
        state.act,
        day_number(state.act),
        state.purpose,
        ",".join(state.procedures),
        state.outcome,
        ",".join(state.flags),
        state.applicant,
        state.reference,
        state.late,
        state.batch,
        state.row,
        person.name,
        person.organisation,
        person.phone,
        person.address,
        person.id_key,
        person.id_hash,
        person.id_six,
        person.id_last4,
        person.note,
        person.late_note,
        int(state.voided),
        int(state.corrected),
        int(state.erased),
        state.rating,
        state.answer,
        state.rated_at,
        int(state.rated_again),
        ",".join(state.conflicts),
        person.on_behalf_of,
        person.id_number,
    )


def search_words(state: VisitState) -> str:
    """What a visit is found by: names, phone, case reference, and the ID by its hashes.

    A hash is searched as one word that begins with a letter no folded name begins with.
    """
    person = state.person
    words = [fold(person.name), fold(person.organisation), fold(person.on_behalf_of)]
    words += [person.phone, person.id_last4]
    if person.id_six:
        words.append(six_word(person.id_six))
    if person.id_hash:
        words.append(full_word(person.id_hash))
    if state.reference:
        words.append(fold(state.reference))
    return " ".join(word for word in words if word)


def six_word(digest: str) -> str:
    """The search word of the keyed hash of the last six digits of an ID number."""
    return "zs" + digest[:20]


def full_word(digest: str) -> str:
    """The search word of the keyed hash of a whole ID number."""
    return "zf" + digest[:20]


def visit_count(row: Sequence[Any]) -> Counted | None:
    """What a row of visit adds to visit_count; a voided visit adds nothing."""
    if row[_VOIDED]:
        return None
    question = row[_PURPOSE] == "question"
    # Only-a-question visits are outside the response rate, whatever was recorded for them.
    rating = None if question else row[_RATING]
    return (
        row[_DAY],
        row[_BATCH] or "",
        (
            1,
            int(not question),
            int(question),
            int(row[_PURPOSE] == "online_help"),
            int(rating in ("answered", "declined", "timed_out")),
            int(rating == "answered"),
            int(rating == "declined"),
            int(rating == "timed_out"),
            int(rating == "not_offered"),
            int(row[_OUTCOME] == "refused"),
            int(row[_LATE] is not None),
        ),
    )


def rating_count(row: Sequence[Any]) -> Counted | None:
    """What a row of visit adds to rating_count, on the day of the answer; None without one.

    An answer stays counted when its visit is voided: nobody at the desk can take one back.
    """
    if row[_ANSWER] is None:
        return None
    levels = [0] * len(LEVELS)
    levels[row[_ANSWER] - 1] = 1
    return day_number(row[_RATED_AT]), row[_BATCH] or "", tuple(levels)
