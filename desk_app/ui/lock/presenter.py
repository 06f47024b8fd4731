"""Which officer is chosen on the lock page, and what a PIN leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk_app.core.officer import Officer
from desk_app.core.problems import Problem
from desk_app.core.text import fold
from desk_app.qt.models import Cell, Row
from desk_app.ui.lock.roles import ROLES
from desk_app.ui.stage import Run, Say

DIGITS = 9


class SignInDesk(Protocol):
    """What the lock page asks of the desk; sign_in is for a worker thread."""

    def signing_in(self) -> tuple[Officer, ...]: ...
    def sign_in(self, officer: str, pin: str) -> Officer: ...


class LockView(Protocol):
    """What the presenter tells the page."""

    def show_officers(self, rows: tuple[Row, ...], chosen: str) -> None: ...
    def show_error(self, sentence: str) -> None: ...
    def show_busy(self, busy: bool) -> None: ...
    def clear_pin(self) -> None: ...


class LockPresenter:
    """Chooses by digit, arrow or first letters; lets in whoever's PIN it is."""

    def __init__(
        self,
        desk: SignInDesk,
        run: Run,
        say: Say,
        sentence: Callable[[Problem], str],
        view: LockView,
        done: Callable[[Officer], None],
    ) -> None:
        self._desk, self._run, self._say = desk, run, say
        self._sentence, self._view, self._done = sentence, view, done
        self._officers: tuple[Officer, ...] = ()
        self._chosen = ""
        self._letters = ""
        self._busy = False

    def open(self, last: str) -> None:
        """Show who may sign in; whoever was there last is chosen, or else the first."""
        self._officers = tuple(one for one in self._desk.signing_in() if one.active)
        known = [one.id for one in self._officers]
        self._chosen = last if last in known else (known[0] if known else "")
        self._letters = ""
        self._busy = False
        self._view.show_busy(False)
        self._view.clear_pin()
        self._view.show_error("")
        self.say_again()

    def say_again(self) -> None:
        """Show the officers in the present language."""
        rows = tuple(
            Row(
                one.id,
                (
                    Cell(f"Alt {number}" if number <= DIGITS else "", "text3"),
                    Cell(one.name, strong=True),
                    Cell(self._say(ROLES[one.role]), "text2"),
                ),
            )
            for number, one in enumerate(self._officers, 1)
        )
        self._view.show_officers(rows, self._chosen)

    @property
    def chosen(self) -> str:
        """The id of the chosen officer."""
        return self._chosen

    def choose(self, officer: str) -> None:
        """Choose this officer; a PIN typed for another one is gone."""
        if officer == self._chosen:
            return
        self._chosen = officer
        self._view.clear_pin()
        self._view.show_error("")
        self.say_again()

    def choose_number(self, number: int) -> bool:
        """Choose by the digit that stands before the name."""
        if not 1 <= number <= min(DIGITS, len(self._officers)):
            return False
        self._letters = ""
        self.choose(self._officers[number - 1].id)
        return True

    def step(self, steps: int) -> None:
        """Choose the next or the one before."""
        self._letters = ""
        place = next((n for n, one in enumerate(self._officers) if one.id == self._chosen), 0)
        if self._officers:
            place = min(max(place + steps, 0), len(self._officers) - 1)
            self.choose(self._officers[place].id)

    def type_letters(self, letters: str) -> None:
        """Choose by the first letters of a name, the given name before the others.

        Letters that lead nowhere begin a new word; the same letter again goes on to the next name.
        """
        folded = fold(letters).strip()
        if not folded:
            return
        longer, again = self._letters + folded, self._letters == folded
        found = self._named(longer)
        if not found:
            longer, found = folded, self._named(folded)
            if again and self._chosen in found:
                found = found[found.index(self._chosen) + 1 :] + found
        self._letters = longer
        if found:
            self.choose(found[0])

    def enter(self, pin: str) -> None:
        """Let the chosen officer in, when the PIN is theirs."""
        if self._busy or not self._chosen:
            return
        self._busy = True
        self._letters = ""
        self._view.show_busy(True)
        officer = self._chosen
        self._run(
            lambda: self._desk.sign_in(officer, pin),
            self._on_in,
            lambda error: self.refuse(self._sentence(error.problems[0])),
        )

    def refuse(self, sentence: str) -> None:
        """Say why it did not work; one may try again."""
        self._busy = False
        self._view.show_busy(False)
        self._view.clear_pin()
        self._view.show_error(sentence)

    def work_failed(self, sentence: str) -> None:
        """The machine failed; whoever waits for an answer may try again."""
        if self._busy:
            self.refuse(sentence)

    def _on_in(self, officer: Officer) -> None:
        self._busy = False
        self._view.show_busy(False)
        self._view.clear_pin()
        self._done(officer)

    def _named(self, letters: str) -> list[str]:
        names = [(str(one.id), fold(one.name).split()) for one in self._officers]
        given = [who for who, words in names if words and words[-1].startswith(letters)]
        others = [
            who
            for who, words in names
            if who not in given and any(word.startswith(letters) for word in words)
        ]
        return given + others
