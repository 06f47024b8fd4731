"""The words of the commands that report."""

from __future__ import annotations

from desk_app.cli import reports
from desk_app.cli.commands import Commands, Options


def add_commands(commands: Commands) -> None:
    """report day|survey|statistics|progress."""
    group = commands.group("report")
    day = group.add("day", reports.day)
    day.day("--day")
    _ways(day)
    survey = group.add("survey", reports.survey)
    _period(survey)
    survey.add("--staff", action="append", metavar="FORM=WORDS")
    _ways(survey)
    for name, command in (("statistics", reports.statistics), ("progress", reports.progress)):
        one = group.add(name, command)
        _period(one)
        _ways(one)


def _period(options: Options) -> None:
    options.day("--day")
    options.day("--from", dest="first_day")
    options.day("--to", dest="last_day")


def _ways(options: Options) -> None:
    options.add("--pdf", metavar="F.pdf")
    options.add("--xlsx", metavar="F.xlsx")
    options.flag("--force")
    options.flag("--json")
