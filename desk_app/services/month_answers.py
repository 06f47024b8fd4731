"""What may be said about a month's answers, in words that are given: for screen and paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desk_app.core.charts.answers import Answers, Level
from desk_app.core.charts.words import ChartWords
from desk_app.core.statistics import FEWEST_FOR_A_SHARE, ShareStatistics
from desk_app.core.vietnamese import count_text, percent_text
from desk_app.services.month_score import MonthFigures


class AnswerWords:
    """Puts one month's released answers into words and chart values."""

    def __init__(self, figures: MonthFigures, words: ChartWords) -> None:
        self._figures, self._words = figures, words
        self._month = str(figures.score.month.number)

    def title(self) -> str:
        """The share with its fraction, or that there are too few."""
        found = self._figures.score.satisfaction
        if found is None:
            return self._words.answers_few.format(fewest=FEWEST_FOR_A_SHARE)
        return self._words.answers.format(
            happy=counted(found.satisfied),
            answered=counted(found.answered),
            share=_percent(found.satisfied, found.answered),
        )

    def lines(self) -> tuple[str, ...]:
        """Response rate and interval, and the month alone."""
        found, words = self._figures.score.satisfaction, self._words
        if found is None:
            return ()
        return (
            words.response.format(
                answered=counted(found.answered),
                asked=counted(found.asked),
                rate=_percent(found.answered, found.asked),
                low=_of_one(found.interval.low),
                high=_of_one(found.interval.high),
            ),
            self._own(self._figures.own.satisfaction),
        )

    def until(self) -> date | None:
        """Up to which day answers are told, where any are."""
        score = self._figures.score
        if score.satisfaction is None or score.released is None:
            return None
        return min(score.released, score.month.last_day)

    def _own(self, own: ShareStatistics | None) -> str:
        if own is None:
            return self._words.answers_month_few.format(
                month=self._month, fewest=FEWEST_FOR_A_SHARE
            )
        return self._words.answers_month.format(
            month=self._month,
            happy=counted(own.satisfied),
            answered=counted(own.answered),
            share=_percent(own.satisfied, own.answered),
            asked=counted(own.asked),
            rate=_percent(own.answered, own.asked),
        )

    def chart(self) -> Answers | None:
        """Five counts, silence and the interval; None under ten answers."""
        found, ratings = self._figures.score.satisfaction, self._figures.score.ratings
        if found is None:
            return None
        words = self._words
        levels = (
            (words.level_1, ratings.very_dissatisfied),
            (words.level_2, ratings.dissatisfied),
            (words.level_3, ratings.neutral),
            (words.level_4, ratings.satisfied),
            (words.level_5, ratings.very_satisfied),
        )
        share = _percent(found.satisfied, found.answered)
        low, high = found.interval.low, found.interval.high
        return Answers(
            levels=tuple(self._level(name, number) for name, number in levels),
            silent=self._level(words.silent, found.asked - found.answered),
            happy_words=words.happy_side.format(n=counted(found.satisfied)),
            silent_words=words.silent_side,
            low=low,
            high=high,
            share=Decimal(found.satisfied) / found.answered,
            worst=found.worst_case,
            share_words=share,
            worst_words=words.worst.format(share=_percent(found.satisfied, found.asked)),
            interval_sentence=words.interval.format(
                share=share, low=_of_one(low), high=_of_one(high)
            ),
            sentence=f"{self.title()}. {self.lines()[0]}",
        )

    def _level(self, name: str, number: int) -> Level:
        return Level(
            number=number,
            words=counted(number),
            name=name,
            sentence=self._words.level.format(level=name, n=counted(number)),
        )


def counted(number: int) -> str:
    """A count with a point at each thousand."""
    return count_text(Decimal(number))


def _percent(part: int, whole: int) -> str:
    return percent_text(Decimal(part), Decimal(whole))


def _of_one(share: Decimal) -> str:
    return percent_text(share, Decimal(1))
