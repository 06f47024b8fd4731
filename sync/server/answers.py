"""Answers as the province gives them: always with our header, a refusal always with its code."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sync.protocol.exchange import MARK, Response
from sync.protocol.messages import ChainHead, Message, Refusal

PROTOCOL = "1"
_JSON = "application/json"
_BYTES = "application/octet-stream"


class Refused(Exception):
    """A request that is not taken: which status, and the Problem code that says why."""

    def __init__(
        self,
        status: int,
        code: str,
        *,
        acked: tuple[ChainHead, ...] = (),
        retry_after: int | None = None,
        **values: str,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.refusal = Refusal(code=code, values=values, acked=acked, retry_after=retry_after)


def said(message: Message, status: int = 200) -> Response:
    """A message as JSON."""
    return given(msgspec.json.encode(message), status=status, kind=_JSON)


def given(
    body: bytes,
    *,
    status: int = 200,
    kind: str = _BYTES,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Bytes as they are."""
    always = {MARK: PROTOCOL, "content-type": kind}
    return Response(status=status, headers={**always, **(headers or {})}, body=body)


def refused(refusal: Refused) -> Response:
    """A refusal; the seconds to wait stand in the usual header as well."""
    answer = said(refusal.refusal, refusal.status)
    after = refusal.refusal.retry_after
    if after is None:
        return answer
    headers = {**answer.headers, "retry-after": str(after)}
    return msgspec.structs.replace(answer, headers=headers)
