"""Look at the log as it was at a cut: a signed sheet is recomputed from the same ops."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desk_app.core.cut import Cut
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.store import cuts
from desk_app.store.scratch import Progress, scratch_projections
from desk_app.store.store import Reader


@contextmanager
def at_cut(reader: Reader, cut: Cut, progress: Progress) -> Iterator[None]:
    """Inside, the private reader sees only what the cut holds.

    UserProblem when this log does not hold the cut's ops, or holds others in their place.
    """
    missing = cuts.missing_heads(reader.connection, cut)
    if missing:
        head = missing[0]
        values = {"op": f"{head.desk}.{head.epoch}.{head.seq}"}
        raise UserProblem(Problem("cut.not_here", "at", values))
    if cut == cuts.current_cut(reader.connection):
        yield
        return
    with scratch_projections(reader.connection, progress, cut):
        yield
