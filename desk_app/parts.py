"""The parts list: how a desk is made and opened, with every real thing it needs.

Only the window (app, window_parts) and the command line (cli) use it, and what a first run makes
(first_run_parts); everybody below is given what it needs.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import resources
from desk_app import homes
from desk_app.attachments.keep import FOLDER_NAME, Keep
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.clock import Clock, Instant, Millis, day_of
from desk_app.core.criteria import CriteriaSet
from desk_app.core.criteria_file import load_criteria
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.texts import Texts, load_texts
from desk_app.core.units import Unit, Units
from desk_app.core.units_file import load_units
from desk_app.services import packages
from desk_app.services.attach_evidence import sweep_evidence
from desk_app.services.catalogue import catalogue as desk_catalogue
from desk_app.services.changes import Changes
from desk_app.services.criteria_versions import CriteriaVersions, criteria_versions
from desk_app.services.enrol_by_line import Send
from desk_app.services.first_desk import write_first_officers
from desk_app.services.know_again import know_again, remember
from desk_app.services.officers import NewOfficer
from desk_app.services.open_new_desk import check_desk_name, open_new_desk
from desk_app.store import database
from desk_app.store.faults import translating
from desk_app.store.incarnation import Incarnation
from desk_app.store.lock import DatabaseLock
from desk_app.store.sqlite import Connection
from desk_app.store.store import Reader, Store
from desk_app.vault import vault
from desk_app.vault.recovery import RecoveryKey
from desk_app.vault.vault import DatabaseKey
from sync.protocol.six_words import parse_words

if TYPE_CHECKING:
    from sync.client.cycle import Extra

LANGUAGES = ("vi", "en")
DEFAULT_CRITERIA = "bacgiang_2023"
# The ward of the first pilots; a practice desk has to be somewhere.
PRACTICE_UNIT = "07210"
PRACTICE_DESK_NAME = "Quầy thực hành"
# How long a slow line may take over pairing, while somebody sits and waits.
PAIRING_SECONDS = 30.0

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
    """A shipped criteria set; UserProblem names those there are. `Desk.criteria` for a desk's."""
    known = [name.removesuffix(".toml") for name in resources.names("criteria")]
    if identity not in known:
        values = {"set": identity, "known": ", ".join(known)}
        raise UserProblem(Problem("criteria.unknown_set", "set", values))
    return load_criteria(resources.read_text(f"criteria/{identity}.toml"))


@cache
def six_words() -> tuple[str, ...]:
    """The words that two people read to each other when a desk is paired."""
    return parse_words(resources.read_text("words/six_words.txt"))


class PairingLine:
    """The line to a province for one question; `cancel` cuts it off, from any thread."""

    def __init__(self) -> None:
        self._cut: Callable[[], None] = lambda: None

    @contextmanager
    def open(self, url: str, proxy: str, pinned: str) -> Iterator[Send]:
        """The line, closed at the end."""
        from sync.client.transport import (  # noqa: PLC0415 - start-up time: few starts pair a desk
            BadAddress,
            Transport,
        )

        try:
            line = Transport(url, proxy=proxy, pinned=pinned)
        except BadAddress as bad:
            raise UserProblem(bad.problem) from bad
        self._cut = line.cancel
        try:
            yield lambda request: line.send(request, PAIRING_SECONDS)
        finally:
            self._cut = lambda: None
            line.close()

    def cancel(self) -> None:
        """Let the question under way end now."""
        self._cut()


def find_unit(code: str, on: date) -> Unit:
    """The commune with this code on that day; UserProblem when our records hold none."""
    found = units().find(code, on) if len(code) == 5 else None
    if found is None:
        raise UserProblem(Problem("desk.unit_unknown", "unit", {"unit": code}))
    return found


def create_desk(
    home: Path,
    unit: str,
    name: str,
    practice: bool,
    hand_out: Callable[[RecoveryKey], None] = lambda key: None,
    *,
    recovery: RecoveryKey | None = None,
    people: Sequence[NewOfficer] = (),
) -> RecoveryKey:
    """Make a new desk; the recovery key exists only in what is handed out and returned.

    `hand_out` is called before the desk is there: when it raises, and when anything else fails,
    nothing is left behind, folders included. recovery: a key that was handed out already;
    people: officers who are there from the first moment.
    """
    check_desk_name(name)
    now = system_clock()
    find_unit(unit, day_of(now.wall))

    def first(connection: Connection) -> None:
        desk = open_new_desk(connection, unit, name, practice, now, os.urandom)
        if people:
            write_first_officers(connection, desk, now, os.urandom, people)

    made: list[Path] = []
    try:
        with translating():
            _make_folder(home, made)
        # Two programs making the same desk would pair one's key with the other's database.
        with DatabaseLock(home / database.FILE_NAME).alone():
            try:
                key, handed_out = vault.create(home, practice, os.urandom, recovery=recovery)
                try:
                    hand_out(handed_out)
                    database.create(home / database.FILE_NAME, key, first)
                except BaseException:
                    if not homes.exists(home):
                        vault.discard(home)
                    raise
            finally:
                if made and not homes.exists(home):
                    with suppress(OSError):
                        DatabaseLock(home / database.FILE_NAME).remove()
    except BaseException:
        with suppress(OSError):
            for folder in made:
                folder.rmdir()
        raise
    return handed_out


def create_practice_desk(home: Path) -> None:
    """The practice desk in this folder, made when there is none; nothing is asked."""
    if not homes.exists(home):
        create_desk(home, PRACTICE_UNIT, PRACTICE_DESK_NAME, practice=True)


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
        try:
            self._memory = Incarnation(
                homes.memory_folder(), self.store.desk.desk, home, homes.machine_id()
            )
            self.notes += know_again(self.store, self._memory)
            # Before anybody asks what holds, and never inside a change: this writes itself.
            with suppress(EnvironmentProblem):
                packages.bring_into_force(self.store)
        except BaseException:
            self.store.close()
            raise
        self.keep = Keep(home / FOLDER_NAME, key)

    def remember(self) -> None:
        """Note outside the home how far this desk has come: after a sync, and at the end."""
        remember(self.store, self._memory)

    def attachments(
        self,
        clock: Clock = system_clock,
        changed: Callable[[Changes], None] = lambda changes: None,
    ) -> tuple[Callable[[Reader], int], Extra]:
        """How many attachments wait for the province, and the part of a sync that moves them."""
        # Few commands need the line: what it is made of is loaded with the first that does.
        from desk_app.services.send_attachments import (  # noqa: PLC0415
            AttachmentFiles,
            count_waiting,
        )
        from sync.client.attachments import Attachments  # noqa: PLC0415

        files = AttachmentFiles(self.store, self.keep, clock, changed)
        return partial(count_waiting, keep=self.keep), Attachments(files)

    def tidy(self) -> None:
        """Delete, when nobody else writes, attached files that no op ever came to name."""
        self.store.writer.submit(lambda tx: sweep_evidence(tx, self.keep), background=True)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The procedures as they read today: the shipped ones, and what imports put over them."""
        with self.store.reader() as reader:
            return desk_catalogue(reader, catalogue()).on(day_of(system_clock().wall))

    @property
    def unit(self) -> Unit:
        """The commune of this desk, under the name it has today."""
        today = day_of(system_clock().wall)
        with self.store.reader() as reader:
            published = packages.units_on(reader.connection, today)
        code = self.store.desk.unit
        found = None if published is None else published.find(code, today)
        return found or find_unit(code, today)

    def criteria(self, identity: str | None = None) -> CriteriaVersions:
        """The criteria sets this desk can count by; identity: those called so alone."""
        shipped = criteria()
        with self.store.reader() as reader:
            versions = criteria_versions(reader, shipped)
        if identity is None:
            return versions
        named = tuple(one for one in versions.published if one[1].id == identity)
        if identity == versions.shipped.id:
            return CriteriaVersions(versions.shipped, named)
        return CriteriaVersions(named[0][1] if named else criteria(identity), named)

    def forms(self) -> dict[str, str]:
        """The texts of the forms that the province published, by name."""
        with self.store.reader() as reader:
            return packages.forms_in_force(reader.connection)

    def find_procedure(self, code: str) -> str | None:
        """The code of a procedure as it is kept; None when the catalogue has none."""
        found = self.catalogue.find(code)
        return None if found is None else found.code


def unlock(home: Path, recovery_key: str | None = None) -> DatabaseKey:
    """The key of the desk in `home`, by the keyring or by its recovery key."""
    if not homes.exists(home):
        raise UserProblem(Problem("desk.none", "home", {"home": str(home)}))
    return vault.unlock(home, recovery_key)


@contextmanager
def open_desk(home: Path, recovery_key: str | None = None) -> Iterator[Desk]:
    """The desk in `home`, closed again at the end; raises what vault and store say in words."""
    key = unlock(home, recovery_key)
    with opened(home, key.value, key.notes) as desk:
        yield desk


@contextmanager
def opened(home: Path, key: bytes, notes: tuple[Problem, ...] = ()) -> Iterator[Desk]:
    """`open_desk` for whoever has the key already."""
    desk = Desk(home, key, notes)
    try:
        yield desk
    finally:
        try:
            desk.remember()
        finally:
            desk.store.close()
