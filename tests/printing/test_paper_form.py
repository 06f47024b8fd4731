"""Forms are files of an office: each shipped one loads, each mistake is named with its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import resources
from desk_app.core.errors import UserProblem
from desk_app.core.form_description import load_form
from desk_app.core.paper_form import load_paper_form
from desk_app.core.paper_words import load_words
from desk_app.core.register_form import load_register_form
from desk_app.core.texts import load_texts
from tests.printing.cases import FORMS

REGISTERS = ("case_07_register", "certification_book", "fee_list")
SLIP = resources.read_text("forms/case_01_receipt.toml")
CONTROL = resources.read_text("forms/case_06_control.toml")
LETTER = resources.read_text("forms/case_04_apology.toml")
WORDS = resources.read_text("forms/words.toml")
BOOK = resources.read_text("forms/certification_book.toml")

Load = Callable[[str], object]


def slip(text: str) -> object:
    return load_paper_form(text, "case_01_receipt")


def control(text: str) -> object:
    return load_paper_form(text, "case_06_control")


def letter(text: str) -> object:
    return load_paper_form(text, "case_04_apology")


def book(text: str) -> object:
    return load_register_form(text, "certification_book")


def test_every_shipped_form_loads_and_says_its_law_and_where_its_fields_come_from() -> None:
    names = {name.removesuffix(".toml") for name in resources.names("forms")}
    assert names == {*FORMS, *REGISTERS, "words", "self_assessment"}
    load_words(WORDS)
    load_form(resources.read_text("forms/self_assessment.toml"))
    for name in FORMS:
        form = load_paper_form(resources.read_text(f"forms/{name}.toml"), name)
        assert form.provenance
        assert all(title.legal_basis for title in form.title)
        assert len(form.copies) == (2 if name.startswith("case_01") else 0)
    for name in REGISTERS:
        text = resources.read_text(f"forms/{name}.toml")
        assert load_register_form(text, name).provenance


def refusals(load: Load, text: str) -> list[tuple[str, str, str]]:
    with pytest.raises(UserProblem) as refused:
        load(text)
    known = load_texts(
        [resources.read_text(f"texts/{language}.d/{file}.toml")
         for language in ("vi",) for file in ("case_papers", "printing")]
    )  # fmt: skip
    for problem in refused.value.problems:
        known.say(problem.code, **problem.values)
    return [(p.code, p.field, p.values.get("line", "")) for p in refused.value.problems]


def line_of(text: str, part: str) -> str:
    return str(text[: text.index(part)].count("\n") + 1)


@pytest.mark.parametrize(
    ("load", "shipped", "old", "new", "code", "field"),
    [
        (slip, SLIP, "schema = 1", "schema = 2", "form.wrong_shape_at", "schema"),
        (slip, SLIP, "coded = true", "colour = 'red'", "form.wrong_shape_at", "$"),
        (slip, SLIP, 'kind = "items"', 'kind = "list"', "form.wrong_shape_at",
         "block[9].kind"),
        (slip, SLIP, 'id = "case_01_receipt"', 'id = "case_02_supplement"', "form.other_paper",
         "id"),
        (slip, SLIP, "{address}", "{adress}", "form.unknown_value", "block[5].value"),
        (slip, SLIP, "{address}", "{address", "form.braces_at", "block[5].value"),
        (slip, SLIP, "{address}", "{address!r}", "form.braces_at", "block[5].value"),
        (slip, SLIP, 'source = "papers"', 'source = "pappers"', "form.unknown_list",
         "block[9].source"),
        (slip, SLIP, "share = 30", "share = 40", "form.shares_at", "block[10].part"),
        (slip, SLIP, 'when = "submitter"', 'when = "sent_by"', "form.unknown_value",
         "block[4].when"),
        (slip, SLIP, "valid_to = 2025-06-30", "valid_to = 2015-06-30", "form.ends_too_early",
         "title[1].valid_to"),
        (slip, SLIP, '"VÀ HẸN TRẢ KẾT QUẢ"]', '" "]', "form.empty_line_at", "title[1].lines"),
        (slip, SLIP, "{due}", "sau", "form.value_missing", "block"),
        (control, CONTROL, "share = 21", "share = 22", "form.shares_at", "block[7].column"),
        (control, CONTROL, "{giver}", "{applicant}", "form.unknown_value",
         "block[7].column[4].value"),
        (letter, LETTER, "[[signature]]", "[[signatures]]", "form.wrong_shape_at", "$"),
        (load_words, WORDS, "{hour}\\u00a0giờ", "giờ", "form.holes_at", "words.moment"),
        (load_words, WORDS, '"Độc lập - Tự do - Hạnh phúc"', "", "form.motto_lines_at", "motto[1]"),
        (load_words, WORDS, 'page = "Trang {page}/{pages}"', "", "form.wrong_shape_at", "words"),
        (book, BOOK, "{book_number}", "{n}", "form.value_missing", "column"),
        (book, BOOK, "{document}", "{title}", "form.unknown_value", "column[4].value"),
        (book, BOOK, "share = 24", "share = 0", "form.column_size_at", "column[4]"),
    ],
)  # fmt: skip
def test_each_mistake_is_named_with_its_line_and_place(
    load: Load, shipped: str, old: str, new: str, code: str, field: str
) -> None:
    assert old in shipped
    found = refusals(load, shipped.replace(old, new, 1))
    assert (code, field) in [(one[0], one[1]) for one in found], found
    assert all(one[2].isdecimal() for one in found)


def test_the_line_is_the_one_where_the_mistake_stands() -> None:
    wrong = SLIP.replace("{address}", "{adress}", 1)
    assert refusals(slip, wrong)[0][2] == line_of(wrong, "{adress}")


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    wrong = SLIP.replace("{address}", "{a}").replace("{phone}", "{b}").replace("{email}", "{c}")
    lines = [int(one[2]) for one in refusals(slip, wrong)]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_what_is_no_toml_is_said() -> None:
    assert refusals(slip, "schema = ")[0][0] == "form.not_toml"
