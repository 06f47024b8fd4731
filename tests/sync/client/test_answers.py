"""What each answer means to the desk; whatever it is, no op is ever dropped."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from desk_app.core.problems import Problem
from sync.client.retry import LONGEST
from sync.protocol import receipts
from sync.protocol.exchange import MARK, Request, Response
from sync.protocol.messages import PushAnswer
from tests.sync.client.small_province import SmallProvince, marked, refused
from tests.sync.client.talk import Fault, Talk, answering, fine, login_page

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


# -- somebody else on the line


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (login_page, "sync.login_page"),
        (answering(302, location="http://login.example"), "sync.login_page"),
        (answering(403), "sync.login_page"),
        (answering(404), "sync.login_page"),
        (answering(511), "sync.login_page"),
        (answering(407), "sync.proxy"),
        (answering(502), "sync.gateway"),
        (answering(504), "sync.gateway"),
        (answering(503), "sync.busy"),
    ],
)
@pytest.mark.parametrize("request_number", [0, 1, 2])
def test_whoever_answers_for_the_province_is_not_believed(
    fault: Fault, code: str, request_number: int
) -> None:
    talk = Talk()
    talk.desk.log(2)

    rest = talk.sync([fine] * request_number + [fault])

    assert rest.problem == Problem(code)
    assert talk.desk.waiting() == (2 if request_number < 2 else 0)
    assert talk.sync().problem is None
    assert talk.desk.waiting() == 0


def test_a_login_page_that_bears_our_mark_is_no_province_either() -> None:
    talk = Talk()
    talk.desk.log(1)
    pretender = marked(b"<html>Wi-Fi</html>")

    for before in range(3):
        rest = talk.sync([fine] * before + [lambda request, province: pretender])
        assert rest.problem == Problem("sync.login_page")
        if before < 2:
            assert talk.desk.waiting() == 1


def test_without_our_mark_even_the_provinces_own_words_count_for_nothing() -> None:
    talk = Talk()
    talk.desk.log(1)

    def unmarked(response: Response) -> Response:
        return msgspec.structs.replace(response, headers={})

    assert talk.sync([changed(unmarked)]).problem == Problem("sync.login_page")
    assert talk.sync([fine, changed(unmarked)]).problem == Problem("sync.login_page")
    assert talk.desk.waiting() == 1


# -- receipts


def test_a_receipt_signed_by_somebody_else_confirms_nothing() -> None:
    talk = Talk()
    talk.desk.log(1)
    stranger = Talk(seed=7)

    def forged(answer: PushAnswer) -> PushAnswer:
        receipt = receipts.sign_receipt(answer.receipt, stranger.desk.keys.sign)
        return msgspec.structs.replace(answer, receipt=receipt)

    rest = talk.sync([fine, push_answer(forged)])

    assert rest.problem == Problem("sync.login_page")
    assert talk.desk.waiting() == 1
    assert talk.desk.receipts == []


@pytest.mark.parametrize("field", ["epoch", "seq", "head", "desk", "server_time", "server_epoch"])
def test_a_receipt_of_which_one_field_was_changed_confirms_nothing(field: str) -> None:
    talk = Talk()
    talk.desk.log(1)

    def other(answer: PushAnswer) -> PushAnswer:
        value = getattr(answer.receipt, field)
        new = value + 1 if isinstance(value, int) else f"0{value[1:]}" if value else "x"
        new = new if new != value else f"1{value[1:]}"
        receipt = msgspec.structs.replace(answer.receipt, **{field: new})
        return msgspec.structs.replace(answer, receipt=receipt)

    rest = talk.sync([fine, push_answer(other)])

    assert rest.problem == Problem("sync.login_page")
    assert talk.desk.receipts == []


def test_a_receipt_for_another_desk_confirms_nothing() -> None:
    province = SmallProvince()
    other, talk = Talk(province=province, seed=2), Talk(province=province)
    other.desk.log(1)
    other.sync()
    theirs = other.desk.receipts[0]
    talk.desk.log(1)

    rest = talk.sync([fine, push_answer(lambda a: msgspec.structs.replace(a, receipt=theirs))])

    assert rest.problem == Problem("sync.login_page")
    assert talk.desk.waiting() == 1


def test_an_older_receipt_kept_by_somebody_between_confirms_nothing_new() -> None:
    talk = Talk()
    talk.desk.log(1)
    talk.sync()
    old = talk.desk.receipts[0]
    talk.desk.log(1)

    rest = talk.sync([fine, push_answer(lambda a: msgspec.structs.replace(a, receipt=old))])

    assert rest.problem == Problem("sync.login_page")
    assert talk.desk.waiting() == 1


def test_a_greeting_answered_for_another_greeting_is_not_believed() -> None:
    talk = Talk()
    kept: list[Response] = []

    def keep(response: Response) -> Response:
        kept.append(response)
        return response

    talk.sync([changed(keep)])
    rest = talk.sync([lambda request, province: kept[0]])

    assert rest.problem == Problem("sync.login_page")


def test_a_page_signed_by_somebody_else_is_not_taken_in() -> None:
    talk = Talk()
    other = SmallProvince()
    other.keys = Talk(seed=5).desk.keys  # type: ignore[assignment]
    other.session = talk.province.session
    other.enrol(talk.desk.desk, talk.desk.keys)

    rest = talk.sync([fine, lambda request, province: other.handle(request)])

    assert rest.problem == Problem("sync.login_page")
    assert talk.desk.pages_taken == 0


@pytest.mark.parametrize("place", [0, 5, 50, -2])
def test_a_page_of_which_a_byte_was_changed_is_not_taken_in(place: int) -> None:
    province = SmallProvince()
    other, talk = Talk(province=province, seed=2), Talk(province=province)
    other.desk.log(20)
    other.sync()

    def flipped(response: Response) -> Response:
        body = bytearray(response.body)
        body[place] ^= 1
        return msgspec.structs.replace(response, body=bytes(body))

    rest = talk.sync([fine, changed(flipped)])

    assert rest.problem == Problem("sync.login_page")
    assert talk.desk.others == {}
    assert talk.sync().problem is None
    assert len(talk.desk.others) == 20


# -- statuses of the province itself


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
