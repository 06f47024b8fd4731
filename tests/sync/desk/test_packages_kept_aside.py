"""A package that is not meant for this desk, or that nobody can read, is kept aside."""

from __future__ import annotations

import pytest

from desk_app import parts
from desk_app.services import packages
from desk_app.services.packages import bring_into_force
from tests.support.desks import OpenDesk
from tests.support.publishing import (
    changed_criteria,
)
from tests.support.sync_keys import province_keys
from tests.sync.desk.package_hands import UNITS, give, listed, pair, state, versions, why


def test_a_package_of_another_province_is_kept_aside(desk: OpenDesk) -> None:
    other = province_keys(2)
    digest = give(desk, "criteria", changed_criteria(), "2026-10-10", keys=other)
    bring_into_force(desk.store)

    assert state(desk, digest) == "aside"
    assert why(desk, digest) == {"package.not_signed"}
    assert versions(desk).published == ()


def test_a_desk_that_moved_to_another_province_forgets_the_first_ones_packages(
    desk: OpenDesk,
) -> None:
    digest = give(desk, "criteria", changed_criteria(), "2026-10-10")
    bring_into_force(desk.store)
    assert versions(desk).published != ()
    pair(desk, province_keys(2))

    assert versions(desk).published == ()
    assert why(desk, digest) == {"package.not_signed"}


@pytest.mark.parametrize(
    "column", ["content = x'00'", "valid_from = '2020-01-01'", "kind = 'calendar'", "name = 'x'"]
)
def test_a_package_that_was_changed_in_the_database_does_not_count(
    desk: OpenDesk, column: str
) -> None:
    digest = give(desk, "criteria", changed_criteria(), "2026-10-10")
    with desk.connection() as connection:
        connection.execute(f"UPDATE package SET {column}")
    bring_into_force(desk.store)

    assert why(desk, digest) == {"package.not_signed"}
    assert versions(desk).published == ()


HOSTILE = [
    ("criteria", b"\xff\xfe"),
    ("criteria", b"schema = 1"),
    ("criteria", b"[" * 5_000),
    ("criteria", b"x = " + b"9" * 10_000),
    ("criteria", b"a" * 2_000_000),
    ("calendar", b"schema = 1\0"),
    ("calendar", b"schema = [["),
    ("catalogue", b"\0"),
    ("catalogue", b"code,name\n" * 30_000),
    ("catalogue", b'"' + b"x" * 200_000),
    ("units", b"level,code\nprovince,99\n"),
    ("units", b'level,code\n"' + b"x" * 200_000),
    ("units", b"\n"),
    ("forms", b'id = "../../etc"'),
    ("forms", b'id = "case_01_receipt"'),
    ("forms", b"id = [1]"),
    ("songs", b"la la"),
]


@pytest.mark.parametrize(("kind", "content"), HOSTILE)
def test_hostile_content_is_kept_aside_with_a_sentence_and_harms_nobody(
    desk: OpenDesk, kind: str, content: bytes
) -> None:
    digest = give(desk, kind, content, "2026-10-10")
    bring_into_force(desk.store)
    desk.log()

    found = listed(desk)[digest]
    assert found.state == "aside"
    assert found.problems
    for language in parts.LANGUAGES:
        codes = parts.texts(language).codes()
        assert {problem.code for problem in found.problems} <= codes


@pytest.mark.parametrize("day", ["2026-13-01", "", "tomorrow", "2026-10-10T00:00:00"])
def test_a_day_nobody_can_read_sets_a_package_aside(desk: OpenDesk, day: str) -> None:
    digest = give(desk, "criteria", changed_criteria(), day)
    bring_into_force(desk.store)
    assert why(desk, digest) == {"package.day_unreadable"}


def test_what_only_a_newer_program_understands_waits_for_it(
    desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kept with its reason; the update brings it into force without a second download."""
    newer = changed_criteria().replace("schema = 1", "schema = 2", 1)
    digest = give(desk, "criteria", newer, "2026-10-10")
    bring_into_force(desk.store)
    assert why(desk, digest) == {"criteria.schema"}

    packages._understood.cache_clear()
    monkeypatch.setattr("desk_app.core.criteria_file.SCHEMA", 2)
    assert bring_into_force(desk.store).packages is True
    assert state(desk, digest) == "in_force"
    packages._understood.cache_clear()


def test_a_list_of_units_without_this_commune_is_not_used(desk: OpenDesk) -> None:
    without = "\n".join(line for line in UNITS.splitlines() if ",07210," not in line) + "\n"
    digest = give(desk, "units", without, "2026-10-10")
    bring_into_force(desk.store)
    assert why(desk, digest) == {"package.units_without_us"}


def test_a_package_under_another_name_than_its_content_is_not_used(desk: OpenDesk) -> None:
    digest = give(desk, "criteria", changed_criteria(), "2026-10-10", "dongnai_2025")
    bring_into_force(desk.store)
    assert why(desk, digest) == {"package.other_name"}
