"""Years of visits at one desk, drawn from the published mix: the same seed gives the same years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

import msgspec

from desk_app.core.clock import Millis, local, start_of
from desk_app.core.payloads import LateCode
from desk_app.core.procedure import Catalogue
from desk_app.core.simulation_data import Late, SimulationData
from desk_app.core.simulation_days import MINUTE, SECOND, Attendance, WorkingDays
from desk_app.core.simulation_people import Place
from desk_app.core.simulation_visit import Amendment, Desk, Menu, RatingAsked
from desk_app.core.visit import VisitForm

_OPENING, _CLOSING, _LAST_ENTRY = 450 * MINUTE, 1020 * MINUTE, 1050 * MINUTE
_END_OF_DAY = 1005 * MINUTE  # 16:45, when what was left is written down
_SECONDS_A_LATE_ENTRY = 40


class SimulationParameters(msgspec.Struct, frozen=True, kw_only=True):
    """What to simulate: `days` working days up to `last_day`, about `visits_per_day` on each.

    Nothing is recorded after `until`.
    """

    last_day: date
    days: int
    visits_per_day: float
    place: Place
    officers: int = 3
    until: Millis | None = None


class SimulatedVisit(msgspec.Struct, frozen=True, kw_only=True):
    """One visit and what follows it.

    form: as typed when it was recorded; officer: which of the desk's officers, from 0;
    amended_at: when the amendment is made.
    """

    form: VisitForm
    act: Millis
    recorded: Millis
    officer: int
    rating: RatingAsked | None = None
    amendment: Amendment | None = None
    amended_at: Millis | None = None


class _Entry(msgspec.Struct, frozen=True):
    """When a visit happened and when it is written down, and why so late."""

    recorded: Millis
    act: Millis
    late: LateCode | None = None


def simulate(
    parameters: SimulationParameters, catalogue: Catalogue, data: SimulationData, rng: Random
) -> Iterator[SimulatedVisit]:
    """The visits in the order in which they are recorded, one after the other, never all at once.

    UserProblem when the mix asks for a procedure that the catalogue lacks.
    """
    menu = Menu(data, catalogue)
    desk = Desk(data, parameters.place, rng)
    attendance = Attendance(data.mix, parameters.visits_per_day)
    days = list(WorkingDays(data.days_off).ending(parameters.last_day, parameters.days))
    overnight: list[_Entry] = []
    for number, day in enumerate(days):
        moments = attendance.moments(day, days[number - 1] if number else None, rng)
        entries, overnight = _entries(day, moments, overnight, data.mix.late, rng)
        if number == len(days) - 1:
            overnight = []  # nobody writes them down any more
        draw = menu.on(day)
        amendments = data.mix.amendments
        for entry in entries:
            if parameters.until is not None and entry.recorded > parameters.until:
                return
            form = desk.form(day, draw)
            if entry.late is not None:
                form = _late_form(form, entry, data.mix.late, rng)
            rating = desk.rating(form, entry.recorded, seen=entry.late is None)
            answered = rating is not None and rating.rating.answer is not None
            amendment = desk.amendment(form, draw, answered=answered)
            amended_at = None
            if amendment is not None:
                later = days[number + 1] if number + 1 < len(days) else day
                next_day = later > day and rng.random() < amendments.next_day
                amended_at = _amended_at(entry.recorded, later if next_day else None, rng)
            yield SimulatedVisit(
                form=form,
                act=entry.act,
                recorded=entry.recorded,
                officer=int(rng.random() * parameters.officers),
                rating=rating,
                amendment=amendment,
                amended_at=amended_at,
            )


def _entries(
    day: date, moments: list[Millis], overnight: list[_Entry], late: Late, rng: Random
) -> tuple[list[_Entry], list[_Entry]]:
    """The day's entries in the order of recording, and those left for the next morning."""
    midnight = start_of(day)
    morning = midnight + _OPENING
    entries = [
        _Entry(Millis(morning + index * _SECONDS_A_LATE_ENTRY * SECOND), entry.act, entry.late)
        for index, entry in enumerate(overnight)
    ]
    left: list[_Entry] = []
    cut_from, cut_to = _power_cut(midnight, late, rng)
    waiting = 0
    for act in moments:
        if cut_from <= act < cut_to:
            recorded = Millis(cut_to + waiting * _SECONDS_A_LATE_ENTRY * SECOND)
            waiting += 1
            entry = _Entry(recorded, act, "power")
            (entries if recorded < midnight + _LAST_ENTRY else left).append(entry)
            continue
        chance = rng.random()
        if chance < late.outside:
            left.append(_Entry(act, act, "outside"))
        elif chance < late.outside + late.busy and act < midnight + _END_OF_DAY:
            minutes = int(rng.random() * 25)
            entries.append(_Entry(Millis(midnight + _END_OF_DAY + minutes * MINUTE), act, "busy"))
        else:
            entries.append(_Entry(act, act))
    entries.sort(key=lambda entry: (entry.recorded, entry.act))
    return entries, left


def _power_cut(midnight: Millis, late: Late, rng: Random) -> tuple[int, int]:
    if rng.random() >= late.power_cut:
        return 0, 0
    shortest, longest = late.cut_minutes
    start = midnight + _OPENING + int(rng.random() * (_CLOSING - _OPENING) / MINUTE) * MINUTE
    return start, start + (shortest + int(rng.random() * (longest - shortest))) * MINUTE


def _late_form(form: VisitForm, entry: _Entry, late: Late, rng: Random) -> VisitForm:
    assert entry.late in ("power", "busy", "outside")
    notes = late.notes[entry.late]
    return msgspec.structs.replace(
        form,
        at=f"{local(entry.act):%d/%m/%Y %H:%M:%S}",
        late_reason=entry.late,
        late_note=notes[int(rng.random() * len(notes))],
    )


def _amended_at(recorded: Millis, next_day: date | None, rng: Random) -> Millis:
    if next_day is not None:
        return Millis(start_of(next_day) + _OPENING + int(rng.random() * 90) * MINUTE)
    return Millis(recorded + (2 + int(rng.random() * 40)) * MINUTE)
