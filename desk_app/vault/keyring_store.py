"""The system's keyring: keeps the one database key, answers within a time limit, fails in words.

The only module that imports `keyring`, and only when a key is asked for (100 ms). One secret per
desk: the database key as 44 base64 characters. Windows limits a secret to 2,560 bytes, so all
other keys lie inside the database.
"""

from __future__ import annotations

import base64
import binascii
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import TYPE_CHECKING, Protocol, TypeVar

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "mot-cua"
SECRET_LENGTH = 44

# A person needs time to type the password that the desktop asks for; a desktop that asks in a
# window nobody sees must not hold the program for ever.
ANSWER_LIMIT = 60.0

# The keyrings of the systems themselves. A list of what is allowed, not of what is refused: a
# plaintext back end (keyrings.alt) or one that forgets (null) has many names.
_BACKENDS = {
    "win32": ("keyring.backends.Windows.WinVaultKeyring",),
    "darwin": ("keyring.backends.macOS.Keyring",),
    "linux": (
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
    ),
}
_NO_KEYRING_AT_ALL = ("keyring.backends.fail.Keyring", "keyring.backends.null.Keyring")
_ANY_OF_THEM = "keyring.backends.chainer.ChainerBackend"

NO_KEYRING = "vault.no_keyring"
UNSAFE = "vault.keyring_unsafe"
LOCKED = "vault.keyring_locked"
WAITS = "vault.keyring_waits"
DENIED = "vault.keyring_denied"
FAILED = "vault.keyring_failed"

# Foreign exceptions by class name, or by D-Bus name, or by Windows error number: the libraries of
# one system are not there to be imported on another.
_MEANING = {
    "NoKeyringError": NO_KEYRING,
    "SecretServiceNotAvailableException": NO_KEYRING,
    "FileNotFoundError": NO_KEYRING,  # the socket of a session bus that has ended
    "ConnectionRefusedError": NO_KEYRING,
    "ConnectionResetError": NO_KEYRING,
    "BrokenPipeError": NO_KEYRING,
    "EOFError": NO_KEYRING,
    "org.freedesktop.DBus.Error.ServiceUnknown": NO_KEYRING,
    "org.freedesktop.DBus.Error.NoReply": NO_KEYRING,
    "org.freedesktop.DBus.Error.Disconnected": NO_KEYRING,
    "1312": NO_KEYRING,  # no logon session: a service or a remote shell
    "KeyringLocked": LOCKED,
    "LockedException": LOCKED,
    "org.freedesktop.Secret.Error.IsLocked": LOCKED,
    "PromptDismissedException": DENIED,
    "PasswordSetError": DENIED,
    "InitError": DENIED,
    "org.freedesktop.DBus.Error.AccessDenied": DENIED,
    "5": DENIED,
}

T = TypeVar("T")


class KeyStore(Protocol):
    """Whoever keeps one database key per desk outside the desk's folder."""

    def get(self, home_id: str) -> bytes | None: ...

    def put(self, home_id: str, key: bytes) -> bool: ...

    def remove(self, home_id: str) -> None: ...


class KeyringStore:
    """The keyring of this system.

    seconds: how long an answer may take, a person's typing of the password included.
    """

    def __init__(self, *, seconds: float = ANSWER_LIMIT) -> None:
        self._seconds = seconds

    def get(self, home_id: str) -> bytes | None:
        """The key of this desk, or None when the keyring works and has none.

        A stored text that is no key comes back as b"": there is something, and it is not ours.
        EnvironmentProblem: no keyring, locked, refused, no answer in time, plain text back end.
        """
        return self._answer(lambda: _decode(_backend().get_password(SERVICE, home_id)))

    def put(self, home_id: str, key: bytes) -> bool:
        """The keyring holds `key` and gave it back when asked; whether that was news to it.

        Problems as for `get`.
        """

        def put() -> bool:
            backend = _backend()
            secret = base64.b64encode(key).decode()
            if backend.get_password(SERVICE, home_id) == secret:
                return False
            backend.set_password(SERVICE, home_id, secret)
            # Some back ends accept and keep nothing. Better said now than at the next start.
            if backend.get_password(SERVICE, home_id) != secret:
                raise EnvironmentProblem(Problem(FAILED))
            return True

        return self._answer(put)

    def remove(self, home_id: str) -> None:
        """The keyring holds no key of this desk any more; problems as for `get`."""

        def remove() -> None:
            backend = _backend()
            if backend.get_password(SERVICE, home_id) is not None:
                backend.delete_password(SERVICE, home_id)

        self._answer(remove)

    def _answer(self, ask: Callable[[], T]) -> T:
        """What `ask` returns, or the problem in our words; WAITS after the time limit.

        A question to a person behind D-Bus cannot be taken back. The thread that waits for it is a
        daemon: it holds neither us nor the end of the program, and its late answer is dropped.
        """
        answer: Future[T] = Future()

        def work() -> None:
            try:
                answer.set_result(ask())
            except EnvironmentProblem as problem:
                answer.set_exception(problem)
            except Exception as error:
                translated = EnvironmentProblem(Problem(_meaning(error)))
                translated.__cause__ = error
                answer.set_exception(translated)

        threading.Thread(target=work, name="keyring", daemon=True).start()
        try:
            return answer.result(timeout=self._seconds)
        except TimeoutError:
            waited = {"seconds": f"{self._seconds:.0f}"}
            raise EnvironmentProblem(Problem(WAITS, values=waited)) from None


def _decode(secret: str | None) -> bytes | None:
    if secret is None:
        return None
    try:
        return base64.b64decode(secret, validate=True) if len(secret) == SECRET_LENGTH else b""
    except (binascii.Error, ValueError):
        return b""


def _backend() -> KeyringBackend:
    """The keyring to use: the one the user's settings name if it is safe, else the system's own."""
    from keyring import core  # noqa: PLC0415 - start-up time

    try:
        chosen = core.load_env() or core.load_config()
    except Exception as error:
        # Named in the settings, but not on this machine or not running.
        raise EnvironmentProblem(Problem(NO_KEYRING)) from error
    allowed = _BACKENDS.get(sys.platform, _BACKENDS["linux"])
    if chosen is not None:
        name = f"{type(chosen).__module__}.{type(chosen).__qualname__}"
        if name in allowed:
            return chosen
        if name in _NO_KEYRING_AT_ALL:
            raise EnvironmentProblem(Problem(NO_KEYRING))
        if name != _ANY_OF_THEM:
            raise EnvironmentProblem(Problem(UNSAFE, values={"backend": name}))
    for name in allowed:
        try:
            return core.load_keyring(name)
        except (RuntimeError, ImportError, AttributeError, OSError):
            continue  # not on this machine
    raise EnvironmentProblem(Problem(NO_KEYRING))


def _meaning(error: BaseException) -> str:
    """The code for a foreign exception: what lies deepest in its chain of causes decides."""
    known = [
        _MEANING[name] for cause in _chain(error) for name in _names(cause) if name in _MEANING
    ]
    return known[-1] if known else FAILED


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _names(error: BaseException) -> Iterator[str]:
    yield type(error).__name__
    for attribute in ("name", "winerror"):
        yield str(getattr(error, attribute, ""))
