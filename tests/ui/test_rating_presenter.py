"""One citizen asked once: choice, tags, time, and the one outcome; no Qt, a clock of the test."""

from __future__ import annotations

import pytest

from desk_app.core.ops import RatingTag
from desk_app.core.rating import Rating
from desk_app.ui.rating.rating_presenter import (
    CHANGE_TIME,
    GUARD,
    TAG_TIME,
    RatingPresenter,
)
from desk_app.ui.rating.words import CHOICES, COMPLAINTS, DECLINED, PRAISE, tags_for

SECONDS = 20


class View:
    """A page of plain values."""

    choice: int | None = None
    tags: frozenset[RatingTag] = frozenset()
    seconds = 0
    share = 0.0

    def show_choice(self, choice: int | None, tags: frozenset[RatingTag]) -> None:
        self.choice, self.tags = choice, tags

    def show_time(self, seconds: int, share: float) -> None:
        self.seconds, self.share = seconds, share


class Asking:
    """A rating page that opened a moment ago, and hands that touch it."""

    def __init__(self) -> None:
        self.now = 1_000_000
        self.view = View()
        self.outcomes: list[Rating] = []
        self.presenter = RatingPresenter(self.view, SECONDS, lambda: self.now, self.outcomes.append)
        self.wait(GUARD)

    def wait(self, milliseconds: int) -> None:
        self.now += milliseconds
        self.presenter.tick()


@pytest.fixture
def asking() -> Asking:
    return Asking()


def test_the_order_is_fixed_and_declining_comes_last() -> None:
    assert [choice for choice, _ in CHOICES] == [5, 4, 3, 2, 1, DECLINED]
    assert [words for _, words in CHOICES] == [
        "Rất hài lòng",
        "Hài lòng",
        "Bình thường",
        "Không hài lòng",
        "Rất không hài lòng",
        "Không muốn đánh giá",
    ]


def test_tags_follow_the_answer_and_are_six_at_most() -> None:
    assert tags_for(1) == tags_for(2) == COMPLAINTS
    assert tags_for(4) == tags_for(5) == PRAISE
    assert tags_for(3) == tags_for(DECLINED) == tags_for(None) == ()
    assert len(COMPLAINTS) <= 6
    assert len(PRAISE) <= 6
    assert {tag for tag, _ in COMPLAINTS} & {tag for tag, _ in PRAISE} == {"other"}


@pytest.mark.parametrize("answer", [5, 4, 3, 2, 1])
def test_one_touch_is_enough(asking: Asking, answer: int) -> None:
    asking.presenter.choose(answer)
    assert asking.outcomes == []
    asking.wait(TAG_TIME)
    assert asking.outcomes == [Rating(answer=answer, dwell=0)]


def test_done_closes_at_once_with_tags_in_their_own_order(asking: Asking) -> None:
    asking.wait(2_000)
    asking.presenter.choose(2)
    asking.wait(1_500)
    asking.presenter.toggle("attitude")
    asking.presenter.toggle("slow")
    asking.wait(3_000)
    asking.presenter.done()
    assert asking.outcomes == [Rating(answer=2, tags=("slow", "attitude"), dwell=4)]


def test_a_tag_touched_twice_holds_no_more(asking: Asking) -> None:
    asking.presenter.choose(5)
    asking.presenter.toggle("quick")
    asking.presenter.toggle("quick")
    asking.presenter.done()
    assert asking.outcomes == [Rating(answer=5, dwell=0)]


def test_another_tile_changes_the_choice_and_tags_stay_with_their_kind(asking: Asking) -> None:
    asking.presenter.choose(1)
    asking.presenter.toggle("slow")
    asking.presenter.choose(2)
    assert asking.view.tags == {"slow"}
    asking.presenter.choose(4)
    assert asking.view.tags == frozenset()
    asking.presenter.done()
    assert asking.outcomes == [Rating(answer=4, dwell=0)]


def test_something_else_does_not_pass_from_complaint_to_praise(asking: Asking) -> None:
    asking.presenter.choose(1)
    asking.presenter.toggle("other")
    asking.presenter.choose(5)
    assert asking.view.tags == frozenset()


def test_a_tag_that_does_not_follow_the_answer_is_not_taken(asking: Asking) -> None:
    asking.presenter.choose(3)
    asking.presenter.toggle("slow")
    asking.presenter.choose(5)
    asking.presenter.toggle("attitude")
    asking.presenter.done()
    assert asking.outcomes == [Rating(answer=5, dwell=0)]


def test_declining_is_an_outcome_of_its_own(asking: Asking) -> None:
    asking.presenter.choose(2)
    asking.presenter.choose(DECLINED)
    asking.presenter.done()
    assert asking.outcomes == [Rating(silence="declined")]


def test_an_untouched_window_times_out_after_the_time_of_the_settings(asking: Asking) -> None:
    asking.wait(SECONDS * 1000 - GUARD - 1)
    assert asking.outcomes == []
    asking.wait(1)
    assert asking.outcomes == [Rating(silence="timed_out")]


def test_the_time_is_shown_in_whole_seconds_and_as_a_share() -> None:
    asking = Asking()
    assert (asking.view.seconds, asking.view.share) == (20, 1 - GUARD / 20_000)
    asking.wait(10_000 - GUARD)
    assert (asking.view.seconds, asking.view.share) == (10, 0.5)
    asking.wait(1)
    assert asking.view.seconds == 10


@pytest.mark.parametrize(("choice", "time"), [(1, TAG_TIME), (3, CHANGE_TIME), (0, CHANGE_TIME)])
def test_each_touch_gives_a_fresh_short_time(asking: Asking, choice: int, time: int) -> None:
    asking.wait(15_000)
    asking.presenter.choose(choice)
    assert (asking.view.seconds, asking.view.share) == (time // 1000, 1.0)
    asking.wait(time - 1)
    asking.presenter.choose(choice)
    asking.wait(time - 1)
    assert asking.outcomes == []
    asking.wait(1)
    assert len(asking.outcomes) == 1


def test_a_window_that_opens_under_a_finger_takes_nothing() -> None:
    asking = Asking()
    asking.now -= 1
    asking.presenter.choose(1)
    assert asking.view.choice is None
    asking.wait(1)
    asking.presenter.choose(5)
    assert asking.view.choice == 5


def test_done_before_a_choice_does_nothing(asking: Asking) -> None:
    asking.presenter.done()
    assert asking.outcomes == []
    assert not asking.presenter.over


def test_nothing_is_ever_told_twice(asking: Asking) -> None:
    asking.presenter.choose(4)
    asking.presenter.done()
    asking.presenter.done()
    asking.wait(60_000)
    asking.presenter.choose(1)
    asking.presenter.close()
    assert asking.outcomes == [Rating(answer=4, dwell=0)]


def test_a_dropped_window_tells_nothing(asking: Asking) -> None:
    asking.presenter.choose(1)
    asking.presenter.drop()
    asking.wait(60_000)
    asking.presenter.close()
    assert asking.outcomes == []


def test_the_dwell_is_whole_seconds_and_bounded(asking: Asking) -> None:
    for _ in range(600):
        asking.presenter.choose(5)
        asking.wait(7_000)
    asking.presenter.done()
    assert asking.outcomes == [Rating(answer=5, dwell=3_600)]
