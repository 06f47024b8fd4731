"""What the undo bar says of cases: received and promised, handed over, fetched, supplemented."""

from __future__ import annotations

from datetime import datetime

from desk_app.core.clock import Millis, from_local
from desk_app.core.matter import FollowUp
from desk_app.services.receive_case import ReceivedCase
from desk_app.ui.undo.case_deeds import case_deeds
from tests.support.presenters import count, say

NOW = from_local(datetime(2026, 11, 20, 9, 21))
DUE = from_local(datetime(2026, 11, 25, 17, 0))
LATER = from_local(datetime(2026, 12, 4, 17, 0))


def a_case(number: str, due: Millis | None = None, *, book: int = 0) -> ReceivedCase:
    at_once = bool(book)
    return ReceivedCase(
        number, f"K7QX-A-{number}", "2.000815", due, at_once, "certified_copy" if book else "", book
    )


def said(*cases: ReceivedCase, follows: tuple[FollowUp, ...] = ()) -> str:
    return case_deeds(cases, follows, NOW, say, count)


def test_a_case_is_named_with_the_day_it_is_promised_for() -> None:
    assert said(a_case("004213", DUE)) == "Đã nhận hồ sơ 004213, hẹn T4 25/11"


def test_a_case_of_today_is_promised_for_an_hour() -> None:
    today = from_local(datetime(2026, 11, 20, 17, 0))
    assert said(a_case("004213", today)) == "Đã nhận hồ sơ 004213, hẹn hôm nay 17:00"


def test_a_case_without_a_known_time_says_so() -> None:
    assert said(a_case("004213")) == "Đã nhận hồ sơ 004213, chưa rõ hạn"


def test_of_several_cases_the_first_moment_is_said() -> None:
    assert said(a_case("004213", LATER), a_case("004214", DUE)) == (
        "Đã nhận 2 hồ sơ 004213, 004214, hẹn sớm nhất T4 25/11"
    )


def test_certifications_are_told_by_their_number_in_the_book() -> None:
    assert said(a_case("004213", book=214)) == "Đã ghi và trả ngay 1 hồ sơ, số chứng thực 214"


def test_what_was_fetched_and_brought_is_told_after_what_was_received() -> None:
    follows = (
        FollowUp(case="A", deed="hand_over", number="K7QX-A-004198", procedure="2.000635"),
        FollowUp(case="B", deed="supplement", number="K7QX-A-004171", procedure="1.004859"),
    )
    assert said(a_case("004213", book=3), follows=follows) == (
        "Đã ghi và trả ngay 1 hồ sơ, số chứng thực 3. Đã trả kết quả hồ sơ 004198. "
        "Đã nhận bổ sung hồ sơ 004171"
    )


def test_a_visit_without_cases_says_nothing_of_them() -> None:
    assert said() == ""
