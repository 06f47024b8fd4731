"""A province in this process, on either database, and desks that speak to it without a line."""

from __future__ import annotations

import hashlib
import itertools
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from desk_app.core.chain import header_bytes, link
from desk_app.core.clock import Instant, Millis
from desk_app.core.fold import heads
from desk_app.core.ids import DeskId, OfficerId, new_desk_id
from desk_app.core.ops import KINDS, Op
from desk_app.core.payloads import Facts, Person
from desk_app.store import op_rows, project
from sync.protocol import batch, enrolment, page, requests
from sync.protocol.exchange import Request, Response
from sync.protocol.keys import (
    ProvinceKeys,
    Sign,
    new_desk_keys,
    new_province_keys,
    verify,
)
from sync.protocol.messages import Health, Hello, HelloAnswer, PushAnswer, Refusal
from sync.server import enrol
from sync.server.blob_files import BlobFiles
from sync.server.incarnation import Incarnation
from sync.server.province import HELLO, PULL, PUSH, Province
from sync.server.setup import blob_folder, set_up
from sync.server.store.engine import Store, sqlite_url
from tests.support.acts import log_visit
from tests.support.desks import START, UNIT
from tests.support.sim_desk import SimDesk, opened

OTHER_UNIT = "27001"
OFFICER = OfficerId("0FF1C1")


class FakeRandom:
    """The same bytes in each run."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._count = itertools.count()

    def __call__(self, length: int) -> bytes:
        given = f"{self._seed} {next(self._count)}".encode()
        return hashlib.shake_256(given).digest(length)


class AProvince:
    """An open province with a clock that the test turns; mistakes of ours are raised."""

    def __init__(self, home: Path, url: str | None = None, keys: ProvinceKeys | None = None):
        self.home = home
        self.url = url if url is not None else sqlite_url(home)
        self.random = FakeRandom("what the province draws")
        self.keys = keys if keys is not None else new_province_keys(FakeRandom("province"))
        self.wall: int = START
        self.mistakes: list[Exception] = []
        self.open()

    def open(self) -> None:
        """Open store, files and incarnation as the server does when it starts."""
        store = Store(self.url)
        set_up(store, self.random, Millis(self.wall), practice=True)
        self.province = Province(
            store,
            self.keys,
            self.clock,
            self.random,
            BlobFiles(blob_folder(self.home)),
            Incarnation(self.home),
            self.mistakes.append,
        )
        self.house = self.province.house

    def clock(self) -> Instant:
        """A second later each time it is asked."""
        self.wall += 1000
        return Instant(Millis(self.wall), 0, "p")

    def close(self) -> None:
        """Close everything."""
        self.province.close()

    def handle(self, request: Request) -> Response:
        """Answer; whatever is our own mistake fails the test."""
        answer = self.province.handle(request)
        if self.mistakes:
            raise self.mistakes.pop()
        return answer

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """No more room for an op while the block lasts."""
        store = self.house.store
        if not store.postgres:
            with store.write("") as tx:
                pages = tx.run("PRAGMA page_count")[0][0]
            _limit_pages(store, pages)
            yield
            _limit_pages(store, 1 << 30)
            return
        with store.write("") as tx:
            tx.run(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"
            )
            tx.run("CREATE TRIGGER full_disk BEFORE INSERT ON op EXECUTE FUNCTION full_disk()")
        yield
        with store.write("") as tx:
            tx.run("DROP TRIGGER full_disk ON op")
            tx.run("DROP FUNCTION full_disk")

    def desk(self, number: int, unit: str = UNIT) -> ADesk:
        """A desk of a commune, enrolled with a code."""
        return ADesk(self, number, unit)


class ADesk:
    """A desk with a log in memory and keys, that asks the province without a line between."""

    def __init__(self, province: AProvince, number: int, unit: str = UNIT) -> None:
        self.province = province
        self.unit = unit
        self.keys = new_desk_keys(FakeRandom(f"desk {number}"))
        self.sim = SimDesk(new_desk_id(bytes([number, number]) + bytes(8)), START + number)
        self.sim.this = msgspec.structs.replace(self.sim.this, unit=unit)
        opened(self.sim)
        self.cursor = ""
        self.session = ""
        self.enrol()

    @classmethod
    def copy_of(cls, other: ADesk, name: str, number: int | None = None) -> ADesk:
        """The same desk on another disk, as a copied image makes it; with a number another id."""
        made = cls.__new__(cls)
        made.province, made.unit, made.keys = other.province, other.unit, other.keys
        identity = other.id if number is None else new_desk_id(bytes([number]) * 10)
        made.sim = SimDesk(identity, START + len(name))
        made.sim.this = msgspec.structs.replace(other.sim.this, desk=identity)
        made.cursor, made.session = other.cursor, other.session
        if number is None:
            made.sim.receive(other.sim.ops())
        else:
            opened(made.sim)
        return made

    @property
    def id(self) -> DeskId:
        """Its id."""
        return self.sim.id

    def own(self, epoch: int = 0) -> list[Op]:
        """Its own ops in their order."""
        return [
            op for op in self.sim.ops() if (op.header.desk, op.header.epoch) == (self.id, epoch)
        ]

    # ---- enrolment and greeting ------------------------------------------------------------------

    def enrol_request(self, code: str) -> tuple[bytes, bytes]:
        """The body that asks to be enrolled, and the key in it."""
        asked = enrolment.EnrolRequest(
            protocol=(1, 1),
            desk=self.id,
            unit=self.unit,
            practice=True,
            signing=self.keys.public.signing,
            sealing=self.keys.public.sealing,
            recipient=self.keys.public.recipient,
            key_id="0123abcd",
            nonce="A" * 22,
            opening=self.own()[0].hash.hex(),
            app="0.4.0",
            wall=START,
        )
        read = enrolment.read_code(code)
        assert read is not None
        key = enrolment.stretched(read, self.unit)
        return enrolment.pack_request(asked, self.keys, key), key

    def enrol(self) -> None:
        """Become known to the province."""
        code = enrol.new_code(self.province.house, self.unit).code
        body, key = self.enrol_request(code)
        answer = self.post(enrolment.PATH, body)
        assert answer.status == 200, answer.body
        assert enrolment.unpack_answer(answer.body, body, key) is not None

    def hello(self, **changes: object) -> HelloAnswer:
        """Greet the province; the session of the answer is used from now on."""
        answer = self.post(HELLO, self.hello_body(**changes))
        assert answer.status == 200, answer.body
        read = requests.unpack_hello_answer(answer.body, "B" * 22, self.province.keys.public)
        assert read is not None
        self.session = read.session
        return read

    def hello_body(self, **changes: object) -> bytes:
        """A greeting, signed."""
        hello = Hello(
            protocol=(1, 1), app="0.4.0", desk=self.id, heads=(), nonce="B" * 22, wall=START,
            serial=1, keys=("0123abcd",),
        )  # fmt: skip
        return requests.pack_hello(msgspec.structs.replace(hello, **changes), self.keys.sign)

    # ---- writing ---------------------------------------------------------------------------------

    def visits(self, count: int) -> list[Op]:
        """So many new visits; returns their ops."""
        rnd = random.Random(count)
        before = len(self.own())
        for _ in range(count):
            log_visit(self.sim, rnd)
        return self.own()[before:]

    def write(
        self, kind: str, facts: Facts, person: Person | None = None, subject: str | None = None
    ) -> Op:
        """An op as the program writes it."""
        return self.sim.log.append(kind, facts, person=person, subject=subject, officer=OFFICER)

    def write_raw(
        self, kind: str, facts: bytes, person: bytes | None = None, subject: str | None = None
    ) -> Op:
        """An op as a program of another time may write it: chained, and projected by nobody."""
        log = self.sim.log
        known = [] if subject is None else op_rows.of_subject(self.sim.connection, subject)
        newer = kind not in KINDS
        op, _ = log.op_after(
            log.head(), "desk.opened" if newer else kind, facts, person, OFFICER, subject, None,
            heads(known),
        )  # fmt: skip
        if newer:
            header = msgspec.structs.replace(op.header, kind=kind)
            linked = link(log.head().hash, header_bytes(header), facts, op.digest)
            op = msgspec.structs.replace(op, header=header, hash=linked)
        op_rows.insert(self.sim.connection, op)
        project.advance_chain(self.sim.connection, op)
        return op

    # ---- pushing ---------------------------------------------------------------------------------

    def packed(self, ops: list[Op], sign: Sign | None = None) -> bytes:
        """The body of a push of these ops, which follow each other."""
        header = ops[0].header
        before = {op.header.seq: op.hash for op in self.own(header.epoch)}
        previous = before.get(header.seq - 1, bytes(32))
        made = batch.make(header.desk, header.epoch, ops, previous, Health(waiting=len(ops)))
        return batch.pack(made, self.keys.sign if sign is None else sign)

    def packed_as(self, desk: DeskId, ops: list[Op]) -> bytes:
        """The body of a push that says to be of `desk`."""
        return batch.pack(batch.make(desk, 0, ops, bytes(32)), self.keys.sign)

    def push(self, ops: list[Op] | None = None) -> PushAnswer:
        """Send ops, all own ones if none are given; everything is taken."""
        answer = self.post(PUSH, self.packed(self.own() if ops is None else ops))
        assert answer.status == 200, answer.body
        return msgspec.json.decode(answer.body, type=PushAnswer)

    def refused_push(self, ops: list[Op]) -> tuple[int, Refusal]:
        """Send ops that are not taken; how that was said."""
        return refusal(self.post(PUSH, self.packed(ops)))

    # ---- reading ---------------------------------------------------------------------------------

    def pull(self) -> list[page.SignedPage]:
        """Read the feed to its end, take everything in, and keep the cursor."""
        pages = []
        while True:
            read = self.page(PULL, {"cursor": self.cursor})
            self.sim.receive(read.ops)
            self.cursor = read.head.cursor
            pages.append(read)
            if not read.head.more:
                return pages

    def page(self, path: str, query: Mapping[str, str]) -> page.SignedPage:
        """One page, whose signature is right."""
        answer = self.get(path, query)
        assert answer.status == 200, answer.body
        read = page.unpack_page(answer.body)
        assert verify(self.province.keys.public, read.signed, read.signature)
        return read

    # ---- requests --------------------------------------------------------------------------------

    def post(self, path: str, body: bytes) -> Response:
        """A request that proves itself in its body."""
        return self.province.handle(Request(method="POST", path=path, body=body))

    def get(self, path: str, query: Mapping[str, str] | None = None) -> Response:
        """A reading request, signed."""
        return self.ask(Request(method="GET", path=path, query=query or {}))

    def ask(self, request: Request) -> Response:
        """Any request, signed with this desk's session."""
        if not self.session:
            self.hello()
        signed = requests.sign_request(request, self.id, self.session, self.keys.sign)
        return self.province.handle(signed)


def _limit_pages(store: Store, pages: int) -> None:
    """Every connection of an SQLite store may let the file grow to so many pages."""
    store.engine.dispose()
    with store.read("") as tx:
        tx.run(f"PRAGMA max_page_count = {pages}")


def refusal(answer: Response) -> tuple[int, Refusal]:
    """The status and the refusal in an answer."""
    return answer.status, msgspec.json.decode(answer.body, type=Refusal)
