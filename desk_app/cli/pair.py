"""The command that pairs the desk with its province: over the line, or by files."""

from __future__ import annotations

import desk_app
from desk_app import parts
from desk_app.cli.commands import Commands
from desk_app.cli.context import Context
from desk_app.core.clock_gap import clock_gap
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services import pair_desk
from desk_app.services.pair_desk import Paired
from desk_app.services.write_file import prepared_file

# Answers are small; what is longer is none.
_LONGEST = 1 << 20


def add_commands(commands: Commands) -> None:
    """Add `pair`."""
    pairing = commands.add("pair", pair)
    pairing.add("--url", metavar="U")
    pairing.add("--code", metavar="C")
    pairing.add("--request", metavar="FILE")
    pairing.add("--answer", metavar="FILE")
    pairing.flag("--again")
    pairing.add("--proxy", metavar="P")
    pairing.add("--trust", metavar="FILE")
    pairing.flag("--without-tls")
    pairing.flag("--json")


def pair(context: Context) -> int:
    """Pair the desk, and say the six words; nobody is waited for."""
    arguments = context.arguments
    if arguments.answer is not None:
        if arguments.url or arguments.code or arguments.request:
            raise UserProblem(Problem("cli.pair.one_way", "answer"))
        return _told(context, _by_answer(context))
    if arguments.code is None or (arguments.url is None and arguments.request is None):
        raise UserProblem(Problem("cli.pair.what", "code"))
    if arguments.request is not None:
        return _ask_by_file(context)
    with context.desk() as desk:
        by = context.acting(desk, "province.pair")
        paired = pair_desk.pair(
            desk.store,
            arguments.url,
            arguments.code,
            by,
            parts.PairingLine().open,
            parts.six_words(),
            desk_app.__version__,
            again=arguments.again,
            without_tls=arguments.without_tls,
            proxy=arguments.proxy,
            pinned=_pinned(context),
        )
    return _told(context, paired)


def _pinned(context: Context) -> str | None:
    """The text of the certificate file; None when none was named."""
    named = context.arguments.trust
    if named is None:
        return None
    try:
        with open(named, encoding="ascii") as opened:
            return opened.read(_LONGEST)
    except FileNotFoundError:
        raise UserProblem(Problem("cli.no_file", "trust", {"file": named})) from None
    except UnicodeDecodeError:
        raise UserProblem(Problem("cli.pair.trust", "trust", {"file": named})) from None


def _ask_by_file(context: Context) -> int:
    arguments = context.arguments
    target = context.output(arguments.request, "request")
    with context.desk() as desk:
        by = context.acting(desk, "province.pair")
        body = pair_desk.request_file(
            desk.store,
            arguments.code,
            by,
            desk_app.__version__,
            url=arguments.url or "",
            again=arguments.again,
            without_tls=arguments.without_tls,
        )
    with prepared_file(target, body) as put_in_place:
        put_in_place()
    if arguments.json:
        context.document({"file": str(target)})
    else:
        context.say("cli.pair.requested", file=str(target))
    return 0


def _by_answer(context: Context) -> Paired:
    named = context.arguments.answer
    with context.desk() as desk:
        by = context.acting(desk, "province.pair")
        try:
            with open(named, "rb") as opened:
                body = opened.read(_LONGEST)
        except FileNotFoundError:
            raise UserProblem(Problem("cli.no_file", "answer", {"file": named})) from None
        return pair_desk.take_answer_file(desk.store, body, by, parts.six_words())


def _told(context: Context, paired: Paired) -> int:
    if context.arguments.json:
        context.document(
            {
                "words": paired.words,
                "province": paired.name,
                "url": paired.url,
                "practice": paired.practice,
                "clock_ahead": paired.ahead,
            }
        )
    else:
        name = paired.name or paired.url or context.texts.say("cli.pair.province")
        context.say("cli.pair.done", name=name)
        print("  " + " · ".join(paired.words))
        context.say("cli.pair.check")
    gap = clock_gap(paired.ahead)
    if gap is not None:
        context.note(gap)
    return 0
