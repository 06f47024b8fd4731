"""The command about the province's packages: what is kept here, what holds, what it changes."""

from __future__ import annotations

from typing import Any

from desk_app import parts
from desk_app.cli.commands import Commands
from desk_app.cli.context import Context
from desk_app.cli.moments import iso
from desk_app.core.problems import Problem
from desk_app.services import packages as service
from desk_app.services.package_news import news_of
from desk_app.services.packages import Package


def add_commands(commands: Commands) -> None:
    """Add `packages`."""
    listing = commands.add("packages", packages)
    listing.flag("--news")
    listing.flag("--json")


def packages(context: Context) -> int:
    """List the packages with their state; what is due begins to count first.

    Nobody has to sign in: what a province publishes is open to everybody.
    """
    now = parts.system_clock()
    with context.desk() as desk:
        service.bring_into_force(desk.store)
        with desk.store.reader() as reader:
            found = service.packages(reader, now)
            news = {
                one.sha256: _news(reader, one) if context.arguments.news else () for one in found
            }
    if context.arguments.json:
        context.document({"packages": [_as_json(context, one, news[one.sha256]) for one in found]})
        return 0
    if not found:
        context.say("cli.packages.none")
    for one in found:
        context.say(
            f"cli.packages.{one.state}",
            kind=_kind(context, one.kind),
            name=one.name,
            day=_day(one),
        )
        for problem in (*one.problems, *news[one.sha256]):
            print(f"  {context.texts.sentence(problem)}")
    return 0


def _news(reader: Any, package: Package) -> tuple[Problem, ...]:
    if package.content is None:
        return ()
    return news_of(reader, package)


def _kind(context: Context, kind: str) -> str:
    """What a kind is called; one of a later release by its own word."""
    code = f"package.kind.{kind}"
    return context.texts.say(code) if code in context.texts.codes() else kind[:40]


def _day(package: Package) -> str:
    return "?" if package.day is None else f"{package.day:%d/%m/%Y}"


def _as_json(context: Context, one: Package, news: tuple[Problem, ...]) -> dict[str, Any]:
    def said(problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
        return [
            {"code": problem.code, "message": context.texts.sentence(problem)}
            for problem in problems
        ]

    return {
        "sha256": one.sha256,
        "kind": one.kind,
        "name": one.name,
        "from": None if one.day is None else one.day.isoformat(),
        "state": one.state,
        "published": None if one.published is None else iso(one.published),
        "received": iso(one.received),
        "activated": None if one.activated is None else iso(one.activated),
        "problems": said(one.problems),
        "news": said(news),
    }
