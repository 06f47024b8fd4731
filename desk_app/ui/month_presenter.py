"""What the month page shows: the sentence, the charts, the tables, and what the data are worth."""

from __future__ import annotations

from datetime import date
from typing import Protocol

import msgspec

from desk_app.core.clock import Millis, day_of, local
from desk_app.core.criteria import CriteriaSet
from desk_app.core.period import Month, month_of, parse_month
from desk_app.core.score import CriterionScore
from desk_app.services.month_charts import MonthCharts, month_charts
from desk_app.services.month_score import MonthFigures, MonthScore
from desk_app.ui.figures import month_text, thousands
from desk_app.ui.month.tables import MonthTables, month_tables
from desk_app.ui.month.words import chart_words
from desk_app.ui.sentence import strong
from desk_app.ui.stage import Count, Run, Say


class MonthPort(Protocol):
    """What the month page needs from the desk."""

    def now(self) -> Millis: ...
    def criteria(self) -> CriteriaSet: ...
    def month_figures(self, month: Month) -> MonthFigures: ...


class Fact(msgspec.Struct, frozen=True):
    """One fact about the data: icon, tone, words."""

    icon: str
    tone: str
    text: str


class MonthView(Protocol):
    """What the presenter asks of the page."""

    def show_month(self, title: str, model_notice: str, until: str) -> None: ...
    def show_charts(self, charts: MonthCharts) -> None: ...
    def show_tables(self, tables: MonthTables) -> None: ...
    def show_quality(self, facts: tuple[Fact, ...]) -> None: ...
    def allow_next(self, allowed: bool) -> None: ...


class MonthPresenter:
    """Goes from month to month and says what the score is made of."""

    def __init__(self, port: MonthPort, run: Run, say: Say, count: Count, view: MonthView) -> None:
        self._port, self._run, self._say, self._count = port, run, say, count
        self._view = view
        self._month: Month | None = None
        self._figures: MonthFigures | None = None
        self._charts: MonthCharts | None = None
        self._folded: frozenset[str] = frozenset()

    @property
    def figures(self) -> MonthScore | None:
        """The score that is shown now."""
        return self._figures.score if self._figures else None

    @property
    def month(self) -> Month:
        """The month that is shown, or asked for."""
        return self._month or self._present()

    def open(self) -> None:
        """Show the month that is open, or the one shown before."""
        if self._month is None:
            self._month = self._present()
        self.reload()

    def step(self, months: int) -> None:
        """Go to another month; nothing lies after the present one."""
        self._go_to(self.month.before(-months))

    def go_to(self, key: str) -> None:
        """Go to the month of a point of the line."""
        wanted = parse_month(key)
        if wanted is not None:
            self._go_to(wanted)

    def _go_to(self, wanted: Month) -> None:
        if wanted <= self._present():
            self._month = wanted
            self.reload()

    def reload(self) -> None:
        """Compute the month again; the old figures stay until the new ones are there."""
        month = self._month
        if month is not None:
            self._run(lambda: self._port.month_figures(month), self._on_read)

    def fold(self, group: str, folded: bool) -> None:
        """Fold a group of criteria, or open it."""
        key = group.removeprefix("group:")
        self._folded = self._folded | {key} if folded else self._folded - {key}
        self._show_tables()

    def say_again(self) -> None:
        """Say the same figures in the present language."""
        self._show()

    def score(self, criterion: str) -> CriterionScore | None:
        """The score of one criterion as shown now."""
        return self._figures.score.sheet.criterion(criterion) if self._figures else None

    def _present(self) -> Month:
        return month_of(day_of(self._port.now()))

    def _on_read(self, figures: MonthFigures) -> None:
        if figures.score.month == self._month:
            self._figures = figures
            self._show()

    def _show(self) -> None:
        figures = self._figures
        if figures is None:
            return
        say, month = self._say, figures.score.month
        criteria = figures.criteria or self._port.criteria()
        is_open = month == self._present()
        if is_open:
            until = say("đang mở, lũy kế đến {at}",
                        at=local(self._port.now()).strftime("%d/%m %H:%M"))  # fmt: skip
        else:
            until = say("lũy kế từ 01/01 đến {day}", day=month.last_day.strftime("%d/%m/%Y"))
        self._view.show_month(
            say("Điểm tháng {month}", month=month_text(month)),
            say("Bộ tiêu chí mẫu – chưa phải của tỉnh") if criteria.status == "model" else "",
            until,
        )
        self._view.allow_next(not is_open)
        self._charts = month_charts(
            figures, criteria, chart_words(say), is_open=is_open, emphasis=strong
        )
        self._view.show_charts(self._charts)
        self._show_tables()
        self._view.show_quality(self._quality(figures, self._charts.answers_until))

    def _show_tables(self) -> None:
        if self._figures is not None and self._charts is not None:
            self._view.show_tables(
                month_tables(self._figures, self._charts, self._say, self._count, self._folded)
            )

    def _cases(self, figures: MonthFigures) -> list[Fact]:
        """How many cases, how many nobody can say to be on time, and what the province has more."""
        facts, cases = [], figures.score.cases
        if cases is not None:
            words = self._count("{n} hồ sơ từ đầu năm", cases.total)
            facts.append(Fact("list-check", "second", words))
            if cases.no_due:
                words = self._count("{n} hồ sơ chưa rõ hạn", cases.no_due)
                facts.append(Fact("alert-triangle", "near", words))
        if figures.coverage is not None:
            ours, theirs = figures.coverage
            words = self._say("có {ours}/{theirs} hồ sơ tháng này của tỉnh",
                              ours=thousands(ours), theirs=thousands(theirs))  # fmt: skip
            whole = ours >= theirs
            icon, tone = ("circle-check", "good") if whole else ("alert-triangle", "near")
            facts.append(Fact(icon, tone, words))
        return facts

    def _quality(self, figures: MonthFigures, until: date | None) -> tuple[Fact, ...]:
        """What the data truly hold; nothing is said about what is not recorded yet."""
        count, visits = self._count, figures.score.visits
        facts = [
            Fact("user-plus", "second", count("{n} lượt từ đầu năm", visits.total)),
        ]
        if figures.late:
            words = count("{n} lượt ghi muộn có lý do", figures.late)
            facts.append(Fact("alert-triangle", "near", words))
        elif visits.total:
            facts.append(Fact("circle-check", "good", self._say("không có lượt ghi muộn")))
        silent = visits.with_service - visits.offered
        if silent > 0:
            words = count("{n} lượt không mời đánh giá", silent)
            facts.append(Fact("alert-triangle", "near", words))
        elif visits.with_service:
            words = self._say("lượt làm thủ tục nào cũng được mời đánh giá")
            facts.append(Fact("circle-check", "good", words))
        facts += self._cases(figures)
        if figures.conflicts:
            words = count("{n} lượt có hai quầy ghi khác nhau", figures.conflicts)
            facts.append(Fact("arrows-split-2", "held", words))
        if until is not None:
            day = until.strftime("%d/%m")
            words = self._say("đánh giá công bố đến {day}", day=day)
            facts.append(Fact("calendar", "second", words))
        latest = figures.score.latest
        if latest is not None:
            at = local(latest).strftime("%H:%M %d/%m")
            facts.append(Fact("clock", "second", self._say("mới nhất {at}", at=at)))
        return tuple(facts)
