"""How a desk proves that a request is its own, and the province that the greeting's answer is.

A greeting's body is signed itself, and so is its answer, which repeats the nonce. Everything that
comes after it, but a push, names the desk and its session in headers and signs method, path,
query and body. A push needs none of this: its batch is signed, wherever it came from.
"""

from __future__ import annotations

import hashlib

import msgspec

from desk_app.core.ids import DeskId
from sync.protocol import base64url, signed_lines
from sync.protocol.exchange import Request
from sync.protocol.keys import SIGNATURE_LENGTH, Sign, fields, verify
from sync.protocol.malformed import BAD
from sync.protocol.messages import Hello, HelloAnswer

DESK = "mot-cua-desk"
SESSION = "mot-cua-session"
SIGNATURE = "mot-cua-sign"

_REQUEST = "mot-cua request 1"
_HELLO = "mot-cua hello 1"
_HELLO_ANSWER = "mot-cua hello answer 1"


class RequestProof(msgspec.Struct, frozen=True):
    """Who says that a request is theirs; signed: the bytes under the signature."""

    desk: DeskId
    session: str
    signature: bytes
    signed: bytes


def sign_request(request: Request, desk: DeskId, session: str, sign: Sign) -> Request:
    """The same request with the three headers of its proof."""
    signature = base64url.encode(sign(_request_bytes(request, desk, session)))
    proof = {DESK: desk, SESSION: session, SIGNATURE: signature}
    return msgspec.structs.replace(request, headers={**request.headers, **proof})


def proof_of(request: Request) -> RequestProof | None:
    """The proof in a request's headers; None when one is missing or is none."""
    headers = request.headers
    desk, session = DeskId(headers.get(DESK, "")), headers.get(SESSION, "")
    signature = base64url.decode(headers.get(SIGNATURE, ""), SIGNATURE_LENGTH)
    if not desk or not session or signature is None:
        return None
    return RequestProof(desk, session, signature, _request_bytes(request, desk, session))


def holds(proof: RequestProof, public: bytes) -> bool:
    """Whether the desk with this public key made the request."""
    return verify(public, proof.signed, proof.signature)


def _request_bytes(request: Request, desk: DeskId, session: str) -> bytes:
    query = [part for pair in sorted(request.query.items()) for part in pair]
    body = hashlib.sha256(request.body).digest()
    head = (desk, session, request.method, request.path, len(query))
    return fields(_REQUEST, *head, *query, body)


class SignedHello(msgspec.Struct, frozen=True):
    """A greeting as it came, with the bytes under its signature."""

    hello: Hello
    signature: bytes
    signed: bytes


def pack_hello(hello: Hello, sign: Sign) -> bytes:
    """The body of a greeting, signed by the desk."""
    line = msgspec.json.encode(hello)
    return signed_lines.pack(line, sign(fields(_HELLO, line)))


def unpack_hello(body: bytes) -> SignedHello | None:
    """The greeting; None when `body` is none. Who signed it is still to be checked."""
    found = signed_lines.unpack(body, SIGNATURE_LENGTH)
    if found is None:
        return None
    try:
        hello = _hello.decode(found.line)
    except BAD:
        return None
    return SignedHello(hello, found.tags[0], fields(_HELLO, found.line))


def hello_holds(signed: SignedHello, public: bytes) -> bool:
    """Whether the desk with this public key sent the greeting."""
    return verify(public, signed.signed, signed.signature)


def pack_hello_answer(answer: HelloAnswer, sign: Sign) -> bytes:
    """The body of the answer to a greeting, signed by the province."""
    line = msgspec.json.encode(answer)
    return signed_lines.pack(line, sign(fields(_HELLO_ANSWER, line)))


def unpack_hello_answer(body: bytes, nonce: str, province: bytes) -> HelloAnswer | None:
    """The answer; None unless the province with this key gave it to the greeting with `nonce`."""
    found = signed_lines.unpack(body, SIGNATURE_LENGTH)
    if found is None or not verify(province, fields(_HELLO_ANSWER, found.line), found.tags[0]):
        return None
    try:
        answer = _hello_answer.decode(found.line)
    except BAD:
        return None
    return answer if answer.nonce == nonce else None


_hello = msgspec.json.Decoder(Hello)
_hello_answer = msgspec.json.Decoder(HelloAnswer)
