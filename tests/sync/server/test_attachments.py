"""Attachments: in pieces, resumed where they stopped, whole or not at all, for known ops only."""

from __future__ import annotations

import hashlib
import random
import threading

import msgspec
import pytest

from desk_app.core.case_ops import EvidenceAttached, EvidenceRemoved
from desk_app.core.ops import PersonErased
from sync.protocol import blob_proofs
from sync.protocol.exchange import Request, Response
from sync.protocol.messages import BlobState
from sync.server.blobs import LEAST, MOST
from sync.server.province import BLOB
from sync.server.reproject import reproject
from sync.server.verify import verify
from tests.support.a_province import ADesk, AProvince, refusal

CONTENT = random.Random(5).randbytes(3 * LEAST + 77)
NAME = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def desk(province: AProvince) -> ADesk:
    """A desk whose log speaks of one file."""
    made = province.desk(1)
    speak_of(made, CONTENT)
    made.push()
    return made


def speak_of(desk: ADesk, content: bytes) -> str:
    """The desk's op about a file; returns the op's id."""
    case = str(desk.own()[0].header.id)
    facts = EvidenceAttached(
        case=case, sha256=hashlib.sha256(content).hexdigest(), size=len(content), media="pdf"
    )
    return str(desk.write("evidence.attached", facts).header.id)


def put(desk: ADesk, first: int, last: int, content: bytes = CONTENT, size: int = 0) -> Response:
    """Send a piece of the file."""
    told = f"bytes {first}-{last}/{size or len(content)}"
    request = Request(
        method="PUT",
        path=BLOB + NAME,
        headers={"content-range": told},
        body=content[first : last + 1],
    )
    return desk.ask(request)


def ask(desk: ADesk) -> BlobState:
    """How much is there."""
    told = {"content-range": f"bytes */{len(CONTENT)}"}
    answer = desk.ask(Request(method="PUT", path=BLOB + NAME, headers=told))
    assert answer.status == 200
    return msgspec.json.decode(answer.body, type=BlobState)


def state(answer: Response) -> BlobState:
    """What an answer says is there."""
    return msgspec.json.decode(answer.body, type=BlobState)


def get(desk: ADesk, first: int, last: int) -> Response:
    """Fetch a piece."""
    told = {"range": f"bytes={first}-{last}"}
    return desk.ask(Request(method="GET", path=BLOB + NAME, headers=told))


def test_a_file_goes_up_in_pieces_and_comes_down_whole(province: AProvince, desk: ADesk) -> None:
    other = province.desk(2)
    assert (ask(desk).have, ask(desk).whole) == (0, False)
    assert state(put(desk, 0, LEAST - 1)).have == LEAST
    province.close()
    province.open()
    assert ask(desk).have == LEAST, "what was fsynced is there after a restart"
    assert not state(put(desk, LEAST, 2 * LEAST - 1)).whole
    assert refusal(get(other, 0, 9))[1].code == "sync.blob_missing"
    assert state(put(desk, 2 * LEAST, len(CONTENT) - 1)).whole
    first, second = get(other, 0, LEAST - 1), get(other, LEAST, 10 * LEAST)
    assert first.status == second.status == 206
    assert first.body + second.body == CONTENT
    assert second.headers["content-range"].endswith(f"/{len(CONTENT)}")
    assert ask(other).whole
    assert verify(province.house.store, province.keys.public, province.house.blobs).ok


def test_pieces_may_come_twice_overlap_or_leave_a_gap(desk: ADesk) -> None:
    put(desk, 0, LEAST - 1)
    assert state(put(desk, 0, LEAST - 1)).have == LEAST
    assert state(put(desk, 2 * LEAST, 3 * LEAST - 1)).have == LEAST, "a gap adds nothing"
    assert state(put(desk, LEAST // 2, LEAST // 2 + LEAST - 1)).have == LEAST + LEAST // 2
    assert state(put(desk, LEAST, len(CONTENT) - 1)).whole
    assert state(put(desk, 0, LEAST - 1)).whole


def test_a_file_that_is_not_what_its_name_says_does_not_stay(desk: ADesk) -> None:
    wrong = bytes([CONTENT[0] ^ 1]) + CONTENT[1:]
    answer = put(desk, 0, len(CONTENT) - 1, wrong)
    assert (answer.status, state(answer).have) == (409, 0)
    assert ask(desk).have == 0
    assert state(put(desk, 0, len(CONTENT) - 1)).whole


@pytest.mark.parametrize(
    ("first", "last", "size"),
    [
        (0, LEAST - 2, 0),  # too small to be worth a write
        (0, LEAST - 1, len(CONTENT) + 1),
        (5 * LEAST, 6 * LEAST, 0),
        (LEAST, LEAST - 1, 0),
    ],
)
def test_pieces_that_cannot_be_are_refused(desk: ADesk, first: int, last: int, size: int) -> None:
    assert refusal(put(desk, first, last, size=size))[1].code == "sync.blob_range"
    assert ask(desk).have == 0


def test_a_piece_is_never_larger_than_agreed(province: AProvince) -> None:
    desk = province.desk(1)
    content = bytes(MOST + 1)
    speak_of(desk, content)
    desk.push()
    request = Request(
        method="PUT",
        path=BLOB + hashlib.sha256(content).hexdigest(),
        headers={"content-range": f"bytes 0-{MOST}/{MOST + 1}"},
        body=content,
    )
    assert desk.ask(request).status == 413


def test_only_files_that_an_accepted_op_speaks_of_are_taken(province: AProvince) -> None:
    desk = province.desk(1)
    desk.push()
    speak_of(desk, CONTENT)
    assert refusal(put(desk, 0, LEAST - 1))[1].code == "sync.blob_unknown"
    assert not (province.home / "blobs").exists()
    desk.push()
    assert put(desk, 0, LEAST - 1).status == 200


def test_an_erased_file_is_gone_unless_somebody_else_needs_it(province: AProvince) -> None:
    first, second = province.desk(1), province.desk(2)
    erased, kept = speak_of(first, CONTENT), speak_of(second, CONTENT)
    first.push()
    second.push()
    put(first, 0, len(CONTENT) - 1)
    first.write("person.erased", PersonErased(ops=(erased,), basis="request"))
    first.push()
    assert get(second, 0, 9).status == 206
    second.write("person.erased", PersonErased(ops=(kept,), basis="request"))
    second.push()
    assert refusal(get(second, 0, 9))[1].code == "sync.blob_unknown"
    assert province.house.blobs.kept(second.unit) == set()
    assert verify(province.house.store, province.keys.public, province.house.blobs).ok


def test_a_file_finished_in_the_moment_of_a_kill_is_found_whole(
    province: AProvince, desk: ADesk
) -> None:
    province.house.blobs.append(desk.unit, NAME, 0, CONTENT, len(CONTENT))
    assert refusal(get(desk, 0, 9))[1].code == "sync.blob_missing"
    assert ask(desk).whole
    assert get(desk, 0, 9).body == CONTENT[:10]


def test_a_file_whose_erasure_was_cut_short_is_gone_at_the_next_start(
    province: AProvince, desk: ADesk
) -> None:
    put(desk, 0, LEAST - 1)
    orphan = "f" * 64
    province.house.blobs.append(desk.unit, orphan, 0, b"x" * LEAST, 2 * LEAST)
    province.close()
    province.open()
    assert province.house.blobs.kept(desk.unit) == {NAME}
    assert ask(desk).have == LEAST


def test_two_who_send_the_same_file_at_once_both_end_well(province: AProvince, desk: ADesk) -> None:
    files = province.house.blobs
    ends: list[int] = []

    def send() -> None:
        for at in range(0, len(CONTENT), 1000):
            have = files.append(desk.unit, NAME, at, CONTENT[at : at + 1000], len(CONTENT))
        ends.append(have)

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ends == [len(CONTENT)] * 4
    assert files.is_sound(desk.unit, NAME)


def test_a_damaged_file_is_noticed(province: AProvince, desk: ADesk) -> None:
    put(desk, 0, len(CONTENT) - 1)
    file = province.home / "blobs" / desk.unit / NAME
    file.write_bytes(CONTENT[:-1] + b"?")
    found = verify(province.house.store, province.keys.public, province.house.blobs)
    assert [problem.code for problem in found.problems] == ["province.blob"]


def remove(desk: ADesk, evidence: str) -> None:
    """The desk takes a file out of its case, and says so."""
    desk.write("evidence.removed", EvidenceRemoved(), subject=evidence)
    desk.push()


def test_a_removed_file_is_gone_and_taken_again_only_for_a_new_op(province: AProvince) -> None:
    desk = province.desk(1)
    evidence = speak_of(desk, CONTENT)
    desk.push()
    put(desk, 0, len(CONTENT) - 1)

    remove(desk, evidence)
    assert refusal(get(desk, 0, 9))[1].code == "sync.blob_unknown"
    assert refusal(put(desk, 0, LEAST - 1))[1].code == "sync.blob_unknown"
    assert province.house.blobs.kept(desk.unit) == set()
    reproject(province.house)
    assert refusal(put(desk, 0, LEAST - 1))[1].code == "sync.blob_unknown"
    speak_of(desk, CONTENT)
    desk.push()
    assert state(put(desk, 0, len(CONTENT) - 1)).whole
    assert verify(province.house.store, province.keys.public, province.house.blobs).ok


def test_a_file_removed_from_one_case_stays_for_another(province: AProvince) -> None:
    desk = province.desk(1)
    removed = speak_of(desk, CONTENT)
    speak_of(desk, CONTENT)
    desk.push()
    put(desk, 0, len(CONTENT) - 1)

    remove(desk, removed)

    assert get(desk, 0, 9).status == 206


def test_a_removed_and_erased_file_does_not_come_back(province: AProvince) -> None:
    desk = province.desk(1)
    evidence = speak_of(desk, CONTENT)
    desk.push()
    put(desk, 0, len(CONTENT) - 1)
    remove(desk, evidence)
    desk.write("person.erased", PersonErased(ops=(evidence,), basis="request"))
    desk.push()

    assert refusal(get(desk, 0, 9))[1].code == "sync.blob_unknown"
    assert province.house.blobs.kept(desk.unit) == set()


def test_a_whole_file_is_confirmed_under_the_provinces_signature(
    province: AProvince, desk: ADesk
) -> None:
    half = state(put(desk, 0, LEAST - 1))
    assert (half.signature, half.whole) == ("", False)
    whole = state(put(desk, LEAST, len(CONTENT) - 1))
    public = province.keys.public
    assert blob_proofs.holds(whole, desk.unit, public)
    assert blob_proofs.holds(ask(desk), desk.unit, public)

    for lie in (
        msgspec.structs.replace(whole, sha256="0" * 64),
        msgspec.structs.replace(whole, size=whole.size + 1, have=whole.size + 1),
        msgspec.structs.replace(whole, have=whole.size - 1),
        msgspec.structs.replace(whole, whole=False),
        msgspec.structs.replace(whole, server_epoch="other"),
        msgspec.structs.replace(whole, signature=""),
        msgspec.structs.replace(whole, signature="A" * 86),
    ):
        assert not blob_proofs.holds(lie, desk.unit, public)
    assert not blob_proofs.holds(whole, "00001", public)
