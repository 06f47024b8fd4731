"""The system's keyring: what is stored comes back, and each way of failing has its own words."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from desk_app.core.errors import EnvironmentProblem
from desk_app.vault.keyring_store import KeyringStore
from tests.support.secret_service import SecretService

KEY = bytes(range(32))
HOME = "0011223344556677"


def code(problem: pytest.ExceptionInfo[EnvironmentProblem]) -> str:
    return problem.value.problem.code


def test_a_stored_key_comes_back_as_the_only_secret_of_44_characters(
    keyring: SecretService,
) -> None:
    store = KeyringStore()
    assert store.put(HOME, KEY)
    assert not store.put(HOME, KEY)
    assert store.get(HOME) == KEY
    assert keyring.secrets() == {HOME: base64.b64encode(KEY).decode()}
    assert len(keyring.secrets()[HOME]) == 44


def test_a_stored_key_survives_a_restart_of_the_keyring(keyring: SecretService) -> None:
    KeyringStore().put(HOME, KEY)
    keyring.stop()
    keyring.start()
    assert KeyringStore().get(HOME) == KEY


def test_two_desks_on_one_machine_keep_their_keys_apart(keyring: SecretService) -> None:
    store = KeyringStore()
    store.put(HOME, KEY)
    store.put("ffffffffffffffff", bytes(32))
    assert store.get(HOME) == KEY
    assert store.get("ffffffffffffffff") == bytes(32)


def test_a_working_keyring_without_the_key_says_none(keyring: SecretService) -> None:
    assert KeyringStore().get(HOME) is None


def test_a_removed_key_is_gone_and_removing_twice_is_no_fault(keyring: SecretService) -> None:
    store = KeyringStore()
    store.put(HOME, KEY)
    store.remove(HOME)
    store.remove(HOME)
    assert store.get(HOME) is None
    assert keyring.secrets() == {}


@pytest.mark.parametrize("garbage", ["", "x", "A" * 43 + "!", "Á" * 44, "A" * 4000])
def test_a_stored_text_that_is_no_key_is_not_mistaken_for_one(
    keyring: SecretService, garbage: str
) -> None:
    KeyringStore().put(HOME, KEY)
    keyring.overwrite(garbage)
    assert KeyringStore().get(HOME) == b""


def test_without_a_service_on_the_bus_there_is_no_keyring(bus: SecretService) -> None:
    with pytest.raises(EnvironmentProblem) as problem:
        KeyringStore().get(HOME)
    assert code(problem) == "vault.no_keyring"


def test_without_any_bus_there_is_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    with pytest.raises(EnvironmentProblem) as problem:
        KeyringStore().put(HOME, KEY)
    assert code(problem) == "vault.no_keyring"


def test_a_locked_keyring_whose_password_nobody_types_is_locked(keyring: SecretService) -> None:
    KeyringStore().put(HOME, KEY)
    keyring.lock("cancelled")
    with pytest.raises(EnvironmentProblem) as problem:
        KeyringStore().get(HOME)
    assert code(problem) == "vault.keyring_locked"


def test_a_question_that_nobody_answers_ends_at_the_time_limit(keyring: SecretService) -> None:
    KeyringStore().put(HOME, KEY)
    keyring.lock("unanswered")
    with pytest.raises(EnvironmentProblem) as problem:
        KeyringStore(seconds=0.5).get(HOME)
    assert code(problem) == "vault.keyring_waits"


def test_a_keyring_that_refuses_to_talk_is_denied(denying_bus: SecretService) -> None:
    with pytest.raises(EnvironmentProblem) as problem:
        KeyringStore().get(HOME)
    assert code(problem) == "vault.keyring_denied"


def test_a_new_keyring_that_nobody_gives_a_password_is_denied(bus: SecretService) -> None:
    bus.start()
    bus.delete_collection()
    with pytest.raises(EnvironmentProblem) as problem:
        KeyringStore().put(HOME, KEY)
    assert code(problem) == "vault.keyring_denied"


PLAIN_TEXT = """
from keyring.backend import KeyringBackend

class PlaintextKeyring(KeyringBackend):
    priority = 9
    def get_password(self, service, username):
        return None
    def set_password(self, service, username, password):
        open(%r, "w").write(password)
    def delete_password(self, service, username):
        pass
"""


def test_a_plain_text_keyring_is_refused_before_it_sees_the_key(
    keyring: SecretService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tmp_path / "secrets.txt"
    (tmp_path / "plain_keyring_of_a_test.py").write_text(PLAIN_TEXT % str(written))
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "plain_keyring_of_a_test.PlaintextKeyring")
    with pytest.raises(EnvironmentProblem) as problem:
        KeyringStore().put(HOME, KEY)
    assert code(problem) == "vault.keyring_unsafe"
    assert not written.exists()


def test_a_plain_text_keyring_that_is_only_installed_is_never_chosen(
    keyring: SecretService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tmp_path / "secrets.txt"
    scope: dict[str, object] = {}
    exec(PLAIN_TEXT % str(written), scope)  # registers itself with the highest priority
    KeyringStore().put(HOME, KEY)
    assert keyring.secrets()[HOME] == base64.b64encode(KEY).decode()
    assert not written.exists()


@pytest.mark.parametrize(
    "name",
    ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "no_such_module.Keyring"],
)
def test_a_keyring_that_keeps_nothing_counts_as_none(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    with pytest.raises(EnvironmentProblem) as problem:
        KeyringStore().put(HOME, KEY)
    assert code(problem) == "vault.no_keyring"


def test_the_chosen_system_keyring_is_used(
    keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.SecretService.Keyring")
    KeyringStore().put(HOME, KEY)
    assert os.environ["DBUS_SESSION_BUS_ADDRESS"] == keyring.address
    assert list(keyring.secrets()) == [HOME]


def test_the_keyring_of_a_start_that_needs_no_key_is_not_even_imported() -> None:
    import subprocess
    import sys

    program = (
        "import sys, desk_app.vault.vault; print(sorted({'keyring', 'nacl'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
