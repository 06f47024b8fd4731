"""The code on a paper names what the paper says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from desk_app.core.check_code import code_of


class Sheet(msgspec.Struct, frozen=True):
    points: Decimal
    lines: tuple[str, ...]
    on: date


SHEET = Sheet(Decimal("71.25"), ("một", "hai"), date(2026, 11, 20))


def test_equal_content_has_an_equal_code_however_its_points_are_written() -> None:
    again = msgspec.structs.replace(SHEET, points=Decimal("71.2500"))
    assert code_of(SHEET) == code_of(again)


def test_any_other_content_has_another_code() -> None:
    others = (
        msgspec.structs.replace(SHEET, points=Decimal("71.26")),
        msgspec.structs.replace(SHEET, lines=("mộthai",)),
        msgspec.structs.replace(SHEET, on=date(2026, 11, 21)),
    )
    assert len({code_of(SHEET), *map(code_of, others)}) == 4


def test_a_code_is_two_groups_of_four_letters_that_nobody_misreads() -> None:
    code = code_of(SHEET)
    assert len(code) == 9
    assert code[4] == "-"
    assert not set(code) & set("ILOU")
