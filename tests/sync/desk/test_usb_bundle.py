"""A stick between desk and province: nothing lost, nothing twice, in whatever order it comes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from desk_app.core.errors import UserProblem
from desk_app.services.changes import Changes
from desk_app.services.packages import packages as packages_here
from desk_app.store import sync_state
from sync.server import desks, packages
from sync.server.store import desk_rows
from tests.support.couriers import Courier, code_of
from tests.support.publishing import changed_criteria
from tests.support.their_files import digest, files_of_commune, photo
from tests.sync.client.paired import Commune, PairedDesk


def test_what_waits_is_confirmed_by_the_reply_and_not_before(
    two: tuple[Commune, Courier],
) -> None:
    place, courier = two
    desk = place.desk()
    for _ in range(3):
        desk.desk.log()
    waiting = desk.waiting()

    bundle = courier.write(desk.desk)
    assert desk.waiting() == waiting
    reply = courier.answer(bundle)
    assert desk.held_by_province() == desk.own_hashes()
    assert desk.waiting() == waiting

    done = courier.bring(desk.desk, reply)
    assert (done.confirmed, done.waiting, done.problem) == (waiting, 0, None)
    assert desk.waiting() == 0
    assert desk.sync().sent == 0


def test_a_desk_without_a_line_sees_what_the_others_wrote(two: tuple[Commune, Courier]) -> None:
    place, courier = two
    far, near = place.desk(1), place.desk(2)
    visit = near.desk.log()
    near.sync()

    done = courier.round(far.desk)
    assert done.received > 0
    assert far.desk.visit(visit).id == visit
    again = courier.round(far.desk)
    assert (again.received, again.new) == (0, False)
    assert far.sync().received == 0, "the cursor came with the pages"


def test_a_bundle_twice_brings_nothing_new(two: tuple[Commune, Courier]) -> None:
    place, courier = two
    desk = place.desk()
    desk.desk.log()
    bundle = courier.write(desk.desk)
    first, second = courier.take_in(bundle), courier.take_in(bundle)
    assert (first.new, second.new) == (first.ops, 0)
    reply = courier.answer(bundle)
    assert courier.bring(desk.desk, reply).new
    before = desk.desk.digests()
    assert not courier.bring(desk.desk, reply).new
    assert desk.desk.digests() == before


def test_an_older_bundle_after_a_newer_one_does_no_harm(two: tuple[Commune, Courier]) -> None:
    place, courier = two
    desk, other = place.desk(1), place.desk(2)
    desk.desk.log()
    old = courier.write(desk.desk)
    old_reply = courier.answer(old)
    desk.desk.log()
    other.desk.log()
    other.sync()
    courier.round(desk.desk)
    cursor = _cursor(desk)
    confirmed = desk.waiting()

    assert courier.take_in(old).new == 0
    done = courier.bring(desk.desk, old_reply)
    assert (done.new, done.problem) == (False, None)
    assert (_cursor(desk), desk.waiting()) == (cursor, confirmed)
    late = courier.answer(old)
    assert courier.bring(desk.desk, late).received == 0
    assert _cursor(desk) == cursor


def test_the_province_does_not_forget_how_far_a_desk_has_read(
    two: tuple[Commune, Courier],
) -> None:
    place, courier = two
    desk, other = place.desk(1), place.desk(2)
    early = courier.write(desk.desk)
    other.desk.log()
    other.sync()
    courier.round(desk.desk)
    courier.round(desk.desk)
    seen = _seen(place, desk)
    assert seen > 0

    courier.answer(early)
    assert _seen(place, desk) == seen


def test_a_reply_by_the_provinces_own_records_brings_the_same(
    two: tuple[Commune, Courier],
) -> None:
    place, courier = two
    desk, other = place.desk(1), place.desk(2)
    desk.desk.log()
    visit = other.desk.log()
    other.sync()
    courier.take_in(courier.write(desk.desk))

    _, reply = courier.replied(desk.desk.store.desk.desk)
    done = courier.bring(desk.desk, reply)
    assert (done.waiting, done.problem) == (0, None)
    assert desk.desk.visit(visit).id == visit


def test_packages_and_the_renewed_certificate_come_on_the_stick(
    two: tuple[Commune, Courier],
) -> None:
    place, courier = two
    desk = place.desk()
    packages.publish(place.province.house, b"x" * 1000, "calendar", "lich", "2026-12-01")
    place.province.wall += 600 * 86_400_000
    assert courier.round(desk.desk).packages == 1
    again = courier.round(desk.desk)
    assert again.packages == 0
    with place.province.house.store.read(desk.desk.store.desk.unit) as tx:
        row = desk_rows.one(tx, desk.desk.store.desk.desk)
    assert row is not None
    with desk.desk.connection() as connection:
        kept = connection.execute("SELECT certificate FROM desk_key").fetchone()[0]
    assert (row.serial, kept) == (2, row.certificate)


def test_a_package_that_is_due_is_in_force_once_the_stick_is_read(
    two: tuple[Commune, Courier],
) -> None:
    place, courier = two
    desk = place.desk()
    content = changed_criteria().encode()
    packages.publish_checked(place.province.house, content, "criteria", date(2026, 10, 1))
    told: list[Changes] = []

    reply = courier.answer(courier.write(desk.desk))
    courier.bring(desk.desk, reply, told.append)

    with desk.desk.store.reader() as reader:
        (kept,) = packages_here(reader, desk.desk.clock())
    assert kept.state == "in_force"
    assert any(changes.packages for changes in told)


def test_a_revoked_desk_is_told_so_and_reads_nothing(two: tuple[Commune, Courier]) -> None:
    place, courier = two
    desk, other = place.desk(1), place.desk(2)
    other.desk.log()
    other.sync()
    desk.desk.log()
    desks.revoke(place.province.house, desk.desk.store.desk.desk)

    taken = courier.take_in(courier.write(desk.desk))
    assert taken.held
    assert taken.new == taken.ops
    done = courier.round(desk.desk)
    assert done.problem is not None
    assert (done.problem.code, done.received, done.waiting) == ("sync.revoked", 0, 0)
    desks.take_back(place.province.house, desk.desk.store.desk.desk)
    assert courier.round(desk.desk).received > 0


def test_a_restored_province_gets_what_it_lost_by_the_stick(two: tuple[Commune, Courier]) -> None:
    place, courier = two
    desk = place.desk()
    desk.desk.log()
    courier.round(desk.desk)
    place.keep_copy()
    desk.desk.log()
    courier.round(desk.desk)
    assert desk.waiting() == 0
    place.restore_copy(whole=False)

    courier.round(desk.desk)
    assert desk.waiting() > 0, "it hears that the province lost them"
    done = courier.round(desk.desk)
    assert (done.waiting, desk.held_by_province()) == (0, desk.own_hashes())


def test_a_page_that_goes_on_elsewhere_leaves_no_gap_in_a_chain(
    two: tuple[Commune, Courier], tmp_path: Path
) -> None:
    place, courier = two
    desk, other = place.desk(1), place.desk(2)
    desk.sync()
    desk.desk.close()
    shutil.copytree(desk.desk.home, tmp_path / "old")
    desk.desk.reopen()
    other.desk.log()
    other.sync()
    desk.sync()
    bundle = courier.write(desk.desk)
    other.desk.log()
    other.sync()
    reply = courier.answer(bundle)
    desk.desk.close()
    shutil.rmtree(desk.desk.home)
    shutil.copytree(tmp_path / "old", desk.desk.home)
    desk.desk.reopen()

    courier.bring(desk.desk, reply)

    assert desk.desk.verify().ok
    assert courier.round(desk.desk).received > 0
    assert (desk.visits(), desk.desk.verify().ok) == (2, True)


def test_a_bundle_of_a_desk_that_was_restored_meanwhile_loses_nothing(
    two: tuple[Commune, Courier], tmp_path: Path
) -> None:
    place, courier = two
    desk = place.desk()
    desk.desk.log()
    desk.desk.close()
    shutil.copytree(desk.desk.home, tmp_path / "old")
    desk.desk.reopen()
    desk.desk.log()
    sent = courier.write(desk.desk)
    held = desk.own_hashes()
    desk.desk.close()
    shutil.rmtree(desk.desk.home)
    shutil.copytree(tmp_path / "old", desk.desk.home)
    desk.desk.reopen()
    courier.take_in(sent)

    done = courier.round(desk.desk)
    assert done.problem is not None
    assert done.problem.code == "sync.behind"
    assert desk.desk.store.desk.epoch == 1, "no number is printed twice"
    lost = len(held) - len(desk.own_hashes())
    assert lost > 0

    desk.desk.log()
    done = courier.round(desk.desk)
    assert (done.problem, done.received, done.waiting) == (None, lost, 0)
    assert desk.own_hashes() == held == desk.held_by_province()
    assert desk.sync().problem is None


def test_each_bundle_says_for_whom_it_is(two: tuple[Commune, Courier]) -> None:
    place, courier = two
    desk, other = place.desk(1), place.desk(2)
    desk.sync()
    other.sync()
    bundle = courier.write(desk.desk)
    reply = courier.answer(bundle)

    for who, file, code in (
        (desk, bundle, "usb.own"),
        (other, bundle, "usb.for_province"),
        (other, reply, "usb.for_named"),
    ):
        with pytest.raises(UserProblem) as error:
            courier.bring(who.desk, file)
        assert code_of(error) == code
    with pytest.raises(UserProblem) as error:
        courier.take_in(reply)
    assert code_of(error) == "usb.for_desk"
    assert error.value.problems[0].values["mark"] == desk.desk.store.desk.desk[:4]


def test_attachments_go_by_the_stick_and_count_as_held_after_the_reply(tmp_path: Path) -> None:
    with files_of_commune(tmp_path) as village:
        desk = village.desk()
        courier = Courier(tmp_path / "usb", desk.paired.province)
        for number in range(3):
            desk.attach(photo(number, 200_000 + number))
        done = courier.exported(desk.desk, part_size=100_000)
        assert (done.blobs, len(done.files) > 5) == (3, True)
        taken = courier.take_in(done.files[0])
        assert taken.whole == 3
        assert desk.waiting().files == 3
        _, reply = courier.replied(taken.caller.id, taken)
        assert courier.bring(desk.desk, reply).blobs == 3
        assert desk.waiting().files == 0
        assert courier.exported(desk.desk).blobs == 0


def test_a_file_whose_person_was_erased_elsewhere_is_deleted_with_the_reply(
    tmp_path: Path,
) -> None:
    with files_of_commune(tmp_path) as village:
        desk, other = village.desk(1), village.desk(2)
        courier = Courier(tmp_path / "usb", desk.paired.province)
        desk.attach(photo(1, 100_000))
        desk.sync()
        other.sync()
        other.erase(desk.case)
        other.sync()
        assert desk.holds(photo(1, 100_000))

        courier.round(desk.desk)

        assert not desk.keep.has(digest(photo(1, 100_000)))


def test_a_damaged_attachment_keeps_nothing_else_from_leaving(tmp_path: Path) -> None:
    with files_of_commune(tmp_path) as village:
        desk = village.desk()
        courier = Courier(tmp_path / "usb", desk.paired.province)
        desk.attach(photo(1, 100_000))
        (damaged,) = desk.keep.folder.iterdir()
        damaged.write_bytes(damaged.read_bytes()[:-1])
        desk.attach(photo(2, 100_000))
        assert courier.exported(desk.desk).blobs == 1
        assert courier.round(desk.desk).waiting == 0


def test_an_unpaired_desk_writes_and_reads_nothing(two: tuple[Commune, Courier]) -> None:
    place, courier = two
    desk = place.unpaired(3)
    with pytest.raises(UserProblem) as error:
        courier.write(desk.desk)
    assert code_of(error) == "sync.not_paired"
    assert list(courier.folder.iterdir()) == []


def _cursor(desk: PairedDesk) -> str | None:
    with desk.desk.store.reader() as reader:
        return sync_state.get(reader.connection, "cursor")


def _seen(place: Commune, desk: PairedDesk) -> int:
    with place.province.house.store.read(desk.desk.store.desk.unit) as tx:
        row = desk_rows.one(tx, desk.desk.store.desk.desk)
    assert row is not None
    return row.seen
