"""The province takes in what a person carries, whoever made it, and answers in the same way."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desk_app.core.case_ops import EvidenceAttached
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.ids import DeskId
from sync.protocol import batch, page, requests
from sync.protocol.bundle import PART_LENGTH
from sync.protocol.malformed import Malformed
from sync.protocol.messages import PushAnswer
from sync.protocol.read_bundle import read_bundle
from sync.protocol.receipts import verify_answer
from sync.protocol.write_bundle import Blob, Whole
from sync.server import accept, desks, packages
from sync.server.store import blob_rows
from tests.support.a_province import OTHER_UNIT, ADesk, AProvince
from tests.support.carried import bundle_of, pushes
from tests.support.couriers import code_of
from tests.support.province_process import DONE, ENVIRONMENT, USER, ProvinceProgram
from tests.sync.server.bundle_hands import FILE, Heard, everything, reply_for, take_in


def test_a_carried_bundle_comes_to_the_same_as_the_line(
    province: AProvince, tmp_path: Path
) -> None:
    desk = province.desk(1)
    desk.visits(5)
    taken = take_in(desk, bundle_of(desk, pushes(desk)), tmp_path)
    assert (taken.ops, taken.new, taken.refused) == (len(desk.own()), len(desk.own()), ())
    assert [op.hash for op in everything(desk)] == [op.hash for op in desk.own()]
    assert desk.push().receipt.seq == len(desk.own())


def test_twice_and_out_of_order_and_beside_the_line_nothing_comes_twice(
    province: AProvince, tmp_path: Path
) -> None:
    desk = province.desk(1)
    desk.visits(2)
    old = bundle_of(desk, pushes(desk))
    desk.visits(3)
    new = bundle_of(desk, pushes(desk, 3))
    rnd = random.Random(5)
    for _ in range(12):
        what = rnd.randrange(3)
        if what == 2:
            desk.push()
        else:
            take_in(desk, (old, new)[what], tmp_path)
    assert take_in(desk, new, tmp_path).new == 0
    assert [op.hash for op in everything(desk)] == [op.hash for op in desk.own()]


def test_a_reply_carries_receipts_pages_packages_and_the_answer_to_the_greeting(
    province: AProvince, tmp_path: Path
) -> None:
    desk, other = province.desk(1), province.desk(2)
    other.visits(2)
    other.push()
    desk.visits(2)
    packages.publish(province.house, b"lich", "calendar", "lich", "2026-12-01")
    greeting = Whole("hello", desk.hello_body())
    taken = take_in(desk, bundle_of(desk, [greeting, *pushes(desk)]), tmp_path)
    reply = reply_for(desk, tmp_path, taken)

    (answer,) = (msgspec.json.decode(one, type=PushAnswer) for one in reply.of("answer"))
    assert verify_answer(answer, province.keys.public)
    assert answer.receipt.seq == len(desk.own())
    (hello,) = reply.of("hello")
    said = requests.unpack_hello_answer(hello, "B" * 22, province.keys.public)
    assert said is not None
    assert said.acked[-1].seq == len(desk.own())
    ops = [op for one in reply.of("page") for op in page.unpack_page(one).ops]
    assert [op.hash for op in ops] == [op.hash for op in other.own()]
    assert len(reply.of("package")) == 1
    assert (reply.manifest.writer, reply.manifest.reader) == ("", desk.id)


def test_a_reply_begins_where_the_desk_has_read_to(province: AProvince, tmp_path: Path) -> None:
    desk, other = province.desk(1), province.desk(2)
    other.visits(2)
    other.push()
    desk.pull()
    taken = take_in(desk, bundle_of(desk, [], cursor=desk.cursor), tmp_path)
    reply = reply_for(desk, tmp_path, taken)
    assert [page.unpack_page(one).ops for one in reply.of("page")] == [()]
    foreign = take_in(desk, bundle_of(desk, [], cursor="no cursor"), tmp_path)
    first = page.unpack_page(reply_for(desk, tmp_path, foreign).of("page")[0])
    assert (first.head.after, len(first.ops)) == ("", len(other.own()))


def test_another_desk_cannot_open_a_reply(province: AProvince, tmp_path: Path) -> None:
    desk, other = province.desk(1), province.desk(2)
    reply_for(desk, tmp_path)
    with (tmp_path / "tra-loi.mcua").open("rb") as opened, pytest.raises(Malformed) as error:
        read_bundle([opened], other.keys.age, Heard())
    assert error.value.code == "bundle.not_for_us"


def test_ops_of_a_revoked_desk_are_kept_and_it_reads_nothing(
    province: AProvince, tmp_path: Path
) -> None:
    desk, other = province.desk(1), province.desk(2)
    other.visits(2)
    other.push()
    desk.visits(2)
    desks.revoke(province.house, desk.id)
    greeting = Whole("hello", desk.hello_body())
    taken = take_in(desk, bundle_of(desk, [greeting, *pushes(desk)]), tmp_path)
    assert (taken.held, taken.new) == (True, len(desk.own()))
    reply = reply_for(desk, tmp_path, taken)
    assert [kind for kind, _ in reply.things] == ["answer", "hello"]
    held = msgspec.json.decode(reply.of("answer")[0], type=PushAnswer)
    assert held.held
    assert not [op for op in everything(desk) if op.header.desk == desk.id]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"writer": "0000000000000000"}, "usb.stranger"),
        ({"writer": ""}, "usb.stranger"),
        ({"reader": "K7QX000000000000"}, "usb.for_desk"),
        ({"unit": OTHER_UNIT}, "usb.elsewhere"),
        ({"practice": False}, "usb.elsewhere"),
    ],
)
def test_a_bundle_that_says_something_else_is_not_taken_in(
    province: AProvince, tmp_path: Path, changes: dict[str, Any], code: str
) -> None:
    desk = province.desk(1)
    desk.visits(1)
    with pytest.raises(UserProblem) as error:
        take_in(desk, bundle_of(desk, pushes(desk), **changes), tmp_path)
    assert code_of(error) == code
    assert everything(desk) == []


def test_a_bundle_signed_by_another_desk_is_not_taken_in(
    province: AProvince, tmp_path: Path
) -> None:
    desk, thief = province.desk(1), province.desk(2)
    desk.visits(1)
    with pytest.raises(UserProblem) as error:
        take_in(desk, bundle_of(thief, pushes(desk), writer=desk.id), tmp_path)
    assert code_of(error) == "usb.signature"
    assert everything(desk) == []


def test_pushes_of_another_desk_in_ones_own_bundle_are_refused_one_by_one(
    province: AProvince, tmp_path: Path
) -> None:
    desk, stranger = province.desk(1), province.desk(2, OTHER_UNIT)
    desk.visits(1)
    stranger.visits(1)
    forged = Whole("push", desk.packed_as(DeskId(stranger.id), stranger.own()))
    items = [*pushes(stranger), forged, Whole("push", b"no push"), *pushes(desk)]
    taken = take_in(desk, bundle_of(desk, items), tmp_path)
    assert taken.new == len(desk.own())
    assert len(taken.refused) == 2 + len(pushes(stranger))
    assert [op.hash for op in everything(desk)] == [op.hash for op in desk.own()]


def test_a_fork_in_a_bundle_is_kept_beside_and_told(province: AProvince, tmp_path: Path) -> None:
    desk = province.desk(1)
    desk.visits(1)
    copy = ADesk.copy_of(desk, "copy")
    desk.visits(1)
    copy.visits(2)
    desk.push()
    taken = take_in(copy, bundle_of(copy, pushes(copy, 100)), tmp_path)
    assert (taken.refused, taken.new) == (("sync.fork",), 0)
    assert [op.hash for op in everything(desk)] == [op.hash for op in desk.own()]


def test_no_changed_or_cut_bundle_changes_anything(province: AProvince, tmp_path: Path) -> None:
    desk = province.desk(1)
    desk.visits(3)
    good = bundle_of(desk, pushes(desk))
    rnd = random.Random(3)
    for turn in range(80):
        data = bytearray(good)
        if turn % 3 == 0:
            del data[rnd.randrange(len(data)) :]
        elif turn % 3 == 1:
            data[rnd.randrange(PART_LENGTH, len(data))] ^= 1 << rnd.randrange(8)
        else:
            data += rnd.randbytes(rnd.randrange(1, 50))
        with pytest.raises(UserProblem):
            take_in(desk, bytes(data), tmp_path)
    assert everything(desk) == []
    assert take_in(desk, good, tmp_path).new == len(desk.own())


def test_a_full_disk_keeps_what_was_taken_and_the_rest_comes_later(
    province: AProvince, tmp_path: Path
) -> None:
    desk = province.desk(1)
    desk.visits(40)
    data = bundle_of(desk, pushes(desk, 8))
    with province.full_disk(), pytest.raises(EnvironmentProblem) as error:
        take_in(desk, data, tmp_path)
    assert error.value.problem.code == "province.disk_full"
    taken = take_in(desk, data, tmp_path)
    assert taken.refused == ()
    assert [op.hash for op in everything(desk)] == [op.hash for op in desk.own()]


def test_attachments_are_taken_in_only_when_an_op_of_the_commune_speaks_of_them(
    province: AProvince, tmp_path: Path
) -> None:
    desk = province.desk(1)
    case = desk.visits(1)[0].header.subject
    wanted, stray = random.Random(1).randbytes(300_000), b"stray" * 9_000
    sha256 = hashlib.sha256(wanted).hexdigest()
    desk.write(
        "evidence.attached",
        EvidenceAttached(case=case, sha256=sha256, size=len(wanted), media="pdf", pages=1),
    )
    items: list[Whole | Blob] = [*pushes(desk)]
    items += [Blob(len(stray), [stray]), Blob(len(wanted), [wanted[:7], wanted[7:]])]
    data = bundle_of(desk, items)
    for _ in range(2):
        taken = take_in(desk, data, tmp_path)
        assert (taken.whole, [state.sha256 for state in taken.states]) == (1, [sha256])
    with province.house.store.read(desk.unit) as tx:
        assert blob_rows.is_whole(tx, sha256)
    assert province.house.blobs.kept(desk.unit) == {sha256}
    assert len(reply_for(desk, tmp_path, taken).of("held")) == 1


def test_an_attachment_that_came_in_part_by_the_line_is_finished_by_the_stick(
    province: AProvince, tmp_path: Path
) -> None:
    desk = province.desk(1)
    case = desk.visits(1)[0].header.subject
    wanted = random.Random(2).randbytes(3_000_000)
    sha256 = hashlib.sha256(wanted).hexdigest()
    desk.write(
        "evidence.attached",
        EvidenceAttached(case=case, sha256=sha256, size=len(wanted), media="pdf", pages=1),
    )
    desk.push()
    province.house.blobs.append(desk.unit, sha256, 0, wanted[:1_500_000], len(wanted))
    taken = take_in(desk, bundle_of(desk, [Blob(len(wanted), [wanted])]), tmp_path)
    assert taken.whole == 1
    assert province.house.blobs.is_sound(desk.unit, sha256)


def test_a_bundle_for_another_province_says_so(province: AProvince, tmp_path: Path) -> None:
    desk = province.desk(1)
    with pytest.raises(UserProblem) as error:
        take_in(desk, bundle_of(desk, [], recipient=desk.keys.public.recipient), tmp_path)
    assert code_of(error) == "usb.other_province"


def test_a_kill_between_two_pushes_leaves_what_the_next_reading_finishes(
    province: AProvince, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = province.desk(1)
    desk.visits(5)
    data = bundle_of(desk, pushes(desk, 2))
    accepted, left = accept.accept, [1]

    class Killed(BaseException):
        pass

    def accepting(house: object, signed: batch.SignedBatch) -> PushAnswer:
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        return accepted(province.house, signed)

    with monkeypatch.context() as patch:
        patch.setattr(accept, "accept", accepting)
        with pytest.raises(Killed):
            take_in(desk, data, tmp_path)
    taken = take_in(desk, data, tmp_path)
    assert 0 < taken.new < taken.ops
    assert [op.hash for op in everything(desk)] == [op.hash for op in desk.own()]


def test_the_commands_take_in_a_bundle_and_write_its_reply(
    embedded: ProvinceProgram, tmp_path: Path
) -> None:
    with embedded.serving():
        desk = embedded.desk(1)
    desk.visits(2)
    file = tmp_path / FILE
    file.write_bytes(bundle_of(desk, [Whole("hello", desk.hello_body()), *pushes(desk)]))
    reply, again, none = (tmp_path / f"{name}.mcua" for name in ("reply", "again", "none"))

    taken = embedded.run("bundle", "import", file, "--reply", reply, "--json")
    told = json.loads(taken.out)
    assert (taken.code, taken.err) == (DONE, "")
    assert (told["desk"], told["new"], told["refused"]) == (desk.id, len(desk.own()), [])
    assert told["reply"]["files"] == [str(reply)]
    nothing = embedded.run("bundle", "import", file)
    assert (nothing.code, "no new entries" in nothing.out) == (DONE, True)
    assert embedded.run("bundle", "reply", "--desk", desk.id, again).code == DONE
    assert again.exists()
    for words in (
        ("reply", "--desk", desk.id, again),
        ("reply", "--desk", "K7QX", none),
        ("import", none),
        ("import", tmp_path),
    ):
        assert embedded.run("bundle", *words).code == USER
    carried = embedded.run("bundle", "import", reply)
    assert (carried.code, "the reply for the desk with the mark" in carried.err) == (USER, True)
    assert not none.exists()
    assert embedded.run("bundle", "reply", "--desk", desk.id, again, "--force").code == DONE


def test_a_bundle_with_something_refused_is_told_with_another_exit_code(
    embedded: ProvinceProgram, tmp_path: Path
) -> None:
    with embedded.serving():
        desk = embedded.desk(1)
    desk.visits(1)
    file = tmp_path / FILE
    file.write_bytes(bundle_of(desk, [Whole("push", b"no push"), *pushes(desk)]))
    done = embedded.run("bundle", "import", file)
    assert done.code == ENVIRONMENT
    assert done.err.strip()


def test_a_bundle_from_before_a_restore_hides_no_row_from_whoever_reads_on(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    province = AProvince(home)
    first, second = province.desk(1), province.desk(2)
    first.push()
    province.close()
    shutil.copytree(home, tmp_path / "copy")
    province.open()
    first.push(first.visits(3))
    second.pull()
    province.close()
    shutil.rmtree(home)
    shutil.copytree(tmp_path / "copy", home)
    province.open()
    third = province.desk(3)
    third.visits(2)
    third.push()  # at the places of the first desk's visits

    take_in(second, bundle_of(second, [], cursor=second.cursor), tmp_path)
    second.session = ""
    second.pull()

    here = {op.hash for op in second.sim.ops()}
    assert {op.hash for op in third.own()} <= here
    province.close()
