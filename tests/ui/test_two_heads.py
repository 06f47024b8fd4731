"""Two screens: Qt's offscreen ones, and the two monitors of a real X server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app import parts
from desk_app.services.list_visits import one_visit
from tests.support.two_heads import TwoHeads, two_heads
from tests.support.two_screens import offscreen, play, played

_KILLED = -9


# ---- Qt's own screens ----------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (1920, 1080), (768, 1366)], ids=str)
def test_every_tile_is_large_on_every_screen_in_both_languages_up_to_200_percent(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    played("sizes", tmp_path / "desk", offscreen(tmp_path, (1366, 768), size))


def test_the_entry_to_check_goes_with_the_save(tmp_path: Path) -> None:
    played("checked", tmp_path / "desk", offscreen(tmp_path, (1366, 768), (1024, 768)))


def test_a_process_killed_before_the_window_closed_has_written_nothing(tmp_path: Path) -> None:
    home = tmp_path / "desk"
    done = play("killed", home, offscreen(tmp_path, (1366, 768), (1024, 768)))
    assert done.returncode == _KILLED, done.stderr[-3000:]
    with parts.open_desk(home) as desk, desk.store.reader() as reader:
        visit = one_visit(reader, done.stdout)
        assert visit is not None
        assert visit.rating == ""


# ---- a real X server -----------------------------------------------------------------------------


@pytest.fixture
def heads(tmp_path: Path) -> Iterator[TwoHeads]:
    """Two monitors, a window manager, nobody else."""
    with two_heads(tmp_path / "server") as running:
        yield running


def test_the_server_has_two_monitors_and_one_can_be_pulled(heads: TwoHeads) -> None:
    both = ["1366x768+0+0", "1024x768+1366+0"]
    assert heads.monitors() == both
    heads.pull()
    assert heads.monitors() == both[:1]
    heads.plug()
    assert heads.monitors() == both


@pytest.mark.parametrize("scene", ["beside_typing", "pulled", "moved", "turned", "checked"])
def test_on_two_real_monitors(heads: TwoHeads, tmp_path: Path, scene: str) -> None:
    played(scene, tmp_path / "desk", heads.env)


def test_a_mirrored_monitor_is_not_the_citizens(heads: TwoHeads, tmp_path: Path) -> None:
    heads.mirror()
    played("mirrored", tmp_path / "desk", heads.env)


def test_one_monitor_is_enough_for_the_turned_screen(heads: TwoHeads, tmp_path: Path) -> None:
    heads.pull()
    played("turned", tmp_path / "desk", heads.env)
