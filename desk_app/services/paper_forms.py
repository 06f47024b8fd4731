"""The forms a desk prints on: the province's, else its own good ones, else the shipped ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

import resources
from desk_app.core.errors import UserProblem
from desk_app.core.office_forms import FORMS, REGISTERS, WORDS
from desk_app.core.paper_form import PaperForm, load_paper_form
from desk_app.core.paper_words import PaperWords, load_words
from desk_app.core.problems import Problem
from desk_app.core.register_form import RegisterForm, RegisterPaper, load_register_form

# The folder beside the desk's database in which an office may put its own forms.
FOLDER = "forms"
_MOST_BYTES = 200_000
T = TypeVar("T")


class PaperForms:
    """The forms of one desk; `notes` says which of its own were refused, and why.

    folder: where its own lie, None for none; published: texts of the province's by name. A file is
    read once, at its first use.
    """

    def __init__(
        self, folder: Path | None = None, published: Mapping[str, str] | None = None
    ) -> None:
        self._folder = folder
        self._published = published or {}
        self._forms: dict[str, PaperForm] = {}
        self._registers: dict[str, RegisterForm] = {}
        self._words: PaperWords | None = None
        self.notes: tuple[Problem, ...] = ()

    def form(self, paper: str) -> PaperForm:
        """The form of a paper by the name of its file."""
        if paper not in self._forms:
            own = self._load(paper, lambda text: load_paper_form(text, paper))
            self._forms[paper] = own or shipped_form(paper)
        return self._forms[paper]

    def register_form(self, paper: RegisterPaper) -> RegisterForm:
        """The form of a register by the name of its file."""
        if paper not in self._registers:
            own = self._load(paper, lambda text: load_register_form(text, paper))
            self._registers[paper] = own or shipped_register_form(paper)
        return self._registers[paper]

    def words(self) -> PaperWords:
        """The words that all papers share."""
        if self._words is None:
            self._words = self._load(WORDS, load_words) or shipped_words()
        return self._words

    def check_all(self) -> tuple[Problem, ...]:
        """What is wrong with the desk's own files, all of them read."""
        self.words()
        for paper in FORMS:
            self.form(paper)
        for register in REGISTERS:
            self.register_form(register)
        return self.notes

    def _load(self, name: str, load: Callable[[str], T]) -> T | None:
        """The province's form, else the desk's own file, if there is a good one."""
        published = self._published.get(name)
        if published is not None:
            return load(published)
        text = self._own(name)
        if text is None:
            return None
        try:
            return load(text)
        except UserProblem as error:
            self._refuse(name, error.problems)
            return None

    def _own(self, name: str) -> str | None:
        if self._folder is None:
            return None
        file = self._folder / f"{name}.toml"
        try:
            if not file.is_file():
                return None
            with file.open("rb") as opened:
                data = opened.read(_MOST_BYTES + 1)
        except OSError as error:
            self._refuse(
                name, (Problem("form.unreadable", values={"reason": str(error.strerror)}),)
            )
            return None
        if len(data) > _MOST_BYTES:
            self._refuse(name, (Problem("form.too_large", values={"most": str(_MOST_BYTES)}),))
            return None
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            self._refuse(name, (Problem("form.not_utf8"),))
            return None

    def _refuse(self, name: str, problems: tuple[Problem, ...]) -> None:
        first = Problem("form.own_refused", name, {"file": f"{name}.toml"})
        self.notes = (*self.notes, first, *problems)


@cache
def shipped_form(paper: str) -> PaperForm:
    """The form that comes with the program."""
    return load_paper_form(resources.read_text(f"forms/{paper}.toml"), paper)


@cache
def shipped_register_form(paper: RegisterPaper) -> RegisterForm:
    """The form of a register that comes with the program."""
    return load_register_form(resources.read_text(f"forms/{paper}.toml"), paper)


@cache
def shipped_words() -> PaperWords:
    """The words of all papers that come with the program."""
    return load_words(resources.read_text("forms/words.toml"))
