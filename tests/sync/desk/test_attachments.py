"""Attachments go to the province after all ops, and from there to the desk that opens one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desk_app.core.clock import from_local
from desk_app.core.desk_settings import DeskSettings
from desk_app.core.problems import Problem
from desk_app.services.attach_evidence import attach_again
from desk_app.services.changes import Changes
from desk_app.services.send_attachments import pause_attachments
from sync.protocol.exchange import Request
from sync.server.blobs import LEAST, MOST
from tests.support.their_files import (
    BLOB,
    KIB,
    LINE_256_KBIT,
    MEGABYTE,
    FilesCommune,
    SlowLine,
    digest,
    files_of_commune,
    pass_time,
    photo,
)
from tests.sync.client.file_faults import wish


@pytest.fixture
def village(tmp_path: Path) -> Iterator[FilesCommune]:
    """A commune whose desks attach files."""
    with files_of_commune(tmp_path) as made:
        yield made


def test_a_file_reaches_the_province_and_counts_as_held_only_then(village: FilesCommune) -> None:
    desk = village.desk()
    content = photo(1, 300 * KIB)
    desk.attach(content)
    assert (desk.waiting().files, desk.waiting().size) == (1, len(content))
    assert desk.confirmed() == frozenset()

    result = desk.sync()

    assert (result.problem, result.waiting, result.blobs_waiting) == (None, 0, 0)
    assert desk.province_holds(content)
    assert desk.confirmed() == {digest(content)}
    assert desk.waiting().spent == len(content)


def test_nothing_is_asked_again_once_the_province_holds_everything(village: FilesCommune) -> None:
    desk = village.desk()
    desk.attach(photo(1))
    desk.sync()
    desk.asked()

    desk.sync()

    assert desk.asked() == []


def test_small_files_go_first(village: FilesCommune) -> None:
    desk = village.desk()
    sizes = [300 * KIB, 20 * KIB, 90 * KIB, 17 * KIB]
    for number, size in enumerate(sizes):
        desk.attach(photo(number, size))

    desk.sync()

    order = list(dict.fromkeys(request.path[len(BLOB) :] for request in desk.asked()))
    assert order == [
        digest(photo(n, size)) for size, n in sorted(zip(sizes, range(4), strict=True))
    ]


def test_every_range_is_one_the_province_takes(village: FilesCommune) -> None:
    desk = village.desk()
    desk.attach(photo(1, 3 * MEGABYTE))

    desk.sync()

    lengths = [len(request.body) for request in desk.asked() if request.body]
    assert all(LEAST <= length <= MOST for length in lengths[:-1])
    assert max(lengths) == MOST, "a fast line earns the largest ranges"
    assert sum(lengths) == 3 * MEGABYTE


def test_a_slow_line_gets_ranges_of_about_four_seconds(village: FilesCommune) -> None:
    desk = village.desk()
    desk.attach(photo(1, 2 * MEGABYTE))
    desk.line = SlowLine(desk.paired, LINE_256_KBIT)

    assert desk.sync().blobs_waiting == 0

    lengths = [len(request.body) for request in desk.asked() if request.body]
    seconds = [length / LINE_256_KBIT for length in lengths[3:-1]]
    assert all(2 <= one <= 5 for one in seconds), seconds


def test_a_visit_logged_while_a_large_file_goes_is_with_the_province_in_the_next_round(
    village: FilesCommune,
) -> None:
    desk = village.desk()
    content = photo(1, 20 * MEGABYTE)
    desk.attach(content)
    slow = desk.line = SlowLine(desk.paired, LINE_256_KBIT)
    logged: list[int] = []
    came: list[int] = []
    clock = desk.desk.clock

    def officer(request: Request) -> None:
        if request.path == "/sync/v1/push" and len(came) < len(logged):
            came.append(clock.wall)
        due = not logged or clock.wall - logged[-1] > 60_000
        if due and len(logged) < 5 and request.body and request.path.startswith(BLOB):
            desk.desk.log()
            logged.append(clock.wall)

    slow.during = officer
    result = desk.sync()

    assert (result.waiting, result.blobs_waiting) == (0, 0)
    assert desk.province_holds(content)
    assert len(logged) == len(came) == 5
    waited = [(push - at) / 1000 for at, push in zip(logged, came, strict=True)]
    assert max(waited) < 6, waited
    sent = sum(len(request.body) for request in desk.asked())
    assert sent < len(content) + 100 * KIB, "what was interrupted was not sent twice"


def test_what_other_desks_log_is_heard_while_a_large_file_goes(village: FilesCommune) -> None:
    desk, other = village.desk(1), village.desk(2)
    desk.attach(photo(1, 5 * MEGABYTE))
    slow = desk.line = SlowLine(desk.paired, LINE_256_KBIT)
    clock = desk.desk.clock
    logged: list[tuple[int, str]] = []

    def colleague(request: Request) -> None:
        if request.path.startswith(BLOB) and request.body and not logged:
            logged.append((clock.wall, other.desk.log()))
            other.sync()

    heard: list[int] = []
    tell = desk.paired.heard.changed

    def changed(changes: Changes) -> None:
        tell(changes)
        if logged and logged[0][1] in changes.visits:
            heard.append(clock.wall)

    slow.during = colleague
    desk.paired.heard.changed = changed  # type: ignore[method-assign]
    assert desk.sync().blobs_waiting == 0

    assert heard[0] - logged[0][0] < 70_000


def test_two_hundred_photos_and_a_large_scan_all_arrive(village: FilesCommune) -> None:
    desk = village.desk()
    contents = [photo(number, 2 * KIB + number) for number in range(200)]
    large = photo(999, 20 * MEGABYTE)
    for content in (large, *contents):
        desk.attach(content)

    result = desk.sync()

    assert (result.problem, result.blobs_waiting) == (None, 0)
    assert desk.confirmed() == {digest(content) for content in (large, *contents)}
    paths = [request.path for request in desk.asked()]
    assert len(set(paths[:200])) == 200, "one request is enough for a small file"
    assert desk.province_holds(large)


def test_another_start_of_the_program_goes_on_where_the_last_one_stopped(
    village: FilesCommune,
) -> None:
    desk = village.desk()
    content = photo(1, MEGABYTE)
    desk.attach(content)
    count = iter(range(100))
    desk.sync(cancelled=lambda: next(count) > 30)
    assert 0 < len(desk.held()) == 1
    before = sum(len(request.body) for request in desk.asked() if request.method == "PUT")
    assert desk.confirmed() == frozenset()
    assert before < len(content)

    desk.desk.reopen()
    desk.restart()
    assert desk.sync().blobs_waiting == 0

    after = sum(len(request.body) for request in desk.asked() if request.method == "PUT")
    assert before + after <= len(content) + MOST
    assert desk.province_holds(content)


def test_paused_files_wait_and_go_on_when_somebody_lets_them(village: FilesCommune) -> None:
    desk = village.desk()
    content = photo(1, MEGABYTE)
    desk.attach(content)
    slow = desk.line = SlowLine(desk.paired, LINE_256_KBIT)
    pieces: list[int] = []

    def officer(request: Request) -> None:
        if request.path.startswith(BLOB) and request.body:
            pieces.append(len(request.body))
            if len(pieces) == 3:
                desk.desk.change(lambda tx: pause_attachments(tx, paused=True))

    slow.during = officer
    result = desk.sync()

    assert (len(pieces), result.blobs_waiting, result.problem) == (3, 1, None)
    assert (desk.waiting().paused, desk.waiting().problem) == (True, Problem("attachments.paused"))
    desk.desk.log()
    assert desk.sync().waiting == 0, "visits go all the same"
    assert len(pieces) == 3
    desk.desk.change(lambda tx: pause_attachments(tx, paused=False))
    assert desk.sync().blobs_waiting == 0
    assert sum(pieces) == len(content)
    assert desk.waiting().problem is None


def test_a_metered_line_carries_no_more_than_the_days_limit(village: FilesCommune) -> None:
    desk = village.desk()
    for number in range(3):
        desk.attach(photo(number, 700_000))
    desk.choose(DeskSettings(attachment_megabytes=1))

    assert desk.sync().blobs_waiting == 2
    spent = desk.waiting().spent
    assert MEGABYTE - LEAST < spent <= MEGABYTE
    assert desk.waiting().problem == Problem("attachments.day_limit", values={"limit": "1"})
    assert desk.sync().blobs_waiting == 2
    assert desk.waiting().spent == spent

    desk.desk.clock.go_on(days=1)
    assert desk.sync().blobs_waiting == 1
    desk.desk.clock.go_on(days=1)
    assert desk.sync().blobs_waiting == 0


def test_files_may_wait_until_the_office_is_closed(village: FilesCommune) -> None:
    desk = village.desk()
    desk.attach(photo(1))
    desk.choose(DeskSettings(attachments_after_hours=True))
    clock = desk.desk.clock

    pass_time(clock, from_local(datetime(2026, 10, 15, 9, 30)) - clock.wall)
    assert desk.sync().blobs_waiting == 1
    assert desk.waiting().problem == Problem("attachments.office_hours")
    pass_time(clock, from_local(datetime(2026, 10, 15, 18, 0)) - clock.wall)
    assert desk.sync().blobs_waiting == 0


def test_a_day_off_is_outside_office_hours(village: FilesCommune) -> None:
    desk = village.desk()
    desk.attach(photo(1))
    desk.choose(DeskSettings(attachments_after_hours=True))
    clock = desk.desk.clock

    pass_time(clock, from_local(datetime(2026, 10, 17, 9, 30)) - clock.wall)

    assert desk.sync().blobs_waiting == 0


# -- erased, removed


def test_what_was_removed_is_neither_sent_nor_kept_at_the_province(village: FilesCommune) -> None:
    desk = village.desk()
    sent, unsent = photo(1), photo(2)
    first = desk.attach(sent)
    desk.sync()
    assert desk.province_holds(sent)

    second = desk.attach(unsent)
    desk.remove(first)
    desk.remove(second)
    assert desk.sync().blobs_waiting == 0

    assert desk.held() == set()
    assert desk.confirmed() == frozenset()
    assert desk.holds(sent), "here the log still names it"


def test_a_removed_file_that_is_attached_again_is_sent_again(village: FilesCommune) -> None:
    desk = village.desk()
    content = photo(1)
    evidence = desk.attach(content)
    desk.sync()
    desk.remove(evidence)
    desk.desk.change(lambda tx: attach_again(tx, evidence, desk.desk.officer))

    assert desk.sync().blobs_waiting == 0

    assert desk.province_holds(content)
    assert desk.confirmed() == {digest(content)}


def test_a_file_that_is_removed_from_one_case_stays_for_the_other(village: FilesCommune) -> None:
    desk = village.desk()
    content = photo(1)
    other = desk._case(2)
    evidence = desk.attach(content)
    desk.attach(content, other)
    desk.sync()

    desk.remove(evidence)
    assert desk.sync().blobs_waiting == 0

    assert desk.province_holds(content)
    assert desk.confirmed() == {digest(content)}


def test_what_one_desk_erases_is_gone_everywhere(village: FilesCommune) -> None:
    first, second = village.desk(1), village.desk(2)
    content = photo(1)
    evidence = first.attach(content)
    first.sync()
    second.sync()
    wish(second, evidence)
    second.sync()
    assert second.holds(content)

    first.erase(first.case)
    first.sync()
    assert first.held() == set()
    second.sync()

    assert not second.keep.has(digest(content))
    assert not first.keep.has(digest(content))
    assert second.sync().blobs_waiting == 0


def test_a_file_erased_in_the_middle_of_its_way_stops_there(village: FilesCommune) -> None:
    desk = village.desk()
    content = photo(1, MEGABYTE)
    desk.attach(content)
    slow = desk.line = SlowLine(desk.paired, LINE_256_KBIT)
    pieces: list[int] = []

    def officer(request: Request) -> None:
        if request.path.startswith(BLOB) and request.body:
            pieces.append(len(request.body))
            if len(pieces) == 2:
                desk.erase(desk.case)

    slow.during = officer
    result = desk.sync()

    assert (result.waiting, result.blobs_waiting, len(pieces)) == (0, 0, 2)
    assert desk.held() == set()
