"""Whatever the line does, in whatever order: every op arrives, once, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.exchange import MARK, Request, Response
from tests.support.bounded import bounded
from tests.sync.client.bent_answers import flipped, truncated
from tests.sync.client.small_province import SmallProvince, refused
from tests.sync.client.talk import (
    Fault,
    Talk,
    answering,
    fine,
    login_page,
    lost_answer,
    lost_request,
    repeated,
)


class Held:
    """Answers an old answer of the province to a new request: a cache between, gone mad."""

    def __init__(self) -> None:
        self.kept: Response | None = None

    def __call__(self, request: Request, province: Callable[[Request], Response]) -> Response:
        before, self.kept = self.kept, province(request)
        return before or self.kept


FAULTS: dict[str, Fault] = {
    "fine": fine,
    "lost request": lost_request,
    "lost answer": lost_answer,
    "repeated": repeated,
    "login page": login_page,
    "truncated": truncated,
    "flipped": flipped,
    "bad gateway": answering(502),
    "too large": answering(413),
    "busy": lambda request, province: refused(429, "x", retry_after=1),
    "fault": lambda request, province: refused(500, "province.mistake"),
    "session over": lambda request, province: refused(401, "sync.no_session"),
}

_step = st.one_of(
    st.tuples(st.just("log"), st.integers(1, 40)),
    st.tuples(st.just("other logs"), st.integers(1, 40)),
    st.tuples(st.just("sync"), st.lists(st.sampled_from([*FAULTS, "held"]), max_size=6)),
    st.tuples(st.just("stop"), st.integers(1, 5)),
    st.tuples(st.just("restore"), st.integers(0, 60)),
    st.tuples(st.just("begin anew"), st.just(0)),
    st.tuples(st.just("disk"), st.integers(0, 1)),
)


@bounded(60)
@given(steps=st.lists(_step, max_size=12), seed=st.integers(0, 1000))
def test_after_any_faults_a_good_line_brings_everything_across_once(
    steps: list[tuple[str, object]], seed: int
) -> None:
    province = SmallProvince()
    talk, other = Talk(seed=seed, province=province), Talk(seed=seed + 5000, province=province)
    held = Held()
    epochs = 1
    for what, how in steps:
        if what == "log":
            assert isinstance(how, int)
            talk.desk.log(how)
        elif what == "other logs":
            assert isinstance(how, int)
            other.desk.log(how)
            other.sync()
        elif what == "sync":
            assert isinstance(how, list)
            talk.sync([FAULTS.get(name, held) for name in how])
        elif what == "stop":
            assert isinstance(how, int)
            talk.sends.clear()
            talk.cancel_at = how
            talk.sync()
            talk.cancel_at = None
        elif what == "restore":
            assert isinstance(how, int)
            epochs += 1
            province.restore(f"s{epochs}", how)
        elif what == "begin anew":
            talk.restart()
        else:
            talk.desk.disk_full = bool(how)
        _never_more_confirmed_than_held(talk)
    talk.desk.disk_full = False
    rest = talk.sync()
    other.sync()
    rest = talk.sync()

    assert rest.problem is None
    assert talk.desk.waiting() == 0
    assert province.holds(talk.desk.desk) == talk.desk.chains[0]
    assert list(talk.desk.others.values()) == other.desk.chains[0]


def _never_more_confirmed_than_held(talk: Talk) -> None:
    """A receipt under the province's present epoch implies the op is there."""
    confirmed = [r.seq for r in talk.desk.receipts if r.server_epoch == talk.province.server_epoch]
    assert max(confirmed, default=0) <= len(talk.province.holds(talk.desk.desk))


_body = st.one_of(
    st.binary(max_size=200),
    st.sampled_from([b"{}", b"[]", b"null", b"[" * 100_000, b'{"code":1}', b"\x28\xb5\x2f\xfd"]),
    st.builds(
        lambda code, after: msgspec.json.encode({"code": code, "retry_after": after}),
        st.sampled_from(["sync.fork", "sync.gap", "sync.cursor", "sync.revoked", "", "?"]),
        st.one_of(st.none(), st.integers(-(10**30), 10**30)),
    ),
)
_answer = st.builds(
    Response,
    status=st.sampled_from(
        [100, 200, 204, 206, 301, 304, 400, 401, 403, 407, 408, 409, 413, 426, 429, 500, 502, 503,
         511, 999]
    ),
    headers=st.sampled_from([{}, {MARK: "1"}, {MARK: "7", "retry-after": "1e9"}, {MARK: ""}]),
    body=_body,
)  # fmt: skip


@bounded(100)
@given(
    answers=st.lists(st.one_of(st.none(), _answer), min_size=1, max_size=8),
    flips=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 7)), max_size=4),
    ops=st.integers(0, 5),
)
def test_no_answer_whatever_makes_the_desk_fall_over_or_believe(
    answers: list[Response | None], flips: list[tuple[int, int]], ops: int
) -> None:
    province = SmallProvince()
    talk, other = Talk(province=province), Talk(province=province, seed=2)
    other.desk.log(3)
    other.sync()
    talk.desk.log(ops)
    logged = list(talk.desk.chains[0])
    left = list(flips)

    def hurt(request: Request, handle: Callable[[Request], Response]) -> Response:
        answer = handle(request)
        if not left:
            return answer
        place, bit = left.pop()
        body = bytearray(answer.body)
        body[place % len(body)] ^= 1 << bit
        return msgspec.structs.replace(answer, body=bytes(body))

    def saying(answer: Response) -> Fault:
        return lambda request, handle: answer

    rest = talk.sync([hurt if answer is None else saying(answer) for answer in answers])

    assert rest.until >= talk.mono
    assert talk.desk.chains[0] == logged
    held = len(province.holds(talk.desk.desk))
    assert max((receipt.seq for receipt in talk.desk.receipts), default=0) <= held
    assert set(talk.desk.others.values()) <= set(other.desk.chains[0])
    assert talk.sync().problem is None
    assert talk.sync().problem is None
    assert talk.desk.waiting() == 0
