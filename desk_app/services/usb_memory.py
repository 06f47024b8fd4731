"""What the desk remembers of bundles it wrote, so that a reply to one of them is known again."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis
from desk_app.services.sync_memory import read_memory
from desk_app.store import sqlite, sync_state

_NAME = "usb"
# A reply to an older bundle than these still brings receipts and pages.
_KEPT = 16


class Greeting(msgspec.Struct, frozen=True):
    """What a bundle greeted the province with; contact: when the line had answered last then."""

    nonce: str
    bundle: str
    contact: Millis | None


class UsbMemory(msgspec.Struct, frozen=True, omit_defaults=True):
    """The newest bundles written here, the newest last; made and file: of that one.

    taken: when a reply was read last.
    """

    greetings: tuple[Greeting, ...] = ()
    made: Millis | None = None
    file: str = ""
    taken: Millis | None = None


def read_usb(connection: sqlite.Connection) -> UsbMemory:
    """What is remembered; an entry that cannot be read counts as none."""
    text = sync_state.get(connection, _NAME)
    try:
        return UsbMemory() if text is None else msgspec.json.decode(text, type=UsbMemory)
    except msgspec.MsgspecError:
        return UsbMemory()


def wrote(connection: sqlite.Connection, nonce: str, bundle: str, made: Millis, file: str) -> None:
    """A bundle with this greeting is on its way."""
    memory = read_usb(connection)
    greeting = Greeting(nonce, bundle, read_memory(connection).contact)
    kept = (*memory.greetings, greeting)[-_KEPT:]
    _write(connection, msgspec.structs.replace(memory, greetings=kept, made=made, file=file))


def took(connection: sqlite.Connection, at: Millis) -> None:
    """A reply was read to its end."""
    _write(connection, msgspec.structs.replace(read_usb(connection), taken=at))


def _write(connection: sqlite.Connection, memory: UsbMemory) -> None:
    sync_state.put(connection, _NAME, msgspec.json.encode(memory).decode())
