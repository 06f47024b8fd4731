"""What the province publishes for all desks, checked before it is signed; how a desk gets it."""

from __future__ import annotations

from datetime import date

from desk_app.core.errors import UserProblem
from desk_app.core.package_content import Content, read_content
from desk_app.core.problems import Problem
from sync.protocol.exchange import Request, Response
from sync.protocol.packages import Kind, Manifest, manifest_for, pack_package, sign_manifest
from sync.server.answers import Refused, given
from sync.server.house import House
from sync.server.store import package_rows
from sync.server.store.engine import NO_COMMUNE


def publish_checked(
    house: House, content: bytes, kind: Kind, valid_from: date
) -> tuple[Manifest, Content]:
    """Publish what every desk can use; UserProblem names everything that is wrong with it.

    What was published is never taken back: the same content cannot get another day.
    """
    read = read_content(kind, content, valid_from)
    made = publish(house, content, kind, read.name, valid_from.isoformat())
    with house.store.read(NO_COMMUNE) as tx:
        offered = package_rows.ref(tx, made.sha256)
    if offered is not None and (offered.kind, offered.valid_from) != (kind, made.valid_from):
        day = date.fromisoformat(offered.valid_from)
        values = {"kind": offered.kind, "day": f"{day:%d/%m/%Y}"}
        raise UserProblem(Problem("province.package_there", "file", values))
    return made, read


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
