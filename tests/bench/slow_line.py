"""A slow, lossy line on loopback: bytes arrive when a TCP sender on such a line would bring them.

with slow_line(port) as line:
    line.road = Road(bytes_a_second=32_000, round_trip=0.4, loss=0.05)

What is lost is a segment, never a byte of the stream: a program only sees that it comes later. So
each way has a model sender: segments of 1,400 bytes, ten of them at first and a window that grows
and is halved like Reno's, in-order delivery, a segment sent again after one round trip when three
follow it and after two when it was the last (a tail loss probe), again after the double each time.
Acknowledgements and handshakes are never lost. With 5 % lost and 400 ms it carries 12 kB a second,
where Mathis's bound for Reno is 19: on the careful side.
"""

from __future__ import annotations

import queue
import random
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import msgspec

_SEGMENT = 1_400
_HEADERS = 40  # of IP and TCP, for each segment
_FIRST_WINDOW = 10.0
_READ = 65_536
_JOIN_SECONDS = 10.0


class Road(msgspec.Struct, frozen=True, kw_only=True):
    """What the line is like, the same both ways.

    round_trip: seconds there and back; loss: the share of segments lost; opening: round trips until
    a new connection carries the first byte (one of TCP, one of TLS 1.3).
    """

    bytes_a_second: float
    round_trip: float
    loss: float = 0.0
    opening: int = 2


class SlowLine:
    """Carries connections to a port on loopback; counts their bytes. road None: as fast as it is.

    up and down: bytes of the programs, without the headers of IP and TCP.
    """

    def __init__(self, target: int, seed: int) -> None:
        self.road: Road | None = None
        self.up = self.down = self.connections = self.lost = 0
        self._target = target
        self._random = random.Random(seed)
        self._free = {"up": 0.0, "down": 0.0}
        self._gate = threading.Lock()
        self._ends: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._begin(threading.Thread(target=self._accept))

    def reset(self) -> None:
        """Count from nothing again."""
        with self._gate:
            self.up = self.down = self.connections = self.lost = 0

    def takes(self, way: str, size: int, start: float, share: float = 1.0) -> float:
        """When the line is done sending so many bytes that are ready at `start`."""
        road = self.road
        assert road is not None
        with self._gate:
            begins = max(start, self._free[way])
            self._free[way] = begins + (size + _HEADERS) * share / road.bytes_a_second
            return self._free[way]

    def loses(self) -> bool:
        """Whether this segment is lost."""
        road = self.road
        assert road is not None
        with self._gate:
            lost = self._random.random() < road.loss
            self.lost += lost
        return lost

    def close(self) -> None:
        """End every connection and every thread."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        with self._gate:
            ends, threads = list(self._ends), list(self._threads)
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(_JOIN_SECONDS)
        for end in ends:
            end.close()

    def _begin(self, thread: threading.Thread) -> None:
        with self._gate:
            self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                return
            with self._gate:
                self._ends += (near, far)
                self.connections += 1
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for way, one, other in (("up", near, far), ("down", far, near)):
                carried: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
                sender = None if self.road is None else _Sender(self, self.road, way)
                self._begin(threading.Thread(target=self._take, args=(one, carried, sender, way)))
                self._begin(threading.Thread(target=_bring, args=(carried, one, other)))

    def _take(
        self,
        one: socket.socket,
        carried: queue.SimpleQueue[tuple[float, bytes]],
        sender: _Sender | None,
        way: str,
    ) -> None:
        """Read what a program sends, and say when each segment of it arrives."""
        with suppress(OSError):
            while piece := one.recv(_READ):
                with self._gate:
                    if way == "up":
                        self.up += len(piece)
                    else:
                        self.down += len(piece)
                now = time.monotonic()
                for at in range(0, len(piece), _SEGMENT):
                    segment = piece[at : at + _SEGMENT]
                    after = (len(piece) - at - 1) // _SEGMENT
                    arrives = now if sender is None else sender.arrival(now, len(segment), after)
                    carried.put((arrives, segment))
        carried.put((0.0, b""))


class _Sender:
    """The model of a TCP sender: one way of one connection."""

    def __init__(self, line: SlowLine, road: Road, way: str) -> None:
        self._line, self._road, self._way = line, road, way
        self._opened = time.monotonic() + (road.opening * road.round_trip if way == "up" else 0)
        self._window = _FIRST_WINDOW
        self._slow_start = float("inf")
        self._on_the_way: deque[float] = deque()
        self._delivered = self._healed = 0.0

    def arrival(self, now: float, size: int, after: int) -> float:
        """When a segment arrives that is ready now; after: how many wait behind it already."""
        start = max(now, self._opened)
        while self._on_the_way and (
            self._on_the_way[0] <= start or len(self._on_the_way) >= int(self._window)
        ):
            start = max(start, self._on_the_way.popleft())
            self._window += 1.0 if self._window < self._slow_start else 1.0 / self._window
        sent = self._line.takes(self._way, size, start)
        wait = self._road.round_trip * (1 if after >= 3 else 2)
        while self._line.loses():
            if sent > self._healed:  # one halving for all losses of a round trip
                self._slow_start = self._window = max(self._window / 2, 2.0)
                self._healed = sent + self._road.round_trip
            sent = self._line.takes(self._way, size, sent + wait)
            wait *= 2
        self._delivered = max(self._delivered, sent + self._road.round_trip / 2)
        self._on_the_way.append(self._delivered + self._road.round_trip / 2)
        return self._delivered


def _bring(
    carried: queue.SimpleQueue[tuple[float, bytes]], one: socket.socket, other: socket.socket
) -> None:
    """Hand over each segment when it arrives."""
    pause = threading.Event()
    with suppress(OSError):
        while True:
            arrives, segment = carried.get()
            if not segment:
                break
            wait = arrives - time.monotonic()
            if wait > 0:
                pause.wait(wait)
            other.sendall(segment)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def slow_line(target: int, seed: int = 1) -> Iterator[SlowLine]:
    """A line to that port for the length of a block."""
    line = SlowLine(target, seed)
    try:
        yield line
    finally:
        line.close()
