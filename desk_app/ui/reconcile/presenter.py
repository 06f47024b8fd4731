"""What happens step by step when the province's data is taken in; a view shows and asks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from desk_app.core.case_compare import DifferenceKind
from desk_app.core.case_sheet_headings import heading_key
from desk_app.core.case_sheet_words import words_key
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.rights import Action
from desk_app.core.their_case import SheetMapping, TheirStatus
from desk_app.qt.desk_reconcile import Cancelled, OnProgress, Stopped, Would
from desk_app.services.read_cases import Reading, Said
from desk_app.services.reconcile import every_of
from desk_app.ui.reconcile.compare_rows import Sentence, parts_of
from desk_app.ui.reconcile.questions import Question, column_questions, word_questions
from desk_app.ui.reconcile.words import MISSING_WORDS
from desk_app.ui.stage import Count, Run, Say

T = TypeVar("T")


class Port(Protocol):
    """The desk as it is used here."""

    def why_not(self, action: Action) -> Problem | None: ...
    def catalogue(self) -> Catalogue: ...
    def procedure_name(self, code: str) -> str: ...
    def shown_name(self, code: str, name: str) -> str: ...
    def read_file(
        self, file: Path, said: Said | None, on_progress: OnProgress, stopped: Stopped
    ) -> tuple[Reading, Would]: ...
    def read_paste(self, text: str, said: Said | None) -> tuple[Reading, Would]: ...
    def remember(self, signature: str, mapping: SheetMapping) -> None: ...
    def take_in(
        self, reading: Reading, on_progress: OnProgress, stopped: Stopped
    ) -> tuple[Would, Reading]: ...
    def accept(
        self,
        reading: Reading,
        wanted: Sequence[tuple[str, Collection[DifferenceKind]]],
        on_progress: OnProgress,
        stopped: Stopped,
    ) -> tuple[int, Reading]: ...


class View(Protocol):
    """What is shown, one step at a time."""

    def show_start(self, sentence: str) -> None: ...
    def show_working(self, words: str) -> None: ...
    def show_questions(self, lead: str, questions: tuple[Question, ...], source: str) -> None: ...
    def show_preview(self, reading: Reading, would: Would) -> None: ...
    def show_compare(self, reading: Reading, words: str) -> None: ...


class Progress:
    """How far the work is; written by a worker, read by the window."""

    done, total = 0, 0

    def __call__(self, done: int, total: int) -> None:
        self.done, self.total = done, total


class _Given(msgspec.Struct, frozen=True):
    """What is being read: a file or what was pasted."""

    file: Path | None = None
    text: str = ""


class TakeInPresenter:
    """Reads, asks once, shows what would happen, takes in, compares."""

    def __init__(
        self, desk: Port, run: Run, say: Say, count: Count, sentence: Sentence, view: View
    ) -> None:
        self._desk, self._run, self._say, self._count, self._view = desk, run, say, count, view
        self._sentence = sentence
        self._given = _Given()
        self._reading: Reading | None = None
        self._would = Would()
        self._questions: tuple[Question, ...] = ()
        self._stopped = False
        self.progress = Progress()

    def begin(self) -> None:
        """Say whether this may be done at all."""
        problem = self._desk.why_not("import")
        self._view.show_start("" if problem is None else self._sentence(problem))

    def choose_file(self, file: Path) -> None:
        """Read this file."""
        self._given = _Given(file)
        self._read(None)

    def paste(self, text: str) -> None:
        """Read what was copied from the province's screen."""
        self._given = _Given(None, text)
        self._read(None)

    def stop(self) -> None:
        """Take the wish back; nothing of it counts."""
        self._stopped = True

    def ask_words(self) -> None:
        """Let a person say what words of theirs mean that nobody could place."""
        if self._reading is None:
            return
        sheet = self._reading.sheet
        questions = word_questions(sheet, self._desk.catalogue())
        if questions:
            self._ask(self._say("Các từ này của tỉnh nghĩa là gì? Hỏi một lần, lần sau tự nhớ."),
                      questions)  # fmt: skip

    def answer(self, answers: Mapping[str, str], source: str) -> None:
        """What was said: question to choice. It is remembered, and everything is read again."""
        if self._reading is None:
            return
        mapping = _mapping(self._questions, answers, source)
        signature = self._reading.sheet.signature
        self._run(
            lambda: self._desk.remember(signature, mapping),
            lambda _done: self._read(None),
            self._refused,
        )

    def take_in(self) -> None:
        """Write what only the province has; where nothing is new, go on to the differences."""
        reading = self._reading
        if reading is None or not reading.ready:
            return
        if not reading.comparison.new:
            self._compare(reading, "")
            return
        self._working(self._say("Đang nhận hồ sơ. Dừng thì không hồ sơ nào được tính."))
        self._run(
            lambda: _stoppable(
                lambda: self._desk.take_in(reading, self.progress, lambda: self._stopped)
            ),
            lambda found: (
                self._view.show_preview(reading, self._would)
                if found is None
                else self._on_taken(*found)
            ),
            self._refused,
        )

    def accept(self, key: str) -> None:
        """Take the province's word in one row."""
        kind, case = parts_of(key)
        if self._reading is not None and case:
            self._accept(((case, (kind,)),))  # type: ignore[arg-type]

    def accept_kind(self, kind: str) -> None:
        """Take the province's word in every difference of one kind."""
        if self._reading is not None:
            self._accept(every_of(self._reading, (kind,)))  # type: ignore[arg-type]

    def back(self) -> None:
        """Begin again with another file."""
        self._reading = None
        self.begin()

    def _accept(self, wanted: Sequence[tuple[str, Collection[DifferenceKind]]]) -> None:
        reading = self._reading
        if reading is None or not wanted:
            return
        self._stopped = False
        self._run(
            lambda: self._desk.accept(reading, wanted, self.progress, lambda: self._stopped),
            lambda found: self._on_accepted(*found),
            self._refused_compare,
        )

    def _read(self, said: Said | None) -> None:
        given = self._given
        self._working(self._say("Đang đọc và đối chiếu…"))
        if given.file is None:
            self._run(
                lambda: self._desk.read_paste(given.text, said),
                lambda found: self._on_read(*found),
                self._refused,
            )
            return
        file = given.file
        self._run(
            lambda: _stoppable(
                lambda: self._desk.read_file(file, said, self.progress, lambda: self._stopped)
            ),
            lambda found: self._view.show_start("") if found is None else self._on_read(*found),
            self._refused,
        )

    def _working(self, words: str) -> None:
        self._stopped = False
        self.progress(0, 0)
        self._view.show_working(words)

    def _on_read(self, reading: Reading, would: Would) -> None:
        self._reading, self._would = reading, would
        unknown = reading.sheet.unknown
        if unknown is not None:
            missing = ", ".join(self._say(MISSING_WORDS[name]) for name in unknown.missing)
            lead = self._say(
                "Chưa thấy {missing}. Chỉ ra một lần; lần sau tệp cùng tiêu đề tự được hiểu.",
                missing=missing,
            )
            self._ask(lead, column_questions(unknown))
            return
        errors = reading.sheet.errors
        if errors and not reading.sheet.rows:
            self._view.show_start(self._sentence(errors[0].problem))
            return
        self._view.show_preview(reading, would)

    def _ask(self, lead: str, questions: tuple[Question, ...]) -> None:
        self._questions = questions
        source = self._reading.source if self._reading is not None else ""
        self._view.show_questions(lead, questions, source)

    def _on_taken(self, done: Would, reading: Reading) -> None:
        words = self._say(
            "Đã nhận {cases}, ghi {visits}.",
            cases=self._count("{n} hồ sơ", done.cases),
            visits=self._count("{n} lượt", done.visits),
        )
        self._compare(reading, words)

    def _on_accepted(self, cases: int, reading: Reading) -> None:
        taken = self._count("Đã lấy theo tỉnh ở {n} hồ sơ.", cases)
        back = self._say("Lấy lại: mở hồ sơ ở trang Hồ sơ rồi “Bỏ bước vừa ghi” hoặc “Sửa hồ sơ”.")
        self._compare(reading, f"{taken} {back}" if cases else taken)

    def _compare(self, reading: Reading, words: str) -> None:
        self._reading = reading
        self._view.show_compare(reading, words)

    def _refused(self, error: UserProblem) -> None:
        self._view.show_start(self._sentence(error.problems[0]))

    def _refused_compare(self, error: UserProblem) -> None:
        if self._reading is not None:
            self._view.show_compare(self._reading, self._sentence(error.problems[0]))


def _stoppable(work: Callable[[], T]) -> T | None:
    """The result; None when the wish was taken back meanwhile."""
    try:
        return work()
    except Cancelled:
        return None


def _mapping(
    questions: Sequence[Question], answers: Mapping[str, str], source: str
) -> SheetMapping:
    fields: dict[str, str] = {}
    statuses: dict[str, TheirStatus] = {}
    procedures: dict[str, str] = {}
    for question in questions:
        answer = answers.get(question.key, "")
        if not answer:
            continue
        if question.kind == "column":
            fields.setdefault(answer, heading_key(question.heading))
        elif question.kind == "status":
            statuses[words_key(question.heading)] = answer  # type: ignore[assignment]
        else:
            procedures[words_key(question.heading)] = answer
    return SheetMapping(source=source, fields=fields, statuses=statuses, procedures=procedures)
