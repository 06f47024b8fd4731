"""desk.key: only the right recovery key opens it, and damage is always recognised."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec
import pytest

from desk_app.core.errors import EnvironmentProblem
from desk_app.vault import wrapped_key
from desk_app.vault.recovery import RecoveryKey
from desk_app.vault.wrapped_key import KeyFile, KeyFileDamagedError, KeyFileNewerError

KEY = bytes(range(32))
RECOVERY = RecoveryKey(bytes(range(50, 70)))


def make(recovery: RecoveryKey = RECOVERY, key: bytes = KEY) -> KeyFile:
    return wrapped_key.wrap(
        key, recovery, home="0011223344556677", practice=False, random_bytes=os.urandom
    )


def newer(data: bytes) -> bytes:
    """The same file as a later version of the program might write it: whole, other members."""
    before = data.split(b'"digest"')[0].replace(b'"format": 1', b'"format": 2, "more": [1]')
    return before + wrapped_key.digest_line(before)


def test_the_recovery_key_opens_it() -> None:
    record = wrapped_key.decode(wrapped_key.encode(make()))
    assert wrapped_key.unwrap(record, RECOVERY) == KEY


def test_another_recovery_key_does_not() -> None:
    assert wrapped_key.unwrap(make(), RecoveryKey(bytes(20))) is None


def test_the_file_holds_neither_key() -> None:
    data = wrapped_key.encode(make())
    for secret in (KEY, RECOVERY.secret):
        assert secret not in data
        assert secret.hex().encode() not in data
    assert not any(group.encode() in data for group in RECOVERY.groups)


def test_the_same_keys_are_wrapped_differently_each_time() -> None:
    one, other = make(), make()
    assert one.wrapped != other.wrapped
    assert one.salt != other.salt


def test_the_check_value_tells_the_right_key_from_any_other() -> None:
    record = make()
    assert wrapped_key.matches(record, KEY)
    assert not wrapped_key.matches(record, bytes(32))
    assert not wrapped_key.matches(record, KEY[:-1])
    assert not wrapped_key.matches(record, b"")


@pytest.mark.parametrize(
    "changed",
    [
        {"home": "ffffffffffffffff"},
        {"practice": True},
        {"sheet": "000000"},
        {"check": "0" * 32},
        {"salt": "0" * 32},
        {"wrapped": "AAAA"},
        {"wrapped": "no base64"},
    ],
)
def test_a_field_exchanged_by_hand_does_not_unwrap(changed: dict[str, object]) -> None:
    assert wrapped_key.unwrap(msgspec.structs.replace(make(), **changed), RECOVERY) is None


def test_every_changed_byte_is_recognised_as_damage() -> None:
    data = wrapped_key.encode(make())
    for position in range(len(data)):
        for flip in (0x01, 0x20, 0x80):
            bad = bytearray(data)
            bad[position] ^= flip
            with pytest.raises(KeyFileDamagedError):
                wrapped_key.decode(bytes(bad))


def test_every_truncation_and_anything_appended_is_recognised_as_damage() -> None:
    data = wrapped_key.encode(make())
    for length in range(len(data)):
        with pytest.raises(KeyFileDamagedError):
            wrapped_key.decode(data[:length])
    for more in (b"\n", b" ", b"\0", data):
        with pytest.raises(KeyFileDamagedError):
            wrapped_key.decode(data + more)


@pytest.mark.parametrize("data", [b"", b"{}", b"\0" * 700, b"[]", b"x" * 100_000])
def test_what_was_never_a_key_file_is_recognised_as_damage(data: bytes) -> None:
    with pytest.raises(KeyFileDamagedError):
        wrapped_key.decode(data)


def test_a_newer_format_is_told_apart_from_damage() -> None:
    with pytest.raises(KeyFileNewerError):
        wrapped_key.decode(newer(wrapped_key.encode(make())))


def test_both_copies_are_written_for_the_owner_only(tmp_path: Path) -> None:
    wrapped_key.write(tmp_path, make())
    names = sorted(p.name for p in tmp_path.iterdir())
    assert names == ["desk.key", "desk.key.copy"]
    assert {stat.S_IMODE(p.stat().st_mode) for p in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize("name", ["desk.key", "desk.key.copy"])
@pytest.mark.parametrize("damage", ["missing", "empty", "flipped"])
def test_one_lost_copy_is_written_anew_from_the_other(
    tmp_path: Path, name: str, damage: str
) -> None:
    record = make()
    wrapped_key.write(tmp_path, record)
    path = tmp_path / name
    whole = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(b"" if damage == "empty" else b"[" + whole[1:])
    found = wrapped_key.read(tmp_path)
    assert (found.record, found.repaired) == (record, True)
    assert path.read_bytes() == whole
    assert not wrapped_key.read(tmp_path).repaired


def test_a_new_recovery_key_in_one_copy_only_wins_over_the_old_copy(tmp_path: Path) -> None:
    old, new = make(), make(RecoveryKey(bytes(20)))
    wrapped_key.write(tmp_path, old)
    (tmp_path / "desk.key").write_bytes(wrapped_key.encode(new))
    assert wrapped_key.read(tmp_path).record == new
    assert wrapped_key.decode((tmp_path / "desk.key.copy").read_bytes()) == new


def problem_code(home: Path) -> str:
    with pytest.raises(EnvironmentProblem) as problem:
        wrapped_key.read(home)
    return problem.value.problem.code


def test_copies_of_two_desks_are_not_guessed_between(tmp_path: Path) -> None:
    wrapped_key.write(tmp_path, make())
    other = wrapped_key.encode(make(key=bytes(32)))
    (tmp_path / "desk.key.copy").write_bytes(other)
    assert problem_code(tmp_path) == "vault.keyfile_two"
    assert (tmp_path / "desk.key.copy").read_bytes() == other


def test_states_of_both_copies_are_told_apart(tmp_path: Path) -> None:
    assert problem_code(tmp_path) == "vault.keyfile_missing"
    (tmp_path / "desk.key").write_bytes(b"")
    assert problem_code(tmp_path) == "vault.keyfile_damaged"
    (tmp_path / "desk.key").write_bytes(newer(wrapped_key.encode(make())))
    assert problem_code(tmp_path) == "vault.keyfile_newer"
    (tmp_path / "desk.key").unlink()
    (tmp_path / "desk.key").mkdir()
    assert problem_code(tmp_path) == "vault.keyfile_unreadable"


def test_an_older_copy_beside_a_newer_format_is_left_alone(tmp_path: Path) -> None:
    wrapped_key.write(tmp_path, make())
    (tmp_path / "desk.key").write_bytes(newer(wrapped_key.encode(make())))
    before = (tmp_path / "desk.key.copy").read_bytes()
    assert problem_code(tmp_path) == "vault.keyfile_newer"
    assert (tmp_path / "desk.key.copy").read_bytes() == before


def test_a_full_disk_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapped_key.write(tmp_path, make())
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblem) as problem:
        wrapped_key.write(tmp_path, make(RecoveryKey(bytes(20))))
    assert problem.value.problem.code == "vault.keyfile_unwritable"
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before
