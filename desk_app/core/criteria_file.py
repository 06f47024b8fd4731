"""Reading a criteria set from its file, with every mistake by line and field."""

from __future__ import annotations

import hashlib
import re
import tomllib
from datetime import date
from decimal import Decimal
from typing import cast

import msgspec

from desk_app.core.criteria import (
    CriteriaSet,
    Criterion,
    Group,
    Provenance,
    Recogniser,
    Star,
    Status,
)
from desk_app.core.decimals import fits_step, text_of
from desk_app.core.errors import UserProblem
from desk_app.core.metrics import METRICS, Metrics
from desk_app.core.payloads import SET_CODE
from desk_app.core.period import WINDOWS, Window
from desk_app.core.problems import Problem
from desk_app.core.rules import Inspection, NothingArose, Rule, has_denominator
from desk_app.core.rules_file import Bounds, read_rule
from desk_app.core.toml_lines import lines_of_keys
from desk_app.core.toml_table import Notes, Table, clipped

SCHEMA = 1
STATUSES = ("model", "official")
PROVENANCES = ("source", "model")
NOTHING_AROSE = ("max", "zero", "exclude")

_SET_ID = re.compile(SET_CODE)
_CRITERION_ID = re.compile(r"[0-9A-Za-z_.-]{1,20}\Z")
_SYNTAX_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")

# Stands where a rule could not be read, so that the rest of the file is still checked.
_NO_RULE = Inspection(source="team")


class CriteriaError(UserProblem):
    """A criteria file is wrong; `problems` names every place with its line and path."""


def load_criteria(text: str, metrics: Metrics = METRICS) -> CriteriaSet:
    """The criteria set in a file's text. Raises CriteriaError with every problem of the file."""
    criteria_set, problems = _read(text, metrics)
    if problems or criteria_set is None:
        raise CriteriaError(*problems)
    # The same set, whatever program saved the file: a mark at its head and line ends say nothing.
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    digest = hashlib.sha256(plain.encode()).hexdigest()
    return msgspec.structs.replace(criteria_set, digest=digest)


def check_criteria(text: str, metrics: Metrics = METRICS) -> list[Problem]:
    """Every problem of a criteria file in the order of its lines; an empty list for a good one."""
    return _read(text, metrics)[1]


def _read(text: str, metrics: Metrics) -> tuple[CriteriaSet | None, list[Problem]]:
    text = text.removeprefix("\ufeff")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [_syntax_problem(text, str(error))]
    except (ValueError, RecursionError):
        # A whole number of thousands of digits, brackets in brackets in brackets.
        return None, [Problem("criteria.beyond_limits", "", {"line": "1"})]
    notes = Notes(lines_of_keys(text))
    criteria_set = _set(Table(values, (), notes), metrics)
    return criteria_set, notes.problems()


def _syntax_problem(text: str, message: str) -> Problem:
    found = _SYNTAX_PLACE.search(message)
    if found is not None:
        place = {"line": found[1], "column": found[2]}
    else:  # at the end of the text
        rows = text.split("\n")
        place = {"line": str(len(rows)), "column": str(len(rows[-1]) + 1)}
    return Problem("criteria.syntax", "", place)


def _set(table: Table, metrics: Metrics) -> CriteriaSet:
    table.allow(
        *("schema", "id", "title", "status", "note", "legal_basis", "valid_from", "valid_to"),
        *("total", "pass", "step", "recognised_by", "stars", "group"),
    )
    schema = table.count("schema")
    if table.fine("schema") and schema != SCHEMA:
        table.note(table.at("schema"), "schema", have=str(schema), known=str(SCHEMA))
    total = table.number("total")
    pass_min = table.number_or_none("pass")
    if pass_min is not None and table.fine("total", "pass") and pass_min > total:
        values = {"have": text_of(pass_min), "max": text_of(total)}
        table.note(table.at("pass"), "pass_beyond_total", **values)
    step = _step(table)
    valid_from, valid_to = _validity(table)
    groups = _groups(table, total, step, metrics)
    return CriteriaSet(
        id=_id(table, _SET_ID),
        title=table.text("title"),
        status=cast(Status, table.choice("status", STATUSES)),
        note=table.text("note", default=""),
        legal_basis=table.texts("legal_basis"),
        valid_from=valid_from,
        valid_to=valid_to,
        total=total,
        pass_min=pass_min,
        step=step,
        recognised_by=_recognisers(table),
        stars=_stars(table, total),
        groups=groups,
    )


def _id(table: Table, form: re.Pattern[str]) -> str:
    name = table.text("id")
    if name and form.match(name) is None:
        table.note(table.at("id"), "id_form", have=clipped(name))
    return name


def _provenance(table: Table, default: str | None = "model") -> Provenance:
    return cast(Provenance, table.choice("provenance", PROVENANCES, default=default))


def _step(table: Table) -> Decimal | None:
    step = table.number_or_none("step")
    if step == 0:
        if table.fine("step"):
            table.note(table.at("step"), "step_zero")
        return None
    return step


def _validity(table: Table) -> tuple[date, date | None]:
    first, last = table.day("valid_from", needed=True), table.day("valid_to")
    if first is not None and last is not None and last < first:
        table.note(table.at("valid_to"), "dates_reversed")
    return first or date.min, last


def _recognisers(table: Table) -> tuple[Recogniser, ...]:
    found: list[Recogniser] = []
    for entry in table.tables("recognised_by"):
        entry.allow("from", "title")
        found.append(Recogniser(entry.day("from", needed=True) or date.min, entry.text("title")))
    return tuple(found)


def _stars(table: Table, total: Decimal) -> tuple[Star, ...]:
    stars: list[Star] = []
    for entry in table.tables("stars"):
        entry.allow("stars", "grade", "min", "provenance")
        if entry.has("stars") == entry.has("grade"):
            entry.note(entry.path, "star_or_grade")
            continue
        star = Star(
            min=entry.number("min"),
            stars=entry.count("stars") if entry.has("stars") else None,
            grade=entry.text("grade") if entry.has("grade") else "",
            provenance=_provenance(entry),
        )
        if not entry.fine("min", "stars", "grade"):
            continue
        if table.fine("total") and star.min > total:
            values = {"have": text_of(star.min), "max": text_of(total)}
            entry.note(entry.at("min"), "star_beyond_total", **values)
        if stars and (star.stars is None) != (stars[0].stars is None):
            entry.note(entry.path, "stars_mixed")
        elif stars and (star.min <= stars[-1].min or (star.stars or 1) <= (stars[-1].stars or 0)):
            entry.note(entry.at("min"), "stars_not_rising", have=text_of(star.min))
        stars.append(star)
    return tuple(stars)


def _groups(
    table: Table, total: Decimal, step: Decimal | None, metrics: Metrics
) -> tuple[Group, ...]:
    groups: list[Group] = []
    seen: set[str] = set()
    readable = True
    for entry in table.tables("group", needed=True):
        entry.allow("id", "title", "max", "bonus", "provenance", "note", "criterion")
        most = entry.number("max")
        readable = readable and entry.fine("max")
        group = Group(
            id=_id(entry, _CRITERION_ID),
            title=entry.text("title"),
            max=most,
            bonus=entry.flag("bonus"),
            provenance=_provenance(entry),
            note=entry.text("note", default=""),
            criteria=_criteria(entry, most, step, metrics, seen),
        )
        if group.id and any(group.id == other.id for other in groups):
            entry.note(entry.at("id"), "duplicate_id", have=clipped(group.id))
        groups.append(group)
    have = sum((group.max for group in groups if not group.bonus), Decimal(0))
    if groups and readable and table.fine("total") and have != total:
        table.note(table.at("total"), "total_sum", have=text_of(have), max=text_of(total))
    return tuple(groups)


def _criteria(
    group: Table, most: Decimal, step: Decimal | None, metrics: Metrics, seen: set[str]
) -> tuple[Criterion, ...]:
    criteria: list[Criterion] = []
    readable = group.fine("max")
    for entry in group.tables("criterion", needed=True):
        criterion, number_ok = _criterion(entry, step, metrics)
        readable = readable and number_ok
        if criterion.id and criterion.id in seen:
            entry.note(entry.at("id"), "duplicate_id", have=clipped(criterion.id))
        seen.add(criterion.id)
        criteria.append(criterion)
    have = sum((criterion.max for criterion in criteria), Decimal(0))
    if criteria and readable and have != most:
        group.note(group.at("max"), "group_sum", have=text_of(have), max=text_of(most))
    return tuple(criteria)


def _criterion(table: Table, step: Decimal | None, metrics: Metrics) -> tuple[Criterion, bool]:
    table.allow(
        *("id", "title", "max", "window", "provenance", "evidence", "nothing_arose", "words"),
        "rule",
    )
    most = table.number("max")
    number_ok = table.fine("max")
    if number_ok and step is not None and not fits_step(most, step):
        table.note(table.at("max"), "max_off_step", have=text_of(most), step=text_of(step))
    inner = table.table("rule")
    rule: Rule | None = None
    if inner is not None:
        rule = read_rule(inner, Bounds(metrics, most if number_ok else None, step))
    needed = rule is not None and has_denominator(rule)
    arose = table.choice("nothing_arose", NOTHING_AROSE, default=None if needed else "zero")
    criterion = Criterion(
        id=_id(table, _CRITERION_ID),
        title=table.text("title"),
        max=most,
        window=cast(Window, table.choice("window", WINDOWS)),
        rule=rule or _NO_RULE,
        provenance=_provenance(table, default=None),
        nothing_arose=cast(NothingArose, arose),
        evidence=table.texts("evidence"),
        words=table.text("words", default=""),
    )
    return criterion, number_ok
