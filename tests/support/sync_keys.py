"""Keys of made-up desks and provinces, the same in every run."""

from __future__ import annotations

import random

from desk_app.core.clock import Millis
from desk_app.core.ids import DeskId, new_desk_id
from sync.protocol.certificates import LIFE, Certificate, sign_certificate
from sync.protocol.keys import DeskKeys, ProvinceKeys, new_desk_keys, new_province_keys

UNIT = "07210"
BEGAN = Millis(1_792_000_000_000)


def desk_id(seed: int) -> DeskId:
    """The id of the made-up desk with this number."""
    return new_desk_id(random.Random(f"desk {seed}").randbytes(10))


def desk_keys(seed: int) -> DeskKeys:
    """The keys of the made-up desk with this number."""
    return new_desk_keys(random.Random(f"desk keys {seed}").randbytes)


def province_keys(seed: int = 0) -> ProvinceKeys:
    """The keys of the made-up province with this number."""
    return new_province_keys(random.Random(f"province {seed}").randbytes)


def certificate(seed: int, unit: str = UNIT, *, practice: bool = False) -> Certificate:
    """The certificate of the made-up desk with this number."""
    public = desk_keys(seed).public
    return Certificate(
        desk=desk_id(seed),
        unit=unit,
        practice=practice,
        serial=1,
        signing=public.signing,
        sealing=public.sealing,
        recipient=public.recipient,
        not_before=BEGAN,
        not_after=Millis(BEGAN + LIFE),
    )


def certificate_text(seed: int, unit: str = UNIT, province: int = 0) -> str:
    """The certificate as the made-up province hands it out."""
    return sign_certificate(certificate(seed, unit), province_keys(province).sign)


def flipped(data: bytes, place: int) -> bytes:
    """The same bytes with one bit turned; place counts bits and begins again at the end."""
    place %= len(data) * 8
    changed = bytearray(data)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)
