"""What every test of the store gets: an open desk in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desks import OpenDesk, opened_desk
from tests.support.filled import fill


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    """An open practice desk with an empty list of visits."""
    with opened_desk(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def filled(desk: OpenDesk) -> OpenDesk:
    """A desk with something of everything, and whole."""
    fill(desk)
    return desk


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """A filled desk for tests that undo their harm."""
    with opened_desk(tmp_path_factory.mktemp("shared") / "home", seed=3) as desk:
        fill(desk)
        yield desk
