"""Promises about the process that reads: what it refuses to open, its limits, and its end."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desk_app.core.errors import Bug, UserProblem
from desk_app.sheets import reader as reader_module
from desk_app.sheets.file_type import open_file
from desk_app.sheets.limits import Limits
from desk_app.sheets.reader import Cancelled, read_sheet
from tests.sheets.make_files import BATCH, CATALOGUE, HEADINGS, KEY, NOW, ROW, csv_text, read

MANY = csv_text(HEADINGS, *((f"H05.12-261102-{n:04d}", *ROW[1:]) for n in range(1, 3001))).encode()


def refusal(file: Path, limits: Limits | None = None) -> str:
    with pytest.raises(UserProblem) as caught:
        read(file, limits)
    (problem,) = caught.value.problems
    return problem.code


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    assert refusal(tmp_path / "absent.csv") == "sheet.absent"
    assert refusal(tmp_path) == "sheet.folder"
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    assert refusal(pipe) == "sheet.not_a_file"
    assert refusal(Path("/dev/zero")) == "sheet.not_a_file"
    (tmp_path / "to_pipe.csv").symlink_to(pipe)
    assert refusal(tmp_path / "to_pipe.csv") == "sheet.not_a_file"
    (tmp_path / "to_nothing.csv").symlink_to(tmp_path / "gone")
    assert refusal(tmp_path / "to_nothing.csv") == "sheet.absent"
    (tmp_path / "round.csv").symlink_to(tmp_path / "round.csv")
    assert refusal(tmp_path / "round.csv") == "sheet.unreadable"


def test_a_link_to_a_file_is_the_file(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text(csv_text(HEADINGS, ROW), encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    assert read(tmp_path / "link.csv").rows == 1


@pytest.mark.parametrize("error", [errno.EACCES, errno.EIO, errno.EMFILE])
def test_a_file_that_cannot_be_opened_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def refuse(*_: Any) -> int:
        raise OSError(error, "no")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UserProblem) as caught:
        open_file(str(tmp_path / "closed.csv"), Limits())
    assert caught.value.problems[0].code == "sheet.unreadable"


@pytest.mark.parametrize(
    ("begins", "code"),
    [
        (b"%PDF-1.7\n", "sheet.wrong_type"),
        (b"\x89PNG\r\n\x1a\n", "sheet.wrong_type"),
        (b"\xff\xd8\xff\xe0", "sheet.wrong_type"),
        (b"\x1f\x8b\x08", "sheet.wrong_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sheet.old_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "sheet.password"),
        (b"<?xml version='1.0'?>", "sheet.web_page"),
        (b"\x00\x01\x02", "sheet.nul"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_told_by_its_bytes_not_its_name(
    tmp_path: Path, begins: bytes, code: str
) -> None:
    for name in ("visits.csv", "visits.xlsx"):
        file = tmp_path / name
        file.write_bytes(begins + bytes(600))
        assert refusal(file) == code


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_bytes(MANY)
    assert refusal(file, Limits(file=1000)) == "sheet.file_too_big"
    assert refusal(file, Limits(rows=2999)) == "sheet.too_many_rows"


def test_a_worker_that_needs_too_much_memory_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_bytes(MANY)
    assert refusal(file, Limits(memory=1 << 20)) == "sheet.too_big"


def test_after_very_many_errors_the_reading_stops_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_bytes(MANY.replace(b"02/11/2026", b"31/02/2026"))
    found = read(file, Limits(errors=100))
    assert len(found.errors) == 100
    assert found.notices == ["sheet.more_errors"]


def _worker_that(monkeypatch: pytest.MonkeyPatch, does: str) -> list[subprocess.Popen[bytes]]:
    """In place of the worker, a process that runs these lines."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        process = subprocess.Popen([sys.executable, "-c", does], stdin=pipe, stdout=pipe)
        started.append(process)
        return process

    monkeypatch.setattr(reader_module, "start_worker", start)
    return started


def test_a_silent_worker_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = _worker_that(monkeypatch, "import signal; signal.pause()")
    assert refusal(tmp_path / "any", Limits(silence=0.3)) == "sheet.too_slow"
    assert started[0].returncode is not None


@pytest.mark.parametrize(
    ("does", "expected"),
    [
        ("import os; os.abort()", "sheet.too_big"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "sheet.too_big"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "sheet.too_slow"),
    ],
)
def test_a_worker_ended_by_the_kernel_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, expected: str
) -> None:
    _worker_that(monkeypatch, does)
    assert refusal(tmp_path / "any") == expected


@pytest.mark.parametrize(
    "says", [b"", b"\xff\xff\xff\xff", b"\x00\x00\x00\x03abc", b"\x00\x00\x10\x00half"]
)
def test_a_worker_that_talks_nonsense_is_our_bug_not_a_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: bytes
) -> None:
    _worker_that(monkeypatch, f"import sys; sys.stdout.buffer.write({says!r})")
    with pytest.raises(Bug):
        read(tmp_path / "any")


def test_cancelling_while_reading_kills_the_worker(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_bytes(MANY)
    seen: list[Any] = []

    def cancelled() -> bool:
        seen.append(None)
        return len(seen) > 2

    with (
        pytest.raises(Cancelled),
        read_sheet(file, procedures=CATALOGUE, key=KEY, now=NOW, cancelled=cancelled),
    ):
        raise AssertionError("the reading went on")


def test_leaving_in_the_middle_of_the_rows_leaves_no_process(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_bytes(MANY)
    with read_sheet(file, procedures=CATALOGUE, key=KEY, now=NOW) as reader:
        worker = reader.worker
        assert len(next(reader.visits(BATCH, ()))) == 500
    assert worker.returncode is not None


def test_rows_known_already_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_bytes(MANY)
    with read_sheet(file, procedures=CATALOGUE, key=KEY, now=NOW) as reader:
        known = [place for place in range(3000) if place % 3]
        visits = [visit for group in reader.visits(BATCH, known) for visit in group]
    assert len(visits) == 1000
    assert b"H05.12-261102-0004" in (visits[1].person or b"")


def test_the_worker_knows_neither_the_window_nor_the_store() -> None:
    lines = (
        "import sys, desk_app.sheets.worker;"
        "print(*[m for m in sys.modules if m.startswith(('PySide6', 'sqlcipher', 'sqlite',"
        "'desk_app.store', 'desk_app.services', 'desk_app.vault', 'keyring', 'xlsxwriter'))])"
    )
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == ""


def test_the_file_name_and_the_key_are_not_on_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "Nguyễn Văn An.csv"
    file.write_bytes(MANY)
    with read_sheet(file, procedures=CATALOGUE, key=KEY, now=NOW) as reader:
        arguments = [str(part) for part in reader.worker.args]  # type: ignore[union-attr]
    assert not any("Nguy" in part or KEY.hex() in part for part in arguments)
