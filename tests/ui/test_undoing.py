"""Which act undoes which: logged, corrected, voided, sent to wait, taken off, called; no Qt."""

from __future__ import annotations

from desk_app.core.clock import Millis
from desk_app.core.draft import Draft
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.visit import VisitForm
from desk_app.core.waiting import Waiting
from desk_app.ui.undo.undo_stack import UndoStack
from desk_app.ui.undo.undoing import Undoing
from desk_app.ui.visit_words import VisitWords
from tests.support.day_values import CATALOGUE, EMPTY, VISIT, FakeDoor, received
from tests.support.presenters import count, run_now, say
from tests.ui.test_undo_stack import Bar

RECEIVED = received("A.0.9")
FORM = VisitForm(name="Trần Văn Lực", procedures=("2.000815",))
WAITING = Waiting(n=3, ticket="A003", since=Millis(VISIT.at), form=FORM)


class Port:
    """A desk that writes down which acts it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.refuses: UserProblem | None = None

    def now(self) -> Millis:
        return VISIT.at

    def _did(self, *act: object) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.asked.append(act)

    def void(self, visit_id: str, reason: str) -> None:
        self._did("void", visit_id, reason)

    def restore(self, visit_id: str, reason: str) -> None:
        self._did("restore", visit_id, reason)

    def take_back_correction(self, visit_id: str, correction: str, reason: str) -> None:
        self._did("take back", visit_id, correction, reason)

    def call(self, n: int, draft: str, content: str) -> Waiting:
        self._did("call", n, draft, content)
        return WAITING

    def back(self, waiting: tuple[Waiting, ...], draft: str = "") -> None:
        self._did("back", waiting, draft)

    def keep_again(self, draft: Draft) -> None:
        self._did("keep", draft)


class Hands:
    """Undoing over a fake desk, with the form and the bar in sight."""

    def __init__(self) -> None:
        self.port, self.door, self.bar = Port(), FakeDoor(), Bar()
        self.stack = UndoStack(self.bar, lambda problem: problem.code)
        words = VisitWords(CATALOGUE.find, say, count)
        self.undoing = Undoing(self.port, run_now, say, count, words, self.door, self.stack)


def test_a_logged_visit_is_voided_and_stands_in_the_form_again() -> None:
    hands = Hands()
    hands.undoing.logged(RECEIVED, FORM, "draft-x")
    assert hands.bar.said[-1][1].endswith("Trần Văn Lực – Chứng thực bản sao")
    hands.stack.undo()
    assert hands.port.asked == [("void", "A.0.9", "hoàn tác")]
    assert (hands.door.form, hands.door.kept_as) == (FORM, "draft-x")


def test_a_form_that_is_being_typed_is_never_overwritten() -> None:
    hands = Hands()
    hands.undoing.logged(RECEIVED, FORM)
    typed = VisitForm(name="Lê Thị Hoa")
    hands.door.form = typed
    hands.stack.undo()
    assert hands.port.asked == [("void", "A.0.9", "hoàn tác")]
    assert hands.door.form == typed


def test_a_visit_rated_since_stays_and_says_why() -> None:
    hands = Hands()
    hands.undoing.logged(RECEIVED, FORM)
    hands.port.refuses = UserProblem(Problem("visit.rated_stays"))
    hands.stack.undo()
    assert hands.bar.said[-1] == ("refused", "visit.rated_stays")
    assert hands.door.form == EMPTY


def test_a_name_with_a_sensitive_matter_is_covered_in_the_sentence_too() -> None:
    hands = Hands()
    hands.undoing.logged(RECEIVED, VisitForm(name="Lê Thị Hoa", procedures=("1.014027",)))
    assert "L••• T••• H•••" in hands.bar.said[-1][1]
    assert "Hoa" not in hands.bar.said[-1][1]


def test_a_correction_is_taken_back_by_its_own_id() -> None:
    hands = Hands()
    hands.undoing.corrected(VISIT, "A.0.12")
    hands.stack.undo()
    assert hands.port.asked == [("take back", VISIT.id, "A.0.12", "hoàn tác")]


def test_a_voided_visit_counts_again() -> None:
    hands = Hands()
    hands.undoing.voided(VISIT)
    hands.stack.undo()
    assert hands.port.asked == [("restore", VISIT.id, "hoàn tác")]


def test_who_was_sent_to_wait_comes_back_into_the_form_with_its_draft() -> None:
    hands = Hands()
    hands.undoing.parked(WAITING, "draft-x")
    hands.stack.undo()
    assert hands.port.asked == [("call", 3, "draft-x", "content of Trần Văn Lực")]
    assert (hands.door.form, hands.door.kept_as) == (FORM, "draft-x")


def test_who_was_sent_to_wait_waits_on_while_the_form_is_full() -> None:
    hands = Hands()
    hands.undoing.parked(WAITING)
    hands.door.form = VisitForm(name="Lê Thị Hoa")
    hands.stack.undo()
    assert hands.port.asked == []
    assert hands.bar.said[-1][0] == "refused"
    hands.door.form = EMPTY
    hands.stack.undo()
    hands.stack.undo()
    assert hands.door.form == FORM


def test_people_taken_off_have_their_places_again() -> None:
    hands = Hands()
    hands.undoing.left((WAITING,))
    assert hands.bar.said[-1][1].endswith("A003 Trần Văn Lực")
    hands.stack.undo()
    assert hands.port.asked == [("back", (WAITING,), "")]


def test_who_was_called_waits_again_with_what_was_typed_since() -> None:
    hands = Hands()
    hands.door.load(FORM, "draft-7")
    hands.undoing.called(WAITING, "draft-7")
    more = VisitForm(name="Trần Văn Lực", phone="0912345678")
    hands.door.form = more
    hands.stack.undo()
    (_, (again,), draft) = hands.port.asked[0]  # type: ignore[misc]
    assert (again.n, again.form, draft) == (3, more, "draft-7")  # type: ignore[has-type]
    assert hands.door.empty()


def test_who_was_called_and_left_the_form_is_not_put_back() -> None:
    hands = Hands()
    hands.undoing.called(WAITING, "draft-7")
    hands.stack.undo()
    assert hands.port.asked == []
    assert hands.bar.said[-1] == ("refused", "undo.called_gone")
    assert hands.stack.empty


def test_logging_and_calling_are_undone_one_after_the_other() -> None:
    hands = Hands()
    hands.undoing.called(WAITING, "draft-7")
    hands.undoing.logged(RECEIVED, FORM, "draft-7")
    hands.stack.undo()
    hands.stack.undo()
    assert [act[0] for act in hands.port.asked] == ["void", "back"]
    assert hands.door.empty()


def test_somebody_typing_while_a_wait_is_undone_is_not_overwritten() -> None:
    hands = Hands()
    hands.undoing.parked(WAITING, "draft-x")

    def type_in_the_form() -> None:
        hands.door.form = VisitForm(name="Lê Thị Hoa")

    hands.door.before_load = type_in_the_form
    hands.stack.undo()
    assert [act[0] for act in hands.port.asked] == ["call", "back"]
    assert hands.door.form.name == "Lê Thị Hoa"
    assert hands.bar.said[-1] == ("refused", "intake.not_empty_for_undo")


def test_what_was_cleared_stands_in_the_form_again_as_soon_as_it_is_empty() -> None:
    hands = Hands()
    hands.undoing.cleared(FORM)
    hands.door.form = VisitForm(name="Lê Thị Hoa")
    hands.stack.undo()
    assert hands.door.form.name == "Lê Thị Hoa"
    hands.door.form = EMPTY
    hands.stack.undo()
    hands.stack.undo()
    assert hands.door.form == FORM


def test_a_draft_thrown_away_is_kept_and_offered_again() -> None:
    hands = Hands()
    offered: list[str] = []
    draft = Draft(id="d", form="visit", officer="PRACT1", saved=VISIT.at, content="{}")
    hands.undoing.draft_dropped(draft, lambda: offered.append("again"))
    hands.stack.undo()
    assert hands.port.asked == [("keep", draft)]
    assert offered == ["again"]


def test_ctrl_z_for_the_form_in_hand_takes_no_visit_back_that_the_bar_no_longer_names() -> None:
    hands = Hands()
    hands.undoing.logged(RECEIVED, FORM)
    hands.door.form = VisitForm(name="Lê Thị Hoa")
    hands.bar.hide_act()

    hands.stack.undo()

    assert hands.port.asked == []
    assert hands.bar.said[-1][0] == "refused"
    hands.door.form = EMPTY
    hands.stack.undo()
    assert hands.port.asked == []
    assert hands.bar.said[-1][0] == "act"
    hands.stack.undo()
    assert hands.port.asked == [("void", "A.0.9", "hoàn tác")]
