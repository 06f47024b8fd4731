"""One window per home, however the one before it ended."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desk_app.store.lock import WindowLock
from tests.support.processes import HANG

ROOT = Path(__file__).resolve().parents[2]
_HOLD = (
    "import sys; from pathlib import Path; from desk_app.store.lock import WindowLock\n"
    "lock = WindowLock(Path(sys.argv[1])); print(lock.take(), flush=True); sys.stdin.read()\n"
)


def test_the_second_window_of_a_home_is_refused_until_the_first_is_closed(tmp_path: Path) -> None:
    first, second = WindowLock(tmp_path), WindowLock(tmp_path)

    assert first.take()
    assert not second.take()
    assert second.is_taken()
    first.release()
    assert not second.is_taken()
    assert second.take()
    second.release()


def test_two_homes_do_not_know_of_each_other(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    one, two = WindowLock(tmp_path / "one"), WindowLock(tmp_path / "two")

    assert one.take()
    assert two.take()
    one.release()
    two.release()


def test_a_window_that_was_killed_leaves_no_lock_behind(tmp_path: Path) -> None:
    lock = WindowLock(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        assert lock.is_taken()
        assert not lock.take()
        other.kill()
        other.wait(HANG)

    assert lock.take()
    lock.release()


def test_looking_does_not_take(tmp_path: Path) -> None:
    looking, taking = WindowLock(tmp_path), WindowLock(tmp_path)

    assert not looking.is_taken()
    assert taking.take()
    taking.release()
