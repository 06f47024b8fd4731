"""Desks of a commune that attach files to cases, and the slow line between them and the province.

with files_of_commune(tmp_path) as village:
    first = village.desk(1)
    first.attach(photo(1))
    assert first.sync().blobs_waiting == 0
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

from desk_app.attachments.keep import FOLDER_NAME, Keep
from desk_app.core.case_ops import CasePerson, CaseReceived, EvidenceAttached, EvidenceName
from desk_app.core.clock import Millis
from desk_app.core.desk_settings import DeskSettings
from desk_app.core.evidence import EvidenceView
from desk_app.services.attach_evidence import remove_evidence
from desk_app.services.erase_evidence import delete_erased
from desk_app.services.erase_person import erase_person
from desk_app.services.run_sync import SyncResult, sync_once
from desk_app.services.send_attachments import (
    AttachmentFiles,
    Waiting,
    attachments_waiting,
    count_waiting,
)
from desk_app.services.settings import change_settings
from desk_app.store import blob_receipts, evidence_rows
from sync.client.attachments import Attachments
from sync.client.moves import Answered, NoAnswer
from sync.protocol.exchange import Request
from sync.protocol.limits import MAX_BODY
from tests.support.desks import FakeClock
from tests.sync.client.paired import Commune, Fault, PairedDesk, commune

LINE_256_KBIT = 32_000
KIB, MEGABYTE = 1024, 1_000_000
BLOB = "/sync/v1/blob/"


@cache
def photo(number: int, size: int = 20 * KIB) -> bytes:
    """A file of its own for each number; it begins like a JPEG."""
    return b"\xff\xd8\xff\xe0" + random.Random(number).randbytes(size - 4)


def digest(content: bytes) -> str:
    """What a file is called between desk and province."""
    return hashlib.sha256(content).hexdigest()


def pass_time(clock: FakeClock, milliseconds: int) -> None:
    """Let time pass at a desk."""
    clock.wall = Millis(clock.wall + milliseconds)
    clock._mono += milliseconds


class SlowLine:
    """A line of so many bytes a second over another one; time passes on the desk's own clock."""

    def __init__(self, line: PairedDesk, speed: int, delay: int = 200) -> None:
        self._desk, self._speed, self._delay = line, speed, delay
        self.during: Callable[[Request], None] = lambda request: None

    def send(self, request: Request, seconds: float, most: int = MAX_BODY) -> Answered | NoAnswer:
        """Carry a request, unless it would take too long."""
        self.during(request)
        up = len(request.body) + 500
        if not self._passes(up, seconds):
            return NoAnswer("timeout")
        answer = self._desk.line.send(request, seconds, most)
        if isinstance(answer, Answered) and not self._passes(len(answer.response.body), seconds):
            return NoAnswer("timeout")
        return answer

    def _passes(self, size: int, seconds: float) -> bool:
        needed = size * 1000 // self._speed + self._delay // 2
        pass_time(self._desk.desk.clock, int(min(needed, seconds * 1000)))
        return needed <= seconds * 1000


class FilesDesk:
    """A paired desk with a case and a keep, and its attachments on the line."""

    def __init__(self, paired: PairedDesk) -> None:
        self.paired = paired
        self.desk = paired.desk
        self.keep = Keep(self.desk.home / FOLDER_NAME, self.desk.key)
        self.line: SlowLine | None = None
        self.restart()
        self.case = self._case(1)

    def restart(self) -> None:
        """The program ends and begins again."""
        self.files = AttachmentFiles(
            self.desk.store, self.keep, self.desk.clock, self.paired.heard.changed
        )
        self.stage = Attachments(self.files)

    def _case(self, number: int) -> str:
        facts = CaseReceived(number=f"K7QX-A-{number:06d}", procedure="1.004884")
        person = CasePerson(name="Trần Thị Thủy")
        op = self.desk.change(
            lambda tx: tx.log.append(
                "case.received", facts, person=person, officer=self.desk.officer
            )
        )
        return str(op.header.id)

    def attach(self, content: bytes, case: str = "") -> str:
        """Attach a file, without looking into it; its id."""
        with self.keep.taking(content) as taken:
            self.keep.put_in_place(taken)
        return self.write_attached(taken.sha256, taken.size, case)

    def write_attached(self, sha256: str, size: int, case: str = "") -> str:
        """Write that a file was attached; its id."""
        facts = EvidenceAttached(case=case or self.case, sha256=sha256, size=size, media="jpeg")
        op = self.desk.change(
            lambda tx: tx.log.append(
                "evidence.attached",
                facts,
                person=EvidenceName(file="anh.jpg", title=""),
                officer=self.desk.officer,
            )
        )
        return str(op.header.id)

    def remove(self, evidence: str) -> None:
        """Take a file out of its case."""
        self.desk.change(lambda tx: remove_evidence(tx, evidence, self.desk.officer, "nhầm"))

    def erase(self, case: str) -> None:
        """Erase the person of a case, and its files."""
        changes = self.desk.change(
            lambda tx: erase_person(tx, case, "request", "theo đơn", self.desk.officer)
        )
        self.desk.change(lambda tx: delete_erased(tx, self.keep, changes.cases))

    def choose(self, settings: DeskSettings) -> None:
        """Change the settings."""
        self.desk.change(lambda tx: change_settings(tx, settings))

    def view(self, evidence: str) -> EvidenceView:
        """A file as this desk knows it."""
        with self.desk.store.reader() as reader:
            found = evidence_rows.one(reader.connection, evidence)
        assert found is not None
        return found

    def sync(
        self, faults: Sequence[Fault] = (), cancelled: Callable[[], bool] = lambda: False
    ) -> SyncResult:
        """Sync until nothing more moves."""
        self.paired.line.faults = list(faults)
        return sync_once(
            self.desk.store,
            self.line or self.paired.line,
            self.desk.clock,
            self.desk.random.randbytes,
            "1.0",
            self.paired.heard,
            cancelled,
            blobs=partial(count_waiting, keep=self.keep),
            extras=(self.stage,),
        )

    def asked(self) -> list[Request]:
        """The requests about files since the last time this was asked."""
        found = [one for one in self.paired.line.requests if one.path.startswith(BLOB)]
        self.paired.line.requests.clear()
        return found

    def waiting(self) -> Waiting:
        """What waits, as the page shows it."""
        with self.desk.store.reader() as reader:
            return attachments_waiting(reader, self.keep, self.desk.clock.wall)

    def confirmed(self) -> frozenset[str]:
        """The digests that the province said it holds."""
        with self.desk.store.reader() as reader:
            return blob_receipts.confirmed(reader.connection)

    def held(self) -> set[str]:
        """The digests that lie at the province, finished or not."""
        house = self.paired.province.house
        return house.blobs.kept(self.desk.store.desk.unit)

    def province_holds(self, content: bytes) -> bool:
        """Whether these very bytes lie at the province."""
        unit = self.desk.store.desk.unit
        return self.paired.province.house.blobs.is_sound(unit, digest(content))

    def holds(self, content: bytes) -> bool:
        """Whether these very bytes lie at this desk."""
        sha256 = digest(content)
        return self.keep.has(sha256) and b"".join(self.keep.pieces(sha256)) == content


class FilesCommune:
    """Desks of one commune and their province."""

    def __init__(self, made: Commune) -> None:
        self.commune = made

    def desk(self, number: int = 1) -> FilesDesk:
        """A new desk, paired."""
        return FilesDesk(self.commune.desk(number))


@contextmanager
def files_of_commune(folder: Path) -> Iterator[FilesCommune]:
    """A commune for the length of a block."""
    with commune(folder) as made:
        yield FilesCommune(made)
