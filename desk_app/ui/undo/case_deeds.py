"""What logging a visit did with cases, in one sentence for the undo bar."""

from __future__ import annotations

from desk_app.core.clock import Millis
from desk_app.core.matter import FollowUp
from desk_app.core.matter_case import TURNED_AWAY
from desk_app.services.receive_case import ReceivedCase
from desk_app.ui.intake.matter_words import MatterWords, short_number
from desk_app.ui.stage import Count, Say


def case_deeds(
    received: tuple[ReceivedCase, ...],
    follows: tuple[FollowUp, ...],
    now: Millis,
    say: Say,
    count: Count,
    outcome: str = "",
) -> str:
    """Cases turned away, or promised and handed over at once; closed and fed; "" for none."""
    away = received if outcome in TURNED_AWAY else ()
    promised = [case for case in received if not case.at_once and not away]
    at_once = [case for case in received if case.at_once]
    parts = [
        _turned_away(away, outcome, say, count) if away else "",
        _promised(promised, now, say, count) if promised else "",
        _at_once(at_once, say, count) if at_once else "",
    ]
    for follow in follows:
        number = short_number(follow.number)
        if follow.deed == "hand_over":
            parts.append(say("Đã trả kết quả hồ sơ {number}", number=number))
        else:
            parts.append(say("Đã nhận bổ sung hồ sơ {number}", number=number))
    return ". ".join(part for part in parts if part)


def _turned_away(cases: tuple[ReceivedCase, ...], outcome: str, say: Say, count: Count) -> str:
    numbers = ", ".join(short_number(case.number) for case in cases)
    if outcome == "refused":
        if len(cases) == 1:
            return say("Đã từ chối hồ sơ {number}", number=numbers)
        return count("Đã từ chối {n} hồ sơ {numbers}", len(cases), numbers=numbers)
    if len(cases) == 1:
        return say("Đã yêu cầu bổ sung hồ sơ {number}", number=numbers)
    return count("Đã yêu cầu bổ sung {n} hồ sơ {numbers}", len(cases), numbers=numbers)


def _promised(cases: list[ReceivedCase], now: Millis, say: Say, count: Count) -> str:
    words = MatterWords(say, count)
    due = min((case.due for case in cases if case.due is not None), default=None)
    if len(cases) == 1:
        number = short_number(cases[0].number)
        if due is None:
            return say("Đã nhận hồ sơ {number}, chưa rõ hạn", number=number)
        when = words.day_or_time(due, now)
        return say("Đã nhận hồ sơ {number}, hẹn {when}", number=number, when=when)
    numbers = ", ".join(short_number(case.number) for case in cases)
    done = count("Đã nhận {n} hồ sơ {numbers}", len(cases), numbers=numbers)
    if due is None:
        return done
    return say("{done}, hẹn sớm nhất {when}", done=done, when=words.day_or_time(due, now))


def _at_once(cases: list[ReceivedCase], say: Say, count: Count) -> str:
    done = count("Đã ghi và trả ngay {n} hồ sơ", len(cases))
    numbers = [str(case.book_number) for case in cases if case.book_number]
    if not numbers:
        return done
    return say("{done}, số chứng thực {numbers}", done=done, numbers=", ".join(numbers))
