"""What each answer means to the desk; whatever it is, no op is ever dropped."""

from __future__ import annotations

import msgspec
import pytest

from desk_app.core.problems import Problem
from sync.client.retry import LONGEST
from sync.protocol.exchange import MARK, Request
from tests.sync.client.bent_answers import marked_status
from tests.sync.client.small_province import SmallProvince, marked
from tests.sync.client.talk import Fault, Talk, answering, fine


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (403, "", "sync.refused"),
        (403, "some.newer_reason", "sync.refused"),
        (403, "sync.revoked", "sync.revoked"),
        (401, "sync.unknown_desk", "sync.unknown_desk"),
        (401, "sync.signature", "sync.signature"),
    ],
)
def test_a_desk_that_is_refused_says_so_keeps_all_and_tries_seldom(
    status: int, code: str, said: str
) -> None:
    talk = Talk()
    talk.desk.log(2)

    rest = talk.sync([marked_status(status, code)])

    assert rest.problem == Problem(said)
    assert talk.desk.waiting() == 2
    assert len(talk.sends) == 1
    assert talk.sync().problem is None
    assert talk.desk.waiting() == 0


def test_refused_again_and_again_it_asks_a_few_times_an_hour_but_never_stops() -> None:
    talk = Talk()
    waits = []
    for _ in range(60):
        rest = talk.sync([marked_status(403)], why="time")
        waits.append(rest.until - talk.mono)
        talk.pass_time(waits[-1])

    assert max(waits) <= LONGEST
    assert sum(waits) / len(waits) > 60_000


def test_refused_for_the_first_time_it_already_waits_for_minutes() -> None:
    waits = []
    for seed in range(20):
        talk = Talk(seed=seed)
        waits.append(talk.sync([marked_status(403)]).until - talk.mono)

    assert sum(waits) / len(waits) > 60_000


def test_a_session_that_ended_is_renewed_in_the_same_attempt() -> None:
    talk = Talk()
    talk.sync()
    talk.province.session = "second"
    talk.desk.log(1)

    rest = talk.sync(why="written")

    assert rest.problem is None
    assert talk.desk.waiting() == 0


def test_sessions_that_never_hold_are_given_up_soon() -> None:
    talk = Talk()

    rest = talk.sync([fine, marked_status(401, "sync.no_session")] * 20)

    assert rest.problem is not None
    assert len(talk.sends) < 12


def test_a_gap_is_filled_without_a_hand() -> None:
    talk = Talk()
    talk.desk.log(5)
    talk.sync()
    talk.desk.log(1)
    talk.province.chains[talk.desk.desk, 0] = talk.province.holds(talk.desk.desk)[:2]

    rest = talk.sync(why="written")

    assert rest.problem is None
    assert len(talk.province.holds(talk.desk.desk)) == 6


def test_a_province_that_only_disagrees_is_left_alone_for_a_while() -> None:
    talk = Talk()
    talk.desk.log(1)

    rest = talk.sync([fine, marked_status(409, "sync.gap")] * 20)

    assert rest.problem == Problem("sync.disagrees")
    assert len(talk.sends) < 12
    assert talk.desk.waiting() == 1


@pytest.mark.parametrize("too_large", [marked_status(413), answering(413)])
def test_too_large_is_halved_until_it_fits(too_large: Fault) -> None:
    talk = Talk()
    talk.desk.log(64)

    rest = talk.sync([fine, too_large, too_large])

    assert rest.problem is None
    assert talk.desk.waiting() == 0


def test_one_op_that_is_too_large_is_named() -> None:
    talk = Talk()
    (op,) = talk.desk.log(1)

    rest = talk.sync([fine, marked_status(413)])

    assert rest.problem == Problem("sync.too_large", values={"op": str(op.header.id)})
    assert talk.desk.waiting() == 1


@pytest.mark.parametrize("where", [0, 2])
def test_a_program_too_old_to_read_still_sends(where: int) -> None:
    talk = Talk()
    talk.desk.log(3)

    rest = talk.sync([fine] * where + [marked_status(426)])

    assert rest.problem == Problem("sync.too_old")
    assert talk.desk.waiting() == 0
    assert talk.desk.pages_taken == 0


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("told", ["header", "body"])
def test_a_busy_province_is_given_the_time_it_asks_for(status: int, told: str) -> None:
    talk = Talk()
    talk.desk.log(1)
    header = {"retry-after": "120"} if told == "header" else {}
    body = {"code": "x", "retry_after": 120} if told == "body" else {"code": "x"}

    rest = talk.sync(
        [lambda request, province: marked(msgspec.json.encode(body), status, **header)]
    )

    assert rest.problem == Problem("sync.busy")
    assert 120_000 <= rest.until - talk.mono <= 150_000


def test_a_province_without_room_says_who_has_to_act_and_is_asked_again() -> None:
    talk = Talk()
    talk.desk.log(1)
    body = {"code": "province.disk_full", "retry_after": 30}

    rest = talk.sync([lambda request, province: marked(msgspec.json.encode(body), 503)])

    assert rest.problem == Problem("sync.province_full")
    assert talk.desk.waiting() == 1
    assert 30_000 <= rest.until - talk.mono <= 60_000
    assert talk.sync().problem is None


@pytest.mark.parametrize("after", ["-5", "soon", "9" * 30, "Wed, 21 Oct 2026 07:28:00 GMT", "٣"])
def test_a_senseless_wish_to_wait_is_kept_within_bounds(after: str) -> None:
    talk = Talk()

    rest = talk.sync([answering(503, **{"retry-after": after})])

    assert 1_000 <= rest.until - talk.mono <= LONGEST


@pytest.mark.parametrize("status", [400, 404, 405, 500, 501, 599, 204, 302])
def test_any_other_fault_is_tried_again(status: int) -> None:
    talk = Talk()
    talk.desk.log(1)

    rest = talk.sync([fine, marked_status(status)])

    assert rest.problem == Problem("sync.province_fault", values={"status": str(status)})
    assert talk.desk.waiting() == 1
    assert talk.sync().problem is None


# -- which province, which desk


def test_a_practice_desk_does_not_speak_with_a_real_province() -> None:
    talk = Talk(province=SmallProvince(practice=False))
    talk.desk.log(1)

    rest = talk.sync()

    assert rest.problem == Problem("sync.practice")
    assert talk.province.holds(talk.desk.desk) == []


def test_a_province_that_takes_the_desk_for_another_communes_gets_nothing() -> None:
    talk = Talk(province=SmallProvince(unit="27001"))
    talk.desk.log(1)

    rest = talk.sync()

    assert rest.problem is not None
    assert rest.problem.code == "sync.other_unit"
    assert talk.province.holds(talk.desk.desk) == []


def test_a_revoked_desk_sends_reads_nothing_and_says_so() -> None:
    talk = Talk()
    talk.desk.log(2)
    talk.province.revoked = True

    rest = talk.sync()

    assert rest.problem == Problem("sync.revoked")
    assert talk.desk.waiting() == 0
    assert talk.desk.pages_taken == 0
    talk.province.revoked = False
    assert talk.sync().problem is None


def test_the_mark_is_on_every_request() -> None:
    talk = Talk()
    talk.desk.log(1)
    talk.province.publish(b"x")

    talk.sync()

    assert {request.headers[MARK] for request in talk.province.seen} == {"1"}
    assert {type(request) for request in talk.province.seen} == {Request}
