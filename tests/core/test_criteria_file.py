"""A criteria file is read whole, or every mistake is told by line, field and sentence."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from desk_app.core.criteria_file import CriteriaError, check_criteria, load_criteria
from desk_app.core.texts import load_texts

_SMALL = """\
schema = 1
id = "small_2026"
title = "Nhỏ"
status = "model"
valid_from = 2026-01-01
total = "10"
pass = 8
step = "0.25"
stars = [{stars = 1, min = "8"}, {stars = 2, min = "9"}]

[[group]]
id = "1"
title = "Nhóm"
max = "10"

  [[group.criterion]]
  id = "1.1"
  title = "Đánh giá"
  max = "6"
  window = "ytd"
  provenance = "model"
  nothing_arose = "zero"
  [group.criterion.rule]
  method = "ratio_step"
  numerator = "visits.answered"
  denominator = "visits.with_service"
  steps = [
    {min = "0.30", points = "6"},
    {min = "0.20", points = "3"},
  ]

  [[group.criterion]]
  id = "1.2"
  title = "Giấy tờ"
  max = "4"
  window = "year"
  provenance = "model"
  [group.criterion.rule]
  method = "checklist"
  items = [{id = "a", title = "A"}, {id = "b", title = "B"}]
  points_by_missing = ["4", "2", "0"]
"""


def _problems(text: str) -> list[tuple[str, int, str]]:
    return [(p.code, int(p.values["line"]), p.field) for p in check_criteria(text)]


def _changed(old: str, new: str) -> str:
    assert _SMALL.count(old) == 1
    return _SMALL.replace(old, new)


def test_a_good_file_gives_its_set() -> None:
    found = load_criteria(_SMALL)
    assert (found.id, found.total, found.pass_min, found.step) == (
        "small_2026",
        Decimal(10),
        Decimal(8),
        Decimal("0.25"),
    )
    criterion = found.criterion("1.1")
    assert criterion is not None
    assert criterion.rule.steps[1].min == Decimal("0.2")  # type: ignore[union-attr]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert load_criteria("\ufeff" + _SMALL.replace("\n", "\r\n")) == load_criteria(_SMALL)


_R = "group[1].criterion[1].rule"
_C = "group[1].criterion[2].rule"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("schema = 1", "schema = 2", ("schema", 1, "schema")),
        ("schema = 1\n", "", ("missing", 1, "schema")),
        ('id = "small_2026"', 'id = "Nhỏ bé"', ("id_form", 2, "id")),
        ('status = "model"', 'status = "partial"', ("unknown_word", 4, "status")),
        ('title = "Nhỏ"', 'title = ""', ("wanted_text", 3, "title")),
        ("2026-01-01", '"2026-01-01"', ("wanted_date", 5, "valid_from")),
        ("2026-01-01", "2026-01-01\nvalid_to = 2025-12-31", ("dates_reversed", 6, "valid_to")),
        ('total = "10"', 'total = "11"', ("total_sum", 6, "total")),
        ('total = "10"', 'total = "mười"', ("not_a_number", 6, "total")),
        ('total = "10"', 'total = "1e1"', ("not_a_number", 6, "total")),
        ("pass = 8", 'pass = "10.25"', ("pass_beyond_total", 7, "pass")),
        ("pass = 8", "pass = -1", ("negative", 7, "pass")),
        ('step = "0.25"', "step = 0.25", ("float", 8, "step")),
        ('step = "0.25"', 'step = "0"', ("step_zero", 8, "step")),
        ('step = "0.25"', 'step = "0.25"\npasss = 1', ("unknown_key", 9, "passs")),
        ('stars = 2, min = "9"', 'stars = 2, min = "8"', ("stars_not_rising", 9, "stars[2].min")),
        ('stars = 2, min = "9"', 'grade = "tốt", min = "9"', ("stars_mixed", 9, "stars[2]")),
        ('stars = 2, min = "9"', 'min = "9"', ("star_or_grade", 9, "stars[2]")),
        ('stars = 2, min = "9"', 'stars = 2, min = "99"', ("star_beyond_total", 9, "stars[2].min")),
        ('max = "6"', "max = 6.0", ("float", 19, "group[1].criterion[1].max")),
        ('id = "1.2"', 'id = "1.1"', ("duplicate_id", 33, "group[1].criterion[2].id")),
        ('"ytd"', '"week"', ("unknown_word", 20, "group[1].criterion[1].window")),
        ('  nothing_arose = "zero"\n', "", ("missing", 16, "group[1].criterion[1].nothing_arose")),
        ('"ratio_step"', '"ratio"', ("unknown_method", 24, f"{_R}.method")),
        ('"visits.answered"', '"visits.happy"', ("unknown_metric", 25, f"{_R}.numerator")),
        ('"visits.answered"', '"cases.late"', ("units_differ", 26, f"{_R}.denominator")),
        ('"0.20", points', '"0.30", points', ("steps_not_descending", 29, f"{_R}.steps[2].min")),
        ('"0.30", points', '"30", points', ("ratio_above_one", 28, f"{_R}.steps[1].min")),
        ('"0.30", points', "0.30, points", ("float", 28, f"{_R}.steps[1].min")),
        ('points = "3"', 'points = "6"', ("points_rising", 29, f"{_R}.steps[2].points")),
        ('points = "3"', 'points = "3.1"', ("points_off_step", 29, f"{_R}.steps[2].points")),
        ('points = "6"', 'points = "7"', ("points_beyond_max", 28, f"{_R}.steps[1].points")),
        ('points = "6"', 'points = "5"', ("max_out_of_reach", 28, f"{_R}.steps[1].points")),
        ('{id = "b"', '{id = "a"', ("duplicate_id", 40, f"{_C}.items[2].id")),
        (
            '["4", "2", "0"]',
            '["4", "3", "2", "0"]',
            ("points_by_missing_length", 41, f"{_C}.points_by_missing"),
        ),
        ('["4", "2", "0"]', '["4"]', ("points_by_missing_length", 41, f"{_C}.points_by_missing")),
        ('["4", "2", "0"]', '["4", 2.0]', ("float", 41, f"{_C}.points_by_missing[2]")),
        ('["4", "2", "0"]', '["4", "2", "3"]', ("points_rising", 41, f"{_C}.points_by_missing[3]")),
        ('  points_by_missing = ["4", "2", "0"]', "", ("points_one_of", 38, _C)),
        (
            'points_by_missing = ["4", "2", "0"]',
            'points_each = "1"',
            ("max_out_of_reach", 41, f"{_C}.points_each"),
        ),
        ('method = "checklist"', "method = 5", ("wanted_text", 39, f"{_C}.method")),
    ],
)
def test_a_mistake_is_told_with_its_line_and_field(
    old: str, new: str, expected: tuple[str, int, str]
) -> None:
    code, line, field = expected
    assert _problems(_changed(old, new)) == [(f"criteria.{code}", line, field)]


def test_criteria_that_do_not_add_up_to_their_group_are_told_at_the_group() -> None:
    text = _changed('max = "4"', 'max = "3"').replace('["4", "2", "0"]', '["3", "2", "0"]')
    assert _problems(text) == [("criteria.group_sum", 14, "group[1].max")]


def _with_rule(rule: str) -> str:
    start = _SMALL.rindex("  [group.criterion.rule]")
    return _SMALL[:start] + f"  rule = {{{rule}}}\n"


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        ('method = "imported", index = "PAR", out_of = "0"', ["out_of_zero"]),
        ('method = "inspection", source = "friends"', ["unknown_word"]),
        (
            'method = "deduction", start = "4", per = "0", metric = "cases.late", floor = "5"',
            ["nothing_deducted", "floor_above_start"],
        ),
        (
            'method = "composite", parts = [{points = "3", rule = {method = "inspection", '
            'source = "team"}}]',
            ["parts_sum"],
        ),
        (
            'method = "composite", parts = [{points = "4", rule = {method = "composite", '
            "parts = []}}]",
            ["composite_nested"],
        ),
        ('method = "composite", parts = []', ["missing"]),
        ('method = "composite", parts = {}', ["wanted_list"]),
        ('method = "composite", parts = [1]', ["wanted_table"]),
        (
            'method = "threshold", metric = "postings.distinct_forms", steps = []',
            ["missing"],
        ),
        (
            'method = "threshold", metric = "postings.distinct_forms", steps = [{min = true, '
            'points = "4"}]',
            ["wanted_number"],
        ),
        (
            'method = "ratio_linear", numerator = "cases.late", denominator = "cases.total", '
            'one_minus = true, full_at = "plan.x"',
            ["full_at_one_minus", "missing"],
        ),
        (
            'method = "ratio_linear", numerator = "cases.late", denominator = "cases.total", '
            'one_minus = "yes"',
            ["wanted_flag", "missing"],
        ),
        (
            'method = "survey", form = "PKS09", measure = "satisfied_share", min_valid = "30", '
            'steps = [{min = "0.9", points = "4"}]',
            ["unknown_word", "wanted_count", "missing"],
        ),
    ],
)
def test_each_rule_form_is_checked(rule: str, codes: list[str]) -> None:
    found = [problem.code.removeprefix("criteria.") for problem in check_criteria(_with_rule(rule))]
    assert sorted(found) == sorted(codes)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = _changed('status = "model"', 'status = "x"')
    text = text.replace('max = "4"', "max = 4.0").replace('"visits.answered"', '"visits.happy"')
    with pytest.raises(CriteriaError) as raised:
        load_criteria(text)
    assert [(p.code, p.values["line"]) for p in raised.value.problems] == [
        ("criteria.unknown_word", "4"),
        ("criteria.unknown_metric", "25"),
        ("criteria.float", "35"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        (_changed('id = "1.2"', "id = 1.2.3"), "33", "11"),
        ('a = "x', "1", "7"),
        ("a = 1\n\x00", "2", "1"),
    ],
)
def test_what_is_no_toml_is_told_with_its_place(text: str, line: str, column: str) -> None:
    (problem,) = check_criteria(text)
    assert problem.code == "criteria.syntax"
    assert (problem.values["line"], problem.values["column"]) == (line, column)


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 5000])
def test_a_file_beyond_all_limits_is_refused(value: str) -> None:
    assert [problem.code for problem in check_criteria(f"a = {value}")] == [
        "criteria.beyond_limits"
    ]


@given(st.integers(0, len(_SMALL)), st.integers(0, 40), st.text(max_size=6))
def test_no_damaged_file_ever_crashes_the_reader(start: int, length: int, instead: str) -> None:
    text = _SMALL[:start] + instead + _SMALL[start + length :]
    lines = text.count("\n") + 1
    for problem in check_criteria(text):
        assert 1 <= int(problem.values["line"]) <= lines


@pytest.mark.parametrize("name", resources.names("criteria"))
def test_every_set_that_is_shipped_loads_under_its_own_name(name: str) -> None:
    found = load_criteria(resources.read_text(f"criteria/{name}"))
    assert f"{found.id}.toml" == name
    assert found.legal_basis


# Ids and maxima as the model has them; a slip of the pen in the file would be seen here.
_BAC_GIANG = {
    "1": "1.1=2 1.2=1 1.3=4 1.4=1.5 1.5=2 1.6=2 1.7=1.5 1.8=1.5 1.9=1.5 1.10=3",
    "2": "2.1=1 2.2=2 2.3=6 2.4=2 2.5=2 2.6=3 2.7=2.5 2.8=1.5 2.9=1.5 2.10=2 2.11=1.5",
    "3": "3.1=2 3.2=2 3.3=2 3.4=3 3.5=5 3.6=3 3.7=1.5 3.8=1.5",
    "4": "4.1=3 4.2=1.5 4.3=3 4.4=2 4.5=3 4.6=1.5 4.7=1",
    "5": "5.1=5 5.2=4 5.3=4 5.4=2 5.5=2 5.6=1.5 5.7=1.5",
}


def test_bac_giang_has_its_43_criteria_and_says_that_they_are_a_model() -> None:
    found = load_criteria(resources.read_text("criteria/bacgiang_2023.toml"))
    listed = {
        group.id: " ".join(f"{c.id}={c.max}" for c in group.criteria) for group in found.groups
    }
    assert listed == _BAC_GIANG
    assert [str(group.max) for group in found.groups] == ["20", "25", "20", "15", "20"]
    assert {group.provenance for group in found.groups} == {"source"}
    assert len(list(found.criteria())) == 43
    assert found.status == "model"
    assert {c.provenance for c in found.criteria()} == {"model"}
    assert all(c.evidence and c.words for c in found.criteria())
    assert [(s.stars, str(s.min), s.provenance) for s in found.stars] == [
        (number, str(76 + 4 * number), "model") for number in range(1, 6)
    ]
    assert found.pass_min == 80
    assert {c.id for c in found.criteria() if c.nothing_arose == "max"} == {"2.4", "2.9", "4.5"}


def test_dong_nai_has_four_groups_a_bonus_and_no_fail_level() -> None:
    found = load_criteria(resources.read_text("criteria/dongnai_2025.toml"))
    listed = [(str(group.max), group.bonus, group.provenance) for group in found.groups]
    assert listed == [
        ("15", False, "source"),
        ("15", False, "source"),
        ("20", False, "source"),
        ("50", False, "source"),
        ("5", True, "source"),
    ]
    assert found.pass_min is None
    assert [(s.stars, str(s.min)) for s in found.stars] == [
        (1, "0"),
        (2, "80"),
        (3, "90"),
        (4, "95"),
    ]
    assert {c.provenance for c in found.criteria()} == {"model"}


def test_no_title_or_evidence_brings_an_abbreviation_onto_paper() -> None:
    # Titles and evidence are printed; product.md wants no abbreviation on paper.
    for name in resources.names("criteria"):
        found = load_criteria(resources.read_text(f"criteria/{name}"))
        for criterion in found.criteria():
            for words in (criterion.title, *criterion.evidence):
                assert not re.search(r"\b(TTHC|CCHC|QCDC|CQTT|UBND|TDP|PAKN|BCĐ|QĐ)\b", words)


def test_each_mistake_has_its_sentence_in_both_languages_with_the_same_holes() -> None:
    vietnamese, english = (
        tomllib.loads(resources.read_text(f"texts/{language}.d/criteria.toml"))
        for language in ("vi", "en")
    )
    assert set(vietnamese) == set(english)
    for code, sentence in vietnamese.items():
        assert set(re.findall(r"{\w+}", sentence)) == set(re.findall(r"{\w+}", english[code]))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_sentence_is_filled_completely(language: str) -> None:
    texts = load_texts([resources.read_text(f"texts/{language}.d/criteria.toml")])
    broken = [
        _changed('max = "4"', 'max = "5.1"'),
        _changed('"visits.answered"', '"cases.late"'),
        _changed('["4", "2", "0"]', '["4"]'),
        _changed('"ratio_step"', '"ratio"'),
        _changed('status = "model"', "status = 0.5"),
        "a = ",
    ]
    for text in broken:
        for problem in check_criteria(text):
            sentence = texts.sentence(problem)
            assert problem.values["line"] in sentence
            assert "{" not in sentence
            assert problem.code not in sentence
