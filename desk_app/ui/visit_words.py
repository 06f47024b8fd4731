"""What a visit is about and who came, each in one line, for lists and sentences."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.core.clock import Millis
from desk_app.core.masking import is_sensitive, masked
from desk_app.core.procedure import Procedure
from desk_app.core.visit_case import VisitCase
from desk_app.qt.language import mark
from desk_app.ui.intake.matter_words import MatterWords, short_number
from desk_app.ui.stage import Count, Say

FLAG_WORDS = {
    "priority": mark("ưu tiên"),
    "elderly": mark("cao tuổi"),
    "disabled": mark("khuyết tật"),
}


class VisitWords:
    """Says visits and forms in the present language."""

    def __init__(
        self, procedure: Callable[[str], Procedure | None], say: Say, count: Count
    ) -> None:
        self._procedure, self._say, self._count = procedure, say, count

    def matter(self, procedures: tuple[str, ...], purpose: str, note: str) -> str:
        """What it is about; "" when nothing is known of it."""
        names = []
        for code in procedures:
            procedure = self._procedure(code)
            names.append((procedure.short_name or procedure.name) if procedure else code)
        if len(names) > 1:
            return self._count("{first} và {n} việc khác", len(names) - 1, first=names[0])
        if names:
            return names[0]
        if purpose == "online_help":
            return self._say("Giúp nộp trực tuyến")
        return note

    def full_matter(self, procedures: tuple[str, ...]) -> str:
        """Every matter by its whole name, for a tool tip."""
        found = (self._procedure(code) for code in procedures)
        return "; ".join(procedure.name for procedure in found if procedure is not None)

    def sensitive(self, procedures: tuple[str, ...]) -> bool:
        """Whether one of these matters covers the name of who came for it."""
        found = (self._procedure(code) for code in procedures)
        return any(p is not None and is_sensitive(p.field) for p in found)

    def flags(self, flags: tuple[str, ...]) -> tuple[str, ...]:
        """The words for who comes first."""
        return tuple(self._say(words) for flag, words in FLAG_WORDS.items() if flag in flags)

    def cases(self, cases: tuple[VisitCase, ...], now: Millis) -> tuple[str, ...]:
        """Each case that waits for its result, or where it is entered: "004213 · hẹn T4 25/11"."""
        words, say = MatterWords(self._say, self._count), self._say
        said: list[str] = []
        for case in cases:
            number = short_number(case.number)
            if case.at_once:
                if case.book_number:
                    said.append(say("số chứng thực {number}", number=case.book_number))
            elif case.due is None:
                said.append(number)
            else:
                when = words.day_or_time(case.due, now)
                said.append(f"{number} · {say('hẹn {day}', day=when)}")
        return tuple(said)

    def who(self, procedures: tuple[str, ...], who: str) -> str:
        """Who came, covered where one of the matters is sensitive."""
        return masked(who) if self.sensitive(procedures) else who

    def deed(self, procedures: tuple[str, ...], purpose: str, who: str) -> str:
        """Who and what, for a sentence about what was just done: "Lê Thị Hoa – Khai sinh"."""
        if purpose == "question":
            who = self._say("chỉ hỏi")
        elif self.sensitive(procedures):
            who = masked(who)
        matter = self.matter(procedures, purpose, "")
        return " – ".join(part for part in (who, matter) if part)
