"""The keys that hash ID numbers pass from desk to desk, sealed, and the main one is agreed on.

Each desk of a commune began with a key of its own. At every greeting a desk seals what it holds
for the certified desks that lack it; the province carries the boxes and cannot open them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desk_app.core.keyed_hash import KeyedHash
from desk_app.services.pair_desk import own_keys
from desk_app.store import commune_keys, desk_keys, province
from desk_app.store.store import Reader
from desk_app.store.writer import Tx
from sync.protocol.certificates import Certificate, read_certificate
from sync.protocol.messages import Peer, Sealed
from sync.protocol.sealing import open_key, seal_key

# A commune has at most eight desks; more keys than this nobody made by working.
MOST_KEYS = 64


def held_keys(reader: Reader) -> tuple[str, ...]:
    """The ids of the keys this desk holds, as it tells them in its greeting."""
    return tuple(key.key_id for key in commune_keys.all_keys(reader.connection))


def keys_for(reader: Reader, peers: Iterable[Peer]) -> tuple[Sealed, ...]:
    """Every key this desk holds, sealed for each certified desk of its commune that lacks it."""
    row, held = desk_keys.read(reader.connection), commune_keys.all_keys(reader.connection)
    if row is None:
        return ()
    mine = own_keys(row)
    made = [
        seal_key(key.key_id, key.key, reader.desk.desk, mine, certificate)
        for peer, certificate in _certified(reader, peers)
        for key in held
        if key.key_id not in peer.keys
    ]
    return tuple(sealed for sealed in made if sealed is not None)


def take_keys(tx: Tx, boxes: Sequence[Sealed], peers: Iterable[Peer]) -> int:
    """Keep the keys that certified desks of the commune sealed for this one; how many were new."""
    row = desk_keys.read(tx.connection)
    if row is None:
        return 0
    mine = own_keys(row)
    senders = {peer.desk: certificate for peer, certificate in _certified(tx, peers)}
    held = {key.key_id for key in commune_keys.all_keys(tx.connection)}
    taken = 0
    for sealed in boxes:
        sender = senders.get(sealed.from_desk)
        if sender is None or sealed.key_id in held or len(held) >= MOST_KEYS:
            continue
        key = open_key(sealed, tx.desk.desk, mine, sender)
        if key is None or KeyedHash(key).key_id != sealed.key_id:
            continue
        held.add(commune_keys.keep(tx.connection, key))
        taken += 1
    return taken


def follow_main(tx: Tx, key_id: str) -> bool:
    """Hash with the key that the province names; False while this desk does not hold it yet."""
    if commune_keys.main_key(tx.connection).key_id == key_id:
        return True
    return commune_keys.make_main(tx.connection, key_id)


def _certified(where: Reader | Tx, peers: Iterable[Peer]) -> list[tuple[Peer, Certificate]]:
    """The other desks of this commune whose certificate the province signed."""
    known = province.read(where.connection)
    if known is None:
        return []
    found = []
    for peer in peers:
        certificate = read_certificate(peer.certificate, known.public_key)
        if (
            certificate is not None
            and certificate.desk == peer.desk != where.desk.desk
            and (certificate.unit, certificate.practice) == (where.desk.unit, where.desk.practice)
        ):
            found.append((peer, certificate))
    return found
