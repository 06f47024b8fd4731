"""Bundles as a desk of `a_province` writes them, right ones and others."""

from __future__ import annotations

import io
from collections.abc import Iterable

import msgspec

from desk_app.core.clock import Millis
from sync.protocol.bundle import Manifest, new_identity
from sync.protocol.write_bundle import Blob, Whole, write_bundle
from tests.support.a_province import ADesk, FakeRandom
from tests.support.desks import START


def bundle_of(
    desk: ADesk, items: Iterable[Whole | Blob], recipient: str | None = None, **changes: object
) -> bytes:
    """A bundle as a desk writes it; changes: of its manifest."""
    manifest = Manifest(
        writer=desk.id, reader="", unit=desk.unit, practice=True, made=Millis(START), protocol=1
    )
    return packed(desk, msgspec.structs.replace(manifest, **changes), items, recipient)


def packed(
    desk: ADesk, manifest: Manifest, items: Iterable[Whole | Blob], recipient: str | None = None
) -> bytes:
    """A bundle with this manifest, signed by the desk."""
    part = Kept()
    write_bundle(
        manifest,
        items,
        sign=desk.keys.sign,
        recipient=recipient or desk.province.keys.recipient,
        identity=new_identity(manifest.reader, FakeRandom("bundle")),
        open_part=lambda number: part,
    )
    return part.getvalue()


class Kept(io.BytesIO):
    """A part that can be read after it was closed."""

    def close(self) -> None:
        """Keep what was written."""


def pushes(desk: ADesk, size: int = 4) -> list[Whole]:
    """Everything the desk wrote, in pushes of few ops."""
    own = desk.own()
    return [
        Whole("push", desk.packed(own[first : first + size])) for first in range(0, len(own), size)
    ]
