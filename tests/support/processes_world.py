"""A province and desks as programs of their own, a bad line between, and random ends of all."""

from __future__ import annotations

import random
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from sync.server.store.engine import Store
from tests.support.desk_program import DeskProgram, OpHash
from tests.support.lossy_proxy import LossyProxy
from tests.support.processes import HANG
from tests.support.province_process import ProvinceProgram, Server


class Processes:
    """One province, its line, and the desks that a test makes."""

    def __init__(
        self,
        province: ProvinceProgram,
        line: LossyProxy,
        folder: Path,
        store: Callable[[], Store],
        unit: str,
    ) -> None:
        self.province = province
        self.line = line
        self._folder = folder
        self._store = store
        self._unit = unit
        self._pause = threading.Event()

    @contextmanager
    def serving(self) -> Iterator[Server]:
        """The server runs, and the line leads to it."""
        with self.province.serving() as server:
            self.line.target = urlsplit(self.province.url).port
            yield server
        self.line.target = None

    def desk(self, number: int) -> DeskProgram:
        """A desk, paired over the line; the server must be running."""
        desk = DeskProgram(self._folder / f"desk{number}", f"Quầy {number}", self._unit)
        desk.init()
        desk.pair(self.line.url, self.province.code(self._unit))
        return desk

    def ops(self) -> set[OpHash]:
        """Every op that the province counts, by its place and hash."""
        return self._read("op")

    def branches(self) -> set[OpHash]:
        """Every op of another branch that the province keeps."""
        return self._read("branch")

    def _read(self, table: str) -> set[OpHash]:
        store = self._store()
        try:
            with store.read(self._unit) as tx:
                rows = tx.run(
                    f"SELECT desk, epoch, seq, hash FROM {table} WHERE commune_id = ?", self._unit
                )
        finally:
            store.close()
        found = {(row[0], row[1], row[2], bytes(row[3])) for row in rows}
        assert len(found) == len(rows)
        return found

    def end_at_random(
        self, process: subprocess.Popen[str], rnd: random.Random, most: float
    ) -> bool:
        """Let a process run for at most so many seconds and end it without a word.

        Returns whether it was still at it.
        """
        self._pause.wait(rnd.uniform(0.05, most))
        running = process.poll() is None
        process.kill()
        process.communicate(timeout=HANG)
        return running
