"""The console's command about erasures: which desks have not confirmed one yet."""

from __future__ import annotations

from sync.server import desks, parts
from sync.server.context import DONE, Context


def list_erasures(context: Context) -> int:
    """List the erasures that some desk may not have carried out yet."""
    with parts.opened_home(context.home) as (_, store):
        found = desks.unconfirmed(store)
    if context.arguments.json:
        context.document(
            [
                {"erasure": one.erasure, "commune": one.commune, "desks": list(one.desks)}
                for one in found
            ]
        )
        return DONE
    if not found:
        context.say("province.erasures_empty")
    for one in found:
        context.say(
            "province.erasure_line",
            erasure=one.erasure,
            commune=one.commune,
            desks=", ".join(one.desks),
        )
    return DONE
