"""The keyring in the states that only the vault's tests need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.secret_service import SecretService, private_bus, use


@pytest.fixture
def bus(no_secret_service: SecretService) -> SecretService:
    """A private bus with no keyring on it."""
    return no_secret_service


@pytest.fixture
def keyring(unlocked_secret_service: SecretService) -> SecretService:
    """A running gnome-keyring, open."""
    return unlocked_secret_service


@pytest.fixture
def denying_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    """A running gnome-keyring to which no word may be said."""
    with private_bus(denied=True) as service:
        use(service, monkeypatch)
        service.start()
        yield service
