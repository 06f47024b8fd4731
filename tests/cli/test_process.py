"""The command line as a program of its own: consoles, pipes, signals, full disks, two at once."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.store.database import FILE_NAME
from tests.support.command_line import (
    DONE,
    ENVIRONMENT,
    PROCEDURE,
    USER,
    CommandLine,
    command,
    environment,
    run_program,
)
from tests.support.processes import wait_until


@pytest.mark.parametrize(
    "console",
    [
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii:strict"},
        {"PYTHONIOENCODING": "cp1258"},
    ],
)
def test_a_console_that_knows_no_vietnamese_gets_utf_8(
    desk: CommandLine, console: dict[str, str]
) -> None:
    desk.add(name="Đặng Thị Quỳnh")

    listed = run_program("--home", desk.home, "visit", "list", "--day", "15/10/2026", **console)
    help_ = run_program("--help", **console)

    assert (listed.returncode, listed.stderr) == (DONE, b"")
    assert "Đặng Thị Quỳnh" in listed.stdout.decode("utf-8")
    assert "quầy tiếp nhận" in help_.stdout.decode("utf-8")


def test_a_name_typed_at_such_a_console_arrives_whole(desk: CommandLine) -> None:
    words = ("visit", "add", "--name", "Đặng Thị Quỳnh", "--procedure", PROCEDURE)
    done = run_program("--home", desk.home, *words, LC_ALL="C", LANG="C")

    assert done.returncode == DONE
    assert desk.visits()[0]["name"] == "Đặng Thị Quỳnh"


def test_bytes_that_are_no_text_are_refused_in_words(desk: CommandLine) -> None:
    done = subprocess.run(
        [*command("--home", desk.home, "search"), b"\xff\xfe"],
        capture_output=True,
        check=False,
        env=environment(),
    )

    assert (done.returncode, done.stdout) == (USER, b"")
    assert b"Traceback" not in done.stderr


def test_a_reader_who_has_seen_enough_is_no_fault(month: CommandLine) -> None:
    words = command("--home", month.home, "visit", "list", "--from", "2026-01-01")
    lister = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert lister.stdout is not None
    lister.stdout.close()
    assert lister.stderr is not None
    complaint = lister.stderr.read()
    lister.stderr.close()

    assert lister.wait() == DONE
    assert complaint == b""


def test_a_bad_log_is_bad_also_for_a_reader_who_has_seen_enough(month: CommandLine) -> None:
    connection = month.connection()
    connection.execute("UPDATE visit SET name = 'x'")
    connection.commit()
    connection.close()
    checker = subprocess.Popen(
        command("--home", month.home, "verify", "log"), stdout=subprocess.PIPE, env=environment()
    )
    assert checker.stdout is not None
    checker.stdout.close()

    assert checker.wait() == ENVIRONMENT


def test_a_full_disk_behind_standard_output_is_the_machines_fault(month: CommandLine) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("--home", month.home, "--lang", "en", "score", "--json"),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env=environment(),
        )

    assert done.returncode == ENVIRONMENT
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_ctrl_c_at_a_running_program_leaves_a_whole_log(desk: CommandLine) -> None:
    running = subprocess.Popen(
        command(
            "--home",
            desk.home,
            "--lang",
            "en",
            "demo",
            "--days",
            "2000",
            "--visits-per-day",
            "200",
            "--seed",
            "1",
        ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
    )
    write_ahead = desk.home / f"{FILE_NAME}-wal"
    before = (desk.home / FILE_NAME).stat().st_size
    wait_until(
        lambda: (
            write_ahead.exists()
            and write_ahead.stat().st_size + (desk.home / FILE_NAME).stat().st_size
            > before + 200_000
        ),
        "visits were written",
    )
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)

    assert running.returncode == USER
    assert b"Stopped" in err
    assert b"Traceback" not in err
    assert desk.json("verify", "log")["ok"] is True
    assert desk.add()


def test_two_programs_log_visits_at_the_same_time_and_none_is_lost(desk: CommandLine) -> None:
    words = command("--home", desk.home, "visit", "add", "--name", "An", "--procedure",
                    PROCEDURE, "--json")  # fmt: skip
    programs = [
        subprocess.Popen(words, stdout=subprocess.PIPE, env=environment()) for _ in range(4)
    ]
    answers = [program.communicate(timeout=60)[0] for program in programs]

    assert [program.returncode for program in programs] == [DONE] * 4
    identities = {json.loads(answer)["id"] for answer in answers}
    assert identities == {visit["id"] for visit in desk.visits()}
    assert len(identities) == 4
    assert desk.json("verify", "log")["ok"] is True


def test_a_window_without_a_display_says_so_in_one_sentence(desk: CommandLine) -> None:
    done = run_program(
        "--home", desk.home, "window", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM=""
    )

    assert (done.returncode, done.stdout) == (ENVIRONMENT, b"")
    assert len(done.stderr.decode().strip().splitlines()) == 1


# Root may write anywhere; without its privileges it is refused like everybody else.
_UNPRIVILEGED = """
import ctypes, sys
ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)())
from desk_app.cli import main
sys.exit(main(sys.argv[1:]))
"""
# A disk that takes not one byte more.
_FULL = """
import resource, sys
from desk_app.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
sys.exit(main(sys.argv[1:]))
"""
ADD = ("visit", "add", "--name", "An", "--procedure", PROCEDURE)
INIT = ("init", "--unit", "07210", "--desk", "Quầy 1", "--practice")


def _under(script: str, home: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", script, "--home", str(home), "--lang", "en", *words],
        capture_output=True,
        check=False,
        env=environment(),
    )


def test_a_home_that_may_only_be_read_is_the_machines_fault_whatever_the_command(
    month: CommandLine, tmp_path: Path
) -> None:
    before = month.files()
    month.home.chmod(0o500)
    for file in month.home.iterdir():
        file.chmod(0o400)
    try:
        for words in (ADD, ("rebuild",), ("backup",)):
            done = _under(_UNPRIVILEGED, month.home, *words)
            assert (done.returncode, done.stdout) == (ENVIRONMENT, b""), (words, done)
            assert b"Traceback" not in done.stderr
        below = _under(_UNPRIVILEGED, month.home / "another desk", *INIT)
    finally:
        month.home.chmod(0o700)

    assert (below.returncode, below.stdout) == (ENVIRONMENT, b"")
    for file in month.home.iterdir():
        file.chmod(0o600)
    assert month.files() == before


def test_a_full_disk_is_said_and_leaves_the_desk_as_it_was(
    month: CommandLine, tmp_path: Path
) -> None:
    heads = month.json("verify", "log")["heads"]

    for words in (ADD, ("rebuild",), ("backup",), ("assess", "set", "1.1", "1", "--reason", "r"),
                  ("print", "self-assessment", "--period", "2026", "-o", str(tmp_path / "f.pdf")),
                  ("export", "visits", "-o", str(tmp_path / "f.csv"))):  # fmt: skip
        done = _under(_FULL, month.home, *words)
        assert (done.returncode, done.stdout) == (ENVIRONMENT, b""), (words, done)
        assert b"Traceback" not in done.stderr
    new = _under(_FULL, tmp_path / "new", *INIT, "--recovery-key-out", str(tmp_path / "key.txt"))

    assert (new.returncode, new.stdout) == (ENVIRONMENT, b"")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["home"]
    assert month.json("verify", "log")["ok"] is True
    assert month.json("verify", "log")["heads"] == heads
    assert month.add()
