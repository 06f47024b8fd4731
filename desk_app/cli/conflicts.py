"""Commands about what desks set differently: list it side by side, let one value count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk_app.cli.commands import Commands
from desk_app.cli.context import Context
from desk_app.cli.moments import iso, written
from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services import conflicts
from desk_app.services.conflicts import Disputed, Side
from desk_app.services.settle_conflict import settle as settle_conflict


def add_commands(commands: Commands) -> None:
    """Add `conflicts`, which lists, with `conflicts list` and `conflicts settle` below it."""
    group = commands.group("conflicts", listed)
    group.itself.flag("--json")
    group.add("list", listed).flag("--json")
    settling = group.add("settle", settle)
    settling.add("subject", metavar="SUBJECT")
    settling.add("field", metavar="FIELD")
    settling.number("--use")
    settling.add("--value", metavar="TEXT")
    settling.add("--reason", required=True, metavar="TEXT")
    settling.flag("--json")


def listed(context: Context) -> int:
    """List every field that desks set differently, each value with who set it, where and when."""
    with context.desk() as desk:
        officer = context.acting(desk, "score.see")
        with desk.store.reader() as reader:
            found = conflicts.listed(reader, officer.role, practice=desk.store.desk.practice)
        names = {code: _procedure(desk.catalogue, code) for one in found for code in _codes(one)}
    if context.arguments.json:
        context.document({"conflicts": [_as_json(one) for one in found]})
        return 0
    if not found:
        context.say("cli.conflicts.none")
    for one in found:
        about = _about(context, one, names)
        context.say("cli.conflicts.field", about=about, field=_field(context, one))
        for n, side in enumerate(one.sides, start=1):
            context.say("cli.conflicts.side", n=str(n), **_said(context, one, side))
        if one.told:
            context.say("cli.conflicts.told")
        else:
            field = f'"{one.field}"' if " " in one.field else one.field
            context.say("cli.conflicts.how", subject=one.subject, field=field)
    return 0


def settle(context: Context) -> int:
    """Let one of the values count, or another one that is given."""
    arguments = context.arguments
    if (arguments.use is None) == (arguments.value is None):
        raise UserProblem(Problem("cli.conflicts.one_way", "use"))
    with context.desk() as desk:
        officer = context.acting(desk, "score.see")
        with desk.store.reader() as reader:
            disputed = conflicts.one(reader, arguments.subject, arguments.field)
        side = None if arguments.use is None else _side(disputed, arguments.use)
        desk.store.writer.run(
            lambda tx: settle_conflict(
                tx,
                disputed.subject,
                disputed.field,
                arguments.reason,
                officer,
                op="" if side is None else side.op,
                typed=arguments.value,
            )
        )
        with desk.store.reader() as reader:
            left = conflicts.to_settle(reader)
    if arguments.json:
        context.document({"settled": disputed.subject, "field": disputed.field, "left": left})
        return 0
    value = arguments.value if side is None else _value(context, disputed.field, side.value)
    context.say("cli.conflicts.settled", value=value, field=_field(context, disputed))
    return 0


def _side(disputed: Disputed, use: int) -> Side:
    if not 1 <= use <= len(disputed.sides):
        values = {"have": str(use), "count": str(len(disputed.sides))}
        raise UserProblem(Problem("cli.conflicts.no_side", "use", values))
    return disputed.sides[use - 1]


def _codes(disputed: Disputed) -> tuple[str, ...]:
    return disputed.about.procedures


def _procedure(catalogue: Any, code: str) -> str:
    found = catalogue.find(code)
    return code if found is None else str(found.short_name or found.name)


def _about(context: Context, disputed: Disputed, names: dict[str, str]) -> str:
    about = disputed.about
    return context.texts.say(
        f"conflict.about.{disputed.family}",
        at="" if about.at is None else written(about.at),
        matter=", ".join(names[code] for code in about.procedures),
        number=about.number,
        name=about.name,
        year=about.year,
        field=disputed.field.partition(" ")[2],
    )


def _field(context: Context, disputed: Disputed) -> str:
    if disputed.family == "assessment":
        return disputed.field
    return context.texts.say(f"conflict.field.{disputed.field}")


def _said(context: Context, disputed: Disputed, side: Side) -> dict[str, str]:
    stands = context.texts.say("cli.conflicts.stands") if side is disputed.stands else ""
    return {
        "value": _value(context, disputed.field, side.value),
        "officer": side.officer_name,
        "desk": side.desk_name,
        "at": written(side.at),
        "stands": stands,
    }


def _value(context: Context, field: str, value: Any) -> str:
    """A value in words: moments as times, codes of known lists by their names."""
    say = context.texts.say
    if value is None or value in ("", ()):
        return say("conflict.value.none")
    in_words: dict[str, Callable[[Any], str]] = {
        "voided": lambda voided: say(f"conflict.value.{'voided' if voided else 'counts'}"),
        "steps": lambda kind: say(f"cli.case.step.{kind.removeprefix('case.')}"),
        "act": lambda moment: written(Millis(moment)),
        "due": lambda moment: written(Millis(moment)),
        "purpose": lambda code: say(f"purpose.{code}"),
        "role": lambda code: say(f"role.{code}"),
        "paid": lambda paid: f"{paid[0]} {paid[1]}".strip(),
        "papers": lambda papers: "; ".join(paper.name for paper in papers),
        "rating": lambda outcome: say(f"conflict.value.{outcome}"),
    }
    if field in in_words:
        return in_words[field](value)
    if isinstance(value, bool):
        return say(f"conflict.value.{'yes' if value else 'no'}")
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _as_json(disputed: Disputed) -> dict[str, Any]:
    return {
        "subject": disputed.subject,
        "family": disputed.family,
        "field": disputed.field,
        "since": iso(disputed.since),
        "number": disputed.about.number,
        "settle": not disputed.told,
        "values": [
            {
                "n": n,
                "op": side.op,
                "value": side.value,
                "officer": side.officer,
                "officer_name": side.officer_name,
                "desk": side.desk,
                "desk_name": side.desk_name,
                "at": iso(side.at),
                "stands": side is disputed.stands,
            }
            for n, side in enumerate(disputed.sides, start=1)
        ],
    }
