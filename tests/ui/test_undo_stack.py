"""The last acts can be undone one by one, each once, newest first; no Qt, no store."""

from __future__ import annotations

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.ui.undo.undo_stack import KEPT, Act, Done, Refused, UndoStack


class Bar:
    """What the bar was told, in order."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def shows_act(self) -> bool:
        return bool(self.said) and self.said[-1][0] in ("act", "undone")

    def show_act(self, sentence: str) -> None:
        self.said.append(("act", sentence))

    def show_undone(self, sentence: str) -> None:
        self.said.append(("undone", sentence))

    def show_refused(self, sentence: str) -> None:
        self.said.append(("refused", sentence))

    def hide_act(self) -> None:
        self.said.append(("hidden", ""))


class Desk:
    """Undo jobs that come home when the test says so."""

    def __init__(self) -> None:
        self.started: list[str] = []
        self.home: list[tuple[Done, Refused]] = []

    def act(self, name: str, why_not: str = "") -> Act:
        def undo(done: Done, refused: Refused) -> None:
            self.started.append(name)
            self.home.append((done, refused))

        return Act(f"did {name}", undo, f"undid {name}", lambda: why_not)

    def done(self) -> None:
        self.home.pop(0)[0]()

    def refused(self, code: str) -> None:
        self.home.pop(0)[1](UserProblem(Problem(code)))


def stack_of(*names: str) -> tuple[UndoStack, Desk, Bar]:
    desk, bar = Desk(), Bar()
    stack = UndoStack(bar, lambda problem: f"sentence of {problem.code}")
    for name in names:
        stack.push(desk.act(name))
    return stack, desk, bar


def test_an_act_is_shown_at_once_and_a_newer_one_replaces_it() -> None:
    _, _, bar = stack_of("a", "b")
    assert bar.said == [("act", "did a"), ("act", "did b")]


def test_undo_reaches_back_from_the_newest() -> None:
    stack, desk, bar = stack_of("a", "b")
    stack.undo()
    desk.done()
    stack.undo()
    desk.done()
    assert desk.started == ["b", "a"]
    assert bar.said[-2:] == [("undone", "undid b"), ("undone", "undid a")]
    assert stack.empty


def test_asking_twice_fast_undoes_two_acts_and_none_twice() -> None:
    stack, desk, _ = stack_of("a", "b", "c")
    stack.undo()
    stack.undo()
    assert desk.started == ["c"]
    desk.done()
    assert desk.started == ["c", "b"]
    desk.done()
    assert desk.started == ["c", "b"]
    assert not stack.empty


def test_more_asked_than_done_ends_with_an_empty_stack() -> None:
    stack, desk, _ = stack_of("a")
    for _ in range(4):
        stack.undo()
    desk.done()
    assert desk.started == ["a"]
    assert stack.empty
    stack.push(desk.act("b"))
    stack.undo()
    assert desk.started == ["a", "b"]


def test_a_refused_undo_says_why_and_leaves_the_acts_before_it_in_reach() -> None:
    stack, desk, bar = stack_of("a", "b")
    stack.undo()
    desk.refused("visit.rated_stays")
    assert bar.said[-1] == ("refused", "sentence of visit.rated_stays")
    stack.undo()
    assert bar.said[-1] == ("act", "did a")
    stack.undo()
    assert desk.started == ["b", "a"]


def test_a_refusal_stops_what_was_asked_after_it() -> None:
    stack, desk, _ = stack_of("a", "b")
    stack.undo()
    stack.undo()
    desk.refused("visit.rated_stays")
    assert desk.started == ["b"]


def test_what_cannot_be_undone_now_stays_and_can_be_undone_later() -> None:
    desk, bar = Desk(), Bar()
    stack = UndoStack(bar, lambda problem: problem.code)
    reason = ["the form is full"]
    act = desk.act("a")
    stack.push(Act(act.sentence, act.undo, act.undone, lambda: reason[0]))
    stack.undo()
    assert (bar.said[-1], desk.started) == (("refused", "the form is full"), [])
    reason[0] = ""
    stack.undo()
    stack.undo()
    assert desk.started == ["a"]


def test_what_the_bar_says_no_longer_is_named_first_and_undone_when_asked_again() -> None:
    stack, desk, bar = stack_of("a", "b")
    bar.hide_act()
    stack.undo()
    assert (bar.said[-1], desk.started) == (("act", "did b"), [])
    stack.undo()
    assert desk.started == ["b"]


def test_only_the_last_acts_are_kept() -> None:
    stack, desk, _ = stack_of(*(str(n) for n in range(KEPT + 5)))
    for _ in range(KEPT + 5):
        stack.undo()
        if desk.home:
            desk.done()
    assert len(desk.started) == KEPT
    assert desk.started[-1] == "5"


def test_another_officer_cannot_undo_what_the_one_before_did() -> None:
    stack, desk, bar = stack_of("a")
    stack.clear()
    stack.undo()
    assert desk.started == []
    assert bar.said[-1] == ("hidden", "")


def test_an_undo_that_comes_home_after_the_officer_changed_says_nothing() -> None:
    stack, desk, bar = stack_of("a", "b")
    stack.undo()
    stack.clear()
    desk.done()
    assert bar.said[-1] == ("hidden", "")
    assert stack.empty


def test_after_a_fault_of_the_machine_the_same_act_may_be_undone_again() -> None:
    stack, desk, _ = stack_of("a")
    stack.undo()
    stack.work_failed()
    stack.undo()
    assert desk.started == ["a", "a"]
