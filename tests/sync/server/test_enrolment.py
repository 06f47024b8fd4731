"""Becoming a desk of the province: by a code, once, in one commune, with a mark of its own."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from desk_app.core.clock import day_of
from sync.protocol import certificates, enrolment
from sync.protocol.certificates import LIFE, read_certificate
from sync.protocol.exchange import Request
from sync.protocol.keys import new_desk_keys
from sync.protocol.messages import Sealed
from sync.protocol.packages import unpack_package
from sync.server import desks, enrol, packages
from sync.server.province import HELLO, PACKAGE, PUSH, SEALED
from sync.server.units import province_name
from tests.support.a_province import OTHER_UNIT, ADesk, AProvince, FakeRandom, refusal
from tests.support.desks import UNIT


@pytest.fixture
def stranger(province: AProvince) -> ADesk:
    """A desk with a log and keys that the province does not know."""
    made = ADesk.copy_of(province.desk(1), "stranger", number=50)
    made.keys = new_desk_keys(FakeRandom("stranger"))
    return made


def ask(desk: ADesk, code: str) -> tuple[int, str]:
    """Ask to be enrolled; status and code of the refusal."""
    status, said = refusal(desk.post(enrolment.PATH, desk.enrol_request(code)[0]))
    return status, said.code


def test_a_code_makes_a_stranger_a_desk_that_may_push(province: AProvince, stranger: ADesk) -> None:
    stranger.enrol()
    assert stranger.push().receipt.seq == 1
    assert stranger.hello().unit == UNIT


def test_a_lost_answer_is_given_again_and_to_nobody_else(
    province: AProvince, stranger: ADesk
) -> None:
    code = enrol.new_code(province.house, UNIT).code
    body, key = stranger.enrol_request(code)
    first, second = (stranger.post(enrolment.PATH, body) for _ in range(2))
    assert first.status == 200
    assert first.body == second.body
    assert enrolment.unpack_answer(second.body, body, key) is not None
    thief = ADesk.copy_of(stranger, "thief", number=51)
    assert ask(thief, code) == (403, "sync.enrol_code")


def test_a_desk_learns_the_name_of_its_province(province: AProvince, stranger: ADesk) -> None:
    code = enrol.new_code(province.house, UNIT).code
    body, key = stranger.enrol_request(code)
    answer = enrolment.unpack_answer(stranger.post(enrolment.PATH, body).body, body, key)
    assert answer is not None
    assert answer.name == province_name(UNIT, day_of(province.house.now))
    assert answer.name.endswith("Bắc Ninh")


def test_our_records_may_not_hold_a_commune() -> None:
    assert province_name("99999", date(2026, 11, 22)) == ""
    assert province_name("07", date(2026, 11, 22)) == ""


def test_five_wrong_codes_close_the_right_one(province: AProvince, stranger: ADesk) -> None:
    right = enrol.new_code(province.house, UNIT).code
    for number in range(enrolment.TRIES):
        assert ask(stranger, f"0000{number}-00000") == (403, "sync.enrol_code")
    assert ask(stranger, right) == (403, "sync.enrol_code")
    stranger.enrol()  # a new code works


def test_a_code_ends_and_is_for_one_commune(province: AProvince, stranger: ADesk) -> None:
    code = enrol.new_code(province.house, UNIT).code
    stranger.unit = OTHER_UNIT
    assert ask(stranger, code)[0] == 403
    enrol.new_code(province.house, OTHER_UNIT)
    assert ask(stranger, code)[0] == 403
    stranger.unit = UNIT
    province.wall += enrolment.CODE_LIFE
    assert ask(stranger, code) == (403, "sync.enrol_code")


def test_two_desks_of_a_commune_never_print_the_same_numbers(
    province: AProvince, stranger: ADesk
) -> None:
    twin = ADesk.copy_of(stranger, "twin", number=50)
    same = certificates.mark_of(stranger.id) + "0" * 12
    twin.sim.id = type(stranger.id)(same)
    stranger.enrol()
    code = enrol.new_code(province.house, UNIT).code
    body, _ = stranger_request(twin, same, code)
    status, said = refusal(twin.post(enrolment.PATH, body))
    assert (status, said.code) == (409, "sync.enrol_mark")


def stranger_request(desk: ADesk, identity: str, code: str) -> tuple[bytes, bytes]:
    """A request under another desk id."""
    body, key = ADesk.copy_of(desk, "x", number=50).enrol_request(code)
    asked = enrolment.unpack_request(body)
    assert asked is not None
    changed = msgspec.structs.replace(asked.request, desk=type(desk.id)(identity))
    return enrolment.pack_request(changed, desk.keys, key), key


def test_a_real_desk_is_not_taken_by_a_practice_province(
    province: AProvince, stranger: ADesk
) -> None:
    body, key = stranger.enrol_request(enrol.new_code(province.house, UNIT).code)
    asked = enrolment.unpack_request(body)
    assert asked is not None
    real = msgspec.structs.replace(asked.request, practice=False)
    answer = stranger.post(enrolment.PATH, enrolment.pack_request(real, stranger.keys, key))
    assert refusal(answer)[1].code == "sync.enrol_practice"


def test_a_desk_with_new_keys_is_enrolled_anew_and_its_old_ones_end(
    province: AProvince,
) -> None:
    desk = province.desk(1)
    desk.push()
    desk.visits(1)
    old = desk.packed(desk.own())
    desk.keys = new_desk_keys(FakeRandom("anew"))
    desk.enrol()
    assert refusal(desk.post(PUSH, old))[1].code == "sync.signature"
    assert desk.push().receipt.seq == 2


# ---- greeting ------------------------------------------------------------------------------------


def test_a_certificate_is_renewed_in_its_last_third(province: AProvince) -> None:
    desk = province.desk(1)
    assert desk.hello().certificate is None
    province.wall += LIFE * 3 // 4
    renewed = desk.hello().certificate
    assert renewed is not None
    read = read_certificate(renewed, province.keys.public)
    assert read is not None
    assert (read.desk, read.serial) == (desk.id, 2)
    assert desk.hello().certificate == renewed, "whoever lost it gets it again"
    assert desk.hello(serial=2).certificate is None


def test_an_old_certificate_costs_nobody_an_op(province: AProvince) -> None:
    desk = province.desk(1)
    desk.visits(2)
    province.wall += 3 * LIFE
    assert desk.push().receipt.seq == 3


def test_a_greeting_of_another_is_not_answered(province: AProvince) -> None:
    first, second = province.desk(1), province.desk(2)
    body = first.hello_body(desk=second.id)
    assert refusal(first.post(HELLO, body))[1].code == "sync.signature"
    assert refusal(first.post(HELLO, b"{}"))[0] == 400
    assert refusal(first.post(HELLO, first.hello_body(protocol=(7, 9))))[0] == 426


def test_desks_of_a_commune_hear_of_each_other_until_one_is_revoked(
    province: AProvince,
) -> None:
    first, second = province.desk(1), province.desk(2)
    peers = first.hello().peers
    assert [peer.desk for peer in peers] == [second.id]
    found = read_certificate(peers[0].certificate, province.keys.public)
    assert found is not None
    assert found.signing == second.keys.public.signing
    desks.revoke(province.house, second.id)
    assert first.hello().peers == ()
    assert second.hello().peers == ()


def test_a_sealed_key_waits_until_its_desk_holds_the_key(province: AProvince) -> None:
    first, second = province.desk(1), province.desk(2)
    first.hello()
    second.hello(keys=())
    sealed = Sealed(key_id="0123abcd", from_desk=first.id, to_desk=second.id, sealed="AAAA")
    request = Request(method="POST", path=SEALED, body=msgspec.json.encode(sealed))
    assert first.ask(request).status == 200
    assert second.hello(keys=()).sealed == (sealed,)
    assert second.hello(keys=("0123abcd",)).sealed == ()
    assert second.hello(keys=()).sealed == ()
    assert second.hello().commune_key == "0123abcd"


# ---- packages and paths --------------------------------------------------------------------------


def test_a_package_is_offered_and_given_to_every_desk(province: AProvince) -> None:
    first, second = province.desk(1), province.desk(2, OTHER_UNIT)
    made = packages.publish(province.house, b"[group]\n", "criteria", "bac_giang", "2027-01-01")
    again = packages.publish(province.house, b"[group]\n", "criteria", "bac_giang", "2027-01-01")
    assert made.sha256 == again.sha256
    for desk in (first, second):
        assert desk.hello().packages == (made.ref,)
        assert desk.pull()[-1].head.packages == (made.ref,)
        read = unpack_package(desk.get(PACKAGE + made.sha256).body, province.keys.public)
        assert read is not None
        assert read[1] == b"[group]\n"
    assert refusal(first.get(PACKAGE + "f" * 64))[1].code == "sync.package_unknown"


def test_only_the_newest_three_of_a_package_are_offered(province: AProvince) -> None:
    desk = province.desk(1)
    for day in (1, 2, 3, 4):
        content = f"day {day}".encode()
        packages.publish(province.house, content, "calendar", "vn", f"2027-01-0{day}")
    offered = [package.valid_from for package in desk.hello().packages]
    assert offered == ["2027-01-02", "2027-01-03", "2027-01-04"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/sync/v1/nothing", 404),
        ("GET", "/sync/v1/push", 405),
        ("DELETE", "/sync/v1/blob/" + "f" * 64, 405),
        ("POST", "/sync/v1/push", 400),
        ("POST", "/sync/v1/enrol", 400),
        ("GET", "/sync/v1/pull", 401),
        ("GET", "/sync/v1/own", 401),
        ("GET", "/sync/v1/snapshot", 401),
        ("POST", "/sync/v1/sealed", 401),
        ("GET", "/sync/v1/blob/" + "f" * 64, 401),
        ("PUT", "/sync/v1/blob/" + "f" * 64, 401),
        ("GET", "/sync/v1/package/" + "f" * 64, 401),
    ],
)
def test_whoever_proves_nothing_is_told_nothing(
    province: AProvince, method: str, path: str, status: int
) -> None:
    answer = province.handle(Request(method=method, path=path))
    assert answer.status == status
    assert answer.headers["mot-cua-sync"] == "1"
    assert refusal(answer)[1].code.startswith("sync.")
