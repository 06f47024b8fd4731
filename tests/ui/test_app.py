"""How the window starts, and how it says that it cannot."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tomllib
from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app import app, parts
from desk_app.core.clock import Instant, from_local
from desk_app.core.period import Month
from desk_app.core.problems import Problem
from desk_app.store.lock import WindowLock
from tests.support.window import open_window


def started(home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program started as `make run` does, with nothing of a screen but what is given."""
    clean = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "DISPLAY")}
    clean.pop("WAYLAND_DISPLAY", None)
    return subprocess.run(
        [sys.executable, "-m", "desk_app.app", "--home", str(home)],
        env={**clean, **environment},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ":4711"}])
def test_without_a_display_one_sentence_in_both_languages(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    ended = started(tmp_path / "desk", **environment)
    assert ended.returncode == 2
    assert ended.stderr.strip().splitlines() == [app.NO_DISPLAY]
    assert ended.stdout == ""
    assert not (tmp_path / "desk").exists()


def test_the_first_start_makes_a_practice_desk_and_asks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[bool, str]] = []

    def show(desk: parts.Desk, home: Path) -> int:
        shown.append((desk.store.desk.practice, desk.store.desk.unit))
        return 0

    monkeypatch.setattr(app, "_show", show)
    monkeypatch.setattr(parts, "default_home", lambda: tmp_path / "new" / "desk")
    assert app.main([]) == 0
    assert app.main([]) == 0
    assert shown == [(True, parts.PRACTICE_UNIT)] * 2


def test_a_folder_without_a_desk_is_told_and_stays_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "mistyped"
    assert app.main(["--home", str(home)]) == 1
    said = capsys.readouterr().err.strip().splitlines()
    problem = Problem("desk.none", "home", {"home": str(home)})
    assert said == [" / ".join(parts.texts(one).sentence(problem) for one in parts.LANGUAGES)]
    assert not home.exists()


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00bad"])
def test_a_recovery_key_file_that_cannot_be_read_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    parts.create_desk(tmp_path / "desk", parts.PRACTICE_UNIT, "Quầy 2", practice=True)
    file = tmp_path / "key.txt"
    if content is not None:
        file.write_bytes(content)
    asked = ["--home", str(tmp_path / "desk"), "--recovery-key-file", str(file)]
    assert app.main(asked) == 1
    assert str(file) in capsys.readouterr().err


def test_the_form_counts_to_the_day_of_the_window(qapp: QApplication, tmp_path: Path) -> None:
    moment = parts.system_clock()
    wall = from_local(datetime(2026, 3, 4, 9, 30))
    with open_window(
        qapp, tmp_path / "desk", clock=lambda: Instant(wall, moment.mono, moment.boot)
    ) as opened:
        paper = opened.window.desk.paper(Month(2026, 3))
    text = PdfReader(io.BytesIO(paper.pdf)).pages[0].extract_text()
    assert "hết ngày 04/03/2026" in " ".join(text.split())


def test_one_window_per_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "desk"
    monkeypatch.setattr(app, "_show", lambda desk, home: 0)
    monkeypatch.setattr(parts, "default_home", lambda: home)
    assert app.main(["--home", str(home)]) == 0
    held = WindowLock(home)
    assert held.take()
    capsys.readouterr()
    assert app.main(["--home", str(home)]) == 2
    assert app.WINDOW_OPEN in capsys.readouterr().err
    held.release()


def test_nothing_heavy_is_loaded_before_it_is_needed(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from desk_app import app, parts;"
        "app._show = lambda desk, home: 0;"
        f"parts.default_home = lambda: Path({str(tmp_path / 'desk')!r});"
        "app.main([]);"
        "from PySide6.QtWidgets import QApplication; a = QApplication([]);"
        "import contextlib; stack = contextlib.ExitStack();"
        f"desk = stack.enter_context(parts.open_desk(Path({str(tmp_path / 'desk')!r})));"
        f"app.build_window(a, desk, Path({str(tmp_path / 'desk')!r}))[1]();"
        "print([m for m in ('reportlab', 'pypdfium2', 'segno', 'xlsxwriter') if m in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.strip().splitlines()[-1] == "[]"


def test_the_window_says_the_version_of_the_project() -> None:
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["project"]["version"] == app.VERSION


def test_only_the_rows_of_today_are_read_at_start(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
) -> None:
    assert qtbot is not None
    with open_window(qapp, tmp_path / "desk") as opened:
        assert opened.window._built("month") is False
        assert opened.window._built("search") is False
        assert opened.window.intake.today.table.rows.rowCount() == 0
