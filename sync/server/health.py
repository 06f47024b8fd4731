"""Whether the province can take something in right now, and why not."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

import msgspec

from sync.server.store.faults import StoreFault

# Below this a batch, its projection and the write-ahead log may no longer fit.
LEAST_FREE = 200 * 1024 * 1024
# Whoever asks more often gets the last answer again: asking costs a write.
_FRESH_SECONDS = 1.0


class Health(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """ok, or the Problem code of what is wrong; free: megabytes on the disk of the home."""

    ok: bool
    schema: str = ""
    free: int = 0
    reason: str = ""


class HealthCheck:
    """Asks store and disk, at most once a second.

    write: writes something small to the store and makes it durable; raises when it cannot.
    schema: the version of the store's tables. free: free bytes where the home lies.
    """

    def __init__(
        self, write: Callable[[], None], schema: Callable[[], str], free: Callable[[], int]
    ) -> None:
        self._write = write
        self._schema = schema
        self._free = free
        self._lock = Lock()
        self._last: tuple[float, Health] | None = None

    def __call__(self) -> Health:
        """How the province fares."""
        with self._lock:
            now = time.monotonic()
            if self._last is None or now - self._last[0] > _FRESH_SECONDS:
                self._last = (now, self._look())
            return self._last[1]

    def _look(self) -> Health:
        try:
            free = self._free()
            if free < LEAST_FREE:
                return self._bad("province.disk_low", free)
            self._write()
            return Health(ok=True, schema=self._schema(), free=free // 2**20)
        except StoreFault as fault:
            return self._bad(fault.code)
        except Exception:
            # Whatever the reason is: the one who asks must hear that nothing can be taken in.
            return self._bad("province.store")

    def _bad(self, reason: str, free: int = 0) -> Health:
        return Health(ok=False, free=free // 2**20, reason=reason)
