"""What the wait for a supplement does to the clock, per field and from which day: read from a line.

"Hộ tịch: tính lại từ 01/03/2027; Đất đai: vẫn tính từ 01/07/2026": the latest rule of the field
that is in force on the day of the request holds, else what is usual at the desk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from desk_app.core.case_ops import ClockPolicy
from desk_app.core.problems import Problem
from desk_app.core.text import clean, fold

RULES_LIMIT = 500

_WORDS: dict[str, ClockPolicy] = {
    **dict.fromkeys(("dung", "dung tinh", "tam dung", "pause"), "pause"),
    **dict.fromkeys(("tinh lai", "tinh lai tu dau", "restart"), "restart"),
    **dict.fromkeys(("van tinh", "khong dung", "run"), "run"),
}
_RULE = re.compile(
    r"(?P<field>[^:=]+)[:=]\s*(?P<clock>[^\d]+?)\s*"
    r"(?:(?:từ|from)\s*(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4}))?\Z"
)
_ALWAYS = date(2000, 1, 1)


class ClockRule(msgspec.Struct, frozen=True):
    """In a field of work, from a day on."""

    field: str
    from_day: date
    clock: ClockPolicy


def read_clock_rules(text: str) -> tuple[ClockRule, ...] | Problem:
    """The rules of a line, parted by semicolons; the problem names what cannot be read."""
    rules: list[ClockRule] = []
    seen: set[tuple[str, date]] = set()
    for part in re.split(r"[;\n]", text):
        written = clean(part)
        if not written:
            continue
        rule = _rule(written)
        if rule is None:
            return Problem("settings.clock_rule", "clock_rules", {"have": written[:80]})
        if (fold(rule.field), rule.from_day) in seen:
            values = {"field": rule.field, "day": f"{rule.from_day:%d/%m/%Y}"}
            return Problem("settings.clock_twice", "clock_rules", values)
        seen.add((fold(rule.field), rule.from_day))
        rules.append(rule)
    return tuple(rules)


def clock_on(rules: Sequence[ClockRule], field: str, on: date, usual: ClockPolicy) -> ClockPolicy:
    """What a request for a supplement on that day does to the clock in this field."""
    own = [rule for rule in rules if fold(rule.field) == fold(field) and rule.from_day <= on]
    return max(own, key=lambda rule: rule.from_day).clock if own else usual


def _rule(written: str) -> ClockRule | None:
    match = _RULE.match(written)
    if match is None:
        return None
    field, clock = clean(match["field"]), _WORDS.get(fold(clean(match["clock"])))
    if not field or clock is None:
        return None
    if match["day"] is None:
        return ClockRule(field, _ALWAYS, clock)
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return ClockRule(field, day, clock)
