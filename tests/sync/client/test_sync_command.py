"""`mot-cua sync` as a script meets it: real programs on both ends, counts out, exit codes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command_line import DONE, ENVIRONMENT, USER, CommandLine
from tests.support.province_process import ProvinceProgram

KEYS = {"sent", "acked", "received", "waiting", "quarantined", "blobs_waiting"}


@pytest.fixture
def program(tmp_path: Path) -> ProvinceProgram:
    """A practice province that does not serve yet."""
    made = ProvinceProgram(tmp_path / "province")
    made.init()
    return made


@pytest.fixture
def served(program: ProvinceProgram) -> Iterator[ProvinceProgram]:
    """A practice province that serves."""
    with program.serving():
        yield program


def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str = "first") -> CommandLine:
    """A practice desk."""
    mot_cua = CommandLine(tmp_path / name, capsys)
    mot_cua.init()
    return mot_cua


def pair(mot_cua: CommandLine, province: ProvinceProgram) -> None:
    """Pair it with a new code."""
    done = mot_cua("pair", "--url", province.url, "--code", province.code())
    assert done.code == DONE, done


def test_two_desks_and_a_province_end_with_the_same_visits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], served: ProvinceProgram
) -> None:
    first, second = desk(tmp_path, capsys, "first"), desk(tmp_path, capsys, "second")
    pair(first, served)
    pair(second, served)
    for number in range(3):
        first.add(name=f"Nguyễn Văn {number}")

    up = first.json("sync", "--once")
    down = second.json("sync", "--once")

    assert set(up) == KEYS
    assert (up["waiting"], up["acked"]) == (0, up["sent"])
    assert (down["waiting"], down["received"]) == (0, up["acked"])
    assert first.visits() == second.visits()
    counts = served.counts()
    assert sum(one["visits"] for one in counts.values()) == 3
    assert sum(one["ops"] for one in counts.values()) == up["acked"] + down["acked"]


def test_once_more_moves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], served: ProvinceProgram
) -> None:
    first = desk(tmp_path, capsys)
    pair(first, served)
    first.json("sync", "--once")

    assert set(first.json("sync", "--once").values()) == {0}
    words = first("sync", "--once")
    assert (words.code, words.err) == (DONE, "")
    assert "Still waiting: 0." in words.out


def test_without_a_line_it_says_so_and_keeps_everything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], program: ProvinceProgram
) -> None:
    first = desk(tmp_path, capsys)
    with program.serving():
        pair(first, program)
    first.add()

    done = first("sync", "--once", "--json")
    words = first("sync")

    assert done.code == words.code == ENVIRONMENT
    waiting = json.loads(done.out)["waiting"]
    assert waiting >= 2
    assert done.err == "The province's server does not accept connections.\n"
    assert f"Still waiting: {waiting}." in words.out
    with program.serving("--port", program.url.rpartition(":")[2]):
        assert first.json("sync", "--once")["acked"] == waiting


def test_a_desk_without_a_province_is_told_to_pair(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = desk(tmp_path, capsys)("sync", "--once", "--json")

    assert (done.code, done.out) == (USER, "")
    assert "not paired" in done.err


def test_a_province_killed_while_it_answers_gets_the_rest_later(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], program: ProvinceProgram
) -> None:
    first = desk(tmp_path, capsys)
    with program.serving() as server:
        pair(first, program)
        first("demo", "--days", "2", "--visits-per-day", "30", "--seed", "4")
        port = program.url.rpartition(":")[2]
        server.kill()
        assert first("sync", "--once").code == ENVIRONMENT
    with program.serving("--port", port):
        done = first.json("sync", "--once")

    assert done["waiting"] == 0
    (held,) = program.counts().values()
    assert held["ops"] == done["acked"]
    assert program.json("verify")["ok"] is True
