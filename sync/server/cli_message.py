"""The console's command about the message that every desk shows on its page of syncing."""

from __future__ import annotations

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from sync.server import parts
from sync.server.context import DONE, Context
from sync.server.store import province_rows
from sync.server.store.engine import NO_COMMUNE

# Two lines on the smallest screen.
_LONGEST = 300


def message(context: Context) -> int:
    """Set the message, take it away, or say which one stands."""
    given = context.arguments
    texts = {"vi": given.text, "en": given.en}
    new = {language: clean(text) for language, text in texts.items() if text is not None}
    for text in new.values():
        if not text or len(text) > _LONGEST:
            raise UserProblem(Problem("province.message_length", "text", {"most": str(_LONGEST)}))
    if "en" in new and "vi" not in new:
        raise UserProblem(Problem("province.message_vietnamese", "text"))
    with parts.opened_home(context.home) as (_, store):
        if new or given.clear:
            with store.write(NO_COMMUNE) as tx:
                province_rows.set_message(tx, new)
        with store.read(NO_COMMUNE) as tx:
            province = province_rows.this_province(tx)
    assert province is not None
    if given.json:
        context.document(province.message)
    elif province.message:
        context.say("province.message", text=" / ".join(province.message.values()))
    else:
        context.say("province.no_message")
    return DONE
