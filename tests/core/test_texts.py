"""Sentences: whole, filled once, in both languages, one for every problem the program can tell."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import resources
from desk_app.core.ops import KINDS
from desk_app.core.problems import Problem
from desk_app.core.texts import Texts, load_texts

LANGUAGES = ("vi", "en")
ROOT = Path(__file__).resolve().parents[2]
HOLE = re.compile(r"\{(\w+)\}")
CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+\Z")
# Areas whose codes are also chosen from tables, so every text of that form there is one.
TABLES = {"store/faults.py": "store.", "store/verify.py": "log.", "store/verify_chain.py": "log."}


@cache
def sentences(language: str) -> dict[str, str]:
    """All sentences of a language."""
    folder = f"texts/{language}.d"
    found: dict[str, str] = {}
    for name in resources.names(folder):
        found.update(tomllib.loads(resources.read_text(f"{folder}/{name}")))
    return found


class Told(NamedTuple):
    """A problem that some code can tell: where, which code, which values; None = not to be seen."""

    where: str
    code: str
    values: frozenset[str] | None


def told_in(source: str, where: str) -> Iterator[Told]:
    """Every `Problem("code", ...)` in a source; values as far as they are written beside it."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem"):
            continue
        if not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        given = node.args[2:3] + [k.value for k in node.keywords if k.arg == "values"]
        values = _keys(given[0]) if given else frozenset()
        yield Told(f"{where}:{node.lineno}", str(node.args[0].value), values)


def _keys(node: ast.expr) -> frozenset[str] | None:
    if not isinstance(node, ast.Dict):
        return None
    if not all(isinstance(key, ast.Constant) for key in node.keys):
        return None
    return frozenset(str(key.value) for key in node.keys if isinstance(key, ast.Constant))


def told() -> list[Told]:
    """Every problem the program can tell."""
    found: list[Told] = []
    for file in sorted((ROOT / "desk_app").rglob("*.py")):
        where = str(file.relative_to(ROOT / "desk_app"))
        source = file.read_text(encoding="utf-8")
        found.extend(told_in(source, where))
        if where in TABLES:
            found.extend(
                Told(f"{where}:{node.lineno}", node.value, None)
                for node in ast.walk(ast.parse(source))
                if isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and CODE.match(node.value)
                and node.value.startswith(TABLES[where])
            )
    return found


def test_every_problem_has_a_sentence_in_both_languages() -> None:
    problems = told()

    assert len(problems) > 100
    assert {one.code for one in problems} >= {"store.disk_full", "log.hash", "visit.name_missing"}
    for language in LANGUAGES:
        missing = [f"{p.where} {p.code}" for p in problems if p.code not in sentences(language)]
        assert missing == []


def test_every_hole_of_a_sentence_is_filled_by_who_tells_it() -> None:
    empty = [
        f"{problem.where} {problem.code} has no {hole}"
        for problem in told()
        for hole in HOLE.findall(sentences("vi").get(problem.code, ""))
        if problem.values is not None and hole not in problem.values
    ]

    assert empty == []


def test_a_problem_without_its_value_would_be_found() -> None:
    (found,) = told_in('Problem("store.absent", values={"path": "x"})', "x.py")
    (bare,) = told_in('Problem("store.absent")', "x.py")
    (hidden,) = told_in('Problem("store.absent", values=given)', "x.py")

    assert found.values == frozenset({"path"})
    assert bare.values == frozenset()
    assert hidden.values is None
    assert HOLE.findall(sentences("vi")["store.absent"]) == ["file"]


def test_both_languages_say_the_same_codes_with_the_same_holes() -> None:
    vietnamese, english = sentences("vi"), sentences("en")

    assert set(vietnamese) == set(english)
    assert {c: sorted(set(HOLE.findall(s))) for c, s in vietnamese.items()} == {
        c: sorted(set(HOLE.findall(s))) for c, s in english.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("area", ["visit", "store", "log"])
def test_sentences_of_the_log_say_what_happened_and_what_to_do(language: str, area: str) -> None:
    own = tomllib.loads(resources.read_text(f"texts/{language}.d/{area}.toml"))
    blaming = ("invalid", "please", "error code", "không hợp lệ", "vui lòng", "xin ", "null")

    assert own
    for code, sentence in own.items():
        assert code.startswith(area + ".")
        assert code not in KINDS
        assert sentence[0].isupper(), code
        assert sentence.endswith("."), code
        assert not [word for word in blaming if word in sentence.lower()], code


def test_each_sentence_of_the_log_is_told_by_some_code() -> None:
    used = {problem.code for problem in told()}
    own = {c for c in sentences("vi") if c.partition(".")[0] in ("visit", "store", "log")}

    assert own - used == set()


def test_no_code_has_two_sentences() -> None:
    for language in LANGUAGES:
        folder = f"texts/{language}.d"
        parts = [resources.read_text(f"{folder}/{name}") for name in resources.names(folder)]
        assert load_texts(parts).codes() == set(sentences(language))
    with pytest.raises(ValueError, match="two sentences"):
        load_texts(['"a.b" = "one"', '"a.b" = "two"'])


def test_a_value_is_put_in_as_it_is_and_never_read_again() -> None:
    texts = Texts({"a.b": "Hiện là “{have}”, nhiều nhất {limit}."})

    filled = texts.sentence(Problem("a.b", values={"have": "{limit} {x}", "limit": "3"}))

    assert filled == "Hiện là “{limit} {x}”, nhiều nhất 3."


def test_a_code_without_a_sentence_shows_itself_and_its_values() -> None:
    assert Texts({}).sentence(Problem("a.b", values={"have": "1"})) == "a.b have=1"


def test_a_hole_without_a_value_stays_visible() -> None:
    assert Texts({"a.b": "Có {have}."}).say("a.b") == "Có {have}."
