"""`mot-cua bundle` and `mot-cua-province bundle` between programs that never share a line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import resources
from tests.support.command_line import DONE, ENVIRONMENT, USER, CommandLine
from tests.support.province_process import ProvinceProgram


@pytest.fixture
def province(tmp_path: Path) -> ProvinceProgram:
    """A practice province that never serves."""
    made = ProvinceProgram(tmp_path / "province")
    made.init()
    return made


def far_desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], province: ProvinceProgram, name: str
) -> CommandLine:
    """A practice desk, paired by files alone."""
    mot_cua = CommandLine(tmp_path / name, capsys)
    mot_cua.init()
    code = json.loads(province.run("desk", "add", "--commune", "07210", "--json").out)["code"]
    asked, answer = tmp_path / f"{name}.ask", tmp_path / f"{name}.answer"
    assert mot_cua("pair", "--request", asked, "--code", code).code == DONE
    assert province.run("desk", "enrol", asked, "-o", answer).code == DONE
    assert mot_cua("pair", "--answer", answer).code == DONE
    return mot_cua


def _document(name: str) -> set[str]:
    """The keys of the document that the reference shows."""
    page = resources.read_text("help/en/commands.md")
    section = page.split(f"### `mot-cua {name}`")[1].split("### `")[0]
    (block,) = re.findall(r"```json\n(.*?)```", section, re.DOTALL)
    return set(json.loads(block))


def test_two_desks_that_never_had_a_line_end_with_the_same_visits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], province: ProvinceProgram
) -> None:
    first = far_desk(tmp_path, capsys, province, "first")
    second = far_desk(tmp_path, capsys, province, "second")
    for number in range(3):
        first.add(name=f"Nguyễn Văn {number}")
    for turn, mot_cua in enumerate((first, second, first)):
        up, down = tmp_path / f"{turn}.mcua", tmp_path / f"{turn}.reply.mcua"
        written = mot_cua.json("bundle", "export", up)
        assert set(written) == _document("bundle export")
        taken = province.json("bundle", "import", up, "--reply", down)
        assert taken["new"] == written["ops"]
        read = mot_cua.json("bundle", "import", down)
        assert set(read) == _document("bundle import")
        assert (read["waiting"], read["confirmed"]) == (0, written["ops"])

    assert first.visits() == second.visits()
    assert len(second.visits()) == 3
    assert province.json("verify")["ok"] is True


def test_carrying_somebody_elses_bundle_is_no_mistake_but_reading_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], province: ProvinceProgram
) -> None:
    first = far_desk(tmp_path, capsys, province, "first")
    second = far_desk(tmp_path, capsys, province, "second")
    up, down = tmp_path / "up.mcua", tmp_path / "down.mcua"
    first.json("bundle", "export", up)
    province.json("bundle", "import", up, "--reply", down)

    for who, file, said in (
        (first, up, "Take it there, then read the province's reply here"),
        (second, up, "is for the province"),
        (second, down, "the reply for the desk with the mark"),
    ):
        done = who("bundle", "import", file)
        assert (done.code, done.out) == (USER, "")
        assert said in done.err
    assert first("bundle", "import", down).code == DONE
    again = first("bundle", "import", down)
    assert (again.code, "nothing new" in again.out) == (DONE, True)


def test_a_revoked_desk_hears_so_with_another_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], province: ProvinceProgram
) -> None:
    first = far_desk(tmp_path, capsys, province, "first")
    up, down = tmp_path / "up.mcua", tmp_path / "down.mcua"
    first.json("bundle", "export", up)
    (desk,) = (one["desk"] for one in province.json("desk", "list"))
    assert province.run("desk", "revoke", desk).code == DONE
    assert "held" in province.run("bundle", "import", up, "--reply", down).out
    done = first("bundle", "import", down)
    assert (done.code, "revoked" in done.err) == (ENVIRONMENT, True)


def test_names_that_are_taken_or_missing_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], province: ProvinceProgram
) -> None:
    first = far_desk(tmp_path, capsys, province, "first")
    up = tmp_path / "up.mcua"
    first.json("bundle", "export", up)
    before = up.read_bytes()
    assert first("bundle", "export", up).code == USER
    assert up.read_bytes() == before
    assert first("bundle", "export", up, "--force").code == DONE
    assert up.read_bytes() != before
    assert first("bundle", "export", tmp_path / "none" / "up.mcua").code == USER
    for name in (tmp_path / "none.mcua", tmp_path):
        assert first("bundle", "import", name).code == USER


def test_a_desk_without_a_province_has_nothing_to_carry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = CommandLine(tmp_path / "alone", capsys)
    alone.init()
    done = alone("bundle", "export", tmp_path / "up.mcua")
    assert (done.code, "not paired" in done.err) == (USER, True)
    assert not (tmp_path / "up.mcua").exists()
