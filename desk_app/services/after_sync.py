"""Whoever listens to the sync, and one deed more after each attempt."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.services.changes import Changes
from desk_app.services.run_sync import Listener
from sync.client.moves import Progress, Rest
from sync.client.port import Parted


class AfterEach(Listener):
    """Another listener, and a deed after each attempt."""

    def __init__(self, ears: Listener, deed: Callable[[], None]) -> None:
        self._ears = ears
        self._deed = deed

    def told(self, progress: Progress) -> None:
        """It is so far."""
        self._ears.told(progress)

    def changed(self, changes: Changes) -> None:
        """A page from the province changed this."""
        self._ears.changed(changes)

    def parted(self, parted: Parted) -> None:
        """The province holds another past of one of our chains."""
        self._ears.parted(parted)

    def rested(self, rest: Rest) -> None:
        """An attempt ended."""
        self._deed()
        self._ears.rested(rest)

    def broke(self, error: Exception) -> None:
        """We are at fault."""
        self._ears.broke(error)
