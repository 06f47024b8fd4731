"""Promises about words of a province: read where they are clear, else kept as words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.catalogue_channels import read_online
from desk_app.core.catalogue_fees import read_fees
from desk_app.core.catalogue_papers import read_papers
from desk_app.core.catalogue_times import read_times
from desk_app.core.fee_due import fee_due
from desk_app.core.procedure import Fee, Procedure, RequiredPaper, TimeLimit


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("03 ngày làm việc", [(3, "working_days", "", "")]),
        ("Trong ngày", [(1, "same_day", "", "")]),
        ("8 giờ làm việc", [(8, "hours", "", "")]),
        ("20 ngày", [(20, "calendar_days", "", "")]),
        ("07 NLV", [(7, "working_days", "", "")]),
        ("Không quá 03 (ba) ngày làm việc kể từ ngày nhận đủ hồ sơ", [(3, "working_days", "", "")]),
        ("Trong 10 ngày làm việc kể từ ngày 01/07/2025", [(10, "working_days", "", "")]),
        ("10 ngày làm việc (NĐ 176/2025)", [(10, "working_days", "", "")]),
        ("01 ngày làm việc (08 giờ làm việc)", [(1, "working_days", "", "")]),
        ("1,5 ngày làm việc", [(12, "hours", "", "")]),
        (
            "Ngay trong ngày làm việc; nhận sau 15 giờ thì trả ngày làm việc tiếp theo",
            [(1, "same_day", "", "")],
        ),
        (
            "20 ngày làm việc; vùng khó khăn 30 ngày làm việc",
            [(20, "working_days", "", ""), (30, "working_days", "vùng khó khăn", "")],
        ),
        (
            "30 ngày (40 ngày đối với xã đặc biệt khó khăn)",
            [(30, "calendar_days", "", ""),
             (40, "calendar_days", "đối với xã đặc biệt khó khăn", "")],
        ),
        (
            "Trực tiếp: 03 ngày làm việc; Trực tuyến: 02 ngày làm việc",
            [(3, "working_days", "", "desk"), (2, "working_days", "", "online")],
        ),
        (
            "17 / 20 / 27 ngày làm việc",
            [(n, "working_days", "", "") for n in (17, 20, 27)],
        ),
    ],
)  # fmt: skip
def test_times_are_read(text: str, limits: list[tuple[int, str, str, str]]) -> None:
    read = read_times(text)
    assert read.understood
    assert [(one.value, one.unit, one.case, one.channel) for one in read.limits] == limits


@pytest.mark.parametrize(
    "text",
    [
        *("Theo đợt rà soát", "3 tuần", "3-5 ngày làm việc", "3", "Theo kế hoạch tuyển sinh"),
        *("Không quy định", "5 ngày làm việc hoặc 7 ngày làm việc", "0,3 ngày làm việc"),
    ],
)
def test_a_time_that_is_not_clear_promises_nothing(text: str) -> None:
    read = read_times(text)
    assert (read.limits, read.understood, read.problem) == ((), False, None)


@pytest.mark.parametrize("text", ["-3 ngày làm việc", "99999 ngày", "0 ngày", "– 2 giờ", "-1"])
def test_a_time_that_cannot_be_is_a_mistake(text: str) -> None:
    problem = read_times(text).problem
    assert problem is not None
    assert problem.values["have"] == text


def test_a_bare_number_counts_what_its_heading_says() -> None:
    assert read_times("03", "working_days").limits == (TimeLimit(3, "working_days"),)
    assert read_times("").limits == ()
    assert read_times("").understood


@pytest.mark.parametrize(
    ("text", "fees"),
    [
        ("Không", [(0, "", 1, None, "", "")]),
        ("Miễn phí", [(0, "", 1, None, "", "")]),
        ("8.000 đồng/bản sao", [(8000, "copy", 1, None, "", "")]),
        ("5000", [(5000, "case", 1, None, "", "")]),
        ("100.000đ", [(100000, "case", 1, None, "", "")]),
        (
            "2.000 đồng/trang; từ trang 3: 1.000 đồng/trang; tối đa 200.000 đồng/bản",
            [(2000, "page", 1, 200000, "", ""), (1000, "page", 3, 200000, "", "")],
        ),
        (
            "400.000 đồng/trường hợp; miễn cho cha dượng, mẹ kế",
            [(400000, "case", 1, None, "", "miễn cho cha dượng, mẹ kế")],
        ),
        (
            "Trực tiếp 20.000 đồng; trực tuyến 10.000 đồng/lần",
            [(20000, "case", 1, None, "desk", ""), (10000, "case", 1, None, "online", "")],
        ),
        (
            "Theo Nghị quyết số 12/2025/NQ-HĐND",
            [(None, "", 1, None, "", "Theo Nghị quyết số 12/2025/NQ-HĐND")],
        ),
    ],
)
def test_fees_are_read_with_the_words_beside_them(
    text: str, fees: list[tuple[object, ...]]
) -> None:
    read = read_fees(text)
    assert read.understood
    made = [(f.amount, f.per, f.first, f.top, f.channel, f.text) for f in read.fees]
    assert made == fees


@pytest.mark.parametrize(
    "text", ["Không thông tin", "theo thỏa thuận", "75.000 đồng hoặc 50.000 đồng"]
)
def test_a_fee_that_is_not_clear_is_no_amount(text: str) -> None:
    assert read_fees(text).fees == ()
    assert not read_fees(text).understood


@pytest.mark.parametrize("text", ["-5.000 đồng", "9.000.000.000.000 đồng"])
def test_a_fee_that_cannot_be_is_a_mistake(text: str) -> None:
    assert read_fees(text).problem is not None


def test_papers_are_read_line_by_line_with_their_numbers() -> None:
    text = (
        "1. Tờ khai theo mẫu số 01 (01 bản chính)\n- Bản sao giấy khai sinh\n"
        "+ Ảnh 4x6: 02 bản; Giấy ủy quyền (nếu có) - Bản chính: 1 Bản sao: 0"
    )
    assert read_papers(text) == (
        RequiredPaper(name="Tờ khai theo mẫu số 01", form="mẫu số 01"),
        RequiredPaper(name="Bản sao giấy khai sinh", originals=0, copies=1),
        RequiredPaper(name="Ảnh 4x6", originals=2),
        RequiredPaper(name="Giấy ủy quyền (nếu có)"),
    )
    assert read_papers("\n".join(f"Giấy {n}" for n in range(61))) is None
    long = read_papers("\n".join(f"Giấy số {n} " + "x" * 120 for n in range(40)))
    assert long is not None
    assert len(long) == 40


@pytest.mark.parametrize(
    ("text", "level"),
    [
        *(("Toàn trình", "full"), ("Mức độ 4", "full"), ("Một phần", "part"), ("Mức 3", "part")),
        *(("Không", "none"), ("", ""), ("theo lộ trình", None)),
    ],
)
def test_online_levels_are_read(text: str, level: str | None) -> None:
    assert read_online(text) == level


@given(st.text(max_size=60))
def test_no_words_make_reading_fail(text: str) -> None:
    for limit in read_times(text).limits:
        assert 1 <= limit.value <= 999
    for fee in read_fees(text).fees:
        assert 0 <= (fee.amount or 0) <= 1_000_000_000
    read_papers(text)


def paid(*fees: Fee) -> Procedure:
    return Procedure(
        code="1.000001",
        short="",
        short_name="x",
        name="x",
        field="x",
        confidence="confirmed",
        source="x",
        fees=fees,
    )


def test_a_certified_copy_costs_by_page_up_to_its_top() -> None:
    copy = paid(
        Fee(amount=2000, per="page", top=200000),
        Fee(amount=1000, per="page", first=3, top=200000),
    )
    assert fee_due(copy, pages=1) == 2000
    assert fee_due(copy, pages=2) == 4000
    assert fee_due(copy, pages=5) == 7000
    assert fee_due(copy, pages=5, copies=3) == 21000
    assert fee_due(copy, pages=1000, copies=2) == 400000


def test_other_fees_count_cases_or_copies() -> None:
    assert fee_due(paid(Fee(amount=8000, per="copy")), copies=3) == 24000
    assert fee_due(paid(Fee(amount=10000, per="case")), copies=3) == 10000
    assert fee_due(paid()) is None
    assert fee_due(paid(Fee(amount=None))) is None
    by_channel = paid(Fee(amount=20000, channel="desk"), Fee(amount=7000, channel="online"))
    assert fee_due(by_channel) == 20000
    assert fee_due(by_channel, channel="online") == 7000
    by_case = paid(Fee(amount=5), Fee(amount=9, case="gấp"))
    assert fee_due(by_case, case="gấp") == 9
    assert fee_due(by_case) == 5
