"""The score of a month: the year to date at its end, from the projections, with its rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from operator import add, sub

import msgspec

from desk_app.core.assessment import Claim
from desk_app.core.case_figures import CaseCounts
from desk_app.core.clock import Millis, day_from, day_number, day_of, number_of, start_of
from desk_app.core.criteria import CriteriaSet
from desk_app.core.cut import Cut
from desk_app.core.metrics import Inputs, ProcedureCounts, RatingCounts, VisitCounts
from desk_app.core.period import WINDOWS, Month, window_days
from desk_app.core.release import last_released_day
from desk_app.core.rules import metric_names
from desk_app.core.score import ScoreSheet, score
from desk_app.core.statistics import FEWEST_FOR_A_SHARE, ShareStatistics, share_statistics
from desk_app.services.month_cases import MonthCases, ProcedureDays, end_of, finished_days
from desk_app.store import case_counts, case_matching, claims, counts, cuts
from desk_app.store.catalogue_days import catalogue_days
from desk_app.store.counts import DayCounts
from desk_app.store.store import Reader
from desk_app.store.visit_rows import LEVELS, VISIT_COUNTS

_MONTHS_IN_LINE = 13


class MonthScore(msgspec.Struct, frozen=True, kw_only=True):
    """A month's sheet and what must be said beside it.

    visits, ratings and cases: of the year to date; satisfaction: None under ten released answers;
    released: the last day whose answers are released; latest: when the log last grew.
    """

    month: Month
    cut: Cut
    sheet: ScoreSheet
    visits: VisitCounts
    ratings: RatingCounts
    cases: CaseCounts | None = None
    satisfaction: ShareStatistics | None
    released: date | None
    latest: Millis | None


class MonthPoint(msgspec.Struct, frozen=True):
    """One point of the thirteen-month line: the year to date at that month's end.

    recorded: whether the month itself holds any visit, answer or case; a line has a gap where not.
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

    finished: how long the cases took that were finished in the month, procedure by procedure;
    coverage: our cases and the province's of the month, where somebody counted them; criteria: the
    set the month is counted by;
    late and conflicts: visits of the year to date that were recorded late with a reason, and
    that two desks hold differently.
    """

    score: MonthScore
    line: tuple[MonthPoint, ...]
    own: OwnMonth
    late: int
    conflicts: int
    finished: tuple[ProcedureDays, ...] = ()
    coverage: tuple[int, int] | None = None
    criteria: CriteriaSet | None = None


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
        self._cases = MonthCases(reader, start, end, self.latest)
        self._catalogue = catalogue_days(connection, start, end)
        self._visits = _Sums(counts.visit_days(connection, start, end), VISIT_COUNTS)
        self._answers = _Sums(counts.answer_days(connection, start, limit), LEVELS)

    def inputs(self, first: date, last: date) -> Inputs:
        """The inputs of the days from first to last."""
        visits = self._visits.between(first, last)
        wanted = VisitCounts.__struct_fields__
        return Inputs(
            VisitCounts(**{name: visits[name] for name in wanted}),
            RatingCounts(**self._answers.between(first, last)),
            self._cases.between(first, last),
            self._procedures(first, last),
        )

    def _procedures(self, first: date, last: date) -> ProcedureCounts | None:
        """None where no list that was taken in names a change: then nothing is known, not nought.

        What begins to hold after the log's end is not due yet.
        """
        if self.latest is None:
            return None
        low, high = number_of(first), min(number_of(last), day_number(self.latest))
        found = [one for one in self._catalogue if low <= one.day <= high]
        if not found:
            return None
        return ProcedureCounts(
            must_publish=sum(one.changes for one in found),
            published_on_time=sum(one.changes for one in found if one.on_time),
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


def month_figures(
    reader: Reader,
    criteria: CriteriaSet,
    month: Month,
    name_of: Callable[[str], str] = str,
    criteria_of: Callable[[Month], CriteriaSet] | None = None,
) -> MonthFigures:
    """The month's score with its line and the month alone, everything read once.

    name_of: what a procedure is called, by its code; criteria_of: the set of each earlier month,
    where that may be another one.
    """
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
        line=tuple(_line(reader, criteria_of or (lambda _: criteria), month, gathered)),
        own=OwnMonth(
            visits=inputs.visits,
            ratings=inputs.ratings,
            satisfaction=gathered.satisfaction(*own) if told else None,
        ),
        late=gathered.late(*year),
        conflicts=counts.conflicts(reader.connection, *map(number_of, year)),
        finished=finished_days(reader, *own, name_of),
        coverage=_covered(reader, month),
        criteria=criteria,
    )


def _covered(reader: Reader, month: Month) -> tuple[int, int] | None:
    """(ours, theirs), once somebody compared a provincial export of the month with this log."""
    found = case_matching.coverage(reader.connection, str(month))
    return None if found is None else (found.ours, found.theirs)


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
        cases=ytd.cases,
        satisfaction=gathered.satisfaction(*window_days("ytd", month)),
        released=gathered.released,
        latest=gathered.latest,
    )


def _line(
    reader: Reader,
    criteria_of: Callable[[Month], CriteriaSet],
    month: Month,
    gathered: _Gathered,
) -> Iterator[MonthPoint]:
    declared: dict[tuple[int, str], dict[str, Claim]] = {}
    for back in range(_MONTHS_IN_LINE - 1, -1, -1):
        one = month.before(back)
        criteria = criteria_of(one)
        key = (one.year, criteria.id)
        if key not in declared:
            declared[key] = claims_by_criterion(reader, criteria, one.year)
        inputs = _windows(gathered, one)
        sheet = score(criteria, inputs, declared[key])
        yield MonthPoint(one, sheet, _recorded(inputs["month"]))


def _recorded(inputs: Inputs) -> bool:
    visits = 0 if inputs.visits is None else inputs.visits.total
    answers = 0 if inputs.ratings is None else inputs.ratings.answered
    cases = 0 if inputs.cases is None else inputs.cases.total
    return visits + answers + cases > 0


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
    rows: dict[tuple[str, str], tuple[Millis, list[str]]] = {}
    for metric in metric_names(found.rule):
        for kind, subject, when in _rows_of(reader, metric, first, last):
            rows.setdefault((kind, subject), (when, []))[1].append(metric)
    ordered = sorted(rows.items(), key=lambda item: item[1][0])
    return [
        RowBehind(kind, subject, when, tuple(names)) for (kind, subject), (when, names) in ordered
    ]


def _rows_of(
    reader: Reader, metric: str, first: date, last: date
) -> Iterator[tuple[str, str, Millis]]:
    """(kind, id, when) of the rows that one metric counts."""
    days = number_of(first), number_of(last)
    if metric in counts.BEHIND:
        for visit, act, _ in counts.rows_behind(reader.connection, metric, *days):
            yield "visit", visit, Millis(act)
    latest = counts.latest_moment(reader.connection)
    if metric in case_counts.CASES_BEHIND and latest is not None:
        at = end_of(last, Millis(latest))
        for case, when in case_counts.case_rows_behind(reader.connection, metric, *days, at):
            yield "case", case, when
    if metric.startswith("procedures."):
        for one in catalogue_days(reader.connection, *days):
            if one.on_time or metric == "procedures.must_publish":
                yield "catalogue", one.op, start_of(day_from(one.day))


def _windows(gathered: _Gathered, month: Month) -> dict[str, Inputs]:
    return {window: gathered.inputs(*window_days(window, month)) for window in WINDOWS}
