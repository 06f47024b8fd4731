"""Pairing: a desk and its province know each other, whatever line, code or file does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.officer import Officer
from desk_app.services import pair_desk, run_sync
from desk_app.services.enrol_by_line import Send
from desk_app.store import desk_keys, province
from sync.client.moves import Answered, NoAnswer, NoAnswerKind
from sync.protocol import base64url, enrolment
from sync.protocol.certificates import LIFE, read_certificate
from sync.protocol.enrolment import RefusalCode
from sync.protocol.exchange import Request
from sync.protocol.messages import Refusal
from sync.protocol.six_words import words_of
from tests.support.desks import OpenDesk, opened_desk
from tests.support.pairing_province import CODE, URL, PairingProvince, said
from tests.sync.desk.pairing_desk import WORDS, pair, refused, stands

CHAIR = Officer(OfficerId("CHA1R0"), "Chủ tịch", "chair")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path / "home", practice=False) as opened:
        yield opened


def test_a_desk_that_knows_the_code_is_paired_and_both_see_the_same_words(desk: OpenDesk) -> None:
    there = PairingProvince()
    paired = pair(desk, there)
    (asked,) = there.asked
    assert paired.words == words_of(enrolment.transcript(asked, there.answered[asked]), WORDS)
    assert len(paired.words) == 6
    now = stands(desk)
    assert now.paired
    assert (now.name, now.url, now.words) == ("tỉnh Bắc Ninh", URL, paired.words)
    assert now.until == there.now + LIFE
    assert now.asked is None
    assert there.opened == [URL]


def test_what_is_kept_is_what_the_province_certified(desk: OpenDesk) -> None:
    there = PairingProvince()
    pair(desk, there)
    with desk.store.reader() as reader:
        keys = desk_keys.read(reader.connection)
        known = province.read(reader.connection)
    assert keys is not None
    assert known is not None
    assert known.public_key == there.keys.public
    assert known.recipient == there.keys.recipient
    certificate = read_certificate(keys.certificate, known.public_key)
    assert certificate is not None
    assert certificate.desk == desk.store.desk.desk
    assert certificate.signing == pair_desk.own_keys(keys).public.signing


def test_no_key_and_no_code_is_in_the_log_or_on_the_disk_in_the_clear(desk: OpenDesk) -> None:
    pair(desk, PairingProvince())
    with desk.store.reader() as reader:
        keys = desk_keys.read(reader.connection)
        ops = reader.connection.execute("SELECT facts, person FROM op").fetchall()
    assert keys is not None
    secrets = (keys.signing, keys.sealing, keys.age.encode(), b"ABCDEFGHJK", b"ABCDE-FGHJK")
    logged = b"".join(bytes(part) for row in ops for part in row if part is not None)
    files = b"".join(file.read_bytes() for file in desk.home.iterdir() if file.is_file())
    for secret in secrets:
        assert secret not in logged
        assert secret.hex().encode() not in logged
        assert secret not in files
    assert f"{keys!r}".count("certificate") == 1
    assert keys.age not in f"{keys!r}"


def test_an_answer_lost_on_the_line_is_asked_for_again_with_the_same_bytes(desk: OpenDesk) -> None:
    there = PairingProvince()

    def loses(request: Request, send: Send) -> Answered | NoAnswer:
        send(request)
        return NoAnswer("broken")

    there.line = loses
    assert refused(desk, there).code == "pair.line_broken"
    there.line = None
    paired = pair(desk, there, "abcde fghjk")
    assert there.asked[0] == there.asked[1]
    assert len(there.answered) == 1
    assert stands(desk).words == paired.words


def test_a_new_code_makes_a_new_request_with_the_same_keys(desk: OpenDesk) -> None:
    there = PairingProvince()
    assert refused(desk, there, "00000-00000").code == "enrol.wrong_code"
    pair(desk, there)
    first, second = (enrolment.unpack_request(body) for body in there.asked)
    assert first is not None
    assert second is not None
    assert first.request.nonce != second.request.nonce
    assert first.request.signing == second.request.signing


@pytest.mark.parametrize("code", get_args(RefusalCode))
def test_each_refusal_of_the_province_has_its_sentence(desk: OpenDesk, code: RefusalCode) -> None:
    there = PairingProvince()
    body = msgspec.json.encode(Refusal(code=code))
    there.line = lambda request, send: said(403, body)
    assert refused(desk, there).code == code


@pytest.mark.parametrize(
    ("code", "values", "told"),
    [
        ("sync.enrol_code", {}, "enrol.refused"),
        ("sync.enrol_code", {"why": "wrong", "left": "3"}, "enrol.wrong_code"),
        ("sync.enrol_code", {"why": "used"}, "enrol.used"),
        ("sync.enrol_code", {"why": "used_up"}, "enrol.used_up"),
        ("sync.enrol_code", {"why": "expired"}, "enrol.expired"),
        ("sync.enrol_code", {"why": "none"}, "enrol.commune"),
        ("sync.enrol_practice", {}, "enrol.real"),
        ("sync.enrol_mark", {}, "enrol.mark"),
        ("sync.enrol_other_commune", {}, "enrol.elsewhere"),
        ("sync.body_shape", {}, "enrol.unreadable"),
        ("sync.something_new", {}, "pair.province_fault"),
    ],
)
def test_however_the_province_names_a_refusal_it_has_its_sentence(
    desk: OpenDesk, code: str, values: dict[str, str], told: str
) -> None:
    there = PairingProvince()
    body = msgspec.json.encode(Refusal(code=code, values=values))
    there.line = lambda request, send: said(403, body)
    assert refused(desk, there).code == told


@pytest.mark.parametrize("left", ["", "x" * 9999, "{left}", "-1", "1000"])
def test_what_a_refusal_fills_its_sentence_with_is_only_a_number(desk: OpenDesk, left: str) -> None:
    there = PairingProvince()
    refusal = Refusal(code="enrol.wrong_code", values={"left": left, "mark": "x" * 9999})
    there.line = lambda request, send: said(403, msgspec.json.encode(refusal))
    problem = refused(desk, there)
    assert problem.values["left"] == "–"
    assert problem.values["mark"] == desk.store.desk.desk[:4]


@pytest.mark.parametrize("kind", get_args(NoAnswerKind))
def test_each_fault_of_the_line_has_its_sentence(desk: OpenDesk, kind: NoAnswerKind) -> None:
    there = PairingProvince()
    there.line = lambda request, send: NoAnswer(kind)
    assert refused(desk, there).code == f"pair.line_{kind}"


@pytest.mark.parametrize(
    ("status", "ours", "code"),
    [
        (200, False, "pair.line_not_ours"),
        (302, False, "pair.line_not_ours"),
        (404, False, "pair.line_not_ours"),
        (511, False, "pair.line_not_ours"),
        (407, False, "pair.line_proxy"),
        (502, False, "pair.line_gateway"),
        (404, True, "pair.province_fault"),
        (426, True, "pair.too_old"),
        (429, True, "pair.busy"),
        (503, True, "pair.busy"),
        (500, True, "pair.province_fault"),
        (200, True, "pair.stranger"),
    ],
)
def test_whoever_else_answers_is_not_taken_for_the_province(
    desk: OpenDesk, status: int, ours: bool, code: str
) -> None:
    there = PairingProvince()
    page = b"<html>Dang nhap WiFi</html>"
    there.line = lambda request, send: said(status, page, ours=ours)
    assert refused(desk, there).code == code


def test_a_province_that_does_not_know_the_code_is_a_stranger(desk: OpenDesk) -> None:
    there = PairingProvince(1)

    def poses(request: Request, send: Send) -> Answered | NoAnswer:
        signed = enrolment.unpack_request(request.body)
        assert signed is not None
        forged = enrolment.pack_answer(there._taken(signed), request.body, bytes(32))
        return said(200, forged)

    there.line = poses
    assert refused(desk, there).code == "pair.stranger"


@pytest.mark.parametrize(
    "changed",
    [
        {"unit": "07213"},
        {"practice": True},
        {"certificate": ""},
        {"signing": base64url.encode(bytes(32))},
    ],
)
def test_an_answer_for_somebody_else_is_not_taken(
    desk: OpenDesk, changed: dict[str, object]
) -> None:
    there = PairingProvince()
    there.changed = changed
    assert refused(desk, there).code == "pair.answer_wrong"


@pytest.mark.parametrize(
    "changed",
    [{"desk": "0" * 16}, {"unit": "07213"}, {"practice": True}, {"sealing": "A" * 43}],
)
def test_a_certificate_for_somebody_else_is_not_taken(
    desk: OpenDesk, changed: dict[str, object]
) -> None:
    there = PairingProvince()

    def odd(request: Request, send: Send) -> Answered | NoAnswer:
        signed = enrolment.unpack_request(request.body)
        assert signed is not None
        there.changed = {"certificate": there.certificate(signed, **changed)}
        return send(request)

    there.line = odd
    assert refused(desk, there).code == "pair.answer_wrong"


def test_a_province_of_a_later_protocol_asks_for_an_update(desk: OpenDesk) -> None:
    there = PairingProvince()
    there.changed = {"protocol": 99}
    assert refused(desk, there).code == "pair.too_old"


def test_a_paired_desk_is_not_paired_again_by_mistake(desk: OpenDesk) -> None:
    pair(desk, PairingProvince())
    elsewhere = PairingProvince(1)
    assert refused(desk, elsewhere).code == "pair.already"
    assert refused(desk, elsewhere, url="https://khac.example").code == "pair.already_elsewhere"
    assert elsewhere.asked == []


def test_a_new_code_of_the_same_province_takes_the_desk_in_again(desk: OpenDesk) -> None:
    there = PairingProvince()
    first = pair(desk, there)
    there.answered.clear()
    second = pair(desk, there, again=True)
    assert second.words != first.words
    with desk.store.reader() as reader:
        keys = desk_keys.read(reader.connection)
    assert keys is not None
    certificate = read_certificate(keys.certificate, there.keys.public)
    assert certificate is not None
    assert certificate.serial == 2


def test_another_province_never_takes_over_a_paired_desk(desk: OpenDesk) -> None:
    pair(desk, PairingProvince())
    assert refused(desk, PairingProvince(1), again=True).code == "pair.already_elsewhere"


def test_a_practice_desk_pairs_with_a_practice_province_only(tmp_path: Path) -> None:
    with opened_desk(tmp_path / "practice", practice=True) as desk:
        assert refused(desk, PairingProvince()).code == "enrol.practice"
        assert pair(desk, PairingProvince(practice=True)).practice


def test_a_real_desk_does_not_pair_with_a_practice_province(desk: OpenDesk) -> None:
    assert refused(desk, PairingProvince(practice=True)).code == "enrol.real"


def test_only_the_administrator_pairs_a_desk(desk: OpenDesk) -> None:
    there = PairingProvince()
    assert refused(desk, there, by=CHAIR).code == "rights.province.pair"
    with pytest.raises(UserProblem):
        pair_desk.request_file(desk.store, CODE, CHAIR, "0.3.0")
    with pytest.raises(UserProblem):
        pair_desk.take_answer_file(desk.store, b"", CHAIR, WORDS)
    assert there.opened == []


def test_everything_that_was_typed_wrongly_is_said_at_once(desk: OpenDesk) -> None:
    with pytest.raises(UserProblem) as raised:
        pair(desk, PairingProvince(), "ABC", url="ftp://x")
    assert [one.code for one in raised.value.problems] == ["pair.url_wrong", "pair.code"]
    assert [one.field for one in raised.value.problems] == ["url", "code"]


def test_a_wrong_clock_is_said_and_keeps_nothing_back(desk: OpenDesk) -> None:
    there = PairingProvince()
    there.now = Millis(desk.clock.wall + 26 * 3_600_000)
    assert pair(desk, there).ahead == 26 * 3_600_000


def test_a_way_that_leads_nowhere_does_not_cut_off_a_desk_that_is_paired(desk: OpenDesk) -> None:
    there = PairingProvince()
    pair(desk, there, proxy="http://10.0.0.1:3128", pinned="PEM")

    refused(desk, there, "00000-00000", again=True, proxy="http://10.9.9.9:1", pinned="OTHER")

    assert there.way == ("http://10.9.9.9:1", "OTHER"), "it was tried"
    with desk.store.reader() as reader:
        address = run_sync.address_of(reader)
    assert address == run_sync.Address(URL, "http://10.0.0.1:3128", "PEM")
