"""The four charts of a month from its figures, in words that are given: for screen and paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import msgspec

from desk_app.core.charts.answers import Answers
from desk_app.core.charts.bullet import BulletBar, BulletPart
from desk_app.core.charts.dots import DayDots, DotRow
from desk_app.core.charts.lost import LostPoints, LostRow
from desk_app.core.charts.months import MonthLine, MonthValue
from desk_app.core.charts.shapes import Texture
from desk_app.core.charts.words import ChartWords
from desk_app.core.criteria import CriteriaSet
from desk_app.core.decimals import ZERO
from desk_app.core.score import CriterionScore
from desk_app.core.vietnamese import points_text
from desk_app.services.assessment_form import mark_out_of
from desk_app.services.month_answers import AnswerWords, counted
from desk_app.services.month_cases import ProcedureDays
from desk_app.services.month_score import MonthFigures, MonthPoint

OTHERS = "others"
Emphasis = Callable[[str], str]


class MonthCharts(msgspec.Struct, frozen=True, kw_only=True):
    """The charts with their titles; answers is None under ten of them, days without any case.

    headline: the page's first sentence; month_alone: what the month's own rows give, or nothing;
    answers_until: the last day whose answers are told.
    """

    headline: str
    month_alone: str
    bullet: BulletBar
    lost_title: str
    lost: LostPoints | None
    months: MonthLine
    answers_title: str
    answers_lines: tuple[str, ...]
    answers_until: date | None
    answers: Answers | None
    days: DayDots | None = None


def month_charts(
    figures: MonthFigures,
    criteria: CriteriaSet,
    words: ChartWords,
    *,
    is_open: bool,
    emphasis: Emphasis = str,
) -> MonthCharts:
    """The charts of these figures; `emphasis` marks the figures of the headline."""
    maker = _Maker(figures, criteria, words, is_open)
    answers = AnswerWords(figures, words)
    return MonthCharts(
        headline=maker.headline(emphasis),
        month_alone=maker.month_alone(),
        bullet=maker.bullet(maker.headline(str)),
        lost_title=maker.lost_title(),
        lost=maker.lost(),
        months=maker.months(),
        answers_title=answers.title(),
        answers_lines=answers.lines(),
        answers_until=answers.until(),
        answers=answers.chart(),
        days=maker.days(),
    )


class _Maker:
    """Puts one month's figures into words and chart values."""

    def __init__(
        self, figures: MonthFigures, criteria: CriteriaSet, words: ChartWords, is_open: bool
    ) -> None:
        self._figures, self._criteria, self._words = figures, criteria, words
        self._open = is_open
        self._sheet = figures.score.sheet
        self._total = self._sheet.total
        self._pass = mark_out_of(criteria, criteria.pass_min, self._total.max)
        self._month = str(figures.score.month.number)

    # ---- the score --------------------------------------------------------------------------

    def headline(self, emphasis: Emphasis) -> str:
        """Proven, with claims, and what is missing to the threshold."""
        declared = self._total.proven + self._total.claimed
        holes = {
            "proven": emphasis(points_text(self._total.proven)),
            "declared": emphasis(points_text(declared)),
        }
        if self._pass is None:
            return self._words.headline.format(**holes)
        holes["pass_min"] = _short(self._pass)
        if declared >= self._pass:
            return self._words.headline_reached.format(**holes)
        holes["missing"] = emphasis(points_text(self._pass - declared))
        return self._words.headline_missing.format(**holes)

    def month_alone(self) -> str:
        """The month's own result of every criterion that has one, beside the year to date."""
        found = [c for c in self._sheet.criteria() if c.month_alone is not None]
        if not found:
            return ""
        own = sum((c.month_alone.points for c in found if c.month_alone), ZERO)
        return self._words.month_alone.format(
            month=self._month,
            visits=counted(self._figures.own.visits.total),
            n=len(found),
            points=points_text(own),
            max=points_text(sum((c.parts.max for c in found), ZERO)),
            year=points_text(sum((c.parts.proven for c in found), ZERO)),
        )

    def bullet(self, sentence: str) -> BulletBar:
        """The bar against the threshold."""
        words, total = self._words, self._total
        parts = (
            self._part("proven", words.proven, total.proven),
            self._part("claimed", words.claimed, total.claimed),
            self._part("unproven", words.unproven, total.unproven),
            self._part("lost", words.lost, total.lost),
        )
        stars = tuple(
            (star.stars, mark_out_of(self._criteria, star.min, total.max) or ZERO)
            for star in self._criteria.stars
            if star.stars is not None
        )
        return BulletBar(
            parts=parts,
            most=total.max,
            threshold=self._pass,
            threshold_words=self._threshold_words(),
            stars=stars,
            stars_notice=words.stars_notice if self._criteria.status == "model" else "",
            sentence=sentence,
        )

    def _part(self, texture: Texture, name: str, points: Decimal) -> BulletPart:
        most, text = _short(self._total.max), points_text(points)
        return BulletPart(
            texture=texture,
            points=points,
            name=name,
            words=text,
            sentence=self._words.part.format(part=name, points=text, max=most),
        )

    def _threshold_words(self) -> str:
        return "" if self._pass is None else self._words.threshold.format(points=_short(self._pass))

    # ---- where points were lost -------------------------------------------------------------

    def lost_title(self) -> str:
        """How many points are lost."""
        if not self._total.lost:
            return self._words.lost_nothing
        return self._words.lost_title.format(points=points_text(self._total.lost))

    def lost(self) -> LostPoints | None:
        """The waterfall; None where nothing can be lost."""
        words, total = self._words, self._total
        if total.max <= 0:
            return None
        losers = sorted(
            (
                criterion
                for group in self._sheet.groups
                if not group.bonus
                for criterion in group.criteria
                if criterion.parts.lost > 0
            ),
            key=lambda criterion: -criterion.parts.lost,
        )
        rows = tuple(self._lost_row(criterion) for criterion in losers)
        # Bonus points stand in the place of lost ones.
        gained = sum((c.parts.lost for c in losers), ZERO) - total.lost
        gains = (
            ()
            if gained <= 0
            else (
                LostRow(
                    key="", number="", title=words.gained, points=-gained,
                    words=f"+{points_text(gained)}", sentence=f"{words.gained}: "
                    f"+{points_text(gained)}", texture="proven",
                ),
            )
        )  # fmt: skip
        left = total.points
        return LostPoints(
            rows=rows,
            rests=tuple(self._rest(rows[number:]) for number in range(len(rows))),
            gains=gains,
            left=LostRow(
                key="",
                number="",
                title=words.left,
                points=left,
                words=points_text(left),
                sentence=words.left_row.format(points=points_text(left), max=_short(total.max)),
            ),
            most=total.max,
            threshold=self._pass,
            threshold_words=self._threshold_words(),
            truncated=words.truncated,
            sentence=self.lost_title(),
        )

    def _lost_row(self, criterion: CriterionScore) -> LostRow:
        lost = criterion.parts.lost
        return LostRow(
            key=criterion.id,
            number=criterion.id,
            title=criterion.title,
            points=lost,
            words=f"–{points_text(lost)}",
            sentence=self._words.lost_row.format(
                number=criterion.id,
                title=criterion.title,
                points=points_text(lost),
                max=_short(criterion.parts.max),
            ),
        )

    def _rest(self, rows: tuple[LostRow, ...]) -> LostRow:
        lost = sum((row.points for row in rows), ZERO)
        return LostRow(
            key=OTHERS,
            number="",
            title=self._words.lost_others.format(n=len(rows)),
            points=lost,
            words=f"–{points_text(lost)}",
            sentence=self._words.lost_others_row.format(n=len(rows), points=points_text(lost)),
            texture="several",
        )

    # ---- thirteen months --------------------------------------------------------------------

    def months(self) -> MonthLine:
        """The line up to the month shown."""
        line = self._figures.line
        months = tuple(
            self._month_value(point, number, last=number == len(line) - 1)
            for number, point in enumerate(line)
        )
        declared = self._total.proven + self._total.claimed
        return MonthLine(
            title=self._words.months_title,
            months=months,
            threshold=self._pass,
            threshold_words=self._threshold_words(),
            most=self._total.max,
            proven_name=self._words.proven,
            declared_name=self._words.with_claims,
            proven_words=points_text(self._total.proven),
            declared_words=points_text(declared),
            sentence=f"{self._words.months_title}. {months[-1].sentence}" if months else "",
        )

    def _month_value(self, point: MonthPoint, number: int, *, last: bool) -> MonthValue:
        words, month, total = self._words, point.month, point.sheet.total
        is_open = last and self._open
        # The month shown has its figures on the page, so it has its point as well.
        shown = point.recorded or (last and total.points > 0)
        name = f"{month.number}/{month.year}"
        declared = total.proven + total.claimed
        template = words.month_open if is_open else words.month
        sentence = template.format(
            month=name, proven=points_text(total.proven), declared=points_text(declared)
        )
        return MonthValue(
            name=str(month.number),
            year=str(month.year) if number == 0 or month.number == 1 else "",
            proven=total.proven if shown else None,
            declared=declared,
            sentence=sentence if shown else words.month_gap.format(month=name),
            january=month.number == 1,
            open=is_open,
            key=str(month),
        )

    # ---- days against the deadline -----------------------------------------------------------

    def days(self) -> DayDots | None:
        """A dot for each case finished in the month; None without any."""
        words, found = self._words, self._figures.finished
        if not found:
            return None
        number = sum(len(one.in_time) + len(one.late) for one in found)
        late = sum(len(one.late) for one in found)
        template = words.days_title_late if late else words.days_title
        title = template.format(n=counted(number), late=counted(late), month=self._month)
        return DayDots(
            title=title,
            rows=tuple(self._dot_row(one.name, (one,)) for one in found),
            rests=tuple(
                self._dot_row(words.days_others.format(n=len(found) - place), found[place:])
                for place in range(len(found))
            ),
            due=words.days_due,
            early_side=words.days_early,
            late_side=words.days_late,
            sentence=title,
        )

    def _dot_row(self, name: str, parts: tuple[ProcedureDays, ...]) -> DotRow:
        in_time = tuple(day for one in parts for day in one.in_time)
        late = tuple(day for one in parts for day in one.late)
        every = in_time + late
        holes = {"n": counted(len(every)), "late": counted(len(late))}
        template = self._words.days_row_late if late else self._words.days_row
        return DotRow(
            title=name,
            days=in_time,
            late=late,
            words=template.format(**holes),
            sentence=self._words.days_sentence.format(
                procedure=name, first=_signed(min(every)), last=_signed(max(every)), **holes
            ),
        )


def _signed(days: int) -> str:
    """Days against the deadline: –3, 0, +2."""
    return f"–{-days}" if days < 0 else f"+{days}" if days else "0"


def _short(points: Decimal) -> str:
    """Standard points without empty decimals: 20; 1,5."""
    text = format(points, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",")
