"""What tests of the line get: codes stretched once, and on request the one PostgreSQL there is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from sync.protocol import enrolment
from tests.support.postgres import Cluster, cluster

_stretched = cache(enrolment.stretched)


@pytest.fixture(autouse=True)
def stretched_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretching is pure and slow on purpose: each code is stretched once, not on both sides.

    Only where stretching itself is tested it is done each time.
    """
    if "protocol" not in request.path.parts:
        monkeypatch.setattr(enrolment, "stretched", _stretched)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A running PostgreSQL; its databases are the tests' own."""
    with cluster() as running:
        yield running
