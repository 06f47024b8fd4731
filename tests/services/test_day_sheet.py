"""The day sheet says against which promise "overdue" is counted, where it differs from the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app import parts
from desk_app.core.clock import day_of
from desk_app.qt.language import load_sentences
from desk_app.services.day_sheet import day_report, day_sheet
from desk_app.services.deadlines import counting_of
from tests.support.desks import opened_desk


@pytest.mark.parametrize(
    ("code", "words"), [("vi", "không tính gia hạn"), ("en", "extensions do not count")]
)
def test_the_sheet_says_that_extensions_make_nothing_on_time(
    tmp_path: Path, code: str, words: str
) -> None:
    with opened_desk(tmp_path / "home") as desk:
        now = desk.clock.wall
        with desk.store.reader() as reader:
            figures = day_sheet(reader, counting_of(reader).calendar, day_of(now), now)
    report = day_report(figures, parts.catalogue(), load_sentences(code).say)
    assert words in report.tables[1].after[0]
