"""How the command line says a moment: to people and in documents."""

from __future__ import annotations

from desk_app.core.clock import Millis, local


def iso(moment: int | None) -> str | None:
    """A moment in a document, null where there is none."""
    return None if moment is None else local(Millis(moment)).isoformat(timespec="milliseconds")


def written(moment: Millis) -> str:
    """A moment in a sentence."""
    return f"{local(moment):%H:%M %d/%m/%Y}"
