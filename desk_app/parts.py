"""The parts list: how a desk is made and opened, with every real thing it needs.

Only the window (app.py) and the command line (cli) use it; everybody below is given what it needs.
"""

from __future__ import annotations

import os
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import resources
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.clock import Instant, Millis, day_of
from desk_app.core.criteria import CriteriaSet
from desk_app.core.criteria_file import load_criteria
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.texts import Texts, load_texts
from desk_app.core.units import Unit, Units
from desk_app.core.units_file import load_units
from desk_app.services.open_new_desk import check_desk_name, open_new_desk
from desk_app.store import database
from desk_app.store.faults import translating
from desk_app.store.lock import DatabaseLock
from desk_app.store.sqlite import Connection
from desk_app.store.store import Store
from desk_app.vault import vault
from desk_app.vault.recovery import RecoveryKey

LANGUAGES = ("vi", "en")
DEFAULT_CRITERIA = "bacgiang_2023"
# The ward of the first pilots; a practice desk has to be somewhere.
PRACTICE_UNIT = "07210"
PRACTICE_DESK_NAME = "Quầy thực hành"

_BOOT_FILE = Path("/proc/sys/kernel/random/boot_id")


def boot_id() -> str:
    """Which start of the machine this is; where it cannot be known, which start of the program."""
    try:
        return _BOOT_FILE.read_text(encoding="ascii").strip()
    except OSError:
        return str(uuid.uuid4())


_BOOT = boot_id()


def system_clock() -> Instant:
    """The machine's clocks now."""
    return Instant(Millis(time.time_ns() // 1_000_000), time.monotonic_ns() // 1_000_000, _BOOT)


def default_home() -> Path:
    """Where the desk of this user lives when nobody says otherwise."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
        return base / "MotCua" / "practice"
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "mot-cua" / "practice"


@cache
def texts(language: str) -> Texts:
    """All sentences of a language."""
    folder = f"texts/{language}.d"
    return load_texts(resources.read_text(f"{folder}/{name}") for name in resources.names(folder))


@cache
def catalogue() -> Catalogue:
    """The procedures shipped with the program."""
    return load_catalogue(resources.read_text("procedures/catalogue.csv"))


@cache
def units() -> Units:
    """Provinces and communes, and what became of the old ones."""
    return load_units(
        resources.read_text("units/units.csv"), resources.read_text("units/history.csv")
    )


@cache
def criteria(identity: str = DEFAULT_CRITERIA) -> CriteriaSet:
    """A shipped criteria set; UserProblem names those there are."""
    known = [name.removesuffix(".toml") for name in resources.names("criteria")]
    if identity not in known:
        values = {"set": identity, "known": ", ".join(known)}
        raise UserProblem(Problem("criteria.unknown_set", "set", values))
    return load_criteria(resources.read_text(f"criteria/{identity}.toml"))


def find_unit(code: str, on: date) -> Unit:
    """The commune with this code on that day; UserProblem when our records hold none."""
    found = units().find(code, on) if len(code) == 5 else None
    if found is None:
        raise UserProblem(Problem("desk.unit_unknown", "unit", {"unit": code}))
    return found


def exists(home: Path) -> bool:
    """Whether a desk lives in this folder."""
    return (home / database.FILE_NAME).exists()


def create_desk(
    home: Path,
    unit: str,
    name: str,
    practice: bool,
    hand_out: Callable[[RecoveryKey], None] = lambda key: None,
) -> RecoveryKey:
    """Make a new desk; the recovery key exists only in what is handed out and returned.

    `hand_out` is called before the desk is there: when it raises, and when anything else fails,
    nothing is left behind, folders included.
    """
    check_desk_name(name)
    now = system_clock()
    find_unit(unit, day_of(now.wall))

    def first(connection: Connection) -> None:
        open_new_desk(connection, unit, name, practice, now, os.urandom)

    made: list[Path] = []
    try:
        with translating():
            _make_folder(home, made)
        # Two programs making the same desk would pair one's key with the other's database.
        with DatabaseLock(home / database.FILE_NAME).alone():
            try:
                key, recovery = vault.create(home, practice, os.urandom)
                try:
                    hand_out(recovery)
                    database.create(home / database.FILE_NAME, key, first)
                except BaseException:
                    if not exists(home):
                        vault.discard(home)
                    raise
            finally:
                if made and not exists(home):
                    with suppress(OSError):
                        DatabaseLock(home / database.FILE_NAME).remove()
    except BaseException:
        with suppress(OSError):
            for folder in made:
                folder.rmdir()
        raise
    return recovery


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder with those above it, and note the new ones in `made`, the deepest first."""
    if not folder.is_dir():
        _make_folder(folder.parent, made)
        folder.mkdir(mode=0o700)
        made.insert(0, folder)


class Desk:
    """An opened desk; `notes` are sentences about how its key was found."""

    def __init__(self, home: Path, key: bytes, notes: tuple[Problem, ...]) -> None:
        self.home = home
        self.key = key
        self.notes = notes
        self.store = Store(home, key, system_clock)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The procedures shipped with the program."""
        return catalogue()

    @cached_property
    def unit(self) -> Unit:
        """The commune of this desk, under the name it has today."""
        return find_unit(self.store.desk.unit, day_of(system_clock().wall))

    def find_procedure(self, code: str) -> str | None:
        """The code of a procedure as it is kept; None when the catalogue has none."""
        found = self.catalogue.find(code)
        return None if found is None else found.code


@contextmanager
def open_desk(home: Path, recovery_key: str | None = None) -> Iterator[Desk]:
    """The desk in `home`, closed again at the end; raises what vault and store say in words."""
    if not exists(home):
        raise UserProblem(Problem("desk.none", "home", {"home": str(home)}))
    key = vault.unlock(home, recovery_key)
    with opened(home, key.value, key.notes) as desk:
        yield desk


@contextmanager
def opened(home: Path, key: bytes, notes: tuple[Problem, ...] = ()) -> Iterator[Desk]:
    """`open_desk` for whoever has the key already."""
    desk = Desk(home, key, notes)
    try:
        yield desk
    finally:
        desk.store.close()
