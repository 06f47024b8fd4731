"""What the simulator knows: names, what people come for, days off; read from TOML texts."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from desk_app.core.ops import NotOffered, Outcome, Purpose

Weight = Annotated[float, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]
Weights = dict[str, Weight]
Asked = Literal["answered", "declined", "timed_out", "not_offered", "missing"]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of a data file: an unknown key is a mistake, not a comment."""


class Generation(_Part, frozen=True):
    """How people born up to a year are named."""

    male_middle: Weights
    female_middle: Weights
    male: Weights
    female: Weights
    born_until: int = 9999


class Villages(_Part, frozen=True):
    """What the parts of a ward or a commune are called."""

    kinds: list[str]
    names: list[str]


class Organisations(_Part, frozen=True):
    """How organisations are called."""

    forms: Weights
    names: list[str]


class Names(_Part, frozen=True):
    """names.toml."""

    source: str
    confidence: str
    upland_share: Share
    family: Weights
    family_upland: Weights
    generation: list[Generation]
    villages: dict[Literal["ward", "commune"], Villages]
    organisations: Organisations


class Hours(_Part, frozen=True):
    """A part of the working day in minutes, and the weight of each half hour in it."""

    start: int
    end: int
    arrivals: list[Weight]


class Citizens(_Part, frozen=True):
    """Who comes."""

    id_shown: Share
    returning: Share
    frequent: Share
    most: int
    women: Share
    phone: Share
    home_province: Share
    disabled: Share
    proxy: Share
    priority: Share
    elderly_flag: Share
    ages: list[tuple[int, int, Weight]]


class Late(_Part, frozen=True):
    """What is written down after the event, and why."""

    power_cut: Share
    cut_minutes: tuple[int, int]
    busy: Share
    outside: Share
    notes: dict[Literal["power", "busy", "outside"], list[str]]


class Amendments(_Part, frozen=True):
    """What is put right afterwards, and why."""

    corrected: Share
    voided: Share
    next_day: Share
    correct_reasons: dict[Literal["phone", "address", "procedures"], str]
    void_reasons: list[str]


class Ratings(_Part, frozen=True):
    """What becomes of the question for a rating."""

    asked: dict[Asked, Weight]
    why: dict[NotOffered, Weight]
    answers: dict[Literal["served", "turned_away"], dict[int, Weight]]


class Notes(_Part, frozen=True):
    """Remarks by outcome."""

    share: Share
    accepted: list[str]
    done: list[str]
    refused: list[str]
    supplement: list[str]
    returned: list[str]


class ProcedureShare(_Part, frozen=True):
    """How often a procedure is asked for, from which day, and by whom."""

    code: str
    weight: Weight
    certified: bool = False
    from_: date | None = msgspec.field(default=None, name="from")
    least_age: int = 0


class FieldShare(_Part, frozen=True):
    """The procedures of one field."""

    name: str
    procedures: list[ProcedureShare]


class Mix(_Part, frozen=True):
    """mix.toml."""

    source: str
    confidence: str
    weekdays: Annotated[list[Weight], Meta(min_length=7, max_length=7)]
    months: Annotated[list[Weight], Meta(min_length=12, max_length=12)]
    after_break: float
    day_spread: float
    two_procedures: Share
    organisation_share: Share
    outside_share: Share
    reference_share: Share
    purposes: dict[Purpose, Weight]
    hours: list[Hours]
    outcomes: dict[Literal["certified", "other", "online_help"], dict[Outcome, Weight]]
    citizens: Citizens
    late: Late
    amendments: Amendments
    ratings: Ratings
    notes: Notes
    field: list[FieldShare]


class CaseReasons(_Part, frozen=True):
    """What is typed as the reason of a step, and what is asked for."""

    refused: list[str]
    withdrawn: list[str]
    stopped: list[str]
    extended: list[str]
    items: list[str]


class CaseMix(_Part, frozen=True):
    """cases.toml. Keys of the tables of days are numbers of working days."""

    source: str
    confidence: str
    late: Share
    apologised: Share
    supplement: Share
    supplement_again: Share
    transferred: Share
    used_from: Share
    used_to: Share
    online_moment: Share
    specialist_fields: list[str]
    specialists: list[str]
    fate: dict[Literal["ready", "refused", "withdrawn", "stopped"], Weight]
    late_days: dict[int, Weight]
    more_days: dict[int, Weight]
    wait_days: dict[int, Weight]
    fetched_days: dict[int, Weight]
    without_limit_days: dict[int, Weight]
    hand_over: dict[Literal["person", "proxy", "post", "online"], Weight]
    reasons: CaseReasons


class YearOff(_Part, frozen=True):
    """The weekdays off and the Saturdays worked of one year."""

    year: int
    confidence: str
    source: str
    note: str
    off: list[date]
    work: list[date]


class DaysOff(_Part, frozen=True):
    """days_off.toml."""

    year: list[YearOff]


class SimulationData(msgspec.Struct, frozen=True):
    """Everything the simulator reads."""

    names: Names
    mix: Mix
    days_off: DaysOff
    cases: CaseMix


_Read = TypeVar("_Read", Names, Mix, DaysOff, CaseMix)


def load_simulation_data(names: str, mix: str, days_off: str, cases: str) -> SimulationData:
    """The four TOML texts; msgspec.ValidationError names the key that is wrong."""
    return SimulationData(
        _read(names, Names), _read(mix, Mix), _read(days_off, DaysOff), _read(cases, CaseMix)
    )


def _read(text: str, into: type[_Read]) -> _Read:
    # Keys of `answers` are levels; TOML knows only text keys, hence not strict.
    return msgspec.convert(tomllib.loads(text), into, strict=False)
