"""Keep what is typed, forget it, offer it again: drafts of every form."""

from __future__ import annotations

from desk_app.core.draft import Draft
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.services.changes import Changes
from desk_app.store import drafts as rows
from desk_app.store.store import Reader
from desk_app.store.writer import Tx

# Far beyond any form; what is longer was pasted by mistake and would only fill the disk.
CONTENT_LIMIT = 200_000


def keep_draft(tx: Tx, draft: Draft) -> Changes:
    """Write what is typed now, in place of what was kept of the same typing."""
    if len(draft.content) > CONTENT_LIMIT:
        raise UserProblem(Problem("draft.too_long", "", {"limit": str(CONTENT_LIMIT)}))
    rows.keep(tx.connection, draft)
    return Changes(drafts=True)


def drop_draft(tx: Tx, draft: str) -> Changes:
    """Forget a draft."""
    rows.drop(tx.connection, draft)
    return Changes(drafts=True)


def drafts(reader: Reader) -> tuple[Draft, ...]:
    """All drafts of this desk, whoever typed them, the newest first."""
    return rows.every(reader.connection)
