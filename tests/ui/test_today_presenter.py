"""A day's rows, whether each was asked to rate, and its sums by unit; no Qt, no store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.ops import NotOffered
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.visit import VisitForm
from desk_app.core.visit_case import VisitCase
from desk_app.core.visit_view import VisitView
from desk_app.qt.models import Row
from desk_app.services.visit_times import VisitTimes
from desk_app.ui.today_presenter import FEW, TodayPresenter
from tests.support.day_values import CATALOGUE, VISIT
from tests.support.presenters import count, run_now, say

DAY = 86_400_000


class Port:
    """A desk with these visits; it counts how often it was read."""

    def __init__(self, *visits: VisitView) -> None:
        self.visits = visits
        self.times = VisitTimes(0, None)
        self.time = VISIT.at
        self.days_read = 0
        self.asked: list[str] = []
        self.refuses: UserProblem | None = None
        self.cases: dict[str, tuple[VisitCase, ...]] = {}
        self.desks: dict[str, str] = {}

    def now(self) -> Millis:
        return self.time

    def today(self) -> tuple[VisitView, ...]:
        self.days_read += 1
        return self.visits

    def visit(self, visit_id: str) -> VisitView | None:
        self.asked.append(visit_id)
        return next((v for v in self.visits if v.id == visit_id), None)

    def desk_of(self, subject: str) -> str:
        return self.desks.get(subject, "")

    def visit_times(self) -> VisitTimes:
        return self.times

    def cases_of(self, visits: tuple[str, ...]) -> dict[str, tuple[VisitCase, ...]]:
        return {key: of for key, of in self.cases.items() if key in visits}

    def procedure(self, code: str) -> Procedure | None:
        return CATALOGUE.find(code)

    def correct(self, visit_id: str, form: VisitForm, reason: str) -> str:
        self._may()
        return "A.0.99"

    def void(self, visit_id: str, reason: str) -> None:
        self._may()

    def not_offered(self, visit_id: str, why: NotOffered) -> None:
        self._may()
        self.asked.append(why)

    def _may(self) -> None:
        if self.refuses is not None:
            raise self.refuses


class View:
    """A list of plain values."""

    rows: tuple[Row, ...] = ()
    facts = empty = times = ""

    def show_rows(self, rows: tuple[Row, ...], facts: str, empty: str) -> None:
        self.rows, self.facts, self.empty = rows, facts, empty

    def show_times(self, words: str) -> None:
        self.times = words


class Deeds:
    """What was remembered for undo."""

    def __init__(self) -> None:
        self.done: list[tuple[str, ...]] = []

    def corrected(self, visit: VisitView, correction: str) -> None:
        self.done.append(("corrected", visit.id, correction))

    def voided(self, visit: VisitView) -> None:
        self.done.append(("voided", visit.id))


class Hands:
    """The presenter with everything around it in sight."""

    def __init__(self, *visits: VisitView, run: Callable[..., Any] = run_now) -> None:
        self.port, self.view, self.deeds = Port(*visits), View(), Deeds()
        self.lasts: list[Millis | None] = []
        self.presenter = TodayPresenter(self.port, run, say, count, self.view, self.lasts.append)
        self.presenter.deeds = self.deeds
        self.presenter.reload()


def shown(*visits: VisitView) -> tuple[View, list[Millis | None]]:
    hands = Hands(*visits)
    return hands.view, hands.lasts


def changed(**values: object) -> VisitView:
    return msgspec.structs.replace(VISIT, **values)


def test_an_empty_day_says_how_it_starts() -> None:
    view, lasts = shown()
    assert view.empty.startswith("Chưa có lượt nào hôm nay.")
    assert view.facts == "0 lượt"
    assert lasts == [None]


def test_sums_count_each_unit_apart_and_leave_voided_ones_out() -> None:
    view, _ = shown(
        changed(id="A.0.1"),
        changed(id="A.0.2", purpose="question", name="", procedures=()),
        changed(id="A.0.3", voided=True),
    )
    assert view.facts == "2 lượt · 1 lượt chỉ hỏi · 1 lượt đã hủy"


def test_the_newest_stands_first_and_tells_the_truth_line() -> None:
    later = Millis(VISIT.at + 60_000)
    view, lasts = shown(VISIT, changed(id="A.0.9", at=later, recorded=later))
    assert [row.key for row in view.rows] == ["A.0.9", VISIT.id]
    assert lasts == [later]


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"rating": "answered"}, "đã mời"),
        ({"rating": "declined"}, "đã mời"),
        ({"rating": "timed_out"}, "đã mời"),
        ({"rating": "not_offered"}, "không mời"),
        ({"rating": ""}, "chưa mời"),
        ({"purpose": "question"}, "không mời"),
        ({"conflicts": ("name",)}, "hai cách ghi"),
        ({"voided": True, "rating": "answered"}, "đã hủy"),
    ],
)
def test_each_row_says_whether_the_citizen_was_asked(values: dict[str, object], state: str) -> None:
    view, _ = shown(changed(**values))
    assert view.rows[0].cells[-1].text == state


def test_what_came_of_asking_cannot_be_told_from_a_row() -> None:
    rows = [shown(changed(rating=r))[0].rows for r in ("answered", "declined", "timed_out")]
    assert rows[0] == rows[1] == rows[2]


def test_only_a_visit_that_nobody_was_asked_for_takes_the_tone_of_what_needs_a_hand() -> None:
    tones = {
        rating: shown(changed(rating=rating))[0].rows[0].cells[-1].tone
        for rating in ("", "answered", "not_offered")
    }
    assert tones == {"": "near", "answered": "text2", "not_offered": "text2"}


@pytest.mark.parametrize(
    ("outcome", "matter"),
    [
        ("accepted", "Chứng thực bản sao"),
        ("done", "Chứng thực bản sao"),
        ("supplement", "Bổ sung: Chứng thực bản sao"),
        ("refused", "Từ chối: Chứng thực bản sao"),
        ("returned", "Trả kết quả: Chứng thực bản sao"),
    ],
)
def test_an_outcome_that_is_not_the_usual_one_stands_before_the_matter(
    outcome: str, matter: str
) -> None:
    view, _ = shown(changed(outcome=outcome))
    assert view.rows[0].cells[2].text == matter


def test_late_and_corrected_visits_say_so_and_a_voided_one_says_only_that() -> None:
    view, _ = shown(changed(late="power", corrected=True))
    assert view.rows[0].cells[2].chips == ("ghi muộn", "đã sửa")
    view, _ = shown(changed(late="power", corrected=True, voided=True))
    assert view.rows[0].cells[2].chips == ()


def test_a_tool_tip_tells_the_legal_name_and_the_outcome() -> None:
    view, _ = shown(changed(procedures=("1.004873",), outcome="accepted", late="power"))
    tip = view.rows[0].cells[2].tip
    assert tip == "Cấp Giấy xác nhận tình trạng hôn nhân · đã nhận · ghi muộn"


def test_the_name_beside_a_sensitive_matter_is_covered_in_row_and_tool_tip() -> None:
    view, _ = shown(changed(name="Lê Thị Hoa", procedures=("2.000815", "1.014027")))
    cell = view.rows[0].cells[1]
    assert cell.text == "L••• T••• H•••"
    assert "Hoa" not in cell.tip


def test_several_matters_are_one_row_that_says_how_many() -> None:
    view, _ = shown(changed(procedures=("1.001193", "2.000815"), outcome="accepted"))
    assert view.rows[0].cells[2].text == "Đăng ký khai sinh và 1 việc khác"


def test_the_time_to_log_is_the_median_of_the_desk_with_its_number() -> None:
    hands = Hands(VISIT)
    assert hands.view.times == ""
    hands.port.times = VisitTimes(32, 8_150)
    hands.presenter.reload()
    assert hands.view.times == "Thời gian ghi trung vị 8,2 giây (32 lượt)"


def test_one_changed_visit_is_read_alone() -> None:
    hands = Hands(VISIT, changed(id="A.0.9"))
    hands.port.visits = (VISIT, changed(id="A.0.9", name="Đỗ Quang Huy"))
    hands.presenter.read_again({"A.0.9"})
    assert (hands.port.days_read, hands.port.asked) == (1, ["A.0.9"])
    assert [row.cells[1].text for row in hands.view.rows] == ["Nguyễn Thị Hoà", "Đỗ Quang Huy"]


def test_rows_that_did_not_change_are_the_same_rows() -> None:
    hands = Hands(VISIT, changed(id="A.0.9"))
    before = {row.key: row for row in hands.view.rows}
    hands.port.visits = (VISIT, changed(id="A.0.9", voided=True))
    hands.presenter.read_again({"A.0.9"})
    after = {row.key: row for row in hands.view.rows}
    assert after[VISIT.id] is before[VISIT.id]
    assert after["A.0.9"] != before["A.0.9"]


def test_a_visit_moved_to_another_day_leaves_the_list() -> None:
    hands = Hands(VISIT)
    hands.port.visits = (changed(at=Millis(VISIT.at - DAY)),)
    hands.presenter.read_again({VISIT.id})
    assert hands.view.rows == ()


def test_many_changes_or_another_day_read_the_whole_day() -> None:
    hands = Hands(VISIT)
    hands.presenter.read_again(str(n) for n in range(FEW + 1))
    assert (hands.port.days_read, hands.port.asked) == (2, [])
    hands.port.time = Millis(VISIT.at + DAY)
    hands.presenter.read_again({VISIT.id})
    assert (hands.port.days_read, hands.port.asked) == (3, [])


def test_answers_that_come_home_late_never_show_an_older_day() -> None:
    waiting: list[Callable[[], None]] = []

    def run(work: Callable[[], Any], then: Callable[[Any], None], failed: Any = None) -> None:
        found = work()
        waiting.append(lambda: then(found))

    hands = Hands(VISIT, run=run)
    waiting.pop()()
    hands.port.visits = (changed(name="Đỗ Quang Huy"),)
    hands.presenter.read_again({VISIT.id})
    hands.port.visits = (changed(name="Đỗ Quang Huy"), changed(id="A.0.9"))
    hands.presenter.read_again({"A.0.9"})
    second, first = waiting.pop(), waiting.pop()
    second()
    first()
    while waiting:
        waiting.pop()()
    assert {row.cells[1].text for row in hands.view.rows} == {"Đỗ Quang Huy", "Nguyễn Thị Hoà"}


def test_what_was_corrected_and_voided_can_be_undone() -> None:
    hands = Hands(VISIT)
    done: list[str] = []
    hands.presenter.correct(VISIT, VisitForm(), "gõ sai", lambda: done.append("c"), print)
    hands.presenter.void(VISIT, "gõ sai", lambda: done.append("v"), print)
    assert done == ["c", "v"]
    assert hands.deeds.done == [("corrected", VISIT.id, "A.0.99"), ("voided", VISIT.id)]


def test_a_refused_change_says_why_and_leaves_nothing_to_undo() -> None:
    hands = Hands(VISIT)
    hands.port.refuses = UserProblem(Problem("visit.rated_stays"))
    told: list[UserProblem] = []
    hands.presenter.void(VISIT, "gõ sai", lambda: None, told.append)
    hands.presenter.not_offered(VISIT.id, "busy", lambda: None, told.append)
    assert [error.problems[0].code for error in told] == ["visit.rated_stays"] * 2
    assert hands.deeds.done == []


def test_the_newest_visit_is_the_last_one_logged_that_counts() -> None:
    later = Millis(VISIT.at + 60_000)
    hands = Hands(
        VISIT,
        changed(id="A.0.8", at=Millis(VISIT.at - 60_000), recorded=later),
        changed(id="A.0.9", recorded=Millis(later + 1), voided=True),
    )
    newest = hands.presenter.newest()
    assert newest is not None
    assert newest.id == "A.0.8"


def a_case(number: str, **values: object) -> VisitCase:
    known = {"id": number, "due": None, "at_once": False, **values}
    return VisitCase(number=f"K7QX-A-{number}", **known)  # type: ignore[arg-type]


def test_a_row_says_the_number_of_its_case_and_when_it_is_promised() -> None:
    hands = Hands(changed(id="A.0.1"), changed(id="A.0.2"), changed(id="A.0.3", voided=True))
    promised = Millis(hands.port.time + 3 * 86_400_000)
    hands.port.cases = {
        "A.0.1": (a_case("004213", due=promised), a_case("004214")),
        "A.0.2": (a_case("004215", at_once=True, book_number=214),),
        "A.0.3": (a_case("004216"),),
    }
    hands.presenter.reload()
    cells = {row.key: row.cells[2] for row in hands.view.rows}
    assert cells["A.0.1"].aside.startswith("004213 · hẹn T")
    assert "004214" in cells["A.0.1"].tip
    assert cells["A.0.2"].aside == "số chứng thực 214"
    assert "3 hồ sơ" in hands.view.facts


def test_a_row_of_another_desk_names_it_before_the_number_that_both_desks_have() -> None:
    hands = Hands(changed(id="A.0.1", rating=""), changed(id="B.0.1", rating=""))
    hands.port.cases = {one: (a_case("000001"),) for one in ("A.0.1", "B.0.1")}
    hands.port.desks = {"B.0.1": "Quầy 2"}
    hands.presenter.reload()
    rows = {row.key: row for row in hands.view.rows}
    assert rows["A.0.1"].cells[2].aside == "000001"
    assert rows["B.0.1"].cells[2].aside == "Quầy 2 · 000001"
    assert "Quầy 2" in rows["B.0.1"].cells[2].tip
    assert (rows["A.0.1"].cells[3].tone, rows["B.0.1"].cells[3].tone) == ("near", "text2")


def test_a_row_whose_case_changed_is_said_anew() -> None:
    hands = Hands(changed(id="A.0.1"))
    hands.port.cases = {"A.0.1": (a_case("004213"),)}
    hands.presenter.read_again(("A.0.1",))
    assert hands.view.rows[0].cells[2].aside == "004213"
