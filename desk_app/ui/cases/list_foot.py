"""The foot of a list of cases: its sums, the keys it answers to, and what may become late."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from desk_app.qt.language import mark
from desk_app.ui.cases.list_words import Foot
from desk_app.ui.flow import Flow
from desk_app.ui.parts import column, key_cap, label, line
from desk_app.ui.stage import Stage


class ListFoot(QFrame):
    """Two lines; the second one only where a case may become late."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        inside = column(self, gap=2)
        inside.setContentsMargins(12, 6, 12, 6)
        row = line(gap=6)
        self.facts = Flow(0)
        row.addWidget(self.facts, 1)
        for cap, words in (
            (key_cap("1–6"), mark("danh sách")),
            (key_cap("Enter"), mark("mở")),
        ):
            text = label(level="second")
            stage.bind(text, text.setText, words)
            row.addWidget(cap, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(text, 0, Qt.AlignmentFlag.AlignTop)
            row.addSpacing(6)
        inside.addLayout(row)
        self.forecast = label(level="second", wrap=True)
        self.forecast.setProperty("tone", "near")
        inside.addWidget(self.forecast)

    def show_foot(self, facts: Foot, forecast: str) -> None:
        """Say the sums of the list, each with its unit, and what may become late."""
        self.facts.clear()
        for place, (words, tone) in enumerate(facts):
            text = (": " if place == 1 else " · ") if place else ""
            part = label(f"{text}{words}", "second")
            if tone:
                part.setProperty("tone", tone)
            self.facts.add(part)
        self.forecast.setText(forecast)
        self.forecast.setVisible(bool(forecast))
