"""One citizen, asked once: what is chosen, how long the window stays, what is written at the end.

How long: an untouched window stays for the time of the settings. Each touch then gives a fresh
short time: 8 s where tags follow the answer, 5 s where there is nothing left but to change it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk_app.core.ops import RatingTag
from desk_app.core.rating import Rating
from desk_app.ui.rating.words import DECLINED, tags_for

Steady = Callable[[], int]
"""Milliseconds of a clock that nobody can set."""

# A window that opens under a finger takes nothing for this long: that finger meant another page.
GUARD = 600
TAG_TIME = 8_000
CHANGE_TIME = 5_000
_LONGEST_DWELL = 3_600


class RatingView(Protocol):
    """What the presenter asks of the rating page."""

    def show_choice(self, choice: int | None, tags: frozenset[RatingTag]) -> None: ...
    def show_time(self, seconds: int, share: float) -> None: ...


class RatingPresenter:
    """Decides what touches mean; `closed` is called once, with what is to be written."""

    def __init__(
        self, view: RatingView, seconds: int, steady: Steady, closed: Callable[[Rating], None]
    ) -> None:
        self._view, self._steady, self._closed = view, steady, closed
        self._opened = self._touched = steady()
        self._whole = seconds * 1000
        self._until = self._opened + self._whole
        self.choice: int | None = None
        self.tags: frozenset[RatingTag] = frozenset()
        self.over = False
        view.show_choice(None, self.tags)
        self.tick()

    def choose(self, choice: int) -> None:
        """A tile was touched; another one changes the choice, the tags go with their answer."""
        if not self._takes_touches():
            return
        if choice != self.choice:
            kept = {tag for tag, _ in tags_for(choice)} & self.tags
            # "Something else" is under both lists, and means something else under each.
            self.tags = frozenset(kept - {"other"})
            self.choice = choice
        self._touch()

    def toggle(self, tag: RatingTag) -> None:
        """A tag was touched: it holds, or holds no more."""
        if self._takes_touches() and tag in {t for t, _ in tags_for(self.choice)}:
            self.tags = self.tags ^ {tag}
            self._touch()

    def done(self) -> None:
        """The citizen says that this is all; nothing happens before something is chosen."""
        if self._takes_touches() and self.choice is not None:
            self.close()

    def tick(self) -> None:
        """Time goes on: show what is left, and close when nothing is."""
        if self.over:
            return
        left = max(0, self._until - self._steady())
        self._view.show_time(-(-left // 1000), left / self._whole)
        if left == 0:
            self.close()

    def close(self) -> None:
        """Close as it stands; the second time does nothing."""
        if not self.over:
            self.over = True
            self._closed(self._rating())

    def drop(self) -> None:
        """Close without an outcome: nothing was asked after all."""
        self.over = True

    def _takes_touches(self) -> bool:
        return not self.over and self._steady() - self._opened >= GUARD

    def _touch(self) -> None:
        self._touched = self._steady()
        self._whole = TAG_TIME if tags_for(self.choice) else CHANGE_TIME
        self._until = self._touched + self._whole
        self._view.show_choice(self.choice, self.tags)
        self.tick()

    def _rating(self) -> Rating:
        if self.choice is None:
            return Rating(silence="timed_out")
        if self.choice == DECLINED:
            return Rating(silence="declined")
        ordered = tuple(tag for tag, _ in tags_for(self.choice) if tag in self.tags)
        dwell = min((self._touched - self._opened) // 1000, _LONGEST_DWELL)
        return Rating(answer=self.choice, tags=ordered, dwell=dwell)
