"""What stands of a pairing once it is there: by files, again, renewed, and on its line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.services import pair_desk, run_sync
from desk_app.store import commune_keys, province
from sync.client.moves import NoAnswer
from sync.protocol import enrolment
from sync.protocol.certificates import LIFE
from sync.protocol.six_words import words_of
from tests.support.desks import OpenDesk, opened_desk
from tests.support.pairing_province import CODE, URL, PairingProvince
from tests.sync.desk.pairing_desk import ADMINISTRATOR, WORDS, pair, refused, stands


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path / "home", practice=False) as opened:
        yield opened


def test_without_a_line_the_same_is_done_by_two_files(desk: OpenDesk) -> None:
    there = PairingProvince()
    body = pair_desk.request_file(desk.store, CODE, ADMINISTRATOR, "0.3.0")
    assert stands(desk).asked is not None
    assert not stands(desk).paired
    answer = there.answer(body)
    assert isinstance(answer, bytes)
    desk.reopen()
    paired = pair_desk.take_answer_file(desk.store, answer, ADMINISTRATOR, WORDS)
    assert paired.words == words_of(enrolment.transcript(body, answer), WORDS)
    assert stands(desk).paired
    assert stands(desk).url == ""
    assert there.opened == []


def test_a_request_written_twice_is_the_same_file(desk: OpenDesk) -> None:
    first = pair_desk.request_file(desk.store, CODE, ADMINISTRATOR, "0.3.0")
    assert pair_desk.request_file(desk.store, "abcdefghjk", ADMINISTRATOR, "0.3.0") == first


def test_an_address_may_be_noted_for_later(desk: OpenDesk) -> None:
    body = pair_desk.request_file(desk.store, CODE, ADMINISTRATOR, "0.3.0", url="tinh.example/")
    answer = PairingProvince().answer(body)
    assert isinstance(answer, bytes)
    pair_desk.take_answer_file(desk.store, answer, ADMINISTRATOR, WORDS)
    assert stands(desk).url == URL


def test_another_file_is_no_answer(desk: OpenDesk) -> None:
    def code_of(body: bytes) -> str:
        with pytest.raises(UserProblem) as raised:
            pair_desk.take_answer_file(desk.store, body, ADMINISTRATOR, WORDS)
        return raised.value.problems[0].code

    assert code_of(b"") == "pair.nothing_asked"
    older = pair_desk.request_file(desk.store, "00000-00000", ADMINISTRATOR, "0.3.0")
    newer = pair_desk.request_file(desk.store, CODE, ADMINISTRATOR, "0.3.0")
    answer = PairingProvince(key=enrolment.stretched("0000000000", "07210")).answer(older)
    assert isinstance(answer, bytes)
    for body in (b"", b"\0" * 99, newer, answer):
        assert code_of(body) == "pair.answer_other"
    assert not stands(desk).paired
    right = PairingProvince().answer(newer)
    assert isinstance(right, bytes)
    assert code_of(right[:-1]) == "pair.answer_other"
    assert pair_desk.take_answer_file(desk.store, right, ADMINISTRATOR, WORDS).words


def test_a_newer_certificate_takes_the_place_of_the_old_one(desk: OpenDesk) -> None:
    there = PairingProvince()
    pair(desk, there)
    signed = enrolment.unpack_request(there.asked[0])
    assert signed is not None
    old = there.certificate(signed, serial=1)
    there.now = Millis(there.now + LIFE)
    new = there.certificate(signed, serial=2)
    assert not desk.change(lambda tx: pair_desk.renew(tx, old))
    assert desk.change(lambda tx: pair_desk.renew(tx, new))
    assert not desk.change(lambda tx: pair_desk.renew(tx, new))
    assert stands(desk).until == there.now + LIFE


def test_a_certificate_of_somebody_else_renews_nothing(desk: OpenDesk) -> None:
    there = PairingProvince()
    assert not desk.change(lambda tx: pair_desk.renew(tx, ""))
    pair(desk, there)
    signed = enrolment.unpack_request(there.asked[0])
    assert signed is not None
    other = PairingProvince(1)
    other.serial = 5
    for text in (
        "",
        other.certificate(signed),
        there.certificate(signed, desk="0" * 16, serial=9),
        there.certificate(signed, unit="07213", serial=9),
        there.certificate(signed, signing="A" * 43, serial=9),
    ):
        assert not desk.change(partial(pair_desk.renew, text=text))


def test_the_log_verifies_as_before_and_pairing_writes_nothing_into_it(desk: OpenDesk) -> None:
    desk.log(name="Nguyễn Thị Hoa", citizen_id="001187004417")
    before = desk.verify()
    pair(desk, PairingProvince())
    after = desk.verify()
    assert after.ok
    assert after == before


def test_the_key_the_province_names_is_the_main_one_when_the_desk_holds_it(desk: OpenDesk) -> None:
    there = PairingProvince()
    pair(desk, there)
    with desk.store.reader() as reader:
        assert commune_keys.main_key(reader.connection).key_id == desk.hashed.key_id


def test_a_key_the_desk_does_not_hold_yet_changes_nothing(desk: OpenDesk) -> None:
    there = PairingProvince()
    there.main_key = "ffffffff"
    pair(desk, there)
    with desk.store.reader() as reader:
        assert commune_keys.main_key(reader.connection).key_id == desk.hashed.key_id


def test_the_way_of_the_line_is_kept_for_every_later_sync(desk: OpenDesk) -> None:
    there = PairingProvince()
    pair(desk, there, proxy="http://10.0.0.1:3128", pinned="PEM")
    assert there.way == ("http://10.0.0.1:3128", "PEM")
    with desk.store.reader() as reader:
        address = run_sync.address_of(reader)
    assert address == run_sync.Address(URL, "http://10.0.0.1:3128", "PEM")


def test_a_way_that_was_set_before_is_used_and_can_be_taken_back(desk: OpenDesk) -> None:
    there = PairingProvince()
    refused(desk, there, "00000-00000", proxy="http://10.0.0.1:3128")
    refused(desk, there, "00000-00001")
    assert there.way == ("http://10.0.0.1:3128", "")
    pair(desk, there, proxy="")
    assert there.way == ("", "")


def test_pairing_again_by_file_keeps_the_address(desk: OpenDesk) -> None:
    there = PairingProvince()
    pair(desk, there)
    there.answered.clear()
    body = pair_desk.request_file(desk.store, CODE, ADMINISTRATOR, "0.3.0", again=True)
    answer = there.answer(body)
    assert isinstance(answer, bytes)
    paired = pair_desk.take_answer_file(desk.store, answer, ADMINISTRATOR, WORDS)
    assert paired.url == stands(desk).url == URL


def test_an_address_that_was_typed_is_not_lost_when_a_file_is_written_after_it(
    desk: OpenDesk,
) -> None:
    there = PairingProvince()
    there.line = lambda request, send: NoAnswer("no_route")
    refused(desk, there)
    body = pair_desk.request_file(desk.store, CODE, ADMINISTRATOR, "0.3.0")
    answer = there.answer(body)
    assert isinstance(answer, bytes)
    pair_desk.take_answer_file(desk.store, answer, ADMINISTRATOR, WORDS)
    assert stands(desk).url == URL


def test_pairing_again_does_not_hide_that_the_provinces_store_was_restored(
    desk: OpenDesk,
) -> None:
    there = PairingProvince()
    pair(desk, there)
    there.answered.clear()
    there.changed = {"server_epoch": "S2"}
    pair(desk, there, again=True)
    with desk.store.reader() as reader:
        known = province.read(reader.connection)
    assert known is not None
    assert known.server_epoch == "S1"
