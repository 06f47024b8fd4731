"""Commands about the score: score, assess set, criteria check."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

from desk_app import parts
from desk_app.cli.context import Context
from desk_app.core.assessment import read_points
from desk_app.core.clock import local
from desk_app.core.criteria_file import check_criteria
from desk_app.core.cut import parse_cut
from desk_app.core.decimals import text_of
from desk_app.core.errors import UserProblem
from desk_app.core.period import Month, month_of, parse_month
from desk_app.core.problems import Problem
from desk_app.core.score_json import sheet_as_json
from desk_app.services.assess import set_claim
from desk_app.services.criteria_versions import criteria_of_month
from desk_app.services.month_score import MonthScore, RowBehind, month_score, rows_behind
from desk_app.services.score_at_cut import at_cut
from desk_app.services.search import iso
from desk_app.store.store import Reader


def score(context: Context) -> int:
    """The score of a month: the year to date at its end."""
    arguments = context.arguments
    month = _month(arguments.month)
    wanted, criterion = arguments.criteria, arguments.criterion
    with context.desk() as desk:
        context.acting(desk, "score.see")
        if criterion is None and _is_criterion(desk, wanted):
            # --criteria 5.7 can only mean one thing.
            wanted, criterion = None, wanted
        versions = desk.criteria(wanted)
        with _reader(context, desk) as reader:
            criteria = criteria_of_month(reader, versions, month)
            if criterion is not None and criteria.criterion(criterion) is None:
                values = {"criterion": criterion, "set": criteria.id}
                raise UserProblem(Problem("claim.unknown_criterion", "criterion", values))
            result = month_score(reader, criteria, month)
            rows = rows_behind(reader, criteria, criterion, month) if criterion is not None else []
    if arguments.json:
        context.document(_document(result, criterion, rows))
    else:
        _print(context, result, criterion, rows)
    return 0


def _is_criterion(desk: parts.Desk, wanted: str | None) -> bool:
    if wanted is None:
        return False
    return desk.criteria().on(Context.today()).criterion(wanted) is not None


@contextmanager
def _reader(context: Context, desk: parts.Desk) -> Iterator[Reader]:
    text = context.arguments.at
    if text is None:
        with desk.store.reader() as reader:
            yield reader
        return
    cut = parse_cut(text)
    if cut is None:
        raise UserProblem(Problem("cut.unreadable", "at"))
    with desk.store.private() as reader, at_cut(reader, cut, context.progress):
        yield reader


def _document(
    result: MonthScore, criterion: str | None, rows: list[RowBehind]
) -> dict[str, object]:
    document = sheet_as_json(result.sheet, period=str(result.month), cut=str(result.cut))
    if criterion is not None:
        document["criteria"] = [one for one in document["criteria"] if one["id"] == criterion]
        document["criteria"][0]["row_ids"] = [
            {"kind": row.kind, "id": row.id, "when": iso(row.when), "counts_in": row.counts_in}
            for row in rows
        ]
    return document


def _print(
    context: Context,
    result: MonthScore,
    criterion: str | None,
    rows: list[RowBehind],
) -> None:
    sheet = result.sheet
    context.say("cli.score.title", month=f"{result.month.number:02d}/{result.month.year}",
                set=sheet.set_title)  # fmt: skip
    if sheet.set_status != "official":
        context.say("cli.score.model")
    for one in sheet.criteria():
        if criterion not in (None, one.id):
            continue
        figures = ""
        if one.working.numerator is not None and one.working.denominator is not None:
            figures = f"{one.working.numerator}/{one.working.denominator} {one.working.unit}"
        status = context.texts.say(f"status.{one.status}")
        points = f"{_comma(one.parts.points)}/{_comma(one.parts.max)}"
        print(f"{one.id:>5}  {points:>11}  {status:<24} {figures:<18} {one.title}")
    for row in rows:
        print(f"       {local(row.when):%d/%m/%Y %H:%M}  {row.id}  {', '.join(row.counts_in)}")
    total = sheet.total
    context.say(
        "cli.score.total",
        points=_comma(total.points),
        max=_comma(total.max),
        proven=_comma(total.proven),
        claimed=_comma(total.claimed),
        unproven=_comma(total.unproven),
        lost=_comma(total.lost),
    )


def _comma(points: Decimal) -> str:
    return f"{points:.2f}".replace(".", ",")


def _month(text: str | None) -> Month:
    if text is None:
        return month_of(Context.today())
    month = parse_month(text)
    if month is None:
        raise UserProblem(Problem("cli.month", "month", {"have": text}))
    return month


def assess_set(context: Context) -> int:
    """Declare points for a criterion; "-" takes the declaration back."""
    arguments = context.arguments
    points: Decimal | None = None
    if arguments.points != "-":
        read = read_points(arguments.points)
        if isinstance(read, Problem):
            raise UserProblem(read)
        points = read
    year = arguments.period or context.today().year
    with context.desk() as desk:
        officer = context.acting(desk, "assess.set")
        last = min(context.today(), date(year, 12, 31))
        criteria = desk.criteria(arguments.criteria).on(last)
        desk.store.writer.run(
            lambda tx: set_claim(
                tx, criteria, year, arguments.criterion, points, arguments.reason, officer.id
            )
        )
    if points is None:
        context.say("cli.assess.taken_back", criterion=arguments.criterion, year=str(year))
    else:
        context.say(
            "cli.assess.set",
            criterion=arguments.criterion,
            points=text_of(points).replace(".", ","),
            year=str(year),
        )
    return 0


def criteria_check(context: Context) -> int:
    """Say what is wrong with a criteria set in a file, by line and field."""
    file = Path(context.arguments.file)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserProblem(Problem("cli.file", "file", {"file": str(file)})) from error
    problems = check_criteria(text)
    for problem in problems:
        where = f"{problem.field}: " if problem.field else ""
        print(f"{where}{context.texts.sentence(problem)}")
    if not problems:
        context.say("cli.criteria.good")
    return 1 if problems else 0
