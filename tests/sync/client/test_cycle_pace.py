"""When the cycle tries again, and how much it sends at once."""

from __future__ import annotations

from sync.client.retry import LONGEST, SHORTEST
from tests.sync.client.talk import Talk, fine, lost_request

# -- how long it waits


def test_it_waits_longer_each_time_by_chance_and_never_stops() -> None:
    talk = Talk()
    talk.desk.log(1)
    waits = []
    for _ in range(40):
        rest = talk.sync([lost_request], why="time")
        waits.append(rest.until - talk.mono)
        talk.pass_time(waits[-1])

    assert all(SHORTEST <= wait <= LONGEST for wait in waits)
    assert max(waits[:3]) <= 20_000
    assert max(waits[-20:]) > 5 * 60_000
    assert len(set(waits)) > 30
    assert talk.sync(why="time").problem is None


def test_when_the_line_comes_back_the_next_failure_waits_shortly_again() -> None:
    talk = Talk()
    for _ in range(12):
        talk.sync([lost_request], why="time")

    talk.sync()
    rest = talk.sync([lost_request], why="time")

    assert rest.until - talk.mono <= 5_000


def test_the_time_of_the_next_attempt_is_kept_for_the_screen() -> None:
    talk = Talk()
    began = talk.wall

    rest = talk.sync([lost_request])

    (mark,) = talk.desk.marks
    assert mark.tried == began
    assert mark.next == rest.at == talk.wall + (rest.until - talk.mono)
    assert mark.contact is None
    assert mark.problem == rest.problem


# -- how much it sends at once


def test_on_a_fast_line_batches_grow_to_the_largest() -> None:
    talk = Talk()
    talk.desk.log(2000)

    talk.sync()

    sizes = _batch_sizes(talk)
    assert sizes[0] == 64
    assert max(sizes) > 256
    assert sum(sizes) == 2000


def test_on_a_slow_line_batches_shrink_towards_four_seconds() -> None:
    talk = Talk()
    talk.desk.log(300)
    talk.trip = 16_000

    talk.sync()

    sizes = _batch_sizes(talk)
    assert sizes[:3] == [64, 32, 16]
    assert talk.desk.waiting() == 0


def test_two_time_outs_halve_the_batch() -> None:
    talk = Talk()
    talk.desk.log(64)

    talk.sync([fine, lost_request])
    talk.sync([fine, lost_request])
    talk.sync()

    assert _batch_sizes(talk)[:3] == [64, 64, 32]
    assert talk.desk.waiting() == 0


def test_no_body_is_larger_than_what_may_be_sent() -> None:
    talk = Talk()
    for _ in range(60):
        talk.desk.log(1, note=talk.random.randbytes(3000).hex())

    talk.sync()

    bodies = [len(s.request.body) for s in talk.sends if s.request.path.endswith("push")]
    assert len(bodies) > 1
    assert max(bodies) <= 64 * 1024
    assert talk.desk.waiting() == 0


def test_an_op_larger_than_a_batch_may_be_travels_alone() -> None:
    talk = Talk()
    talk.desk.log(1)
    talk.desk.log(1, note=talk.random.randbytes(70_000).hex())
    talk.desk.log(1)

    talk.sync()

    assert talk.desk.waiting() == 0
    assert _batch_sizes(talk) == [1, 1, 1]


def test_a_larger_request_is_given_more_time() -> None:
    talk = Talk()
    talk.sync()
    hello = talk.sends[0].seconds
    talk.desk.log(1, note=talk.random.randbytes(30_000).hex())

    talk.sync()

    push = next(send for send in talk.sends if send.request.path.endswith("push"))
    assert hello < push.seconds <= 300


def test_requests_carry_no_header_that_nobody_reads() -> None:
    talk = Talk()
    talk.desk.log(1)

    talk.sync()

    by_path = {request.path: set(request.headers) for request in talk.province.seen}
    assert by_path["/sync/v1/hello"] == {"mot-cua-sync"}
    assert by_path["/sync/v1/push"] == {"mot-cua-sync"}


def _batch_sizes(talk: Talk) -> list[int]:
    from sync.protocol import batch

    pushes = [s.request.body for s in talk.sends if s.request.path.endswith("push")]
    return [len(batch.unpack(body).batch.ops) for body in pushes]
