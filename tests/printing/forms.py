"""Self-assessment forms for tests, as small or as hostile as a test asks for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from desk_app.core.assessment_form import (
    AssessmentForm,
    Figures,
    FormCriterion,
    FormGroup,
    PartialDate,
    Parts,
)
from desk_app.core.clock import VN, Millis, from_local

PRINTED: Millis = from_local(datetime.datetime(2026, 11, 21, 14, 2, tzinfo=VN))


def points(text: str) -> Decimal:
    """Points from a short text."""
    return Decimal(text)


def a_criterion(
    number: str = "1.1", title: str = "Niêm yết đầy đủ", **changes: Any
) -> FormCriterion:
    """A criterion of two points, all of them proven unless changed."""
    values: dict[str, Any] = {
        "max": points("2"),
        "parts": Parts(proven=points("2")),
        "status": "computed",
        **changes,
    }
    return FormCriterion(number=number, title=title, **values)


def a_group(number: str, title: str, criteria: Iterable[FormCriterion]) -> FormGroup:
    """A group whose sums are those of its criteria."""
    rows = tuple(criteria)
    return FormGroup(
        number=number,
        title=title,
        max=sum((row.max for row in rows), Decimal(0)),
        parts=_sum(row.parts for row in rows),
        criteria=rows,
    )


def a_form(*groups: FormGroup, **changes: Any) -> AssessmentForm:
    """A form of these groups (one small group if none is given) for a ward in Bắc Giang."""
    chosen = groups or (a_group("1", "Quy chế dân chủ ở cơ sở", [a_criterion()]),)
    values: dict[str, Any] = {
        "unit_lines": ("ỦY BAN NHÂN DÂN", "PHƯỜNG BẮC GIANG"),
        "unit": "Ủy ban nhân dân phường Bắc Giang",
        "unit_code": "07210",
        "place": "Bắc Giang",
        "on": datetime.date(2026, 11, 21),
        "period": "2026",
        "set_title": "Bộ tiêu chí xã, phường đạt chuẩn chính quyền thân thiện",
        "set_status": "official",
        "groups": chosen,
        "max": sum((group.max for group in chosen), Decimal(0)),
        "parts": _sum(group.parts for group in chosen),
        "pass_mark": points("80"),
        "dated": PartialDate(month=11, year=2026),
        "check_code": "K7QX-20M4",
        **changes,
    }
    return AssessmentForm(**values)


def a_full_form(**changes: Any) -> AssessmentForm:
    """Five groups with 43 criteria of all kinds of certainty, as long as the real ones."""
    kinds: list[dict[str, Any]] = [
        {"parts": Parts(proven=points("1.75"), lost=points("0.25"))},
        {
            "parts": Parts(proven=points("1.25"), lost=points("0.75")),
            "figures": (Figures(numerator=points("412"), denominator=points("600"), unit="lượt"),),
        },
        {
            "parts": Parts(claimed=points("2")),
            "status": "claimed",
            "reason": "Đã ban hành đủ văn bản, bản gốc để tại bộ phận một cửa",
            "evidence": 3,
        },
        {
            "parts": Parts(proven=points("1"), unproven=points("1")),
            "status": "no_evidence",
            "figures": (Figures(numerator=points("4"), denominator=points("8"), unit="cuộc"),),
            "reason": "Bốn cuộc họp tháng 3 đã tổ chức, biên bản còn lưu ở tổ dân phố",
        },
        {"parts": Parts(lost=points("2")), "status": "no_metric"},
        {"parts": Parts(lost=points("2")), "status": "not_declared"},
    ]
    titles = [
        "Nhân dân bàn và quyết định trực tiếp; bàn, biểu quyết",
        "Công khai đủ và đúng hạn các nội dung phải công khai theo Luật Thực hiện dân chủ ở cơ sở",
        "Chấp hành giờ giấc, trực quầy đầy đủ trong giờ làm việc",
    ]
    groups = [
        a_group(
            str(number),
            f"Nhóm tiêu chí số {number} về chính quyền thân thiện",
            [
                a_criterion(
                    f"{number}.{row}",
                    f"{titles[(number + row) % 3]} (tiêu chí {number}.{row})",
                    **kinds[(number * 5 + row) % len(kinds)],
                )
                for row in range(1, count + 1)
            ],
        )
        for number, count in enumerate((10, 11, 8, 7, 7), start=1)
    ]
    return a_form(*groups, **changes)


def _sum(parts: Iterable[Parts]) -> Parts:
    rows = list(parts)
    return Parts(
        proven=sum((row.proven for row in rows), Decimal(0)),
        claimed=sum((row.claimed for row in rows), Decimal(0)),
        unproven=sum((row.unproven for row in rows), Decimal(0)),
        lost=sum((row.lost for row in rows), Decimal(0)),
    )
