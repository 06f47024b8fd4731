"""The console's commands about the log itself: what is set aside, rebuild, verify."""

from __future__ import annotations

from desk_app.core.clock import local
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from sync.server import parts, quarantine, reproject, verify
from sync.server.blob_files import BlobFiles
from sync.server.context import DONE, ENVIRONMENT, Context


def list_quarantine(context: Context) -> int:
    """List what is set aside."""
    with parts.opened_home(context.home) as (_, store):
        found = quarantine.listed(store)
    if context.arguments.json:
        context.document(
            [
                {
                    "op": one.op,
                    "commune": one.commune,
                    "subject": one.subject,
                    "code": one.code,
                    "values": one.values,
                    "held_by": one.held_by,
                    "since": local(one.since).isoformat(timespec="milliseconds"),
                    "message": context.texts.say(one.code, **one.values),
                }
                for one in found
            ]
        )
        return DONE
    if not found:
        context.say("province.quarantine_empty")
    for one in found:
        since = f"{local(one.since):%H:%M %d/%m/%Y}"
        values = {"op": one.op, "commune": one.commune, "since": since}
        if one.held_by is None:
            why = context.texts.say(one.code, **one.values)
            context.say("province.quarantine_line", why=why, **values)
        else:
            context.say("province.quarantine_held", held_by=one.held_by, **values)
    return DONE


def retry_quarantine(context: Context) -> int:
    """Try to count what is set aside again."""
    op = context.arguments.op
    with parts.opened_house(context.home) as house:
        if op is not None and op not in {one.op for one in quarantine.listed(house.store)}:
            raise UserProblem(Problem("province.unknown_op", "op", {"op": op}))
        settled = quarantine.retry(house, () if op is None else (op,))
        waiting = len(quarantine.listed(house.store))
    if context.arguments.json:
        context.document({"settled": settled, "waiting": waiting})
    else:
        context.say("province.retried", settled=str(settled), waiting=str(waiting))
    return DONE


def set_aside(context: Context) -> int:
    """Leave one op out for good."""
    op = context.arguments.op
    with parts.opened_house(context.home) as house:
        if not quarantine.leave_out(house, op):
            raise UserProblem(Problem("province.unknown_op", "op", {"op": op}))
    if context.arguments.json:
        context.document({"op": op})
    else:
        context.say("province.left_out", op=op)
    return DONE


def reprojected(context: Context) -> int:
    """Fold everything again from the log."""
    with parts.opened_house(context.home) as house:
        done = reproject.reproject(house, context.progress)
        waiting = len(quarantine.listed(house.store))
    if context.arguments.json:
        document = {"subjects": done.subjects, "changed": done.changed, "waiting": waiting}
        context.document(document)
    else:
        context.say(
            "province.reprojected",
            subjects=str(done.subjects),
            changed=str(done.changed),
            waiting=str(waiting),
        )
    return DONE


def verified(context: Context) -> int:
    """Check everything the province holds."""
    with parts.opened_home(context.home) as (home, store):
        blobs = BlobFiles(home.blobs)
        found = verify.verify(store, home.keys.public, blobs, context.progress)
    if context.arguments.json:
        context.document(
            {
                "ok": found.ok,
                "ops": found.ops,
                "desks": found.desks,
                "problems": [
                    {"code": one.code, **one.values, "message": context.texts.sentence(one)}
                    for one in found.problems
                ],
            }
        )
    else:
        for problem in found.problems:
            context.line(context.texts.sentence(problem))
        values = {"ops": str(found.ops), "desks": str(found.desks)}
        context.say("province.verify_good" if found.ok else "province.verify_bad", **values)
    return DONE if found.ok else ENVIRONMENT
