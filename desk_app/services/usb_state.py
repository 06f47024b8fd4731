"""What there is to carry to the province on a stick, and how it stands with the last bundle."""

from __future__ import annotations

import msgspec

from desk_app.core.clock import Millis, day_of
from desk_app.services import usb_memory
from desk_app.services.usb_bundle import file_name
from desk_app.store import blob_receipts, province, receipts
from desk_app.store.store import Reader
from sync.protocol.certificates import mark_of


class UsbState(msgspec.Struct, frozen=True, kw_only=True):
    """waiting: own ops without a receipt; blobs: attachments that wait; made, file: of the bundle
    that was written last; taken: when a reply was read last; name: for the next bundle."""

    paired: bool = False
    waiting: int = 0
    blobs: int = 0
    made: Millis | None = None
    file: str = ""
    taken: Millis | None = None
    name: str = ""

    @property
    def answered(self) -> bool:
        """Whether a reply was read since the last bundle was written."""
        return self.made is not None and self.taken is not None and self.taken >= self.made


def usb_state(reader: Reader, now: Millis) -> UsbState:
    """What is so now."""
    memory = usb_memory.read_usb(reader.connection)
    desk = reader.desk
    return UsbState(
        paired=province.read(reader.connection) is not None,
        waiting=receipts.waiting(reader),
        blobs=len(blob_receipts.waiting(reader.connection, desk.desk)),
        made=memory.made,
        file=memory.file,
        taken=memory.taken,
        name=file_name(desk.unit, mark_of(desk.desk), day_of(now).isoformat()),
    )
