"""Send a pairing request over the line, and say in words why no usable answer came back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NoReturn, get_args

import msgspec

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from sync.client.moves import Answered, NoAnswer
from sync.protocol.enrolment import PATH, RefusalCode
from sync.protocol.exchange import MARK, Request, Response
from sync.protocol.messages import Refusal
from sync.protocol.versions import PROTOCOL

Send = Callable[[Request], Answered | NoAnswer]
# For an address, a proxy and a pinned certificate, the line there, closed at the end.
OpenLine = Callable[[str, str, str], AbstractContextManager[Send]]

# Beside which field the sentence of a refusal stands.
_FIELD = {"enrol.commune": "code", "enrol.practice": "url", "enrol.real": "url"}
_ALSO = {
    "sync.enrol_mark": "enrol.mark",
    "sync.enrol_other_commune": "enrol.elsewhere",
    "sync.body_shape": "enrol.unreadable",
}
# Why no code of the commune lets the desk in.
_WHY = {
    "none": "enrol.commune",
    "wrong": "enrol.wrong_code",
    "used_up": "enrol.used_up",
    "used": "enrol.used",
    "expired": "enrol.expired",
}
_KNOWN: frozenset[str] = frozenset((*get_args(RefusalCode), "enrol.refused", "enrol.elsewhere"))


class Asking(msgspec.Struct, frozen=True):
    """What this desk knows of itself, for the sentences of refusals."""

    unit: str
    practice: bool
    mark: str


def ask_province(body: bytes, send: Send, asking: Asking) -> bytes:
    """The body of the province's answer.

    UserProblem: the province does not take the desk; EnvironmentProblem: no line, or whoever
    answered is not a province.
    """
    request = Request(method="POST", path=PATH, headers={MARK: str(PROTOCOL)}, body=body)
    answer = send(request)
    if isinstance(answer, NoAnswer):
        raise EnvironmentProblem(Problem(f"pair.line_{answer.kind}"))
    response = answer.response
    if MARK not in response.headers:
        raise EnvironmentProblem(Problem(_stranger(response.status)))
    if response.status != 200:
        _refused(response, asking)
    return response.body


def _stranger(status: int) -> str:
    """Who answered instead of the province."""
    if status == 407:
        return "pair.line_proxy"
    # 511 is the one status made for login pages.
    return "pair.line_gateway" if status >= 500 and status != 511 else "pair.line_not_ours"


def _refused(response: Response, asking: Asking) -> NoReturn:
    try:
        refusal = msgspec.json.decode(response.body, type=Refusal)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        refusal = Refusal(code="")
    code = _code_of(refusal, asking)
    if code in _KNOWN:
        field = _FIELD.get(code, "code")
        # Whoever answers may leave the hole of the sentence open, or fill it with a page of text.
        left = refusal.values.get("left", "")
        values = {
            "left": left if left.isdecimal() and len(left) < 3 else "–",
            "unit": asking.unit,
            "mark": asking.mark,
        }
        raise UserProblem(Problem(code, field, values))
    if response.status == 426:
        raise UserProblem(Problem("pair.too_old", "url"))
    if response.status in {429, 503}:
        raise EnvironmentProblem(Problem("pair.busy"))
    values = {"status": str(response.status)}
    raise EnvironmentProblem(Problem("pair.province_fault", values=values))


def _code_of(refusal: Refusal, asking: Asking) -> str:
    """The sentence for a refusal, however the province names it."""
    if refusal.code == "sync.enrol_code":
        return _WHY.get(refusal.values.get("why", ""), "enrol.refused")
    if refusal.code == "sync.enrol_practice":
        return "enrol.practice" if asking.practice else "enrol.real"
    return _ALSO.get(refusal.code, refusal.code)
