"""Everything moves, once, and in as few requests as it takes."""

from __future__ import annotations

import msgspec
import pytest

from desk_app.core.clock import Millis
from desk_app.core.problems import Problem
from sync.client.moves import Answered, Cancelled, Done, NoAnswer, Rest, Send, Wake
from sync.client.retry import LONGEST
from sync.protocol.exchange import Request, Response
from sync.protocol.messages import Peer, Sealed, SetAside
from tests.sync.client.small_province import SmallProvince
from tests.sync.client.talk import Talk, fine, lost_answer, lost_request, repeated


def test_everything_that_waits_goes_up_and_is_confirmed() -> None:
    talk = Talk()
    ops = talk.desk.log(200)

    rest = talk.sync()

    assert rest.problem is None
    assert talk.desk.waiting() == 0
    assert talk.province.holds(talk.desk.desk) == ops
    assert talk.cycle.moved.acked == 200
    assert talk.cycle.moved.sent == 200


def test_what_others_wrote_comes_down_page_by_page() -> None:
    province = SmallProvince()
    other, talk = Talk(province=province, seed=2), Talk(province=province)
    ops = other.desk.log(250)
    other.sync()

    talk.sync()

    assert list(talk.desk.others.values()) == ops
    assert talk.cycle.moved.received == 250
    assert talk.desk.pages_taken == 3


def test_a_second_attempt_moves_nothing_and_asks_only_for_news() -> None:
    talk = Talk()
    talk.desk.log(3)
    talk.sync()
    talk.province.seen.clear()

    rest = talk.sync()

    assert rest.problem is None
    assert talk.province.paths() == ["hello", "pull"]


def test_what_is_written_soon_after_goes_without_another_hello() -> None:
    talk = Talk()
    talk.sync()
    talk.province.seen.clear()
    talk.desk.log(1)

    talk.sync(why="written")

    assert talk.province.paths() == ["push", "pull"]
    assert talk.desk.waiting() == 0


def test_hello_is_said_again_when_the_province_wants_it() -> None:
    talk = Talk()
    rest = talk.sync()
    talk.pass_time(rest.until - talk.mono)
    talk.pass_time(10_000)
    talk.province.seen.clear()

    talk.sync(why="time")

    assert talk.province.paths() == ["hello", "pull"]


def test_what_is_logged_while_a_batch_is_under_way_goes_in_the_same_attempt() -> None:
    talk = Talk()
    talk.desk.log(1)

    def officer_logs(request: Request, province: object) -> Response:
        talk.desk.log(1)
        return talk.province.handle(request)

    talk.sync([fine, officer_logs])

    assert talk.desk.waiting() == 0
    assert len(talk.province.holds(talk.desk.desk)) == 2


def test_an_answer_lost_after_the_save_doubles_nothing_and_is_not_sent_again() -> None:
    talk = Talk()
    ops = talk.desk.log(10)

    rest = talk.sync([fine, lost_answer])
    assert rest.problem == Problem("sync.broken_line")
    assert talk.desk.waiting() == 10
    again = talk.sync()

    assert again.problem is None
    assert talk.desk.waiting() == 0
    assert talk.province.holds(talk.desk.desk) == ops
    # The receipt comes again with the last op; the nine before it do not travel twice.
    assert talk.cycle.moved.sent == 11
    assert talk.cycle.moved.acked == 10


def test_a_request_that_arrives_twice_counts_once() -> None:
    talk = Talk()
    ops = talk.desk.log(5)

    rest = talk.sync([repeated, repeated, repeated])

    assert rest.problem is None
    assert talk.province.holds(talk.desk.desk) == ops


def test_chains_of_earlier_epochs_go_first() -> None:
    talk = Talk()
    talk.desk.log(2)
    talk.desk.chains[1], talk.desk.epoch = [], 1
    talk.desk.log(3)

    talk.sync()

    assert [len(talk.province.holds(talk.desk.desk, epoch)) for epoch in (0, 1)] == [2, 3]
    assert talk.desk.waiting() == 0


def test_without_a_province_nothing_is_asked() -> None:
    talk = Talk()
    talk.desk.paired = False
    talk.desk.log(1)

    rest = talk.sync()

    assert rest.problem == Problem("sync.not_paired")
    assert talk.sends == []


def test_progress_counts_what_is_confirmed() -> None:
    talk = Talk()
    talk.desk.log(100)

    talk.sync()

    pushes = [(p.done, p.total) for p in talk.told if p.stage == "push"]
    assert pushes[0] == (0, 100)
    assert pushes[-1] == (100, 100)
    assert pushes == sorted(pushes)
    assert talk.told[-1].stage == "rest"


def test_a_wake_while_something_is_under_way_makes_it_go_round_once_more() -> None:
    talk = Talk()
    talk.desk.log(1)

    def somebody_presses(request: Request, province: object) -> Response:
        assert talk.cycle.handle(Wake("asked"), talk.now(), talk.random.randbytes) == []
        return talk.province.handle(request)

    rest = talk.sync([fine, somebody_presses])

    assert rest.problem is None
    assert talk.province.paths() == ["hello", "push", "snapshot", "pull"]


# -- stopping


@pytest.mark.parametrize("at", [1, 2, 3])
def test_stopped_at_any_request_it_rests_and_goes_on_when_it_is_woken(at: int) -> None:
    talk = Talk()
    talk.desk.log(3)
    talk.cancel_at = at

    rest = talk.sync()

    assert rest.problem == Problem("sync.stopped")
    talk.cancel_at = None
    assert talk.sync().problem is None
    assert talk.desk.waiting() == 0


def test_events_that_come_before_the_first_wake_or_at_rest_do_nothing() -> None:
    talk = Talk()

    assert talk.cycle.handle(Cancelled(), talk.now(), talk.random.randbytes) == []
    talk.sync()
    assert talk.cycle.handle(Cancelled(), talk.now(), talk.random.randbytes) == []
    assert talk.sync().problem is None


# -- the desk's own disk


def test_a_full_disk_loses_nothing_and_is_said() -> None:
    talk = Talk()
    ops = talk.desk.log(4)

    def disk_fills(request: Request, province: object) -> Response:
        talk.desk.disk_full = True
        return talk.province.handle(request)

    rest = talk.sync([fine, disk_fills])

    assert rest.problem == Problem("store.disk_full")
    assert talk.desk.waiting() == 4
    talk.desk.disk_full = False
    assert talk.sync().problem is None
    assert talk.province.holds(talk.desk.desk) == ops
    assert talk.desk.waiting() == 0


# -- keys, packages, what is set aside


def test_packages_in_force_are_fetched_once() -> None:
    talk = Talk()
    content = b"so,ten\n" * 1000
    digest = talk.province.publish(content)

    talk.sync()
    talk.sync()

    assert talk.desk.packages == {digest: content}
    assert talk.province.paths().count(digest) == 1


def test_a_package_that_was_changed_on_the_way_is_not_kept() -> None:
    talk = Talk()
    digest = talk.province.publish(b"so,ten\n")
    talk.province.published[digest] += b"x"

    rest = talk.sync()

    assert rest.problem == Problem("sync.login_page")
    assert talk.desk.packages == {}


def test_commune_keys_are_passed_on_to_a_desk_that_lacks_them() -> None:
    talk = Talk()
    sealed = Sealed(key_id="K1", from_desk=talk.desk.desk, to_desk=talk.desk.desk, sealed="AA")
    talk.desk.to_seal = (sealed,)
    talk.province.peers = (Peer(desk=talk.desk.desk, certificate="", keys=()),)

    assert talk.sync().problem is None

    assert [msgspec.json.decode(body, type=Sealed) for body in talk.province.sealed] == [sealed]


def test_what_the_province_set_aside_is_kept_with_the_receipt() -> None:
    talk = Talk()
    (op,) = talk.desk.log(1)
    told = SetAside(op=str(op.header.id), code="quarantine.payload")
    talk.province.aside = (told,)

    talk.sync()

    assert talk.desk.aside == [told]
    assert talk.desk.waiting() == 0


# -- the clock


def test_the_clock_difference_is_measured_from_the_middle_of_the_round_trip() -> None:
    talk = Talk()
    talk.trip = 4_000
    talk.province.time = Millis(talk.province.time + 24 * 3_600_000)

    talk.sync()

    assert talk.desk.gap is not None
    assert talk.desk.gap.ahead == 24 * 3_600_000
    assert talk.desk.gap.within == 2_000


def test_a_wall_clock_that_jumps_moves_no_attempt() -> None:
    talk = Talk()
    rest = talk.sync([lost_request])
    due = rest.until
    talk.wall -= 10 * 365 * 86_400_000

    assert talk.sync().problem is None
    assert due < talk.mono + LONGEST


# -- as plain values


def test_the_cycle_asks_for_one_thing_at_a_time() -> None:
    talk = Talk()
    talk.desk.log(1)
    event: Wake | Answered | NoAnswer | Done = Wake()
    for _ in range(100):
        effects = talk.cycle.handle(event, talk.now(), talk.random.randbytes)
        *told, last = effects
        assert all(type(one).__name__ in {"Tell", "Part"} for one in told)
        if isinstance(last, Rest):
            break
        if isinstance(last, Send):
            event = Answered(talk.province.handle(last.request))
        else:
            event = Done(last.deed.on(talk.desk))  # type: ignore[union-attr]
    assert isinstance(last, Rest)
    assert talk.desk.waiting() == 0
