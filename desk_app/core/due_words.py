"""The steps of a due date in words, for the window, the papers and the command line alike."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from desk_app.core.clock import local
from desk_app.core.due_steps import Due, DueStep
from desk_app.core.procedure import LimitUnit
from desk_app.core.texts import Texts

# off: a day of rest; held: the clock stands still; today; due: the last line.
Tone = Literal["", "off", "held", "today", "due"]

_TONES: dict[str, Tone] = {
    "rest": "off", "off": "off", "requested": "held", "waiting": "held", "supplemented": "held",
    "standing": "held", "promised": "due", "due": "due",
}  # fmt: skip
_DAY_BY_DAY = 12
_THEN = " → "
"""Between the pieces of the one line, which only the command line prints."""
_MOMENTS = ("requested", "supplemented", "restarted", "standing", "extended")


class DueLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line: the day or days, what they are, and what they count for."""

    first: date
    last: date
    day: str
    words: str
    counts: str
    tone: Tone = ""


def due_lines(
    due: Due, texts: Texts, today: date | None = None, *, condensed: bool = False
) -> tuple[DueLine, ...]:
    """Every step as a line: "T6 13/11 | ngày làm việc | ngày thứ 1".

    condensed: working days in a row become one line where there are many of them.
    """
    steps = _condensed(due.steps) if condensed and len(due.steps) > _DAY_BY_DAY else due.steps
    year = steps[0].first.year
    return tuple(_line(step, due, texts, today, year) for step in steps)


def one_line(due: Due, texts: Texts) -> str:
    """The whole reckoning in one line, from the receipt over each stretch off to the due moment."""
    pieces = [_receipt(due.steps[0], due, texts)]
    start = next((step for step in due.steps if _starts(step, due)), None)
    begun = False
    for step in due.steps[1:]:
        if step is start and not begun and step.first != due.steps[0].first:
            begun = True
            pieces.append(texts.say("deadline.line.start", day=_written(step.first)))
        if step.kind in ("rest", "off"):
            code = f"deadline.line.{step.kind}"
            name = _name(step, texts)
            pieces.append(texts.say(code, days=_days(step.first, step.last), name=name))
        elif step.kind in _MOMENTS:
            run = step.kind == "requested" and step.clock == "run"
            code = f"deadline.line.{step.kind}{'.run' if run else ''}"
            pieces.append(texts.say(code, day=_written(step.first), time=_time(step)))
    if due.due is not None:
        moment = local(due.due)
        day = f"{moment:%d/%m/%Y}"
        pieces.append(texts.say("deadline.line.due", time=f"{moment:%H:%M}", day=day))
    return _THEN.join(pieces)


def _starts(step: DueStep, due: Due) -> bool:
    """Whether counting begins with this step; "trong ngày" begins and ends on one day."""
    same_day = due.unit == "same_day" and step.kind == "due"
    first_counted = step.counts == (step.last - step.first).days + 1
    return first_counted or step.minutes > 0 or same_day


def limit_words(value: int, unit: LimitUnit, texts: Texts) -> str:
    """How long a procedure may take: "05 ngày làm việc", "trong ngày"."""
    return texts.say(f"deadline.limit.{unit}", value=f"{value:02d}")


def step_words(step: DueStep, due: Due, texts: Texts) -> str:
    """What a step is, without its day: "nghỉ cuối tuần theo lịch 2026"."""
    return texts.say(_code(step, due), **_values(step, texts))


def count_words(step: DueStep, due: Due, texts: Texts) -> str:
    """What a step counts for: "ngày thứ 2", "không tính"."""
    if step.minutes:
        return spoken_minutes(step.minutes, texts)
    if step.counts is None:
        silent = (
            step.kind in ("due", "extended", "promised")
            or step.clock == "run"
            or step.begins == "at_once"
        )
        return "" if silent else texts.say("deadline.not_counted")
    days = (step.last - step.first).days + 1
    if days > 1:
        first = str(step.counts - days + 1)
        return texts.say("deadline.counted_days", first=first, last=str(step.counts))
    return texts.say("deadline.counted_day", day=str(step.counts))


def spoken_minutes(minutes: int, texts: Texts) -> str:
    """A stretch of working time: "2 giờ 30 phút"."""
    hours, rest = divmod(minutes, 60)
    if not rest:
        return texts.say("deadline.hours", hours=str(hours))
    if not hours:
        return texts.say("deadline.minutes", minutes=str(rest))
    return texts.say("deadline.hours_minutes", hours=str(hours), minutes=str(rest))


def spoken_day(day: date, texts: Texts, year: int | None = None) -> str:
    """A day with its weekday: "T5 12/11"; with its year where it is another one than `year`."""
    written = f"{day:%d/%m}" if year in (None, day.year) else f"{day:%d/%m/%Y}"
    return f"{_weekday(day, texts)} {written}"


def _line(step: DueStep, due: Due, texts: Texts, today: date | None, year: int) -> DueLine:
    tone = _TONES.get(step.kind, "")
    words = step_words(step, due, texts)
    if step.clock == "run":
        tone = ""
    if step.kind in ("working", "swap_work", "hours") and step.first == today == step.last:
        tone, words = "today", texts.say("deadline.today")
    return DueLine(
        first=step.first,
        last=step.last,
        day=_day_words(step, texts, year),
        words=words,
        counts=count_words(step, due, texts),
        tone=tone,
    )


def _day_words(step: DueStep, texts: Texts, year: int) -> str:
    if step.first == step.last:
        return spoken_day(step.first, texts, year)
    first, last = step.first, step.last
    weekdays = f"{_weekday(first, texts)}–{_weekday(last, texts)}"
    if (last - first).days >= 7:
        weekdays = ""
    same_month = (first.year, first.month) == (last.year, last.month)
    start = f"{first:%d}" if same_month else f"{first:%d/%m}"
    end = f"{last:%d/%m}" if last.year == year else f"{last:%d/%m/%Y}"
    return f"{weekdays} {start}–{end}".strip()


def _code(step: DueStep, due: Due) -> str:
    if step.kind in ("received", "restarted"):
        begins = step.begins
        if begins == "outside" and step.minute is None:
            return "deadline.step.counts_as_receipt"
        return f"deadline.step.{step.kind}.{begins}"
    if step.kind in ("requested", "supplemented"):
        suffix = ".hours" if step.kind == "supplemented" and _by_minutes(due) else ""
        return f"deadline.step.{step.kind}.{step.clock}{suffix}"
    if step.kind == "due":
        moved = due.unit == "calendar_days" and step.counts is None
        suffix = ".moved" if moved else ".swap" if step.name else ""
        return f"deadline.step.due{suffix}"
    if step.kind == "rest" and not step.known:
        return "deadline.step.rest.unknown"
    return f"deadline.step.{step.kind}"


def _by_minutes(due: Due) -> bool:
    return any(step.minutes for step in due.steps)


def _values(step: DueStep, texts: Texts) -> dict[str, str]:
    return {
        "time": _time(step),
        "name": _name(step, texts),
        "year": str(step.first.year),
        "number": str(step.number),
        "until": "15:00",
    }


def _name(step: DueStep, texts: Texts) -> str:
    """What the calendar calls the day, in the language of the texts where it knows it."""
    english = texts.say("deadline.language") == "en"
    return step.name_en if english and step.name_en else step.name


def _receipt(step: DueStep, due: Due, texts: Texts) -> str:
    code = f"deadline.line.received.{step.begins}"
    when = f"{_written(step.first)} {_time(step)}"
    plain = step.begins in ("next_day", "at_once", "same_day")
    code = "deadline.line.received" if plain else code
    return texts.say(code, when=when, until=_values(step, texts)["until"])


def _time(step: DueStep) -> str:
    minute = step.minute or 0
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _days(first: date, last: date) -> str:
    if first == last:
        return f"{first:%d/%m}"
    start = f"{first:%d}" if first.month == last.month else f"{first:%d/%m}"
    return f"{start}–{last:%d/%m}"


def _weekday(day: date, texts: Texts) -> str:
    return texts.say(f"deadline.weekday.{day.isoweekday()}")


def _condensed(steps: tuple[DueStep, ...]) -> tuple[DueStep, ...]:
    found: list[DueStep] = []
    for step in steps:
        before = found[-1] if found else None
        if (
            before is not None
            and step.kind == before.kind
            and step.kind in ("working", "hours")
            and step.name == before.name
            and (step.first - before.last).days == 1
        ):
            found[-1] = msgspec.structs.replace(
                before,
                last=step.last,
                counts=step.counts,
                minutes=before.minutes + step.minutes,
            )
        else:
            found.append(step)
    return tuple(found)
