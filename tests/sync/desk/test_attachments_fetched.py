"""Files that were attached elsewhere come when somebody wishes to see them, or by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.core.desk_settings import DeskSettings
from desk_app.services.fetch_attachment import is_here, why_not_here
from desk_app.services.send_attachments import pause_attachments
from desk_app.store import evidence_rows
from sync.protocol.exchange import Request
from tests.support.their_files import (
    BLOB,
    KIB,
    LINE_256_KBIT,
    MEGABYTE,
    FilesCommune,
    FilesDesk,
    SlowLine,
    digest,
    files_of_commune,
    photo,
)
from tests.sync.client.file_faults import wish


@pytest.fixture
def village(tmp_path: Path) -> Iterator[FilesCommune]:
    """A commune whose desks attach files."""
    with files_of_commune(tmp_path) as made:
        yield made


def why_not(desk: FilesDesk, evidence: str) -> str:
    """Why the file cannot be opened yet."""
    with desk.desk.store.reader() as reader:
        return why_not_here(reader, desk.view(evidence)).code


def test_another_desk_opens_a_file_that_was_attached_elsewhere(village: FilesCommune) -> None:
    first, second = village.desk(1), village.desk(2)
    content = photo(1, 500 * KIB)
    evidence = first.attach(content)
    first.sync()
    second.sync()
    assert not second.keep.has(digest(content)), "nothing comes that nobody wants"
    second.asked()

    wish(second, evidence)
    assert why_not(second, evidence) == "attachments.coming"
    result = second.sync()

    assert result.problem is None
    assert second.holds(content)
    assert is_here(second.keep, second.view(evidence))
    assert any(evidence in change.evidence for change in second.paired.heard.changes)
    assert all(content[:64] not in path.read_bytes() for path in second.keep.folder.iterdir())
    assert second.confirmed() == {digest(content)}
    assert second.waiting().spent == len(content)
    assert [request.method for request in second.asked()] == ["GET"] * 5


def test_a_file_comes_by_itself_where_that_is_wished(village: FilesCommune) -> None:
    first, second = village.desk(1), village.desk(2)
    contents = [photo(number) for number in range(3)]
    for content in contents:
        first.attach(content)
    first.sync()
    second.choose(DeskSettings(attachments_fetched=True))

    second.sync()

    assert all(second.holds(content) for content in contents)


def test_who_opens_a_file_that_was_not_sent_yet_is_told_so_and_gets_it_later(
    village: FilesCommune,
) -> None:
    first, second = village.desk(1), village.desk(2)
    content = photo(1)
    first.desk.change(lambda tx: pause_attachments(tx, paused=True))
    evidence = first.attach(content)
    first.sync()
    second.sync()

    wish(second, evidence)
    assert second.sync().problem is None
    assert why_not(second, evidence) == "attachments.not_there"
    first.desk.change(lambda tx: pause_attachments(tx, paused=False))
    first.sync()
    second.sync()

    assert second.holds(content)


def test_fetching_goes_on_after_a_kill_where_it_stopped(village: FilesCommune) -> None:
    first, second = village.desk(1), village.desk(2)
    content = photo(1, MEGABYTE)
    evidence = first.attach(content)
    first.sync()
    second.sync()
    wish(second, evidence)
    second.asked()
    count = iter(range(100))
    second.sync(cancelled=lambda: next(count) > 20)
    before = len([request for request in second.asked() if request.method == "GET"])
    assert before > 1
    assert not second.keep.has(digest(content))

    second.desk.reopen()
    second.restart()
    second.sync()

    firsts = [request.headers["range"] for request in second.asked() if request.method == "GET"]
    assert not firsts[0].startswith("bytes=0-")
    assert second.holds(content)


def test_whoever_waits_to_see_a_file_comes_before_what_is_sent(village: FilesCommune) -> None:
    first, second = village.desk(1), village.desk(2)
    wanted, large = photo(1), photo(2, 3 * MEGABYTE)
    evidence = first.attach(wanted)
    first.sync()
    second.sync()
    second.attach(large)
    slow = second.line = SlowLine(second.paired, LINE_256_KBIT)
    second.asked()
    pieces: list[str] = []

    def officer(request: Request) -> None:
        if request.path.startswith(BLOB):
            pieces.append(request.method)
            if len(pieces) == 4:
                wish(second, evidence)

    slow.during = officer
    second.sync()

    assert pieces.index("GET") == 4
    assert second.holds(wanted)
    assert second.province_holds(large)


def test_an_erased_file_is_not_fetched(village: FilesCommune) -> None:
    first, second = village.desk(1), village.desk(2)
    evidence = first.attach(photo(1))
    first.sync()
    second.sync()
    wish(second, evidence)
    first.erase(first.case)
    first.sync()
    second.asked()

    assert second.sync().problem is None

    assert second.asked() == []
    with second.desk.store.reader() as reader:
        assert evidence_rows.live(reader.connection) == []


def test_a_lost_file_of_ones_own_is_told(village: FilesCommune) -> None:
    desk = village.desk()
    content = photo(1)
    desk.attach(content)
    desk.keep.forget([digest(content)])

    result = desk.sync()

    assert (result.problem, result.blobs_waiting) == (None, 0)
    assert desk.waiting().lost == 1
