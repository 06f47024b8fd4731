"""Practice data from the command line: seeded, on practice desks only, never in the future."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import DONE, USER, CommandLine

TWO_DAYS = ("demo", "--days", "2", "--visits-per-day", "20")


def _facts(line: CommandLine) -> list[tuple[Any, ...]]:
    names = ("at", "recorded", "purpose", "procedures", "outcome", "name", "rating", "voided")
    return [tuple(visit[name] for name in names) for visit in line.visits()]


def test_equal_seeds_make_equal_days_and_other_seeds_others(
    desk: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second, third = CommandLine(tmp_path / "2", capsys), CommandLine(tmp_path / "3", capsys)
    second.init()
    third.init()

    for line, seed in ((desk, "7"), (second, "7"), (third, "8")):
        assert line(*TWO_DAYS, "--seed", seed).code == DONE

    assert _facts(desk) == _facts(second) != _facts(third)
    assert (
        desk.json("score", "--month", "2026-10")["total"]
        == (second.json("score", "--month", "2026-10")["total"])
    )


def test_nothing_is_simulated_after_this_moment(desk: CommandLine) -> None:
    assert desk(*TWO_DAYS, "--seed", "1", "--until", "2026-12-01").code == DONE
    assert desk("demo", "--days", "3", "--visits-per-day", "20", "--seed", "1").code == DONE

    assert all(visit["recorded"] <= "2026-10-15T08:00:01" for visit in desk.visits())


def test_the_last_day_is_the_one_that_was_asked_for(desk: CommandLine) -> None:
    desk(*TWO_DAYS, "--seed", "1", "--until", "30/09/2026")

    days = {visit["at"][:10] for visit in desk.visits()}
    assert max(days) == "2026-09-30"
    assert days <= {"2026-09-29", "2026-09-30"}


def test_more_than_a_simulation_takes_is_refused(desk: CommandLine) -> None:
    for words in (("--days", "99999", "--visits-per-day", "1"),
                  ("--days", "1", "--visits-per-day", "99999")):  # fmt: skip
        assert desk("demo", *words, "--seed", "1").code == USER
    assert desk.visits() == []


@pytest.mark.usefixtures("unlocked_secret_service")
def test_invented_visits_never_enter_a_real_desk(mot_cua: CommandLine, tmp_path: Path) -> None:
    pin = tmp_path / "pin"
    pin.write_text("480273", encoding="utf-8")
    mot_cua.init(practice=False)
    mot_cua("officer", "add", "Lê Thị Sáu", "--role", "administrator", "--new-pin-file", pin)
    mot_cua.who = ("--as", "sáu", "--pin-file", str(pin))
    before = mot_cua.json("verify", "log")

    done = mot_cua(*TWO_DAYS, "--seed", "1")

    assert done.code == USER
    assert "practice desk" in done.err
    assert mot_cua.json("verify", "log") == before
