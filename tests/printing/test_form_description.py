"""A form description is read whole, and what is wrong in it is named by place."""

from __future__ import annotations

import datetime

import pytest

import resources
from desk_app.core.errors import UserProblem
from desk_app.core.form_description import WORDS, load_form, on_day, signing
from desk_app.core.texts import load_texts

SHIPPED = resources.read_text("forms/self_assessment.toml")


def problems(text: str) -> list[tuple[str, str]]:
    with pytest.raises(UserProblem) as raised:
        load_form(text)
    for problem in raised.value.problems:
        for language in ("vi", "en"):
            known = load_texts([resources.read_text(f"texts/{language}.d/printing.toml")])
            assert problem.code in known.codes()
            assert "{" not in known.sentence(problem).replace("{have}", "").replace(
                "{set}", ""
            ) or (problem.code == "form.holes")
    return [(problem.code, problem.field) for problem in raised.value.problems]


def changed(old: str, new: str) -> str:
    assert SHIPPED.count(old) == 1
    return SHIPPED.replace(old, new)


def test_the_shipped_description_loads() -> None:
    assert load_form(SHIPPED).words.keys() == WORDS.keys()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("schema = 1", "schema = ", ("form.not_toml", "")),
        ("schema = 1", "schema = 2", ("form.wrong_shape", "$.schema")),
        ("schema = 1", "schema = 1\ncolour = 'red'", ("form.wrong_shape", "$")),
        ('title = "TT"', "title = 5", ("form.wrong_shape", "$.column[0].title")),
        ("share = 39", "share = 40", ("form.shares", "column")),
        ('id = "verified"', 'id = "checked"', ("form.columns", "column")),
        ("share = 39\nalign", "share = 91\nalign", ("form.column_size", "column[1]")),
        ('total = "TỔNG CỘNG"', "", ("form.word_missing", "words.total")),
        ('total = "', 'totals = ""\ntotal = "', ("form.word_unknown", "words.totals")),
        ('"Trang {page}/{pages}"', '"Trang {page}"', ("form.holes", "words.page")),
        ('"Trang {page}/{pages}"', '"Trang {page"', ("form.braces", "words.page")),
        ('thân thiện {period}"]', 'thân thiện"]', ("form.holes", "title[0].lines")),
        (
            'id = "tm"\nvalid_from',
            'id = "tm"\nvalid_to = 2000-01-01\nvalid_from',
            ("form.ends_before_it_begins", "signature.tm"),
        ),
        ('id = "tm_kt"', 'id = "tm"', ("form.same_day", "signature.tm")),
        (
            '"PHÓ CHỦ TỊCH"]\n\n[[signature]]\nid = "tm_kt"',
            '" "]\n\n[[signature]]\nid = "tm_kt"',
            ("form.empty_line", "signature.kt"),
        ),
        ('"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ', "", ("form.motto_lines", "motto[0]")),
    ],
)
def test_each_mistake_is_named_by_its_place(old: str, new: str, expected: tuple[str, str]) -> None:
    assert expected in problems(changed(old, new))


def test_all_mistakes_are_named_at_once() -> None:
    broken = changed("share = 39", "share = 40").replace('total = "TỔNG CỘNG"', "")
    assert problems(broken) == [("form.shares", "column"), ("form.word_missing", "words.total")]


def test_a_description_without_any_way_of_signing_is_refused() -> None:
    begin = SHIPPED.index("[[signature]]")
    end = SHIPPED.index("# Shares in percent")
    text = SHIPPED[:begin].replace("schema = 1", "schema = 1\nsignature = []") + SHIPPED[end:]
    assert problems(text) == [("form.none", "signature")]


def test_words_change_on_the_day_their_law_begins() -> None:
    later = """
[[signature]]
id = "tm"
valid_from = 2030-07-01
legal_basis = "a later decree"
lines = ["TM. ỦY BAN NHÂN DÂN", "THỊ TRƯỞNG"]

# Shares in percent"""
    form = load_form(changed("\n# Shares in percent", later))
    before, after = datetime.date(2030, 6, 30), datetime.date(2030, 7, 1)
    assert signing(form, "tm", before)[-1] == "CHỦ TỊCH"
    assert signing(form, "tm", after)[-1] == "THỊ TRƯỞNG"


def test_a_day_before_all_laws_gets_the_first_words() -> None:
    form = load_form(SHIPPED)
    assert on_day(form.title, datetime.date(1999, 1, 1)) == form.title[0].lines
