"""A real PostgreSQL of this test process: an ordinary user's, on a private socket, ended by pid."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.support.processes import HANG, needed, wait_until

ROLE = "mot_cua"
_ADMIN = "postgres"
# PostgreSQL refuses to be started by root.
_ORDINARY = "nobody"
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


class Cluster:
    """A running server; each database is made anew, owned by a role without any privilege."""

    def __init__(self, sockets: Path) -> None:
        self._sockets = sockets
        self._numbers = itertools.count()

    def url(self, database: str) -> str:
        """Where a database is, for the role that the province works as."""
        return f"postgresql://{ROLE}@/{database}?host={self._sockets}"

    def new_database(self, template: str = "template0") -> str:
        """The name of a fresh database, like `template`."""
        name = f"test_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} OWNER {ROLE} TEMPLATE {template}")
        return name

    def drop(self, database: str) -> None:
        """Forget a database."""
        self.run(f"DROP DATABASE {database} WITH (FORCE)")

    def run(self, statement: str, database: str = "postgres") -> None:
        """One statement as the server's administrator."""
        with self.admin(database) as connection:
            connection.execute(statement)

    @contextmanager
    def admin(self, database: str) -> Iterator[psycopg.Connection]:
        """A connection above row-level security, to look at what really stands there."""
        where = f"postgresql://{_ADMIN}@/{database}?host={self._sockets}"
        with psycopg.connect(where, autocommit=True) as connection:
            yield connection


@contextmanager
def cluster(settings: Sequence[str] = _QUICK) -> Iterator[Cluster]:
    """A server of our own; gone with the block, and its files with it."""
    programs = _programs()
    # A short path: a socket's name has room for 107 characters only.
    folder = Path(tempfile.mkdtemp(prefix="mc-pg-", dir="/tmp"))
    try:
        _hand_over(folder)
        data, log = folder / "data", folder / "log"
        subprocess.run(
            [*_as_ordinary(), programs / "initdb", "--no-sync", "-D", data, "-U", _ADMIN,
             "-A", "trust", "-E", "UTF8", "--locale=C"],
            check=True, capture_output=True, timeout=HANG, cwd="/",
        )  # fmt: skip
        options = [part for setting in (*settings, "listen_addresses=") for part in ("-c", setting)]
        with log.open("wb") as words:
            process = subprocess.Popen(
                [*_as_ordinary(), programs / "postgres", "-D", data, "-k", folder, *options],
                stdout=words, stderr=words, stdin=subprocess.DEVNULL, cwd="/",
                start_new_session=True,
            )  # fmt: skip
            try:
                running = Cluster(folder)
                wait_until(lambda: _answers(running, process, log), "PostgreSQL answers")
                running.run(f"CREATE ROLE {ROLE} LOGIN")
                yield running
            finally:
                process.send_signal(signal.SIGINT)  # what it calls a fast shutdown
                try:
                    process.wait(HANG)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _answers(running: Cluster, process: subprocess.Popen[bytes], log: Path) -> bool:
    if process.poll() is not None:
        raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')}")
    try:
        running.run("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def _programs() -> Path:
    """Where the server's programs lie: not in PATH on Debian."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=_version)
    return found[-1].parent if found else Path(needed("postgres")).parent


def _version(path: Path) -> int:
    return int(path.parts[-3])


def _as_ordinary() -> list[str]:
    """What makes a command run as an ordinary user, where we are root, and end when we do."""
    command = [needed("setpriv"), "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        user = pwd.getpwnam(_ORDINARY)
        command += [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    return command


def _hand_over(folder: Path) -> None:
    if os.geteuid() == 0:
        user = pwd.getpwnam(_ORDINARY)
        os.chown(folder, user.pw_uid, user.pw_gid)
