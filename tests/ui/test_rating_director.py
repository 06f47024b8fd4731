"""When and where a citizen is asked, and what is written in each case; no Qt, no sleep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from desk_app.core.clock import Millis
from desk_app.core.desk_settings import DeskSettings, RatingScreen
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.problems import Problem
from desk_app.core.rating import Rating
from desk_app.core.visit import VisitForm
from desk_app.core.visit_view import VisitView
from desk_app.ui.rating.director import THANKS_TIME, RatingDirector
from desk_app.ui.rating.rating_presenter import GUARD, TAG_TIME
from tests.support.presenters import run_now, say
from tests.ui.test_rating_presenter import View

OFFICER = OfficerId("0FF1C1")
FORM = VisitForm(name="Trần Thị Thủy", procedures=("2.000815",))
QUESTION = VisitForm(purpose="question")
VISIT = VisitView(
    id="v", at=Millis(1_795_000_000_000), recorded=Millis(1_795_000_000_000), officer=OFFICER,
    purpose="service", procedures=("2.000815",), outcome="accepted", flags=(),
    applicant="person", reference="", late="", row="", name="Trần Thị Thủy", organisation="",
    on_behalf_of="", phone="", address="", id_last4="", full_id=False, note="", late_note="",
    voided=False, corrected=False, erased=False, rating="", conflicts=(),
)  # fmt: skip


class Port:
    """A desk of plain values; PINs as given, a disk that may be full."""

    def __init__(self, how: RatingScreen) -> None:
        self.settings = DeskSettings(rating_screen=how)
        self.visits: dict[str, VisitView] = {}
        self.written: list[tuple[str, Rating, str]] = []
        self.pin: str | None = "246810"
        self.full = False
        self.refusal: Problem | None = None
        self.officer = OFFICER

    def acting(self) -> OfficerId:
        if self.refusal is not None:
            raise UserProblem(self.refusal)
        return self.officer

    def visit(self, visit_id: str) -> VisitView | None:
        return self.visits.get(visit_id)

    def rate(self, visit_id: str, rating: Rating, officer: OfficerId) -> None:
        if self.full:
            raise EnvironmentProblem(Problem("store.disk_full"))
        visit = self.visits[visit_id]
        if visit.rating:
            raise UserProblem(Problem("visit.rated_already"))
        if visit.voided:
            raise UserProblem(Problem("visit.not_rated"))
        self.written.append((visit_id, rating, officer))
        self.visits[visit_id] = msgspec.structs.replace(visit, rating="answered")

    def needs_pin(self) -> bool:
        return self.pin is not None

    def come_back(self, pin: str) -> None:
        if self.full:
            raise EnvironmentProblem(Problem("store.disk_full"))
        if self.pin is not None and pin != self.pin:
            raise UserProblem(Problem("pin.wrong", "pin"))


class Screens:
    """What stands on the citizen's screen and on the officer's, as words."""

    def __init__(self, second: bool) -> None:
        self.second = second
        self.shown = {False: "", True: ""}
        self.checked: VisitForm | None = None
        self.about: list[VisitView] = []
        self.page = View()
        self.runs = False
        self.needs_pin: bool | None = None
        self.pin_error = ""

    def has_second(self) -> bool:
        return self.second

    def show_rating(self, visit: VisitView, *, turned: bool) -> View:
        self.shown[turned] = f"rating {visit.id}"
        self.page = View()
        return self.page

    def show_about(self, visit: VisitView, *, turned: bool) -> None:
        self.about.append(visit)

    def show_check(self, form: VisitForm, id_last4: str, *, turned: bool) -> None:
        self.shown[turned], self.checked = "check", form

    def show_thanks(self, *, turned: bool) -> None:
        self.shown[turned] = "thanks"

    def show_hand_back(self, *, needs_pin: bool) -> None:
        self.shown[True], self.needs_pin = "hand back", needs_pin

    def show_pin_error(self, sentence: str) -> None:
        self.pin_error = sentence

    def show_idle(self) -> None:
        self.shown[False] = "idle"

    def hide(self, *, turned: bool) -> None:
        self.shown[turned] = ""

    def run_clock(self, on: bool) -> None:
        self.runs = on


class Desk:
    """The director with everything around it, and hands for officer and citizen."""

    def __init__(
        self, how: RatingScreen = "second", *, second: bool = True, started: bool = True
    ) -> None:
        self.now = 5_000
        self.port, self.screens = Port(how), Screens(second)
        self.said: list[str] = []
        self.failures: list[EnvironmentProblem] = []
        self.later: list[Callable[[], None]] | None = None
        self.director = RatingDirector(
            self.port,
            self._run,
            say,
            lambda problem: problem.code,
            self.screens,
            lambda: self.now,
            self.said.append,
            self.failures.append,
        )
        if started:
            self.director.start()

    def _run(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[UserProblem], None] | None = None,
    ) -> None:
        if self.later is None:
            run_now(work, then, failed)
        else:
            self.later.append(lambda: run_now(work, then, failed))

    def known(self, visit_id: str, **values: object) -> str:
        self.port.visits[visit_id] = msgspec.structs.replace(
            VISIT, **{"id": visit_id, "rating": "", "voided": False, **values}
        )
        return visit_id

    def log(self, visit_id: str, form: VisitForm = FORM) -> None:
        self.known(visit_id, purpose=form.purpose)
        self.director.visit_logged(visit_id, form)

    def touch(self, choice: int) -> None:
        self.wait(GUARD)
        assert self.director.asking is not None
        self.director.asking.choose(choice)

    def done(self) -> None:
        assert self.director.asking is not None
        self.director.asking.done()

    def wait(self, milliseconds: int) -> None:
        self.now += milliseconds
        self.director.tick()

    def set(self, how: RatingScreen) -> None:
        self.port.settings = DeskSettings(rating_screen=how)
        self.director.settings_changed()

    def plug(self, second: bool) -> None:
        self.screens.second = second
        self.director.screens_changed()

    def turned(self) -> bool:
        return self.director.turned

    @property
    def outcomes(self) -> list[tuple[str, Rating]]:
        return [(visit, rating) for visit, rating, _ in self.port.written]


# ---- the second screen ---------------------------------------------------------------------------


def test_an_idle_second_screen_shows_a_calm_page() -> None:
    assert Desk().screens.shown[False] == "idle"
    assert Desk(second=False).screens.shown[False] == ""
    assert Desk("off").screens.shown[False] == ""
    assert Desk("turned").screens.shown[False] == ""


def test_nothing_stands_there_before_the_officers_window_is_open() -> None:
    desk = Desk(started=False)
    desk.set("second")
    desk.plug(second=True)
    assert desk.screens.shown[False] == ""
    desk.director.start()
    assert desk.screens.shown[False] == "idle"


def test_a_logged_visit_is_asked_about_by_itself_and_one_answer_is_written() -> None:
    desk = Desk()
    desk.log("v1")
    assert desk.screens.shown[False] == "rating v1"
    desk.touch(5)
    assert desk.outcomes == []
    desk.done()
    assert desk.port.written == [("v1", Rating(answer=5, dwell=0), OFFICER)]
    assert desk.screens.shown[False] == "thanks"
    desk.wait(THANKS_TIME - 1)
    assert desk.screens.shown[False] == "thanks"
    desk.wait(1)
    assert desk.screens.shown[False] == "idle"
    assert not desk.screens.runs
    assert desk.said == []


@pytest.mark.parametrize("outcome", ["accepted", "done", "refused", "returned", "supplement"])
def test_refusals_are_asked_as_well(outcome: str) -> None:
    desk = Desk()
    desk.log("v1", msgspec.structs.replace(FORM, outcome=outcome))
    assert desk.screens.shown[False] == "rating v1"


def test_help_with_online_submission_is_asked_about() -> None:
    desk = Desk()
    desk.log("v1", VisitForm(purpose="online_help", outcome="done", name="Lê An"))
    assert desk.screens.shown[False] == "rating v1"


def test_a_question_is_never_asked_about() -> None:
    desk = Desk()
    desk.log("v1", QUESTION)
    assert desk.screens.shown[False] == "idle"
    desk.director.rate("v1")
    assert desk.screens.shown[False] == "idle"
    assert "chỉ hỏi" in desk.said[0]


def test_a_late_entry_is_not_asked_about_by_itself_for_that_citizen_has_left() -> None:
    desk = Desk()
    desk.log("v1", msgspec.structs.replace(FORM, at="19/11/2026 08:00", late_reason="power"))
    assert desk.screens.shown[False] == "idle"
    desk.director.rate("v1")
    assert desk.screens.shown[False] == "rating v1"


def test_an_untouched_window_times_out_without_thanks() -> None:
    desk = Desk()
    desk.log("v1")
    desk.wait(20_000)
    assert desk.outcomes == [("v1", Rating(silence="timed_out"))]
    assert desk.screens.shown[False] == "idle"


def test_the_next_visit_closes_the_open_window_as_it_stands() -> None:
    desk = Desk()
    desk.log("v1")
    desk.touch(2)
    desk.log("v2")
    assert desk.outcomes == [("v1", Rating(answer=2, dwell=0))]
    assert desk.screens.shown[False] == "rating v2"
    desk.log("v3")
    assert desk.outcomes[1:] == [("v2", Rating(silence="timed_out"))]
    assert desk.screens.shown[False] == "rating v3"


def test_a_touch_meant_for_the_window_before_is_not_taken_by_the_next() -> None:
    desk = Desk()
    desk.log("v1")
    desk.wait(GUARD)
    desk.log("v2")
    assert desk.director.asking is not None
    desk.director.asking.choose(1)
    assert desk.director.asking.choice is None


def test_the_next_visit_takes_the_place_of_the_thanks() -> None:
    desk = Desk()
    desk.log("v1")
    desk.touch(5)
    desk.done()
    desk.log("v2")
    assert desk.screens.shown[False] == "rating v2"
    desk.wait(THANKS_TIME)
    assert desk.screens.shown[False] == "rating v2"


def test_two_visits_read_out_of_order_ask_about_the_last_one_only() -> None:
    desk = Desk()
    desk.later = []
    desk.log("v1")
    desk.log("v2")
    first, second = desk.later
    desk.later = None
    second()
    first()
    assert desk.screens.shown[False] == "rating v2"


@pytest.mark.parametrize("moment", ["open", "chosen"])
def test_a_visit_voided_meanwhile_is_not_written(moment: str) -> None:
    desk = Desk()
    desk.log("v1")
    if moment == "chosen":
        desk.touch(1)
    desk.known("v1", voided=True)
    desk.director.visits_changed(frozenset({"v1"}))
    assert desk.screens.shown[False] == "idle"
    desk.wait(60_000)
    assert desk.outcomes == []


def test_a_visit_for_which_not_offered_was_written_meanwhile_is_asked_no_more() -> None:
    desk = Desk()
    desk.log("v1")
    desk.known("v1", rating="not_offered")
    desk.director.visits_changed(frozenset({"v1"}))
    assert desk.screens.shown[False] == "idle"
    assert desk.outcomes == []


def test_a_corrected_visit_changes_what_the_head_says_and_nothing_else() -> None:
    desk = Desk()
    desk.log("v1")
    desk.touch(4)
    desk.known("v1", procedures=("1.001193",))
    desk.director.visits_changed(frozenset({"v1", "v7"}))
    assert desk.screens.about[-1].procedures == ("1.001193",)
    assert desk.director.asking is not None
    assert desk.director.asking.choice == 4


def test_changes_of_other_visits_disturb_nobody() -> None:
    desk = Desk()
    desk.log("v1")
    desk.known("v2", voided=True)
    desk.director.visits_changed(frozenset({"v2"}))
    assert desk.screens.shown[False] == "rating v1"


def test_the_answer_is_written_in_the_name_of_whoever_asked() -> None:
    desk = Desk()
    desk.log("v1")
    desk.port.officer = OfficerId("0FF1C2")
    desk.touch(3)
    desk.done()
    assert desk.port.written == [("v1", Rating(answer=3, dwell=0), OFFICER)]


def test_an_officer_without_the_right_opens_nothing_and_hears_why_only_after_f7() -> None:
    desk = Desk()
    desk.port.refusal = Problem("right.denied")
    desk.log("v1")
    assert (desk.screens.shown[False], desk.said) == ("idle", [])
    desk.director.rate("v1")
    assert (desk.screens.shown[False], desk.said) == ("idle", ["right.denied"])


# ---- F7 ------------------------------------------------------------------------------------------


def test_f7_asks_about_the_chosen_visit_or_the_last_one() -> None:
    desk = Desk(second=False)
    desk.known("v0")
    desk.log("v1")
    desk.plug(second=True)
    desk.director.rate()
    assert desk.screens.shown[False] == "rating v1"
    desk.director.rate("v0")
    assert desk.screens.shown[False] == "rating v0"
    assert desk.outcomes == [("v1", Rating(silence="timed_out"))]


def test_f7_before_any_visit_says_what_to_do() -> None:
    desk = Desk()
    desk.director.rate()
    assert desk.said == ["Chưa có lượt nào để mời đánh giá. Ghi một lượt rồi nhấn F7."]


def test_f7_twice_leaves_the_open_window_alone() -> None:
    desk = Desk()
    desk.log("v1")
    desk.touch(2)
    desk.director.rate("v1")
    assert desk.director.asking is not None
    assert desk.director.asking.choice == 2
    assert desk.outcomes == []


def test_a_visit_is_asked_about_once() -> None:
    desk = Desk()
    desk.log("v1")
    desk.touch(1)
    desk.done()
    desk.wait(THANKS_TIME)
    desk.director.rate("v1")
    assert desk.screens.shown[False] == "idle"
    assert desk.said == ["Lượt này đã mời đánh giá rồi. Mỗi lượt chỉ mời một lần."]


def test_a_voided_visit_is_not_asked_about() -> None:
    desk = Desk()
    desk.known("v1", voided=True)
    desk.director.rate("v1")
    assert desk.screens.shown[False] == "idle"
    assert "đã hủy" in desk.said[0]


@pytest.mark.parametrize(
    ("how", "words"), [("off", "đang tắt"), ("second", "Không thấy màn hình thứ hai")]
)
def test_without_a_screen_f7_says_what_to_do(how: RatingScreen, words: str) -> None:
    desk = Desk(how, second=False)
    desk.log("v1")
    assert desk.said == []
    desk.director.rate("v1")
    assert words in desk.said[0]
    assert "Ctrl R" in desk.said[0]
    assert desk.outcomes == []


# ---- the second screen comes and goes ------------------------------------------------------------


def test_a_screen_pulled_before_any_touch_writes_nothing_and_says_so() -> None:
    desk = Desk()
    desk.log("v1")
    desk.plug(second=False)
    assert desk.outcomes == []
    assert desk.screens.shown[False] == ""
    assert "chưa mời" in desk.said[0]
    assert "F7" in desk.said[0]
    desk.wait(60_000)
    assert desk.outcomes == []


def test_a_screen_pulled_after_a_touch_writes_the_answer_and_does_not_tell_which() -> None:
    said = set()
    for choice in (5, 3, 1, 0):
        desk = Desk()
        desk.log("v1")
        desk.touch(choice)
        desk.plug(second=False)
        assert len(desk.outcomes) == 1
        assert desk.screens.shown[False] == ""
        said.update(desk.said)
    assert len(said) == 1


def test_a_screen_that_comes_back_is_idle_and_f7_asks_about_the_same_visit() -> None:
    desk = Desk()
    desk.log("v1")
    desk.plug(second=False)
    desk.plug(second=True)
    assert desk.screens.shown[False] == "idle"
    desk.director.rate()
    assert desk.screens.shown[False] == "rating v1"


def test_a_screen_pulled_during_the_thanks_loses_nothing() -> None:
    desk = Desk()
    desk.log("v1")
    desk.touch(4)
    desk.done()
    desk.plug(second=False)
    assert desk.screens.shown[False] == ""
    assert len(desk.outcomes) == 1
    assert desk.said == []


def test_switching_ratings_off_lets_whoever_is_asked_finish() -> None:
    desk = Desk()
    desk.log("v1")
    desk.set("off")
    assert desk.screens.shown[False] == "rating v1"
    desk.touch(4)
    desk.wait(TAG_TIME)
    desk.wait(THANKS_TIME)
    assert desk.screens.shown[False] == ""
    assert len(desk.outcomes) == 1


# ---- the only screen, turned round ---------------------------------------------------------------


def test_on_the_only_screen_nothing_opens_by_itself() -> None:
    desk = Desk("turned", second=False)
    desk.log("v1")
    assert desk.screens.shown == {False: "", True: ""}


def test_the_turned_screen_is_handed_back_by_the_pin_of_whoever_acts() -> None:
    desk = Desk("turned", second=False)
    desk.log("v1")
    desk.director.rate("v1")
    assert desk.screens.shown[True] == "rating v1"
    assert desk.turned()
    desk.touch(1)
    desk.done()
    assert desk.screens.shown[True] == "thanks"
    desk.wait(THANKS_TIME)
    assert (desk.screens.shown[True], desk.screens.needs_pin) == ("hand back", True)
    desk.director.come_back("111111")
    assert (desk.screens.shown[True], desk.screens.pin_error) == ("hand back", "pin.wrong")
    assert desk.turned()
    desk.director.come_back("246810")
    assert desk.screens.shown[True] == ""
    assert not desk.turned()
    assert desk.outcomes == [("v1", Rating(answer=1, dwell=0))]


def test_a_full_disk_is_said_where_the_officer_can_read_it_and_the_pin_may_be_tried_again() -> None:
    desk = Desk("turned", second=False)
    desk.log("v1")
    desk.director.rate("v1")
    desk.wait(20_000)
    desk.port.full = True
    desk.director.come_back("246810")
    assert (desk.screens.shown[True], desk.screens.pin_error) == ("hand back", "store.disk_full")
    desk.port.full = False
    desk.director.come_back("246810")
    assert desk.screens.shown[True] == ""


def test_without_a_pin_a_key_is_enough() -> None:
    desk = Desk("turned", second=False)
    desk.port.pin = None
    desk.log("v1")
    desk.director.rate("v1")
    desk.wait(20_000)
    assert (desk.screens.shown[True], desk.screens.needs_pin) == ("hand back", False)
    desk.director.come_back("")
    assert desk.screens.shown[True] == ""


def test_until_it_is_known_whether_there_is_a_pin_one_is_asked_for() -> None:
    desk = Desk("turned", second=False)
    desk.port.pin = None
    desk.log("v1")
    desk.director.rate("v1")
    desk.later = []
    desk.wait(20_000)
    assert (desk.screens.shown[True], desk.screens.needs_pin) == ("hand back", True)


def test_esc_before_any_touch_writes_nothing_and_hands_back() -> None:
    desk = Desk("turned", second=False)
    desk.log("v1")
    desk.director.rate("v1")
    desk.wait(GUARD)
    desk.director.leave_early()
    assert desk.screens.shown[True] == "hand back"
    assert desk.outcomes == []


def test_esc_after_a_touch_is_done() -> None:
    desk = Desk("turned", second=False)
    desk.log("v1")
    desk.director.rate("v1")
    desk.touch(2)
    desk.director.leave_early()
    assert desk.screens.shown[True] == "thanks"
    assert desk.outcomes == [("v1", Rating(answer=2, dwell=0))]


def test_esc_on_the_second_screen_does_nothing() -> None:
    desk = Desk()
    desk.log("v1")
    desk.wait(GUARD)
    desk.director.leave_early()
    assert desk.screens.shown[False] == "rating v1"


def test_a_second_screen_that_comes_or_goes_does_not_disturb_the_turned_one() -> None:
    desk = Desk("turned", second=False)
    desk.log("v1")
    desk.director.rate("v1")
    desk.plug(second=True)
    desk.plug(second=False)
    assert desk.screens.shown[True] == "rating v1"
    desk.wait(20_000)
    desk.plug(second=True)
    assert desk.screens.shown[True] == "hand back"


# ---- writing -------------------------------------------------------------------------------------


def test_an_answer_that_a_full_disk_refused_is_written_as_soon_as_it_can_be() -> None:
    desk = Desk()
    desk.log("v1")
    desk.port.full = True
    desk.touch(2)
    desk.done()
    assert desk.outcomes == []
    assert len(desk.failures) == 1
    desk.port.full = False
    desk.director.visits_changed(frozenset({"v9"}))
    assert desk.outcomes == [("v1", Rating(answer=2, dwell=0))]
    desk.director.visits_changed(frozenset({"v9"}))
    assert len(desk.outcomes) == 1


def test_an_outcome_that_the_desk_refuses_is_not_told_to_the_officer() -> None:
    desk = Desk()
    desk.log("v1")
    desk.known("v1", rating="answered")
    desk.touch(2)
    desk.done()
    assert (desk.outcomes, desk.said, desk.failures) == ([], [], [])


@pytest.mark.parametrize(("choice", "written"), [(None, 0), (5, 1), (0, 1)])
def test_closing_the_program_writes_what_was_chosen_and_nothing_else(
    choice: int | None, written: int
) -> None:
    desk = Desk()
    desk.log("v1")
    if choice is not None:
        desk.touch(choice)
    desk.director.close()
    assert len(desk.outcomes) == written
    assert desk.screens.shown == {False: "", True: ""}
    assert not desk.screens.runs


# ---- the entry to check --------------------------------------------------------------------------


def test_the_entry_follows_the_typing_and_goes_with_the_save() -> None:
    desk = Desk()
    desk.director.check(VisitForm(name="Trần"))
    assert desk.screens.shown[False] == "check"
    desk.director.check_changed(FORM)
    assert desk.screens.checked == FORM
    desk.log("v1")
    assert desk.screens.shown[False] == "rating v1"
    desk.wait(20_000)
    assert desk.screens.shown[False] == "idle"


@pytest.mark.parametrize("form", [QUESTION, msgspec.structs.replace(FORM, at="19/11/2026 08:00")])
def test_the_entry_goes_with_a_save_that_is_not_rated(form: VisitForm) -> None:
    desk = Desk()
    desk.director.check(FORM)
    desk.log("v1", form)
    assert desk.screens.shown[False] == "idle"


def test_ctrl_i_again_or_esc_puts_the_entry_away() -> None:
    desk = Desk()
    desk.director.check(FORM)
    desk.director.check(FORM)
    assert desk.screens.shown[False] == "idle"
    desk.director.check(FORM)
    desk.director.close_check()
    assert desk.screens.shown[False] == "idle"
    desk.director.check_changed(FORM)
    assert desk.screens.shown[False] == "idle"


def test_an_entry_with_nothing_in_it_is_not_shown_and_goes_when_it_is_cleared() -> None:
    desk = Desk()
    desk.director.check(VisitForm())
    assert (desk.screens.shown[False], desk.said) == ("idle", ["Chưa gõ gì để người dân xem lại."])
    desk.director.check(FORM)
    assert desk.director.checking
    desk.director.check_changed(VisitForm())
    assert desk.screens.shown[False] == "idle"


def test_an_open_rating_goes_before_the_entry_of_the_next_citizen() -> None:
    desk = Desk()
    desk.log("v1")
    desk.director.check(FORM)
    desk.director.check_changed(VisitForm(name="Lê An"))
    assert desk.screens.shown[False] == "rating v1"
    desk.wait(20_000)
    assert desk.screens.shown[False] == "check"
    assert desk.screens.checked == VisitForm(name="Lê An")


def test_without_a_screen_the_entry_cannot_be_shown_and_the_officer_is_told() -> None:
    desk = Desk(second=False)
    desk.director.check(FORM)
    assert "Nối màn hình thứ hai" in desk.said[0]


def test_on_the_turned_screen_the_entry_is_shown_and_handed_back() -> None:
    desk = Desk("turned", second=False)
    desk.director.check(FORM)
    assert desk.screens.shown[True] == "check"
    desk.director.close_check()
    assert desk.screens.shown[True] == "hand back"
    desk.director.come_back("246810")
    assert desk.screens.shown[True] == ""


def test_a_pulled_screen_takes_the_entry_with_it() -> None:
    desk = Desk()
    desk.director.check(FORM)
    desk.plug(second=False)
    desk.plug(second=True)
    assert desk.screens.shown[False] == "idle"
