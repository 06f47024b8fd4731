"""Reading: every row of the commune once and in order, whoever writes beside it."""

from __future__ import annotations

import threading

import pytest

from desk_app.core.ops import Op
from sync.protocol import cursors, limits
from sync.server.province import OWN, PULL, SNAPSHOT
from tests.support.a_province import ADesk, AProvince, refusal
from tests.support.desks import UNIT


def ids(desk: ADesk) -> list[str]:
    """What the desk's log holds, by name."""
    return sorted(str(op.header.id) for op in desk.sim.ops())


def test_each_desk_reads_what_the_others_wrote_and_not_its_own(province: AProvince) -> None:
    first, second = province.desk(1), province.desk(2)
    first.visits(3)
    second.visits(4)
    first.push()
    second.push()
    pages = first.pull()
    assert [op.header.desk for page in pages for op in page.ops] == [second.id] * 5
    second.pull()
    assert ids(first) == ids(second)
    assert [len(page.ops) for page in first.pull()] == [0]


def test_pages_end_where_they_must_and_go_on_there(province: AProvince) -> None:
    first, second = province.desk(1), province.desk(2)
    first.visits(30)
    first.push()
    seen: list[Op] = []
    cursor = ""
    while True:
        page = second.page(PULL, {"cursor": cursor, "max": "7"})
        assert len(page.ops) <= 7
        seen += page.ops
        cursor = page.head.cursor
        if not page.head.more:
            break
    assert seen == first.own()


def test_a_first_fill_holds_everything_and_its_cursor_goes_on(province: AProvince) -> None:
    first, second = province.desk(1), province.desk(2)
    first.visits(20)
    first.push()
    page = second.page(SNAPSHOT, {})
    assert list(page.ops) == first.own()
    more = first.visits(1)
    first.push()
    assert list(second.page(PULL, {"cursor": page.head.cursor}).ops) == more


def test_a_restored_desk_gets_its_own_ops_back(province: AProvince) -> None:
    desk = province.desk(1)
    desk.visits(9)
    desk.push()
    page = desk.page(OWN, {"epoch": "0", "after": "4"})
    assert list(page.ops) == desk.own()[4:]
    assert page.ops[0].header.seq == 5
    assert list(desk.page(OWN, {"epoch": "1", "after": "0"}).ops) == []


def test_large_ops_make_small_pages(province: AProvince) -> None:
    first, second = province.desk(1), province.desk(2)
    for _ in range(6):
        first.write_raw("visit.logged", b'{"x":"' + first.keys.sign(b"x").hex().encode() * 3000)
        first.push(first.own()[-1:] if first.hello().acked else None)
    pages = second.pull()
    assert len(pages) > 1
    assert all(len(page.ops) for page in pages)
    assert sum(len(page.ops) for page in pages) == len(first.own())


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"cursor": "AAAA"}, "sync.cursor"),
        ({"cursor": "x" * 4000}, "sync.cursor"),
        ({"max": "-1"}, "sync.query"),
        ({"max": "²"}, "sync.query"),
        ({"max": "9" * 40}, "sync.query"),
    ],
)
def test_odd_questions_are_refused(province: AProvince, query: dict[str, str], code: str) -> None:
    assert refusal(province.desk(1).get(PULL, query))[1].code == code


def test_a_reading_request_needs_session_and_signature(province: AProvince) -> None:
    first, second = province.desk(1), province.desk(2)
    first.hello()
    second.hello()
    second.session = first.session
    assert refusal(second.get(PULL))[1].code == "sync.no_session"
    first.keys = second.keys
    assert refusal(first.get(PULL))[1].code == "sync.signature"


def test_a_session_ends(province: AProvince) -> None:
    desk = province.desk(1)
    desk.hello()
    province.wall += 13 * 3600 * 1000
    assert refusal(desk.get(PULL))[1].code == "sync.no_session"
    desk.hello()
    assert desk.get(PULL).status == 200


def test_a_page_is_never_larger_than_what_may_travel(province: AProvince) -> None:
    first, second = province.desk(1), province.desk(2)
    first.visits(700)
    own = first.own()
    first.push(own[:512])
    first.push(own[512:])
    answer = second.get(SNAPSHOT)
    assert len(answer.body) <= limits.MAX_PAGE_PACKED
    assert sum(len(page.ops) for page in second.pull()) == 701


def test_two_who_write_at_once_make_no_reader_miss_a_row(province: AProvince) -> None:
    """The counter is locked by the writer: a number never shows before a smaller one."""
    writers = [province.desk(number) for number in (1, 2, 3)]
    reader = province.desk(9)
    reader.hello()
    bodies = []
    for writer in writers:
        own = [*writer.own(), *writer.visits(40)]
        bodies.append([writer.packed(own[at : at + 3]) for at in range(0, len(own), 3)])
    errors: list[BaseException] = []

    def write(writer: ADesk, mine: list[bytes]) -> None:
        try:
            for body in mine:
                assert writer.post("/sync/v1/push", body).status == 200
        except BaseException as error:
            errors.append(error)

    threads = [
        threading.Thread(target=write, args=pair) for pair in zip(writers, bodies, strict=True)
    ]
    for thread in threads:
        thread.start()
    seen = []
    while any(thread.is_alive() for thread in threads):
        seen += [op for page in reader.pull() for op in page.ops]
    for thread in threads:
        thread.join()
    seen += [op for page in reader.pull() for op in page.ops]
    assert errors == []
    assert len(seen) == len({op.header.id for op in seen}) == 3 * 41
    assert {op.header.id for op in seen} == {
        op.header.id for writer in writers for op in writer.own()
    }


def test_a_store_restored_while_nobody_looked_is_noticed_by_a_cursor(
    province: AProvince,
) -> None:
    first, second = province.desk(1), province.desk(2)
    first.visits(2)
    first.push()
    epoch = second.hello().server_epoch
    secret = province.house.cursor_secret
    second.cursor = cursors.make_cursor(secret, UNIT, epoch, 1000)
    page = second.pull()[-1]
    assert page.head.server_epoch != epoch
    assert second.hello().server_epoch == page.head.server_epoch
    first.visits(1)
    first.push()
    assert [op.header.seq for page in second.pull() for op in page.ops] == [4]
    ours = cursors.make_cursor(secret, UNIT, epoch, 1)
    # Nobody knows since when the rows are others, so everything is read again.
    assert [op.header.seq for op in second.page(PULL, {"cursor": ours}).ops] == [1, 2, 3, 4]
