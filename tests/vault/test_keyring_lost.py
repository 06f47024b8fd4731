"""S5: however the keyring is lost, the recovery key opens the desk and no row is missing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app.core.errors import EnvironmentProblem
from desk_app.store import database, sqlite
from desk_app.vault import vault
from desk_app.vault.recovery import RecoveryKey
from tests.support.secret_service import SecretService, private_bus, use

ROWS = 200
Loss = Callable[[SecretService, pytest.MonkeyPatch], None]


def no_bus(keyring: SecretService, patch: pytest.MonkeyPatch) -> None:
    patch.delenv("DBUS_SESSION_BUS_ADDRESS")


def bus_gone(keyring: SecretService, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={keyring.folder / 'nobody'}")


def service_not_running(keyring: SecretService, patch: pytest.MonkeyPatch) -> None:
    keyring.stop()


def keyring_file_deleted(keyring: SecretService, patch: pytest.MonkeyPatch) -> None:
    keyring.stop()
    for file in keyring.keyring_files.iterdir():
        file.unlink()
    keyring.start()


def keyring_file_damaged(keyring: SecretService, patch: pytest.MonkeyPatch) -> None:
    keyring.stop()
    for file in keyring.keyring_files.iterdir():
        file.write_bytes(bytes(b ^ 0x55 for b in file.read_bytes()))
    keyring.start()


def keyring_file_emptied(keyring: SecretService, patch: pytest.MonkeyPatch) -> None:
    keyring.stop()
    for file in keyring.keyring_files.iterdir():
        file.write_bytes(b"")
    keyring.start()


def login_password_changed_by_an_administrator(
    keyring: SecretService, patch: pytest.MonkeyPatch
) -> None:
    keyring.stop()
    keyring.start("another password")


def locked_and_cancelled(keyring: SecretService, patch: pytest.MonkeyPatch) -> None:
    keyring.lock("cancelled")


def locked_and_never_answered(keyring: SecretService, patch: pytest.MonkeyPatch) -> None:
    keyring.lock("unanswered")


def key_deleted(keyring: SecretService, patch: pytest.MonkeyPatch) -> None:
    keyring.delete_all()


def whole_keyring_deleted(keyring: SecretService, patch: pytest.MonkeyPatch) -> None:
    keyring.delete_collection()


def key_overwritten_with_another(keyring: SecretService, patch: pytest.MonkeyPatch) -> None:
    keyring.overwrite("A" * 43 + "=")


def key_overwritten_with_a_password(keyring: SecretService, patch: pytest.MonkeyPatch) -> None:
    keyring.overwrite("mật khẩu của tôi")


def keyring_switched_off(keyring: SecretService, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


def keyring_program_removed(keyring: SecretService, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("PYTHON_KEYRING_BACKEND", "removed_keyring.Keyring")


LOSSES: dict[Loss, str] = {
    no_bus: "vault.no_keyring",
    bus_gone: "vault.no_keyring",
    service_not_running: "vault.no_keyring",
    keyring_file_deleted: "vault.key_missing",
    keyring_file_damaged: "vault.key_missing",
    keyring_file_emptied: "vault.key_missing",
    login_password_changed_by_an_administrator: "vault.keyring_locked",
    locked_and_cancelled: "vault.keyring_locked",
    locked_and_never_answered: "vault.keyring_waits",
    key_deleted: "vault.key_missing",
    whole_keyring_deleted: "vault.keyring_denied",
    key_overwritten_with_another: "vault.key_wrong",
    key_overwritten_with_a_password: "vault.key_wrong",
    keyring_switched_off: "vault.no_keyring",
    keyring_program_removed: "vault.no_keyring",
}


def a_desk_with_rows(home: Path) -> RecoveryKey:
    key, recovery = vault.create(home, False, os.urandom)

    def fill(connection: sqlite.Connection) -> None:
        for number in range(ROWS):
            connection.execute("INSERT INTO setting VALUES (?, ?)", (f"row {number}", str(number)))

    database.create(home / vault.DATABASE_NAME, key, fill)
    return recovery


def rows_of(home: Path, key: bytes) -> int:
    connection = database.connect(home / vault.DATABASE_NAME, key, read_only=True)
    try:
        (total,) = connection.execute("SELECT count(*) FROM setting").fetchone()
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return int(total)
    finally:
        connection.close()


@pytest.fixture
def quick_to_give_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits a minute for the person who does not exist."""
    monkeypatch.setattr(vault, "ANSWER_LIMIT", 1.0)
    monkeypatch.setattr(vault, "PUT_BACK_LIMIT", 1.0)


@pytest.mark.usefixtures("quick_to_give_up")
@pytest.mark.parametrize("lose", LOSSES, ids=lambda loss: str(loss.__name__))
def test_the_recovery_key_opens_the_desk_and_every_row_is_there(
    lose: Loss, keyring: SecretService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recovery = a_desk_with_rows(tmp_path)
    lose(keyring, monkeypatch)
    with pytest.raises(EnvironmentProblem) as problem:
        vault.unlock(tmp_path, None)
    assert problem.value.problem.code == LOSSES[lose]
    opened = vault.unlock(tmp_path, recovery.text())
    assert rows_of(tmp_path, opened.value) == ROWS
    put_back = opened.notes[0].code == "vault.put_back"
    if put_back:
        assert vault.unlock(tmp_path, None).opened_by == "keyring"
    assert put_back == (LOSSES[lose] in ("vault.key_missing", "vault.key_wrong"))


def test_a_keyring_that_refuses_to_talk(
    denying_bus: SecretService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with private_bus() as working:
        use(working, monkeypatch)
        working.start()
        recovery = a_desk_with_rows(tmp_path)
    use(denying_bus, monkeypatch)
    with pytest.raises(EnvironmentProblem) as problem:
        vault.unlock(tmp_path, None)
    assert problem.value.problem.code == "vault.keyring_denied"
    assert rows_of(tmp_path, vault.unlock(tmp_path, recovery.text()).value) == ROWS


def test_the_folder_carried_to_a_new_machine(
    keyring: SecretService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recovery = a_desk_with_rows(tmp_path)
    with private_bus() as new_machine:
        use(new_machine, monkeypatch)
        new_machine.start("password of the new machine")
        with pytest.raises(EnvironmentProblem) as problem:
            vault.unlock(tmp_path, None)
        assert problem.value.problem.code == "vault.key_missing"
        assert rows_of(tmp_path, vault.unlock(tmp_path, recovery.text()).value) == ROWS
        assert vault.unlock(tmp_path, None).opened_by == "keyring"
