"""How a file of a case is told in one line, and what its flags are called."""

from __future__ import annotations

from desk_app.core.clock import Millis, local
from desk_app.core.evidence import EvidenceView, size_words
from desk_app.qt.language import mark
from desk_app.ui.stage import Count, Say

KINDS = {"jpeg": "jpg", "png": "png", "pdf": "pdf"}
FLAGS = {
    "script": mark("có lệnh chạy"),
    "launch": mark("có lệnh mở chương trình"),
    "embedded": mark("có tệp kèm bên trong"),
    "trailing": mark("có dữ liệu sau ảnh"),
}
FLAG_ICON = "alert-triangle"


def when(at: Millis, now: Millis) -> str:
    """Day and time, with the year only where it is another."""
    moment = local(at)
    pattern = "%d/%m %H:%M" if moment.year == local(now).year else "%d/%m/%Y %H:%M"
    return moment.strftime(pattern)


def facts(view: EvidenceView, now: Millis) -> str:
    """What it is, how large and since when: "jpg · 2,1 MB · 12/11 15:20"."""
    return " · ".join((KINDS[view.media], size_words(view.size), when(view.at, now)))


def pages(view: EvidenceView, count: Count) -> str:
    """How many pages it has, "" for a picture and a single page."""
    return count("{n} trang", view.pages) if view.pages > 1 else ""


def flag_words(view: EvidenceView, say: Say) -> tuple[str, ...]:
    """What in the file could act or hide."""
    return tuple(say(FLAGS[flag]) for flag in view.flags if flag in FLAGS)
