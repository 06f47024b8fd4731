"""What the window hears of the lane: how much an attempt moved, by signals in its own thread."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desk_app.core.clock import Millis
from desk_app.core.problems import Problem
from desk_app.qt.desk_sync import DeskSync, LaneEars
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.changes import Changes
from desk_app.services.sync_values import SyncEnd, SyncStep
from sync.client.moves import Moved, Progress, Rest


class Desk(WindowDesk):
    """A desk of which only the clock and the signals are there."""

    def __init__(self) -> None:
        super(WindowDesk, self).__init__()
        self.heard: list[Changes] = []

    def now(self) -> Millis:
        return Millis(1_000)

    def told(self, changes: Changes) -> None:
        self.heard.append(changes)


class Lane:
    """Keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def start(self) -> None:
        self.asked.append("start")

    def wake(self, why: str = "asked") -> None:
        self.asked.append(why)

    def interrupt(self) -> None:
        self.asked.append("interrupt")

    def stop(self) -> None:
        self.asked.append("stop")


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    """A desk without a database."""
    return Desk()


def ended(ears: LaneEars, *moved: Moved, problem: Problem | None = None) -> SyncEnd:
    """How an attempt that moved so much ended."""
    told: list[SyncEnd] = []
    ears.told_to.rested.connect(told.append)
    for one in moved:
        ears.told(Progress("push", 1, 2, one))
    ears.rested(Rest(0, Millis(0), problem))
    ears.told_to.rested.disconnect()
    return told[-1]


def test_each_attempt_tells_what_it_moved_itself(desk: Desk) -> None:
    ears = LaneEars(desk)
    first = ended(ears, Moved(sent=3, acked=3), Moved(sent=5, acked=5, received=2))
    assert (first.sent, first.received, first.at) == (5, 2, 1_000)
    second = ended(ears, Moved(sent=6, acked=6, received=2))
    assert (second.sent, second.received) == (1, 0)
    third = ended(ears, problem=Problem("sync.no_line"))
    assert (third.sent, third.problem) == (0, Problem("sync.no_line"))


def test_what_was_sent_and_not_confirmed_does_not_count_as_sent(desk: Desk) -> None:
    assert ended(LaneEars(desk), Moved(sent=64, acked=0)).sent == 0


def test_after_a_fault_of_ours_one_counts_from_nothing(desk: Desk) -> None:
    ears = LaneEars(desk)
    ended(ears, Moved(sent=9, acked=9))
    ears.broke(ValueError("a name"))
    assert ended(ears, Moved(sent=2, acked=2)).sent == 2


def test_a_fault_of_ours_is_kept_without_what_was_in_it(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    LaneEars(desk).broke(ValueError("Trần Thị Thủy"))
    assert "ValueError" in caplog.text
    assert "Thủy" not in caplog.text


def test_the_lane_begins_once_hears_of_writing_and_ends(desk: Desk) -> None:
    sync, lane = DeskSync(desk), Lane()
    sync.send()  # without a lane nothing happens
    sync.use(lane)
    sync.start()
    sync.start()
    desk.written.emit()
    sync.send()
    sync.stop()
    sync.close()
    desk.written.emit()
    sync.close()
    assert lane.asked == ["start", "written", "asked", "interrupt", "stop"]


def test_what_came_from_the_province_is_told_and_does_not_wake_the_lane(desk: Desk) -> None:
    sync, lane = DeskSync(desk), Lane()
    sync.use(lane)
    sync.ears.changed(Changes(visits=frozenset({"x"})))
    assert desk.heard == [Changes(visits=frozenset({"x"}))]
    assert lane.asked == []


def test_steps_of_the_lane_arrive_as_steps_of_the_page(desk: Desk) -> None:
    sync = DeskSync(desk)
    steps: list[SyncStep] = []
    sync.stepped.connect(steps.append)
    sync.ears.told(Progress("pull", 3, 9))
    assert steps == [SyncStep("pull", 3, 9)]
    assert sync.ears.running
    sync.ears.rested(Rest(0, Millis(0), None))
    assert not sync.ears.running


def test_files_that_are_let_go_on_go_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sync, lane = DeskSync(desk), Lane()
    sync.use(lane)
    written: list[str] = []
    monkeypatch.setattr(desk, "write", lambda action, job: written.append(action), raising=False)

    sync.pause_files(paused=True)
    assert lane.asked == []
    sync.pause_files(paused=False)

    assert written == ["score.see", "score.see"]
    assert lane.asked == ["asked"]
