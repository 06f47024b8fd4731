"""What the intake page decides: what a typed line means, what is logged, what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

import msgspec

from desk_app.core.clock import Millis, local
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure
from desk_app.core.text import digits
from desk_app.core.visit import VisitForm
from desk_app.qt.language import mark
from desk_app.ui.stage import Run, Say

STRIP = 6
_CODE = re.compile(r"\d\.\d{1,6}\Z")
_SEPARATORS = re.compile(r"[\s.\-()+]")

OUTCOMES = (
    ("accepted", mark("Nhận hồ sơ")),
    ("done", mark("Xong ngay, đã trả")),
    ("supplement", mark("Yêu cầu bổ sung")),
    ("refused", mark("Từ chối tiếp nhận")),
    ("returned", mark("Trả kết quả cũ")),
)
PURPOSES = (
    ("service", mark("Làm thủ tục")),
    ("question", mark("Chỉ hỏi")),
    ("online_help", mark("Giúp nộp trực tuyến")),
)
FLAGS = (
    ("proxy", mark("Nộp thay")),
    ("priority", mark("Ưu tiên")),
    ("elderly", mark("Cao tuổi")),
    ("disabled", mark("Khuyết tật")),
)
LATE_REASONS = (
    ("", mark("Chọn lý do")),
    ("power", mark("Mất điện")),
    ("line", mark("Mất đường truyền")),
    ("busy", mark("Quá đông người")),
    ("outside", mark("Tiếp ngoài trụ sở")),
    ("other", mark("Lý do khác")),
)


class IntakePort(Protocol):
    """What the intake page needs from the desk."""

    def now(self) -> Millis: ...
    def frequent(self) -> tuple[Procedure, ...]: ...
    def find_procedures(self, words: str) -> tuple[Procedure, ...]: ...
    def procedure(self, code: str) -> Procedure | None: ...
    def log(self, form: VisitForm) -> str: ...


class IntakeView(Protocol):
    """What the presenter asks of the page."""

    def read(self) -> VisitForm: ...
    def fill(self, field: str, text: str) -> None: ...
    def clear_line(self) -> None: ...
    def clear_all(self) -> None: ...
    def show_matches(self, procedures: tuple[Procedure, ...]) -> None: ...
    def show_matters(self, procedures: tuple[Procedure, ...]) -> None: ...
    def show_meaning(self, text: str) -> None: ...
    def show_problems(self, sentences: dict[str, str]) -> None: ...
    def show_purpose(self, purpose: str) -> None: ...
    def show_busy(self, busy: bool) -> None: ...


class Meaning(msgspec.Struct, frozen=True):
    """What Enter makes of the typed line: which field takes it, and as what text."""

    field: str = ""
    text: str = ""


_MEANINGS = {
    "name": mark("Enter: người đến"),
    "citizen_id": mark("Enter: số định danh"),
    "phone": mark("Enter: điện thoại"),
    "procedures": mark("Enter: {name}"),
}


class IntakePresenter:
    """Takes a visit in, one line at a time, and logs it."""

    def __init__(
        self,
        port: IntakePort,
        run: Run,
        say: Say,
        sentence: Callable[[Problem], str],
        view: IntakeView,
        logged: Callable[[str, VisitForm], None],
    ) -> None:
        self._port, self._run, self._say, self._sentence = port, run, say, sentence
        self._view, self._logged = view, logged
        self._matters: tuple[str, ...] = ()
        self._matches: tuple[Procedure, ...] = ()
        self._meaning = Meaning()
        self._typed = ""
        self._saving = False
        self.purpose = "service"

    def start(self) -> None:
        """Show an empty visit."""
        self.line_changed("")
        self._view.show_purpose(self.purpose)

    def say_again(self) -> None:
        """Say everything again, in another language."""
        self._show_meaning()

    def line_changed(self, text: str) -> None:
        """Somebody types: show what it may mean."""
        self._typed = text
        words = text.strip()
        self._matches = (
            self._port.find_procedures(words)[:STRIP] if words else self._port.frequent()[:STRIP]
        )
        self._view.show_matches(self._matches)
        self._meaning = self._what_it_means(words)
        self._show_meaning()

    def take_line(self) -> bool:
        """Put the typed line where it belongs; False when there was nothing to take."""
        if not self._meaning.field:
            return False
        if self._meaning.field == "procedures":
            self.add(self._meaning.text)
        else:
            self._view.fill(self._meaning.field, self._meaning.text)
        self._view.clear_line()
        return True

    def take_match(self, number: int) -> None:
        """Take the procedure shown at this place of the strip."""
        if number < len(self._matches):
            self.add(self._matches[number].code)
            if self._typed.strip():
                self._view.clear_line()

    def remove_matter(self, code: str) -> None:
        """Take a matter out of the visit again."""
        self._matters = tuple(c for c in self._matters if c != code)
        self.show_matters()

    def start_for(self, name: str, phone: str, address: str) -> None:
        """Begin a visit for somebody found; what was typed already stays."""
        for field, text in (("name", name), ("phone", phone), ("address", address)):
            if text:
                self._view.fill(field, text)

    def choose_purpose(self, purpose: str) -> None:
        """Only a question needs no personal data."""
        self.purpose = purpose
        self._view.show_purpose(purpose)
        self._view.show_problems({})
        self.line_changed(self._typed)

    def toggle(self, purpose: str) -> None:
        """F4 and F2: this special case, or the usual one again."""
        self.choose_purpose("service" if self.purpose == purpose else purpose)

    def step_back(self) -> None:
        """Esc: leave the special case; nothing typed is lost."""
        if self.purpose != "service":
            self.choose_purpose("service")

    def clear(self) -> None:
        """Begin an empty visit."""
        self._matters = ()
        self._view.clear_all()
        self._view.clear_line()
        self._view.show_problems({})
        self.show_matters()
        self.choose_purpose("service")

    def save(self) -> None:
        """Log the visit; problems appear beside their fields and what was typed stays."""
        if self._saving:
            return
        self.take_line()
        form = self.form()
        self._saving = True
        self._view.show_busy(True)
        self._run(
            lambda: self._port.log(form), lambda v: self._on_logged(v, form), self._on_refused
        )

    def form(self) -> VisitForm:
        """The visit as typed; of only a question nothing about the person is taken."""
        typed = self._view.read()
        if self.purpose == "question":
            typed = msgspec.structs.replace(
                typed, name="", citizen_id="", phone="", address="", organisation="", reference="",
                outcome="done",
            )  # fmt: skip
        return msgspec.structs.replace(typed, purpose=self.purpose, procedures=self._matters)

    def _on_logged(self, visit_id: str, form: VisitForm) -> None:
        self._saving = False
        self._view.show_busy(False)
        self.clear()
        self._logged(visit_id, form)

    def _on_refused(self, error: UserProblem) -> None:
        self._saving = False
        self._view.show_busy(False)
        sentences: dict[str, str] = {}
        for problem in error.problems:
            sentence = self._sentence(problem)
            before = sentences.get(problem.field)
            sentences[problem.field] = f"{before} {sentence}" if before else sentence
        self._view.show_problems(sentences)

    def save_failed(self) -> None:
        """The machine failed: nothing was logged, everything typed stands."""
        self._saving = False
        self._view.show_busy(False)

    def add(self, code: str) -> None:
        """Add a matter to the visit."""
        if code not in self._matters:
            self._matters = (*self._matters, code)
        self.show_matters()

    def show_matters(self) -> None:
        """Show the matters of the visit, in the present language."""
        known = (self._port.procedure(code) for code in self._matters)
        self._view.show_matters(tuple(p for p in known if p is not None))

    def _what_it_means(self, words: str) -> Meaning:
        if not words:
            return Meaning()
        if self._matches and _CODE.match(words):
            return Meaning("procedures", self._matches[0].code)
        bare = _SEPARATORS.sub("", words)
        if bare.isdigit() and self.purpose != "question":
            number = digits(words)
            return Meaning("phone" if len(number) in (9, 10, 11) else "citizen_id", words)
        wants_name = self.purpose != "question" and not self._view.read().name.strip()
        if self._matches and not wants_name:
            return Meaning("procedures", self._matches[0].code)
        return Meaning("name" if self.purpose != "question" else "note", words)

    def _show_meaning(self) -> None:
        found = self._meaning
        if found.field == "procedures":
            procedure = self._port.procedure(found.text)
            name = procedure.short_name if procedure is not None else found.text
            self._view.show_meaning(self._say(_MEANINGS["procedures"], name=name))
        elif found.field == "note":
            self._view.show_meaning(self._say("Enter: ghi chú"))
        elif found.field:
            self._view.show_meaning(self._say(_MEANINGS[found.field]))
        else:
            self._view.show_meaning("")


def clock_text(moment: Millis) -> str:
    """The civil time of a moment, to the minute."""
    return local(moment).strftime("%H:%M")
