"""Drawing one of several things by weight, quickly and the same way for the same seed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Things with weights of any sum; at least one weight is above zero."""

    def __init__(self, weights: Mapping[T, float] | Iterable[tuple[T, float]]) -> None:
        pairs: list[tuple[T, float]] = list(
            weights.items() if isinstance(weights, Mapping) else weights
        )
        self.things: list[T] = [thing for thing, weight in pairs if weight > 0]
        self._bounds = list(accumulate(weight for _, weight in pairs if weight > 0))
        if not self.things:
            raise ValueError("nothing to draw from")
        self._sum = self._bounds.pop()

    def draw(self, rng: Random) -> T:
        """One of the things."""
        return self.things[bisect_right(self._bounds, rng.random() * self._sum)]
