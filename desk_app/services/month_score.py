"""The score of a month: the year to date at its end, from the projections, with its rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from operator import add, sub

import msgspec

from desk_app.core.assessment import Claim
from desk_app.core.clock import Millis, day_from, day_of, number_of
from desk_app.core.criteria import CriteriaSet
from desk_app.core.cut import Cut
from desk_app.core.metrics import Inputs, RatingCounts, VisitCounts
from desk_app.core.period import WINDOWS, Month, window_days
from desk_app.core.release import last_released_day
from desk_app.core.rules import metric_names
from desk_app.core.score import ScoreSheet, score
from desk_app.core.statistics import FEWEST_FOR_A_SHARE, ShareStatistics, share_statistics
from desk_app.store import claims, counts, cuts
from desk_app.store.counts import DayCounts
from desk_app.store.store import Reader
from desk_app.store.visit_rows import LEVELS, VISIT_COUNTS

_MONTHS_IN_LINE = 13


class MonthScore(msgspec.Struct, frozen=True, kw_only=True):
    """A month's sheet and what must be said beside it.

    visits and ratings: of the year to date; satisfaction: None under ten released answers;
    released: the last day whose answers are released; latest: when the log last grew.
    """

    month: Month
    cut: Cut
    sheet: ScoreSheet
    visits: VisitCounts
    ratings: RatingCounts
    satisfaction: ShareStatistics | None
    released: date | None
    latest: Millis | None


class MonthPoint(msgspec.Struct, frozen=True):
    """One point of the thirteen-month line: the year to date at that month's end.

    recorded: whether the month itself holds any visit or answer; a line has a gap where not.
    """

    month: Month
    sheet: ScoreSheet
    recorded: bool = True


class OwnMonth(msgspec.Struct, frozen=True, kw_only=True):
    """What the month's own days hold, beside the year to date.

    satisfaction: None under ten answers, and where taking the month from the year to date would
    tell what fewer than ten citizens of the months before answered.
    """

    visits: VisitCounts
    ratings: RatingCounts
    satisfaction: ShareStatistics | None


class MonthFigures(msgspec.Struct, frozen=True, kw_only=True):
    """All that the month page shows.

    late and conflicts: visits of the year to date that were recorded late with a reason, and
    that two desks hold differently.
    """

    score: MonthScore
    line: tuple[MonthPoint, ...]
    own: OwnMonth
    late: int
    conflicts: int


class RowBehind(msgspec.Struct, frozen=True):
    """One row of the log that a criterion's figures count, and in which of them it counts."""

    kind: str
    id: str
    when: Millis
    counts_in: tuple[str, ...]


class _Sums:
    """Counts by day, added up once, so that the sum of any days is one subtraction."""

    def __init__(self, days: Sequence[DayCounts], columns: Sequence[str]) -> None:
        self._columns = columns
        self._days = [entry.day for entry in days]
        self._until = [(0,) * len(columns)]
        for entry in days:
            self._until.append(tuple(map(add, self._until[-1], entry.counts)))

    def between(self, first: date, last: date) -> dict[str, int]:
        """The sums of the days from first to last, by the name of what was counted."""
        before = self._until[bisect_left(self._days, number_of(first))]
        until = self._until[bisect_right(self._days, number_of(last))]
        return dict(zip(self._columns, map(sub, until, before), strict=True))


class _Gathered:
    """The day counts behind every window of the months from first to last, read once."""

    def __init__(self, reader: Reader, first: Month, last: Month) -> None:
        connection = reader.connection
        latest = counts.latest_moment(connection)
        self.latest = None if latest is None else Millis(latest)
        # A day is over when the log holds an op of a later one: a pure function of the log.
        self.released = (
            None
            if self.latest is None
            else last_released_day(
                ((day_from(day), answers) for day, answers in counts.answers_by_day(connection)),
                day_from(number_of(day_of(self.latest)) - 1),
            )
        )
        start = number_of(min(window_days(window, first)[0] for window in WINDOWS))
        end = number_of(max(window_days(window, last)[1] for window in WINDOWS))
        limit = -1 if self.released is None else min(number_of(self.released), end)
        self._visits = _Sums(counts.visit_days(connection, start, end), VISIT_COUNTS)
        self._answers = _Sums(counts.answer_days(connection, start, limit), LEVELS)

    def inputs(self, first: date, last: date) -> Inputs:
        """The inputs of the days from first to last."""
        visits = self._visits.between(first, last)
        wanted = VisitCounts.__struct_fields__
        return Inputs(
            VisitCounts(**{name: visits[name] for name in wanted}),
            RatingCounts(**self._answers.between(first, last)),
        )

    def late(self, first: date, last: date) -> int:
        """The visits of these days that were recorded late."""
        return self._visits.between(first, last)["late"]

    def satisfaction(self, first: date, last: date) -> ShareStatistics | None:
        """What may be said about the released answers of these days.

        Only visits up to the last released day are asked for: whoever came later may have
        answered, which nobody may tell yet, and is not silent.
        """
        ratings = RatingCounts(**self._answers.between(first, last))
        until = last if self.released is None else min(last, self.released)
        visits = self._visits.between(first, until) if first <= until else {"with_service": 0}
        return share_statistics(
            ratings.satisfied + ratings.very_satisfied,
            ratings.answered,
            # An answer to a visit of last year, or to one that was voided elsewhere, stays.
            max(visits["with_service"], ratings.answered),
        )


def month_score(reader: Reader, criteria: CriteriaSet, month: Month) -> MonthScore:
    """The score sheet of a month and the figures around it."""
    return _month_score(reader, criteria, month, _Gathered(reader, month, month))


def month_figures(reader: Reader, criteria: CriteriaSet, month: Month) -> MonthFigures:
    """The month's score with its line and the month alone, everything read once."""
    gathered = _Gathered(reader, month.before(_MONTHS_IN_LINE - 1), month)
    year, own = window_days("ytd", month), window_days("month", month)
    inputs = gathered.inputs(*own)
    assert inputs.visits is not None
    assert inputs.ratings is not None
    score_of_year = _month_score(reader, criteria, month, gathered)
    before = score_of_year.ratings.answered - inputs.ratings.answered
    told = before == 0 or before >= FEWEST_FOR_A_SHARE
    return MonthFigures(
        score=score_of_year,
        line=tuple(_line(reader, criteria, month, gathered)),
        own=OwnMonth(
            visits=inputs.visits,
            ratings=inputs.ratings,
            satisfaction=gathered.satisfaction(*own) if told else None,
        ),
        late=gathered.late(*year),
        conflicts=counts.conflicts(reader.connection, *map(number_of, year)),
    )


def _month_score(
    reader: Reader, criteria: CriteriaSet, month: Month, gathered: _Gathered
) -> MonthScore:
    inputs = _windows(gathered, month)
    ytd = inputs["ytd"]
    assert ytd.visits is not None
    assert ytd.ratings is not None
    return MonthScore(
        month=month,
        cut=cuts.current_cut(reader.connection),
        sheet=score(criteria, inputs, claims_by_criterion(reader, criteria, month.year)),
        visits=ytd.visits,
        ratings=ytd.ratings,
        satisfaction=gathered.satisfaction(*window_days("ytd", month)),
        released=gathered.released,
        latest=gathered.latest,
    )


def _line(
    reader: Reader, criteria: CriteriaSet, month: Month, gathered: _Gathered
) -> Iterator[MonthPoint]:
    declared: dict[int, dict[str, Claim]] = {}
    for back in range(_MONTHS_IN_LINE - 1, -1, -1):
        one = month.before(back)
        if one.year not in declared:
            declared[one.year] = claims_by_criterion(reader, criteria, one.year)
        inputs = _windows(gathered, one)
        sheet = score(criteria, inputs, declared[one.year])
        yield MonthPoint(one, sheet, _recorded(inputs["month"]))


def _recorded(inputs: Inputs) -> bool:
    visits = 0 if inputs.visits is None else inputs.visits.total
    answers = 0 if inputs.ratings is None else inputs.ratings.answered
    return visits + answers > 0


def claims_by_criterion(reader: Reader, criteria: CriteriaSet, year: int) -> dict[str, Claim]:
    """What the commune declares for a year, by criterion.

    Evidence comes with a later part of the program; until then every claim is without any.
    """
    return {
        claim.criterion: Claim(
            points=claim.points,
            reason=claim.reason,
            evidence=0,
            officer=claim.officer,
            at=Millis(claim.act),
        )
        for claim in claims.claims(reader.connection, str(year), criteria.id)
    }


def rows_behind(
    reader: Reader, criteria: CriteriaSet, criterion: str, month: Month
) -> list[RowBehind]:
    """Every row that the criterion's figures count, by time, with the metrics it counts in."""
    found = criteria.criterion(criterion)
    if found is None:
        return []
    first, last = window_days(found.window, month)
    rows: dict[str, tuple[Millis, list[str]]] = {}
    for metric in metric_names(found.rule):
        if metric not in counts.BEHIND:
            continue
        for visit, act, _ in counts.rows_behind(
            reader.connection, metric, number_of(first), number_of(last)
        ):
            rows.setdefault(visit, (Millis(act), []))[1].append(metric)
    ordered = sorted(rows.items(), key=lambda item: item[1][0])
    return [RowBehind("visit", visit, when, tuple(names)) for visit, (when, names) in ordered]


def _windows(gathered: _Gathered, month: Month) -> dict[str, Inputs]:
    return {window: gathered.inputs(*window_days(window, month)) for window in WINDOWS}
