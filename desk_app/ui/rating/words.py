"""The words of the rating window, in an order that never changes."""

from __future__ import annotations

from desk_app.core.ops import RatingTag
from desk_app.core.procedure import Procedure
from desk_app.qt.language import mark
from desk_app.ui.stage import Count, Say

# What a tile stands for: an answer from 1 to 5, or none.
DECLINED = 0
CHOICES: tuple[tuple[int, str], ...] = (
    (5, mark("Rất hài lòng")),
    (4, mark("Hài lòng")),
    (3, mark("Bình thường")),
    (2, mark("Không hài lòng")),
    (1, mark("Rất không hài lòng")),
    (DECLINED, mark("Không muốn đánh giá")),
)
WORDS = dict(CHOICES)

Tags = tuple[tuple[RatingTag, str], ...]
COMPLAINTS: Tags = (
    ("slow", mark("Chờ lâu")),
    ("many_trips", mark("Phải đi lại nhiều lần")),
    ("unclear", mark("Hướng dẫn chưa rõ")),
    ("attitude", mark("Thái độ phục vụ")),
    ("too_many_papers", mark("Giấy tờ rườm rà")),
    ("other", mark("Điều khác")),
)
PRAISE: Tags = (
    ("quick", mark("Nhanh gọn")),
    ("clear", mark("Hướng dẫn rõ ràng")),
    ("friendly", mark("Lịch sự, thân thiện")),
    ("few_papers", mark("Giấy tờ đơn giản")),
    ("other", mark("Điều khác")),
)


def tags_for(choice: int | None) -> Tags:
    """What may be touched beside an answer: never a complaint after praise, nothing after 3."""
    if choice in (1, 2):
        return COMPLAINTS
    return PRAISE if choice in (4, 5) else ()


def centre(say: Say, unit: str) -> str:
    """The name of the centre that the citizen is in."""
    return say("Trung tâm Phục vụ hành chính công {unit}", unit=unit)


def matter(say: Say, count: Count, purpose: str, procedures: tuple[str | Procedure, ...]) -> str:
    """What a visit was about, in a few words; a code where the catalogue knows no name."""
    names = [p if isinstance(p, str) else p.short_name or p.name for p in procedures]
    if len(names) > 1:
        return count("{first} và {n} việc khác", len(names) - 1, first=names[0])
    if names:
        return names[0]
    return say("Giúp nộp trực tuyến") if purpose == "online_help" else ""
