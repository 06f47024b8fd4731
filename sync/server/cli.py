"""The commands of the province's console, beside `serve`; each may run while a server does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desk_app.core.clock import Millis, local
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from sync.protocol.enrolment import transcript, unpack_request
from sync.protocol.six_words import words_of
from sync.server import desks, enrol, overview, packages, parts
from sync.server.answers import Refused
from sync.server.context import DONE, Context
from sync.server.home import KEYS_FILE, open_home
from sync.server.house import House
from sync.server.units import find_commune

_MIB = 1024 * 1024
# What a desk on a bad line can still fetch in a night.
_LARGEST_PACKAGE = 64 * _MIB


def init(context: Context) -> int:
    """Make a new province."""
    home = context.home
    practice = context.arguments.practice
    if context.arguments.if_none and (home / KEYS_FILE).exists():
        there = open_home(home).practice
        if practice and not there:
            raise UserProblem(Problem("province.there_real", "practice", {"home": str(home)}))
        context.say("province.there_practice" if there else "province.there", home=str(home))
        return DONE
    parts.make_province(home, practice=practice)
    context.say("province.made_practice" if practice else "province.made", home=str(home))
    return DONE


def add_desk(context: Context) -> int:
    """Give out a pairing code."""
    commune = find_commune(context.arguments.commune, context.today())
    with parts.opened_house(context.home) as house:
        made = enrol.new_code(house, commune.code)
    if context.arguments.json:
        context.document({"code": made.code, "expires": _iso(Millis(made.expires))})
    else:
        expires = _written(Millis(made.expires))
        context.say("province.code_given", commune=commune.name, code=made.code, expires=expires)
    return DONE


def list_desks(context: Context) -> int:
    """List the desks."""
    with parts.opened_home(context.home) as (_, store):
        found = overview.overview(store, parts.six_words()).desks
    if context.arguments.json:
        context.document(
            [
                {
                    "desk": desk.desk,
                    "commune": desk.commune,
                    "state": desk.state,
                    "app": desk.app,
                    "ops": desk.ops,
                    "waiting": desk.waiting,
                    "contact": None if desk.contact is None else _iso(desk.contact),
                    "words": list(desk.words),
                }
                for desk in found
            ]
        )
        return DONE
    if not found:
        context.say("province.no_desks")
    never = context.texts.say("province.never")
    for desk in found:
        context.say(
            "province.desk_line",
            desk=desk.desk,
            commune=desk.commune,
            state=context.texts.say(f"province.state.{desk.state}"),
            ops=str(desk.ops),
            waiting=str(desk.waiting),
            contact=never if desk.contact is None else _written(desk.contact),
            words=" · ".join(desk.words),
        )
    return DONE


def revoke_desk(context: Context) -> int:
    """Revoke a desk."""
    _set_desk(context, desks.revoke, "province.revoked")
    return DONE


def restore_desk(context: Context) -> int:
    """End a desk's revocation: what was held counts from now on."""
    _set_desk(
        context, lambda house, desk: desks.take_back(house, desk) is not None, "province.taken_back"
    )
    return DONE


def _set_desk(context: Context, change: Callable[[House, str], bool], code: str) -> None:
    desk = context.arguments.desk
    with parts.opened_house(context.home) as house:
        if not change(house, desk):
            raise UserProblem(Problem("province.unknown_desk", "desk", {"desk": desk}))
    if context.arguments.json:
        context.document({"desk": desk})
    else:
        context.say(code, desk=desk)


def enrol_desk(context: Context) -> int:
    """Certify a desk whose request came in a file, and write the answer to carry back."""
    body = context.input()
    file = Path(context.arguments.file)
    signed = unpack_request(body)
    if signed is None:
        raise UserProblem(Problem("province.enrol_file", "file", {"file": str(file)}))
    named = context.arguments.output
    target = file.with_name(f"{file.name}.answer") if named is None else Path(named)
    if target.exists():
        raise UserProblem(Problem("cli.output_taken", "output", {"file": str(target)}))
    with parts.opened_house(context.home) as house:
        try:
            answer = enrol.enrolled(house, body)
        except Refused as refused:
            said = refused.refusal
            raise UserProblem(Problem(said.code, "file", said.values)) from refused
    target.write_bytes(answer)
    words = words_of(transcript(body, answer), parts.six_words())
    desk = signed.request.desk
    if context.arguments.json:
        context.document({"desk": desk, "words": list(words), "file": str(target)})
    else:
        context.say("province.enrolled", desk=desk, words=" · ".join(words), file=str(target))
    return DONE


def publish(context: Context) -> int:
    """Sign a package and offer it to every desk."""
    arguments = context.arguments
    content = context.input()
    file = Path(arguments.file)
    if not content:
        raise UserProblem(Problem("province.package_empty", "file", {"file": str(file)}))
    if len(content) > _LARGEST_PACKAGE:
        values = {"file": str(file), "limit": str(_LARGEST_PACKAGE // _MIB)}
        raise UserProblem(Problem("province.package_large", "file", values))
    day = arguments.valid_from
    with parts.opened_house(context.home) as house:
        made, read = packages.publish_checked(house, content, arguments.kind, day)
    context.note(*read.notices)
    if arguments.json:
        context.document(made.ref)
    else:
        kind = context.texts.say(f"package.kind.{made.kind}")
        context.say("province.published", kind=kind, name=made.name, day=f"{day:%d/%m/%Y}")
    return DONE


def counts(context: Context) -> int:
    """Say how much of each desk there is."""
    with parts.opened_home(context.home) as (_, store):
        found = overview.overview(store).desks
    if context.arguments.json:
        context.document(
            {
                desk.desk: {
                    "commune": desk.commune,
                    "ops": desk.ops,
                    "visits": desk.visits,
                    "cases": desk.cases,
                }
                for desk in found
            }
        )
        return DONE
    if not found:
        context.say("province.no_desks")
    for desk in found:
        context.say(
            "province.counts_line",
            desk=desk.desk,
            commune=desk.commune,
            ops=str(desk.ops),
            visits=str(desk.visits),
            cases=str(desk.cases),
        )
    return DONE


def _iso(moment: Millis) -> str:
    return local(moment).isoformat(timespec="milliseconds")


def _written(moment: Millis) -> str:
    return f"{local(moment):%H:%M %d/%m/%Y}"
