"""A real desk in a folder of the test: encrypted file, write thread, a clock that is told the time.

desk = open_desk(tmp_path)
visit = desk.log(name="Nguyễn Thị Hoà")
desk.rate(visit, 5)
assert desk.verify().ok
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from desk_app.core.clock import Instant, Millis, from_local
from desk_app.core.ids import OfficerId
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.rating import Rating
from desk_app.core.visit import NewVisit, VisitForm, check_visit
from desk_app.core.visit_view import VisitView
from desk_app.services.correct_visit import correct_visit, form_of, void_visit
from desk_app.services.erase_person import erase_person
from desk_app.services.log_visit import log_visit
from desk_app.services.open_new_desk import PRACTICE_OFFICER, open_new_desk
from desk_app.services.rate_visit import rate_visit
from desk_app.store import rebuild, sqlite, visits
from desk_app.store.database import FILE_NAME, connect, create
from desk_app.store.store import Store
from desk_app.store.verify import Verified, verify_log
from desk_app.store.writer import Tx

T = TypeVar("T")

UNIT = "07210"
PROCEDURE = "2.000815"
START = from_local(datetime(2026, 10, 15, 8, 0))
_PROCEDURE = re.compile(r"\d\.\d{6}\Z")


class FakeClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, start: Millis = START) -> None:
        self.wall = start
        self._mono = 60_000
        self.boot = "b00t"

    def __call__(self) -> Instant:
        return Instant(self.wall, self._mono, self.boot)

    def go_on(self, *, minutes: int = 0, days: int = 0) -> None:
        """Let time pass."""
        passed = (days * 24 * 60 + minutes) * 60_000
        self.wall = Millis(self.wall + passed)
        self._mono += passed


def find_procedure(code: str) -> str | None:
    """Every code that is written like one counts as known."""
    return code if _PROCEDURE.match(code) else None


def nothing(seen: int, total: int) -> None:
    """Progress that nobody watches."""


class OpenDesk:
    """A desk and what a person does with it; every method writes or reads the real database."""

    officer: OfficerId = PRACTICE_OFFICER

    def __init__(self, home: Path, key: bytes, clock: FakeClock, rnd: random.Random) -> None:
        self.home = home
        self.key = key
        self.clock = clock
        self.random = rnd
        self.store = Store(home, key, clock, rnd.randbytes)

    @property
    def file(self) -> Path:
        """The database file."""
        return self.home / FILE_NAME

    @property
    def hashed(self) -> KeyedHash:
        """The commune's keyed hash."""
        return KeyedHash(self.store.desk.commune_key)

    def checked(self, **form: Any) -> NewVisit:
        """A visit that may be logged; without a purpose or procedures, one certified copy."""
        if form.get("purpose", "service") == "service":
            form.setdefault("procedures", (PROCEDURE,))
            form.setdefault("name", "Nguyễn Văn Bình")
        new = check_visit(VisitForm(**form), find_procedure, self.clock.wall, self.hashed)
        assert isinstance(new, NewVisit), new
        return new

    def log(self, **form: Any) -> str:
        """Log a visit, as `VisitForm` has it; returns its id."""
        new = self.checked(**form)
        (visit,) = self.change(lambda tx: log_visit(tx, new, self.officer)).visits
        return visit

    def correct(self, visit: str, reason: str = "gõ nhầm", **changed: Any) -> None:
        """Correct some fields of a visit."""
        form = msgspec.structs.replace(form_of(self.visit(visit)), **changed)
        self.change(lambda tx: correct_visit(tx, visit, form, reason, self.officer, find_procedure))

    def void(self, visit: str, reason: str = "ghi trùng") -> None:
        """Void a visit."""
        self.change(lambda tx: void_visit(tx, visit, reason, self.officer))

    def rate(self, visit: str, answer: int | None = None, **silence: Any) -> None:
        """Rate a visit: an answer from 1 to 5, or silence="declined" and so on."""
        rating = Rating(answer=answer, **silence)
        self.change(lambda tx: rate_visit(tx, visit, rating, self.officer))

    def erase(self, visit: str, reason: str = "theo yêu cầu") -> None:
        """Erase the person of a visit."""
        self.change(lambda tx: erase_person(tx, visit, "request", reason, self.officer))

    def visit(self, visit: str) -> VisitView:
        """The visit as it stands; it must exist."""
        with self.store.reader() as reader:
            view = visits.one(reader.connection, visit)
        assert view is not None
        return view

    def change(self, job: Callable[[Tx], T]) -> T:
        """Run one change on the write thread."""
        return self.store.writer.run(job)

    def verify(self) -> Verified:
        """Verify the whole log through a connection of its own."""
        with self.connection() as connection:
            return verify_log(connection, nothing)

    def rebuild(self) -> rebuild.Rebuilt:
        """Drop and replay the projections."""
        return self.change(lambda tx: rebuild.rebuild(tx.connection, nothing))

    def digests(self) -> dict[str, str]:
        """A digest of all rows of each projection."""
        with self.store.reader() as reader:
            return rebuild.digests(reader.connection)

    @contextmanager
    def connection(self) -> Iterator[sqlite.Connection]:
        """A writing connection beside the desk's own, for whoever wants to do harm."""
        connection = connect(self.file, self.key)
        try:
            yield connection
        finally:
            connection.close()

    def close(self) -> None:
        """Close the desk; twice is fine."""
        self.store.close()

    def reopen(self) -> None:
        """Close and open again, as another start of the program does."""
        self.store.close()
        self.store = Store(self.home, self.key, self.clock, self.random.randbytes)


def open_desk(
    home: Path, *, seed: int = 1, name: str = "Quầy 1", practice: bool = True
) -> OpenDesk:
    """A new desk in `home`, the same one for the same seed; whoever opens it closes it."""
    rnd = random.Random(seed)
    key = rnd.randbytes(32)
    clock = FakeClock()
    home.mkdir(parents=True, exist_ok=True)

    def first(connection: sqlite.Connection) -> None:
        open_new_desk(connection, UNIT, name, practice, clock(), rnd.randbytes)

    create(home / FILE_NAME, key, first)
    return OpenDesk(home, key, clock, rnd)


@contextmanager
def opened_desk(home: Path, *, seed: int = 1, practice: bool = True) -> Iterator[OpenDesk]:
    """`open_desk` for the length of a block."""
    desk = open_desk(home, seed=seed, practice=practice)
    try:
        yield desk
    finally:
        desk.close()
