"""How a desk becomes known to its province: one code, told by a person, proves both to each other.

The province keeps no code but the key stretched from it. The desk MACs its request with that key
and signs it with the key it wants certified; the province MACs its answer over both. Whoever does
not know the code can neither pose as the desk nor as the province, and whoever was told the code
and stands between them ends with other six words on the two screens.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from nacl.pwhash import argon2id

from desk_app.core.ids import CROCKFORD, DESK_ID_LENGTH, DeskId, crockford
from sync.protocol import base64url, signed_lines
from sync.protocol.keys import (
    PUBLIC_LENGTH,
    SIGNATURE_LENGTH,
    DeskKeys,
    Random,
    fields,
    mac,
    same,
    verify,
)
from sync.protocol.malformed import BAD
from sync.protocol.messages import Message

PATH = "/sync/v1/enrol"
CODE_LENGTH = 10
CODE_BYTES = 7
CODE_LIFE = 72 * 3600 * 1000
TRIES = 5
NONCE_LENGTH = 16

_MAC_LENGTH = 32
_SALT_LENGTH = 16
_REQUEST = "mot-cua enrol request 1"
_ANSWER = "mot-cua enrol answer 1"
_WORDS = "mot-cua six words 1"
_SALT = "mot-cua enrol salt 1"

# RFC 9106's second recommendation: 0.13 s and 64 MiB here, so 2^50 codes cost more than a
# million years of one core.
_PASSES = 3
_MEMORY = 64 << 20

_DeskCode = Annotated[DeskId, Meta(pattern=rf"^[{CROCKFORD}]{{{DESK_ID_LENGTH}}}\Z")]
_UnitCode = Annotated[str, Meta(pattern=r"^[0-9]{5}\Z")]
_Key = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{43}\Z")]
_Recipient = Annotated[str, Meta(pattern=r"^age1[a-z0-9]{58}\Z")]
_KeyId = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}\Z")]
_Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
_Nonce = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{22}\Z")]
_Words = Annotated[str, Meta(max_length=200)]

# Why the province does not take a desk: Problem codes of its refusals.
#   enrol.wrong_code  no code of this commune fits; values: left (tries)
#   enrol.used_up     wrong too often: no code of this commune is open any more
#   enrol.expired     the code fits, but its 72 hours are over
#   enrol.used        the code fits, but a desk used it before
#   enrol.commune     no code is open for this commune at all; values: unit
#   enrol.practice    a practice desk asked a real province
#   enrol.real        a real desk asked a practice province
#   enrol.mark        another desk of the commune prints numbers with this mark; values: mark
#   enrol.revoked     this desk was revoked
#   enrol.unreadable  the body is no request of ours
RefusalCode = Literal[
    "enrol.wrong_code", "enrol.used_up", "enrol.expired", "enrol.used", "enrol.commune",
    "enrol.practice", "enrol.real", "enrol.mark", "enrol.revoked", "enrol.unreadable",
]  # fmt: skip

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = str.maketrans("", "", " -–—._\u00a0\t\r\n")


def new_code(random: Random) -> str:
    """A fresh code: ten Crockford characters, 50 bits."""
    return crockford(random(CODE_BYTES), CODE_LENGTH)


def shown_code(code: str) -> str:
    """The code as it is written down: two groups of five."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def read_code(text: str) -> str | None:
    """The code that was meant; None when it is none.

    Case, spaces and dashes do not matter; O is read as 0, I and L as 1.
    """
    code = text.translate(_BETWEEN).upper().translate(_READ_AS)
    return code if len(code) == CODE_LENGTH and set(code) <= set(CROCKFORD) else None


def stretched(code: str, unit: str) -> bytes:
    """The key (32 bytes) that stands for a code of this commune. Takes a tenth of a second."""
    salt = hashlib.sha256(fields(_SALT, unit)).digest()[:_SALT_LENGTH]
    return argon2id.kdf(32, code.encode(), salt, opslimit=_PASSES, memlimit=_MEMORY)


class EnrolRequest(Message, frozen=True):
    """A desk asks to be certified.

    key_id: of the commune key it holds; opening: hash of the op that opened it (hex); app: its
    version; wall: its clock, so that a wrong one can be told; nonce: 16 random bytes.
    """

    protocol: tuple[int, int]
    desk: _DeskCode
    unit: _UnitCode
    practice: bool
    signing: _Key
    sealing: _Key
    recipient: _Recipient
    key_id: _KeyId
    nonce: _Nonce
    opening: _Hash
    app: _Words
    wall: int

    @property
    def public(self) -> bytes:
        """The key that checks what the desk signed (32 bytes); empty when there is none in it."""
        return base64url.decode(self.signing, PUBLIC_LENGTH) or b""


class EnrolAnswer(Message, frozen=True):
    """The province takes the desk.

    nonce: the request's; certificate: as text; signing: the province's key; recipient: where
    bundles are encrypted to; name: of the province; server_time: its clock.
    """

    protocol: int
    nonce: str
    unit: str
    practice: bool
    certificate: str
    signing: _Key
    recipient: _Recipient
    server_epoch: str
    server_time: int
    name: _Words = ""
    commune_key: str = ""

    @property
    def public(self) -> bytes:
        """The key that checks what the province signed (32 bytes); empty when there is none."""
        return base64url.decode(self.signing, PUBLIC_LENGTH) or b""


class SignedRequest(msgspec.Struct, frozen=True):
    """A request as it came; line: the bytes under MAC and signature."""

    request: EnrolRequest
    line: bytes
    tag: bytes
    signature: bytes


def pack_request(request: EnrolRequest, keys: DeskKeys, key: bytes) -> bytes:
    """The body of a request, MACed with the stretched code and signed with the desk's new key."""
    line = msgspec.json.encode(request)
    message = fields(_REQUEST, line)
    return signed_lines.pack(line, mac(key, message), keys.sign(message))


def unpack_request(body: bytes) -> SignedRequest | None:
    """The request; None when `body` is none, or whoever sent it has not the key in it."""
    found = signed_lines.unpack(body, _MAC_LENGTH, SIGNATURE_LENGTH)
    if found is None:
        return None
    try:
        request = _request.decode(found.line)
    except BAD:
        return None
    tag, signature = found.tags
    if not verify(request.public, fields(_REQUEST, found.line), signature):
        return None
    return SignedRequest(request, found.line, tag, signature)


def request_fits(signed: SignedRequest, key: bytes) -> bool:
    """Whether the sender knew the code that this key was stretched from."""
    return same(signed.tag, mac(key, fields(_REQUEST, signed.line)))


def pack_answer(answer: EnrolAnswer, asked: bytes, key: bytes) -> bytes:
    """The body of the answer, MACed over the request's whole body and itself."""
    line = msgspec.json.encode(answer)
    return signed_lines.pack(line, mac(key, fields(_ANSWER, asked, line)))


def unpack_answer(body: bytes, asked: bytes, key: bytes) -> EnrolAnswer | None:
    """The answer; None unless who gave it knows the code and was asked with this very body."""
    found = signed_lines.unpack(body, _MAC_LENGTH)
    if found is None or not same(found.tags[0], mac(key, fields(_ANSWER, asked, found.line))):
        return None
    try:
        return _answer.decode(found.line)
    except BAD:
        return None


def transcript(asked: bytes, answered: bytes) -> bytes:
    """Everything both sides said, for the six words."""
    return fields(_WORDS, asked, answered)


_request = msgspec.json.Decoder(EnrolRequest)
_answer = msgspec.json.Decoder(EnrolAnswer)
