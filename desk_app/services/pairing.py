"""With whom this desk is paired, since when, and whether a request still waits for its answer."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from desk_app.services.pair_desk import BETWEEN, pending_of
from desk_app.store import desk_keys, province
from desk_app.store.province import ProvinceRow
from desk_app.store.store import Reader
from sync.protocol.certificates import Certificate, read_certificate


class Pairing(msgspec.Struct, frozen=True, kw_only=True):
    """Where the desk stands: with whom it is paired, and whether a request waits for its answer."""

    name: str = ""
    url: str = ""
    words: tuple[str, ...] = ()
    since: Millis | None = None
    until: Millis | None = None
    asked: Millis | None = None

    @property
    def paired(self) -> bool:
        """Whether there is a province."""
        return self.since is not None


def pairing(reader: Reader) -> Pairing:
    """With whom the desk is paired."""
    pending = pending_of(reader)
    asked = None if pending is None else pending.made
    known = province.read(reader.connection)
    if known is None:
        return Pairing(asked=asked)
    certificate = _own_certificate(reader, known)
    return Pairing(
        name=known.name,
        url=known.url,
        words=tuple(known.words.split(BETWEEN)),
        since=known.paired,
        until=None if certificate is None else certificate.not_after,
        asked=asked,
    )


def _own_certificate(reader: Reader, known: ProvinceRow) -> Certificate | None:
    keys = desk_keys.read(reader.connection)
    return None if keys is None else read_certificate(keys.certificate, known.public_key)
