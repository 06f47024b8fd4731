"""The values of a self-assessment form: parts that add up, and a code that names the content."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from desk_app.core.assessment_form import (
    AssessmentForm,
    FormCriterion,
    FormGroup,
    Parts,
    check_code,
    with_check_code,
)
from desk_app.core.clock import Millis

ROW = FormCriterion(
    number="1.1",
    title="Niêm yết",
    max=Decimal(2),
    parts=Parts(proven=Decimal("1.5"), lost=Decimal("0.5")),
    status="computed",
)
FORM = AssessmentForm(
    unit_lines=("ỦY BAN NHÂN DÂN", "XÃ TAM TIẾN"),
    unit="Ủy ban nhân dân xã Tam Tiến",
    place="Tam Tiến",
    on=datetime.date(2026, 11, 21),
    period="2026",
    set_title="Bộ tiêu chí",
    set_status="official",
    groups=(FormGroup(number="1", title="Nhóm", max=Decimal(2), parts=ROW.parts, criteria=(ROW,)),),
    max=Decimal(2),
    parts=ROW.parts,
)


def changed(**changes: Any) -> AssessmentForm:
    return msgspec.structs.replace(FORM, **changes)


def with_row(**changes: Any) -> AssessmentForm:
    row = msgspec.structs.replace(ROW, **changes)
    return changed(groups=(msgspec.structs.replace(FORM.groups[0], criteria=(row,)),))


def test_the_check_code_is_eight_letters_nobody_mistakes() -> None:
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", check_code(FORM))


@pytest.mark.parametrize(
    "form",
    [
        changed(number="K7QX-A-000001"),
        changed(copy=2, printed_at=Millis(1_795_244_520_000)),
        with_check_code(FORM),
        changed(max=Decimal("2.00")),
        with_row(max=Decimal("2.0")),
    ],
)
def test_prints_of_one_sheet_share_their_check_code(form: AssessmentForm) -> None:
    assert check_code(form) == check_code(FORM)


@pytest.mark.parametrize(
    "form",
    [
        changed(period="2025"),
        changed(unit="Ủy ban nhân dân xã Tam Hiệp"),
        changed(remarks=("Có 1 bản ghi để riêng.",)),
        with_row(max=Decimal("2.25")),
        with_row(title="Niêm yết."),
        with_row(parts=Parts(claimed=Decimal("1.5"), lost=Decimal("0.5"))),
        with_row(reason="sổ gốc"),
    ],
)
def test_another_content_has_another_check_code(form: AssessmentForm) -> None:
    assert check_code(form) != check_code(FORM)


def test_self_points_are_everything_that_is_not_lost() -> None:
    parts = Parts(
        proven=Decimal("71.25"),
        claimed=Decimal("8.5"),
        unproven=Decimal(3),
        lost=Decimal("17.25"),
    )
    assert parts.points == Decimal("82.75")


@pytest.mark.parametrize(
    "wrong",
    [{"copy": 2}, {"printed_at": Millis(0)}, {"copy": 0, "printed_at": Millis(0)}],
)
def test_a_copy_without_its_time_or_below_one_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="cop"):
        AssessmentForm(**{**msgspec.structs.asdict(FORM), **wrong})
