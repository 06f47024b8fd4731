"""A slow TCP line that breaks: between a desk's program and a server's, on loopback only.

with lossy_proxy(seed=3) as line:
    line.target = 40123
    line.loss, line.delay = 0.3, 0.05
"""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.support.processes import HANG

_PIECE = 1_400


class LossyProxy:
    """Carries connections to `target` on loopback.

    loss: how many of a hundred connections break, as a share; delay: seconds each piece takes;
    target: the port, None while there is no line at all.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._sockets: list[socket.socket] = []
        self.port = int(self._listening.getsockname()[1])
        self.target: int | None = None
        self.loss = 0.0
        self.delay = 0.0
        self.connections = self.broken = 0
        self._begin(self._accept)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def _begin(self, run: object, *given: object) -> None:
        thread = threading.Thread(target=run, args=given)  # type: ignore[arg-type]
        with self._lock:
            self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                desk, _ = self._listening.accept()
            except OSError:
                return
            if self._over.is_set():
                desk.close()
                return
            self._connect(desk)

    def _connect(self, desk: socket.socket) -> None:
        self.connections += 1
        target = self.target
        if target is None:
            desk.close()
            return
        try:
            server = socket.create_connection(("127.0.0.1", target), timeout=HANG)
        except OSError:
            desk.close()
            return
        with self._lock:
            self._sockets += (desk, server)
            breaks = self._random.random() < self.loss
            # Somewhere in the request, or in the answer to it.
            left = [self._random.randint(0, 6_000) if breaks else None]
        self._begin(self._carry, desk, server, left)
        self._begin(self._carry, server, desk, left)

    def _carry(self, one: socket.socket, other: socket.socket, left: list[int | None]) -> None:
        """Carry one way until it ends, or until so many bytes both ways have passed."""
        try:
            while piece := one.recv(_PIECE):
                if self.delay and self._over.wait(self.delay):
                    break
                with self._lock:
                    rest = left[0]
                    if rest is not None:
                        left[0] = rest - len(piece)
                if rest is not None and rest < len(piece):
                    self.broken += 1
                    other.sendall(piece[: max(rest, 0)])
                    break
                other.sendall(piece)
        except OSError:
            pass
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End every connection and every thread."""
        self._over.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        with self._lock:
            sockets, threads = list(self._sockets), list(self._threads)
        for one in sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(HANG)
        for one in sockets:
            one.close()


@contextmanager
def lossy_proxy(seed: int) -> Iterator[LossyProxy]:
    """A line for the length of a block."""
    line = LossyProxy(seed)
    try:
        yield line
    finally:
        line.close()
