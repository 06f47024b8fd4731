"""Ops that were set aside as cards: what it is, why it stands there, and what one may do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desk_app.core.clock import Millis
from desk_app.core.problems import Problem
from desk_app.qt.language import mark
from desk_app.services.sync_values import AsideOp
from desk_app.ui.stage import Count, Say
from desk_app.ui.sync.op_words import DEEDS, OpWords
from desk_app.ui.sync.ports import AsideCard
from sync.client.truth import moment

_GOES_ON = mark("Việc này không chặn việc khác. Dữ liệu còn nguyên trên máy và ở tỉnh.")
# What helps, by the reason; (here, at the province).
_ADVICE = {
    "quarantine.newer": (
        _GOES_ON,
        mark("Không cần làm gì: tỉnh đọc được khi tỉnh cập nhật chương trình."),
    ),
    "quarantine.held": (mark("Tự xếp vào khi việc trước nó được xử lý."),) * 2,
    "quarantine.first_missing": (mark("Không cần làm gì: tự xếp vào khi phần đầu tới."),) * 2,
}
# Reasons that read otherwise when it is the province that could not read.
_THEIRS = {
    "quarantine.newer": mark("Chương trình ở tỉnh cũ hơn ở quầy nên chưa đọc được việc này."),
}
# Beyond these cards nobody reads; the rest is counted.
SHOWN = 25


class AsideWords:
    """Makes the cards."""

    def __init__(
        self, say: Say, count: Count, sentence: Callable[[Problem], str], ops: OpWords
    ) -> None:
        self._say, self._count, self._sentence, self._ops = say, count, sentence, ops

    def cards(self, aside: Sequence[AsideOp], now: Millis) -> tuple[AsideCard, ...]:
        """The first of them, the longest waiting first."""
        return tuple(self._card(one, now) for one in aside[:SHOWN])

    def facts(self, aside: Sequence[AsideOp]) -> str:
        """How many, beside the head."""
        return self._count("{n} thao tác", len(aside)) if aside else ""

    def more(self, aside: Sequence[AsideOp]) -> str:
        """How many are not shown."""
        hidden = len(aside) - SHOWN
        return self._count("… và {n} thao tác nữa để riêng", hidden) if hidden > 0 else ""

    def foot(self, found: int, settled: int) -> str:
        """How many there were this year."""
        if not found:
            return self._say("Từ đầu năm chưa có gì phải để riêng.")
        return self._count("Từ đầu năm: {n} thao tác để riêng, {settled} đã xếp vào.", found,
                           settled=settled)  # fmt: skip

    def _card(self, one: AsideOp, now: Millis) -> AsideCard:
        say, about = self._say, one.about
        title = self._ops.title(one.kind, about, now)
        where = say("tỉnh để riêng") if one.theirs else say("máy này để riêng")
        named = self._ops.what(about, now)
        what = f"{self._ops.deed(one.kind)} · {where}" if named else where
        why = self._why(one)
        advice = say(_ADVICE.get(one.reason.code, (_GOES_ON, _GOES_ON))[int(one.theirs)])
        if one.held:
            waits = self._count("{n} thao tác sau nó của việc này cùng chờ.", one.held)
            advice = f"{advice} {waits}"
        report = f"{one.op} · {one.kind} · {one.reason.code}\n{where}: {why}"
        here = bool(named)
        return AsideCard(
            key=f"{one.op} {one.theirs}",
            title=title,
            since=moment(one.since, now),
            what=what,
            why=why,
            advice=advice,
            case=about.subject if here and about.family == "case" else "",
            visit=about.subject if here and about.family == "visit" else "",
            report=report,
        )

    def _why(self, one: AsideOp) -> str:
        """The reason; the kind of an op in words, and a code nobody here knows as no code."""
        if one.theirs and one.reason.code in _THEIRS:
            return self._say(_THEIRS[one.reason.code])
        values = dict(one.reason.values)
        if values.get("kind") in DEEDS:
            values["kind"] = self._ops.deed(values["kind"])
        said = self._sentence(Problem(one.reason.code, values=values))
        if said.startswith(one.reason.code):
            return self._say("Chưa xếp được việc này vào sổ.")
        return said
