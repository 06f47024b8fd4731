"""How long to wait after a failed attempt: longer each time, by chance, and never for ever."""

from __future__ import annotations

from collections.abc import Callable

Random = Callable[[int], bytes]

# Full jitter: anywhere between nothing and a limit that doubles. When a whole province's line
# comes back, 200 desks must not knock in the same second.
FIRST = 5_000
LONGEST = 15 * 60_000
# Not at once either: whoever is refused in a millisecond would knock a thousand times a second.
SHORTEST = 1_000
_DOUBLINGS = 8


class Backoff:
    """Counts failed attempts; times in milliseconds."""

    def __init__(self) -> None:
        self.failures = 0

    def after_failure(self, random: Random) -> int:
        """How long to wait now that one more attempt failed."""
        limit = min(LONGEST, FIRST << min(self.failures, _DOUBLINGS))
        self.failures += 1
        return max(SHORTEST, int(chance(random) * limit))

    def at_least(self, failures: int) -> None:
        """Wait as if so many attempts had failed before."""
        self.failures = max(self.failures, failures)

    def worked(self) -> None:
        """An attempt succeeded: the next failure waits shortly again."""
        self.failures = 0


def asked_to_wait(seconds: float, random: Random) -> int:
    """How long to wait when the province named a time: at least that, a little more by chance."""
    asked = min(max(int(seconds * 1000), SHORTEST), LONGEST)
    return min(LONGEST, asked + int(chance(random) * max(asked // 4, FIRST)))


def chance(random: Random) -> float:
    """A number from 0 to less than 1."""
    return (int.from_bytes(random(8), "big") >> 11) / (1 << 53)
