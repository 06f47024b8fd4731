"""The three requests about an attachment, and what their answers mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from desk_app.core.problems import Problem
from sync.client import line
from sync.client.files_port import Blob
from sync.client.moves import Answered, NoAnswer, Send, Steps
from sync.client.port import Standing
from sync.client.ranges import MOST
from sync.client.work import MARKED, Work
from sync.protocol import blob_proofs, codec, requests
from sync.protocol.codec import Malformed
from sync.protocol.exchange import MARK, Request, Response
from sync.protocol.limits import MAX_BODY
from sync.protocol.messages import BlobState, HelloAnswer, Refusal

T = TypeVar("T")
Make = Callable[[], Steps[T]]

_BLOB = "/sync/v1/blob/"
_SMALL = 1_024
_RANGE = re.compile(r"bytes ([0-9]{1,12})-([0-9]{1,12})/([0-9]{1,12})\Z")


class NotTaken(Exception):
    """The province does not take, or does not have, this one file."""

    def __init__(self, problem: Problem | None) -> None:
        super().__init__()
        self.problem = problem


class NoRoom(Exception):
    """The province's disk is full."""

    problem = Problem("attachments.province_full")


class Asking:
    """Asks for one file, as this desk, in this session."""

    def __init__(self, work: Work, standing: Standing, link: HelloAnswer, blob: Blob) -> None:
        self._work, self._standing, self._link = work, standing, link
        self.blob = blob

    def question(self) -> Steps[BlobState]:
        """How much of it is there."""
        return (yield from self._state(f"bytes */{self.blob.size}", b""))

    def put(self, first: int, data: bytes) -> Steps[BlobState]:
        """Send a piece; how much is there now."""
        told = f"bytes {first}-{first + len(data) - 1}/{self.blob.size}"
        return (yield from self._state(told, data))

    def get(self, first: int, length: int) -> Steps[bytes]:
        """Fetch a piece."""
        last = min(first + length, self.blob.size) - 1
        answer = yield from self._send("GET", {"range": f"bytes={first}-{last}"}, b"", length)
        if answer.status == 404:
            raise NotTaken(Problem("attachments.not_there"))
        if answer.status != 206:
            raise _refused(answer)
        told = _RANGE.match(answer.headers.get("content-range", ""))
        if told is None or tuple(map(int, told.groups())) != (first, last, self.blob.size):
            raise line.NoLine("not_ours")
        if len(answer.body) != last - first + 1:
            raise line.NoLine("broken")
        return answer.body

    def _state(self, told: str, data: bytes) -> Steps[BlobState]:
        answer = yield from self._send("PUT", {"content-range": told}, data, 0)
        if answer.status not in {200, 409}:
            raise _refused(answer)
        try:
            state = codec.read(answer.body, BlobState)
        except Malformed:
            if answer.status == 409:
                line.body_of(Answered(answer))
            raise line.NoLine("not_ours") from None
        if (state.sha256, state.size) != self.blob or not 0 <= state.have <= state.size:
            raise line.NoLine("not_ours")
        if not state.whole:
            return state
        if not blob_proofs.holds(state, self._standing.unit, self._standing.province):
            raise line.NoLine("not_ours")
        if state.server_epoch != self._standing.server_epoch:
            raise line.Renegotiate(Refusal(code="sync.restored"))
        return state

    def _send(self, method: str, told: dict[str, str], data: bytes, down: int) -> Steps[Response]:
        """An answer of the province's own that is about this file; every other one is raised."""
        headers = {**MARKED, **told}
        plain = Request(method=method, path=_BLOB + self.blob.sha256, headers=headers, body=data)
        standing = self._standing
        request = requests.sign_request(plain, standing.desk, self._link.session, standing.sign)
        seconds = self._work.pace.seconds_for(len(data), down + _SMALL)
        event = yield Send(request, seconds, max(MAX_BODY, MOST + _SMALL))
        assert isinstance(event, Answered | NoAnswer), event
        if isinstance(event, Answered) and MARK in event.response.headers:
            answer = event.response
            if answer.status in {200, 206, 400, 404, 409, 416, 503, 507}:
                return answer
        line.body_of(event)
        raise line.NoLine("not_ours")  # a good answer, to a question nobody asked


def _refused(answer: Response) -> Exception:
    """What a refusal of the province's own means for this file."""
    if answer.status == 507:
        return NoRoom()
    if answer.status == 503:
        try:
            full = codec.read(answer.body, Refusal).code == line.DISK_FULL
        except Malformed:
            full = False
        if full:
            return NoRoom()
    if answer.status in {400, 404, 416}:
        return NotTaken(Problem("attachments.not_taken"))
    try:
        line.body_of(Answered(answer))
    except Exception as problem:
        return problem
    return line.NoLine("not_ours")
