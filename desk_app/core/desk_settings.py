"""The settings of a desk: what may be chosen, within which bounds, and what holds otherwise."""

from __future__ import annotations

import re
from typing import Literal, get_args

import msgspec

from desk_app.core.problems import Problem
from desk_app.core.text import clean

RatingScreen = Literal["second", "turned", "off"]
RATING_SCREENS: tuple[RatingScreen, ...] = get_args(RatingScreen)

# Bounds: least, most. Blanking and locking: 0 switches them off.
MINUTES = (0, 120)
SECONDS = (8, 120)
_PREFIX = re.compile(r"[A-Z]{0,3}\Z")
_PORT_LIMIT = 120


class DeskSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What an administrator may choose on this machine; never in the log, never about a person.

    blank_minutes, lock_minutes: idle time until names are covered and until the window locks;
    rating_screen: where citizens rate; rating_seconds: how long an untouched window waits;
    citizen_screen: the name of the citizen's screen, "" for any other than the officer's;
    tickets, ticket_prefix: numbers of the waiting list; scanner_port: a serial scanner's device.
    """

    blank_minutes: int = 2
    lock_minutes: int = 10
    rating_screen: RatingScreen = "second"
    rating_seconds: int = 20
    citizen_screen: str = ""
    tickets: bool = True
    ticket_prefix: str = "A"
    scanner_port: str = ""


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
    if settings.rating_screen not in RATING_SCREENS:
        have = clean(settings.rating_screen)
        problems.append(Problem("settings.choice", "rating_screen", {"have": have}))
    if _PREFIX.match(settings.ticket_prefix) is None:
        have = clean(settings.ticket_prefix)
        problems.append(Problem("settings.ticket_prefix", "ticket_prefix", {"have": have}))
    for field in ("scanner_port", "citizen_screen"):
        value = getattr(settings, field)
        if len(value) > _PORT_LIMIT or clean(value) != value:
            problems.append(Problem("settings.device", field, {"have": clean(value)[:40]}))
    return tuple(problems)
