"""The province's folder: where its database, keys and attachments lie, and the file of its keys.

The keys are one small file beside the database, mode 600 in a folder of mode 700: a copy of the
database alone signs nothing. Both belong into the province's backup.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from sync.protocol import base64url
from sync.protocol.age_identity import recipient_of
from sync.protocol.keys import SEED_LENGTH, ProvinceKeys
from sync.server.settings import StoreKind

KEYS_FILE = "province.keys"
BLOBS_FOLDER = "blobs"
_LARGEST = 4096


class KeysFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the file holds. store: where the database was made, so that it is never another."""

    format: Literal[1] = 1
    practice: bool
    store: StoreKind
    signing: str
    age: str

    def __repr__(self) -> str:  # no log line may ever hold a key
        return "KeysFile(…)"


class Home(msgspec.Struct, frozen=True, kw_only=True):
    """An existing home, its keys read."""

    folder: Path
    practice: bool
    store: StoreKind
    keys: ProvinceKeys

    @property
    def blobs(self) -> Path:
        """Where attachments lie."""
        return self.folder / BLOBS_FOLDER


def make_home(folder: Path, keys: ProvinceKeys, *, practice: bool, store: StoreKind) -> None:
    """Make the folder and its keys; UserProblem when a province lives there already."""
    file = folder / KEYS_FILE
    values = {"home": str(folder)}
    if folder.exists() and not folder.is_dir():
        raise UserProblem(Problem("province.home_no_folder", "home", values))
    if file.exists():
        raise UserProblem(Problem("province.already_there", "home", values))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = KeysFile(
        practice=practice, store=store, signing=base64url.encode(keys.signing), age=keys.age
    )
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UserProblem(Problem("province.already_there", "home", values)) from None
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(msgspec.json.encode(content) + b"\n")
            written.flush()
            os.fsync(written.fileno())
        _sync_folder(folder)
    except BaseException:
        with suppress(OSError):
            file.unlink()
        raise


def open_home(folder: Path) -> Home:
    """The home and its keys.

    UserProblem when there is no province or others may read its keys; EnvironmentProblem when the
    file of the keys is damaged.
    """
    file = folder / KEYS_FILE
    values = {"file": str(file), "home": str(folder)}
    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            content = opened.read(_LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        raise UserProblem(Problem("province.none", "home", values)) from None
    if os.name != "nt" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UserProblem(Problem("province.keys_open", values=values))
    try:
        read = msgspec.json.decode(content, type=KeysFile)
        signing = base64url.decode(read.signing, SEED_LENGTH)
        recipient_of(read.age)
    except Exception:
        # pyrage raises its own kinds; whatever it is, these are no keys, and no part is told.
        raise EnvironmentProblem(Problem("province.keys_damaged", values=values)) from None
    if signing is None:
        raise EnvironmentProblem(Problem("province.keys_damaged", values=values))
    keys = ProvinceKeys(signing=signing, age=read.age)
    return Home(folder=folder, practice=read.practice, store=read.store, keys=keys)


def unmake_home(folder: Path) -> None:
    """Take back what `make_home` made, after its database could not be made."""
    with suppress(OSError):
        (folder / KEYS_FILE).unlink()
    with suppress(OSError):
        folder.rmdir()


def _sync_folder(folder: Path) -> None:
    """Make a new name durable; Windows knows no such call."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
