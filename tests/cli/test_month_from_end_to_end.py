"""One month as whoever judges the program walks through it: real programs, real files, kill -9."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.support.command_line import DONE, PROCEDURE, UNIT, contents, environment, run_program

# Logs visits without end and says each one's id once it is safe.
_LOGGER = """
import sys
from desk_app.cli import main
words = sys.argv[1:]
while True:
    main(words)
"""
_KILLS = (1, 6, 15)


def _run(home: Path, *words: str | Path) -> str:
    done = run_program("--home", home, "--lang", "en", *words)
    assert (done.returncode, done.stderr) == (DONE, b""), (words, done)
    return done.stdout.decode()


def _json(home: Path, *words: str | Path) -> Any:
    return json.loads(_run(home, *words, "--json"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice desk with the visits of October 2026."""
    folder = tmp_path_factory.mktemp("a month")
    home, key = folder / "Quầy 1", folder / "recovery.txt"
    words = ("--unit", UNIT, "--desk", "Quầy 1", "--practice", "--recovery-key-out", key)
    _run(home, "init", *words)
    month = ("--days", "22", "--visits-per-day", "40", "--until", "2026-10-30")
    _run(home, "demo", *month, "--seed", "7")
    return home


def test_the_month_rebuilds_identically_and_verifies(home: Path) -> None:
    rebuilt = _json(home, "rebuild")
    verified = _json(home, "verify", "log")

    assert rebuilt["identical"] is True
    assert verified["ok"] is True
    assert verified["ops"] == rebuilt["ops"] > 1000


def test_the_score_comes_from_the_rows_and_the_form_prints_it(home: Path, tmp_path: Path) -> None:
    score = _json(home, "score", "--month", "2026-10")
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for file in (first, second):
        _run(home, "print", "self-assessment", "--period", "2026", "-o", file, "--on", "2026-10-31")
    text = "\n".join(page.extract_text() for page in PdfReader(first).pages)
    visits = _json(home, "visit", "list", "--from", "2026-01-01", "--to", "2026-10-31")["visits"]

    answered = next(one for one in score["criteria"] if one["id"] == "5.7")
    served = [one for one in visits if one["purpose"] != "question" and not one["voided"]]
    assert answered["denominator"] == len(served)
    assert answered["numerator"] == sum(one["rating"] == "answered" for one in served)
    parts = ("proven", "claimed", "unproven", "lost")
    assert sum(Decimal(score["total"][part]) for part in parts) == Decimal(score["total"]["max"])
    assert first.read_bytes() == second.read_bytes()
    assert len(score["criteria"]) == 43
    assert all(one["id"] in text for one in score["criteria"])
    assert f"{answered['numerator']}/{answered['denominator']}" in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text


def _unreadable(home: Path, secrets: set[str]) -> None:
    for name, data in contents(home).items():
        if name.startswith(("desk.key", "window.lock")):
            continue
        assert not data.startswith(b"SQLite format 3"), name
        for secret in secrets:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                assert secret.encode(encoding) not in data, (name, encoding)
        # Encrypted bytes look random: they do not get shorter.
        if len(data) > 4096 and not name.endswith("-shm"):
            assert len(zlib.compress(data)) > 0.98 * len(data), name


def test_a_hex_editor_finds_nothing_to_read_in_the_files_of_the_desk(home: Path) -> None:
    visits = _json(home, "visit", "list", "--from", "2026-01-01", "--to", "2026-10-31")["visits"]
    words = {one[field] for one in visits for field in ("name", "phone", "address", "note")}
    secrets = {word for word in words if len(word) > 5} | {"visit.logged", "CREATE TABLE"}

    assert len(secrets) > 300
    _unreadable(home, secrets)


def test_no_visit_that_was_acknowledged_is_lost_to_kill_9(home: Path) -> None:
    visit = ("visit", "add", "--name", "Nguyễn Thị Không Mất", "--procedure", PROCEDURE, "--json")
    acknowledged: list[str] = []
    for kill_after in _KILLS:
        logger = subprocess.Popen(
            [sys.executable, "-c", _LOGGER, "--home", str(home), *visit],
            stdout=subprocess.PIPE,
            env=environment(),
        )
        assert logger.stdout is not None
        said = [logger.stdout.readline() for _ in range(kill_after)]
        logger.kill()
        # What it had said before it was killed counts; a line cut in the middle does not.
        said += logger.stdout.read().splitlines(keepends=True)
        logger.stdout.close()
        assert logger.wait() == -9
        acknowledged += [json.loads(line)["id"] for line in said if line.endswith(b"}\n")]
        _unreadable(home, {"Nguyễn Thị Không Mất", "visit.logged"})

    found = _json(home, "visit", "list", "--from", "2026-10-31")["visits"]
    logged = [one["id"] for one in found]

    assert len(acknowledged) >= sum(_KILLS)
    assert set(acknowledged) <= set(logged)
    # At most the one visit that was under way when each program was killed was not acknowledged.
    assert len(logged) <= len(acknowledged) + len(_KILLS)
    assert _json(home, "verify", "log")["ok"] is True
    assert _json(home, "rebuild")["identical"] is True
