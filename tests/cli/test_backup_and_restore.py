"""Backups that are proved, and restores that lose nothing which can still be read."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

import resources
from desk_app import parts
from desk_app.services import restore as restoring
from desk_app.store.database import FILE_NAME
from tests.support.command_line import (
    DONE,
    ENVIRONMENT,
    PROCEDURE,
    USER,
    CommandLine,
)
from tests.support.desks import FakeClock


def _score(line: CommandLine) -> object:
    return line.json("score", "--month", "2026-10")["total"]


def test_a_backup_lies_in_a_new_folder_and_holds_the_whole_log(month: CommandLine) -> None:
    ops = month.json("verify", "log")["ops"]
    made = month.json("backup")

    folder = Path(made["folder"])
    assert made == {"folder": str(folder), "ops": ops}
    assert folder.parent == month.home / "backups"
    assert sorted(file.name for file in folder.iterdir()) == [
        "desk.db", "desk.key", "desk.key.copy",
    ]  # fmt: skip


def test_a_backup_can_be_opened_as_a_desk_of_its_own(
    month: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    month("backup", "-o", tmp_path / "USB stick")
    (folder,) = (tmp_path / "USB stick").iterdir()
    moved = CommandLine(tmp_path / "another machine", capsys)
    shutil.copytree(folder, moved.home)

    assert moved.json("verify", "log") == month.json("verify", "log")
    assert _score(moved) == _score(month)


def test_a_second_backup_in_the_same_second_overwrites_nothing(month: CommandLine) -> None:
    folder = Path(month.json("backup")["folder"])
    before = folder.joinpath("desk.db").stat().st_ino

    assert month("backup").code == ENVIRONMENT
    assert folder.joinpath("desk.db").stat().st_ino == before
    assert len(list(folder.parent.iterdir())) == 1


def test_a_backup_of_a_changed_log_is_refused_and_leaves_nothing(month: CommandLine) -> None:
    with closing(month.connection()) as connection:
        connection.execute("UPDATE visit SET name = 'x' WHERE n = (SELECT min(n) FROM visit)")
        connection.commit()

    done = month("backup")

    assert (done.code, done.out) == (ENVIRONMENT, "")
    assert list((month.home / "backups").iterdir()) == []


def test_a_restored_desk_is_whole_and_has_what_came_after_the_backup(
    month: CommandLine, clock: FakeClock
) -> None:
    made = month.json("backup")
    clock.go_on(minutes=5)
    newer = month.add(name="Đào Thị Mới")
    gone = next(v["id"] for v in month.visits() if v["name"] and v["id"] != newer)
    month("visit", "erase", gone, "--basis", "request")
    visits, score = month.visits(), _score(month)

    done = month.json("restore", made["folder"])

    assert done["recovered"] == 2
    assert done["ops"] == made["ops"]
    assert month.visits() == visits
    assert _score(month) == score
    assert month.json("verify", "log")["ok"] is True
    assert month.json("rebuild")["identical"] is True
    aside = Path(done["set_aside"])
    assert sorted(file.name for file in aside.iterdir()) == ["desk.db", "desk.key", "desk.key.copy"]
    assert month.json("search", "dao thi moi")["hits"][0]["id"] == newer
    assert month.visit(gone)["name"] == ""


def test_after_a_restore_the_desk_writes_in_a_new_epoch_and_paper_numbers_change_their_letter(
    month: CommandLine, tmp_path: Path
) -> None:
    def number(copy: int) -> str:
        words = ("--period", "2026", "--copy", str(copy), "-o", tmp_path / f"{copy}.pdf")
        return str(month.json("print", "self-assessment", *words)["number"])

    before = number(1)
    folder = month.json("backup")["folder"]
    assert month("restore", folder).code == DONE
    after = number(2)
    identity = month.add()

    (mark, letter, _), (same_mark, next_letter, counter) = before.split("-"), after.split("-")
    assert mark == same_mark
    assert (letter, next_letter) == ("A", "B")
    assert int(counter) == 1
    assert identity.split(".")[1] == "1"
    assert {head["epoch"] for head in month.json("verify", "log")["heads"]} == {0, 1}
    assert month("restore", folder).code == DONE
    assert month.add().split(".")[1] == "2"
    assert len(list(month.home.glob("set-aside-*"))) == 2


def test_lists_taken_in_after_the_backup_are_there_after_the_restore(
    desk: CommandLine, tmp_path: Path
) -> None:
    def known() -> tuple[object, ...]:
        again = desk.json("import", "catalogue", listed, "--dry-run")
        counted = desk.json("due", "--received", "2026-10-15T09:00", "--time", "1wd")
        return again["counts"]["new"], counted["calendar"], desk.json("case", "show", "1")["number"]

    case = desk.json("case", "add", "--procedure", PROCEDURE, "--name", "An")["number"]
    folder = desk.json("backup")["folder"]
    listed, calendar = tmp_path / "list.csv", tmp_path / "calendar.toml"
    listed.write_text("Mã TTHC,Tên TTHC,Lĩnh vực\n9.000021,Việc mới,Hộ tịch\n", encoding="utf-8")
    desk.json("import", "catalogue", listed)
    text = resources.read_text("calendars/vn.toml").replace("vn-2026.11", "bg-2026.12")
    calendar.write_text(text, encoding="utf-8")
    desk.json("import", "calendar", calendar)
    assert known() == (0, "bg-2026.12", case)

    assert desk("restore", folder).code == DONE
    assert known() == (0, "bg-2026.12", case)
    # Restored from the same backup once more, and nothing is there twice.
    assert desk("restore", folder).code == DONE
    assert known() == (0, "bg-2026.12", case)
    with closing(desk.connection()) as connection:
        assert connection.execute("SELECT count(*) FROM calendar_file").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM procedure_change").fetchone() == (1,)


def test_a_cut_from_before_a_restore_still_gives_its_score(month: CommandLine) -> None:
    then = month.json("score", "--month", "2026-10")
    folder = month.json("backup")["folder"]
    month("restore", folder)
    month.add()

    assert month.json("score", "--month", "2026-10", "--at", then["cut"]) == then


@pytest.mark.parametrize("damage", ["zeros", "cut", "garbage", "empty"])
def test_a_damaged_database_is_replaced_set_aside_and_what_can_be_read_is_kept(
    month: CommandLine, damage: str
) -> None:
    folder = month.json("backup")["folder"]
    file = month.home / FILE_NAME
    whole = file.read_bytes()
    middle = len(whole) // 2 // 4096 * 4096
    broken = {
        "zeros": whole[:middle] + bytes(8192) + whole[middle + 8192 :],
        "cut": whole[:middle],
        "garbage": b"\xff" * len(whole),
        "empty": b"",
    }[damage]
    file.write_bytes(broken)

    done = month("restore", folder)

    assert done.code == DONE, done
    assert month.json("verify", "log")["ok"] is True
    (aside,) = month.home.glob("set-aside-*")
    if damage in ("garbage", "empty"):
        assert (aside / FILE_NAME).read_bytes() == broken
        assert done.err
    assert month.add()


def test_a_restore_into_an_empty_home_makes_the_desk_there(
    month: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = month.json("backup")["folder"]
    fresh = CommandLine(tmp_path / "new machine" / "home", capsys)

    done = fresh.json("restore", folder)

    assert (done["recovered"], done["set_aside"]) == (0, "")
    assert fresh.visits() == month.visits()
    assert (fresh.home / "desk.key.copy").exists()


def _refused(line: CommandLine, *words: str | Path) -> str:
    before = line.files()
    done = line("restore", *words)
    assert (done.code in (USER, ENVIRONMENT), done.out) == (True, ""), done
    after = {n: d for n, d in line.files().items() if not n.endswith(".lock")}
    assert after.keys() == {n for n in before if not n.endswith(".lock")}
    # The database's own bytes may be checkpointed; what it says is compared by the caller.
    assert {n: d for n, d in after.items() if "key" in n} == {
        n: d for n, d in before.items() if "key" in n
    }
    return done.err


def test_a_backup_of_another_desk_is_refused_and_leaves_everything_as_it_was(
    month: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = CommandLine(tmp_path / "other", capsys)
    other.init()
    folder = other.json("backup")["folder"]
    visits = month.visits()

    assert "another desk" in _refused(month, folder)
    assert month.visits() == visits


@pytest.mark.parametrize("what", ["absent", "empty", "a file", "no key", "damaged"])
def test_what_is_no_backup_is_refused_and_leaves_everything_as_it_was(
    month: CommandLine, tmp_path: Path, what: str
) -> None:
    folder = tmp_path / "backup"
    if what == "a file":
        folder.write_text("x", encoding="utf-8")
    elif what == "empty":
        folder.mkdir()
    elif what != "absent":
        shutil.copytree(month.json("backup")["folder"], folder)
        if what == "no key":
            (folder / "desk.key").unlink()
            (folder / "desk.key.copy").unlink()
        else:
            data = bytearray((folder / FILE_NAME).read_bytes())
            data[9000:9100] = bytes(100)
            (folder / FILE_NAME).write_bytes(data)
    visits = month.visits()

    assert _refused(month, folder)
    assert month.visits() == visits
    assert not list(month.home.glob("*restoring*"))


def test_a_restore_that_stops_at_the_last_step_leaves_the_old_desk(
    month: CommandLine, monkeypatch: pytest.MonkeyPatch, clock: FakeClock
) -> None:
    folder = month.json("backup")["folder"]
    month.add(name="Sau bản sao lưu")
    visits = month.visits()

    def stops(finished: Path, file: Path, key: bytes) -> None:
        assert finished.exists()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(restoring, "put_in_place", stops)
        done = month("restore", folder)

    assert (done.code, done.out) == (USER, "")
    assert month.visits() == visits
    assert month.json("verify", "log")["ok"] is True
    # That an epoch was begun is remembered also when nothing came of it.
    left = {one.name for one in month.home.iterdir() if one.suffix not in (".lock", ".epoch")}
    assert left == {"backups", "desk.db", "desk.key", "desk.key.copy"}


def test_a_desk_in_use_by_another_program_is_not_replaced_under_it(month: CommandLine) -> None:
    folder = month.json("backup")["folder"]
    with parts.open_desk(month.home):
        done = month("restore", folder)

    assert done.code == ENVIRONMENT
    assert "open somewhere else" in done.err
    assert month("visit", "add", "--name", "An", "--procedure", PROCEDURE).code == DONE
    assert month("restore", folder).code == DONE


def test_an_old_backup_opens_with_the_sheet_of_its_time_and_revives_no_revoked_one(
    mot_cua: CommandLine, tmp_path: Path
) -> None:
    old, new = mot_cua.init(), tmp_path / "new.txt"
    folder = mot_cua.json("backup")["folder"]
    mot_cua("recovery-key", "new", "-o", new)

    assert mot_cua("--recovery-key-file", new, "restore", folder).code == USER
    assert mot_cua("--recovery-key-file", old, "restore", folder).code == DONE
    assert mot_cua("--recovery-key-file", new, "visit", "list").code == DONE
    assert mot_cua("--recovery-key-file", old, "visit", "list").code == USER


@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_a_lost_key_file_comes_back_with_the_backup(month: CommandLine, damage: str) -> None:
    folder = month.json("backup")["folder"]
    newer = month.add()
    for name in ("desk.key", "desk.key.copy"):
        if damage == "missing":
            (month.home / name).unlink()
        else:
            (month.home / name).write_bytes(b"{}")

    done = month("restore", folder)

    assert done.code == DONE, done
    assert "desk.key" in done.err
    assert month.visit(newer)
    assert month.json("verify", "log")["ok"] is True
