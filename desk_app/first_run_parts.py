"""The desk of a first run: wherever it was cut off, there is no desk yet or a whole one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from desk_app import homes, parts
from desk_app.core.errors import EnvironmentProblem
from desk_app.services import first_run
from desk_app.services.first_desk import FirstKey, check_people
from desk_app.services.first_run import FirstRun, Step
from desk_app.services.officers import NewOfficer
from desk_app.vault import vault


def first_run_of(home: Path) -> FirstRun | None:
    """The unfinished first run of this folder, mended when it was cut off; None when there is none.

    Whatever moment the program ended at: there is no desk and one goes on where one was, or there
    is a whole desk with its officers and a confirmed recovery key and the last steps are left.
    """
    state = first_run.load(home)
    if state is None:
        return None
    if homes.exists(home):
        if state.making:
            state = msgspec.structs.replace(state, making=False, people=(), step=Step.PROVINCE)
            first_run.keep(home, state)
        elif state.step <= Step.KEY:
            # The desk was made on another way meanwhile, whole and with its own recovery key.
            first_run.forget(home)
            return None
    elif state.making:
        # The key file is of a database that never came to be.
        if any((home / name).exists() for name in vault.KEY_FILE_NAMES):
            vault.discard(home)
        state = msgspec.structs.replace(state, making=False)
        first_run.keep(home, state)
    return state


def create_first_desk(
    home: Path, state: FirstRun, key: FirstKey, people: Sequence[NewOfficer]
) -> FirstRun:
    """Make the desk of a first run; what is left of the first run afterwards.

    Cut off at any moment, `first_run_of` finds either no desk or a whole one.
    """
    check_people(people)
    first_run.keep(home, msgspec.structs.replace(state, making=True))
    try:
        parts.create_desk(
            home, state.unit, state.desk, practice=False, recovery=key.key, people=people
        )
    except BaseException:
        with suppress(EnvironmentProblem):
            first_run.keep(home, msgspec.structs.replace(state, making=False))
        raise
    done = msgspec.structs.replace(
        state, making=False, people=(), sheet=key.number, step=Step.PROVINCE
    )
    first_run.keep(home, done)
    return done


def finish_first_run(desk: parts.Desk, state: FirstRun) -> None:
    """The desk takes over what was chosen, and nothing is left of its first run."""
    desk.store.writer.run(lambda tx: first_run.take_choices(tx, state))
    first_run.forget(desk.home)
