"""Answers of the province that are bent on the way, or that it gives where a test wants them."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sync.protocol.exchange import Request, Response
from sync.protocol.messages import PushAnswer
from tests.sync.client.small_province import refused
from tests.sync.client.talk import Fault

Change = Callable[[Response], Response]


def changed(change: Change) -> Fault:
    """The province's own answer, changed on the way."""
    return lambda request, province: change(province(request))


def marked_status(status: int, code: str = "", **fields: object) -> Fault:
    """The province itself answers with this status."""
    return lambda request, province: refused(status, code, **fields)


def push_answer(change: Callable[[PushAnswer], PushAnswer]) -> Fault:
    """The province's answer to a push, with other contents."""

    def with_change(response: Response) -> Response:
        answer = change(msgspec.json.decode(response.body, type=PushAnswer))
        return msgspec.structs.replace(response, body=msgspec.json.encode(answer))

    return changed(with_change)


def truncated(request: Request, province: Callable[[Request], Response]) -> Response:
    """Half of the answer's body comes, under its whole name."""
    answer = province(request)
    return msgspec.structs.replace(answer, body=answer.body[: len(answer.body) // 2])


def flipped(request: Request, province: Callable[[Request], Response]) -> Response:
    """One bit of the answer's body is another."""
    answer = province(request)
    body = bytearray(answer.body)
    body[len(body) // 3] ^= 4
    return msgspec.structs.replace(answer, body=bytes(body))
