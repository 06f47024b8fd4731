"""Hands for bundles at a province: taking one in, and reading the reply as the desk does."""

from __future__ import annotations

from pathlib import Path

from desk_app.core.ops import Op
from sync import stick
from sync.protocol.bundle import Kind, Manifest
from sync.protocol.keys import verify
from sync.protocol.read_bundle import read_bundle
from sync.server import bundle_reply, bundles
from sync.server.bundles import Taken
from tests.support.a_province import ADesk

FILE = "goi.mcua"


def take_in(desk: ADesk, data: bytes, folder: Path) -> Taken:
    """The province takes in a file."""
    file = folder / FILE
    file.write_bytes(data)
    return bundles.take_in(desk.province.house, stick.find(file))


def everything(desk: ADesk) -> list[Op]:
    """What the province holds, as another desk of the commune reads it."""
    reader = ADesk(desk.province, 99)
    return [op for one in reader.pull() for op in one.ops]


def reply_for(desk: ADesk, folder: Path, taken: Taken | None = None) -> Heard:
    """The reply, as the desk reads it."""
    target = folder / "tra-loi.mcua"
    house = desk.province.house
    with stick.writing(target) as writing:
        bundle_reply.write_reply(house, bundles.caller_of(house, desk.id), writing, taken)
    heard = Heard()
    with target.open("rb") as opened:
        closing = read_bundle([opened], desk.keys.age, heard)
    assert verify(desk.province.keys.public, closing.signed, closing.signature)
    heard.manifest = closing.manifest
    return heard


class Heard:
    """What a reply holds."""

    manifest: Manifest

    def __init__(self) -> None:
        self.things: list[tuple[Kind, bytes]] = []

    def take(self, kind: Kind, content: bytes) -> None:
        self.things.append((kind, content))

    def begin(self, size: int) -> None:
        raise AssertionError

    def write(self, data: bytes) -> None:
        raise AssertionError

    def end(self, sha256: str) -> None:
        raise AssertionError

    def of(self, kind: Kind) -> list[bytes]:
        return [content for one, content in self.things if one == kind]
