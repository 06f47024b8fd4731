"""A home copied to a second place, with real programs on both ends: said, and nothing lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine
from tests.support.province_process import ProvinceProgram


def test_both_copies_of_a_home_come_together_and_both_ends_say_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    province = ProvinceProgram(tmp_path / "province")
    province.init()
    with province.serving():
        desk = CommandLine(tmp_path / "first", capsys)
        desk.init()
        paired = desk("pair", "--url", province.url, "--code", province.code())
        assert paired.code == 0, paired
        desk.add(name="Nguyễn Văn Một")
        desk.json("sync", "--once")
        desk.add(name="Nguyễn Văn Hai")
        shutil.copytree(tmp_path / "first", tmp_path / "second")
        other = CommandLine(tmp_path / "second", capsys)

        opened = other("verify", "log")
        for number in range(3):
            desk.add(name=f"Lê Thị {number}")
            other.add(name=f"Trần Văn {number}")
        for one in (desk, other, desk, other):
            done = one("sync", "--once", "--json")
            assert done.code == 0, done

        assert "another machine or folder" in opened.err
        assert sorted(visit["id"] for visit in desk.visits()) == sorted(
            visit["id"] for visit in other.visits()
        )
        assert len(desk.visits()) == 8
        (counted,) = province.json("counts").values()
        assert counted["visits"] == 8
        assert province.json("verify")["ok"]
        assert province.json("branches") == []  # the machine remembered: no number came twice
        for one in (desk, other):
            assert one.json("verify", "log")["ok"]
