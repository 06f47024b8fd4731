"""Which column of a provincial export holds what: told by headings, contents, or a person."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

import msgspec

from desk_app.core.case_sheet_headings import HEADING_LENGTH, field_of, heading_key
from desk_app.core.text import clean
from desk_app.core.their_case import UnknownColumns

HEADING_WITHIN = 40  # rows: titles, units and filters stand above the table
SAMPLES = 4
_TELLING = frozenset(("reference", "procedure_name", "procedure_code", "received", "due", "status"))
# At the beginning of a cell, for a province may have put a sign before it.
REFERENCE = re.compile(r"(?:[0-9A-Z]{1,4}\.)*[0-9A-Z]{2,6}[.-](?:[0-9A-Z]+[.-])*\d{6,8}-\d{1,7}\Z")
_ORDINAL = re.compile(r"[(\[]?(\d{1,2}|[A-Za-z])[)\]]?\.?\Z")


class CaseColumns(msgspec.Struct, frozen=True, kw_only=True):
    """The headings, read.

    first, last: the rows they stand in; of: field to place (0 is column A); headings: as written,
    one for each column; ignored: those that are not read.
    """

    first: int
    last: int
    of: dict[str, int]
    headings: tuple[str, ...]
    signature: str
    ignored: tuple[str, ...] = ()


NumberedTexts = tuple[int, list[str]]


def signature_of(headings: Sequence[str]) -> str:
    """What an export is known by the next time: its headings, whatever their order."""
    keys = sorted({heading_key(heading) for heading in headings if heading_key(heading)})
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16]


def find_columns(
    head: Sequence[NumberedTexts], mappings: Mapping[str, Mapping[str, str]]
) -> CaseColumns | UnknownColumns | None:
    """The columns of a table whose first rows are `head`; None where there is no heading row.

    mappings: signature to (field to heading key), as a person once said.
    """
    best: tuple[int, CaseColumns | UnknownColumns] | None = None
    for place in range(len(head)):
        for rows in (1, 2):
            found = _read(head[place : place + rows], head[place + rows :], mappings)
            if found is None or place + rows > len(head):
                continue
            score = _score(found)
            if best is None or score > best[0]:
                best = (score, found)
    return _likeliest(head) if best is None else best[1]


def _likeliest(head: Sequence[NumberedTexts]) -> UnknownColumns | None:
    """A heading row in words that nobody knows: the first one above rows that are as wide."""
    for place, (_, cells) in enumerate(head[:-1]):
        filled = [clean(cell) for cell in cells if cell.strip()]
        below = [cell for cell in head[place + 1][1] if cell.strip()]
        words = len({cell for cell in filled if not any(c.isdigit() for c in cell)})
        if words < 3 or words < len(filled) or len(below) < 3:
            continue
        headings = _joined([cells])
        of = _recognised(headings, head[place + 1 :])
        return UnknownColumns(
            signature=signature_of(headings),
            headings=tuple(headings),
            samples=_samples(len(headings), head[place + 1 :]),
            guessed=of,
            missing=missing_fields(of) or ("received",),
        )
    return None


def _score(found: CaseColumns | UnknownColumns) -> int:
    if isinstance(found, CaseColumns):
        return 100 + 10 * len(found.of) - (found.last - found.first)
    return 10 * len(found.guessed)


def _read(
    rows: Sequence[NumberedTexts],
    below: Sequence[NumberedTexts],
    mappings: Mapping[str, Mapping[str, str]],
) -> CaseColumns | UnknownColumns | None:
    headings = _joined([cells for _, cells in rows])
    if sum(bool(heading) for heading in headings) < 2:
        return None
    if any(REFERENCE.match(cell.strip().upper()) for _, cells in rows for cell in cells):
        return None  # a row of the table itself
    if len(rows) == 2 and not (_is_first(rows[0][1]) and _is_second(rows[1][1])):
        return None
    signature = signature_of(headings)
    said = mappings.get(signature)
    of = _told(headings, said) if said else _recognised(headings, below)
    if not said and (len(of) < 2 or not _TELLING.intersection(of)):
        return None
    missing = missing_fields(of)
    if missing:
        samples = _samples(len(headings), below)
        return UnknownColumns(
            signature=signature,
            headings=tuple(headings),
            samples=samples,
            guessed=of,
            missing=missing,
        )
    used = set(of.values())
    return CaseColumns(
        first=rows[0][0],
        last=rows[-1][0],
        of=of,
        headings=tuple(headings),
        signature=signature,
        ignored=tuple(h for place, h in enumerate(headings) if h and place not in used),
    )


def _is_first(cells: Sequence[str]) -> bool:
    """Whether a row may be the first line of a heading: a title says one thing only."""
    return len({cell for cell in cells if cell}) >= 2


def _is_second(cells: Sequence[str]) -> bool:
    """Whether a row may be the second line of a heading: words only, and some of them known."""
    filled = [cell for cell in cells if cell]
    return (
        bool(filled)
        and not any(any(c.isdigit() for c in cell) for cell in filled)
        and any(field_of(cell) for cell in filled)
    )


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """One heading a column; of two lines the lower one, with the upper where that says more."""
    width = max(len(row) for row in rows)
    joined: list[str] = []
    for place in range(width):
        lines = [clean(row[place])[:HEADING_LENGTH] if place < len(row) else "" for row in rows]
        told = list(dict.fromkeys(line for line in lines if line))
        if len(told) == 2:
            whole = f"{told[0]} {told[1]}"[:HEADING_LENGTH]
            lower, both = field_of(told[1]), field_of(whole)
            joined.append(told[1] if lower is not None and both is None else whole)
            if lower is not None and both is not None and lower[1] < both[1]:
                joined[-1] = told[1]
        else:
            joined.append(told[0] if told else "")
    while joined and not joined[-1]:
        joined.pop()
    return joined


def _recognised(headings: Sequence[str], below: Sequence[NumberedTexts]) -> dict[str, int]:
    best: dict[str, tuple[int, int]] = {}
    for place, heading in enumerate(headings):
        hit = field_of(heading)
        if hit is not None and (hit[0] not in best or hit[1] < best[hit[0]][0]):
            best[hit[0]] = (hit[1], place)
    of = {field: place for field, (_, place) in best.items()}
    if "reference" not in of:
        found = _column_of_references(len(headings), below, set(of.values()))
        if found is not None:
            of["reference"] = found
    if "name" not in of and "organisation" not in of and "submitter" in of:
        of["name"] = of.pop("submitter")
    if "content" in of and not {"procedure_name", "procedure_code"}.intersection(of):
        of["procedure_name"] = of.pop("content")  # "nội dung yêu cầu" alone is the procedure
    return of


def _told(headings: Sequence[str], said: Mapping[str, str]) -> dict[str, int]:
    places = {heading_key(heading): place for place, heading in enumerate(headings) if heading}
    return {field: places[key] for field, key in said.items() if key in places}


def missing_fields(of: Mapping[str, int]) -> tuple[str, ...]:
    """The fields without which rows are no cases: who or which, what, and when."""
    missing = []
    if not {"reference", "name", "organisation"}.intersection(of):
        missing.append("reference")
    if not {"procedure_name", "procedure_code"}.intersection(of):
        missing.append("procedure_name")
    if "received" not in of:
        missing.append("received")
    return tuple(missing)


def _column_of_references(width: int, below: Sequence[NumberedTexts], used: set[int]) -> int | None:
    for place in range(width):
        values = [cells[place] for _, cells in below if place < len(cells) and cells[place]]
        like = sum(REFERENCE.match(value.strip().upper()) is not None for value in values)
        if place not in used and like and like >= 0.6 * len(values):
            return place
    return None


def _samples(width: int, below: Sequence[NumberedTexts]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(
            clean(cells[place])[:60]
            for _, cells in below[: 3 * SAMPLES]
            if place < len(cells) and cells[place]
        )[:SAMPLES]
        for place in range(width)
    )


def is_column_numbers(cells: Sequence[str]) -> bool:
    """Whether the row under the heading only numbers the columns, as official forms do."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) >= 2 and all(_ORDINAL.match(cell) for cell in filled)
