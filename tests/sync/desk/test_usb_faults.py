"""A stick that fails, is pulled out or cut: what was there before stays, and the rest goes on."""

from __future__ import annotations

import errno
import random
from pathlib import Path

import pytest

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.services.usb_bundle import export_bundle
from desk_app.services.usb_reply import import_reply
from sync import stick
from sync.protocol.bundle import PART_LENGTH
from tests.support.couriers import Courier, code_of, keep_of
from tests.sync.client.paired import Commune

SMALL_PARTS = 1_024


def test_a_bundle_is_cut_into_parts_and_found_by_any_of_them(
    two: tuple[Commune, Courier],
) -> None:
    place, courier = two
    desk = place.desk()
    for n in range(40):
        desk.desk.log(name=f"Nguyễn Thị {desk.desk.random.randbytes(24).hex()} {n}"[:60])
    done = courier.exported(desk.desk, part_size=SMALL_PARTS)
    assert len(done.files) > 2
    assert done.files[1].name == f"{done.files[0].name}.2"
    assert done.bytes == sum(path.stat().st_size for path in done.files)

    assert courier.take_in(done.files[2]).new > 0
    done.files[1].unlink()
    with pytest.raises(UserProblem) as error:
        courier.take_in(done.files[0])
    assert code_of(error) == "bundle.parts"


def test_a_smaller_bundle_under_the_same_name_leaves_no_part_of_the_larger_one(
    two: tuple[Commune, Courier],
) -> None:
    place, courier = two
    desk = place.desk()
    target = courier.new_name()
    for size in (SMALL_PARTS, 1_000_000):
        done = export_bundle(
            desk.desk.store, keep_of(desk.desk), target, desk.desk.clock,
            desk.desk.random.randbytes, "1.0", part_size=size,
        )  # fmt: skip
        assert sorted(courier.folder.iterdir()) == sorted(done.files)
    assert len(done.files) == 1


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "usb.full"), (errno.EIO, "usb.gone"), (errno.EROFS, "usb.closed")],
)
def test_a_stick_that_fails_at_any_write_keeps_nothing(
    two: tuple[Commune, Courier], monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    place, courier = two
    desk = place.desk()
    desk.desk.log()
    before = courier.exported(desk.desk, part_size=SMALL_PARTS).files
    kept = {path: path.read_bytes() for path in before}
    waiting = desk.waiting()
    writes = [0]
    write, replace = stick._NewPart.write, Path.replace

    def failing(part: stick._NewPart, data: bytes) -> None:
        writes[0] -= 1
        if writes[0] < 0:
            raise OSError(number, "stick")
        write(part, data)

    def not_renamed(path: Path, target: Path) -> Path:
        if path.suffix == ".mcua-part":
            writes[0] -= 1
            if writes[0] < 0:
                raise OSError(number, "stick")
        return replace(path, target)

    monkeypatch.setattr(stick._NewPart, "write", failing)
    with pytest.raises(EnvironmentProblem):  # and nothing else fails
        courier.exported(desk.desk, part_size=SMALL_PARTS)
    monkeypatch.setattr(Path, "replace", not_renamed)
    codes: list[str] = []
    for allowed in range(100):
        writes[0] = allowed
        try:
            courier.exported(desk.desk, part_size=SMALL_PARTS)
            break
        except EnvironmentProblem as error:
            codes.append(error.problem.code)
        assert {path: path.read_bytes() for path in courier.folder.iterdir()} == kept
        assert desk.waiting() == waiting
    assert codes == [code] * len(codes)
    assert len(codes) > 4


def test_cancelled_writing_leaves_nothing(two: tuple[Commune, Courier]) -> None:
    place, courier = two
    desk = place.desk()
    desk.desk.log()
    asked = iter([False])
    with pytest.raises(stick.Stopped):
        export_bundle(
            desk.desk.store, keep_of(desk.desk), courier.new_name(), desk.desk.clock,
            desk.desk.random.randbytes, "1.0", cancelled=lambda: next(asked, True),
            part_size=SMALL_PARTS,
        )  # fmt: skip
    assert list(courier.folder.iterdir()) == []


def test_what_a_killed_attempt_left_is_gone_after_the_next(two: tuple[Commune, Courier]) -> None:
    place, courier = two
    desk = place.desk()
    target = courier.new_name()
    left = target.with_name(f".{target.name}.0badcafe.1.mcua-part")
    left.write_bytes(b"mcua")
    export_bundle(
        desk.desk.store, keep_of(desk.desk), target, desk.desk.clock,
        desk.desk.random.randbytes, "1.0",
    )  # fmt: skip
    assert list(courier.folder.iterdir()) == [target]


def test_reading_that_stops_at_any_place_goes_on_from_there(
    two: tuple[Commune, Courier],
) -> None:
    place, courier = two
    desk, other = place.desk(1), place.desk(2)
    for _ in range(3):
        desk.desk.log()
        other.desk.log()
    other.sync()
    reply = courier.answer(courier.write(desk.desk))
    rounds = 0
    while True:
        rounds += 1
        left = [rounds]

        def stopped(left: list[int] = left) -> bool:
            left[0] -= 1
            return left[0] < 0

        try:
            done = import_reply(
                desk.desk.store, keep_of(desk.desk), reply, desk.desk.clock,
                desk.desk.random.randbytes, "1.0", cancelled=stopped,
            )  # fmt: skip
        except stick.Stopped:
            continue
        break
    assert rounds > 2
    assert done.waiting == 0
    assert desk.visits() == 6


def test_no_changed_or_cut_reply_changes_anything(two: tuple[Commune, Courier]) -> None:
    place, courier = two
    desk, other = place.desk(1), place.desk(2)
    desk.desk.log()
    other.desk.log()
    other.sync()
    reply = courier.answer(courier.write(desk.desk))
    good = reply.read_bytes()
    before, waiting = desk.desk.digests(), desk.waiting()
    rnd = random.Random(8)
    bad = courier.new_name()
    for turn in range(60):
        data = bytearray(good)
        if turn % 3 == 0:
            del data[rnd.randrange(len(data)) :]
        elif turn % 3 == 1:
            # The label for whoever cannot open it is not what anything is decided by.
            data[rnd.randrange(PART_LENGTH, len(data))] ^= 1 << rnd.randrange(8)
        else:
            data += rnd.randbytes(rnd.randrange(1, 100))
        bad.write_bytes(bytes(data))
        with pytest.raises(UserProblem):
            courier.bring(desk.desk, bad)
        assert (desk.desk.digests(), desk.waiting()) == (before, waiting)
    assert courier.bring(desk.desk, reply).waiting == 0
