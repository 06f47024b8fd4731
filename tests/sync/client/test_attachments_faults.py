"""Whatever happens to a file on its way: it arrives whole in the end, and no op waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from desk_app.attachments.keep import PART
from desk_app.core.problems import Problem
from desk_app.services.fetch_attachment import why_not_here
from sync.protocol.exchange import Request, Response
from tests.support.their_files import (
    KIB,
    FilesCommune,
    digest,
    files_of_commune,
    photo,
)
from tests.sync.client.bent_answers import flipped, truncated
from tests.sync.client.file_faults import (
    LARGE,
    about_files,
    all_sent,
    another_range,
    answers,
    garbled_on_the_way_up,
    lies,
    wish,
)
from tests.sync.client.talk import fine, login_page, lost_answer, lost_request, repeated


@pytest.fixture
def village(tmp_path: Path) -> Iterator[FilesCommune]:
    """A commune whose desks attach files."""
    with files_of_commune(tmp_path) as made:
        yield made


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
