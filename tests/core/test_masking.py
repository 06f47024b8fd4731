"""Names beside sensitive matters are covered, whatever they look like."""

from __future__ import annotations

import pytest

import resources
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.masking import SENSITIVE_FIELDS, is_sensitive, masked


@pytest.mark.parametrize(
    ("name", "covered"),
    [
        ("Lê Thị Hoa", "L••• T••• H•••"),
        ("  Đỗ   Quý ", "Đ••• Q•••"),
        ("Ẩn", "Ẩ•••"),
        ("", ""),
    ],
)
def test_only_the_first_letter_of_each_word_is_left(name: str, covered: str) -> None:
    assert masked(name) == covered


def test_the_fields_are_those_of_the_catalogue() -> None:
    catalogue = load_catalogue(resources.read_text("procedures/catalogue.csv"))
    covered = {procedure.field for procedure in catalogue if is_sensitive(procedure.field)}
    assert covered == SENSITIVE_FIELDS - {"Trợ giúp xã hội"}
