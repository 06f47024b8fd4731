"""Desks that belong to a province, and a person with a stick between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.couriers import Courier
from tests.support.desks import OpenDesk, opened_desk
from tests.support.sync_keys import province_keys
from tests.sync.client.paired import Commune, commune
from tests.sync.desk.package_hands import pair


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Callable[[int], OpenDesk]]:
    """Opens the desk with this number, which belongs to the province."""
    with ExitStack() as stack:

        def made(number: int) -> OpenDesk:
            desk = stack.enter_context(opened_desk(tmp_path / f"desk {number}", seed=number))
            pair(desk, province_keys())
            return desk

        yield made


@pytest.fixture
def desk(desks: Callable[[int], OpenDesk]) -> OpenDesk:
    """One desk."""
    return desks(1)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Commune, Courier]]:
    """A commune with its province, and whoever carries sticks between them."""
    with commune(tmp_path) as made:
        yield made, Courier(tmp_path / "usb", made.province)
