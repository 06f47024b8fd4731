"""What the dialogs of the catalogue say: rows of the list, lines about one procedure or change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec

from desk_app.core.catalogue_preview import KINDS, CatalogueChange, ChangeKind
from desk_app.core.catalogue_say import CatalogueWords
from desk_app.core.catalogue_versions import ends_before_it_begins
from desk_app.core.procedure import Catalogue, Confidence, Procedure
from desk_app.core.text import tokens
from desk_app.qt.language import mark
from desk_app.qt.models import Cell, Row
from desk_app.services.catalogue import TakenChange
from desk_app.ui.stage import Count, Say

LineKind = Literal["title", "second", "section", "text", "old", "new", "late", "state"]


class DetailLine(msgspec.Struct, frozen=True):
    """One line about a procedure; icon and tone for a state."""

    kind: LineKind
    text: str
    icon: str = ""
    tone: str = ""


class ConfidenceWord(msgspec.Struct, frozen=True):
    """How sure an entry is: icon, tone and word."""

    icon: str
    tone: str
    word: str


CONFIDENCE: dict[Confidence, ConfidenceWord] = {
    "confirmed": ConfidenceWord("circle-check", "good", mark("đã đối chiếu")),
    "partly": ConfidenceWord("circle-half-2", "near", mark("đối chiếu một phần")),
    "uncertain": ConfidenceWord("circle-dashed", "late", mark("chưa chắc")),
}
KIND_WORDS: dict[ChangeKind, str] = {
    "new": mark("Mới"),
    "changed": mark("Thay đổi"),
    "replaced": mark("Bị thay thế"),
    "abolished": mark("Bãi bỏ"),
}
_KIND_COUNTS: dict[ChangeKind, str] = {
    "new": mark("{n} thủ tục mới"),
    "changed": mark("{n} thủ tục thay đổi"),
    "replaced": mark("{n} thủ tục bị thay thế"),
    "abolished": mark("{n} thủ tục bãi bỏ"),
}
ENDED, FUTURE = mark("hết hiệu lực"), mark("từ {day}")
_BESIDE_TEXT = ("time_text", "fee_text")


class Words:
    """Everything the dialogs say."""

    def __init__(self, say: Say, count: Count, words: CatalogueWords) -> None:
        self._say, self._count, self.words = say, count, words

    def rows(self, procedures: Sequence[Procedure], today: date) -> tuple[Row, ...]:
        """The list: code, name, time, how sure it is."""
        return tuple(self._row(procedure, today) for procedure in procedures)

    def _row(self, procedure: Procedure, today: date) -> Row:
        sure = CONFIDENCE[procedure.confidence]
        time = self._time(procedure)
        state = self.state(procedure, today)
        name = Cell(procedure.short_name, chips=(state,) if state else (), tip=procedure.name)
        if "limits" in procedure.unclear:
            time_cell = Cell(self._say("chưa hiểu"), "late", "alert-triangle")
        else:
            time_cell = Cell(time, "text2")
        return Row(
            procedure.code,
            (
                Cell(procedure.code, "text2"),
                name,
                time_cell,
                Cell(self._say(sure.word), sure.tone, sure.icon),
            ),
        )

    def _time(self, procedure: Procedure) -> str:
        """The time as a rule; where there are several, how many."""
        if not procedure.limits:
            return self._say("chưa rõ")
        bare = msgspec.structs.replace(procedure.limits[0], channel="", case="")
        first = self.words.limit(bare)
        if len(procedure.limits) == 1:
            return first
        number = len(procedure.limits)
        return self._count("{time} · {n} mốc", number, time=first)

    def state(self, procedure: Procedure, today: date) -> str:
        """What is special about its days; "" where it is in force."""
        if procedure.in_force(today):
            return ""
        if procedure.valid_from is not None and procedure.valid_from > today:
            return self._say(FUTURE, day=f"{procedure.valid_from:%d/%m/%Y}")
        return self._say(ENDED)

    def facts(self, procedures: Sequence[Procedure]) -> str:
        """How many there are, and how sure they are."""
        parts = [self._count("{n} thủ tục", len(procedures))]
        for confidence, sure in CONFIDENCE.items():
            number = sum(p.confidence == confidence for p in procedures)
            parts.append(f"{number} {self._say(sure.word)}")
        return " · ".join(parts)

    def procedure(
        self, procedure: Procedure, versions: Sequence[Procedure], today: date
    ) -> tuple[DetailLine, ...]:
        """One procedure with everything it promises, and its versions."""
        say, words = self._say, self.words
        sure = CONFIDENCE[procedure.confidence]
        lines = [
            DetailLine("title", procedure.short_name),
            DetailLine("second", " · ".join(_filled(procedure.code, procedure.field))),
            DetailLine("state", say(sure.word), sure.icon, sure.tone),
        ]
        if procedure.name != procedure.short_name:
            lines.append(DetailLine("text", procedure.name))
        if procedure.confidence_note:
            lines.append(DetailLine("second", procedure.confidence_note))
        if procedure.unclear:
            what = ", ".join(words.say(f"procedure.unclear_{word}") for word in procedure.unclear)
            lines.append(DetailLine("late", say("Chưa hiểu: {what}", what=what)))
        lines += self._section("time_limits", [words.limit(one) for one in procedure.limits])
        lines += self._beside(procedure.limit_text)
        lines += self._section("fees", [words.fees(procedure.fees)] if procedure.fees else [])
        lines += self._beside(procedure.fees[0].text if procedure.fees else "")
        if any(fee.amount is None for fee in procedure.fees) or not procedure.fees:
            lines += self._beside(procedure.fee_text)
        papers = [words.paper(paper) for paper in procedure.papers]
        lines += self._section("papers", papers)
        if procedure.papers_confidence in ("partly", "uncertain"):
            known = say("Hiểu biết chung, chưa đối chiếu với công bố của tỉnh.")
            lines.append(DetailLine("second", known))
        if procedure.online:
            lines += self._section("online", [words.say(f"procedure.online_{procedure.online}")])
        if procedure.authority:
            lines += self._section("authority", [procedure.authority])
        if procedure.register:
            register = words.say(f"procedure.register_{procedure.register}")
            lines += self._section("register", [register])
        lines.append(DetailLine("section", say("Các phiên bản")))
        lines += [DetailLine("text", self._version(one)) for one in _real(versions)]
        if procedure.replaced_by:
            lines.append(DetailLine("second", say("Thay bằng {code}", code=procedure.replaced_by)))
        lines.append(DetailLine("second", procedure.source))
        return tuple(lines)

    def _version(self, procedure: Procedure) -> str:
        first, last = procedure.valid_from, procedure.valid_to
        if first is None and last is None:
            days = self._say("hiệu lực: không ghi ngày")
        elif last is None:
            days = self._say("từ {first}", first=f"{first:%d/%m/%Y}")
        elif first is None:
            days = self._say("đến {last}", last=f"{last:%d/%m/%Y}")
        else:
            days = self._say(
                "từ {first} đến {last}", first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}"
            )
        decision = procedure.decision
        return " · ".join(_filled(days, decision, self.words.limits(procedure.limits)))

    def _section(self, field: str, texts: Iterable[str]) -> list[DetailLine]:
        written = [DetailLine("text", text) for text in texts if text]
        none = [DetailLine("second", self._say("chưa ghi"))]
        return [DetailLine("section", self.words.column(field)), *(written or none)]

    def _beside(self, text: str) -> list[DetailLine]:
        return [DetailLine("second", text)] if text else []

    # ---- changes --------------------------------------------------------------------------------

    def change_rows(self, changes: Sequence[CatalogueChange]) -> tuple[Row, ...]:
        """Changes in groups with their counts."""
        rows: list[Row] = []
        for kind in KINDS:
            of_kind = [(n, c) for n, c in enumerate(changes) if c.kind == kind]
            if not of_kind:
                continue
            words = self._count(_KIND_COUNTS[kind], len(of_kind))
            head = (Cell(), Cell(words, strong=True), Cell())
            rows.append(Row(f"group:{kind}", head, group=True, selectable=False))
            rows += [
                Row(str(n), (Cell(c.code, "text2"), Cell(c.name), Cell(self._day(c), "text2")))
                for n, c in of_kind
            ]
        return tuple(rows)

    def week_rows(self, taken: Sequence[TakenChange]) -> tuple[Row, ...]:
        """Changes of a week, the newest first."""
        return tuple(
            Row(
                str(n),
                (
                    Cell(one.change.code, "text2"),
                    Cell(one.change.name),
                    Cell(self._say(KIND_WORDS[one.change.kind])),
                    Cell(self._day(one.change), "text2"),
                ),
            )
            for n, one in enumerate(taken)
        )

    def change(self, change: CatalogueChange) -> tuple[DetailLine, ...]:
        """What changes of one procedure: each field as it was and as it is."""
        say = self._say
        lines = [
            DetailLine("title", change.name),
            DetailLine("second", change.code),
            DetailLine("text", f"{say(KIND_WORDS[change.kind])}, {self._holds(change)}"),
        ]
        if change.by:
            lines.append(DetailLine("text", say("Thay bằng {code}", code=change.by)))
        if change.kind == "new" and change.new is not None:
            lines += self._promised(change.new)
        for difference in change.differences:
            old, new = self.words.values(difference, change)
            lines.append(DetailLine("section", self.words.column(difference.field)))
            lines.append(DetailLine("old", say("Trước: {words}", words=old)))
            lines.append(DetailLine("new", say("Nay: {words}", words=new)))
        if change.kind in ("changed", "replaced", "abolished"):
            kept = say("Hồ sơ đã nhận giữ nguyên bản cũ và hạn đã hẹn.")
            lines.append(DetailLine("second", kept))
        return tuple(lines)

    def _promised(self, new: Procedure) -> list[DetailLine]:
        lines = self._section("time_limits", [self.words.limit(one) for one in new.limits])
        if "limits" in new.unclear:
            lines.append(DetailLine("late", self._say("Chưa hiểu: {what}", what=new.limit_text)))
        lines += self._section("fees", [self.words.fees(new.fees)] if new.fees else [])
        if "fees" in new.unclear:
            lines.append(DetailLine("late", self._say("Chưa hiểu: {what}", what=new.fee_text)))
        return lines + self._section("papers", [self.words.paper(one) for one in new.papers])

    def _holds(self, change: CatalogueChange) -> str:
        """From when on."""
        if change.day is None:
            return self._say("có hiệu lực ngay")
        day = f"{change.day:%d/%m/%Y}"
        ended = change.kind in ("replaced", "abolished")
        return self._say("hết hiệu lực từ {day}" if ended else "có hiệu lực từ {day}", day=day)

    def _day(self, change: CatalogueChange) -> str:
        return self._say("ngay") if change.day is None else f"{change.day:%d/%m/%Y}"

    def deed(self, changes: int) -> str:
        """What the button does."""
        return self._count("Nhận {n} thay đổi", changes)


def filtered(catalogue: Catalogue, typed: str) -> tuple[Procedure, ...]:
    """One procedure a code, ended and coming ones too, that contain every word or its beginning."""
    codes = dict.fromkeys(procedure.code for procedure in catalogue.everything())
    found = [catalogue.find(code) for code in codes]
    known = [procedure for procedure in found if procedure is not None]
    wanted = tokens(typed)
    if not typed.strip():
        return tuple(known)
    return tuple(p for p in known if typed.strip() in p.code or _has(p, wanted))


def _has(procedure: Procedure, wanted: Sequence[str]) -> bool:
    text = f"{procedure.short} {procedure.short_name} {procedure.name} {procedure.field}"
    words = tokens(text)
    return bool(wanted) and all(any(word.startswith(want) for word in words) for want in wanted)


def _real(versions: Sequence[Procedure]) -> list[Procedure]:
    return [one for one in versions if not ends_before_it_begins(one)]


def _filled(*texts: str) -> list[str]:
    return [text for text in texts if text]
