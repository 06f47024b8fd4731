"""Real desks paired with a real province in this process, and the line between them.

with paired(tmp_path) as commune:
    desk = commune.desk(1)
    desk.desk.log()
    assert desk.sync().acked == 2
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

from desk_app.core.officer import Officer
from desk_app.services import pair_desk
from desk_app.services.changes import Changes
from desk_app.services.run_sync import Listener, SyncResult, sync_once
from desk_app.store import own_ops, receipts, visits
from sync.client.moves import Answered, NoAnswer, NoAnswerKind, Progress, Rest
from sync.client.port import Parted
from sync.protocol.exchange import Request, Response
from sync.protocol.limits import MAX_BODY
from sync.server import enrol, incarnation
from sync.server.store import op_rows
from tests.support.a_province import AProvince
from tests.support.desks import UNIT, OpenDesk, open_desk

URL = "https://tinh.example"
WORDS = tuple(f"từ{n}" for n in range(1024))

Fault = Callable[[Request, Callable[[Request], Response]], Response | NoAnswerKind]


class FaultyLine:
    """Carries requests to the province, or does not: faults are used up one a request."""

    def __init__(self, province: Callable[[Request], Response]) -> None:
        self._province = province
        self.faults: list[Fault] = []
        self.requests: list[Request] = []
        self.closed = False

    def send(self, request: Request, seconds: float, most: int = MAX_BODY) -> Answered | NoAnswer:
        """Carry one request."""
        self.requests.append(request)
        if not self.faults:
            came: Response | NoAnswerKind = self._province(request)
        else:
            came = self.faults.pop(0)(request, self._province)
        if isinstance(came, Response):
            return Answered(came) if len(came.body) <= most else NoAnswer("too_big")
        return NoAnswer(came)

    def probe(self) -> bool:
        """Whether anything would be carried now."""
        return not self.faults

    def cancel(self) -> None:
        """Nothing is ever under way in another thread."""

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True


class Heard(Listener):
    """Keeps what it heard."""

    def __init__(self) -> None:
        self.progress: list[Progress] = []
        self.changes: list[Changes] = []
        self.parted_: list[Parted] = []
        self.rests: list[Rest] = []
        self.errors: list[Exception] = []

    def told(self, progress: Progress) -> None:
        self.progress.append(progress)

    def changed(self, changes: Changes) -> None:
        self.changes.append(changes)

    def parted(self, parted: Parted) -> None:
        self.parted_.append(parted)

    def rested(self, rest: Rest) -> None:
        self.rests.append(rest)

    def broke(self, error: Exception) -> None:
        self.errors.append(error)


class PairedDesk:
    """A real desk, and the line from it to the province."""

    def __init__(self, desk: OpenDesk, province: AProvince) -> None:
        self.desk = desk
        self.province = province
        self.line = FaultyLine(province.handle)
        self.heard = Heard()

    def pair(self) -> None:
        """Pair with a code of the province."""
        code = enrol.new_code(self.province.house, UNIT).code
        officer = Officer(id=self.desk.officer, name="Quản trị", role="administrator")
        pair_desk.pair(
            self.desk.store,
            URL,
            code,
            officer,
            lambda url, proxy, pinned: nullcontext(self._send),
            WORDS,
            "1.0",
        )

    def _send(self, request: Request) -> Answered | NoAnswer:
        return self.line.send(request, 10.0)

    def sync(
        self, faults: Sequence[Fault] = (), cancelled: Callable[[], bool] = lambda: False
    ) -> SyncResult:
        """Sync until nothing more moves."""
        self.line.faults = list(faults)
        return sync_once(
            self.desk.store,
            self.line,
            self.desk.clock,
            self.desk.random.randbytes,
            "1.0",
            self.heard,
            cancelled,
        )

    def own_hashes(self) -> list[bytes]:
        """The hashes of what this desk wrote, in their order."""
        with self.desk.store.reader() as reader:
            return [op.hash for op in own_ops.after(reader, 0, 0, 1_000_000)[1]]

    def held_by_province(self) -> list[bytes]:
        """The hashes of what the province holds of this desk, in their order."""
        desk = self.desk.store.desk
        with self.province.house.store.read(desk.unit) as tx:
            return [op.hash for op in op_rows.of_chain(tx, desk.desk, 0, 0, 1_000_000)]

    def visits(self) -> int:
        """How many visits are here, whoever logged them."""
        with self.desk.store.reader() as reader:
            return visits.total(reader.connection)

    def waiting(self) -> int:
        """How many own ops wait for a receipt."""
        with self.desk.store.reader() as reader:
            return receipts.waiting(reader)


class Commune:
    """Desks of one commune and their province."""

    def __init__(self, folder: Path, opened: ExitStack) -> None:
        self._folder = folder
        self._opened = opened
        home = folder / "province"
        home.mkdir()
        self.province = AProvince(home)
        opened.callback(self._close_province)

    def _close_province(self) -> None:
        self.province.close()  # whichever it is by then: it may have been restored

    def desk(self, number: int = 1) -> PairedDesk:
        """A new desk, paired."""
        new = self.unpaired(number)
        new.pair()
        return new

    def unpaired(self, number: int) -> PairedDesk:
        """A new desk that never heard of the province."""
        desk = open_desk(self._folder / f"desk{number}", seed=number, name=f"Quầy {number}")
        self._opened.callback(desk.close)
        return PairedDesk(desk, self.province)

    def keep_copy(self) -> None:
        """Copy the province's whole folder, as a backup does."""
        self.province.close()
        shutil.copytree(self.province.home, self._folder / "copy")
        self.province.open()

    def restore_copy(self, *, whole: bool) -> None:
        """The province's database is the copy again.

        whole: its folder is, so nothing beside the database tells that anything happened.
        """
        self.province.close()
        kept = (self.province.home / incarnation.FILE).read_bytes()
        shutil.rmtree(self.province.home)
        shutil.copytree(self._folder / "copy", self.province.home)
        if not whole:
            (self.province.home / incarnation.FILE).write_bytes(kept)
        self.province.open()


@contextmanager
def commune(folder: Path) -> Iterator[Commune]:
    """A commune for the length of a block."""
    with ExitStack() as opened:
        yield Commune(folder, opened)
