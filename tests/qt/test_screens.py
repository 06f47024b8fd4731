"""Which screen is the citizen's: another than the officer's, the named one where it is there."""

from __future__ import annotations

from pathlib import Path

from tests.support.two_screens import offscreen, played

OFFICER, CITIZEN, THIRD = (1366, 768), (1024, 768), (1920, 1080)


def test_of_several_screens_the_named_one_is_the_citizens(tmp_path: Path) -> None:
    played("named", tmp_path / "desk", offscreen(tmp_path, OFFICER, CITIZEN, THIRD))


def test_the_only_screen_is_never_the_citizens(tmp_path: Path) -> None:
    played("alone", tmp_path / "desk", offscreen(tmp_path, OFFICER))


def test_the_citizens_page_changes_sides_with_the_officers_window(tmp_path: Path) -> None:
    played("moved", tmp_path / "desk", offscreen(tmp_path, OFFICER, CITIZEN))
