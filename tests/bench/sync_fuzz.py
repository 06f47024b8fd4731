"""Does a desk ever read another commune's row? Requests with stolen, mixed and garbled names.

Who asks holds the keys of a desk of one commune, and knows of another commune all that may be
overheard or found out: ids, a session, a cursor, the name of a file. Every answer is searched for
what only the other commune holds. The province is in this process, on SQLite. MOT_CUA_TORTURE=10
makes the hundred thousand requests a million.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from random import Random

import msgspec

from desk_app.core.case_ops import EvidenceAttached
from desk_app.core.ids import DeskId, new_desk_id
from sync.protocol import page, requests, squeeze
from sync.protocol.exchange import Request, Response
from sync.protocol.keys import new_desk_keys
from sync.protocol.malformed import Malformed
from sync.protocol.messages import Sealed
from sync.server.blobs import LEAST
from sync.server.province import BLOB, HELLO, OWN, PACKAGE, PULL, PUSH, SEALED, SNAPSHOT
from tests.bench.desks import SEED, Bench
from tests.bench.figures import Figure
from tests.support.a_province import OTHER_UNIT, ADesk, AProvince
from tests.support.bounded import TORTURE

_REQUESTS = 100_000
_QUICK = 1_000
_VISITS = 30
_FLIPS = 3
_SESSION = 5_000


def measure(bench: Bench) -> Iterator[Figure]:
    """So many requests, and the answers in which something of the other commune stood."""
    count = _QUICK if bench.sizes.rounds == 1 else _REQUESTS * TORTURE
    with bench.scratch() as folder:
        province = AProvince(folder)
        try:
            asker = _Asker(province, Random(SEED))
            start = time.perf_counter()
            reads = sum(asker.reads(asker.answer()) for _ in range(count))
            seconds = time.perf_counter() - start
        finally:
            province.close()
    answered = ", ".join(f"{status}: {n:,}" for status, n in sorted(asker.statuses.items()))
    bench.notes.append(f"requests for rows of another commune, by their answers: {answered}")
    if not asker.pages:
        raise RuntimeError("not one page came back: nothing was tried")
    yield Figure(
        what=f"rows of another commune read in {count:,} fuzzed requests",
        value=float(reads),
        unit="reads",
        rounds=1,
        goal=0.0,
        beside=f"{asker.pages:,} pages of the own commune came; {count / seconds:,.0f} a second",
    )


class _Asker:
    """A desk of one commune that knows too much about another."""

    def __init__(self, province: AProvince, rnd: Random) -> None:
        self._province, self._rnd = province, rnd
        self._ours, beside = province.desk(1), province.desk(3)
        self._theirs, other = province.desk(2, OTHER_UNIT), province.desk(4, OTHER_UNIT)
        self._content = rnd.randbytes(LEAST)
        self._file = hashlib.sha256(self._content).hexdigest()
        self._stranger = new_desk_keys(rnd.randbytes)
        self.statuses: dict[int, int] = {}
        self.pages = 0
        for desk in (self._ours, beside, self._theirs, other):
            desk.visits(_VISITS)
            if desk is self._theirs:
                self._attach(desk)
            desk.push()
            desk.pull()
        self._put_file()
        self._seal(other)
        self._hashes = {op.hash for desk in (self._theirs, other) for op in desk.own()}
        self._foreign = tuple(one.id.encode() for one in (self._theirs, other))
        self._words = [
            "", "0", "1", "99", "-1", "f" * 64, "..", OTHER_UNIT, self._theirs.id, other.id,
            self._theirs.cursor, other.cursor, self._ours.cursor, self._file,
            *(str(op.header.id) for op in self._theirs.own()[:5]),
        ]  # fmt: skip
        self._bodies = [
            self._theirs.packed(self._theirs.own(), self._ours.keys.sign),
            self._ours.packed(self._ours.own()),
            self._ours.hello_body(),
            self._ours.hello_body(desk=self._theirs.id),
        ]

    def answer(self) -> Response:
        """The answer to the next request."""
        rnd = self._rnd
        if sum(self.statuses.values()) % _SESSION == 0:  # the province's clock runs fast here
            self._ours.hello()
            self._theirs.hello()
        way = rnd.randrange(10)
        if way < 6:
            return self._asked(self._question())
        if way < 8:
            return self._asked(self._deed())
        body = self._garbled(rnd.choice(self._bodies))
        return self._sent(Request(method="POST", path=rnd.choice((PUSH, HELLO)), body=body))

    def reads(self, answer: Response) -> bool:
        """Whether something of the other commune stands in an answer."""
        body = answer.body
        if self._content[:64] in body or any(name in body for name in self._foreign):
            return True
        try:
            read = page.unpack_page(body)
        except Malformed:
            return False
        self.pages += 1
        inflated = squeeze.inflate(body)
        return any(op.hash in self._hashes for op in read.ops) or any(
            name in inflated for name in self._foreign
        )

    # ---- what is asked ---------------------------------------------------------------------------

    def _question(self) -> Request:
        rnd = self._rnd
        path = rnd.choice((PULL, OWN, SNAPSHOT, BLOB + self._word(), PACKAGE + self._word()))
        names = rnd.sample(("cursor", "max", "epoch", "after", "commune", "desk", "unit"), 3)
        query = {name: self._word() for name in names}
        headers = {"range": f"bytes={rnd.randrange(9)}-{rnd.randrange(LEAST)}"}
        method = rnd.choice(("GET", "GET", "GET", "POST", "PUT", "HEAD"))
        return Request(method=method, path=path, query=query, headers=headers)

    def _deed(self) -> Request:
        rnd = self._rnd
        if rnd.random() < 0.5:
            told = f"bytes {rnd.choice((0, LEAST))}-{LEAST - 1}/{LEAST}"
            return Request(
                method="PUT", path=BLOB + self._file, headers={"content-range": told}, body=b"x"
            )
        ids = (self._ours.id, self._theirs.id)
        sealed = Sealed(
            key_id="89abcdef", from_desk=rnd.choice(ids), to_desk=self._theirs.id, sealed="AAAA"
        )
        return Request(method="POST", path=SEALED, body=msgspec.json.encode(sealed))

    def _word(self) -> str:
        word = self._rnd.choice(self._words)
        if word and self._rnd.random() < 0.2:
            at = self._rnd.randrange(len(word))
            word = word[:at] + self._rnd.choice("0aZ._-") + word[at + 1 :]
        return word

    def _garbled(self, body: bytes) -> bytes:
        found = bytearray(body)
        for _ in range(self._rnd.randrange(_FLIPS)):
            found[self._rnd.randrange(len(found))] ^= 1 << self._rnd.randrange(8)
        return bytes(found)

    def _asked(self, request: Request) -> Response:
        """Sign as somebody, with somebody's session, in somebody's name."""
        rnd = self._rnd
        honest = rnd.random() < 0.5
        name = self._ours.id if honest else rnd.choice((self._ours.id, self._theirs.id, _NOBODY))
        sessions = (self._ours.session, self._theirs.session, "", self._word())
        session = self._ours.session if honest else rnd.choice(sessions)
        keys = self._ours.keys if honest or rnd.random() < 0.8 else self._stranger
        return self._sent(requests.sign_request(request, name, session, keys.sign))

    def _sent(self, request: Request) -> Response:
        answer = self._province.handle(request)
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        return answer

    # ---- what the other commune holds ------------------------------------------------------------

    def _attach(self, desk: ADesk) -> None:
        case = str(desk.own()[0].header.id)
        facts = EvidenceAttached(case=case, sha256=self._file, size=len(self._content), media="pdf")
        desk.write("evidence.attached", facts)

    def _put_file(self) -> None:
        size = len(self._content)
        told = f"bytes 0-{size - 1}/{size}"
        request = Request(
            method="PUT",
            path=BLOB + self._file,
            headers={"content-range": told},
            body=self._content,
        )
        assert self._theirs.ask(request).status == 200

    def _seal(self, other: ADesk) -> None:
        sealed = Sealed(
            key_id="89abcdef", from_desk=other.id, to_desk=self._theirs.id, sealed="AAAA"
        )
        body = msgspec.json.encode(sealed)
        assert other.ask(Request(method="POST", path=SEALED, body=body)).status == 200


_NOBODY: DeskId = new_desk_id(bytes(10))
