"""The six steps in words: what each is called, what its page says, which may be put off."""

from __future__ import annotations

import msgspec

from desk_app.qt.language import mark
from desk_app.services.first_run import Step


class StepWords(msgspec.Struct, frozen=True):
    """One step: its name in the list, its page's title and lead, and how the button before says it.

    later: whether it may be put off; PIN and recovery key may not.
    """

    step: Step
    name: str
    title: str
    lead: str
    go: str
    later: bool = True


STEPS: tuple[StepWords, ...] = (
    StepWords(
        Step.PLACE,
        mark("Phường và quầy"),
        mark("Xã, phường và quầy"),
        mark("Mỗi quầy thuộc một xã, phường hoặc đặc khu. Tên quầy hiện ở góc cửa sổ."),
        mark("Tiếp: phường và quầy"),
    ),
    StepWords(
        Step.PEOPLE,
        mark("Cán bộ và mã PIN"),
        mark("Cán bộ và mã PIN"),
        mark("Cần một quản trị và ít nhất một cán bộ một cửa. Mỗi người tự gõ mã PIN của mình."),
        mark("Tiếp: cán bộ và mã PIN"),
        later=False,
    ),
    StepWords(
        Step.DEVICES,
        mark("Thử thiết bị"),
        mark("Thử máy in, máy quét và màn hình"),
        mark("Thiết bị chưa tốt không chặn việc cài đặt. Thử lại lúc nào cũng được ở Quản trị."),
        mark("Tiếp: thử thiết bị"),
    ),
    StepWords(
        Step.KEY,
        mark("Khóa khôi phục"),
        mark("Khóa khôi phục"),
        mark("Máy hỏng hoặc mất kho khóa thì chỉ khóa này mở được dữ liệu. Khóa chỉ hiện một lần."),
        mark("Tiếp: khóa khôi phục"),
        later=False,
    ),
    StepWords(
        Step.PROVINCE,
        mark("Nối với tỉnh"),
        mark("Nối với tỉnh"),
        mark("Quầy ghi lượt, chấm điểm và in được ngay, không cần đường truyền."),
        mark("Tiếp: nối với tỉnh"),
    ),
    StepWords(
        Step.PRACTICE,
        mark("Ca thực hành"),
        mark("Ca thực hành"),
        mark("Tập ở một quầy riêng, người dân không có thật, không lẫn vào số liệu của quầy."),
        mark("Tiếp: ca thực hành"),
    ),
)
OF_STEP = {words.step: words for words in STEPS}
# When a person comes back for PINs that were not kept.
PINS_AGAIN = mark("Tiếp: đặt lại mã PIN")
