"""What the self-assessment page decides: data beside claim, and whether a claim may be written."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

import msgspec

from desk_app.core.assessment import check_claim, read_points
from desk_app.core.clock import Millis, day_of
from desk_app.core.criteria import CriteriaSet
from desk_app.core.errors import UserProblem
from desk_app.core.period import Month, month_of
from desk_app.core.problems import Problem
from desk_app.core.score import CriterionScore
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Row
from desk_app.services.month_score import MonthScore
from desk_app.ui.figures import points, short_points
from desk_app.ui.stage import Run, Say
from desk_app.ui.working_words import working_lines

STATES = {
    "match": ("circle-check", "good", mark("khớp")),
    "claimed": ("circle-half-2", "near", mark("tự nhận")),
    "no_evidence": ("circle-dashed", "late", mark("chưa có minh chứng")),
    "below": ("circle-half-2", "near", mark("tự chấm thấp hơn")),
    "open": ("", "text2", mark("chưa khai")),
}


class AssessmentPort(Protocol):
    """What the self-assessment page needs from the desk."""

    def now(self) -> Millis: ...
    def criteria(self) -> CriteriaSet: ...
    def month(self, month: Month) -> MonthScore: ...
    def claim(self, year: int, criterion: str, points: Decimal | None, reason: str) -> None: ...


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """The right half: one criterion with what the data say and what is declared."""

    key: str
    title: str
    standard: str
    data: str
    data_words: str
    claim: str
    claimed: bool
    reason: str
    step: str
    lines: tuple[str, ...]


class AssessmentView(Protocol):
    """What the presenter asks of the page."""

    def show_year(self, title: str, model_notice: str) -> None: ...
    def show_rows(self, rows: tuple[Row, ...]) -> None: ...
    def show_foot(self, words: str, legend: tuple[Cell, ...]) -> None: ...
    def show_opened(self, opened: Opened | None) -> None: ...
    def show_problems(self, sentences: dict[str, str]) -> None: ...
    def show_saved(self, text: str) -> None: ...


class AssessmentPresenter:
    """Shows the year's criteria and writes what the commune declares."""

    def __init__(
        self, port: AssessmentPort, run: Run, say: Say, sentence: object, view: AssessmentView
    ) -> None:
        self._port, self._run, self._say, self._view = port, run, say, view
        self._sentence = sentence
        self._score: MonthScore | None = None
        self._folded: frozenset[str] = frozenset()
        self._chosen = ""

    @property
    def figures(self) -> MonthScore | None:
        """What is shown now."""
        return self._score

    def reload(self) -> None:
        """Compute the year again; the old figures stay until the new ones are there."""
        month = month_of(day_of(self._port.now()))
        self._run(lambda: self._port.month(month), self._on_read)

    def fold(self, group: str, folded: bool) -> None:
        """Fold a group of criteria, or open it."""
        key = group.removeprefix("group:")
        self._folded = self._folded | {key} if folded else self._folded - {key}
        self._show_rows()

    def choose(self, key: str) -> None:
        """Open one criterion on the right."""
        if key.startswith("group:") or key == self._chosen:
            return
        self._chosen = key
        self._show_opened()

    def say_again(self) -> None:
        """Say the same figures in the present language."""
        if self._score is not None:
            self._show()

    def save(self, typed: str, reason: str) -> None:
        """Declare the typed points for the opened criterion; problems appear beside the fields."""
        if self._score is None or not self._chosen:
            return
        year, criterion = self._score.month.year, self._chosen
        value = read_points(typed)
        if isinstance(value, Problem):
            self._refuse(UserProblem(value))
            return
        problem = check_claim(self._port.criteria(), criterion, value)
        if problem is not None:
            self._refuse(UserProblem(problem))
            return
        self._write(year, criterion, value, reason)

    def take_back(self, reason: str) -> None:
        """Take the declaration back: only what the data prove counts again."""
        if self._score is not None and self._chosen:
            self._write(self._score.month.year, self._chosen, None, reason)

    def _write(self, year: int, criterion: str, value: Decimal | None, reason: str) -> None:
        self._run(
            lambda: self._port.claim(year, criterion, value, reason),
            lambda _: self._on_written(criterion, value),
            self._refuse,
        )

    def _on_written(self, criterion: str, value: Decimal | None) -> None:
        self._view.show_problems({})
        if value is None:
            text = self._say("Đã rút điểm tự chấm của tiêu chí {criterion}.", criterion=criterion)
        else:
            text = self._say(
                "Đã ghi {points} điểm tự chấm cho tiêu chí {criterion}.",
                points=points(value),
                criterion=criterion,
            )
        self._view.show_saved(text)
        self.reload()

    def _refuse(self, error: UserProblem) -> None:
        self._view.show_problems({p.field: self._words(p) for p in error.problems})

    def _words(self, problem: Problem) -> str:
        return str(self._sentence(problem)) if callable(self._sentence) else problem.code

    def _on_read(self, score: MonthScore) -> None:
        self._score = score
        self._show()

    def _show(self) -> None:
        score = self._score
        if score is None:
            return
        say, total = self._say, score.sheet.total
        self._view.show_year(
            say("Tự chấm năm {year}", year=str(score.month.year)),
            say("Bộ tiêu chí mẫu – chưa phải của tỉnh")
            if self._port.criteria().status == "model"
            else "",
        )
        self._show_rows()
        words = say("Tự chấm {points}/{max}", points=points(total.points),
                    max=short_points(total.max))  # fmt: skip
        legend = tuple(
            Cell(say(text, points=points(value)), mark=name)
            for name, text, value in (
                ("proven", mark("chứng minh được {points}"), total.proven),
                ("claimed", mark("tự nhận {points}"), total.claimed),
                ("unproven", mark("chưa có {points}"), total.unproven),
            )
        )
        self._view.show_foot(words, legend)
        self._show_opened()

    def _show_rows(self) -> None:
        if self._score is None:
            return
        rows: list[Row] = []
        for group in self._score.sheet.groups:
            folded = group.id in self._folded
            data = sum((data_points(c) for c in group.criteria), Decimal(0))
            cells = (
                Cell(group.id, strong=True, icon="chevron-right" if folded else "chevron-down"),
                Cell(group.title, strong=True),
                Cell(short_points(group.parts.max), "text2"),
                Cell(points(data), strong=True),
                Cell(points(group.parts.points), strong=True),
                Cell(),
            )
            rows.append(Row(f"group:{group.id}", cells, group=True, folded=folded))
            if not folded:
                rows += [self._row(criterion) for criterion in group.criteria]
        if not self._chosen and rows:
            first = next((row.key for row in rows if not row.group), "")
            self._chosen = first
        self._view.show_rows(tuple(rows))

    def _row(self, criterion: CriterionScore) -> Row:
        icon, tone, words = STATES[state_of(criterion)]
        found = criterion.working.found == "computed"
        claim = criterion.claim
        cells = (
            Cell(criterion.id),
            Cell(criterion.title),
            Cell(short_points(criterion.parts.max), "text2"),
            Cell(points(data_points(criterion)) if found else "–", "text" if found else "text2"),
            Cell(points(criterion.parts.points) if claim or found else "–", strong=bool(claim)),
            Cell(self._say(words), tone, icon),
        )
        return Row(criterion.id, cells)

    def _show_opened(self) -> None:
        score = self._score.sheet.criterion(self._chosen) if self._score else None
        criterion = self._port.criteria().criterion(self._chosen)
        if score is None or criterion is None:
            self._view.show_opened(None)
            return
        say = self._say
        found = score.working.found == "computed"
        step = short_points(self._port.criteria().finest_step)
        claim = score.claim
        self._view.show_opened(
            Opened(
                key=score.id,
                title=f"{score.id} {score.title}",
                standard=say("chuẩn {points}", points=points(criterion.max)),
                data=points(data_points(score)) if found else "–",
                data_words="" if found else say("chưa có số liệu"),
                claim=points(claim.points) if claim else "",
                claimed=claim is not None,
                reason=claim.reason if claim else "",
                step=say("bước {step}", step=step),
                lines=working_lines(say, criterion, score),
            )
        )


def data_points(criterion: CriterionScore) -> Decimal:
    """What the data alone give, before any declaration, rounded as the sheet rounds."""
    if criterion.working.found != "computed":
        return Decimal(0)
    if criterion.claim is None:
        return criterion.parts.proven
    return max(criterion.parts.proven, _rounded(criterion))


def _rounded(criterion: CriterionScore) -> Decimal:
    step = Decimal("0.01")
    return (criterion.working.exact // step) * step


def state_of(criterion: CriterionScore) -> str:
    """The row's state: match, claimed, no evidence, below the data, or open."""
    if criterion.status == "claimed":
        return "claimed"
    if criterion.status == "no_evidence":
        return "no_evidence"
    if criterion.claim is not None and criterion.parts.proven < data_points(criterion):
        return "below"
    if criterion.status in ("computed", "judged"):
        return "match"
    return "open"
