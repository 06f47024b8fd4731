"""A province of a hundred lines that keeps to the protocol; what it holds lies open.

It stands in for the real one where a test wants it to misbehave or to be looked into.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable

import msgspec

from desk_app.core.chain import GENESIS
from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId
from desk_app.core.ops import Op
from sync.protocol import batch, page, receipts, requests
from sync.protocol.exchange import MARK, Request, Response
from sync.protocol.keys import DeskKeys, ProvinceKeys, new_province_keys, verify
from sync.protocol.messages import (
    ChainHead,
    HelloAnswer,
    PackageRef,
    PageHead,
    Peer,
    PushAnswer,
    Receipt,
    SetAside,
)
from sync.protocol.packages import manifest_for, pack_package, sign_manifest

ChainId = tuple[str, int]


def marked(body: bytes, status: int = 200, **headers: str) -> Response:
    """An answer of the province's own."""
    return Response(status=status, headers={MARK: "1", **headers}, body=body)


def refused(status: int, code: str = "", **fields: object) -> Response:
    """A refusal of the province's own."""
    return marked(msgspec.json.encode({"code": code, **fields}), status)


class SmallProvince:
    """One commune's province."""

    def __init__(self, unit: str = "07210", *, practice: bool = True) -> None:
        self.keys: ProvinceKeys = new_province_keys(random.Random(9).randbytes)
        self.unit = unit
        self.practice = practice
        self.server_epoch = "s1"
        self.epochs = {"s1"}
        self.session = "first"
        self.time = Millis(1_793_000_000_000)
        self.desks: dict[DeskId, DeskKeys] = {}
        self.chains: dict[ChainId, list[Op]] = {}
        self.feed: list[Op] = []
        self.page = 100
        self.pace = 60
        self.revoked = False
        self.aside: tuple[SetAside, ...] = ()
        self.published: dict[str, bytes] = {}
        self.refs: tuple[PackageRef, ...] = ()
        self.peers: tuple[Peer, ...] = ()
        self.sealed: list[bytes] = []
        self.seen: list[Request] = []
        self.before: Callable[[Request], Response | None] = lambda request: None

    @property
    def public(self) -> bytes:
        """The key that checks its signatures."""
        return self.keys.public

    def enrol(self, desk: DeskId, keys: DeskKeys) -> None:
        """Know this desk."""
        self.desks[desk] = keys

    def holds(self, desk: DeskId, epoch: int = 0) -> list[Op]:
        """What it holds of a chain."""
        return self.chains.get((desk, epoch), [])

    def restore(self, server_epoch: str, ops: int) -> None:
        """Its store was restored from a copy with so many ops of each chain."""
        self.server_epoch = server_epoch
        self.epochs.add(server_epoch)
        self.chains = {chain: held[:ops] for chain, held in self.chains.items()}
        kept = {op.header.id for held in self.chains.values() for op in held}
        self.feed = [op for op in self.feed if op.header.id in kept]

    def publish(self, content: bytes, name: str = "catalogue") -> str:
        """Publish a package; its digest."""
        manifest = manifest_for(content, "catalogue", name, "2026-12-01", self.time)
        proof = sign_manifest(manifest, self.keys.sign)
        self.published[manifest.sha256] = pack_package(proof, content)
        self.refs = (*self.refs, manifest.ref)
        return manifest.sha256

    def paths(self) -> list[str]:
        """The last parts of the paths asked for."""
        return [request.path.rsplit("/", 1)[-1] for request in self.seen]

    def handle(self, request: Request) -> Response:
        """The answer."""
        self.seen.append(request)
        early = self.before(request)
        if early is not None:
            return early
        assert request.headers.get(MARK) == "1", request
        match request.path.split("/")[3]:
            case "hello":
                return self._hello(request)
            case "push":
                return self._push(request)
            case "pull" | "snapshot":
                return self._checked(request) or self._pull(request)
            case "sealed":
                self.sealed.append(request.body)
                return self._checked(request) or marked(b"{}")
            case _:
                digest = request.path.rsplit("/", 1)[-1]
                return self._checked(request) or marked(self.published[digest])

    def _checked(self, request: Request) -> Response | None:
        proof = requests.proof_of(request)
        if proof is None or not requests.holds(proof, self._public_of(proof.desk)):
            return refused(401, "sync.proof")
        return None if proof.session == self.session else refused(401, "sync.session")

    def _public_of(self, desk: DeskId) -> bytes:
        return bytes(self.desks[desk]._signer.verify_key)

    def _heads(self, desk: DeskId) -> tuple[ChainHead, ...]:
        return tuple(
            ChainHead(epoch=epoch, seq=len(ops), hash=ops[-1].hash.hex())
            for (owner, epoch), ops in sorted(self.chains.items())
            if owner == desk and ops
        )

    def _hello(self, request: Request) -> Response:
        signed = requests.unpack_hello(request.body)
        assert signed is not None
        hello = signed.hello
        if hello.desk not in self.desks:
            return refused(403, "sync.unknown_desk")
        assert requests.hello_holds(signed, self._public_of(hello.desk))
        answer = HelloAnswer(
            protocol=1,
            nonce=hello.nonce,
            unit=self.unit,
            practice=self.practice,
            acked=self._heads(hello.desk),
            server_epoch=self.server_epoch,
            server_time=self.time,
            session=self.session,
            pace=self.pace,
            state="revoked" if self.revoked else "active",
            packages=self.refs,
            peers=self.peers,
        )
        return marked(requests.pack_hello_answer(answer, self.keys.sign))

    def _push(self, request: Request) -> Response:
        signed = batch.unpack(request.body)
        pushed = signed.batch
        assert verify(self._public_of(pushed.desk), signed.signed, signed.signature)
        held = self.chains.setdefault((pushed.desk, pushed.epoch), [])
        if pushed.first > len(held) + 1:
            return refused(409, "sync.gap", acked=msgspec.to_builtins(self._heads(pushed.desk)))
        for op in pushed.ops:
            place = op.header.seq - 1
            if place < len(held):
                if held[place].hash != op.hash:
                    heads = msgspec.to_builtins(self._heads(pushed.desk))
                    return refused(409, "sync.fork", acked=heads)
                continue
            held.append(op)
            if not self.revoked:
                self.feed.append(op)
        receipt = receipts.sign_receipt(
            Receipt(
                desk=pushed.desk,
                epoch=pushed.epoch,
                seq=len(held),
                head=held[-1].hash.hex(),
                server_time=self.time,
                server_epoch=self.server_epoch,
            ),
            self.keys.sign,
        )
        answer = PushAnswer(receipt=receipt, aside=self.aside, held=self.revoked)
        return marked(msgspec.json.encode(receipts.seal_answer(answer, self.keys.sign)))

    def _pull(self, request: Request) -> Response:
        cursor = request.query["cursor"]
        epoch, _, place = (cursor or f"{self.server_epoch}:0").partition(":")
        if epoch not in self.epochs:
            return refused(409, "sync.cursor")
        start = min(int(place), len(self.feed))
        ops = self.feed[start : start + min(self.page, int(request.query.get("max", "2048")))]
        end = start + len(ops)
        head = PageHead(
            cursor=f"{self.server_epoch}:{end}",
            count=len(ops),
            more=end < len(self.feed),
            server_epoch=self.server_epoch,
            reader=request.headers[requests.DESK],
            after=cursor,
            packages=self.refs,
        )
        runs = page.runs_of(ops, self._previous)
        return marked(page.pack_page(head, runs, self.keys.sign))

    def _previous(self, desk: DeskId, epoch: int, seq: int) -> bytes:
        return self.chains[desk, epoch][seq - 2].hash if seq > 1 else GENESIS

    def digest(self) -> str:
        """Everything it holds, in one hash."""
        lines = [
            f"{desk}.{epoch}.{op.header.seq}:{op.hash.hex()}"
            for (desk, epoch), ops in sorted(self.chains.items())
            for op in ops
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()
