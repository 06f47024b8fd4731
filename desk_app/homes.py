"""Where the desks of this user live on this machine, and which machine it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desk_app.services import first_run
from desk_app.store.database import FILE_NAME

_MACHINE_FILE = Path("/etc/machine-id")
_MACHINE_KEY = r"SOFTWARE\Microsoft\Cryptography"


def default_home() -> Path:
    """Where the desk of this user lives when nobody says otherwise.

    Whoever began with the folder of the practice desk, and has no other, keeps it.
    """
    desk = _all_homes() / "desk"
    practice = practice_home(desk)
    began = exists(desk) or first_run.load(desk) is not None
    return practice if exists(practice) and not began else desk


def _all_homes() -> Path:
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
        return base / "MotCua"
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "mot-cua"


def memory_folder() -> Path:
    """Where this machine remembers its desks, outside of every home."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        return base / "MotCua" / "desks"
    base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "mot-cua"


def practice_home(home: Path) -> Path:
    """Where the practice desk beside this one lives."""
    if home.parent == _all_homes() and home.name == "desk":
        return home.with_name("practice")
    return home.with_name(f"{home.name}-practice")


def real_home(practice: Path) -> Path:
    """Where the desk lives whose practice desk this is, or will live when it is made."""
    if practice.name.endswith("-practice"):
        return practice.with_name(practice.name.removesuffix("-practice"))
    return _all_homes() / "desk"


def exists(home: Path) -> bool:
    """Whether a desk lives in this folder."""
    return (home / FILE_NAME).exists()


def machine_id() -> str:
    """What tells this machine from every other; "" where it cannot be known."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - of Windows only

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _MACHINE_KEY) as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""
    try:
        return _MACHINE_FILE.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
