"""How the window starts, and how it says that it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app import app, parts
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
    assert app.main(["--home", str(tmp_path / "desk")]) == 0
    assert app.main(["--home", str(tmp_path / "desk")]) == 0
    assert shown == [(True, parts.PRACTICE_UNIT)] * 2


def test_one_window_per_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "desk"
    monkeypatch.setattr(app, "_show", lambda desk, home: 0)
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
        f"app.main(['--home', {str(tmp_path / 'desk')!r}]);"
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
