"""What the page "Hồ sơ" shows: one of six lists with their counts, and the case that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

import msgspec

from desk_app.core.case_lists import LISTS, CaseEntry, ListCounts, ListName
from desk_app.core.case_view import CaseView
from desk_app.core.clock import Millis
from desk_app.core.due_steps import Due
from desk_app.core.due_words import DueLine
from desk_app.core.masking import is_sensitive, masked
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.text import fold, name_sort_key
from desk_app.core.work_calendar import WorkCalendar
from desk_app.qt.models import Cell, Row
from desk_app.services.case_file import CaseFile
from desk_app.services.case_lists import WorkList
from desk_app.ui.cases.case_details import CaseDetail, CaseDetails
from desk_app.ui.cases.case_words import CaseWords, Timed, short_number
from desk_app.ui.cases.list_words import Foot, ListWords
from desk_app.ui.stage import Count, Run, Say


class _Matter(msgspec.Struct, frozen=True):
    """The words of a procedure in a row."""

    name: str
    whole: str
    covers: bool
    why_covered: str


class CasesPort(Protocol):
    """What the page needs from the desk; `work_list`, `opened` are for a worker thread."""

    def now(self) -> Millis: ...
    def work_list(self, name: ListName, words: str) -> WorkList: ...
    def opened(self, case_id: str) -> CaseFile | None: ...
    def in_lists(self, case_id: str) -> tuple[ListName, ...]: ...
    def procedure(self, code: str) -> Procedure | None: ...
    def officer(self, officer_id: str) -> str: ...
    def calendar(self) -> WorkCalendar: ...
    def own_prefix(self) -> str: ...
    def desk_of(self, subject: str) -> str: ...
    def why_not_advance(self) -> Problem | None: ...


class CasesView(Protocol):
    """What the presenter asks of the page."""

    def show_lists(self, chosen: ListName, counts: ListCounts) -> None: ...
    def show_rows(self, rows: tuple[Row, ...], empty: str, choose: str) -> None: ...
    def show_foot(self, facts: Foot, forecast: str) -> None: ...
    def show_detail(self, detail: CaseDetail | None) -> None: ...
    def show_sort(self, column: int, *, descending: bool) -> None: ...


class CasesPresenter:
    """Keeps the rows of the list in hand and the case opened beside it."""

    def __init__(
        self,
        port: CasesPort,
        run: Run,
        say: Say,
        count: Count,
        sentence: Callable[[Problem], str],
        lines: Callable[[Due, date], tuple[DueLine, ...]],
        view: CasesView,
    ) -> None:
        self._port, self._run, self._say, self._count = port, run, say, count
        self._view = view
        self._list_words = ListWords(say, count)
        self.words = CaseWords(port.procedure, port.calendar, say, count)
        self._details = CaseDetails(
            self.words,
            port.procedure,
            port.officer,
            port.desk_of,
            lines,
            port.why_not_advance,
            sentence,
            say,
            count,
        )
        self._name: ListName = "today"
        self._filter = ""
        self._list: WorkList | None = None
        self._sort: tuple[int, bool] = (-1, False)
        self._key = ""
        self._opened: CaseFile | None = None
        self._named = ""
        self._whole = False
        self._asked = self._asked_case = 0
        self._want = ""
        self._another = True
        """Whether another list, or another filter, is asked for than the one that is shown."""

    # ---- which list -------------------------------------------------------------------------

    @property
    def list_name(self) -> ListName:
        """The list that is shown."""
        return self._name

    @property
    def case(self) -> CaseView | None:
        """The case that keys and buttons mean; None while it is being read."""
        if self._opened is None or self._opened.case.id != self._key:
            return None
        return self._opened.case

    @property
    def stays(self) -> bool:
        """Whether the case beside the list was opened from elsewhere and no row of it is."""
        return bool(self._want)

    def show_list(self, name: ListName) -> None:
        """Show this list, due moments first; the case chosen stays if it stands there too."""
        self._want = ""
        if name != self._name:
            self._name, self._sort = name, (-1, False)
            self._view.show_sort(-1, descending=False)
            self._list, self._another = None, True
        self.reload()

    def show_number(self, digit: int) -> None:
        """Show the list with this number, from 1."""
        if 1 <= digit <= len(LISTS):
            self.show_list(LISTS[digit - 1])

    def filter(self, words: str) -> None:
        """Keep only cases with these words."""
        if fold(words) != fold(self._filter):
            self._want = ""
            self._filter, self._another = words, True
            self.reload()

    def sort(self, column: int) -> None:
        """Order by this column; once more turns it round, a third time is by due moment again."""
        now, descending = self._sort
        if column != now:
            self._sort = (column, False)
        elif not descending:
            self._sort = (column, True)
        else:
            self._sort = (-1, False)
        self._view.show_sort(self._sort[0], descending=self._sort[1])
        self._show()

    def reload(self) -> None:
        """Read the list again; the old rows stay until the new ones are there."""
        self._asked += 1
        asked, name, words = self._asked, self._name, self._filter

        def home(found: WorkList) -> None:
            if asked == self._asked:
                self._list = found
                self._show()

        self._run(lambda: self._port.work_list(name, words), home)

    def on_changed(self, cases: Iterable[str]) -> None:
        """These cases changed: the list is read once, the open case only if it is among them."""
        changed = frozenset(cases)
        self.reload()
        if self._key in changed:
            self._read_case()

    def forget(self) -> None:
        """Show nothing: whoever acts now may not see whose cases these are."""
        self._asked, self._asked_case = self._asked + 1, self._asked_case + 1
        self._list, self._key, self._opened = None, "", None
        self._view.show_lists(self._name, ListCounts())
        self._view.show_rows((), "", "")
        self._view.show_foot((), "")
        self._view.show_detail(None)

    def say_again(self) -> None:
        """Say the same in the present language."""
        self._show()
        self._show_detail()

    def tick(self) -> None:
        """Time passed: what was due may be overdue."""
        self.reload()
        self._show_detail()

    # ---- which case -------------------------------------------------------------------------

    def choose(self, case_id: str) -> None:
        """Open the case of this row beside the list."""
        if case_id == self._key:
            return
        self._want = ""
        self._key, self._opened = case_id, None
        self._named, self._whole = "", False
        self._read_case()

    def show_case(self, case_id: str) -> None:
        """Open a case from elsewhere, with the list it stands in where it stands in one."""
        self._filter = ""

        def home(names: tuple[ListName, ...]) -> None:
            if self._want != case_id:
                return
            if names and self._name not in names:
                self._name, self._list = names[0], None
            self.reload()

        self.choose(case_id)
        self._named = self._want = case_id
        self._run(lambda: self._port.in_lists(case_id), home)

    def reveal(self) -> None:
        """Enter: the name that the matter covers in lists is shown for this case."""
        self._named = self._key
        self._show_detail()

    def toggle_whole(self) -> None:
        """Every line of the reckoning, or the first and the last of them."""
        self._whole = not self._whole
        self._show_detail()

    def read_case_again(self) -> None:
        """Something about the open case changed that is no step, such as its evidence."""
        if self._key:
            self._read_case()

    def _read_case(self) -> None:
        self._asked_case += 1
        asked, key = self._asked_case, self._key

        def home(found: CaseFile | None) -> None:
            if asked == self._asked_case:
                self._opened = found
                self._show_detail()

        self._run(lambda: self._port.opened(key), home)

    def _show_detail(self) -> None:
        if self._opened is None or not self._key:
            self._view.show_detail(None)
            return
        named = self._named == self._key
        detail = self._details.detail(
            self._opened, self._port.now(), named=named, whole=self._whole
        )
        self._view.show_detail(detail)

    @property
    def whole(self) -> bool:
        """Whether every line of the reckoning is asked for."""
        return self._whole

    # ---- rows -------------------------------------------------------------------------------

    def entries(self, keys: Iterable[str]) -> tuple[CaseEntry, ...]:
        """The rows with these keys that are shown."""
        known = {entry.id: entry for entry in self._list.entries} if self._list else {}
        return tuple(known[key] for key in keys if key in known)

    def _show(self) -> None:
        shown = self._list
        if shown is None:
            return
        self._view.show_lists(self._name, shown.counts)
        ordered = self._ordered(shown.entries)
        now = self._port.now()
        own, matters = self._port.own_prefix(), dict[str, _Matter]()
        rows = tuple(Row(entry.id, self._cells(entry, now, own, matters)) for entry in ordered)
        want = self._want if any(entry.id == self._want for entry in ordered) else ""
        if want:
            self._want = ""
        self._view.show_rows(rows, self._list_words.empty(self._name, self._filter), want)
        self._view.show_foot(
            self._list_words.foot(shown, self._filter), self._list_words.forecast(shown.lateness)
        )
        # A case whose own step emptied the list stays open; it is not in another list's way.
        another, self._another = self._another, False
        if another and not rows and not self._want and self._named != self._key:
            self._key, self._opened = "", None
            self._view.show_detail(None)

    def _ordered(self, entries: tuple[CaseEntry, ...]) -> list[CaseEntry]:
        column, descending = self._sort
        keys: dict[int, Callable[[CaseEntry], str]] = {
            0: lambda entry: short_number(entry.number),
            1: lambda entry: name_sort_key(entry.whose),
            2: lambda entry: fold(self.words.matter(entry.procedure)),
        }
        if column == len(keys) and descending:
            return list(reversed(entries))
        if column not in keys:
            return list(entries)
        return sorted(entries, key=keys[column], reverse=descending)

    def _cells(
        self, entry: CaseEntry, now: Millis, own: str, matters: dict[str, _Matter]
    ) -> tuple[Cell, ...]:
        matter = matters.get(entry.procedure)
        if matter is None:
            matter = matters[entry.procedure] = self._matter(entry.procedure)
        number, _dash, counter = entry.number.rpartition("-")
        desk = self._port.desk_of(entry.id)
        name = entry.whose
        timed = Timed(entry.status, entry.due, entry.held, entry.finished)
        return (
            Cell(
                counter if number == own else entry.number,
                "text2",
                tip=" · ".join(part for part in (entry.number, desk) if part),
            ),
            Cell(masked(name) if matter.covers else name, tip=matter.why_covered),
            Cell(matter.name, tip=matter.whole, aside=desk),
            self.words.due(timed, now),
        )

    def _matter(self, code: str) -> _Matter:
        """What the rows of one procedure share; a list has hundreds of few procedures."""
        found = self._port.procedure(code)
        covers = found is not None and is_sensitive(found.field)
        return _Matter(
            self.words.matter(code),
            "" if found is None else found.name,
            covers,
            self._say("Tên được che vì việc này. Enter để xem tên.") if covers else "",
        )
