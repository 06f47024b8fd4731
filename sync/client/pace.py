"""How many ops go into one request and how long it may take, learnt from the requests before."""

from __future__ import annotations

from sync.protocol.limits import MAX_OPS, MAX_PAGE_OPS, START_OPS

# What one request should take: short enough to lose little, long enough to be worth its headers.
AIM_SECONDS = 4.0
# Slower than any line that carries a connection at all: 2 kB a second.
_SLOWEST = 2_000.0
# Before the first answer we know nothing: a line of 64 kbit/s.
_GUESS = 8_000.0
_LEAST_SECONDS = 15.0
_MOST_SECONDS = 300.0
_SPARE = 4.0
_TIMEOUTS = 2
# Ops on the first page of the feed that is asked for.
START_PAGE = 256
_LEAST_PAGE = 16


class Pace:
    """Batch size and time limits; kept as long as the program runs."""

    def __init__(self) -> None:
        self.ops = START_OPS
        self.most = MAX_OPS
        self.page = START_PAGE
        self.speed = _GUESS
        self._timeouts = 0

    def seconds_for(self, up: int, down: int = 0) -> float:
        """How long a request of so many bytes up, with an answer of so many down, may take."""
        needed = _SPARE * (up + down) / max(self.speed, _SLOWEST)
        return min(_MOST_SECONDS, _LEAST_SECONDS + needed)

    def answered(self, ops: int, size: int, milliseconds: int) -> None:
        """A request of `size` bytes with `ops` ops was taken after so long: aim at four seconds."""
        self._timeouts = 0
        seconds = self._measure(size, milliseconds)
        if ops < self.ops:
            return  # what was left over tells nothing about full batches
        wanted = int(ops * AIM_SECONDS / seconds)
        self._set(min(max(wanted, ops // 2), ops * 2))

    def timed_out(self) -> None:
        """A request ran out of time, or its connection broke; the second in a row halves."""
        self._timeouts += 1
        self.speed = max(self.speed / 2, _SLOWEST)
        if self._timeouts >= _TIMEOUTS:
            self._timeouts = 0
            self.halve()
            self.halve_page()

    @property
    def struggling(self) -> bool:
        """Whether requests ran out of time lately: then small ones are better."""
        return self._timeouts > 0 or self.page < START_PAGE

    def halve(self) -> bool:
        """Send half as many; False when it is one op already."""
        if self.ops == 1:
            return False
        self._set(self.ops // 2)
        return True

    def page_came(self, size: int, milliseconds: int) -> None:
        """A page of `size` bytes came after so long: ask for longer or shorter ones."""
        self._timeouts = 0
        seconds = self._measure(size, milliseconds)
        if seconds < AIM_SECONDS / 2:
            self.page = min(self.page * 2, MAX_PAGE_OPS)
        elif seconds > AIM_SECONDS * 2:
            self.halve_page()

    def halve_page(self) -> None:
        """Ask for half as many ops on a page."""
        self.page = max(self.page // 2, _LEAST_PAGE)

    def limit(self, most: int) -> None:
        """The province takes at most so many ops in one request."""
        self.most = max(1, min(most, MAX_OPS))
        self._set(self.ops)

    def _measure(self, size: int, milliseconds: int) -> float:
        """The seconds it took; what it tells of the line's speed is remembered."""
        seconds = max(milliseconds, 1) / 1000
        seen = size / seconds
        # A small request tells the delay of the line, not its speed.
        if seen > self.speed or size > self.speed:
            self.speed = (self.speed + seen) / 2
        return seconds

    def _set(self, ops: int) -> None:
        self.ops = max(1, min(ops, self.most))
