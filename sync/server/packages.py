"""What the province publishes for all desks, and how a desk fetches it."""

from __future__ import annotations

from sync.protocol.exchange import Request, Response
from sync.protocol.packages import Kind, Manifest, manifest_for, pack_package, sign_manifest
from sync.server.answers import Refused, given
from sync.server.house import House
from sync.server.store import package_rows
from sync.server.store.engine import NO_COMMUNE


def publish(house: House, content: bytes, kind: Kind, name: str, valid_from: str) -> Manifest:
    """Sign a package and offer it to every desk; the same content again changes nothing."""
    manifest = manifest_for(content, kind, name, valid_from, house.now)
    with house.store.write(NO_COMMUNE) as tx:
        package_rows.publish(tx, manifest, sign_manifest(manifest, house.keys.sign), content)
    return manifest


def get(house: House, request: Request, sha256: str) -> Response:
    """A package with its signed manifest."""
    house.caller(request)
    with house.store.read(NO_COMMUNE) as tx:
        found = package_rows.one(tx, sha256)
    if found is None:
        raise Refused(404, "sync.package_unknown")
    return given(pack_package(*found))
