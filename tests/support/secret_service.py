"""A real Secret Service (gnome-keyring) on a D-Bus of its own, with every way of not working.

Own bus, own home, own runtime folder: the keyring of the person who runs the tests is never asked.
The bus starts no service by itself, so what is not started here does not exist.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
import secretstorage
from jeepney import MatchRule, message_bus
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    {denied}
  </policy>
</busconfig>
"""
_DENIED = '<deny send_destination="org.freedesktop.secrets"/>'
_SECRETS = "org.freedesktop.secrets"
_PROMPTER = "org.gnome.keyring.SystemPrompter"
_START_LIMIT = 20

# cancelled: there is nobody to type the password, as when a person presses "Cancel".
# unanswered: the question is put and nobody ever answers.
Person = Literal["cancelled", "unanswered"]


class SecretService:
    """One private bus with, or without, a gnome-keyring on it."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.address = address
        self._daemon: subprocess.Popen[bytes] | None = None
        self._silent_prompter: DBusConnection | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which a program finds this bus and nothing of the real user."""
        return {
            "DBUS_SESSION_BUS_ADDRESS": self.address,
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
        }

    @property
    def keyring_files(self) -> Path:
        """The folder in which gnome-keyring keeps its files."""
        return self.folder / "data" / "keyrings"

    def start(self, password: str = "login password") -> None:
        """gnome-keyring runs and its login keyring is open."""
        with open_dbus_connection(self.address) as connection:
            rule = MatchRule(
                type="signal",
                interface="org.freedesktop.DBus",
                member="NameOwnerChanged",
                path="/org/freedesktop/DBus",
            )
            rule.add_arg_condition(0, _SECRETS)
            Proxy(message_bus, connection).AddMatch(rule)
            with connection.filter(rule) as appeared:
                self._daemon = subprocess.Popen(
                    ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, **self.environment},
                )
                assert self._daemon.stdin is not None
                self._daemon.stdin.write(password.encode())
                self._daemon.stdin.close()
                connection.recv_until_filtered(appeared, timeout=_START_LIMIT)

    def stop(self) -> None:
        """gnome-keyring ends; its files stay."""
        if self._daemon is not None:
            self._daemon.kill()
            self._daemon.wait()
            self._daemon = None

    def lock(self, person: Person = "cancelled") -> None:
        """The keyring is locked, and the person who is asked for the password does as said."""
        with self._connection() as connection:
            secretstorage.get_default_collection(connection).lock()
        if person == "unanswered":
            # The name is taken and no message is ever read: a dialog that nobody sees.
            self._silent_prompter = open_dbus_connection(self.address)
            Proxy(message_bus, self._silent_prompter).RequestName(_PROMPTER)

    def secrets(self) -> dict[str, str]:
        """All secrets in the keyring, by the user name they are kept under."""
        with self._connection() as connection:
            items = secretstorage.get_default_collection(connection).get_all_items()
            return {
                item.get_attributes().get("username", ""): item.get_secret().decode()
                for item in items
            }

    def overwrite(self, secret: str) -> None:
        """Every secret in the keyring is replaced by `secret`."""
        with self._connection() as connection:
            for item in secretstorage.get_default_collection(connection).get_all_items():
                item.set_secret(secret.encode())

    def delete_all(self) -> None:
        """The keyring is there and empty."""
        with self._connection() as connection:
            for item in list(secretstorage.get_default_collection(connection).get_all_items()):
                item.delete()

    def delete_collection(self) -> None:
        """There is no keyring any more; the next one would need a password from a person."""
        with self._connection() as connection:
            secretstorage.get_default_collection(connection).delete()

    def close(self) -> None:
        """Everything of this bus but the bus itself has ended."""
        self.stop()
        if self._silent_prompter is not None:
            self._silent_prompter.close()

    @contextmanager
    def _connection(self) -> Iterator[DBusConnection]:
        with open_dbus_connection(self.address) as connection:
            secretstorage.util.add_match_rules(connection)
            yield connection


@contextmanager
def private_bus(*, denied: bool = False) -> Iterator[SecretService]:
    """A bus without any service on it; `denied` refuses every word to a Secret Service."""
    # Not pytest's tmp_path: the path of a Unix socket may have 107 characters only.
    folder = Path(tempfile.mkdtemp(prefix="bus"))
    for name in ("run", "data/keyrings", "config"):
        (folder / name).mkdir(parents=True, mode=0o700)
    settings = folder / "bus.conf"
    settings.write_text(_BUS.format(folder=folder, denied=_DENIED if denied else ""))
    bus = subprocess.Popen(
        ["dbus-daemon", f"--config-file={settings}", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdout is not None
    service = SecretService(folder, bus.stdout.readline().strip())
    try:
        yield service
    finally:
        service.close()
        bus.kill()
        bus.wait()
        bus.stdout.close()
        # keyring leaves its connections to the garbage collector when it raises.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            # Threads of the vault that still waited for an answer get their end of file now.
            for thread in threading.enumerate():
                if thread.name == "keyring":
                    thread.join(_START_LIMIT)
            gc.collect()
        shutil.rmtree(folder, ignore_errors=True)


def use(service: SecretService, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process finds this bus, and no setting of the real user."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND"):
        monkeypatch.delenv(name, raising=False)
    for name, value in service.environment.items():
        monkeypatch.setenv(name, value)
