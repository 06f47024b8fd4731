"""What every test gets: an isolated machine around it, and real services on request."""

from __future__ import annotations

import gc
import itertools
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.bounded import TORTURE
from tests.support.cups import PrintQueue, print_server
from tests.support.secret_service import SecretService, private_bus, use

# A test must never meet the screen, keyring, printers or home of whoever runs it, so all of these
# point into one folder of this test process before any library looks at them. libcups, for one,
# reads CUPS_SERVER once: the server of `print_queue` listens exactly there.
_ROOT = Path(tempfile.mkdtemp(prefix="mot-cua-test-"))
_ROOT.chmod(0o755)
_PRINT_SOCKET = _ROOT / "cups.sock"
_RUN = _ROOT / "run"
_RUN.mkdir(mode=0o700)
os.environ.update(
    QT_QPA_PLATFORM="offscreen",
    CUPS_SERVER=str(_PRINT_SOCKET),
    DBUS_SESSION_BUS_ADDRESS=f"unix:path={_RUN / 'no-bus'}",
    XDG_RUNTIME_DIR=str(_RUN),
    XDG_DATA_HOME=str(_ROOT / "data"),
    XDG_CONFIG_HOME=str(_ROOT / "config"),
    XDG_CACHE_HOME=str(_ROOT / "cache"),
    XDG_STATE_HOME=str(_ROOT / "state"),
    HOME=str(_ROOT),
    LC_ALL="C.UTF-8",
)

_EVERY = 50
_WINDOWS = itertools.count()

# A property test that names no bounds of its own: the same examples each time, however slow.
settings.register_profile("bounded", derandomize=TORTURE == 1, deadline=None, database=None)
settings.load_profile("bounded")


def pytest_unconfigure() -> None:
    """The folder of this test process goes with it."""
    shutil.rmtree(_ROOT, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """A test with a window meets no search for cycles in the middle of it, as the program does not.

    The windows of the tests before are such cycles: see desk_app.qt.collector.
    """
    if "qapp" not in getattr(item, "fixturenames", ()):
        return (yield)
    from PySide6.QtCore import QCoreApplication, QEvent

    gc.disable()
    if next(_WINDOWS) % _EVERY == 0:
        # What stays for good, modules above all, is looked through now and then only.
        gc.unfreeze()
        gc.collect()
        gc.freeze()
    try:
        return (yield)
    finally:
        # All of them, and what only waits for an event loop: every later test that sets a style
        # walks through what is left.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        gc.enable()


@pytest.fixture
def unlocked_secret_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    """A real secret service with an open keyring, seen by this process and what it starts."""
    with private_bus() as service:
        use(service, monkeypatch)
        service.start()
        yield service


@pytest.fixture
def locked_secret_service(unlocked_secret_service: SecretService) -> SecretService:
    """A real secret service whose keyring is locked, and nobody there to type its password."""
    unlocked_secret_service.lock()
    return unlocked_secret_service


@pytest.fixture
def no_secret_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    """A session bus without a secret service, seen by this process and what it starts."""
    with private_bus() as service:
        use(service, monkeypatch)
        yield service


@pytest.fixture(scope="session")
def _print_server() -> Iterator[PrintQueue]:
    with print_server(_ROOT, _PRINT_SOCKET) as queue:
        yield queue


@pytest.fixture
def print_queue(_print_server: PrintQueue) -> PrintQueue:
    """A real CUPS queue that makes PDFs, its tray empty; Qt in this process finds it by name."""
    _print_server.clear()
    return _print_server
