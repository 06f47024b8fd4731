"""The province's packages by command: listed with their state, and the scores follow them."""

from __future__ import annotations

from contextlib import closing

from desk_app import parts
from tests.support.command_line import DONE, USER, CommandLine
from tests.support.publishing import (
    PUBLISHED,
    belongs_to,
    changed_calendar,
    changed_criteria,
    put_package,
)
from tests.support.sync_keys import province_keys


def _give(desk: CommandLine, kind: str, name: str, content: str, day: str) -> str:
    with closing(desk.connection()) as connection:
        belongs_to(connection, province_keys(), PUBLISHED)
        return put_package(connection, kind, name, content, day)


def test_a_desk_without_packages_says_what_it_uses(desk: CommandLine) -> None:
    assert desk.json("packages") == {"packages": []}
    done = desk("packages")
    assert done.code == DONE
    assert done.out.startswith("No package of the province")


def test_packages_are_listed_with_their_state_and_what_they_change(desk: CommandLine) -> None:
    held = _give(desk, "criteria", "bacgiang_2023", changed_criteria(), "2025-01-01")
    _give(desk, "calendar", "calendar", changed_calendar("2098-11-27"), "2099-01-01")
    _give(desk, "calendar", "calendar", changed_calendar("2026-11-26"), "2099-01-01")
    _give(desk, "songs", "songs", "la", "2026-01-01")
    found = desk.json("packages")["packages"]

    assert {(one["kind"], one["from"], one["state"]) for one in found} == {
        ("calendar", "2099-01-01", "waiting"),
        ("calendar", "2099-01-01", "aside"),
        ("criteria", "2025-01-01", "in_force"),
        ("songs", "2026-01-01", "aside"),
    }
    (first,) = [one for one in found if one["sha256"] == held]
    assert first["from"] == "2025-01-01"
    assert first["activated"] is not None
    told = desk("packages", "--news").out
    assert "In force" in told
    assert "Set aside" in told
    assert "does not know packages of the kind “songs”" in told


def test_the_score_is_counted_by_the_published_set_and_says_so(desk: CommandLine) -> None:
    digest = _give(desk, "criteria", "bacgiang_2023", changed_criteria(), "2026-01-01")
    document = desk.json("score", "--month", "2026-02")
    before = desk.json("score", "--month", "2025-12")

    assert document["set_digest"] == digest
    assert before["set_digest"] == parts.criteria().digest
    assert "Bộ tiêu chí mới" in desk("score", "--month", "2026-02").out


def test_a_set_that_only_the_province_has_can_be_named(desk: CommandLine) -> None:
    content = changed_criteria("Bộ riêng").replace('id = "bacgiang_2023"', 'id = "tinh_2024"', 1)
    _give(desk, "criteria", "tinh_2024", content, "2026-01-01")

    named = desk.json("score", "--month", "2026-02", "--criteria", "tinh_2024")
    other = desk.json("score", "--month", "2026-02", "--criteria", "dongnai_2025")
    shipped = desk.json("score", "--month", "2026-02", "--criteria", "bacgiang_2023")
    assert [one["set"] for one in (named, other, shipped)] == [
        "tinh_2024", "dongnai_2025", "bacgiang_2023",
    ]  # fmt: skip
    assert desk.json("score", "--month", "2026-02")["set"] == "tinh_2024"
    assert desk("score", "--criteria", "nowhere_2020").code == USER


def test_a_desk_follows_its_province_before_it_counts_anything(desk: CommandLine) -> None:
    """Whoever calls first after the day has come finds the new catalogue in force."""
    csv = "Mã TTHC;Tên thủ tục;Lĩnh vực\n9.990001;Cấp bản đồ quy hoạch;Đất đai\n"
    _give(desk, "catalogue", "catalogue", csv, "2026-01-01")
    done = desk("visit", "add", "--name", "An", "--procedure", "9.990001")
    assert done.code == DONE
    assert desk("verify", "log").code == DONE
