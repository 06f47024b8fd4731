"""Work happens elsewhere, results come home to the GUI thread, errors find their door."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.qt.runner import Runner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()


def test_work_leaves_the_gui_thread_and_its_result_comes_back(runner: Runner, qtbot: QtBot) -> None:
    here, threads = threading.get_ident(), []
    runner.run(threading.get_ident, lambda there: threads.extend([there, threading.get_ident()]))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] != here
    assert threads[1] == here


def test_a_user_problem_goes_to_whoever_asked(runner: Runner, qtbot: QtBot) -> None:
    problem = Problem("visit.name_missing", "name")
    refused: list[UserProblem] = []

    def work() -> None:
        raise UserProblem(problem)

    runner.run(work, lambda _: None, refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert refused[0].problems == (problem,)


def test_a_fault_of_the_machine_goes_to_the_banner(runner: Runner, qtbot: QtBot) -> None:
    def work() -> None:
        raise EnvironmentProblem(Problem("store.disk_full"))

    with qtbot.waitSignal(runner.environment_failed) as caught:
        runner.run(work, lambda _: None)
    assert caught.args is not None
    assert caught.args[0].problem.code == "store.disk_full"


def test_our_own_mistake_is_told_as_such(runner: Runner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.broke) as caught:
        runner.run(lambda: 1 // 0, lambda _: None)
    assert caught.args is not None
    assert isinstance(caught.args[0], ZeroDivisionError)


def test_a_refusal_that_nobody_takes_is_told(runner: Runner, qtbot: QtBot) -> None:
    def work() -> None:
        raise UserProblem(Problem("visit.unknown"))

    with qtbot.waitSignal(runner.refused) as caught:
        runner.run(work, lambda _: None)
    assert caught.args is not None
    assert caught.args[0].problems[0].code == "visit.unknown"


def test_a_bar_moves_while_work_takes_long(runner: Runner, qtbot: QtBot) -> None:
    gate = threading.Event()
    runner._slow.setInterval(0)
    with qtbot.waitSignal(runner.busy_changed) as started:
        runner.run(gate.wait, lambda _: None)
    with qtbot.waitSignal(runner.busy_changed) as ended:
        gate.set()
    assert (started.args, ended.args) == ([True], [False])


def test_the_runner_rests_when_everything_came_home(runner: Runner, qtbot: QtBot) -> None:
    results: list[int] = []
    for number in range(20):
        runner.run(lambda number=number: number, results.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: runner.idle)
    assert sorted(results) == list(range(20))


def test_nothing_is_begun_once_the_runner_is_closed(runner: Runner) -> None:
    begun: list[int] = []
    runner.close()
    runner.run(lambda: begun.append(1), lambda _: None)
    runner.wait(1000)
    assert begun == []
    assert runner.idle
