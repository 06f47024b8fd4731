"""What every test of the command line gets: a home, a clock that stands still, and a desk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desk_app import parts
from desk_app.cli import main
from tests.support.command_line import UNIT, CommandLine
from tests.support.desks import FakeClock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    """The machine's clock: 8 o'clock on 15 October 2026 until it is told to go on."""
    told = FakeClock()
    monkeypatch.setattr(parts, "system_clock", told)
    return told


@pytest.fixture
def mot_cua(tmp_path: Path, capsys: pytest.CaptureFixture[str], clock: FakeClock) -> CommandLine:
    """The command line on a home where no desk is yet."""
    return CommandLine(tmp_path / "home", capsys)


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("empty") / "home"
    key = str(home.with_name("recovery.txt"))
    _run(home, "init", "--unit", UNIT, "--desk", "Quầy 1", "--practice", "--recovery-key-out", key)
    return home


@pytest.fixture(scope="session")
def _a_month(_empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("month") / "home"
    shutil.copytree(_empty, home)
    _run(home, "demo", "--days", "10", "--visits-per-day", "20", "--seed", "5")
    return home


def _run(home: Path, *words: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "system_clock", FakeClock())
        assert main(["--home", str(home), *words]) == 0


@pytest.fixture
def desk(mot_cua: CommandLine, _empty: Path) -> CommandLine:
    """The command line on an empty practice desk."""
    shutil.copytree(_empty, mot_cua.home)
    return mot_cua


@pytest.fixture
def month(mot_cua: CommandLine, _a_month: Path) -> CommandLine:
    """The command line on a practice desk with ten simulated days."""
    shutil.copytree(_a_month, mot_cua.home)
    return mot_cua
