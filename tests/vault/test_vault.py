"""The key of a desk: made, found, refused, and told apart in words."""

from __future__ import annotations

import os
import re
from pathlib import Path

import msgspec
import pytest

from desk_app.core.errors import Bug, EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.vault import vault, wrapped_key
from desk_app.vault.keyring_store import KeyringStore
from desk_app.vault.practice import PRACTICE_KEY
from tests.support.secret_service import SecretService


class Memory:
    """A keyring of this test only, for promises that are not about keyrings."""

    def __init__(self, broken: str = "") -> None:
        self.keys: dict[str, bytes] = {}
        self.broken = broken

    def get(self, home_id: str) -> bytes | None:
        self._may_fail()
        return self.keys.get(home_id)

    def put(self, home_id: str, key: bytes) -> bool:
        self._may_fail()
        before, self.keys[home_id] = self.keys.get(home_id), key
        return before != key

    def remove(self, home_id: str) -> None:
        self._may_fail()
        self.keys.pop(home_id, None)

    def _may_fail(self) -> None:
        if self.broken:
            raise EnvironmentProblem(Problem(self.broken))


def environment_code(problem: pytest.ExceptionInfo[EnvironmentProblem]) -> str:
    return problem.value.problem.code


def user_codes(problem: pytest.ExceptionInfo[UserProblem]) -> list[str]:
    return [p.code for p in problem.value.problems]


def test_a_new_desk_opens_by_the_real_keyring(tmp_path: Path, keyring: SecretService) -> None:
    key, _ = vault.create(tmp_path, False, os.urandom)
    opened = vault.unlock(tmp_path, None)
    assert (opened.value, opened.opened_by, opened.notes) == (key, "keyring", ())
    assert len(keyring.secrets()) == 1


def test_two_desks_have_different_keys_and_different_recovery_keys(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        made.append(vault.create(tmp_path / name, False, os.urandom, keyring=Memory()))
    assert made[0][0] != made[1][0]
    assert made[0][1] != made[1][1]


@pytest.mark.parametrize(
    "broken",
    [
        "vault.no_keyring",
        "vault.keyring_unsafe",
        "vault.keyring_locked",
        "vault.keyring_waits",
        "vault.keyring_denied",
        "vault.keyring_failed",
    ],
)
def test_without_a_keyring_no_desk_is_made_and_nothing_is_left(tmp_path: Path, broken: str) -> None:
    with pytest.raises(EnvironmentProblem) as problem:
        vault.create(tmp_path, False, os.urandom, keyring=Memory(broken))
    assert environment_code(problem) == f"{broken}.create"
    assert list(tmp_path.iterdir()) == []


def test_no_real_keyring_no_desk(tmp_path: Path, bus: SecretService) -> None:
    with pytest.raises(EnvironmentProblem) as problem:
        vault.create(tmp_path, False, os.urandom)
    assert environment_code(problem) == "vault.no_keyring.create"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_leaves_nothing_in_the_keyring(tmp_path: Path) -> None:
    keyring = Memory()
    with pytest.raises(EnvironmentProblem) as problem:
        vault.create(tmp_path / "absent", False, os.urandom, keyring=keyring)
    assert environment_code(problem) == "vault.keyfile_unwritable"
    assert keyring.keys == {}


@pytest.mark.parametrize("name", ["desk.key", "desk.key.copy", "desk.db"])
def test_a_folder_that_holds_a_desk_is_not_used_twice(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"precious")
    with pytest.raises(UserProblem) as problem:
        vault.create(tmp_path, True, os.urandom)
    assert user_codes(problem) == ["vault.already_made"]
    assert (tmp_path / name).read_bytes() == b"precious"


def test_a_practice_desk_cut_off_while_it_was_made_begins_again(tmp_path: Path) -> None:
    _, first = vault.create(tmp_path, True, os.urandom)
    _, second = vault.create(tmp_path, True, os.urandom)
    assert vault.unlock(tmp_path, second.text()).value == PRACTICE_KEY
    with pytest.raises(UserProblem):
        vault.unlock(tmp_path, first.text())


@pytest.mark.parametrize("practice", [False, True])
def test_the_key_file_of_a_real_desk_is_never_overwritten(tmp_path: Path, practice: bool) -> None:
    key, recovery = vault.create(tmp_path, False, os.urandom, keyring=Memory())
    with pytest.raises(UserProblem):
        vault.create(tmp_path, practice, os.urandom, keyring=Memory())
    assert vault.unlock(tmp_path, recovery.text(), keyring=Memory()).value == key


def test_a_practice_desk_opens_without_any_keyring(tmp_path: Path) -> None:
    key, _ = vault.create(tmp_path, True, os.urandom)
    opened = vault.unlock(tmp_path, None)
    assert (opened.value, opened.opened_by) == (key, "practice")
    assert key == PRACTICE_KEY


def test_a_practice_desk_accepts_its_recovery_key_and_puts_nothing_in_a_keyring(
    tmp_path: Path,
) -> None:
    key, recovery = vault.create(tmp_path, True, os.urandom)
    keyring = Memory()
    opened = vault.unlock(tmp_path, recovery.text(), keyring=keyring)
    assert (opened.value, opened.opened_by, opened.notes) == (key, "recovery_key", ())
    assert keyring.keys == {}


def test_a_real_desk_never_gets_the_published_key(tmp_path: Path) -> None:
    with pytest.raises(Bug):
        vault.create(tmp_path, False, lambda count: PRACTICE_KEY[:count], keyring=Memory())
    with pytest.raises(Bug):
        vault.create(tmp_path, False, lambda count: b"", keyring=Memory())
    assert list(tmp_path.iterdir()) == []


def test_a_key_file_that_claims_to_be_practice_does_not_open_a_real_desk(tmp_path: Path) -> None:
    vault.create(tmp_path, False, os.urandom, keyring=Memory())
    record = wrapped_key.read(tmp_path).record
    forged = msgspec.structs.replace(record, practice=True)
    wrapped_key.write(tmp_path, forged)
    with pytest.raises(EnvironmentProblem) as problem:
        vault.unlock(tmp_path, None)
    assert environment_code(problem) == "vault.key_wrong"


@pytest.mark.parametrize("broken", ["vault.no_keyring", "vault.keyring_locked"])
def test_the_problem_with_the_keyring_names_the_sheet_that_helps(
    tmp_path: Path, broken: str
) -> None:
    keyring = Memory()
    _, recovery = vault.create(tmp_path, False, os.urandom, keyring=keyring)
    keyring.broken = broken
    with pytest.raises(EnvironmentProblem) as problem:
        vault.unlock(tmp_path, None, keyring=keyring)
    assert environment_code(problem) == broken
    assert problem.value.problem.values["sheet"] == recovery.number


def test_a_key_that_left_the_keyring_is_missing(tmp_path: Path) -> None:
    keyring = Memory()
    vault.create(tmp_path, False, os.urandom, keyring=keyring)
    keyring.keys.clear()
    with pytest.raises(EnvironmentProblem) as problem:
        vault.unlock(tmp_path, None, keyring=keyring)
    assert environment_code(problem) == "vault.key_missing"


@pytest.mark.parametrize("other", [bytes(32), b""])
def test_another_key_in_the_keyring_is_wrong_and_is_not_tried_on_the_database(
    tmp_path: Path, other: bytes
) -> None:
    keyring = Memory()
    vault.create(tmp_path, False, os.urandom, keyring=keyring)
    keyring.keys = dict.fromkeys(keyring.keys, other)
    with pytest.raises(EnvironmentProblem) as problem:
        vault.unlock(tmp_path, None, keyring=keyring)
    assert environment_code(problem) == "vault.key_wrong"


def test_the_recovery_key_puts_the_key_back_and_says_so(tmp_path: Path) -> None:
    keyring = Memory()
    key, recovery = vault.create(tmp_path, False, os.urandom, keyring=keyring)
    keyring.keys.clear()
    opened = vault.unlock(tmp_path, recovery.text().lower(), keyring=keyring)
    assert (opened.value, opened.opened_by) == (key, "recovery_key")
    assert [note.code for note in opened.notes] == ["vault.put_back"]
    assert vault.unlock(tmp_path, None, keyring=keyring).value == key
    assert vault.unlock(tmp_path, recovery.text(), keyring=keyring).notes == ()


def test_a_keyring_that_does_not_work_is_no_obstacle_to_the_recovery_key(tmp_path: Path) -> None:
    keyring = Memory()
    key, recovery = vault.create(tmp_path, False, os.urandom, keyring=keyring)
    keyring.broken = "vault.keyring_locked"
    opened = vault.unlock(tmp_path, recovery.text(), keyring=keyring)
    assert opened.value == key
    assert [note.code for note in opened.notes] == ["vault.not_put_back"]


def test_a_mistyped_recovery_key_names_its_groups(tmp_path: Path) -> None:
    _, recovery = vault.create(tmp_path, True, os.urandom)
    groups = list(recovery.groups)
    groups[3] = ("0" if groups[3][0] != "0" else "1") + groups[3][1:]
    with pytest.raises(UserProblem) as problem:
        vault.unlock(tmp_path, " ".join(groups))
    assert user_codes(problem) == ["vault.recovery_group"]
    assert problem.value.problems[0].values == {"group": "4"}


def test_a_sound_recovery_key_of_another_desk_is_told_by_its_number(tmp_path: Path) -> None:
    numbers = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        numbers.append(vault.create(tmp_path / name, True, os.urandom)[1])
    with pytest.raises(UserProblem) as problem:
        vault.unlock(tmp_path / "a", numbers[1].text())
    assert user_codes(problem) == ["vault.recovery_other"]
    assert problem.value.problems[0].values == {
        "have": numbers[1].number,
        "need": numbers[0].number,
    }


def test_a_key_file_changed_on_purpose_is_not_opened(tmp_path: Path) -> None:
    keyring = Memory()
    _, recovery = vault.create(tmp_path, False, os.urandom, keyring=keyring)
    record = wrapped_key.read(tmp_path).record
    forged = msgspec.structs.replace(record, check="0" * 32)
    wrapped_key.write(tmp_path, forged)
    with pytest.raises(EnvironmentProblem) as problem:
        vault.unlock(tmp_path, recovery.text(), keyring=keyring)
    assert environment_code(problem) == "vault.keyfile_changed"


@pytest.mark.parametrize("with_recovery_key", [False, True])
@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (None, "vault.keyfile_missing"),
        (b"", "vault.keyfile_damaged"),
        (b"{", "vault.keyfile_damaged"),
    ],
)
def test_a_lost_or_damaged_key_file_is_said_as_such(
    tmp_path: Path, damage: bytes | None, code: str, with_recovery_key: bool
) -> None:
    _, recovery = vault.create(tmp_path, True, os.urandom)
    for name in vault.KEY_FILE_NAMES:
        (tmp_path / name).unlink()
        if damage is not None:
            (tmp_path / name).write_bytes(damage)
    with pytest.raises(EnvironmentProblem) as problem:
        vault.unlock(tmp_path, recovery.text() if with_recovery_key else None)
    assert environment_code(problem) == code


def test_a_repaired_key_file_is_mentioned(tmp_path: Path) -> None:
    vault.create(tmp_path, True, os.urandom)
    (tmp_path / "desk.key").unlink()
    notes = vault.unlock(tmp_path, None).notes
    assert [note.code for note in notes] == ["vault.keyfile_repaired"]
    assert vault.unlock(tmp_path, None).notes == ()


def test_the_right_key_matches_and_no_other(tmp_path: Path) -> None:
    key, _ = vault.create(tmp_path, False, os.urandom, keyring=Memory())
    assert vault.matches(tmp_path, key)
    assert not vault.matches(tmp_path, PRACTICE_KEY)


def test_a_new_recovery_key_replaces_the_old_one_and_the_database_key_stays(
    tmp_path: Path,
) -> None:
    keyring = Memory()
    key, old = vault.create(tmp_path, False, os.urandom, keyring=keyring)
    new = vault.issue_new_recovery_key(tmp_path, key, os.urandom)
    assert vault.unlock(tmp_path, new.text(), keyring=keyring).value == key
    assert vault.unlock(tmp_path, None, keyring=keyring).value == key
    with pytest.raises(UserProblem) as problem:
        vault.unlock(tmp_path, old.text(), keyring=keyring)
    assert user_codes(problem) == ["vault.recovery_other"]


def test_a_new_recovery_key_is_not_issued_for_a_wrong_key(tmp_path: Path) -> None:
    _, old = vault.create(tmp_path, False, os.urandom, keyring=Memory())
    with pytest.raises(EnvironmentProblem):
        vault.issue_new_recovery_key(tmp_path, bytes(32), os.urandom)
    assert vault.unlock(tmp_path, old.text(), keyring=Memory()).opened_by == "recovery_key"


def test_a_key_file_from_a_backup_opens_on_another_machine(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    key, recovery = vault.create(here, False, os.urandom, keyring=Memory())
    vault.key_file_from_backup(there, vault.key_file_for_backup(here))
    assert vault.unlock(there, recovery.text(), keyring=Memory()).value == key


def test_a_damaged_key_file_in_a_backup_does_not_replace_a_good_one(tmp_path: Path) -> None:
    vault.create(tmp_path, True, os.urandom)
    good = vault.key_file_for_backup(tmp_path)
    with pytest.raises(EnvironmentProblem) as problem:
        vault.key_file_from_backup(tmp_path, good[:-1])
    assert environment_code(problem) == "vault.keyfile_damaged"
    assert vault.key_file_for_backup(tmp_path) == good


def test_an_abandoned_desk_leaves_no_key_behind(tmp_path: Path) -> None:
    keyring = Memory()
    vault.create(tmp_path, False, os.urandom, keyring=keyring)
    vault.discard(tmp_path, keyring=keyring)
    assert keyring.keys == {}
    assert list(tmp_path.iterdir()) == []


def test_the_key_of_an_existing_database_is_never_discarded(tmp_path: Path) -> None:
    vault.create(tmp_path, True, os.urandom)
    (tmp_path / "desk.db").write_bytes(b"rows")
    with pytest.raises(Bug):
        vault.discard(tmp_path)
    assert (tmp_path / "desk.key").exists()


def test_a_recovery_file_is_written_once_for_its_owner_and_read_back(tmp_path: Path) -> None:
    _, recovery = vault.create(tmp_path, True, os.urandom)
    path = tmp_path / "khóa.txt"
    vault.save_recovery_file(path, recovery.file_text(["Khóa khôi phục"]))
    assert path.stat().st_mode & 0o777 == 0o600
    assert vault.unlock(tmp_path, vault.load_recovery_file(path)).opened_by == "recovery_key"
    with pytest.raises(UserProblem) as problem:
        vault.save_recovery_file(path, "other")
    assert user_codes(problem) == ["vault.recovery_file_exists"]


def test_a_recovery_file_that_cannot_be_read_or_written_is_said_as_such(tmp_path: Path) -> None:
    with pytest.raises(UserProblem) as problem:
        vault.load_recovery_file(tmp_path / "absent")
    assert user_codes(problem) == ["vault.recovery_file_missing"]
    (tmp_path / "picture").write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(UserProblem) as problem:
        vault.load_recovery_file(tmp_path / "picture")
    assert user_codes(problem) == ["vault.recovery_file_unreadable"]
    with pytest.raises(EnvironmentProblem) as refused:
        vault.save_recovery_file(tmp_path / "absent" / "key.txt", "text")
    assert environment_code(refused) == "vault.recovery_file_unwritable"


def test_no_key_is_shown_by_accident(tmp_path: Path) -> None:
    key, recovery = vault.create(tmp_path, True, os.urandom)
    opened = vault.unlock(tmp_path, recovery.text())
    assert key.hex() not in repr(opened)
    assert str(key) not in f"{opened} {opened!r}"


def test_the_keyring_is_never_asked_for_more_than_a_key_of_44_characters(
    tmp_path: Path, keyring: SecretService
) -> None:
    vault.create(tmp_path, False, os.urandom)
    ((name, secret),) = keyring.secrets().items()
    assert re.fullmatch(r"[0-9a-f]{16}", name)
    assert re.fullmatch(r"[A-Za-z0-9+/]{43}=", secret)
    assert KeyringStore().get(name) == vault.unlock(tmp_path, None).value
