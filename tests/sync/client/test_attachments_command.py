"""Scans between two desks as a script meets them: real programs, a real province, one killed."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import pictures
from tests.support.command_line import DONE, ENVIRONMENT, UNIT, CommandLine
from tests.support.processes import HANG, wait_until
from tests.support.province_process import ProvinceProgram

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ProvinceProgram]:
    """A practice province that serves."""
    made = ProvinceProgram(tmp_path / "province")
    made.init()
    with made.serving():
        yield made


def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], province: ProvinceProgram, name: str
) -> CommandLine:
    """A practice desk, paired."""
    mot_cua = CommandLine(tmp_path / name, capsys)
    mot_cua.init()
    done = mot_cua("pair", "--url", province.url, "--code", province.code())
    assert done.code == DONE, done
    return mot_cua


def case(mot_cua: CommandLine) -> str:
    """A case."""
    words = ("case", "add", "--name", "Lương Thị Ngọc Ánh", "--procedure", "1.004884")
    return str(mot_cua.json(*words)["number"])


def test_a_scan_of_one_desk_is_opened_at_the_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], served: ProvinceProgram
) -> None:
    first, second = (desk(tmp_path, capsys, served, name) for name in ("first", "second"))
    number = case(first)
    (tmp_path / "giay.jpg").write_bytes(pictures.jpeg())
    first.json("case", "attach", number, tmp_path / "giay.jpg")

    up = first.json("sync", "--once")
    assert (up["waiting"], up["blobs_waiting"]) == (0, 0)
    assert second.json("sync", "--once")["blobs_waiting"] == 0
    copy = ("case", "copy", number, "1", "--output", tmp_path / "ban-sao.jpg")
    there = second(*copy)
    assert there.code == ENVIRONMENT
    assert "being fetched from the province" in there.err
    second.json("sync", "--once")
    copied = second.json(*copy)

    assert copied["original"] == hashlib.sha256(pictures.jpeg()).hexdigest()
    assert not any(sign in (tmp_path / "ban-sao.jpg").read_bytes() for sign in pictures.PLANTED)


def test_a_program_killed_while_it_sends_goes_on_at_its_next_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], served: ProvinceProgram
) -> None:
    mot_cua = desk(tmp_path, capsys, served, "first")
    number = case(mot_cua)
    scan = pictures.jpeg() + bytes(20_000_000)
    (tmp_path / "lon.jpg").write_bytes(scan)
    mot_cua.json("case", "attach", number, tmp_path / "lon.jpg")
    name = hashlib.sha256(scan).hexdigest()
    words = [sys.executable, "-m", "desk_app.cli", "--home", str(mot_cua.home), "sync", "--once"]

    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as killed:
        begun = f"blobs/{UNIT}/{name}.part"
        wait_until((tmp_path / "province" / begun).exists, "a begun file")
        killed.send_signal(signal.SIGKILL)
        killed.wait(HANG)

    assert (tmp_path / "province" / begun).stat().st_size < len(scan)
    assert mot_cua.json("sync", "--once")["blobs_waiting"] == 0
    assert (tmp_path / "province" / "blobs" / UNIT / name).read_bytes() == scan
    assert served.json("verify")["ok"]
