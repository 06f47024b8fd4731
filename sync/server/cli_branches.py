"""The console's command about desks that went on twice."""

from __future__ import annotations

from desk_app.core.clock import local
from sync.server import branches, parts
from sync.server.context import DONE, Context


def list_branches(context: Context) -> int:
    """List the other pasts of restored and copied desks."""
    with parts.opened_home(context.home) as (_, store):
        found = branches.listed(store)
    if context.arguments.json:
        context.document(
            [
                {
                    "desk": one.desk,
                    "commune": one.commune,
                    "epoch": one.epoch,
                    "first": one.first,
                    "last": one.last,
                    "ops": one.ops,
                    "since": local(one.since).isoformat(timespec="milliseconds"),
                }
                for one in found
            ]
        )
        return DONE
    if not found:
        context.say("province.branches_empty")
    for one in found:
        context.say(
            "province.branch_line",
            desk=one.desk,
            commune=one.commune,
            epoch=str(one.epoch),
            first=str(one.first),
            last=str(one.last),
            ops=str(one.ops),
            since=f"{local(one.since):%H:%M %d/%m/%Y}",
        )
    return DONE
