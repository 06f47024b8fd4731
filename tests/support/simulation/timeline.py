"""The virtual clock of a world: what happens when, one thing after the other."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable


class Timeline:
    """Milliseconds of true time, and what is going to happen."""

    def __init__(self, now: int) -> None:
        self.now = now
        self.steps = 0
        self._ahead: list[tuple[int, int, Callable[[], None]]] = []
        self._order = itertools.count()

    def at(self, moment: int, do: Callable[[], None]) -> None:
        """Do this then; what is planned for one moment happens in the order of planning."""
        heapq.heappush(self._ahead, (max(moment, self.now), next(self._order), do))

    def after(self, milliseconds: int, do: Callable[[], None]) -> None:
        """Do this so much later."""
        self.at(self.now + milliseconds, do)

    def next_at(self) -> int | None:
        """When something happens next."""
        return self._ahead[0][0] if self._ahead else None

    def run_until(self, moment: int) -> None:
        """Let everything happen up to a moment, and be there."""
        while self._ahead and self._ahead[0][0] <= moment:
            self.now, _, do = heapq.heappop(self._ahead)
            self.steps += 1
            do()
        self.now = max(self.now, moment)

    def step(self) -> None:
        """Let the next thing happen."""
        self.now, _, do = heapq.heappop(self._ahead)
        self.steps += 1
        do()
