"""What an office may change on a form: fixed words, dated titles, columns; read and checked."""

from __future__ import annotations

import datetime
import string
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem

Align = Literal["left", "center", "right"]
COLUMNS = ("number", "criterion", "max", "self", "verified", "notes")

# Each fixed text with the holes it must have: no more, or a brace would be printed; no fewer, or
# a value would be lost without anybody noticing.
WORDS: dict[str, frozenset[str]] = {
    code: frozenset(holes.split())
    for code, holes in {
        "model_notice": "",
        "place_and_date": "place day month year",
        "blank": "",
        "set": "set",
        "data_until": "date",
        "no_criteria": "",
        "signature_hint": "",
        "ratio": "numerator denominator unit percent",
        "nothing_arose": "unit",
        "nothing_arose_max": "",
        "nothing_arose_zero": "",
        "nothing_arose_exclude": "",
        "interval": "low high",
        "too_few": "count unit",
        "count": "numerator unit",
        "proven_share": "points",
        "claimed": "points",
        "unproven": "points",
        "with_reason": "words reason",
        "reason": "reason",
        "evidence": "count",
        "not_declared": "",
        "no_metric": "",
        "excluded": "",
        "bonus": "title",
        "total": "",
        "part_proven": "",
        "part_claimed": "",
        "part_unproven": "",
        "part_lost": "",
        "pass_line": "mark points verdict proven proven_verdict",
        "no_pass_line": "points proven",
        "verdict_reached": "",
        "verdict_missing": "missing",
        "grade": "grade",
        "stars": "stars",
        "period_year": "year",
        "period_month": "month year",
        "legend": "",
        "legend_proven": "",
        "legend_claimed": "",
        "legend_unproven": "",
        "legend_lost": "",
        "unit": "unit",
        "unit_with_code": "unit code",
        "code": "code",
        "code_and_number": "code number",
        "only_number": "number",
        "copy": "copy time date",
        "page": "page pages",
        "file_title": "period unit",
    }.items()
}


class Dated(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lines that hold from a day on, and the law that says so."""

    valid_from: datetime.date
    valid_to: datetime.date | None = None
    legal_basis: str
    lines: tuple[str, ...]


class SignatureWay(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Dated lines of one way of signing."""

    id: str


class FormColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One column of the table: share in percent, size in points."""

    id: str
    title: str
    share: float
    align: Align
    size: float


class FormDescription(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole description, checked: every way of asking it for words has an answer."""

    schema: Literal[1]
    id: str
    motto: tuple[Dated, ...]
    title: tuple[Dated, ...]
    attachment: tuple[Dated, ...]
    signature: tuple[SignatureWay, ...]
    column: tuple[FormColumn, ...]
    words: dict[str, str]

    def say(self, code: str, /, **values: str) -> str:
        """The fixed text `code` with its holes filled."""
        return self.words[code].format_map(values)


def on_day(texts: Sequence[Dated], day: datetime.date) -> tuple[str, ...]:
    """The lines that hold on `day`; before the first ones began, the first ones."""
    held = [text for text in texts if _holds(text, day)]
    newest = max(held, key=_begins, default=None)
    return (newest or min(texts, key=_begins)).lines


def signing(form: FormDescription, way: str, day: datetime.date) -> tuple[str, ...]:
    """The lines of a way of signing on `day`; UserProblem when there is no such way."""
    known = [one for one in form.signature if one.id == way]
    if not known:
        ways = ", ".join(dict.fromkeys(one.id for one in form.signature))
        raise UserProblem(Problem("form.no_such_signature", "signature", {"id": way, "ways": ways}))
    return on_day(known, day)


def load_form(text: str) -> FormDescription:
    """The description written in a TOML text; UserProblem names every place that is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserProblem(Problem("form.not_toml", values={"reason": str(error)})) from error
    try:
        form = msgspec.convert(table, FormDescription)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at ")
        values = {"reason": reason, "place": place.strip("`") or "$"}
        raise UserProblem(Problem("form.wrong_shape", values["place"], values)) from error
    problems = [*_wrong_columns(form), *_wrong_words(form), *_wrong_dates(form)]
    if problems:
        raise UserProblem(*problems)
    return form


def _begins(text: Dated) -> datetime.date:
    return text.valid_from


def _holds(text: Dated, day: datetime.date) -> bool:
    return text.valid_from <= day and (text.valid_to is None or day <= text.valid_to)


def _wrong_columns(form: FormDescription) -> Iterable[Problem]:
    have = tuple(column.id for column in form.column)
    if have != COLUMNS:
        values = {"have": ", ".join(have), "want": ", ".join(COLUMNS)}
        yield Problem("form.columns", "column", values)
    whole = sum(column.share for column in form.column)
    if abs(whole - 100) > 0.01:
        yield Problem("form.shares", "column", {"sum": f"{whole:g}"})
    for place, column in enumerate(form.column):
        if not 2 <= column.share <= 90 or not 6 <= column.size <= 16:
            values = {"id": column.id, "share": f"{column.share:g}", "size": f"{column.size:g}"}
            yield Problem("form.column_size", f"column[{place}]", values)


def _wrong_words(form: FormDescription) -> Iterable[Problem]:
    for code in sorted(WORDS.keys() - form.words.keys()):
        yield Problem("form.word_missing", f"words.{code}", {"code": code})
    for code in sorted(form.words.keys() - WORDS.keys()):
        yield Problem("form.word_unknown", f"words.{code}", {"code": code})
    for code in sorted(WORDS.keys() & form.words.keys()):
        yield from wrong_holes(f"words.{code}", form.words[code], WORDS[code])
    for name, texts, holes in (
        ("motto", form.motto, frozenset[str]()),
        ("title", form.title, frozenset({"period"})),
        ("attachment", form.attachment, frozenset({"unit"})),
        ("signature", form.signature, frozenset[str]()),
    ):
        for place, text in enumerate(texts):
            yield from wrong_holes(f"{name}[{place}].lines", "\n".join(text.lines), holes)


def wrong_holes(place: str, text: str, want: frozenset[str]) -> Iterable[Problem]:
    """What is wrong with the holes of one text."""
    try:
        have = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError as error:
        yield Problem("form.braces", place, {"place": place, "reason": str(error)})
        return
    if have != want:
        values = {"place": place, "have": _listed(have), "want": _listed(want)}
        yield Problem("form.holes", place, values)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "–"


def _wrong_dates(form: FormDescription) -> Iterable[Problem]:
    groups: dict[str, Sequence[Dated]] = {
        "motto": form.motto,
        "title": form.title,
        "attachment": form.attachment,
    }
    for way in dict.fromkeys(one.id for one in form.signature):
        groups[f"signature.{way}"] = [one for one in form.signature if one.id == way]
    for name, texts in {**groups, "signature": form.signature}.items():
        if not texts:
            yield Problem("form.none", name, {"name": name})
    for name, texts in groups.items():
        twice = [day for day, n in Counter(t.valid_from for t in texts).items() if n > 1]
        for day in twice:
            yield Problem("form.same_day", name, {"name": name, "day": f"{day:%d/%m/%Y}"})
        for text in texts:
            if text.valid_to is not None and text.valid_to < text.valid_from:
                values = {"name": name, "day": f"{text.valid_from:%d/%m/%Y}"}
                yield Problem("form.ends_before_it_begins", name, values)
            if not text.lines or not all(line.strip() for line in text.lines):
                yield Problem("form.empty_line", name, {"name": name})
    for place, text in enumerate(form.motto):
        if len(text.lines) != 2:
            yield Problem("form.motto_lines", f"motto[{place}]", {"have": str(len(text.lines))})
