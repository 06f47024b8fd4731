"""What an office may change on the printed month page: its fixed words, read and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Literal

import msgspec

import resources
from desk_app.core.charts.words import HOLES, ChartWords
from desk_app.core.errors import UserProblem
from desk_app.core.form_description import Dated, wrong_holes
from desk_app.core.problems import Problem

_DESCRIPTION = "papers/month_page.toml"


class MonthWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words round the charts."""

    model_notice: str
    place_and_date: str
    blank: str
    set: str
    open: str
    quality: str
    visits: str
    late: str
    not_late: str
    not_offered: str
    all_offered: str
    cases: str
    cases_no_due: str
    coverage: str
    conflicts: str
    released: str
    newest: str
    unit_with_code: str
    code: str
    code_and_number: str
    copy: str
    page: str
    file_title: str


_WORD_HOLES = {
    name: frozenset(holes.split())
    for name, holes in {
        "place_and_date": "place day month year",
        "set": "set",
        "open": "month",
        "visits": "n",
        "late": "n",
        "not_offered": "n",
        "cases": "n",
        "cases_no_due": "n",
        "coverage": "ours theirs",
        "conflicts": "n",
        "released": "date",
        "newest": "time date",
        "unit_with_code": "unit code",
        "code": "code",
        "code_and_number": "code number",
        "copy": "copy time date",
        "page": "page pages",
        "file_title": "month year unit",
    }.items()
}


class MonthDescription(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole description, checked."""

    schema: Literal[1]
    id: str
    motto: tuple[Dated, ...]
    title: tuple[Dated, ...]
    words: MonthWords
    charts: ChartWords


@cache
def shipped_month_description() -> MonthDescription:
    """The description that comes with the program."""
    return load_month_description(resources.read_text(_DESCRIPTION))


def load_month_description(text: str) -> MonthDescription:
    """The description written in a TOML text; UserProblem names every place that is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserProblem(Problem("form.not_toml", values={"reason": str(error)})) from error
    try:
        found = msgspec.convert(table, MonthDescription)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at ")
        values = {"reason": reason, "place": place.strip("`") or "$"}
        raise UserProblem(Problem("form.wrong_shape", values["place"], values)) from error
    problems = tuple(_wrong(found))
    if problems:
        raise UserProblem(*problems)
    return found


def _wrong(found: MonthDescription) -> Iterable[Problem]:
    nothing: frozenset[str] = frozenset()
    for name in found.words.__struct_fields__:
        text = getattr(found.words, name)
        yield from wrong_holes(f"words.{name}", text, _WORD_HOLES.get(name, nothing))
    for name in found.charts.__struct_fields__:
        text = getattr(found.charts, name)
        yield from wrong_holes(f"charts.{name}", text, HOLES.get(name, nothing))
    for name, texts, holes in (
        ("motto", found.motto, nothing),
        ("title", found.title, frozenset(("month", "year"))),
    ):
        if not texts:
            yield Problem("form.none", name, {"name": name})
        for place, dated in enumerate(texts):
            yield from wrong_holes(f"{name}[{place}].lines", "\n".join(dated.lines), holes)
            if name == "motto" and len(dated.lines) != 2:
                values = {"have": str(len(dated.lines))}
                yield Problem("form.motto_lines", f"motto[{place}]", values)
