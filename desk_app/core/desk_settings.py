"""The settings of a desk: what may be chosen, within which bounds, and what holds otherwise."""

from __future__ import annotations

import re
from typing import Literal, get_args

import msgspec

from desk_app.core.apology import USUAL_DAYS, USUAL_EXTENSIONS
from desk_app.core.case_ops import ClockPolicy, CountStart
from desk_app.core.case_paper import SLIP_SIZES, SlipSize
from desk_app.core.clock_rules import RULES_LIMIT, read_clock_rules
from desk_app.core.office_hours import USUAL_HOURS, read_hours
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from desk_app.core.workdays import OutsideHours

RatingScreen = Literal["second", "turned", "off"]
RATING_SCREENS: tuple[RatingScreen, ...] = get_args(RatingScreen)

# Bounds: least, most. Blanking and locking: 0 switches them off.
MINUTES = (0, 120)
SECONDS = (8, 120)
APOLOGY_DAYS = (0, 10)
EXTENSIONS = (0, 9)
MEGABYTES = (0, 100_000)
COUNT_STARTS: tuple[CountStart, ...] = get_args(CountStart)
OUTSIDE_HOURS: tuple[OutsideHours, ...] = get_args(OutsideHours)
CLOCKS: tuple[ClockPolicy, ...] = get_args(ClockPolicy)
_PREFIX = re.compile(r"[A-Z]{0,3}\Z")
_PORT_LIMIT = 120
_FOLDER_LIMIT = 400
_PHONE_LIMIT = 60

_CHOICES: dict[str, tuple[str, ...]] = {
    "rating_screen": RATING_SCREENS,
    "count_from": COUNT_STARTS,
    "outside_hours": OUTSIDE_HOURS,
    "clock": CLOCKS,
    "slip_size": SLIP_SIZES,
}


class DeskSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What an administrator may choose on this machine; never in the log, never about a person.

    blank_minutes, lock_minutes: idle time until names are covered and until the window locks;
    rating_screen: where citizens rate; rating_seconds: how long an untouched window waits;
    citizen_screen: the name of the citizen's screen, "" for any other than the officer's;
    tickets, ticket_prefix: numbers of the waiting list; scanner_port: a serial scanner's device.
    opening_hours: when the office works on a working day (core.office_hours); count_from,
    outside_hours: how limits are counted (core.workdays); clock, clock_rules: what the wait for a
    supplement does to the clock, as a rule and by field (core.clock_rules); apology_days: how many
    working days before the due moment an apology is offered; max_extensions: how often without a
    warning; watch_folder: where a scanner puts its files, "" for nowhere.
    slip_size: how slips of receipt stand on paper; slip_heading: whether they are headed as papers
    for while the provincial system is down; office_phone: the number that papers ask to call.
    attachment_megabytes: how much of attachments may go over the line in a day, 0 for no limit;
    attachments_after_hours: they wait until the office is closed; attachments_fetched: files that
    other desks attached come by themselves, not only when somebody opens them.
    """

    blank_minutes: int = 2
    lock_minutes: int = 10
    rating_screen: RatingScreen = "second"
    rating_seconds: int = 20
    citizen_screen: str = ""
    tickets: bool = True
    ticket_prefix: str = "A"
    scanner_port: str = ""
    opening_hours: str = USUAL_HOURS
    count_from: CountStart = "next_working_day"
    outside_hours: OutsideHours = "own_day"
    clock: ClockPolicy = "pause"
    clock_rules: str = ""
    apology_days: int = USUAL_DAYS
    max_extensions: int = USUAL_EXTENSIONS
    watch_folder: str = ""
    slip_size: SlipSize = "a5_pair"
    slip_heading: bool = True
    office_phone: str = ""
    attachment_megabytes: int = 0
    attachments_after_hours: bool = False
    attachments_fetched: bool = False


def check_settings(settings: DeskSettings) -> tuple[Problem, ...]:
    """What a person must change before these settings can be kept, field by field."""
    problems: list[Problem] = []

    def within(field: str, value: int, bounds: tuple[int, int]) -> None:
        if not bounds[0] <= value <= bounds[1]:
            values = {"have": str(value), "least": str(bounds[0]), "most": str(bounds[1])}
            problems.append(Problem("settings.range", field, values))

    within("blank_minutes", settings.blank_minutes, MINUTES)
    within("lock_minutes", settings.lock_minutes, MINUTES)
    within("rating_seconds", settings.rating_seconds, SECONDS)
    within("apology_days", settings.apology_days, APOLOGY_DAYS)
    within("max_extensions", settings.max_extensions, EXTENSIONS)
    within("attachment_megabytes", settings.attachment_megabytes, MEGABYTES)
    for field, known in _CHOICES.items():
        if getattr(settings, field) not in known:
            have = clean(getattr(settings, field))
            problems.append(Problem("settings.choice", field, {"have": have}))
    if read_hours(settings.opening_hours) is None:
        have = clean(settings.opening_hours)[:60]
        problems.append(Problem("settings.hours", "opening_hours", {"have": have}))
    rules = read_clock_rules(settings.clock_rules)
    if len(settings.clock_rules) > RULES_LIMIT:
        values = {"have": str(len(settings.clock_rules)), "limit": str(RULES_LIMIT)}
        problems.append(Problem("visit.too_long", "clock_rules", values))
    elif isinstance(rules, Problem):
        problems.append(rules)
    if _PREFIX.match(settings.ticket_prefix) is None:
        have = clean(settings.ticket_prefix)
        problems.append(Problem("settings.ticket_prefix", "ticket_prefix", {"have": have}))
    if len(settings.watch_folder) > _FOLDER_LIMIT or clean(settings.watch_folder) != (
        settings.watch_folder
    ):
        problems.append(Problem("settings.folder", "watch_folder"))
    if len(settings.office_phone) > _PHONE_LIMIT or clean(settings.office_phone) != (
        settings.office_phone
    ):
        values = {"have": str(len(settings.office_phone)), "limit": str(_PHONE_LIMIT)}
        problems.append(Problem("visit.too_long", "office_phone", values))
    for field in ("scanner_port", "citizen_screen"):
        value = getattr(settings, field)
        if len(value) > _PORT_LIMIT or clean(value) != value:
            problems.append(Problem("settings.device", field, {"have": clean(value)[:40]}))
    return tuple(problems)
