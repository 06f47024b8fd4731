"""Copies of one desk that all go on, a province, and every deed that any of them ever did.

with copies(tmp_path) as office:
    desk = office.first()
    office.visit(desk)
    other = office.copy(desk)
    office.visit(desk), office.visit(other)
    desk.sync(), other.sync()
    office.check()
"""

from __future__ import annotations

import itertools
import random
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from desk_app.core.case_ops import (
    CasePerson,
    CaseReady,
    CaseReceived,
    EvidenceAttached,
    EvidenceName,
    StepText,
)
from desk_app.core.ops import Op, PaperPrinted
from desk_app.services.two_pasts import TwoPasts, read_two_pasts
from desk_app.store import cases, op_rows, papers
from desk_app.store.cuts import current_cut
from desk_app.store.writer import Tx
from sync.server import verify
from sync.server.store import op_rows as province_ops
from tests.support.desks import UNIT, FakeClock, OpenDesk
from tests.sync.client.paired import Commune, PairedDesk, commune

_TAG = re.compile(rb"TAG([0-9]+)X")


class Office:
    """Desks, their copies and the deeds done at them; every deed bears a tag of its own."""

    def __init__(self, folder: Path, village: Commune, opened: ExitStack) -> None:
        self.village = village
        self.folder = folder
        self.desks: list[PairedDesk] = []
        self.done: list[str] = []
        self._opened = opened
        self._numbers = itertools.count(1)
        self._copies = itertools.count(1)
        self.known: dict[int, set[tuple[str, str]]] = {}
        self.reused: list[str] = []

    def first(self, number: int = 1) -> PairedDesk:
        """A desk of the commune."""
        made = self.village.desk(number)
        made.desk.clock.boot = f"machine{number}"
        self.desks.append(made)
        return made

    def copy(self, desk: PairedDesk) -> PairedDesk:
        """The whole home copied to another machine, both go on."""
        number = next(self._copies)
        home = self.folder / f"copy{number}"
        desk.desk.close()
        shutil.copytree(desk.desk.home, home)
        desk.desk.reopen()
        clock = FakeClock(desk.desk.clock.wall)
        clock.boot = f"copy{number}"
        made = OpenDesk(home, desk.desk.key, clock, random.Random(1000 + number))
        self._opened.callback(made.close)
        paired = PairedDesk(made, desk.province)
        self.desks.append(paired)
        return paired

    def put_back(self, desk: PairedDesk, kept: Path) -> None:
        """The home is this older copy of itself again: what was done since is gone from here."""
        desk.desk.close()
        shutil.rmtree(desk.desk.home)
        shutil.copytree(kept, desk.desk.home)
        desk.desk.reopen()

    def keep(self, desk: PairedDesk) -> Path:
        """A copy of the home on a shelf."""
        shelf = self.folder / f"shelf{next(self._copies)}"
        desk.desk.close()
        shutil.copytree(desk.desk.home, shelf)
        desk.desk.reopen()
        return shelf

    # ---- deeds -----------------------------------------------------------------------------------

    def _tag(self, desk: PairedDesk) -> str:
        desk.desk.clock.go_on(minutes=1)
        tag = f"TAG{next(self._numbers)}X"
        self.done.append(tag)
        return tag

    def visit(self, desk: PairedDesk) -> str:
        """Somebody comes."""
        return desk.desk.log(name=f"Nguyễn {self._tag(desk)}")

    def correct(self, desk: PairedDesk, visit: str) -> None:
        """A visit is corrected."""
        tag = self._tag(desk)
        desk.desk.correct(visit, reason=tag, note=tag)

    def rate(self, desk: PairedDesk, visit: str) -> None:
        """A visit is rated; the answer has no words, so no tag."""
        desk.desk.clock.go_on(minutes=1)
        desk.desk.rate(visit, 5)

    def case(self, desk: PairedDesk, visit: str | None = None) -> str:
        """A case is received under the next number."""
        tag = self._tag(desk)

        def job(tx: Tx) -> Op:
            number = cases.next_number(tx.connection, tx.desk.desk, tx.desk.epoch)
            self._printed(desk, "case.received", number)
            return tx.log.append(
                "case.received",
                CaseReceived(number=number, procedure="1.004884", visit=visit),
                person=CasePerson(name=tag),
                officer=desk.desk.officer,
            )

        return str(desk.desk.change(job).header.id)

    def step(self, desk: PairedDesk, case: str) -> None:
        """The result of a case is ready, and a scan of it is attached."""
        ready, scan = self._tag(desk), self._tag(desk)

        def job(tx: Tx) -> None:
            tx.log.append(
                "case.ready",
                CaseReady(),
                person=StepText(note=ready),
                officer=desk.desk.officer,
                subject=case,
            )
            tx.log.append(
                "evidence.attached",
                EvidenceAttached(case=case, sha256="ab" * 32, size=7, media="pdf"),
                person=EvidenceName(title=scan),
                officer=desk.desk.officer,
            )

        desk.desk.change(job)

    def paper(self, desk: PairedDesk) -> str:
        """A paper is printed under the next number."""
        desk.desk.clock.go_on(minutes=1)

        def job(tx: Tx) -> str:
            number = papers.next_number(tx.connection, tx.desk.desk, tx.desk.epoch)
            self._printed(desk, "paper.printed", number)
            tx.log.append(
                "paper.printed",
                PaperPrinted(paper="month", number=number, copy=1, check="0000-0000"),
                officer=desk.desk.officer,
            )
            return number

        return desk.desk.change(job)

    def _printed(self, desk: PairedDesk, kind: str, number: str) -> None:
        if (kind, number) in self.known.get(id(desk), set()):
            self.reused.append(number)

    def sync(self, desk: PairedDesk) -> bool:
        """Sync, so that the desk knows every number the province knows; whether any op moved."""
        desk.desk.clock.go_on(minutes=1)
        done = desk.sync()
        assert done.problem is None
        self.known[id(desk)] = {
            (op.header.kind, found[1].decode())
            for op in self.at_province()
            if (found := re.search(rb'"number":"([^"]+)"', op.facts))
        }
        return done.received + done.acked > 0

    # ---- what must be true -----------------------------------------------------------------------

    def at_province(self) -> list[Op]:
        """Every op that counts at the province."""
        found = []
        with self.village.province.house.store.read(UNIT) as tx:
            for row in province_ops.by_chain(tx):
                found.append(province_ops.op_from(row))
        return found

    def states(self, family: str) -> list[bytes]:
        """What the province says each subject of a family is."""
        with self.village.province.house.store.read(UNIT) as tx:
            rows = tx.run(
                "SELECT content FROM state WHERE commune_id = ? AND family = ?", UNIT, family
            )
        return [bytes(row[0]) for row in rows]

    def settle(self) -> None:
        """Let everybody sync until nobody has anything new."""
        for _ in range(5):
            moved = [self.sync(desk) for desk in self.desks]
            if not any(moved):
                return
        raise AssertionError("somebody always has something new")

    def check(self) -> None:
        """Each deed stands at the province exactly once, and all ends are whole and equal."""
        self.settle()
        ops = self.at_province()
        tagged = Counter(
            tag.decode() for op in ops for tag in {f[0] for f in _TAG.finditer(op.person or b"")}
        )
        assert tagged == Counter(self.done)
        house = self.village.province.house
        checked = verify.verify(house.store, house.keys.public)
        assert checked.problems == ()
        hashes = {op.hash for op in ops}
        for desk in self.desks:
            assert desk.waiting() == 0
            with desk.desk.store.reader() as reader:
                here = {op.hash for _, op in op_rows.by_arrival(reader.connection)}
            assert here == hashes
            assert desk.desk.verify().problems == ()
            assert desk.desk.rebuild().identical
        assert self.reused == []

    def said(self, desk: PairedDesk) -> TwoPasts | None:
        """What the desk remembers about two pasts."""
        with desk.desk.store.reader() as reader:
            return read_two_pasts(reader.connection)

    def heads(self, desk: PairedDesk) -> list[tuple[int, int]]:
        """(epoch, seq) of the desk's own chains."""
        with desk.desk.store.reader() as reader:
            own = reader.desk.desk
            cut = current_cut(reader.connection)
            return [(head.epoch, head.seq) for head in cut.heads if head.desk == own]


@contextmanager
def copies(folder: Path) -> Iterator[Office]:
    """An office for the length of a block."""
    with commune(folder) as village, ExitStack() as opened:
        yield Office(folder, village, opened)
