"""The line of every key of a TOML text, checked against the standard reader."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from desk_app.core.toml_lines import Path, line_of, lines_of_keys

_TEXT = '''\
a = 1 # x = 2
"b.c" = [ # a list
  {d = "}", 'e' = """two
lines, "quoted" = 3"""},

  [1, 2],
]
f.g.h = 'it # is'

[[group]]
id = "1"
  [[group.criterion]]
  id = "1.1"
  [group.criterion.rule]
  method = "x"
  [[group.criterion]]
  id = "1.2"
[[group]]
id = "2" \r
[other . "table"]
when = 2026-01-01 10:00:00
'''


def test_each_key_is_found_on_its_own_line() -> None:
    lines = lines_of_keys(_TEXT)
    expected: dict[Path, int] = {
        ("a",): 1,
        ("b.c",): 2,
        ("b.c", 0): 3,
        ("b.c", 0, "d"): 3,
        ("b.c", 0, "e"): 3,
        ("b.c", 1): 6,
        ("f", "g", "h"): 8,
        ("group", 0): 10,
        ("group", 0, "id"): 11,
        ("group", 0, "criterion", 0, "id"): 13,
        ("group", 0, "criterion", 0, "rule"): 14,
        ("group", 0, "criterion", 0, "rule", "method"): 15,
        ("group", 0, "criterion", 1): 16,
        ("group", 0, "criterion", 1, "id"): 17,
        ("group", 1): 18,
        ("group", 1, "id"): 19,
        ("other", "table", "when"): 21,
    }
    assert {path: lines.get(path) for path in expected} == expected


def test_a_missing_key_stands_where_its_table_begins() -> None:
    lines = lines_of_keys(_TEXT)
    assert line_of(lines, ("group", 0, "criterion", 1, "rule", "method")) == 16
    assert line_of(lines, ("nothing",)) == 1


def _leaves(value: object, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, (*path, name))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _leaves(inner, (*path, position))
    else:
        yield path


@pytest.mark.parametrize("name", ["bacgiang_2023.toml", "dongnai_2025.toml"])
def test_every_value_of_the_real_files_has_a_line_that_shows_it(name: str) -> None:
    text = resources.read_text(f"criteria/{name}")
    lines, rows = lines_of_keys(text), text.split("\n")
    for path in _leaves(tomllib.loads(text)):
        key = next(part for part in reversed(path) if isinstance(part, str))
        line = line_of(lines, path)
        assert path in lines
        assert isinstance(path[-1], int) or f"{key} = " in rows[line - 1]


_KEYS = st.text("ab-_1", min_size=1, max_size=3) | st.text(min_size=0, max_size=4)
_SCALARS = (
    st.integers(-99, 99)
    | st.booleans()
    | st.dates()
    | st.text(max_size=8)
    | st.sampled_from(["]", "}", "# no", "\\", '"', "'", "a = 1", "\n", "[[x]]"])
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=8,
)
_BETWEEN = st.sampled_from(["", " ", "\t", " # a [comment] = {\n", "\n\n"])


def _quoted(text: str) -> str:
    return '"' + "".join(f"\\U{ord(sign):08x}" for sign in text) + '"'


def _toml(value: object, gap: str) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        plain = value.isascii() and value.isprintable() and "'" not in value
        return f"'{value}'" if plain else _quoted(value)
    if isinstance(value, list):
        return "[" + ",".join(gap + _toml(inner, gap) + gap for inner in value) + "]"
    if isinstance(value, dict):
        inner = (f" {_quoted(name)} = {_toml(entry, gap)}" for name, entry in value.items())
        return "{" + ",".join(inner) + " }"
    return str(value)


@given(st.lists(st.dictionaries(_KEYS, _VALUES, max_size=4), max_size=3), _BETWEEN)
def test_any_text_the_standard_reader_takes_gives_the_same_paths(
    tables: list[dict[str, object]], gap: str
) -> None:
    rows = ["# made up"]
    for table in tables:
        rows.append("[[ table . 'x.y' ]]")
        rows += [f"{_quoted(name)} = {_toml(value, gap)} # end" for name, value in table.items()]
    text = "\n".join(rows)
    lines = lines_of_keys(text)
    for path in _leaves(tomllib.loads(text)):
        assert path in lines
    numbers = [lines[("table", "x.y", position)] for position in range(len(tables))]
    assert all(rows_of.startswith("[[") for rows_of in (text.split("\n")[n - 1] for n in numbers))
