"""Every step of a due date has its words, in both languages, as the pictures show them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import get_args

import pytest

import resources
from desk_app.core.calendar_file import load_calendar
from desk_app.core.case_ops import ClockPolicy
from desk_app.core.clock import Millis, from_local
from desk_app.core.due_steps import Due, explain
from desk_app.core.due_words import due_lines, limit_words, one_line, spoken_day
from desk_app.core.procedure import LimitUnit
from desk_app.core.texts import Texts, load_texts
from desk_app.core.workdays import CountingPolicy, Suspension

VN = load_calendar(resources.read_text("calendars/vn.toml")).calendar
LANGUAGES = ("vi", "en")
FILES = ("deadline", "calendar", "cli_cases")


def _texts(language: str) -> Texts:
    return load_texts([resources.read_text(f"texts/{language}.d/deadline.toml")])


def _at(text: str) -> Millis:
    return from_local(datetime.fromisoformat(text))


def _wait(start: str, end: str | None, clock: ClockPolicy = "pause") -> Suspension:
    return Suspension(_at(start), None if end is None else _at(end), clock)


def _said(due: Due, language: str = "vi", today: date | None = None) -> list[str]:
    lines = due_lines(due, _texts(language), today)
    return [" | ".join(part for part in (one.day, one.words, one.counts) if part) for one in lines]


PICTURE = (
    _at("2026-11-12 15:20"), 5, "working_days", VN, CountingPolicy(),
    (_wait("2026-11-16 09:40", "2026-11-18 10:15"),),
)  # fmt: skip


def test_the_steps_read_as_in_the_picture_and_the_holiday_is_told() -> None:
    due = explain(*PICTURE)  # type: ignore[arg-type]

    assert _said(due, today=date(2026, 11, 20)) == [
        "T5 12/11 | 15:20 nhận hồ sơ, tính từ ngày sau | không tính",
        "T6 13/11 | ngày làm việc | ngày thứ 1",
        "T7–CN 14–15/11 | nghỉ cuối tuần theo lịch 2026 | không tính",
        "T2 16/11 | 09:40 yêu cầu bổ sung lần 1: dừng tính | không tính",
        "T3 17/11 | chờ người dân bổ sung | không tính",
        "T4 18/11 | 10:15 bổ sung đủ: tính tiếp từ ngày sau | không tính",
        "T5 19/11 | ngày làm việc | ngày thứ 2",
        "T6 20/11 | hôm nay | ngày thứ 3",
        "T7–CN 21–22/11 | nghỉ cuối tuần theo lịch 2026 | không tính",
        "T2 23/11 | ngày làm việc | ngày thứ 4",
        "T3 24/11 | nghỉ Ngày Văn hóa Việt Nam | không tính",
        "T4 25/11 | ngày làm việc: hẹn trả lúc 17:00 | ngày thứ 5",
    ]
    tones = [line.tone for line in due_lines(due, _texts("vi"), date(2026, 11, 20))]
    assert tones == [
        "", "", "off", "held", "held", "held", "", "today", "off", "", "off", "due",
    ]  # fmt: skip


def test_one_line_tells_receipt_start_days_off_and_the_due_moment() -> None:
    due = explain(_at("2027-04-29 16:10"), 1, "same_day", VN)

    assert one_line(due, _texts("vi")) == (
        "nhận 29/04/2027 16:10 (sau 15:00) → 30/04 nghỉ Ngày Chiến thắng → "
        "01–02/05 nghỉ cuối tuần → 03/05 nghỉ bù Ngày Quốc tế Lao động → "
        "bắt đầu 04/05/2027 → hẹn trả 17:00 04/05/2027"
    )


def test_one_line_says_of_a_wait_whether_the_clock_stood_still() -> None:
    waits = (Suspension(_at("2026-06-08 09:00"), _at("2026-06-09 09:00"), "run"),)
    due = explain(_at("2026-06-05 09:00"), 3, "working_days", VN, suspensions=waits)

    line = one_line(due, _texts("vi"))
    assert "yêu cầu bổ sung 09:00 08/06/2026, vẫn tính" in line
    assert "dừng" not in line


def test_a_swapped_saturday_says_for_which_day_it_is_worked() -> None:
    due = explain(_at("2025-04-24 09:00"), 3, "working_days", VN)

    assert "T7 26/04 | ngày làm bù cho ngày 2/5 | ngày thứ 2" in _said(due)
    due = explain(_at("2025-04-24 09:00"), 2, "working_days", VN)
    assert "T7 26/04 | ngày làm bù cho ngày 2/5: hẹn trả lúc 17:00 | ngày thứ 2" in _said(due)


def test_calendar_days_that_end_on_a_day_of_rest_say_that_they_move() -> None:
    due = explain(_at("2026-06-05 09:00"), 30, "calendar_days", VN)

    assert _said(due)[1:] == [
        "06/06–05/07 | tính liên tục, cả ngày nghỉ | ngày thứ 1–30",
        "T2 06/07 | ngày làm việc đầu tiên sau khi hết hạn: hẹn trả lúc 17:00",
    ]


def test_an_open_wait_ends_in_a_line_that_says_so() -> None:
    waits = (_wait("2026-06-08 09:00", None),)
    due = explain(_at("2026-06-05 09:00"), 3, "working_days", VN, suspensions=waits)

    assert _said(due)[-1] == "T2 08/06 | đang chờ bổ sung, chưa tính tiếp | không tính"
    assert one_line(due, _texts("vi")).endswith("→ chưa tính tiếp")


def test_long_limits_can_be_condensed_without_losing_a_day() -> None:
    due = explain(_at("2026-06-05 09:00"), 45, "working_days", VN)
    every, few = due_lines(due, _texts("vi")), due_lines(due, _texts("vi"), condensed=True)

    assert len(few) < len(every) / 2
    assert (few[0].first, few[-1].last) == (every[0].first, every[-1].last)
    assert few[2].counts == "ngày thứ 1–5"


def test_the_year_is_written_where_it_is_another_one() -> None:
    assert spoken_day(date(2027, 1, 4), _texts("vi"), 2026) == "T2 04/01/2027"
    assert spoken_day(date(2026, 12, 31), _texts("vi"), 2026) == "T5 31/12"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", get_args(LimitUnit))
@pytest.mark.parametrize("received", ["2026-06-05 09:00", "2026-06-06 09:00", "2026-06-05 17:30"])
@pytest.mark.parametrize("clock", get_args(ClockPolicy))
@pytest.mark.parametrize("start", ["next_working_day", "from_receipt"])
@pytest.mark.parametrize("outside", ["own_day", "next_working_day"])
def test_every_step_has_a_sentence_and_no_code_shows(
    language: str, unit: LimitUnit, received: str, clock: ClockPolicy, start: str, outside: str
) -> None:
    policy = CountingPolicy(start=start, outside_hours=outside)  # type: ignore[arg-type]
    for end in ("2026-06-06 10:00", "2026-06-11 16:00", None):
        wait = _wait("2026-06-05 17:45", end, clock)
        for waits in ((), (wait,)):
            due = explain(_at(received), 3, unit, VN, policy, waits)
            told = [*_said(due, language), one_line(due, _texts(language))]
            assert not [words for words in told if "deadline." in words or "{" in words]
    assert "deadline." not in limit_words(3, unit, _texts(language))


def test_both_languages_have_the_same_sentences_with_the_same_holes() -> None:
    for file in FILES:
        vi, en = (
            dict(re.findall(r'^"([\w.-]+)" = "(.*)"$', resources.read_text(name), re.MULTILINE))
            for name in (f"texts/vi.d/{file}.toml", f"texts/en.d/{file}.toml")
        )
        assert vi.keys() == en.keys()
        for code, sentence in vi.items():
            holes = [sorted(re.findall(r"\{\w+\}", text)) for text in (sentence, en[code])]
            assert holes[0] == holes[1], code
