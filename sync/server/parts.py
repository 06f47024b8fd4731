"""The parts list: how a province is made and opened, with every real thing it needs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL

import resources
from desk_app.core.clock import Instant, Millis
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from sync.protocol.keys import new_province_keys
from sync.protocol.six_words import parse_words
from sync.server import setup
from sync.server.blob_files import BlobFiles
from sync.server.home import Home, make_home, open_home, unmake_home
from sync.server.house import House
from sync.server.incarnation import Incarnation
from sync.server.province import Province
from sync.server.settings import Limits, StoreKind, store_address
from sync.server.store import migrate, ordinary_role
from sync.server.store.engine import SQLITE_FILE, Store, sqlite_url

# One connection for whoever watches, beside those who work.
_WATCHING = 1


def clock() -> Instant:
    """The machine's clocks now; the province needs no more than the first."""
    return Instant(Millis(time.time_ns() // 1_000_000), time.monotonic_ns() // 1_000_000, "")


def six_words() -> tuple[str, ...]:
    """The list that the six words of a pairing are taken from."""
    return parse_words(resources.read_text("words/six_words.txt"))


def make_province(folder: Path, *, practice: bool) -> None:
    """Make a new province; when that fails, nothing of it is left."""
    address = store_address(os.environ)
    kind: StoreKind = "sqlite" if address is None else "postgresql"
    make_home(folder, new_province_keys(os.urandom), practice=practice, store=kind)
    try:
        store = Store(_address(folder, address))
        try:
            ordinary_role.step_down(store)
            if not setup.set_up(store, os.urandom, clock().wall, practice=practice):
                values = {"home": str(folder)}
                raise UserProblem(Problem("province.store_taken", "DATABASE_URL", values))
        finally:
            store.close()
    except BaseException:
        if address is None:
            for ending in ("", "-wal", "-shm"):
                with suppress(OSError):
                    (folder / f"{SQLITE_FILE}{ending}").unlink()
        unmake_home(folder)
        raise


@contextmanager
def opened_home(folder: Path, limits: Limits | None = None) -> Iterator[tuple[Home, Store]]:
    """The home and its store at today's tables; the store is closed at the end."""
    home = open_home(folder)
    address = store_address(os.environ)
    kind: StoreKind = "sqlite" if address is None else "postgresql"
    if kind != home.store:
        values: dict[str, str] = {"made": home.store, "now": kind}
        raise UserProblem(Problem("province.store_moved", "DATABASE_URL", values))
    connections = (limits or Limits()).workers + _WATCHING
    store = Store(_address(folder, address), connections=connections)
    try:
        ordinary_role.step_down(store)
        migrate.ready(store)
        yield home, store
    finally:
        store.close()


@contextmanager
def opened_house(folder: Path) -> Iterator[House]:
    """A province that the console works in, be it served meanwhile or not."""
    with opened_home(folder) as (home, store):
        yield House(store, home.keys, clock, os.urandom, BlobFiles(home.blobs), Incarnation(folder))


@contextmanager
def opened_province(
    folder: Path, limits: Limits, report: Callable[[Exception], None]
) -> Iterator[Province]:
    """A province that is served; whoever calls made sure that nobody else serves it."""
    with opened_home(folder, limits) as (home, store):
        province = Province(
            store, home.keys, clock, os.urandom, BlobFiles(home.blobs), Incarnation(folder), report
        )
        try:
            yield province
        finally:
            province.house.incarnation.close()


def _address(folder: Path, address: str | None) -> str | URL:
    return sqlite_url(folder) if address is None else address
