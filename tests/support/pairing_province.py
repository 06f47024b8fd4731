"""A province as far as pairing goes: it knows one code, and can be told to behave badly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from desk_app.core.clock import Millis
from desk_app.services.enrol_by_line import Send
from sync.client.moves import Answered, NoAnswer
from sync.protocol import base64url, enrolment
from sync.protocol.certificates import LIFE, Certificate, sign_certificate
from sync.protocol.enrolment import EnrolAnswer, SignedRequest
from sync.protocol.exchange import MARK, Request, Response
from sync.protocol.messages import Refusal
from tests.support.sync_keys import BEGAN, UNIT, province_keys

URL = "https://tinh.example"
CODE = "ABCDE-FGHJK"
KEY = enrolment.stretched("ABCDEFGHJK", UNIT)


class PairingProvince:
    """Takes the desk that knows the code; the same request gets the same answer again.

    line: puts itself between, for faults of the line; asked: every body that came.
    """

    def __init__(self, number: int = 0, *, practice: bool = False, key: bytes = KEY) -> None:
        self.keys = province_keys(number)
        self.practice = practice
        self.key = key
        self.now: Millis = BEGAN
        self.main_key = ""
        self.serial = 0
        self.opened: list[str] = []
        self.way = ("", "")
        self.asked: list[bytes] = []
        self.answered: dict[bytes, bytes] = {}
        self.line: Callable[[Request, Send], Answered | NoAnswer] | None = None
        self.changed: dict[str, object] = {}

    @contextmanager
    def open(self, url: str, proxy: str, pinned: str) -> Iterator[Send]:
        """The line to it."""
        self.opened.append(url)
        self.way = (proxy, pinned)
        line = self.line
        yield self.send if line is None else lambda request: line(request, self.send)

    def send(self, request: Request) -> Answered | NoAnswer:
        """What comes back over a good line."""
        assert (request.method, request.path) == ("POST", enrolment.PATH)
        assert request.headers[MARK] == "1"
        self.asked.append(request.body)
        answer = self.answer(request.body)
        if isinstance(answer, Refusal):
            return said(403, msgspec.json.encode(answer))
        return said(200, answer)

    def answer(self, body: bytes) -> bytes | Refusal:
        """The answer to a request, however it was carried."""
        if body in self.answered:
            return self.answered[body]
        signed = enrolment.unpack_request(body)
        if signed is None:
            return Refusal(code="enrol.unreadable")
        if not enrolment.request_fits(signed, self.key):
            return Refusal(code="enrol.wrong_code", values={"left": "4"})
        if self.answered:
            return Refusal(code="enrol.used")
        if signed.request.practice != self.practice:
            return Refusal(code="enrol.real" if self.practice else "enrol.practice")
        answer = msgspec.structs.replace(self._taken(signed), **self.changed)
        self.answered[body] = enrolment.pack_answer(answer, body, self.key)
        return self.answered[body]

    def _taken(self, signed: SignedRequest) -> EnrolAnswer:
        asked = signed.request
        return EnrolAnswer(
            protocol=1,
            nonce=asked.nonce,
            unit=asked.unit,
            practice=asked.practice,
            certificate=self.certificate(signed),
            signing=base64url.encode(self.keys.public),
            recipient=self.keys.recipient,
            server_epoch="S1",
            server_time=self.now,
            name="tỉnh Bắc Ninh",
            commune_key=self.main_key or asked.key_id,
        )

    def certificate(self, signed: SignedRequest, **changed: object) -> str:
        """A certificate for whoever asked, each with the next serial."""
        self.serial += 1
        asked = signed.request
        whole = Certificate(
            desk=asked.desk,
            unit=asked.unit,
            practice=asked.practice,
            serial=self.serial,
            signing=asked.signing,
            sealing=asked.sealing,
            recipient=asked.recipient,
            not_before=self.now,
            not_after=Millis(self.now + LIFE),
        )
        return sign_certificate(msgspec.structs.replace(whole, **changed), self.keys.sign)


def said(status: int, body: bytes, *, ours: bool = True) -> Answered:
    """An answer with or without our header."""
    return Answered(Response(status=status, headers={MARK: "1"} if ours else {}, body=body))
