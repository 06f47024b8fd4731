"""0 done, 1 the user, 2 the environment, 3 our bug: and a command that fails prints no result."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app import parts
from desk_app.core.errors import Bug
from desk_app.services import list_visits
from desk_app.store.database import FILE_NAME
from tests.support.command_line import BUG, DONE, ENVIRONMENT, USER, CommandLine


@pytest.mark.parametrize(
    "words",
    [
        (), ("nothing",), ("visit",), ("visit", "nothing"), ("visit", "add", "--nothing"),
        ("visit", "void", "X"), ("score", "--month"), ("demo", "--days", "3"),
        ("demo", "--days", "x", "--visits-per-day", "1", "--seed", "1"),
        ("demo", "--days", "0", "--visits-per-day", "1", "--seed", "1"),
        ("print", "self-assessment", "--period", "26", "-o", "f.pdf"),
        ("print", "self-assessment", "--period", "2026"), ("visit", "list", "--day", "x"),
        ("--lang", "fr", "visit", "list"), ("visit", "list", "too", "many"),
        ("search",), ("officer", "add", "An", "--role", "king"),
        ("visit", "list", "--js"), ("--hom", "x", "visit", "list"), ("verify",),
    ],
)  # fmt: skip
def test_arguments_that_cannot_be_read_are_the_users(
    desk: CommandLine, words: tuple[str, ...]
) -> None:
    before = desk.files()

    done = desk(*words)

    assert (done.code, done.out) == (USER, "")
    assert done.err.startswith(("usage: mot-cua", "cách dùng: mot-cua"))
    assert len(done.err.strip().splitlines()[-1]) > 5
    assert desk.files() == before


def test_words_that_are_no_text_are_the_users(desk: CommandLine) -> None:
    done = desk("visit", "add", "--name", "\udcff", "--procedure", "2.000815")

    assert done.code == USER
    assert "UTF-8" in done.err


def test_a_fault_of_ours_is_said_to_be_ours_with_where_it_happened(
    desk: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(list_visits, "visits_between", fails)
    done = desk("visit", "list", "--json")

    assert (done.code, done.out) == (BUG, "")
    assert "fault of its own" in done.err
    assert "test_exit_codes.py" in done.err


def test_what_only_we_can_have_caused_is_a_fault_of_ours_too(
    desk: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise Bug("x")

    monkeypatch.setattr(parts, "criteria", fails)
    assert desk("score").code == BUG


def test_a_refusal_of_the_machine_is_said_with_its_reason(
    desk: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "/some/file")

    monkeypatch.setattr(parts, "criteria", fails)
    done = desk("score")

    assert done.code == ENVIRONMENT
    assert "/some/file" in done.err
    assert "Permission denied" in done.err


@pytest.mark.parametrize("damage", ["zeros", "cut", "empty", "text"])
def test_a_damaged_database_is_the_machines_fault_and_left_as_it_is(
    desk: CommandLine, damage: str
) -> None:
    file = desk.home / FILE_NAME
    whole = file.read_bytes()
    broken = {"zeros": bytes(4096) + whole[4096:], "cut": whole[:5000], "empty": b"",
              "text": b"no database " * 500}[damage]  # fmt: skip
    file.write_bytes(broken)

    for words in (("visit", "list"), ("verify", "log", "--json"), ("score", "--json"),
                  ("rebuild",), ("backup",), ("search", "an")):  # fmt: skip
        done = desk(*words)
        assert (done.code, done.out) == (ENVIRONMENT, ""), (words, done)
        assert "Traceback" not in done.err
    assert file.read_bytes() == broken


@pytest.mark.parametrize("damage", ["damaged", "missing"])
def test_a_key_file_that_is_damaged_or_missing_is_told(desk: CommandLine, damage: str) -> None:
    for name in ("desk.key", "desk.key.copy"):
        if damage == "missing":
            (desk.home / name).unlink()
        else:
            (desk.home / name).write_bytes(b"{}")

    done = desk("visit", "list")

    assert done.code == ENVIRONMENT
    assert "desk.key" in done.err


def test_one_good_key_file_is_enough_and_its_repair_is_told_beside_the_result(
    desk: CommandLine,
) -> None:
    (desk.home / "desk.key").write_bytes(b"{}")

    done = desk("visit", "list", "--json")

    assert (done.code, done.out) == (DONE, '{"visits": []}\n')
    assert "copies of desk.key" in done.err
    assert desk("visit", "list").err == ""


def test_a_folder_of_a_newer_program_is_refused(desk: CommandLine) -> None:
    connection = desk.connection()
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
        ("desk", "2099-01-01 later", "2099"),
    )
    connection.commit()
    connection.close()

    done = desk("visit", "list")

    assert done.code == ENVIRONMENT
    assert "newer" in done.err


def test_nothing_is_written_where_nothing_may_be_written(desk: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    for target in (folder, tmp_path / "absent" / "f.csv"):
        for words in (("export", "visits"), ("print", "self-assessment", "--period", "2026")):
            done = desk(*words, "-o", target)
            assert (done.code, done.out) == (USER, "")
            assert str(target.parent) in done.err
    assert list(folder.iterdir()) == []
    done = desk("print", "self-assessment", "--period", "2026", "-o", "/proc/f.pdf")
    assert done.code == ENVIRONMENT
