"""Spreadsheets in and out from the command line; what the sheets say is tested with the sheets."""

from __future__ import annotations

import csv
import io
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from desk_app.cli.context import Context
from tests.support.command_line import (
    DONE,
    ENVIRONMENT,
    PROCEDURE,
    USER,
    CommandLine,
)

HEADING = "Ngày tiếp,Họ và tên,Mã thủ tục"


def _sheet(folder: Path, *rows: str, heading: str = HEADING) -> Path:
    file = folder / "lượt tiếp.csv"
    file.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return file


def _rows(*names: str) -> list[str]:
    return [f"14/10/2026 08:{n:02d},{name},{PROCEDURE}" for n, name in enumerate(names)]


def test_a_dry_run_answers_as_contracted_and_writes_nothing(
    desk: CommandLine, tmp_path: Path
) -> None:
    file = _sheet(tmp_path, *_rows("Nguyễn Thị Hoà", "Trần Văn Ba"))
    before = desk.json("verify", "log")

    report = desk.json("import", "visits", file, "--dry-run")

    assert {"rows", "new", "unchanged", "errors"} <= set(report)
    assert (report["rows"], report["new"], report["unchanged"]) == (2, 2, 0)
    assert report["errors"] == []
    assert desk.json("verify", "log") == before


def test_the_same_file_twice_adds_nothing(desk: CommandLine, tmp_path: Path) -> None:
    file = _sheet(tmp_path, *_rows("Nguyễn Thị Hoà", "Trần Văn Ba", "Trần Văn Ba"))

    first = desk.json("import", "visits", file)
    second = desk.json("import", "visits", file)

    assert (first["new"], first["unchanged"]) == (3, 0)
    assert (second["new"], second["unchanged"]) == (0, 3)
    assert len(desk.visits()) == 3
    assert desk.json("verify", "log")["ok"] is True
    assert desk.json("rebuild")["identical"] is True


def test_wrong_rows_are_named_and_no_row_is_imported(desk: CommandLine, tmp_path: Path) -> None:
    file = _sheet(tmp_path, *_rows("An"), f"31/02/2026,Bình,{PROCEDURE}", "14/10/2026,Chi,9.999999")

    dry = desk.json("import", "visits", file, "--dry-run", code=USER)
    real = desk.json("import", "visits", file, code=USER)
    said = desk("import", "visits", file)

    assert dry["errors"] == real["errors"]
    assert [error["row"] for error in dry["errors"]] == [3, 4]
    assert all(set(error) == {"row", "column", "message"} for error in dry["errors"])
    assert "31/02/2026" in dry["errors"][0]["message"]
    assert said.code == USER
    assert "Row 3" in said.out
    assert desk.visits() == []


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 100, b"\x89PNG\r\n\x1a\n" * 20, b"PK\x03\x04broken", b"only,words\n"],
    ids=["empty", "zeros", "picture", "broken", "no columns"],
)
def test_a_file_that_is_no_sheet_gives_one_sentence_and_changes_nothing(
    desk: CommandLine, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "file.xlsx"
    file.write_bytes(content)
    before = desk.json("verify", "log")

    report = desk.json("import", "visits", file, code=USER)

    assert len(report["errors"]) == 1
    assert report["new"] == 0
    assert desk.json("verify", "log") == before


def test_a_file_that_is_not_there_is_the_users(desk: CommandLine, tmp_path: Path) -> None:
    for file in (tmp_path / "absent.csv", tmp_path):
        done = desk("import", "visits", file, "--json")
        assert (done.code, done.out) == (USER, "")
        assert str(file) in done.err


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_an_export_comes_back_unchanged_here_and_whole_elsewhere(
    month: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    file = tmp_path / f"visits.{suffix}"
    other = CommandLine(tmp_path / "other", capsys)
    other.init()
    counted = [visit for visit in month.visits() if not visit["voided"]]

    assert month("export", "visits", "-o", file).code == DONE
    here = month.json("import", "visits", file)
    there = other.json("import", "visits", file)

    assert (here["new"], here["unchanged"]) == (0, len(counted))
    assert (there["new"], there["unchanged"]) == (len(counted), 0)

    def kept(visits: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        names = ("name", "organisation", "phone", "address", "procedures", "outcome", "purpose")
        return sorted(tuple(visit[name] for name in names) for visit in visits)

    assert kept(other.visits()) == kept(counted)


def test_an_export_speaks_the_language_that_was_asked_for_and_holds_the_days_asked_for(
    month: CommandLine, tmp_path: Path
) -> None:
    day = month.visits()[0]["at"][:10]
    month.language = "vi"
    month("export", "visits", "-o", tmp_path / "vi.csv", "--from", day, "--to", day)
    month.language = "en"
    month("export", "visits", "-o", tmp_path / "en.csv")
    month("export", "visits", "-o", tmp_path / "en.xlsx")

    def rows(name: str) -> list[list[str]]:
        text = (tmp_path / name).read_bytes().decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text[:40] else ","))

    vi, en = rows("vi.csv"), rows("en.csv")
    assert "Họ và tên" in vi[0]
    assert "Full name" in en[0]
    on_day = [v for v in month.visits() if v["at"][:10] == day and not v["voided"]]
    assert len(vi) - 1 == len(on_day) < len(en) - 1
    book = CalamineWorkbook.from_path(str(tmp_path / "en.xlsx"))
    assert len(book.get_sheet_by_index(0).to_python()) == len(en)


def test_a_name_that_begins_like_a_formula_leaves_as_words(
    desk: CommandLine, tmp_path: Path
) -> None:
    desk.add(name="=HYPERLINK(1)")

    desk("export", "visits", "-o", tmp_path / "f.csv")

    cells = (tmp_path / "f.csv").read_text(encoding="utf-8-sig")
    assert "=HYPERLINK" in cells
    assert not any(cell.startswith("=") for cell in cells.replace(";", ",").split(","))


def test_an_export_replaces_a_file_only_when_that_is_said(
    desk: CommandLine, tmp_path: Path
) -> None:
    target = tmp_path / "f.csv"
    target.write_text("a letter", encoding="utf-8")

    assert desk("export", "visits", "-o", target).code == USER
    assert target.read_text(encoding="utf-8") == "a letter"
    assert desk("export", "visits", "-o", target, "--force").code == DONE
    for wrong in (tmp_path / "f.pdf", tmp_path / "f"):
        assert desk("export", "visits", "-o", wrong).code == USER
    assert desk("export", "visits", "-o", "/proc/f.csv").code == ENVIRONMENT


def test_ctrl_c_while_importing_leaves_nothing_that_counts(
    desk: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _sheet(tmp_path, *(f"14/10/2026 08:00,Người {n},{PROCEDURE}" for n in range(3000)))
    real = Context.show_progress

    def progress(self: Context, done: int, total: int) -> None:
        if total and done > total * 0.6 and not self.stop_wished():
            os.kill(os.getpid(), signal.SIGINT)
        real(self, done, total)

    with monkeypatch.context() as patch:
        patch.setattr(Context, "show_progress", progress)
        done = desk("import", "visits", file)

    assert (done.code, done.out) == (USER, "")
    assert "Stopped" in done.err
    assert desk.visits() == []
    assert [hit for hit in desk.json("search", "nguoi")["hits"] if hit["kind"] == "visit"] == []
    assert desk.json("verify", "log")["ok"] is True
    assert desk.json("rebuild")["identical"] is True
    assert desk.json("import", "visits", file)["new"] == 3000
