"""What a first run remembers between two sittings: where one was and what was typed, no secret.

It lies in the desk's folder beside the database to come. PINs and the recovery key are never in
it; the names of the officers leave it as soon as the encrypted database holds them.
"""

from __future__ import annotations

import contextlib
from enum import IntEnum
from pathlib import Path

import msgspec

from desk_app.core.desk_settings import RatingScreen
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.officer import Role
from desk_app.core.problems import Problem
from desk_app.services.changes import Changes
from desk_app.services.settings import change_settings, desk_settings_of
from desk_app.store.writer import Tx
from desk_app.vault.files import parts_of, read_limited, write_whole

FILE_NAME = "first-run.json"


class Step(IntEnum):
    """The six steps, in their order."""

    PLACE = 1
    PEOPLE = 2
    DEVICES = 3
    KEY = 4
    PROVINCE = 5
    PRACTICE = 6


class FirstPerson(msgspec.Struct, frozen=True):
    """An officer to be: who and in which role, without the PIN."""

    name: str
    role: Role


class FirstRun(msgspec.Struct, frozen=True, kw_only=True):
    """Where one is and what was chosen.

    later: steps put off; sheet: the number of a recovery sheet that was handed out and never
    confirmed, so it opens nothing; making: the desk is being made at this moment.
    """

    step: Step = Step.PLACE
    unit: str = ""
    desk: str = ""
    people: tuple[FirstPerson, ...] = ()
    later: tuple[Step, ...] = ()
    printer: str = ""
    scanner_port: str = ""
    rating_screen: RatingScreen | None = None
    sheet: str = ""
    making: bool = False


def load(home: Path) -> FirstRun | None:
    """The first run that was begun in this folder; None when none was, or it cannot be read."""
    try:
        return msgspec.json.decode(read_limited(home / FILE_NAME), type=FirstRun)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        # What was typed can be typed again: a damaged note must not keep anybody from the desk.
        return None


def keep(home: Path, state: FirstRun) -> None:
    """Write it down, on the disk when this returns; EnvironmentProblem when the disk refuses."""
    try:
        write_whole(home / FILE_NAME, msgspec.json.encode(state))
    except OSError as error:
        values = {"folder": str(home)}
        raise EnvironmentProblem(Problem("first_run.not_kept", values=values)) from error


def forget(home: Path) -> None:
    """The first run is over: nothing of it is left in the folder, nor of a write cut off."""
    with contextlib.suppress(OSError):
        for left in (home / FILE_NAME, *parts_of(home / FILE_NAME)):
            left.unlink(missing_ok=True)


def take_choices(tx: Tx, state: FirstRun) -> Changes:
    """What was chosen for the devices of this machine becomes settings of the desk."""
    settings = desk_settings_of(tx.connection)
    if state.rating_screen is not None:
        settings = msgspec.structs.replace(settings, rating_screen=state.rating_screen)
    if state.scanner_port:
        settings = msgspec.structs.replace(settings, scanner_port=state.scanner_port)
    return change_settings(tx, settings)
