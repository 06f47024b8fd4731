"""The province's receipt, "I hold this chain up to here", and what it says beside it; signed."""

from __future__ import annotations

import msgspec

from sync.protocol import base64url
from sync.protocol.keys import SIGNATURE_LENGTH, Sign, fields, verify
from sync.protocol.messages import PushAnswer, Receipt

_DOMAIN = "mot-cua receipt 1"
_ANSWER = "mot-cua push answer 1"


def receipt_bytes(receipt: Receipt) -> bytes:
    """What the province signs: every field but the signature."""
    return fields(
        _DOMAIN,
        receipt.desk,
        receipt.epoch,
        receipt.seq,
        receipt.head,
        receipt.server_time,
        receipt.server_epoch,
    )


def sign_receipt(receipt: Receipt, sign: Sign) -> Receipt:
    """The same receipt, signed."""
    signature = base64url.encode(sign(receipt_bytes(receipt)))
    return msgspec.structs.replace(receipt, signature=signature)


def verify_receipt(receipt: Receipt, province: bytes) -> bool:
    """Whether the province with this public key signed the receipt."""
    signature = base64url.decode(receipt.signature, SIGNATURE_LENGTH)
    return signature is not None and verify(province, receipt_bytes(receipt), signature)


def seal_answer(answer: PushAnswer, sign: Sign) -> PushAnswer:
    """The same answer, sealed if it says anything but its receipt."""
    if not answer.aside and not answer.held:
        return answer
    return msgspec.structs.replace(answer, seal=base64url.encode(sign(_answer_bytes(answer))))


def verify_answer(answer: PushAnswer, province: bytes) -> bool:
    """Whether all that the answer says comes from the province with this public key."""
    if not verify_receipt(answer.receipt, province):
        return False
    if not answer.aside and not answer.held:
        return True
    seal = base64url.decode(answer.seal, SIGNATURE_LENGTH)
    return seal is not None and verify(province, _answer_bytes(answer), seal)


def _answer_bytes(answer: PushAnswer) -> bytes:
    """What the province signs: field by field, so that a newer release may add some."""
    said: list[str | int] = [int(answer.held), len(answer.aside)]
    for one in answer.aside:
        values = [part for pair in sorted(one.values.items()) for part in pair]
        said += [one.op, one.code, one.held_by or "", int(one.settled), len(values), *values]
    return fields(_ANSWER, answer.receipt.signature, *said)
