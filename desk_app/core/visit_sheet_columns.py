"""Which column of a spreadsheet holds what, told by its Vietnamese or English heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from desk_app.core.problems import Problem
from desk_app.core.text import clean, tokens
from desk_app.core.visit_sheet_headings import NAMES, OWN_EXTRAS, RATING_WORDS

HEADING_LENGTH = 100  # characters that are looked at and shown
HEADING_WITHIN = 20  # rows: forms carry a title, the unit's name and a date above the heading


class Columns(msgspec.Struct, frozen=True):
    """The heading row, read.

    number: the row it stands in; width: cells from the first to the last heading; of: field to
    place in the row (0 is column A); headings: as written; ignored: headings that are not read;
    ratings: those among them that look like a rating; own: the file is our own export.
    """

    number: int
    width: int
    of: dict[str, int]
    headings: tuple[str, ...]
    ignored: tuple[str, ...] = ()
    ratings: tuple[str, ...] = ()
    own: bool = False


_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def heading_key(heading: str) -> str:
    """A heading as it is compared: folded, without spaces, signs and what stands in brackets."""
    return "".join(tokens(_IN_BRACKETS.sub(" ", heading))) or "".join(tokens(heading))


_FIELD_OF = {
    heading_key(name): (field, rank)
    for field, names in NAMES.items()
    for rank, name in enumerate(names)
}
_EXTRA_KEYS = {heading_key(name) for name in OWN_EXTRAS}
_RATING_KEYS = tuple(heading_key(word) for word in RATING_WORDS)
_OWN_KEYS = {heading_key(name) for name in NAMES["own_id"]}
_TELLING = {"at", "name", "reference", "procedure_code", "procedure_name", "citizen_id", "own_id"}


def column_letters(place: int) -> str:
    """The letters above a column as a spreadsheet shows them: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def known_headings(cells: Sequence[str]) -> int:
    """How many different fields the cells name: the row with the most is the heading row."""
    found = (
        _FIELD_OF.get(heading_key(cell)) for cell in cells if cell and len(cell) < HEADING_LENGTH
    )
    return len({hit[0] for hit in found if hit is not None})


def looks_like_heading(cells: Sequence[str]) -> bool:
    """Whether at least two fields are named, one of them telling what the table is about."""
    found = {
        hit[0]
        for cell in cells
        if (hit := _FIELD_OF.get(heading_key(cell[:HEADING_LENGTH]))) is not None
    }
    return len(found) >= 2 and bool(found & _TELLING)


def read_heading(number: int, cells: Sequence[str]) -> Columns | tuple[Problem, ...]:
    """The columns that row `number` names, or what keeps it from being a heading row."""
    written = [clean(cell)[:HEADING_LENGTH] for cell in cells]
    while written and not written[-1]:
        written.pop()
    best: dict[str, tuple[int, int]] = {}
    seen: dict[str, int] = {}
    problems: list[Problem] = []
    ratings: list[str] = []
    for place, heading in enumerate(written):
        key = heading_key(heading)
        if not key:
            continue
        hit = _FIELD_OF.get(key)
        if hit is None:
            if any(word in key for word in _RATING_KEYS):
                ratings.append(heading)
            continue
        if key in seen:
            columns = {"first": column_letters(seen[key]), "second": column_letters(place)}
            values = {"row": str(number), "heading": heading, **columns}
            problems.append(Problem("sheet.heading_twice", "", values))
        seen.setdefault(key, place)
        field, rank = hit
        if field not in best or rank < best[field][0]:
            best[field] = (rank, place)
    of = {field: place for field, (_, place) in best.items()}
    if "at" not in of and not problems:
        problems.append(Problem("sheet.no_date_column", "", {"row": str(number)}))
    if problems:
        return tuple(problems)
    used = set(of.values())
    ignored = tuple(
        heading
        for place, heading in enumerate(written)
        if heading and place not in used and heading_key(heading) not in _EXTRA_KEYS
    )
    return Columns(
        number=number,
        width=len(written),
        of=of,
        headings=tuple(written),
        ignored=ignored,
        ratings=tuple(ratings),
        own=any(heading_key(heading) in _OWN_KEYS for heading in written),
    )


_ORDINAL = re.compile(r"[(\[]?(\d{1,2}|[A-Za-z])[)\]]?\.?\Z")


def is_column_numbers(cells: Sequence[str]) -> bool:
    """Whether the row under the heading only numbers the columns, as official forms do."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) >= 2 and all(_ORDINAL.match(cell) for cell in filled)
