"""Promises about the catalogue from the command line: shown in words and JSON, then taken in."""

from __future__ import annotations

from pathlib import Path

from tests.support.command_line import DONE, USER, CommandLine

HEADINGS = "Mã TTHC;Tên thủ tục;Thời hạn giải quyết;Ngày có hiệu lực"
MARRIED = "1.004873"


def _list(folder: Path, *rows: str) -> Path:
    file = folder / "tinh.csv"
    file.write_text("\n".join([HEADINGS, *rows]), encoding="utf-8")
    return file


def test_a_dry_run_says_everything_and_writes_nothing(desk: CommandLine, tmp_path: Path) -> None:
    file = _list(tmp_path, f"{MARRIED};Tình trạng hôn nhân;02 ngày làm việc;01/12/2026")
    before = desk.json("verify", "log")

    told = desk("import", "catalogue", file, "--dry-run")

    assert told.code == DONE
    assert "Changed: 1.004873" in told.out
    assert "Time limit: before 3 working days; now 2 working days" in told.out
    assert "1 changed" in told.out
    assert desk.json("verify", "log") == before


def test_a_list_taken_in_is_there_for_the_next_command(desk: CommandLine, tmp_path: Path) -> None:
    file = _list(tmp_path, f"{MARRIED};Tình trạng;02 ngày làm việc;", "1.999001;Việc mới;1 ngày;")

    first = desk.json("import", "catalogue", file)
    second = desk.json("import", "catalogue", file)

    assert first["taken"] is True
    assert first["counts"]["new"] == 1
    assert first["counts"]["changed"] == 1
    assert second["taken"] is False
    assert second["counts"]["unchanged"] == 2
    assert desk.json("verify", "log")["ok"] is True
    assert desk("visit", "add", "--name", "An", "--procedure", "1.999001").code == DONE


def test_mistakes_are_listed_and_nothing_is_taken_in(desk: CommandLine, tmp_path: Path) -> None:
    file = _list(tmp_path, f"{MARRIED};Tình trạng;-2 ngày;", "1.999001;Việc mới;1 ngày;")

    refused = desk.json("import", "catalogue", file, code=USER)
    told = desk("import", "catalogue", file)

    assert refused["taken"] is False
    assert ["-2 ngày" in problem for problem in refused["problems"]] == [True]
    assert told.code == USER
    assert "Row 2" in told.out
    assert desk("visit", "add", "--name", "An", "--procedure", "1.999001").code == USER


def test_missing_procedures_end_only_when_that_is_asked_for(
    desk: CommandLine, tmp_path: Path
) -> None:
    file = _list(tmp_path, f"{MARRIED};Tình trạng hôn nhân;;")

    assert desk.json("import", "catalogue", file, "--dry-run")["counts"]["abolished"] == 0
    ended = desk.json("import", "catalogue", file, "--dry-run", "--abolish-missing")
    assert ended["counts"]["abolished"] > 50


def test_our_own_export_comes_back_unchanged(desk: CommandLine, tmp_path: Path) -> None:
    desk("import", "catalogue", _list(tmp_path, f"{MARRIED};Tình trạng;2 ngày;01/12/2026"))
    own = tmp_path / "own.csv"

    assert desk("export", "catalogue", "-o", own).code == DONE
    again = desk.json("import", "catalogue", own)

    assert again["counts"] == {
        "new": 0, "changed": 0, "replaced": 0, "abolished": 0, "unchanged": 90,
    }  # fmt: skip
    assert desk("export", "catalogue", "-o", own).code == USER  # it is there already
    assert desk("export", "catalogue", "-o", tmp_path / "a.xlsx").code == USER


def test_a_file_that_is_not_there_is_said(desk: CommandLine, tmp_path: Path) -> None:
    assert desk("import", "catalogue", tmp_path / "absent.csv").code == USER
    assert desk("import", "catalogue", tmp_path).code == USER
