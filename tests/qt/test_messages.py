"""One door for messages: what is told, what is logged, and what a report never holds."""

from __future__ import annotations

from desk_app.core.problems import Problem
from desk_app.qt.language import Language
from desk_app.qt.messages import Message, Messages


def test_a_report_of_our_mistake_quotes_nothing_that_was_typed(language: Language) -> None:
    told: list[Message] = []
    messages = Messages(language)
    messages.watch = told.append
    try:
        raise ValueError("Trần Thị Thủy 012345678901")
    except ValueError as error:
        messages.bug(error)
    assert told[0].kind == "bug"
    assert "test_messages.py" in told[0].detail
    assert "Thủy" not in told[0].detail
    assert "0123" not in told[0].detail


def test_a_fault_of_the_machine_is_told_in_words(language: Language) -> None:
    banners: list[tuple[str, str]] = []
    messages = Messages(language)
    messages.banner_changed.connect(lambda text, tone: banners.append((text, tone)))
    messages.environment(Problem("window.no_printer", values={"printer": "HP"}))
    assert banners[0][1] == "late"
    assert "HP" in banners[0][0]
    messages.clear()
    assert banners[-1] == ("", "")
