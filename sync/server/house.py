"""What every part of the province is given, and how the province knows who speaks."""

from __future__ import annotations

import threading
from collections.abc import Callable

import msgspec

from desk_app.core.clock import Clock, Millis
from desk_app.core.ids import DeskId
from sync.protocol import cursors, requests
from sync.protocol.exchange import Request
from sync.protocol.keys import ProvinceKeys
from sync.server.answers import Refused
from sync.server.blob_files import BlobFiles
from sync.server.incarnation import Incarnation
from sync.server.store import desk_rows, province_rows
from sync.server.store.desk_rows import Desk
from sync.server.store.engine import Store

Random = Callable[[int], bytes]


class House:
    """The parts of an open province, handed to whoever answers a request."""

    def __init__(
        self,
        store: Store,
        keys: ProvinceKeys,
        clock: Clock,
        random: Random,
        blobs: BlobFiles,
        incarnation: Incarnation,
    ) -> None:
        self.store = store
        self.keys = keys
        self.random = random
        self.blobs = blobs
        self.incarnation = incarnation
        self.session_secret = cursors.session_secret(keys)
        self.cursor_secret = cursors.cursor_secret(keys)
        self._clock = clock
        # A desk never moves to another commune, so this may be remembered.
        self._communes: dict[str, str] = {}
        # The key a desk last signed with; checked against the store before anything is written.
        self._signers: dict[str, bytes] = {}
        self._lock = threading.Lock()

    @property
    def now(self) -> Millis:
        """The province's clock."""
        return self._clock().wall

    def commune_of(self, desk: str) -> str:
        """The commune of a desk by the province's own record; refuses a stranger."""
        known = self._communes.get(desk)
        if known is not None:
            return known
        found = province_rows.commune_of(self.store, desk)
        if found is None:
            raise Refused(401, "sync.unknown_desk")
        with self._lock:
            self._communes[desk] = found
        return found

    def signer(self, desk: str, commune: str, *, again: bool = False) -> bytes:
        """The key that checks what a desk signed; refuses a stranger. again: look it up anew."""
        known = None if again else self._signers.get(desk)
        if known is not None:
            return known
        with self.store.read(commune) as tx:
            found = desk_rows.one(tx, desk)
        if found is None:
            raise Refused(401, "sync.unknown_desk")
        with self._lock:
            self._signers[desk] = found.signing
        return found.signing

    def caller(self, request: Request) -> Caller:
        """Whose request this is, by its session and signature; refuses whoever may not read."""
        proof = requests.proof_of(request)
        if proof is None:
            raise Refused(401, "sync.no_proof")
        session = cursors.read_session(self.session_secret, proof.session, self.now)
        if session is None or session.desk != proof.desk:
            raise Refused(401, "sync.no_session")
        commune = self.commune_of(proof.desk)
        with self.store.read(commune) as tx:
            desk = desk_rows.one(tx, proof.desk)
        if desk is None:
            raise Refused(401, "sync.unknown_desk")
        if not requests.holds(proof, desk.signing):
            raise Refused(401, "sync.signature")
        if desk.state == "revoked":
            raise Refused(403, "sync.revoked")
        return Caller(commune=commune, desk=desk)


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """A desk that proved who it is."""

    commune: str
    desk: Desk

    @property
    def id(self) -> DeskId:
        """Its id."""
        return self.desk.desk
