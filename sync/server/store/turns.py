"""SQLite has one writer at a time: who goes when, and how those who wait share one commit.

Waiting for the disk takes as long as storing and folding a batch. Whoever comes while another
writes goes on in the same transaction, and it is committed when nobody waits any more: each learns
that its rows are on the disk when all of them are, and none before.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import msgspec

from sync.server.store.faults import StoreFault, code_of, translating
from sync.server.store.tx import Tx

# Nobody waits for the work of more than so many others.
_MOST = 8


class _Shared:
    """One transaction of several writers. spoiled: what stands in it now cannot be kept."""

    def __init__(self, transaction: AbstractContextManager[Tx]) -> None:
        self._transaction = transaction
        self._tx = transaction.__enter__()
        self.writers = 0
        self.spoiled = False
        self._ended = threading.Event()
        self._failed: BaseException | None = None

    @contextmanager
    def part(self, commune: str) -> Iterator[Tx]:
        """What one writer does; when it fails, what the others did stays if the disk allows."""
        tx = msgspec.structs.replace(self._tx, commune=commune)
        self.writers += 1
        self.spoiled = True
        if self.writers == 1:
            yield tx  # there is nothing of anybody else
        else:
            tx.run("SAVEPOINT turn")
            try:
                yield tx
            except BaseException as error:
                if code_of(error) is None:
                    tx.run("ROLLBACK TO SAVEPOINT turn")
                    tx.run("RELEASE SAVEPOINT turn")
                    self.spoiled = False
                raise
            tx.run("RELEASE SAVEPOINT turn")
        self.spoiled = False

    def end(self, error: BaseException | None = None) -> None:
        """Commit, or after an error take everything back; `wait` says which it was."""
        try:
            if error is None:
                self._transaction.__exit__(None, None, None)
            else:
                self._transaction.__exit__(type(error), error, error.__traceback__)
            self._failed = error
        except BaseException as failed:
            self._failed = failed
        finally:
            self._ended.set()

    def wait(self) -> None:
        """Come back when it is on the disk; raises when it will never be."""
        self._ended.wait()
        if isinstance(self._failed, StoreFault):
            raise StoreFault(self._failed.code) from self._failed
        if self._failed is not None:
            raise self._failed


class Turns:
    """begin: opens a writing transaction for a commune, committed when its block ends well."""

    def __init__(self, begin: Callable[[str], AbstractContextManager[Tx]]) -> None:
        self._begin = begin
        self._turn = threading.Lock()
        self._count = threading.Lock()
        self._coming = 0
        self._shared: _Shared | None = None

    @property
    def coming(self) -> int:
        """How many wait for their turn."""
        return self._coming

    @contextmanager
    def take(self, commune: str) -> Iterator[Tx]:
        """Write when it is one's turn; when this ends well, what was written is on the disk."""
        with self._count:
            self._coming += 1
        with translating(), self._turn:
            with self._count:
                self._coming -= 1
            if self._shared is None:
                self._shared = _Shared(self._begin(commune))
            shared = self._shared
            try:
                with shared.part(commune) as tx:
                    yield tx
            except BaseException as error:
                if shared.spoiled:
                    self._end(error)
                raise
            finally:
                if self._shared is not None and (not self._coming or shared.writers >= _MOST):
                    self._end()
        shared.wait()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While nobody writes, and all that was written is committed."""
        with self._turn:
            if self._shared is not None:
                self._end()
            yield

    def _end(self, error: BaseException | None = None) -> None:
        shared, self._shared = self._shared, None
        assert shared is not None
        shared.end(error)
