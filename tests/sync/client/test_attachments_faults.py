"""Whatever happens to a file on its way: it arrives whole in the end, and no op waits for it."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from desk_app.attachments.keep import PART
from desk_app.core.desk_settings import DeskSettings
from desk_app.core.problems import Problem
from desk_app.services.fetch_attachment import why_not_here, wish_for
from desk_app.store import sync_state
from desk_app.store.writer import Tx
from sync.client.moves import NoAnswerKind
from sync.protocol.exchange import MARK, Request, Response
from sync.protocol.messages import BlobState
from sync.server import blob_files
from sync.server.store import desk_rows
from tests.support.their_files import (
    BLOB,
    KIB,
    MEGABYTE,
    FilesCommune,
    FilesDesk,
    SlowLine,
    digest,
    files_of_commune,
    photo,
)
from tests.sync.client.paired import Fault
from tests.sync.client.talk import fine, login_page, lost_answer, lost_request, repeated

LARGE = 300 * KIB


@pytest.fixture
def village(tmp_path: Path) -> Iterator[FilesCommune]:
    """A commune whose desks attach files."""
    with files_of_commune(tmp_path) as made:
        yield made


def about_files(*faults: Fault) -> Callable[[FilesDesk], None]:
    """Use these up on the requests about files; every other one is carried."""

    def install(desk: FilesDesk) -> None:
        left = list(faults)
        province = desk.paired.province.handle

        def carry(request: Request) -> Response | NoAnswerKind:
            if left and request.path.startswith(BLOB):
                return left.pop(0)(request, province)
            return province(request)

        desk.paired.line._province = carry  # type: ignore[assignment]

    return install


def truncated(request: Request, province: Callable[[Request], Response]) -> Response:
    """Half of the answer's body arrives."""
    answer = province(request)
    return msgspec.structs.replace(answer, body=answer.body[: len(answer.body) // 2])


def flipped(request: Request, province: Callable[[Request], Response]) -> Response:
    """One bit of the answer's body is another."""
    answer = province(request)
    body = bytearray(answer.body)
    body[len(body) // 2] ^= 1
    return msgspec.structs.replace(answer, body=bytes(body))


def garbled_on_the_way_up(request: Request, province: Callable[[Request], Response]) -> Response:
    """Other bytes than were signed arrive."""
    return province(msgspec.structs.replace(request, body=bytes(len(request.body))))


def another_range(request: Request, province: Callable[[Request], Response]) -> Response:
    """The answer is about other bytes than were asked for."""
    told = request.headers.get("range")
    if told is None:
        return province(request)
    first = int(told.removeprefix("bytes=").partition("-")[0])
    headers = {**request.headers, "range": f"bytes={first + 7}-{first + 20_000}"}
    return province(msgspec.structs.replace(request, headers=headers))


def answers(status: int, body: bytes = b"{}", **headers: str) -> Fault:
    """The province itself answers like this."""
    return lambda request, province: Response(
        status=status, headers={MARK: "1", **headers}, body=body
    )


def lies(change: Callable[[BlobState], BlobState]) -> Fault:
    """Somebody changes what the province says about a file."""

    def fault(request: Request, province: Callable[[Request], Response]) -> Response:
        answer = province(request)
        told = msgspec.json.decode(answer.body, type=BlobState)
        return msgspec.structs.replace(answer, body=msgspec.json.encode(change(told)))

    return fault


def wish(desk: FilesDesk, evidence: str) -> None:
    """Somebody at this desk wants to see a file that lies elsewhere."""
    view = desk.view(evidence)
    desk.desk.change(lambda tx: wish_for(tx, view))


def all_sent(desk: FilesDesk, content: bytes) -> bool:
    """Whether the file is with the province, and the desk knows it."""
    return desk.province_holds(content) and desk.confirmed() == {digest(content)}


UP = {
    "lost request": lost_request,
    "lost answer": lost_answer,
    "twice": repeated,
    "login page": login_page,
    "truncated answer": truncated,
    "flipped answer": flipped,
    "garbled": garbled_on_the_way_up,
    "500": answers(500),
    "503": answers(503, b'{"code":"province.busy","retry_after":1}'),
    "503 full": answers(503, b'{"code":"province.disk_full"}'),
    "507": answers(507),
    "413": answers(413),
    "400": answers(400, b'{"code":"sync.blob_range"}'),
    "404": answers(404, b'{"code":"sync.blob_unknown"}'),
    "409 without words": answers(409),
    "204": answers(204),
    "206": answers(206),
    "another file": lies(lambda s: msgspec.structs.replace(s, sha256="0" * 64)),
    "more than there is": lies(lambda s: msgspec.structs.replace(s, have=s.size + 1)),
    "a word without a signature": lies(
        lambda s: msgspec.structs.replace(s, have=s.size, whole=True, signature="")
    ),
}


@pytest.mark.parametrize("name", UP)
def test_a_file_arrives_whole_whatever_happened_once(village: FilesCommune, name: str) -> None:
    desk = village.desk()
    province = desk.paired.province.handle
    for place in (0, 1, 3):
        content = photo(place, LARGE)
        desk.attach(content)
        desk.paired.line._province = province
        about_files(*([fine] * place), UP[name])(desk)

        first = desk.sync()
        assert first.waiting == 0, "whatever becomes of a photo, ops do not wait"
        for _ in range(2):
            assert (digest(content) in desk.confirmed()) <= desk.province_holds(content)
            desk.sync()

        assert desk.province_holds(content)
        assert digest(content) in desk.confirmed()
        assert desk.waiting().problem is None


DOWN = {
    "lost request": lost_request,
    "lost answer": lost_answer,
    "login page": login_page,
    "truncated": truncated,
    "flipped": flipped,
    "another range": another_range,
    "500": answers(500),
    "503": answers(503),
    "404": answers(404, b'{"code":"sync.blob_missing"}'),
    "200": answers(200),
    "416": answers(416),
    "no range told": answers(206, b"x" * 100),
}


@pytest.mark.parametrize("name", DOWN)
def test_a_file_comes_whole_whatever_happened_once(village: FilesCommune, name: str) -> None:
    first, second = village.desk(1), village.desk(2)
    province = second.paired.province.handle
    for place in (0, 2):
        content = photo(place, LARGE)
        evidence = first.attach(content)
        first.sync()
        second.sync()
        wish(second, evidence)
        second.paired.line._province = province
        about_files(*([fine] * place), DOWN[name])(second)

        assert second.sync().waiting == 0
        for _ in range(2):
            assert second.keep.has(digest(content)) == second.holds(content)
            second.sync()

        assert second.holds(content)
        assert all(not path.name.endswith(PART) for path in second.keep.folder.iterdir())


def test_other_bytes_under_the_hash_never_come_in(village: FilesCommune) -> None:
    first, second = village.desk(1), village.desk(2)
    content = photo(1, LARGE)
    evidence = first.attach(content)
    first.sync()
    second.sync()
    unit = first.desk.store.desk.unit
    file = first.paired.province.home / "blobs" / unit / digest(content)
    file.write_bytes(photo(2, LARGE))
    wish(second, evidence)

    assert second.sync().problem is None

    assert not second.keep.has(digest(content))
    assert list(second.keep.folder.iterdir()) == []
    assert second.waiting().problem == Problem("attachments.not_the_file")
    with second.desk.store.reader() as reader:
        assert why_not_here(reader, second.view(evidence)).code == "attachments.not_the_file"
    file.write_bytes(content)
    second.sync()
    assert second.holds(content)


def test_half_a_file_that_is_another_at_the_province_begins_anew(village: FilesCommune) -> None:
    desk = village.desk()
    content = photo(1, LARGE)
    desk.attach(content)
    house, unit = desk.paired.province.house, desk.desk.store.desk.unit
    house.blobs.append(unit, digest(content), 0, bytes(100 * KIB), LARGE)

    assert desk.sync().blobs_waiting == 0

    assert all_sent(desk, content)


def test_what_the_province_lost_of_a_begun_file_is_sent_again(village: FilesCommune) -> None:
    desk = village.desk()
    content = photo(1, LARGE)
    desk.attach(content)
    house, unit = desk.paired.province.house, desk.desk.store.desk.unit

    def loses(request: Request, province: Callable[[Request], Response]) -> Response:
        house.blobs.remove(unit, digest(content))
        return province(request)

    about_files(fine, fine, fine, loses)(desk)

    assert desk.sync().blobs_waiting == 0
    assert all_sent(desk, content)


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
