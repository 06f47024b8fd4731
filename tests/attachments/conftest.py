"""What every test of attached files gets: a place to keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.attachments.keep import FOLDER_NAME, Keep

KEY = bytes(range(32))


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """An empty place for files, under a known key."""
    return Keep(tmp_path / FOLDER_NAME, KEY)
