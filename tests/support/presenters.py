"""What presenters are given in tests: work done at once, texts that say themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from desk_app.core.errors import UserProblem

_HOLE = re.compile(r"\{(\w+)\}")


def run_now(
    work: Callable[[], Any],
    then: Callable[[Any], None],
    failed: Callable[[UserProblem], None] | None = None,
) -> None:
    """Does the work at once, as the runner does it elsewhere."""
    try:
        result = work()
    except UserProblem as error:
        if failed is None:
            raise
        failed(error)
        return
    then(result)


def say(source: str, /, **holes: object) -> str:
    """Says the source text itself; holes that are not filled yet stay, as in the window."""
    return _HOLE.sub(lambda hole: str(holes.get(hole[1], hole[0])), source)


def count(source: str, n: int, /, **holes: object) -> str:
    """Says the source text with its number."""
    return source.format(n=n, **holes)
