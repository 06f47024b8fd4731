"""A real province on the store in memory: it crashes, restarts, and its disk becomes an older one.

Two communes are enrolled from the beginning, so that something can be mixed up.
"""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec

from desk_app.core.clock import Instant, Millis
from desk_app.core.ids import DeskId
from sync.protocol import certificates
from sync.protocol.certificates import Certificate
from sync.protocol.exchange import Request, Response
from sync.protocol.keys import DeskKeys, ProvinceKeys
from sync.server.blob_files import BlobFiles
from sync.server.house import House
from sync.server.incarnation import Incarnation
from sync.server.province import Province
from sync.server.setup import set_up
from sync.server.store import desk_rows, feed_rows, province_rows
from sync.server.store.engine import NO_COMMUNE
from sync.server.store.faults import StoreFault
from tests.support.simulation.sim_store import ServerCrash, SimStore
from tests.support.sync_keys import desk_id, desk_keys, province_keys

START = 1_793_000_000_000
COMMUNES = ("07210", "27001")
# How many desks are enrolled in each commune; a world uses the first few of them.
EACH = 8
_NOWHERE = Path("/nonexistent")


class Enrolled(msgspec.Struct, frozen=True):
    """A desk as the province certified it."""

    number: int
    unit: str
    certificate: str

    @property
    def id(self) -> DeskId:
        """Its id."""
        return desk_id(self.number)

    @property
    def keys(self) -> DeskKeys:
        """Its keys."""
        return _desk_keys(self.number)


_desk_keys = cache(desk_keys)


class IncarnationFile:
    """What stands in the file beside the store."""

    def __init__(self, server_epoch: str = "", known: dict[str, int] | None = None) -> None:
        self.server_epoch = server_epoch
        self.known = dict(known or {})

    def copy(self) -> IncarnationFile:
        """As it is now."""
        return IncarnationFile(self.server_epoch, self.known)


class _InMemory(Incarnation):
    """`Incarnation` with its file in memory."""

    def __init__(self, file: IncarnationFile) -> None:
        self._file = file
        super().__init__(_NOWHERE)

    def _read(self) -> None:
        self.server_epoch = self._file.server_epoch
        self._known = dict(self._file.known)

    def begin(self, server_epoch: str, feeds: object) -> None:
        assert isinstance(feeds, dict)
        self._known = dict(feeds)
        self.server_epoch = self._file.server_epoch = server_epoch
        self._file.known = dict(feeds)

    def reached(self, commune: str, n: int) -> None:
        if self._known.get(commune, -1) < n:
            self._known[commune] = self._file.known[commune] = n


class Copy(msgspec.Struct, frozen=True):
    """The province's disk at one moment."""

    database: sqlite3.Connection
    incarnation: IncarnationFile


class SimProvince:
    """The province of one world. now: true time; ahead: how wrong its clock is."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self.ahead = 0
        self.keys = _province_keys()
        self._random = _counted("province")
        self.store = SimStore()
        self.store.become(_template())
        self.store.set_full(False)
        self.file = IncarnationFile()
        self.mistakes: list[Exception] = []
        self.crashes = 0
        self.restart()

    def restart(self) -> None:
        """Begin as a new process, again until it runs: what was only in memory is gone."""
        while True:
            try:
                return self._open()
            except ServerCrash:
                self.crashes += 1
            except StoreFault:
                self.store.set_full(False)  # nobody can begin without any room: somebody made some

    def _open(self) -> None:
        self.province = Province(
            self.store,
            self.keys,
            self._clock,
            self._random,
            BlobFiles(_NOWHERE),
            _InMemory(self.file),
            self.mistakes.append,
        )
        self.house = self.province.house

    def _clock(self) -> Instant:
        return Instant(Millis(self._now() + self.ahead), 0, "p")

    def handle(self, request: Request) -> Response | None:
        """Answer; None when the process ended meanwhile (it runs again already)."""
        try:
            answer = self.province.handle(request)
        except ServerCrash:
            self.crashes += 1
            self.restart()
            return None
        if self.mistakes:
            raise self.mistakes.pop()
        return answer

    def console(self, deed: Callable[[House, str], object], desk: str) -> None:
        """A command of the console about a desk; it may crash as anything else, or find no room."""
        try:
            deed(self.house, desk)
        except ServerCrash:
            self.crashes += 1
            self.restart()
        except StoreFault:
            pass

    def copy(self) -> Copy:
        """A backup of the disk."""
        return Copy(self.store.copy(), self.file.copy())

    def restore(self, copy: Copy, *, file_too: bool) -> None:
        """The disk is an older copy again; file_too: the file beside the store as well."""
        self.store.become(copy.database)
        if file_too:
            self.file = copy.incarnation.copy()
        self.restart()


@cache
def _province_keys() -> ProvinceKeys:
    return province_keys(7)


def _counted(name: str) -> Callable[[int], bytes]:
    numbers = itertools.count()
    return lambda length: hashlib.shake_256(f"{name} {next(numbers)}".encode()).digest(length)


def enrolled(commune: int, place: int) -> Enrolled:
    """A desk of the template."""
    return _enrolled()[commune][place]


@cache
def _enrolled() -> tuple[tuple[Enrolled, ...], ...]:
    _template()
    keys = _province_keys()
    return tuple(
        tuple(_certified(keys, place + 100 * commune, unit) for place in range(EACH))
        for commune, unit in enumerate(COMMUNES)
    )


def _certified(keys: ProvinceKeys, number: int, unit: str) -> Enrolled:
    public = _desk_keys(number).public
    certificate = Certificate(
        desk=desk_id(number),
        unit=unit,
        practice=True,
        serial=1,
        signing=public.signing,
        sealing=public.sealing,
        recipient=public.recipient,
        not_before=Millis(START),
        not_after=Millis(START + certificates.LIFE),
    )
    return Enrolled(number, unit, certificates.sign_certificate(certificate, keys.sign))


@cache
def _template() -> sqlite3.Connection:
    """A province in which the desks of two communes are enrolled and nothing happened yet."""
    store = SimStore()
    store.quick = False  # the migrations are SQLAlchemy's own
    set_up(store, _counted("set up"), Millis(START), practice=True)
    store.quick = True
    with store.read(NO_COMMUNE) as tx:
        province = province_rows.this_province(tx)
    assert province is not None
    keys = _province_keys()
    for commune, unit in enumerate(COMMUNES):
        with store.write(unit) as tx:
            province_rows.ready_commune(tx, province.server_epoch, Millis(START))
            for place in range(EACH):
                desk = _certified(keys, place + 100 * commune, unit)
                assert province_rows.take_place(tx, desk.id)
                public = desk.keys.public
                read = certificates.read_certificate(desk.certificate, keys.public)
                assert read is not None
                assert desk_rows.enrol(
                    tx, desk.id, 1, desk.certificate, read.public, "K1", "1.0", Millis(START)
                )
                assert public.signing == read.signing
            feed = feed_rows.locked(tx)
            assert feed is not None
            feed_rows.advance(tx, msgspec.structs.replace(feed, commune_key="K1"))
    return store.copy()
