"""How the window starts, and how it says that it cannot."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tomllib
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app import __version__, app, parts, window_parts
from desk_app.core.clock import Instant, from_local
from desk_app.core.errors import UserProblem
from desk_app.core.period import Month
from desk_app.core.problems import Problem
from desk_app.homes import default_home, real_home
from desk_app.services import first_run
from desk_app.services.first_desk import FirstKey
from desk_app.services.first_run import FirstRun, Step
from desk_app.store.lock import WindowLock
from desk_app.ui.first_run.window import FirstRunWindow
from desk_app.ui.window import Window
from tests.support.first_run import make_desk
from tests.support.secret_service import SecretService
from tests.support.window import compile_texts, open_window


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


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of all desks of this user, empty."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "mot-cua"


Shown = list[tuple[bool, Path]]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Which desks were shown: whether for practice, and where they live."""
    found: Shown = []

    def show(desk: parts.Desk, home: Path) -> int:
        found.append((desk.store.desk.practice, home))
        return 0

    monkeypatch.setattr(app, "_show", show)
    return found


def test_the_first_start_opens_the_first_run_and_no_desk(
    homes: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path, Step]] = []

    def stop_there(home: Path, state: FirstRun) -> None:
        asked.append((home, state.step))
        first_run.keep(home, FirstRun(step=Step.DEVICES, unit="07210", desk="Quầy 2"))

    monkeypatch.setattr(app, "_first_run", stop_there)
    assert app.main([]) == 0
    assert app.main([]) == 0
    assert asked == [(homes / "desk", Step.PLACE), (homes / "desk", Step.DEVICES)]
    assert shown == []


def test_a_desk_whose_first_run_is_over_opens_at_once_the_next_time(
    unlocked_secret_service: SecretService,
    homes: Path,
    shown: Shown,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def finish(home: Path, state: FirstRun) -> FirstRun:
        return make_desk(home, FirstKey(os.urandom))

    monkeypatch.setattr(app, "_first_run", finish)
    assert app.main([]) == 0
    monkeypatch.delattr(app, "_first_run")
    assert app.main([]) == 0
    assert shown == [(False, homes / "desk")] * 2
    assert first_run.load(homes / "desk") is None
    assert len(unlocked_secret_service.secrets()) == 1


def test_a_made_desk_never_opens_before_its_first_run_is_over(
    homes: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = homes / "desk"
    parts.create_desk(home, parts.PRACTICE_UNIT, "Quầy 2", practice=True)
    first_run.keep(home, FirstRun(step=Step.PROVINCE, unit="07210", desk="Quầy 2"))
    monkeypatch.setattr(app, "_first_run", lambda home, state: None)

    assert app.main([]) == 0
    assert shown == []


@pytest.mark.parametrize("finished", [True, False])
def test_after_the_last_step_the_same_program_goes_to_work_and_not_before(
    unlocked_secret_service: SecretService,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    finished: bool,
) -> None:
    compile_texts()
    home = tmp_path / "desk"
    home.mkdir()
    left = make_desk(home, FirstKey(os.urandom))
    first_run.keep(home, msgspec.structs.replace(left, step=Step.PRACTICE, rating_screen="turned"))
    working: list[tuple[str, str, bool]] = []
    started = FirstRunWindow.start

    def walk(window: FirstRunWindow) -> None:
        started(window)
        QTimer.singleShot(0, window.go.click if finished else window.close)

    def work(window: Window) -> None:
        desk = window.desk
        working.append((desk.name, desk.settings.rating_screen, desk.signed_in))
        QTimer.singleShot(0, window.main.close)

    monkeypatch.setattr(FirstRunWindow, "start", walk)
    monkeypatch.setattr(Window, "start", work)
    assert app.main(["--home", str(home)]) == 0
    assert working == ([("Quầy 2", "turned", False)] if finished else [])
    assert (first_run.load(home) is None) == finished
    assert len(unlocked_secret_service.secrets()) == 1


def test_whoever_had_only_a_practice_desk_keeps_it_until_a_desk_is_begun(
    homes: Path, shown: Shown
) -> None:
    parts.create_practice_desk(homes / "practice")
    assert app.main([]) == 0
    assert shown == [(True, homes / "practice")]
    assert real_home(homes / "practice") == homes / "desk"
    (homes / "desk").mkdir()
    first_run.keep(homes / "desk", FirstRun())
    assert default_home() == homes / "desk"


def test_the_practice_desk_lies_beside_the_desk_and_is_made_when_asked_for(
    homes: Path, tmp_path: Path, shown: Shown
) -> None:
    assert app.main(["--practice"]) == 0
    assert app.main(["--home", str(tmp_path / "quay 2"), "--practice"]) == 0
    assert shown == [(True, homes / "practice"), (True, tmp_path / "quay 2-practice")]
    assert not (tmp_path / "quay 2").exists()
    assert real_home(tmp_path / "quay 2-practice") == tmp_path / "quay 2"


def test_a_second_window_of_the_practice_desk_is_told_and_the_first_is_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    def start(program: str, words: list[str]) -> tuple[bool, int]:
        started.append([program, *words])
        return True, 1

    monkeypatch.setattr("PySide6.QtCore.QProcess.startDetached", start)
    home, practice = tmp_path / "desk", tmp_path / "desk-practice"
    window_parts.open_practice(home)
    words = ["-m", "desk_app.app", "--home", str(practice), "--first-run"]
    assert started == [[sys.executable, *words]]
    held = WindowLock(practice)
    assert held.take()
    with pytest.raises(UserProblem) as refused:
        window_parts.open_practice(home)
    assert refused.value.problems[0].code == "first_run.practice_open"
    held.release()
    window_parts.open_real(practice)
    assert started[1][4] == str(home)


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
    parts.create_practice_desk(home)
    assert app.main(["--home", str(home)]) == 0
    held = WindowLock(home)
    assert held.take()
    capsys.readouterr()
    assert app.main(["--home", str(home)]) == 2
    assert app.WINDOW_OPEN in capsys.readouterr().err
    held.release()


def test_nothing_heavy_is_loaded_before_it_is_needed(tmp_path: Path) -> None:
    parts.create_practice_desk(tmp_path / "desk")
    script = (
        "import sys; from pathlib import Path; from desk_app import app, parts, window_parts;"
        "app._show = lambda desk, home: 0;"
        f"app.main(['--home', {str(tmp_path / 'desk')!r}]);"
        "from PySide6.QtWidgets import QApplication; a = QApplication([]);"
        "import contextlib; stack = contextlib.ExitStack();"
        f"desk = stack.enter_context(parts.open_desk(Path({str(tmp_path / 'desk')!r})));"
        f"window_parts.build_window(a, desk, Path({str(tmp_path / 'desk')!r}))[1]();"
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
    assert tomllib.loads(text)["project"]["version"] == __version__


def test_only_the_rows_of_today_are_read_at_start(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
) -> None:
    assert qtbot is not None
    with open_window(qapp, tmp_path / "desk") as opened:
        assert opened.window._built("month") is False
        assert opened.window.visits.built is False
        assert opened.window.intake.today.table.rows.rowCount() == 0
