"""Opening a new desk: all of it or nothing, and never a desk whose recovery key nobody has."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from desk_app.store import database
from desk_app.vault import vault
from tests.support.command_line import (
    DONE,
    ENVIRONMENT,
    UNIT,
    USER,
    CommandLine,
    command,
    contents,
    environment,
    run_program,
)

INIT = ("init", "--unit", UNIT, "--desk", "Quầy 1", "--practice")


def test_a_new_desk_answers_and_its_recovery_key_lies_in_a_file_for_its_owner_only(
    mot_cua: CommandLine,
) -> None:
    sheet = mot_cua.init()

    assert sheet.stat().st_mode & 0o777 == 0o600
    assert "Quầy 1" in sheet.read_text(encoding="utf-8")
    assert mot_cua.json("verify", "log")["ok"] is True
    assert mot_cua.home.joinpath("desk.db").stat().st_mode & 0o777 == 0o600


def test_without_a_file_the_recovery_key_is_shown_and_opens_the_desk(
    mot_cua: CommandLine, tmp_path: Path
) -> None:
    done = mot_cua(*INIT)
    shown = tmp_path / "copied by hand.txt"
    shown.write_text(done.out, encoding="utf-8")

    assert done.code == DONE
    assert mot_cua("--recovery-key-file", shown, "visit", "list").code == DONE


def test_a_home_with_spaces_and_vietnamese_letters_is_a_home_like_any_other(
    mot_cua: CommandLine, tmp_path: Path
) -> None:
    mot_cua.home = tmp_path / "Bộ phận một cửa" / "bàn số 1 (Đồng Kỳ)"
    mot_cua.home.parent.mkdir()

    mot_cua.init()
    mot_cua.add()

    assert mot_cua.json("verify", "log")["ok"] is True
    assert mot_cua("backup").code == DONE


def test_a_second_init_in_the_same_home_changes_nothing(desk: CommandLine) -> None:
    before = desk.files()

    done = desk(*INIT, "--recovery-key-out", desk.home.with_name("second.txt"))

    assert done.code == USER
    assert "already" in done.err
    assert desk.files() == before
    assert not desk.home.with_name("second.txt").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--unit", "99999", "--desk", "Quầy 1"), "99999"),
        (("--unit", "7210", "--desk", "Quầy 1"), "five digits"),
        (("--unit", "", "--desk", "Quầy 1"), "five digits"),
        (("--unit", UNIT, "--desk", "  "), "name"),
        (("--unit", UNIT, "--desk", "x" * 61), "60"),
    ],
)
def test_a_wrong_unit_or_name_is_said_and_leaves_nothing(
    mot_cua: CommandLine, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = mot_cua("init", "--practice", "--recovery-key-out", tmp_path / "key.txt", *words)

    assert done.code == USER
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_recovery_key_file_that_is_there_is_never_overwritten(
    mot_cua: CommandLine, tmp_path: Path
) -> None:
    sheet = tmp_path / "key.txt"
    sheet.write_text("the key of another desk", encoding="utf-8")

    done = mot_cua(*INIT, "--recovery-key-out", sheet)

    assert done.code == USER
    assert "--force" not in done.err
    assert contents(tmp_path) == {"key.txt": b"the key of another desk"}


def test_no_desk_is_made_when_its_recovery_key_cannot_be_written(
    mot_cua: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert mot_cua(*INIT, "--recovery-key-out", tmp_path / "absent" / "key.txt").code == USER
    assert list(tmp_path.iterdir()) == []

    def full(path: Path, text: str) -> None:
        raise EnvironmentProblem(Problem("vault.recovery_file_unwritable", values={"file": "F"}))

    monkeypatch.setattr(vault, "save_recovery_file", full)
    assert mot_cua(*INIT, "--recovery-key-out", tmp_path / "key.txt").code == ENVIRONMENT
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", [OSError(28, "no space left"), KeyboardInterrupt()])
def test_an_init_that_stops_half_way_leaves_nothing(
    mot_cua: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: BaseException
) -> None:
    def stops(finished: Path, file: Path, key: bytes) -> None:
        assert finished.exists()
        raise how

    mot_cua.home = tmp_path / "new" / "home"
    with monkeypatch.context() as patch:
        patch.setattr(database, "put_in_place", stops)
        done = mot_cua(*INIT, "--recovery-key-out", tmp_path / "key.txt")

    assert done.code == (ENVIRONMENT if isinstance(how, OSError) else USER)
    assert list(tmp_path.iterdir()) == []
    assert mot_cua(*INIT).code == DONE


def test_a_home_that_cannot_be_made_is_the_machines_fault_and_said_so(
    mot_cua: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("", encoding="utf-8")
    mot_cua.home = tmp_path / "a file" / "home"

    done = mot_cua(*INIT)

    assert (done.code, done.out) == (ENVIRONMENT, "")
    assert "Traceback" not in done.err


def test_a_desk_whose_key_nobody_could_read_is_not_made(tmp_path: Path) -> None:
    done = run_program("--home", tmp_path / "home", *INIT, "--recovery-key-out", "/dev/full")
    assert done.returncode == USER

    with Path("/dev/full").open("wb") as full:
        shown = subprocess.run(
            command("--home", tmp_path / "home", *INIT),
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
    assert shown.returncode == ENVIRONMENT
    assert not (tmp_path / "home").exists()


def test_an_empty_home_is_not_taken_for_the_usual_one(mot_cua: CommandLine) -> None:
    for words in (INIT, ("visit", "list"), ("score",)):
        done = mot_cua.bare("--home", "", "--lang", "en", *words)
        assert done.code == USER
        assert "--home" in done.err


def test_a_home_without_a_desk_says_how_to_open_one(mot_cua: CommandLine) -> None:
    done = mot_cua("visit", "list")

    assert done.code == USER
    assert "mot-cua init" in done.err
    assert not mot_cua.home.exists()
