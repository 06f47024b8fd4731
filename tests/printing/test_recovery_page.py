"""The recovery sheet and the printer's test page: one A4 page each, read back letter by letter."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from desk_app import parts
from desk_app.core.clock import day_of, from_local
from desk_app.core.text import VIETNAMESE_LETTERS
from desk_app.printing.fonts import MISSING, Face, width
from desk_app.printing.recovery_page import A4_UPRIGHT, GROUP_SIZE, RecoverySheet, recovery_page
from desk_app.printing.test_page import A4_TEST, HARD_LETTERS
from desk_app.services.first_desk import FirstKey
from desk_app.services.first_papers import recovery_paper, test_paper
from desk_app.vault.recovery import RecoveryKey, parse
from tests.printing import readback

NOW = from_local(datetime(2026, 11, 20, 9, 21))
UNIT = parts.find_unit("07210", day_of(NOW))
A4 = (595, 842)


def sheet(key: FirstKey, desk: str = "Quầy 2") -> bytes:
    """The sheet of a key."""
    return recovery_paper(key, UNIT, desk, NOW, parts.texts("vi").say)


def one_a4_page(pdf: bytes) -> bool:
    """Whether the file is one upright A4 page."""
    (page,) = readback.reader(pdf).pages
    return (round(page.mediabox.width), round(page.mediabox.height)) == A4


def test_the_sheet_says_commune_desk_day_number_and_eight_groups_that_open() -> None:
    key = FirstKey(os.urandom)
    pdf = sheet(key)
    said = readback.text(pdf)

    assert one_a4_page(pdf)
    for words in ("ỦY BAN NHÂN DÂN PHƯỜNG BẮC GIANG", "Quầy 2", "20/11/2026", key.number):
        assert words in said
    places = [said.index(group) for group in key.groups]
    assert places == sorted(places)
    assert parse(" ".join(key.groups)) == key.key
    assert MISSING not in said


def test_the_key_stands_on_the_page_only_not_in_what_the_file_says_about_itself() -> None:
    key = FirstKey(os.urandom)
    about = " ".join(str(value) for value in (readback.reader(sheet(key)).metadata or {}).values())

    assert "KHÓA KHÔI PHỤC" in about
    assert not any(group in about for group in key.groups)


def test_no_group_is_wider_than_its_box() -> None:
    assert width("W" * 5, Face.BOLD, GROUP_SIZE) < A4_UPRIGHT.room / 2 - 20


def test_a_very_long_desk_name_stays_on_the_one_page(tmp_path: Path) -> None:
    pdf = sheet(FirstKey(os.urandom), "Quầy tiếp nhận hồ sơ " * 3)

    assert one_a4_page(pdf)
    assert readback.qpdf_complaints(pdf, tmp_path) == ""


def test_equal_sheets_are_equal_bytes_and_show_no_key_when_printed_by_accident() -> None:
    key = FirstKey(os.urandom)
    made = RecoverySheet(
        unit="U", desk="D", date="20/11/2026", title="T", number="N", groups=key.groups,
        sentences=("s",), hands=("a", "b"), moment="20261120092100+07'00'",
    )  # fmt: skip

    assert recovery_page(made) == recovery_page(made)
    assert not any(group in repr(made) for group in key.groups)
    assert isinstance(key.key, RecoveryKey)
    assert not any(group in repr(key) for group in key.groups)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_test_page_has_every_vietnamese_letter_in_each_face(
    tmp_path: Path, language: str
) -> None:
    pdf = test_paper("HP LaserJet M404dn", NOW, parts.texts(language).say)
    said = readback.text(pdf)

    assert one_a4_page(pdf)
    assert HARD_LETTERS in said
    assert "HP LaserJet M404dn" in said
    for letter in VIETNAMESE_LETTERS + VIETNAMESE_LETTERS.upper():
        assert said.count(letter) >= 3, letter
    assert MISSING not in said
    fonts = readback.fonts(pdf, tmp_path)
    assert len(fonts) == len(Face)
    assert all(row[-5] == "yes" for row in fonts)
    assert readback.qpdf_complaints(pdf, tmp_path) == ""


def test_the_frame_of_the_test_page_lies_on_the_margins_of_our_papers() -> None:
    millimetre = 72 / 25.4
    assert round(A4_TEST.left / millimetre) == 30
    assert round(A4_TEST.right / millimetre) == 15
    assert 20 <= round(A4_TEST.top / millimetre) <= 25
