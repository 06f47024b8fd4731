"""The score of a month: the year to date at its end, from the projections, with its rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

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
from desk_app.core.statistics import ShareStatistics, share_statistics
from desk_app.store import claims, counts, cuts
from desk_app.store.counts import DayCounts
from desk_app.store.store import Reader
from desk_app.store.visit_rows import LEVELS, VISIT_COUNTS

_FAR_PAST, _FAR_FUTURE = 0, 99_999
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
    """One point of the thirteen-month line: the year to date at that month's end."""

    month: Month
    sheet: ScoreSheet


class RowBehind(msgspec.Struct, frozen=True):
    """One row of the log that a criterion's figures count, and in which of them it counts."""

    kind: str
    id: str
    when: Millis
    counts_in: tuple[str, ...]


class _Gathered:
    """The day counts of the whole log up to a moment, read once for any number of windows."""

    def __init__(self, reader: Reader, first: date, last: date) -> None:
        connection = reader.connection
        self.visit_days = counts.visit_days(connection, number_of(first), number_of(last))
        answers = counts.answer_days(connection, _FAR_PAST, _FAR_FUTURE)
        latest = counts.latest_moment(connection)
        self.latest = None if latest is None else Millis(latest)
        # A day is over when the log holds an op of a later one: a pure function of the log.
        self.released = (
            None
            if self.latest is None
            else last_released_day(
                ((day_from(entry.day), sum(entry.counts)) for entry in answers),
                day_from(number_of(day_of(self.latest)) - 1),
            )
        )
        limit = -1 if self.released is None else number_of(self.released)
        self.answer_days = [entry for entry in answers if entry.day <= limit]

    def inputs(self, first: date, last: date) -> Inputs:
        """The inputs of the days from first to last."""
        visits = dict(zip(VISIT_COUNTS, _sum(self.visit_days, first, last), strict=True))
        ratings = dict(zip(LEVELS, _sum(self.answer_days, first, last), strict=True))
        wanted = VisitCounts.__struct_fields__
        return Inputs(
            VisitCounts(**{name: visits[name] for name in wanted}), RatingCounts(**ratings)
        )


def _sum(days: Sequence[DayCounts], first: date, last: date) -> tuple[int, ...]:
    start, end = number_of(first), number_of(last)
    inside = [entry.counts for entry in days if start <= entry.day <= end]
    if not inside:
        return (0,) * (len(days[0].counts) if days else max(len(VISIT_COUNTS), len(LEVELS)))
    return tuple(map(sum, zip(*inside, strict=True)))


def month_score(reader: Reader, criteria: CriteriaSet, month: Month) -> MonthScore:
    """The score sheet of a month and the figures around it."""
    year_start = date(month.year, 1, 1)
    gathered = _Gathered(reader, min(year_start, _line_start(month)), date(month.year, 12, 31))
    inputs = _windows(gathered, month)
    ytd = inputs["ytd"]
    assert ytd.visits is not None
    assert ytd.ratings is not None
    ratings = ytd.ratings
    return MonthScore(
        month=month,
        cut=cuts.current_cut(reader.connection),
        sheet=score(criteria, inputs, claims_by_criterion(reader, criteria, month.year)),
        visits=ytd.visits,
        ratings=ratings,
        satisfaction=share_statistics(
            ratings.satisfied + ratings.very_satisfied, ratings.answered, ytd.visits.with_service
        ),
        released=gathered.released,
        latest=gathered.latest,
    )


def thirteen_months(reader: Reader, criteria: CriteriaSet, month: Month) -> list[MonthPoint]:
    """The sheets of the thirteen months up to this one, oldest first."""
    gathered = _Gathered(reader, _line_start(month), date(month.year, 12, 31))
    points = []
    for back in range(_MONTHS_IN_LINE - 1, -1, -1):
        one = month.before(back)
        declared = claims_by_criterion(reader, criteria, one.year)
        points.append(MonthPoint(one, score(criteria, _windows(gathered, one), declared)))
    return points


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


def _line_start(month: Month) -> date:
    return date(month.before(_MONTHS_IN_LINE - 1).year, 1, 1)
