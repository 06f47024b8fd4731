"""Step 1: finds the commune by a few letters, and checks what the desk is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.qt.models import Cell, Row
from desk_app.services.find_communes import Commune
from desk_app.services.first_run import FirstRun
from desk_app.ui.stage import Run, Say

SHOWN = 8


class PlacePort(Protocol):
    """Where communes are found and what was chosen is kept."""

    @property
    def state(self) -> FirstRun: ...
    def find_communes(self, words: str, limit: int) -> tuple[Commune, ...]: ...
    def commune(self) -> Commune | None: ...
    def check_desk_name(self, name: str) -> str: ...
    def remember(self, **changed: Any) -> None: ...


class PlaceView(Protocol):
    """What shows it."""

    def show_communes(self, rows: tuple[Row, ...], empty: str) -> None: ...
    def show_chosen(self, words: str) -> None: ...
    def show_errors(self, sentences: dict[str, str]) -> None: ...
    def ask_name(self) -> None: ...


class PlacePresenter:
    """Keeps the latest answer only: letters come faster than answers."""

    def __init__(
        self,
        port: PlacePort,
        run: Run,
        say: Say,
        sentence: Callable[[Problem], str],
        view: PlaceView,
    ) -> None:
        self._port, self._run, self._say, self._sentence = port, run, say, sentence
        self._view = view
        self._found: tuple[Commune, ...] = ()
        self._words = ""
        self._answered = ""
        self._take_it = False
        self.chosen: Commune | None = None

    def start(self) -> None:
        """Show what was chosen in an earlier sitting."""
        self.say_again()
        if self._port.state.unit and self.chosen is None:
            self._run(self._port.commune, self._on_known)

    def _on_known(self, commune: Commune | None) -> None:
        if self.chosen is None:
            self.chosen = commune
            self._say_chosen()

    def words_changed(self, words: str) -> None:
        """Look for these words."""
        self._words, self._take_it = words, False
        self._run(
            lambda: self._port.find_communes(words, SHOWN),
            lambda found: self._on_found(words, found),
        )

    def _on_found(self, words: str, found: tuple[Commune, ...]) -> None:
        if words != self._words:
            return
        self._answered, self._found = words, found
        self.say_again()
        if self._take_it:
            self.take_first()

    def take_first(self) -> None:
        """Take the likeliest; as soon as it is found, when the answer is still under way."""
        if not self._words.strip():
            if self.chosen is not None:
                self._view.ask_name()
            return
        if self._answered != self._words:
            self._take_it = True
        elif self._found:
            self.choose(self._found[0].code)

    def choose(self, code: str) -> None:
        """The desk belongs to this commune."""
        commune = next((one for one in self._found if one.code == code), None)
        if commune is None:
            return
        self._take_it = False
        self.chosen = commune
        self._port.remember(unit=commune.code)
        self._say_chosen()
        self._view.show_errors({})
        self._view.ask_name()

    def name_typed(self, name: str) -> None:
        """Keep the name as it is typed; it is checked when one goes on."""
        self._port.remember(desk=name)

    def leave(self, agreed: Callable[[], None]) -> None:
        """Go on when commune and name are there."""
        problems = []
        if not self._port.state.unit:
            problems.append(Problem("first_run.place_missing", "place"))
        try:
            self._port.remember(desk=self._port.check_desk_name(self._port.state.desk))
        except UserProblem as error:
            problems += error.problems
        self._view.show_errors({p.field: self._sentence(p) for p in problems})
        if not problems:
            agreed()

    def say_again(self) -> None:
        """Say what was found, or what to type."""
        say = self._say
        rows = tuple(
            Row(one.code, (Cell(_capital(one.name)), Cell(one.province, "text2"), Cell(one.code)))
            for one in self._found
        )
        empty = (
            say("Danh mục trên máy này không có xã, phường nào như vậy. Gõ ít chữ hơn.")
            if self._answered.strip()
            else say("Gõ vài chữ của tên, có dấu hay không đều được. Enter lấy dòng đầu.")
        )
        self._view.show_communes(rows, empty)
        self._say_chosen()

    def _say_chosen(self) -> None:
        chosen = self.chosen
        self._view.show_chosen(
            f"{_capital(chosen.name)} ({chosen.code}), {chosen.province}" if chosen else ""
        )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
