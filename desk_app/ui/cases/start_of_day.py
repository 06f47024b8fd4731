"""What the day begins with, above the lists: a line of numbers with a key each, once a day."""

from __future__ import annotations

from datetime import date
from typing import Protocol

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.core.case_lists import LISTS, ListName
from desk_app.core.clock import Millis, day_of, local
from desk_app.qt.language import mark
from desk_app.services.case_lists import StartOfDay
from desk_app.ui.cases.case_words import CaseWords
from desk_app.ui.cases.detail_sheet import LowButton
from desk_app.ui.cases.list_words import forecast_words
from desk_app.ui.flow import Flow
from desk_app.ui.parts import Sheet, column, label, line
from desk_app.ui.stage import Count, Run, Say, Stage

APOLOGY_KEY, CATALOGUE_KEY = 7, 8


class Fact(msgspec.Struct, frozen=True):
    """One number of the day: what it says, its key, what it opens ("" for nothing)."""

    words: str
    key: int = 0
    opens: str = ""
    tone: str = ""


class StartPort(Protocol):
    """What the start of a day needs; `start_of_day` is for a worker thread."""

    def now(self) -> Millis: ...
    def start_of_day(self) -> StartOfDay: ...


class StartView(Protocol):
    """Where the numbers are shown."""

    def show_facts(self, title: str, facts: tuple[Fact, ...], notes: tuple[str, ...]) -> None: ...
    def hide_facts(self) -> None: ...


class StartPresenter:
    """Shows the numbers at the first opening of a day, until they are put away."""

    def __init__(
        self, port: StartPort, run: Run, say: Say, count: Count, words: CaseWords, view: StartView
    ) -> None:
        self._port, self._run, self._say, self._count = port, run, say, count
        self._words, self._view = words, view
        self._day: date | None = None
        self._away = False
        self._found: StartOfDay | None = None

    def look(self) -> None:
        """The page was opened, or something changed: read the numbers while they are shown."""
        today = day_of(self._port.now())
        if self._day != today:
            self._day, self._away, self._found = today, False, None
        if not self._away:
            self._run(self._port.start_of_day, self._on_read)

    def put_away(self) -> None:
        """Enough of it for today."""
        self._away = True
        self._view.hide_facts()

    def forget(self) -> None:
        """Another officer: their day begins anew."""
        self._day, self._found, self._away = None, None, False
        self._view.hide_facts()

    def say_again(self) -> None:
        """Say the same in the present language."""
        if self._found is not None and not self._away:
            self._show(self._found)

    def first_to_apologise(self) -> str:
        """The case whose moment passes first, of those an apology is to be offered for."""
        found = self._found.apologies if self._found is not None else ()
        return found[0].id if found else ""

    def _on_read(self, found: StartOfDay) -> None:
        self._found = found
        if not self._away:
            self._show(found)

    def _show(self, found: StartOfDay) -> None:
        counts, number = found.counts, {name: n for n, name in enumerate(LISTS, start=1)}

        def fact(words: str, name: ListName, tone: str) -> Fact:
            return Fact(words, number[name], name, tone)

        facts = [
            fact(self._count("{n} đến hạn hôm nay", counts.today), "today", "near"),
            fact(self._count("{n} quá hạn", counts.overdue), "overdue", "late"),
            fact(self._count("{n} chờ bổ sung", counts.waiting), "waiting", "held"),
            fact(self._count("{n} có kết quả chưa nhận", counts.ready), "ready", "good"),
        ]
        shown = [one for one in facts if counts.of(one.opens)]  # type: ignore[arg-type]
        if found.apologies:
            last = found.apologies[0].due
            words = self._count(
                "{n} sắp quá hạn: gửi xin lỗi trước {time}",
                len(found.apologies),
                time="" if last is None else local(last).strftime("%H:%M %d/%m"),
            )
            shown.append(Fact(words, APOLOGY_KEY, "apology", "near"))
        if found.changes:
            words = self._count("{n} thủ tục đổi trong tuần", found.changes)
            shown.append(Fact(words, CATALOGUE_KEY, "catalogue"))
        day = local(self._port.now()).strftime("%d/%m")
        title = self._say("Đầu ngày {day}", day=day)
        if not shown:
            self.put_away()  # a day that begins with nothing needs no line to say so
            return
        notes = tuple(
            forecast_words(
                one,
                self._say,
                self._count,
                self._words.matter(one.procedure) if one.procedure else "",
            )
            for one in found.lateness[:2]
        )
        self._view.show_facts(title, tuple(shown), notes)


class StartPanel(Sheet):
    """One calm sheet of a line or two; Esc or its cross puts it away for the day."""

    opened = Signal(str)
    put_away = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.title = label(level="section")
        self.facts = Flow(4)
        self._notes = column(gap=2)
        self.close_button = LowButton(stage.look, "quiet", "Esc")
        stage.bind(self.close_button, self.close_button.setText, mark("Cất"))
        self.close_button.clicked.connect(self.put_away)
        row = line(gap=8)
        row.setContentsMargins(12, 4, 8, 4)
        row.addWidget(self.title)
        row.addWidget(self.facts, 1)
        row.addWidget(self.close_button)
        self.inside.addLayout(row)
        self._lines: list[QWidget] = []
        self._notes.setContentsMargins(12, 0, 12, 0)
        self.inside.addLayout(self._notes)
        self.hide()

    def show_facts(self, title: str, facts: tuple[Fact, ...], notes: tuple[str, ...]) -> None:
        """Show the numbers of the day."""
        self.title.setText(title)
        self.facts.clear()
        for fact in facts:
            button = LowButton(self._stage.look, "quiet", str(fact.key))
            button.setText(fact.words)
            button.clicked.connect(lambda _checked=False, opens=fact.opens: self.opened.emit(opens))
            self.facts.add(button)
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._lines = []
        for words in notes:
            note = label(words, "second", wrap=True)
            note.setProperty("tone", "near")
            note.setContentsMargins(0, 0, 0, 4)
            self._notes.addWidget(note)
            self._lines.append(note)
        self.show()

    def hide_facts(self) -> None:
        """Show nothing."""
        self.hide()
