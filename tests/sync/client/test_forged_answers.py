"""Whoever answers in the province's place, or bends its words, is not believed."""

from __future__ import annotations

import msgspec
import pytest

from desk_app.core.problems import Problem
from sync.protocol import receipts
from sync.protocol.exchange import Response
from sync.protocol.messages import PushAnswer
from tests.sync.client.bent_answers import changed, push_answer
from tests.sync.client.small_province import SmallProvince, marked
from tests.sync.client.talk import Fault, Talk, answering, fine, login_page

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
