"""What other pieces hang into the cycle: mending two pasts, and stages that come last."""

from __future__ import annotations

from desk_app.core.problems import Problem
from sync.client.cycle import Cycle
from sync.client.moves import Steps, Wake
from sync.client.port import Standing
from sync.client.work import MARKED, Work, ask
from sync.protocol import requests
from sync.protocol.exchange import Request
from sync.protocol.messages import HelloAnswer
from tests.sync.client.talk import Talk, fine, lost_answer


def restored(talk: Talk) -> None:
    """The desk becomes an older copy of itself."""
    talk.desk.log(10)
    talk.sync()
    talk.lost = talk.desk.chains[0][6:]
    talk.desk.chains[0] = talk.desk.chains[0][:6]
    talk.desk.receipts.clear()


def test_a_mended_chain_goes_on_in_the_same_attempt() -> None:
    talk = Talk()
    restored(talk)

    def mend(work: Work, standing: Standing, link: HelloAnswer) -> Steps[bool]:
        assert work.parted[0].how == "behind"
        talk.desk.chains[0].extend(talk.lost)
        talk.desk.log(1)
        yield from ()
        return True

    talk.cycle = Cycle("1.0", mend)

    rest = talk.sync()

    assert rest.problem is None
    assert talk.desk.waiting() == 0
    assert len(talk.province.holds(talk.desk.desk)) == 11


def test_a_mending_that_never_helps_is_given_up_soon() -> None:
    talk = Talk()
    restored(talk)

    def mend(work: Work, standing: Standing, link: HelloAnswer) -> Steps[bool]:
        yield from ()
        return True

    talk.cycle, talk.sends = Cycle("1.0", mend), []

    rest = talk.sync()

    assert rest.problem == Problem("sync.behind")
    assert len(talk.sends) < 10


def test_a_chain_that_cannot_be_mended_stays_parted() -> None:
    talk = Talk()
    restored(talk)

    def mend(work: Work, standing: Standing, link: HelloAnswer) -> Steps[bool]:
        yield from ()
        return False

    talk.cycle = Cycle("1.0", mend)

    assert talk.sync().problem == Problem("sync.behind")
    assert talk.desk.pages_taken > 0


def _blob(work: Work, standing: Standing, link: HelloAnswer) -> Steps[None]:
    plain = Request(method="POST", path="/sync/v1/sealed", headers=MARKED, body=b"blob")
    signed = requests.sign_request(plain, standing.desk, link.session, standing.sign)
    yield from ask(work, signed)


def test_an_extra_stage_comes_after_all_ops() -> None:
    talk = Talk()
    talk.desk.log(100)
    talk.cycle = Cycle("1.0", extras=[_blob])

    assert talk.sync().problem is None

    assert talk.province.paths() == ["hello", "push", "push", "snapshot", "sealed"]


def test_an_extra_stage_that_fails_takes_nothing_back() -> None:
    talk = Talk()
    talk.desk.log(1)
    talk.cycle = Cycle("1.0", extras=[_blob])

    rest = talk.sync([fine, fine, fine, lost_answer])

    assert rest.problem == Problem("sync.broken_line")
    assert talk.desk.waiting() == 0


def test_a_long_extra_stage_makes_room_for_what_is_written_meanwhile() -> None:
    talk = Talk()
    sent: list[int] = []

    def blobs(work: Work, standing: Standing, link: HelloAnswer) -> Steps[None]:
        while len(sent) < 5 and not work.wished:
            sent.append(len(talk.province.holds(talk.desk.desk)))
            if len(sent) == 2:
                talk.desk.log(1)
                talk.cycle.handle(Wake("written"), talk.now(), talk.random.randbytes)
            yield from _blob(work, standing, link)

    talk.cycle = Cycle("1.0", extras=[blobs])

    assert talk.sync().problem is None
    assert sent == [0, 0, 1, 1, 1]
    assert talk.desk.waiting() == 0
