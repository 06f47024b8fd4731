"""Promises about old fonts: TCVN3, VNI and wrong code pages are told, sound text never is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.legacy_encodings import _TCVN3, Encoding, in_unicode, legacy_text
from desk_app.core.units_file import load_units

CATALOGUE = load_catalogue(resources.read_text("procedures/catalogue.csv"))
NAMES = [procedure.name for procedure in CATALOGUE]
_TO_TCVN3 = {letter: bytes([byte]) for byte, letter in _TCVN3.items()}


def tcvn3(text: str) -> bytes:
    """The text as a file in TCVN3 holds it; capital letters with tones are small ones there."""
    return b"".join(_TO_TCVN3.get(c) or _TO_TCVN3.get(c.lower()) or c.encode() for c in text)


@pytest.mark.parametrize("page", ["cp1252", "latin-1", "cp1258"])
def test_a_list_in_tcvn3_is_told_whatever_code_page_it_was_read_in(page: str) -> None:
    read = [tcvn3(name).decode(page, errors="ignore") for name in NAMES]
    found = legacy_text(read)
    assert found is not None
    assert found.encoding == "tcvn3"


@pytest.mark.parametrize(
    ("text", "encoding", "meant"),
    [
        ("Chøng thùc b¶n sao tõ b¶n chÝnh", "tcvn3", "Chứng thực bản sao từ bản chính"),
        ("§¨ng ký khai sinh l\u00adu ®éng", "tcvn3", "Đăng ký khai sinh lưu động"),
        ("Chöùng thöïc baûn sao töø baûn chính", "vni", "chứng thực bản sao từ bản chính"),
        ("Ñaêng kyù khai sinh löu ñoäng", "vni", "đăng ký khai sinh lưu động"),
        ("Giaáy xaùc nhaän tình traïng hoân nhaân", "vni", "giấy xác nhận tình trạng hôn nhân"),
        ("Chá»©ng thá»±c báº£n sao", "utf8", "Chứng thực bản sao"),
    ],
)
def test_each_encoding_is_named_and_can_be_read(text: str, encoding: Encoding, meant: str) -> None:
    found = legacy_text([text])
    assert found is not None
    assert found.encoding == encoding
    assert in_unicode(text, encoding).lower() == meant.lower()


def test_the_broken_word_is_shown_as_it_stands() -> None:
    found = legacy_text(["Hé tÞch", "Thñ tôc"])
    assert found is not None
    assert found.word == "tÞch"


def test_sound_text_is_never_taken_for_an_old_font() -> None:
    assert legacy_text(NAMES) is None
    for procedure in CATALOGUE:
        assert legacy_text([procedure.name]) is None, procedure.name
        assert legacy_text([procedure.fee_text, procedure.limit_text, procedure.note]) is None
    assert legacy_text(["Trường tiểu học Nơ Trang Lơng, xã Đắk Pxi", "Y Blêk Niê"]) is None
    assert legacy_text(["Raphaël Müller", "François Noël"]) is None
    assert legacy_text(["", "only ascii", "123"]) is None


def test_communes_of_four_provinces_are_sound() -> None:
    units = load_units(
        resources.read_text("units/units.csv"), resources.read_text("units/history.csv")
    )
    day = date(2026, 11, 22)
    names = [unit.name for one in units.provinces(day) for unit in units.communes(one.code, day)]
    assert len(names) > 300
    assert legacy_text(names) is None


def test_one_odd_word_in_a_sound_list_does_not_condemn_it() -> None:
    assert legacy_text([*NAMES, "tÞch", "tôc"]) is None


@given(st.lists(st.text(max_size=40), max_size=8))
def test_no_text_makes_it_fail(texts: list[str]) -> None:
    found = legacy_text(texts)
    assert found is None or found.encoding in ("tcvn3", "vni", "utf8")


@given(st.lists(st.sampled_from(NAMES), min_size=3, max_size=6, unique=True))
def test_any_few_names_in_tcvn3_are_enough(names: list[str]) -> None:
    found = legacy_text([tcvn3(name).decode("cp1252", errors="ignore") for name in names])
    assert found is not None
