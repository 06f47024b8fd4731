"""`due` and `import calendar`: the working calendar from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

import resources
from tests.support.command_line import DONE, USER, CommandLine

CALENDAR = resources.read_text("calendars/vn.toml")


@pytest.mark.parametrize(
    ("received", "limit", "due"),
    [
        ("2026-06-05T09:00", "3wd", "2026-06-10T17:00:00+07:00"),
        ("05/06/2026 09:00", "8wh", "2026-06-08T09:00:00+07:00"),
        ("2026-06-05T09:00", "30d", "2026-07-06T17:00:00+07:00"),
        ("2026-06-05T15:01", "same_day", "2026-06-08T17:00:00+07:00"),
        ("2025-04-25T09:00", "1wd", "2025-04-26T17:00:00+07:00"),
    ],
)
def test_a_moment_is_counted_without_any_desk(
    mot_cua: CommandLine, received: str, limit: str, due: str
) -> None:
    document = mot_cua.json("due", "--received", received, "--time", limit)

    assert document["due"] == due
    assert document["steps"][0]["kind"] == "received"
    assert document["steps"][-1]["date"] == due[:10]
    assert not mot_cua.home.exists()


def test_every_day_between_stands_in_the_document_with_its_reason(mot_cua: CommandLine) -> None:
    document = mot_cua.json("due", "--received", "2026-02-13T09:00", "--time", "2wd")

    days = [(step["date"][-2:], step["kind"], step["counts"]) for step in document["steps"]]
    assert days[0] == ("13", "received", None)
    assert days[1:3] == [("14", "rest", None), ("15", "rest", None)]
    assert [day for day in days if day[1] == "off"] == [
        (str(day), "off", None) for day in range(16, 21)
    ]
    assert days[-2:] == [("23", "working", 1), ("24", "due", 2)]
    assert all(step["why"] for step in document["steps"])


def test_the_words_tell_each_day_and_the_law(mot_cua: CommandLine) -> None:
    done = mot_cua("due", "--received", "12/11/2026 15:20", "--time", "5wd", "--explain")

    assert done.code == DONE
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert "Thu 12/11 15:20 received, counted from the next day – not counted" in lines
    assert "Thu 19/11 working day: due at 17:00 – day 5" in lines
    assert "Articles 147–148" in done.out


def test_a_year_without_calendar_is_named_with_its_dates(mot_cua: CommandLine) -> None:
    document = mot_cua.json("due", "--received", "2027-12-30T09:00", "--time", "5wd")
    (warning,) = document["warnings"]

    assert (warning["code"], warning["years"]) == ("deadline.no_calendar", "2028")
    assert warning["dates"] == "01/01/2028–07/01/2028"
    said = mot_cua("due", "--received", "2027-12-30T09:00", "--time", "5wd")
    assert "has no year 2028 yet" in said.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--received", "2026-06-05T09:00"), "Give --received with --time"),
        (("--received", "2026-06-05T09:00", "--time", "3x"), "Write 3wd, 8wh, 30d or same_day"),
        (("--received", "2026-06-05T09:00", "--time", "0wd"), "Write 3wd, 8wh, 30d or same_day"),
        (("--received", "31/02/2026 09:00", "--time", "3wd"), "31/02/2026"),
        (("--received", "9999-12-30T09:00", "--time", "3650wd"), "Check the year"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(
    mot_cua: CommandLine, words: tuple[str, ...], told: str
) -> None:
    done = mot_cua("due", *words)

    assert done.code == USER
    assert told in done.err


def test_an_imported_calendar_counts_at_its_desk_and_open_cases_keep_their_date(
    desk: CommandLine, tmp_path: Path
) -> None:
    added = desk.json("case", "add", "--name", "An", "--procedure", "1.004884", "--time", "2wd")
    file = tmp_path / "lich.toml"
    closed = (
        '\n[[day]]\ndate = 2026-10-16\nkind = "off"\nname = "nghỉ bão"\nsource = "Công điện 1"\n'
    )
    file.write_text(CALENDAR.replace("vn-2026.11", "bg-2026.12") + closed, encoding="utf-8")

    tried = desk.json("import", "calendar", file, "--dry-run")
    done = desk.json("import", "calendar", file)
    again = desk.json("import", "calendar", file)

    assert [tried["imported"], done["imported"], again["imported"]] == [False, True, False]
    due = desk.json("due", "--received", "2026-10-15T09:00", "--time", "2wd")
    assert (due["due"][:10], due["calendar"]) == ("2026-10-20", "bg-2026.12")
    case = desk.json("due", "--case", added["number"])
    assert (case["promised"][:10], case["due"][:10]) == ("2026-10-19", "2026-10-20")
    assert [one["code"] for one in case["warnings"]] == ["deadline.differs"]
    assert desk.json("case", "show", added["number"])["due"][:10] == "2026-10-19"
    assert desk.json("rebuild")["identical"]


def test_a_wrong_calendar_is_refused_by_line_and_changes_nothing(
    desk: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "lich.toml"
    file.write_text(CALENDAR.replace("2026-11-24", "2026-09-02"), encoding="utf-8")

    refused = desk("import", "calendar", file)

    assert refused.code == USER
    assert "02/09/2026 stands above already" in refused.err
    due = desk.json("due", "--received", "2026-11-23T09:00", "--time", "1wd")
    assert (due["due"][:10], due["calendar"]) == ("2026-11-25", "vn-2026.11")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00x", b"x" * (1024 * 1024 + 1)])
def test_a_file_that_is_no_calendar_is_refused_with_a_sentence(
    desk: CommandLine, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "lich.toml"
    file.write_bytes(content)

    for named in (file, tmp_path / "none.toml", tmp_path):
        done = desk("import", "calendar", named)
        assert done.code == USER
        assert done.err.strip().endswith(".")
