"""The forms an office or its province may put in place of the shipped ones, each by its name."""

from __future__ import annotations

import tomllib
from typing import get_args

from desk_app.core.errors import UserProblem
from desk_app.core.paper_form import PaperForm, load_paper_form
from desk_app.core.paper_words import PaperWords, load_words
from desk_app.core.problems import Problem
from desk_app.core.register_form import RegisterForm, RegisterPaper, load_register_form
from desk_app.core.toml_table import clipped

FORMS = (
    "case_01_receipt", "case_01_receipt_a5", "case_02_supplement", "case_03_refusal",
    "case_04_apology", "case_05_stop", "case_06_control", "congratulation", "condolence",
)  # fmt: skip
REGISTERS: tuple[RegisterPaper, ...] = get_args(RegisterPaper)
WORDS = "words"

OfficeForm = PaperForm | RegisterForm | PaperWords


def load_office_form(text: str) -> OfficeForm:
    """The form in a TOML text, known by its own id; UserProblem names every place that is wrong."""
    name = _id_of(text)
    if name in FORMS:
        return load_paper_form(text, name)
    if name in REGISTERS:
        return load_register_form(text, name)
    if name == WORDS:
        return load_words(text)
    known = ", ".join((*FORMS, *REGISTERS, WORDS))
    raise UserProblem(Problem("form.no_such_form", "id", {"have": clipped(name), "known": known}))


def _id_of(text: str) -> str:
    try:
        return str(tomllib.loads(text).get("id", ""))
    except tomllib.TOMLDecodeError as error:
        raise UserProblem(Problem("form.not_toml", values={"reason": str(error)})) from error
