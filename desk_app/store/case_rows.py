"""A case's state as its row, the rows of its steps, and the words it is found by."""

from __future__ import annotations

from typing import Any

import msgspec

from desk_app.core.case_state import CaseState
from desk_app.core.clock import day_number
from desk_app.core.numbers import counter_of
from desk_app.core.text import fold
from desk_app.store.visit_rows import full_word, six_word

COLUMNS = (
    "n", "id", "number", "prefix", "counter", "procedure", "version", "status", "officer", "holder",
    "recorded", "act", "day", "channel", "applicant", "submitted_by",
    "time", "unit", "start", "calendar",
    "due", "due_day", "first_due", "held", "supplements", "extensions", "apology_in_time",
    "finished", "finished_day", "closed", "closed_day", "at_once", "sets", "fee", "payment",
    "paid_at", "paid_day", "digitised", "online_level", "result_electronic", "book", "book_number",
    "copies", "pages", "for_unit", "late", "batch", "row", "visit",
    "name", "organisation", "representative", "submitter", "phone", "email", "address",
    "id_key", "id_hash", "id_six", "id_last4", "id_number", "reference", "content",
    "result_place", "papers", "note",
    "illegal", "voided", "corrected", "erased", "conflicts",
)  # fmt: skip
STEP_COLUMNS = (
    "op", "case_id", "place", "kind", "at", "day", "recorded", "officer", "status", "visit",
    "detail", "due", "reason", "items", "place_name", "who", "note", "illegal", "taken_back",
)  # fmt: skip

# The word that every case and no visit has in the search index.
CASE_WORD = "zcase"


def case_row(state: CaseState, arrival: int) -> tuple[Any, ...]:
    """The row of a case; `arrival` is the place of its first op."""
    facts, person = state.facts, state.person
    prefix = facts.number.rsplit("-", 1)[0]
    return (
        *(arrival, state.id, facts.number, prefix, counter_of(facts.number)),
        *(facts.procedure, facts.version or "", state.status, state.officer, state.holder),
        *(state.recorded, state.act, day_number(state.act)),
        *(facts.channel, facts.applicant, facts.by),
        *(facts.time, facts.unit or "", facts.start, facts.calendar or ""),
        *(state.due, _day(state.due), state.first_due, int(state.held)),
        *(state.supplements, state.extensions, int(state.apology_in_time)),
        *(state.finished, _day(state.finished), state.closed, _day(state.closed)),
        *(int(facts.at_once), facts.sets, facts.fee, facts.payment),
        *(state.paid_at, _day(state.paid_at), int(facts.digitised), facts.online_level),
        *(int(state.result_electronic), facts.book, facts.book_number, facts.copies, facts.pages),
        *(facts.for_unit or "", facts.late, facts.batch, facts.row, facts.visit),
        *(person.name, person.organisation, person.representative, person.submitter),
        *(person.phone, person.email, person.address),
        *(person.id_key, person.id_hash, person.id_six, person.id_last4, person.id_number),
        *(person.reference or None, person.content, person.result_place),
        *(msgspec.json.encode(person.papers).decode() if person.papers else "", person.note),
        *(state.illegal, int(state.voided), int(state.corrected), int(state.erased)),
        ",".join(state.conflicts),
    )


def step_rows(state: CaseState) -> list[tuple[Any, ...]]:
    """The rows of a case's steps, in the order in which they count."""
    return [
        (
            *(step.op, state.id, place, step.kind, step.at, day_number(step.at), step.recorded),
            *(step.officer, step.status, step.visit, step.detail, step.due, step.reason),
            msgspec.json.encode(step.items).decode() if step.items else "",
            *(step.place, step.who, step.note, int(step.illegal), int(step.taken_back)),
        )
        for place, step in enumerate(state.steps, start=1)
    ]


def visit_links(state: CaseState) -> list[tuple[str, str]]:
    """(case, visit) of every visit that opened, fed or closed the case."""
    visits = [state.facts.visit or ""]
    visits += [step.visit for step in state.steps if not step.taken_back]
    return [(state.id, visit) for visit in dict.fromkeys(visits) if visit]


def search_words(state: CaseState) -> str:
    """What a case is found by: its number, mã hồ sơ, names, phone, and the ID by its hashes."""
    person = state.person
    names = (person.name, person.organisation, person.representative, person.submitter)
    words = [CASE_WORD, fold(state.facts.number), str(counter_of(state.facts.number))]
    words += [f"{counter_of(state.facts.number):06d}", *(fold(name) for name in names)]
    words += [person.phone, person.id_last4, fold(person.reference)]
    if person.id_six:
        words.append(six_word(person.id_six))
    if person.id_hash:
        words.append(full_word(person.id_hash))
    return " ".join(word for word in words if word)


def _day(moment: int | None) -> int | None:
    return None if moment is None else day_number(moment)  # type: ignore[arg-type]
