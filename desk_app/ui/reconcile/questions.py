"""What a person is asked once about an export: columns, and words that nobody could place."""

from __future__ import annotations

from typing import Literal

import msgspec

from desk_app.core.procedure import Catalogue
from desk_app.core.their_case import CaseSheet, UnknownColumns
from desk_app.ui.reconcile.words import FIELD_WORDS, STATUS_WORDS

_ASKED_AT_ONCE = 40


class Question(msgspec.Struct, frozen=True):
    """One question: what stands there, what is in it, what it may be, what it is thought to be.

    said: whether the words of the choices are ours, to be translated, or names as they stand.
    """

    kind: Literal["column", "status", "procedure"]
    key: str
    heading: str
    samples: str
    choices: tuple[tuple[str, str], ...]
    chosen: str = ""
    said: bool = True


def column_questions(unknown: UnknownColumns) -> tuple[Question, ...]:
    """One question for each column; what was guessed is chosen already."""
    guessed = {place: field for field, place in unknown.guessed.items()}
    return tuple(
        Question(
            kind="column",
            key=f"column:{place}",
            heading=heading,
            samples=" · ".join(unknown.samples[place]) if place < len(unknown.samples) else "",
            choices=FIELD_WORDS,
            chosen=guessed.get(place, ""),
        )
        for place, heading in enumerate(unknown.headings)
        if heading
    )[: 2 * _ASKED_AT_ONCE]


def word_questions(sheet: CaseSheet, catalogue: Catalogue) -> tuple[Question, ...]:
    """One question for each word and name that nobody could place."""
    statuses = tuple(
        Question("status", f"status:{word}", word, "", STATUS_WORDS, "open")
        for word in sheet.statuses[:_ASKED_AT_ONCE]
    )
    known = tuple((procedure.code, procedure.short_name) for procedure in catalogue)
    choices = (("", FIELD_NOT_LISTED), *known)
    procedures = tuple(
        Question("procedure", f"procedure:{name}", name, "", choices, "", said=False)
        for name in sheet.procedures[: _ASKED_AT_ONCE - len(statuses)]
    )
    return statuses + procedures


# Beside names as they stand, so it is not translated: a sign that reads the same everywhere.
FIELD_NOT_LISTED = "–"
