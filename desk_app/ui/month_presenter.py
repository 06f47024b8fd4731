"""What the month page shows: the sentence, the bar, where points stand, and what was answered."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

import msgspec

from desk_app.core.charts import AnswerBar, BulletBar
from desk_app.core.clock import Millis, day_of, local
from desk_app.core.criteria import CriteriaSet
from desk_app.core.period import Month, month_of
from desk_app.core.score import CriterionScore, ScoreSheet
from desk_app.core.statistics import FEWEST_FOR_A_SHARE
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Row
from desk_app.services.month_score import MonthScore
from desk_app.ui.figures import month_text, percent, percent_of, points, short_points, thousands
from desk_app.ui.sentence import strong
from desk_app.ui.stage import Count, Run, Say

STATES = {
    "computed": ("proven", "good", mark("theo dữ liệu")),
    "judged": ("proven", "good", mark("đã xét minh chứng")),
    "claimed": ("claimed", "near", mark("tự nhận")),
    "no_evidence": ("unproven", "near", mark("chưa có minh chứng")),
    "not_declared": ("lost", "text2", mark("chưa khai")),
    "no_metric": ("lost", "text2", mark("chưa có dữ liệu")),
}
LEVELS = (
    mark("Rất không hài lòng"),
    mark("Không hài lòng"),
    mark("Bình thường"),
    mark("Hài lòng"),
    mark("Rất hài lòng"),
)


class MonthPort(Protocol):
    """What the month page needs from the desk."""

    def now(self) -> Millis: ...
    def criteria(self) -> CriteriaSet: ...
    def month(self, month: Month) -> MonthScore: ...


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """The satisfaction part: its title, its bar, a line a level, and lines of explanation."""

    title: str
    bar: AnswerBar
    levels: tuple[tuple[int, str], ...]
    lines: tuple[str, ...]


class MonthView(Protocol):
    """What the presenter asks of the page."""

    def show_month(self, title: str, model_notice: str, open_words: str) -> None: ...
    def show_score(self, sentence: str, bar: BulletBar, legend: tuple[Cell, ...]) -> None: ...
    def show_criteria(self, rows: tuple[Row, ...], foot: str) -> None: ...
    def show_answers(self, answers: Answers) -> None: ...
    def allow_next(self, allowed: bool) -> None: ...


class MonthPresenter:
    """Goes from month to month and says what the score is made of."""

    def __init__(self, port: MonthPort, run: Run, say: Say, count: Count, view: MonthView) -> None:
        self._port, self._run, self._say, self._count = port, run, say, count
        self._view = view
        self._month: Month | None = None
        self._figures: MonthScore | None = None
        self._folded: frozenset[str] = frozenset()

    @property
    def figures(self) -> MonthScore | None:
        """What is shown now."""
        return self._figures

    def open(self) -> None:
        """Show the month that is open, or the one shown before."""
        if self._month is None:
            self._month = self._present()
        self.reload()

    def step(self, months: int) -> None:
        """Go to another month; nothing lies after the present one."""
        base = self._month or self._present()
        wanted = base.before(-months)
        if wanted <= self._present():
            self._month = wanted
            self.reload()

    def reload(self) -> None:
        """Compute the month again; the old figures stay until the new ones are there."""
        month = self._month
        if month is not None:
            self._run(lambda: self._port.month(month), self._on_read)

    def fold(self, group: str, folded: bool) -> None:
        """Fold a group of criteria, or open it."""
        key = group.removeprefix("group:")
        self._folded = self._folded | {key} if folded else self._folded - {key}
        self._show_criteria()

    def say_again(self) -> None:
        """Say the same figures in the present language."""
        if self._figures is not None:
            self._show()

    def score(self, criterion: str) -> CriterionScore | None:
        """The score of one criterion as shown now."""
        return self._figures.sheet.criterion(criterion) if self._figures else None

    def _present(self) -> Month:
        return month_of(day_of(self._port.now()))

    def _on_read(self, figures: MonthScore) -> None:
        if figures.month == self._month:
            self._figures = figures
            self._show()

    def _show(self) -> None:
        figures = self._figures
        if figures is None:
            return
        say = self._say
        is_open = figures.month == self._present()
        until = ""
        if is_open:
            until = say("đang mở, tính đến {at}",
                        at=local(self._port.now()).strftime("%d/%m %H:%M"))  # fmt: skip
        self._view.show_month(
            say("Điểm tháng {month}", month=month_text(figures.month)),
            say("Bộ tiêu chí mẫu – chưa phải của tỉnh")
            if self._port.criteria().status == "model"
            else "",
            until,
        )
        self._view.allow_next(not is_open)
        self._show_score(figures)
        self._show_criteria()
        self._view.show_answers(self._answers(figures))

    def _show_score(self, figures: MonthScore) -> None:
        say, total = self._say, figures.sheet.total
        pass_min = self._port.criteria().pass_min
        declared = total.proven + total.claimed
        sentence = say("{proven} điểm chứng minh được.", proven=strong(points(total.proven)))
        if pass_min is None:
            sentence += " " + say("Cộng phần tự nhận là {declared}.",
                                  declared=strong(points(declared)))  # fmt: skip
        elif declared >= pass_min:
            sentence += " " + say(
                "Cộng phần tự nhận là {declared}, đủ mốc {pass_min}.",
                declared=strong(points(declared)),
                pass_min=short_points(pass_min),
            )
        else:
            sentence += " " + say(
                "Cộng phần tự nhận là {declared}, còn thiếu {missing} tới mốc {pass_min}.",
                declared=strong(points(declared)),
                missing=strong(points(pass_min - declared)),
                pass_min=short_points(pass_min),
            )
        stars = tuple(
            (star.stars, star.min) for star in self._port.criteria().stars if star.stars is not None
        )
        bar = BulletBar(
            proven=total.proven,
            claimed=total.claimed,
            unproven=total.unproven,
            most=total.max,
            threshold=pass_min,
            threshold_words=say("mốc {pass_min}", pass_min=short_points(pass_min or Decimal(0))),
            proven_words=points(total.proven),
            stars=stars,
            sentence=sentence.replace("\x02", "").replace("\x03", ""),
        )
        self._view.show_score(sentence, bar, self.legend(figures.sheet))

    def legend(self, sheet: ScoreSheet) -> tuple[Cell, ...]:
        """The four parts of the maximum, each with its mark and its points."""
        total = sheet.total
        return tuple(
            Cell(self._say(words, points=points(value)), mark=name)
            for name, words, value in (
                ("proven", mark("chứng minh được {points}"), total.proven),
                ("claimed", mark("tự nhận {points}"), total.claimed),
                ("unproven", mark("chưa có minh chứng {points}"), total.unproven),
                ("lost", mark("mất {points}"), total.lost),
            )
        )

    def _show_criteria(self) -> None:
        if self._figures is None:
            return
        rows: list[Row] = []
        for group in self._figures.sheet.groups:
            folded = group.id in self._folded
            cells = (
                Cell(group.id, strong=True, icon="chevron-right" if folded else "chevron-down"),
                Cell(group.title, strong=True),
                Cell(points(group.parts.points), strong=True),
                Cell(short_points(group.parts.max), "text2"),
                Cell(points(-group.parts.lost) if group.parts.lost else "", "late"),
                Cell(),
            )
            rows.append(Row(f"group:{group.id}", cells, group=True, folded=folded))
            if not folded:
                rows += [self._row(criterion) for criterion in group.criteria]
        number = sum(1 for _ in self._figures.sheet.criteria())
        total = self._figures.sheet.total
        foot = self._count("{n} tiêu chí, cộng {points}/{max} điểm", number,
                           points=points(total.points), max=short_points(total.max))  # fmt: skip
        self._view.show_criteria(tuple(rows), foot)

    def _row(self, criterion: CriterionScore) -> Row:
        name, tone, words = STATES[criterion.status]
        if criterion.excluded:
            name, tone, words = "", "text2", mark("không phát sinh")
        parts = criterion.parts
        cells = (
            Cell(criterion.id),
            Cell(criterion.title),
            Cell(points(parts.points)),
            Cell(short_points(parts.max), "text2"),
            Cell(points(-parts.lost) if parts.lost else "", "late"),
            Cell(self._say(words), tone, mark=name),
        )
        return Row(criterion.id, cells)

    def _answers(self, figures: MonthScore) -> Answers:
        say, ratings, visits = self._say, figures.ratings, figures.visits
        levels = (
            ratings.very_dissatisfied,
            ratings.dissatisfied,
            ratings.neutral,
            ratings.satisfied,
            ratings.very_satisfied,
        )
        answered, happy = ratings.answered, ratings.satisfied + ratings.very_satisfied
        asked = max(visits.with_service, answered)
        silent = asked - answered
        found = figures.satisfaction
        lines: list[str] = []
        if found is None:
            title = say("Hài lòng tại quầy: chưa đủ {fewest} phiếu", fewest=FEWEST_FOR_A_SHARE)
            lines.append(
                say("trả lời {answered}/{asked} lượt", answered=thousands(answered),
                    asked=thousands(asked))
            )  # fmt: skip
        else:
            title = say(
                "Hài lòng tại quầy: {happy}/{answered} = {share}",
                happy=thousands(happy), answered=thousands(answered),
                share=percent_of(happy, answered),
            )  # fmt: skip
            lines.append(
                say(
                    "trả lời {answered}/{asked} lượt = {rate} · Wilson 95%: {low}–{high}",
                    answered=thousands(answered), asked=thousands(asked),
                    rate=percent_of(answered, asked), low=percent(found.interval.low),
                    high=percent(found.interval.high),
                )
            )  # fmt: skip
            lines.append(
                say("xấu nhất, nếu người im lặng đều không hài lòng: {worst}",
                    worst=percent_of(happy, asked))
            )  # fmt: skip
        if visits.not_offered:
            lines.append(
                self._count("{n} lượt không được mời đánh giá, tính là im lặng", visits.not_offered)
            )
        lines.append(say("Câu trả lời chỉ hiện theo từng đợt ngày có ít nhất 5 phiếu mới."))
        bar = AnswerBar(levels=levels, level_words=tuple(map(thousands, levels)), silent=silent,
                        silent_words=say("không trả lời {n}", n=thousands(silent)),
                        sentence=f"{title}. {lines[0]}")  # fmt: skip
        words = tuple((n, f"{say(w)} {thousands(n)}") for n, w in zip(levels, LEVELS, strict=True))
        return Answers(title=title, bar=bar, levels=words, lines=tuple(lines))
