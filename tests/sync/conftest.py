"""What tests of the line get on request: the one PostgreSQL of this test process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.postgres import Cluster, cluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A running PostgreSQL; its databases are the tests' own."""
    with cluster() as running:
        yield running
