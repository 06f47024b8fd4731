"""Enrolment: who knows the code proves it, who stands between is seen by six other words."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from desk_app.core.ids import CROCKFORD
from sync.protocol import base64url, enrolment
from sync.protocol.enrolment import EnrolAnswer, EnrolRequest
from sync.protocol.six_words import parse_words, words_of
from tests.support.bounded import bounded
from tests.support.sync_keys import (
    BEGAN,
    UNIT,
    certificate_text,
    desk_id,
    desk_keys,
    flipped,
    province_keys,
)

LIST = parse_words(resources.read_text("words/six_words.txt"))
KEY = bytes(range(32))
OTHER_KEY = bytes(32)
PUBLIC = desk_keys(1).public
REQUEST = EnrolRequest(
    protocol=(1, 1),
    desk=desk_id(1),
    unit=UNIT,
    practice=False,
    signing=PUBLIC.signing,
    sealing=PUBLIC.sealing,
    recipient=PUBLIC.recipient,
    key_id="0a1b2c3d",
    nonce="A" * 22,
    opening="ab" * 32,
    app="0.3.0",
    wall=BEGAN,
)
ASKED = enrolment.pack_request(REQUEST, desk_keys(1), KEY)


def answer(province: int = 0) -> EnrolAnswer:
    keys = province_keys(province)
    return EnrolAnswer(
        protocol=1,
        nonce=REQUEST.nonce,
        unit=UNIT,
        practice=False,
        certificate=certificate_text(1, province=province),
        signing=base64url.encode(keys.public),
        recipient=keys.recipient,
        server_epoch="S1",
        server_time=BEGAN,
        name="Tỉnh Bắc Ninh",
        commune_key="0a1b2c3d",
    )


def words(asked: bytes, answered: bytes) -> tuple[str, ...]:
    return words_of(enrolment.transcript(asked, answered), LIST)


def test_a_code_is_ten_characters_without_look_alikes() -> None:
    code = enrolment.new_code(random.Random(1).randbytes)
    assert len(code) == 10
    assert set(code) <= set(CROCKFORD)
    assert enrolment.shown_code(code) == f"{code[:5]}-{code[5:]}"


def test_codes_use_all_their_bits() -> None:
    rnd = random.Random(2)
    codes = [enrolment.new_code(rnd.randbytes) for _ in range(400)]
    for place in range(10):
        assert {code[place] for code in codes} == set(CROCKFORD)


@pytest.mark.parametrize(
    "typed",
    [
        "0123456789",
        "01234-56789",
        " o1234 56789 ",
        "OI234–56789",
        "oL234.56789",
        "0\t1234\u00a056789",
    ],
)
def test_a_code_is_read_however_it_was_written(typed: str) -> None:
    assert enrolment.read_code(typed) == "0123456789"


@pytest.mark.parametrize("typed", ["", "012345678", "01234567890", "U123456789", "ế123456789"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert enrolment.read_code(typed) is None


@bounded(300)
@given(st.text(alphabet=CROCKFORD + CROCKFORD.lower() + " -oOiIlL", max_size=14))
def test_reading_a_code_again_changes_nothing(typed: str) -> None:
    code = enrolment.read_code(typed)
    if code is not None:
        assert enrolment.read_code(code) == code
        assert enrolment.read_code(enrolment.shown_code(code)) == code


def test_the_stretched_key_belongs_to_the_code_and_the_commune() -> None:
    key = enrolment.stretched("0123456789", UNIT)
    assert len(key) == 32
    assert key == enrolment.stretched("0123456789", UNIT)
    assert key != enrolment.stretched("0123456789", "07213")
    assert key != enrolment.stretched("0123456788", UNIT)


def test_the_stretched_key_is_fixed_for_ever() -> None:
    # A desk and a province of different releases must reach the same key.
    assert enrolment.stretched("0123456789", UNIT).hex() == (
        "a63b65b1c4385dac49f6728dbfa1e949dd43b7ad2dadec5ac5573d75cb98a682"
    )


def test_request_and_answer_reach_the_other_side() -> None:
    signed = enrolment.unpack_request(ASKED)
    assert signed is not None
    assert signed.request == REQUEST
    assert enrolment.request_fits(signed, KEY)
    answered = enrolment.pack_answer(answer(), ASKED, KEY)
    assert enrolment.unpack_answer(answered, ASKED, KEY) == answer()


def test_who_does_not_know_the_code_is_neither_desk_nor_province() -> None:
    signed = enrolment.unpack_request(enrolment.pack_request(REQUEST, desk_keys(1), OTHER_KEY))
    assert signed is not None
    assert not enrolment.request_fits(signed, KEY)
    forged = enrolment.pack_answer(answer(1), ASKED, OTHER_KEY)
    assert enrolment.unpack_answer(forged, ASKED, KEY) is None


def test_who_has_not_the_signing_key_cannot_have_it_certified() -> None:
    assert enrolment.unpack_request(enrolment.pack_request(REQUEST, desk_keys(2), KEY)) is None


def test_an_answer_belongs_to_one_request() -> None:
    answered = enrolment.pack_answer(answer(), ASKED, KEY)
    second = msgspec.structs.replace(REQUEST, nonce="B" * 22)
    asked_again = enrolment.pack_request(second, desk_keys(1), KEY)
    assert enrolment.unpack_answer(answered, asked_again, KEY) is None


def test_no_bit_of_request_or_answer_can_be_turned() -> None:
    for place in range(len(ASKED) * 8):
        signed = enrolment.unpack_request(flipped(ASKED, place))
        assert signed is None or not enrolment.request_fits(signed, KEY)
    answered = enrolment.pack_answer(answer(), ASKED, KEY)
    for place in range(len(answered) * 8):
        assert enrolment.unpack_answer(flipped(answered, place), ASKED, KEY) is None


def test_every_cut_request_and_answer_is_none() -> None:
    answered = enrolment.pack_answer(answer(), ASKED, KEY)
    for end in range(len(ASKED)):
        assert enrolment.unpack_request(ASKED[:end]) is None
    for end in range(len(answered)):
        assert enrolment.unpack_answer(answered[:end], ASKED, KEY) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"desk": "../../etc"},
        {"desk": "0123456789abcdef"},
        {"unit": "7210"},
        {"unit": "07210\n"},
        {"sealing": "A"},
        {"recipient": "age1nobody"},
        {"key_id": "xyz"},
        {"nonce": ""},
        {"opening": "ab"},
        {"app": "x" * 201},
    ],
)
def test_a_request_with_an_odd_field_is_none(changed: dict[str, Any]) -> None:
    odd = msgspec.structs.replace(REQUEST, **changed)
    assert enrolment.unpack_request(enrolment.pack_request(odd, desk_keys(1), KEY)) is None


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}\n\n\n", b"[" * 9000, b"\xff" * 99])
def test_what_is_no_request_and_no_answer_is_none(body: bytes) -> None:
    assert enrolment.unpack_request(body) is None
    assert enrolment.unpack_answer(body, ASKED, KEY) is None


def test_both_screens_show_the_same_six_words() -> None:
    answered = enrolment.pack_answer(answer(), ASKED, KEY)
    assert words(ASKED, answered) == words(ASKED, answered)
    assert len(words(ASKED, answered)) == 6


def test_who_was_told_the_code_and_stands_between_ends_with_other_words() -> None:
    # The one between pairs with the province as if it were the desk, and with the desk as if it
    # were the province. Both MACs fit; the words do not.
    theirs = desk_keys(3)
    posed = msgspec.structs.replace(REQUEST, signing=theirs.public.signing)
    to_province = enrolment.pack_request(posed, theirs, KEY)
    signed = enrolment.unpack_request(to_province)
    assert signed is not None
    assert enrolment.request_fits(signed, KEY)
    from_province = enrolment.pack_answer(answer(), to_province, KEY)
    to_desk = enrolment.pack_answer(answer(1), ASKED, KEY)
    assert enrolment.unpack_answer(to_desk, ASKED, KEY) is not None
    assert words(ASKED, to_desk) != words(to_province, from_province)
