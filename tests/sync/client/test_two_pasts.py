"""Restored servers get everything again; restored and cloned desks are found at first contact."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desk_app.core.problems import Problem
from sync.protocol.exchange import Request, Response
from tests.sync.client.talk import Talk


@pytest.mark.parametrize("server_epoch", ["s2", "s1"])
@pytest.mark.parametrize("kept", [0, 3, 9])
def test_a_restored_province_gets_the_missing_ops_again_without_a_hand(
    server_epoch: str, kept: int
) -> None:
    talk = Talk()
    ops = talk.desk.log(10)
    talk.sync()
    talk.province.restore(server_epoch, kept)
    talk.desk.log(1)

    rest = talk.sync()

    assert rest.problem is None
    assert talk.province.holds(talk.desk.desk)[:10] == ops
    assert len(talk.province.holds(talk.desk.desk)) == 11
    assert talk.desk.waiting() == 0
    assert talk.desk.server_epoch == server_epoch


def test_a_province_restored_whole_keeps_what_it_confirmed() -> None:
    talk = Talk()
    talk.desk.log(4)
    talk.sync()
    sent = talk.cycle.moved.sent
    talk.province.restore("s2", 4)

    rest = talk.sync()

    assert rest.problem is None
    assert talk.desk.waiting() == 0
    assert talk.cycle.moved.sent == sent


def test_a_province_restored_between_hello_and_push_is_noticed() -> None:
    talk = Talk()
    talk.desk.log(4)
    talk.sync()
    talk.province.restore("s2", 2)
    talk.desk.log(1)

    rest = talk.sync(why="written")

    assert rest.problem is None
    assert len(talk.province.holds(talk.desk.desk)) == 5
    assert talk.desk.server_epoch == "s2"
    assert talk.desk.waiting() == 0


def test_a_receipt_of_another_server_epoch_makes_the_desk_greet_at_once() -> None:
    talk = Talk()
    talk.desk.log(2)
    talk.sync()
    talk.province.restore("s2", 2)
    talk.desk.log(1)
    talk.province.seen.clear()

    rest = talk.sync(why="written")

    assert rest.problem is None
    assert talk.province.paths()[:2] == ["push", "hello"]
    assert talk.desk.server_epoch == "s2"
    assert talk.desk.waiting() == 0


def test_a_page_of_another_server_epoch_is_left_until_the_desk_greeted() -> None:
    talk = Talk()
    talk.sync()
    talk.province.restore("s2", 0)
    talk.province.seen.clear()
    taken = talk.desk.pages_taken

    rest = talk.sync(why="written")

    assert rest.problem is None
    assert talk.province.paths()[:2] == ["pull", "hello"]
    assert talk.desk.server_epoch == "s2"
    assert talk.desk.pages_taken == taken + 1


def test_a_receipt_for_ops_that_are_not_here_is_a_second_past() -> None:
    talk = Talk()
    talk.desk.log(3)
    clone = Talk(province=talk.province)
    clone.desk.chains[0] = list(talk.desk.chains[0])
    clone.desk.log(1)

    def clone_comes_first(request: Request, province: Callable[[Request], Response]) -> Response:
        answer = province(request)
        clone.sync()
        return answer

    rest = talk.sync([clone_comes_first])

    assert rest.problem == Problem("sync.behind")
    assert [(one.how, one.theirs.seq, one.ours.seq) for one in talk.parted] == [("behind", 4, 3)]
    assert talk.desk.receipts == []


def test_a_cursor_the_province_does_not_know_is_thrown_away() -> None:
    talk = Talk()
    talk.sync()
    talk.desk.cursor = "another:7"

    rest = talk.sync()

    assert rest.problem is None
    assert talk.desk.cursor == "s1:0"


def test_a_desk_restored_from_a_backup_is_found_at_hello() -> None:
    talk = Talk()
    talk.desk.log(10)
    talk.sync()
    talk.desk.chains[0] = talk.desk.chains[0][:6]
    talk.desk.receipts.clear()

    rest = talk.sync()

    assert rest.problem == Problem("sync.behind")
    (parted,) = talk.parted
    assert (parted.how, parted.theirs.seq, parted.ours.seq) == ("behind", 10, 6)
    assert len(talk.province.holds(talk.desk.desk)) == 10


def test_a_restored_desk_that_wrote_on_sends_nothing_of_its_second_past() -> None:
    talk = Talk()
    ops = talk.desk.log(10)
    talk.sync()
    talk.desk.chains[0] = talk.desk.chains[0][:6]
    talk.desk.receipts.clear()
    talk.desk.log(6)

    rest = talk.sync()

    assert rest.problem == Problem("sync.fork")
    assert [parted.how for parted in talk.parted] == ["fork"]
    assert talk.province.holds(talk.desk.desk) == ops
    assert talk.desk.waiting() == 12


def test_a_desk_whose_old_epoch_is_gone_altogether_is_behind() -> None:
    talk = Talk()
    talk.desk.chains[1], talk.desk.epoch = [], 1
    talk.desk.log(2)
    talk.sync()
    del talk.desk.chains[1]
    talk.desk.receipts.clear()

    rest = talk.sync()

    assert rest.problem == Problem("sync.behind")
    assert talk.parted[0].theirs.epoch == 1


def test_a_clone_that_wrote_since_the_hello_is_found_at_push() -> None:
    talk = Talk()
    talk.desk.log(3)
    talk.sync()
    clone = Talk(province=talk.province)
    clone.desk.chains[0] = list(talk.desk.chains[0])
    clone.desk.random.seed(99)
    clone.desk.log(1)
    clone.sync()
    mine = talk.desk.log(1)

    rest = talk.sync(why="written")

    assert rest.problem == Problem("sync.fork")
    assert [parted.how for parted in talk.parted] == ["fork"]
    assert mine[0] not in talk.province.holds(talk.desk.desk)
    assert talk.desk.waiting() == 1


def test_a_parted_chain_keeps_no_other_chain_from_going() -> None:
    talk = Talk()
    talk.desk.log(10)
    talk.sync()
    talk.desk.chains[0] = talk.desk.chains[0][:6]
    talk.desk.receipts.clear()
    talk.desk.chains[1], talk.desk.epoch = [], 1
    ops = talk.desk.log(3)

    rest = talk.sync()

    assert rest.problem == Problem("sync.behind")
    assert talk.province.holds(talk.desk.desk, 1) == ops
    assert talk.desk.pages_taken > 0


def test_once_its_ops_are_back_a_restored_desk_goes_on() -> None:
    talk = Talk()
    ops = talk.desk.log(10)
    talk.sync()
    talk.desk.chains[0] = ops[:6]
    talk.desk.receipts.clear()
    talk.sync()
    talk.desk.chains[0] = list(ops)
    talk.desk.log(1)

    rest = talk.sync()

    assert rest.problem is None
    assert len(talk.province.holds(talk.desk.desk)) == 11
    assert talk.desk.waiting() == 0
