"""Finding one's commune by a few letters."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app import parts
from desk_app.services.find_communes import commune, find_communes

TODAY = date(2026, 11, 20)


def first(words: str) -> str:
    """The code of the likeliest commune."""
    return find_communes(parts.units(), words, TODAY)[0].code


@pytest.mark.parametrize(
    "words", ["bac giang", "Bắc Giang", "phường bắc giang", "07210", "PHUONG BAC GIANG bac ninh"]
)
def test_a_name_with_or_without_accents_kind_province_or_code_finds_the_commune(words: str) -> None:
    assert first(words) == "07210"


def test_typed_accents_rank_exact_matches_first() -> None:
    found = find_communes(parts.units(), "tân hưng", TODAY)
    assert found[0].name.endswith("Tân Hưng")


def test_the_province_narrows_what_was_found() -> None:
    found = find_communes(parts.units(), "tan dong nai", TODAY, limit=50)
    assert found
    assert {one.province for one in found} == {"thành phố Đồng Nai"}


@pytest.mark.parametrize("words", ["", "   ", "???", "zzzzz"])
def test_nothing_is_found_for_nothing(words: str) -> None:
    assert find_communes(parts.units(), words, TODAY) == ()


def test_a_chosen_commune_is_known_again_and_an_unknown_code_is_none() -> None:
    known = commune(parts.units(), "07210", TODAY)
    assert known is not None
    assert (known.name, known.province) == ("phường Bắc Giang", "thành phố Bắc Ninh")
    assert commune(parts.units(), "99999", TODAY) is None
    assert commune(parts.units(), "24", TODAY) is None
