"""What holds a file up, at either end: every other file and every op goes on without it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.core.desk_settings import DeskSettings
from desk_app.core.problems import Problem
from desk_app.store import sync_state
from desk_app.store.writer import Tx
from sync.protocol.exchange import Request
from sync.server import blob_files
from sync.server.store import desk_rows
from tests.support.their_files import (
    BLOB,
    KIB,
    MEGABYTE,
    FilesCommune,
    SlowLine,
    digest,
    files_of_commune,
    photo,
)
from tests.sync.client.file_faults import (
    LARGE,
    about_files,
    all_sent,
    wish,
)
from tests.sync.client.talk import fine, lost_request


@pytest.fixture
def village(tmp_path: Path) -> Iterator[FilesCommune]:
    """A commune whose desks attach files."""
    with files_of_commune(tmp_path) as made:
        yield made


def test_a_full_disk_at_the_province_is_told_and_holds_up_no_visit(
    village: FilesCommune, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = village.desk()
    content = photo(1, LARGE)
    desk.attach(content)
    write = blob_files.BlobFiles._write

    def full(files: blob_files.BlobFiles, descriptor: int, data: bytes, have: int) -> None:
        if have > 50 * KIB:
            raise OSError(errno.ENOSPC, "full")
        write(files, descriptor, data, have)

    monkeypatch.setattr(blob_files.BlobFiles, "_write", full)
    result = desk.sync()

    assert (result.problem, result.waiting, result.blobs_waiting) == (None, 0, 1)
    assert desk.waiting().problem == Problem("attachments.province_full")
    desk.desk.log()
    assert desk.sync().waiting == 0
    monkeypatch.undo()
    assert desk.sync().blobs_waiting == 0
    assert all_sent(desk, content)
    assert desk.waiting().problem is None


def test_a_full_disk_here_takes_in_nothing_and_goes_on_later(
    village: FilesCommune, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = village.desk(1), village.desk(2)
    content = photo(1, LARGE)
    evidence = first.attach(content)
    first.sync()
    second.sync()
    wish(second, evidence)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("desk_app.attachments.fetched.os.fsync", full)
    result = second.sync()
    assert (result.problem, result.waiting) == (None, 0)
    assert second.waiting().problem == Problem("evidence.disk_full")
    assert not second.keep.has(digest(content))
    monkeypatch.undo()

    second.sync()

    assert second.holds(content)
    assert second.waiting().problem is None


def test_a_file_gone_from_the_keep_stops_no_other(village: FilesCommune) -> None:
    desk = village.desk()
    small, damaged, large = photo(1), photo(2, 40 * KIB), photo(3, LARGE)
    for content in (small, damaged, large):
        desk.attach(content)
    place = desk.keep.place(digest(damaged))
    place.write_bytes(place.read_bytes()[:-20])

    result = desk.sync()

    assert (result.problem, result.blobs_waiting) == (None, 1)
    assert desk.confirmed() == {digest(small), digest(large)}
    assert desk.waiting().problem == Problem("attachments.gone")
    assert not desk.province_holds(damaged)


def test_a_revoked_desk_sends_no_file(village: FilesCommune) -> None:
    desk = village.desk()
    content = photo(1, MEGABYTE)
    desk.attach(content)
    slow = desk.line = SlowLine(desk.paired, 32_000)
    pieces: list[int] = []

    def clerk(request: Request) -> None:
        if request.path.startswith(BLOB) and request.body:
            pieces.append(len(request.body))
            if len(pieces) == 3:
                unit = desk.desk.store.desk.unit
                with desk.paired.province.house.store.write(unit) as tx:
                    desk_rows.set_state(tx, desk.desk.store.desk.desk, "revoked")

    slow.during = clerk
    result = desk.sync()

    assert result.problem == Problem("sync.revoked")
    assert len(pieces) == 3
    assert result.blobs_waiting == 1
    assert desk.sync().blobs_waiting == 1
    assert len(pieces) == 3


def test_a_dead_line_in_the_middle_does_not_make_the_ops_wait_longer(
    village: FilesCommune,
) -> None:
    desk = village.desk()
    desk.attach(photo(1, LARGE))
    about_files(fine, *([lost_request] * 20))(desk)

    result = desk.sync()

    assert (result.problem, result.waiting, result.blobs_waiting) == (None, 0, 1)
    assert desk.waiting().problem == Problem("sync.slow_line")
    assert len(desk.asked()) == 4, "some tries with less each time, then a rest"
    assert desk.paired.heard.rests[-1].problem is None


def test_a_restored_province_is_asked_for_every_file_again(village: FilesCommune) -> None:
    desk = village.desk()
    kept, lost = photo(1), photo(2)
    desk.attach(kept)
    desk.sync()
    village.commune.keep_copy()
    desk.attach(lost)
    desk.sync()
    assert desk.confirmed() == {digest(kept), digest(lost)}

    village.commune.restore_copy(whole=False)
    assert not desk.province_holds(lost)
    assert desk.sync().blobs_waiting == 0

    assert desk.province_holds(kept)
    assert desk.province_holds(lost)
    assert desk.confirmed() == {digest(kept), digest(lost)}


def test_what_is_remembered_may_be_damaged(village: FilesCommune) -> None:
    desk = village.desk()
    content = photo(1)
    desk.attach(content)

    def harm(tx: Tx) -> None:
        sync_state.put(tx.connection, "attachments", '{"spent":"x"')

    desk.desk.change(harm)

    assert desk.sync().blobs_waiting == 0
    assert all_sent(desk, content)


def test_what_another_desk_says_of_a_size_is_only_its_word(village: FilesCommune) -> None:
    first, second = village.desk(1), village.desk(2)
    second.choose(DeskSettings(attachments_fetched=True))
    content = photo(1)
    with first.keep.taking(content) as taken:
        first.keep.put_in_place(taken)
    for size in (len(content) + 5, second.keep.limits.file + 1):
        first.write_attached(digest(content), size)
        first.sync()
    second.sync()

    assert not second.keep.has(digest(content))
    assert second.waiting().files == 0
