"""The words that all papers of a case share, as an office may change them; read and checked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from desk_app.core import vietnamese as vi
from desk_app.core.clock import Millis, day_of, local
from desk_app.core.form_description import Dated, on_day, wrong_holes
from desk_app.core.paper_form import Places, checked


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words themselves."""

    blank: str
    moment: str
    day: str
    short_moment: str
    weekday_0: str
    weekday_1: str
    weekday_2: str
    weekday_3: str
    weekday_4: str
    weekday_5: str
    weekday_6: str
    time_same_day: str
    time_working_days: str
    time_calendar_days: str
    time_hours: str
    addressee_person: str
    addressee_organisation: str
    by_on_behalf: str
    by_authorised: str
    originals: str
    copies: str
    counts_join: str
    money: str
    payment_free: str
    payment_cash: str
    payment_transfer: str
    payment_online: str
    fee_paid: str
    fee_unpaid: str
    result_early: str
    result_on_time: str
    result_overdue: str
    way_receipt: str
    way_away: str
    way_back: str
    way_ready: str
    way_handed_over: str
    way_supplement_requested: str
    way_supplemented: str
    way_of_cash: str
    way_of_transfer: str
    way_of_online: str
    how_person: str
    how_proxy: str
    how_post: str
    how_online: str
    office_other: str
    state_waiting: str
    state_refused: str
    state_stopped: str
    state_withdrawn: str
    state_ready: str
    state_extended: str
    state_voided: str
    stop_applicant: str
    stop_office: str
    stage_received: str
    stage_checked: str
    stage_waiting: str
    stage_transferred: str
    stage_other: str
    foot_form: str
    foot_number: str
    foot_unit: str
    foot_check: str
    foot_printed: str
    foot_reprint: str
    page: str
    file_title: str


_HOLES = {
    name: frozenset(holes.split())
    for name, holes in {
        "moment": "hour minute weekday day month year",
        "day": "day month year",
        "short_moment": "hour minute day month year",
        "time_working_days": "n",
        "time_calendar_days": "n",
        "time_hours": "n",
        "originals": "n",
        "copies": "n",
        "money": "amount",
        "fee_paid": "money payment",
        "fee_unpaid": "money",
        "way_away": "place",
        "office_other": "unit",
        "state_extended": "n",
        "way_back": "place",
        "foot_form": "form law",
        "foot_number": "number",
        "foot_unit": "unit code",
        "foot_check": "code",
        "foot_printed": "time date",
        "foot_reprint": "copy time date",
        "page": "page pages",
        "file_title": "title unit",
    }.items()
}


class Events(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Codes of procedures by what they mean to a family."""

    birth: tuple[str, ...]
    marriage: tuple[str, ...]
    death: tuple[str, ...]


class PaperWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole file of words, checked."""

    schema: Literal[1]
    id: Literal["words"]
    motto: tuple[Dated, ...]
    office: tuple[Dated, ...]
    events: Events
    words: Words

    def motto_on(self, day: date) -> tuple[str, str]:
        """The two lines of the motto."""
        country, watchword = on_day(self.motto, day)
        return country, watchword

    def office_on(self, day: date, unit: str) -> str:
        """The desk's name inside a sentence."""
        (name,) = on_day(self.office, day)
        return name.format_map({"unit": unit})

    def say(self, code: str, /, **values: str) -> str:
        """The words `code` with their holes filled."""
        text: str = getattr(self.words, code)
        return text.format_map(values)

    def moment(self, moment: Millis | None) -> str:
        """A moment in words with its weekday; "" for none."""
        return "" if moment is None else self._moment("moment", local(moment))

    def short_moment(self, moment: Millis | None) -> str:
        """A moment in figures; "" for none."""
        return "" if moment is None else self._moment("short_moment", local(moment))

    def day(self, moment: Millis | None) -> str:
        """The day of a moment in words; "" for none."""
        if moment is None:
            return ""
        when = local(moment)
        return self.say(
            "day",
            day=vi.day_in_words(when.day),
            month=vi.month_in_words(when.month),
            year=str(when.year),
        )

    def short_day(self, moment: Millis | None) -> str:
        """The day of a moment in figures; "" for none."""
        return "" if moment is None else vi.date_text(day_of(moment))

    def clock(self, moment: Millis | None) -> str:
        """The time of day of a moment; "" for none."""
        return "" if moment is None else vi.clock_text(moment)

    def _moment(self, code: str, when: datetime) -> str:
        text: str = getattr(self.words, code)
        figures = code == "short_moment"
        return text.format_map(
            {
                "hour": f"{when.hour:02d}",
                "minute": f"{when.minute:02d}",
                "weekday": getattr(self.words, f"weekday_{when.weekday()}"),
                "day": vi.day_in_words(when.day),
                "month": f"{when.month:02d}" if figures else vi.month_in_words(when.month),
                "year": str(when.year),
            }
        )


def load_words(text: str) -> PaperWords:
    """The words written in a TOML text; UserProblem names every place that is wrong."""
    found = checked(text, PaperWords)
    notes = Places(text)
    for name in Words.__struct_fields__:
        for problem in wrong_holes(name, getattr(found.words, name), _HOLES.get(name, frozenset())):
            notes.add(("words", name), f"{problem.code}_at", **problem.values)
    for place, dated in enumerate(found.motto):
        if len(dated.lines) != 2:
            notes.add(("motto", place), "form.motto_lines_at", have=str(len(dated.lines)))
    for place, dated in enumerate(found.office):
        for problem in wrong_holes("office", "\n".join(dated.lines), frozenset({"unit"})):
            notes.add(("office", place), f"{problem.code}_at", **problem.values)
        if len(dated.lines) != 1:
            notes.add(("office", place), "form.one_line_at", have=str(len(dated.lines)))
    for name in ("motto", "office"):
        if not getattr(found, name):
            notes.add((name,), "form.none_at", name=name)
    notes.give_up_if_any()
    return found
