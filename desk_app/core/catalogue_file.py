"""Our own catalogue file: CSV text to procedures and back, exact about row and column."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TypeVar, get_args

from desk_app.core.catalogue_cells import (
    CellError,
    read_day,
    read_fees,
    read_limits,
    read_papers,
    write_fees,
    write_limits,
    write_papers,
)
from desk_app.core.catalogue_versions import Placed, version_problems
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import (
    Catalogue,
    Confidence,
    OnlineLevel,
    Procedure,
    Register,
    Unclear,
)
from desk_app.core.text import clean

# code, names, field: what it is · time_limits, fees, papers: read_limits, read_fees, read_papers of
# catalogue_cells say how they are written · time_text, fee_text: as published · fee_exempt: the
# words beside every amount · online: full, part, none or empty · at_desk: received here, not by the
# police · opens_case, at_once, full_id: yes or no · register: the certification book ·
# valid_from, valid_to: first and last day, 2025-07-01 · replaced_by: a code · unclear: which cells
# were published in words that could not be read · confidence, papers_confidence: confirmed, partly,
# uncertain.
COLUMNS = (
    *("code", "short", "short_name", "name", "field", "time_limits", "time_text"),
    *("fees", "fee_exempt", "fee_text", "papers", "papers_confidence", "online", "authority"),
    *("at_desk", "opens_case", "at_once", "register", "full_id"),
    *("decision", "valid_from", "valid_to", "replaced_by", "unclear"),
    *("confidence", "confidence_note", "source", "note"),
)
REQUIRED = ("code", "short_name", "name", "field", "source")
CODE = re.compile(r"\d\.\d{6}\Z")
_SHORT = re.compile(r"[A-Z][A-Z0-9]{0,5}\Z")
_YES = {"yes": True, "no": False}
_CONFIDENCES: dict[str, Confidence] = {value: value for value in get_args(Confidence)}
_ONLINE: dict[str, OnlineLevel] = {value: value for value in get_args(OnlineLevel)}
_REGISTERS: dict[str, Register] = {value: value for value in get_args(Register)}
_UNCLEAR: dict[str, Unclear] = {value: value for value in get_args(Unclear)}
V = TypeVar("V")


def load_catalogue(text: str) -> Catalogue:
    """The catalogue written as CSV; UserProblem lists every row that cannot be read.

    Line 1 holds the column names of COLUMNS, in any order; unknown columns are refused, since a
    misspelt one would silently lose its contents.
    """
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    header = rows[0] if rows else []
    problems = header_problems(header)
    if problems:
        raise UserProblem(*problems)
    placed: list[Placed] = []
    for line, cells in enumerate(rows[1:], start=2):
        try:
            placed.append(Placed(line, read_procedure(_row(header, cells))))
        except CellError as wrong:
            values = {"line": str(line), "column": wrong.column, "have": wrong.have}
            problems.append(Problem(wrong.code, wrong.column, values))
    problems += version_problems(placed)
    if problems:
        raise UserProblem(*problems)
    return Catalogue(one.procedure for one in placed)


def header_problems(header: Sequence[str]) -> list[Problem]:
    """The columns that a file of our own lacks, and those it has too many."""
    missing = [
        Problem("catalogue.column_missing", "line", {"column": name})
        for name in COLUMNS
        if name not in header
    ]
    strange = [
        Problem("catalogue.column_unknown", "line", {"column": name})
        for name in header
        if name not in COLUMNS
    ]
    return missing + strange


def write_catalogue(procedures: Iterable[Procedure]) -> str:
    """The procedures as CSV text, which `load_catalogue` reads to the same procedures."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for procedure in procedures:
        row = written(procedure)
        writer.writerow([row[name] for name in COLUMNS])
    return stream.getvalue()


def written(procedure: Procedure) -> dict[str, str]:
    """A procedure as the cells of our own file, by column."""
    return {
        "code": procedure.code,
        "short": procedure.short,
        "short_name": procedure.short_name,
        "name": procedure.name,
        "field": procedure.field,
        "time_limits": write_limits(procedure.limits),
        "time_text": procedure.limit_text,
        "fees": write_fees(procedure.fees),
        "fee_exempt": procedure.fees[0].text if procedure.fees else "",
        "fee_text": procedure.fee_text,
        "papers": write_papers(procedure.papers),
        "papers_confidence": procedure.papers_confidence,
        "online": procedure.online,
        "authority": procedure.authority,
        "at_desk": _no_or_yes(procedure.at_desk),
        "opens_case": _no_or_yes(procedure.opens_case),
        "at_once": _no_or_yes(procedure.at_once),
        "register": procedure.register,
        "full_id": _no_or_yes(procedure.full_id),
        "decision": procedure.decision,
        "valid_from": "" if procedure.valid_from is None else procedure.valid_from.isoformat(),
        "valid_to": "" if procedure.valid_to is None else procedure.valid_to.isoformat(),
        "replaced_by": procedure.replaced_by,
        "unclear": " ".join(procedure.unclear),
        "confidence": procedure.confidence,
        "confidence_note": procedure.confidence_note,
        "source": procedure.source,
        "note": procedure.note,
    }


def read_procedure(row: dict[str, str]) -> Procedure:
    """One row of our own file, its cells by column; raises CellError for the first that is wrong.

    papers_confidence is empty exactly where there are no papers.
    """
    for name in REQUIRED:
        if not row[name]:
            raise CellError("catalogue.empty", name, "")
    for name in ("code", "replaced_by"):
        if row[name] and CODE.match(row[name]) is None:
            raise CellError("catalogue.code", name, row[name])
    if row["short"] and _SHORT.match(row["short"]) is None:
        raise CellError("catalogue.short", "short", row["short"])
    papers = read_papers(row["papers"])
    sure = _CONFIDENCES.get(row["papers_confidence"])
    if (sure is not None) != bool(papers):
        raise CellError("catalogue.word", "papers_confidence", row["papers_confidence"])
    first, last = read_day(row["valid_from"], "valid_from"), read_day(row["valid_to"], "valid_to")
    return Procedure(
        code=row["code"],
        short=row["short"],
        short_name=row["short_name"],
        name=row["name"],
        field=row["field"],
        limits=read_limits(row["time_limits"]),
        limit_text=row["time_text"],
        fees=read_fees(row["fees"], row["fee_exempt"]),
        fee_text=row["fee_text"],
        papers=papers,
        papers_confidence=sure or "",
        online=_word(row, "online", _ONLINE),
        authority=row["authority"],
        at_desk=_word(row, "at_desk", _YES),
        opens_case=_word(row, "opens_case", _YES),
        at_once=_word(row, "at_once", _YES),
        register=_word(row, "register", _REGISTERS),
        full_id=_word(row, "full_id", _YES),
        decision=row["decision"],
        valid_from=first,
        valid_to=last,
        replaced_by=row["replaced_by"],
        unclear=tuple(_unclear(row)),
        confidence=_word(row, "confidence", _CONFIDENCES),
        confidence_note=row["confidence_note"],
        source=row["source"],
        note=row["note"],
    )


def _row(header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise CellError("catalogue.cells", "", str(len(cells)))
    return {name: clean(cell) for name, cell in zip(header, cells, strict=True)}


def _word(row: dict[str, str], column: str, words: dict[str, V]) -> V:
    if row[column] not in words:
        raise CellError("catalogue.word", column, row[column])
    return words[row[column]]


def _unclear(row: dict[str, str]) -> Iterable[Unclear]:
    for word in row["unclear"].split():
        if word not in _UNCLEAR:
            raise CellError("catalogue.word", "unclear", word)
        yield _UNCLEAR[word]


def _no_or_yes(value: bool) -> str:
    return "yes" if value else "no"
