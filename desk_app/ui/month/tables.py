"""The four charts as tables: the same figures, every one of them, none rounded further."""

from __future__ import annotations

from decimal import Decimal
from statistics import median

import msgspec

from desk_app.core.score import CriterionScore
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Row
from desk_app.services.month_cases import ProcedureDays
from desk_app.services.month_charts import MonthCharts
from desk_app.services.month_score import MonthFigures
from desk_app.ui.figures import percent, percent_of, points, short_points, thousands
from desk_app.ui.stage import Count, Say

STATES = {
    "computed": ("proven", "good", mark("theo dữ liệu")),
    "judged": ("proven", "good", mark("đã xét minh chứng")),
    "claimed": ("claimed", "near", mark("tự nhận")),
    "no_evidence": ("unproven", "near", mark("chưa có minh chứng")),
    "not_declared": ("lost", "text2", mark("chưa khai")),
    "no_metric": ("lost", "text2", mark("chưa có dữ liệu")),
}
NOTHING = "–"


class MonthTables(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of the four tables; under ten answers `few` says so and answers is empty."""

    parts: tuple[Row, ...]
    criteria: tuple[Row, ...]
    criteria_foot: str
    months: tuple[Row, ...]
    answers: tuple[Row, ...]
    few: str
    days: tuple[Row, ...] = ()
    days_title: str = ""


def month_tables(
    figures: MonthFigures,
    charts: MonthCharts,
    say: Say,
    count: Count,
    folded: frozenset[str] = frozenset(),
) -> MonthTables:
    """The tables of a month; groups of criteria in `folded` show only their sum."""
    total = figures.score.sheet.total
    number = sum(1 for _ in figures.score.sheet.criteria())
    foot = count("{n} tiêu chí, cộng {points}/{max} điểm", number,
                 points=points(total.points), max=short_points(total.max))  # fmt: skip
    return MonthTables(
        parts=_parts(charts),
        criteria=_criteria(figures, say, folded),
        criteria_foot=foot + _ladder(charts, say),
        months=_months(figures, charts),
        answers=_answers(figures, charts, say),
        few="" if charts.answers is not None else charts.answers_title,
        days=tuple(_days(number, one) for number, one in enumerate(figures.finished)),
        days_title="" if charts.days is None else charts.days.title,
    )


def _days(number: int, one: ProcedureDays) -> Row:
    every = (*one.in_time, *one.late)
    early = sum(day < 0 for day in one.in_time)
    cells = (
        Cell(one.name),
        Cell(thousands(len(every))),
        Cell(thousands(early)),
        Cell(thousands(len(one.in_time) - early)),
        Cell(thousands(len(one.late)), "late" if one.late else "text"),
        Cell(_against(min(every))),
        Cell(_half(median(every))),
        Cell(_against(max(every)), "late" if one.late else "text"),
    )
    return Row(f"days:{number}", cells)


def _against(days: int) -> str:
    return f"–{-days}" if days < 0 else f"+{days}" if days else "0"


def _half(days: float) -> str:
    text = f"{abs(days):g}".replace(".", ",")
    return f"–{text}" if days < 0 else f"+{text}" if days else "0"


def _ladder(charts: MonthCharts, say: Say) -> str:
    return "".join(
        " · " + say("{stars} sao từ {points}", stars=str(stars), points=points(least))
        for stars, least in charts.bullet.stars
    )


def _parts(charts: MonthCharts) -> tuple[Row, ...]:
    bar = charts.bullet
    cells = (
        *(Cell(part.words, mark=part.texture) for part in bar.parts),
        Cell(points(bar.most), strong=True),
        Cell(NOTHING if bar.threshold is None else points(bar.threshold), strong=True),
    )
    return (Row("parts", cells),)


def _criteria(figures: MonthFigures, say: Say, folded: frozenset[str]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for group in figures.score.sheet.groups:
        shut = group.id in folded
        cells = (
            Cell(group.id, strong=True, icon="chevron-right" if shut else "chevron-down"),
            Cell(group.title, strong=True),
            Cell(points(group.parts.points), strong=True),
            Cell(points(group.parts.max), "text2"),
            Cell(points(-group.parts.lost) if group.parts.lost else "", "late"),
            Cell(),
            Cell(),
        )
        rows.append(Row(f"group:{group.id}", cells, group=True, folded=shut))
        if not shut:
            rows += [_criterion(criterion, say) for criterion in group.criteria]
    return tuple(rows)


def _criterion(criterion: CriterionScore, say: Say) -> Row:
    name, tone, words = STATES[criterion.status]
    if criterion.excluded:
        name, tone, words = "", "text2", mark("không phát sinh")
    parts, own = criterion.parts, criterion.month_alone
    cells = (
        Cell(criterion.id),
        Cell(criterion.title),
        Cell(points(parts.points)),
        Cell(points(parts.max), "text2"),
        Cell(points(-parts.lost) if parts.lost else "", "late"),
        Cell("" if own is None else points(own.points), "text2"),
        Cell(say(words), tone, mark=name),
    )
    return Row(criterion.id, cells)


def _months(figures: MonthFigures, charts: MonthCharts) -> tuple[Row, ...]:
    rows = []
    for point, value in zip(figures.line, charts.months.months, strict=True):
        total = point.sheet.total
        name = Cell(f"{point.month.number:02d}/{point.month.year}", strong=value.open)
        given = (
            (total.proven, total.claimed, total.unproven, total.lost)
            if value.proven is not None
            else ()
        )
        cells = [Cell(points(one)) for one in given] or [Cell(NOTHING, "text2")] * 4
        rows.append(Row(value.key, (name, *cells)))
    return tuple(rows)


def _answers(figures: MonthFigures, charts: MonthCharts, say: Say) -> tuple[Row, ...]:
    shown, found, own = charts.answers, figures.score.satisfaction, figures.own.satisfaction
    if shown is None or found is None:
        return ()
    ratings = figures.own.ratings
    alone = (
        ratings.very_dissatisfied,
        ratings.dissatisfied,
        ratings.neutral,
        ratings.satisfied,
        ratings.very_satisfied,
    )

    def month(value: str) -> Cell:
        # The month alone may be too small to be told, though the year is not.
        return Cell(value if own is not None else NOTHING, "text2")

    def row(key: str, name: str, year: str, value: str) -> Row:
        return Row(key, (Cell(name), Cell(year), month(value)))

    rows = [
        row(f"level:{number}", level.name, level.words, thousands(counted))
        for number, (level, counted) in enumerate(zip(shown.levels, alone, strict=True), 1)
    ]
    rows.reverse()
    silent = "" if own is None else thousands(own.asked - own.answered)
    rows.append(row("silent", shown.silent.name, shown.silent.words, silent))
    rate = "" if own is None else percent_of(own.answered, own.asked)
    rows.append(
        row("rate", say("tỷ lệ trả lời"), percent_of(found.answered, found.asked), rate)
    )  # fmt: skip
    share = "" if own is None else percent_of(own.satisfied, own.answered)
    rows.append(row("share", say("tỷ lệ hài lòng"), shown.share_words, share))
    alone_shares = (
        (None, None, None) if own is None else (own.interval.low, own.interval.high, own.worst_case)
    )
    names = (
        say("khoảng tin cậy 95%, từ"),
        say("khoảng tin cậy 95%, đến"),
        say("xấu nhất, nếu im lặng là không"),
    )
    keys, shares = ("low", "high", "worst"), (shown.low, shown.high, shown.worst)
    for key, name, year, value in zip(keys, names, shares, alone_shares, strict=True):
        rows.append(row(key, name, _share(year), _share(value)))
    return tuple(rows)


def _share(share: Decimal | None) -> str:
    return "" if share is None else percent(share)
