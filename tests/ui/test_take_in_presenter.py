"""Taking in the province's data, step by step, without a window."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from desk_app import parts
from desk_app.core.case_compare import Comparison, Difference, DifferenceKind, Pair
from desk_app.core.case_match import OurCase
from desk_app.core.clock import from_local
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue
from desk_app.core.rights import Action
from desk_app.core.their_case import CaseSheet, SheetMapping, TheirCase, UnknownColumns
from desk_app.qt.desk_reconcile import Cancelled, OnProgress, Stopped, Would
from desk_app.services.read_cases import Reading, Said
from desk_app.ui.reconcile.compare_rows import compare_rows, key_of
from desk_app.ui.reconcile.presenter import TakeInPresenter
from desk_app.ui.reconcile.questions import Question
from tests.support.presenters import count, run_now, say

AT = from_local(datetime(2026, 10, 14, 8, 5))
THEIRS = TheirCase(
    row=2, reference="H05.24-261014-0001", procedure="1.001193", procedure_text="Khai sinh",
    match="name", received=AT, name="Trần Thị Thủy", said="Đã trả kết quả", status="handed_over",
)  # fmt: skip
OURS = OurCase(
    id="DESK.0.7", number="DESK-A-000001", reference=THEIRS.reference, row="", procedure="1.001193",
    name="Trần Thị Thủy", organisation="", phone="", address="", at=AT, due=None,
    status="received", at_once=False, moved=False, book="", voided=False, erased=False,
)  # fmt: skip
DIFFERENCE = Difference(
    "status", "Đã trả kết quả", "received", Problem("difference.status.received")
)
NEW = Reading(sheet=CaseSheet(rows=1, cases=(THEIRS,)), comparison=Comparison(new=(THEIRS,)))
DIFFERS = Reading(
    sheet=CaseSheet(rows=1, cases=(THEIRS,)),
    comparison=Comparison(pairs=(Pair(THEIRS, OURS, (DIFFERENCE,)),)),
)
UNKNOWN = UnknownColumns(
    signature="sig", headings=("Cột A", "Khi nào"), samples=(("H05.24-261014-0001",), ()),
    guessed={"reference": 0}, missing=("procedure_name", "received"),
)  # fmt: skip


def sentence(problem: Problem) -> str:
    return problem.code


class FakeDesk:
    """Answers with what it was given, and notes what it was asked."""

    def __init__(self, *readings: Reading, refuse: str = "", stop: bool = False) -> None:
        self.readings = list(readings)
        self.refuse, self.stop = refuse, stop
        self.kept: list[tuple[str, SheetMapping]] = []
        self.accepted: list[tuple[str, Collection[DifferenceKind]]] = []
        self.taken = 0

    def why_not(self, action: Action) -> Problem | None:
        return Problem(self.refuse) if self.refuse == "rights.import" else None

    def catalogue(self) -> Catalogue:
        return parts.catalogue()

    def procedure_name(self, code: str) -> str:
        return "Khai sinh"

    def shown_name(self, code: str, name: str) -> str:
        return name

    def read_file(
        self, file: Path, said: Said | None, on_progress: OnProgress, stopped: Stopped
    ) -> tuple[Reading, Would]:
        if self.stop:
            raise Cancelled
        if self.refuse:
            raise UserProblem(Problem(self.refuse))
        reading = self.readings.pop(0)
        return reading, Would(len(reading.comparison.new), len(reading.comparison.new))

    def read_paste(self, text: str, said: Said | None) -> tuple[Reading, Would]:
        return self.read_file(Path(), said, lambda _done, _total: None, lambda: False)

    def remember(self, signature: str, mapping: SheetMapping) -> None:
        self.kept.append((signature, mapping))

    def take_in(
        self, reading: Reading, on_progress: OnProgress, stopped: Stopped
    ) -> tuple[Would, Reading]:
        self.taken += 1
        return Would(1, 1), DIFFERS

    def accept(
        self,
        reading: Reading,
        wanted: Sequence[tuple[str, Collection[DifferenceKind]]],
        on_progress: OnProgress,
        stopped: Stopped,
    ) -> tuple[int, Reading]:
        self.accepted.extend(wanted)
        return len(wanted), msgspec.structs.replace(reading, comparison=Comparison())


class Shown:
    """What the view was told last."""

    def __init__(self) -> None:
        self.step, self.words = "", ""
        self.questions: tuple[Question, ...] = ()
        self.would = Would()

    def show_start(self, sentence: str) -> None:
        self.step, self.words = "start", sentence

    def show_working(self, words: str) -> None:
        self.step, self.words = "working", words

    def show_questions(self, lead: str, questions: tuple[Question, ...], source: str) -> None:
        self.step, self.words, self.questions = "questions", lead, questions

    def show_preview(self, reading: Reading, would: Would) -> None:
        self.step, self.would = "preview", would

    def show_compare(self, reading: Reading, words: str) -> None:
        self.step, self.words = "compare", words


def presenter(desk: FakeDesk) -> tuple[TakeInPresenter, Shown]:
    view = Shown()
    return TakeInPresenter(desk, run_now, say, count, sentence, view), view


def test_a_file_is_shown_before_anything_is_written() -> None:
    desk = FakeDesk(NEW)
    made, view = presenter(desk)

    made.choose_file(Path("a.xlsx"))

    assert (view.step, view.would.cases, desk.taken) == ("preview", 1, 0)


def test_after_taking_in_the_differences_are_shown() -> None:
    desk = FakeDesk(NEW)
    made, view = presenter(desk)
    made.choose_file(Path("a.xlsx"))

    made.take_in()

    assert (view.step, desk.taken) == ("compare", 1)
    assert view.words == "Đã nhận 1 hồ sơ, ghi 1 lượt."


def test_where_nothing_is_new_nothing_is_written() -> None:
    desk = FakeDesk(DIFFERS)
    made, view = presenter(desk)
    made.paste("…")

    made.take_in()

    assert (view.step, desk.taken) == ("compare", 0)


def test_unknown_columns_are_asked_and_the_answer_is_remembered() -> None:
    desk = FakeDesk(Reading(sheet=CaseSheet(signature="sig", unknown=UNKNOWN)), NEW)
    made, view = presenter(desk)
    made.choose_file(Path("a.xlsx"))
    assert [question.chosen for question in view.questions] == ["reference", ""]
    assert "cột thủ tục, cột ngày tiếp nhận" in view.words

    made.answer({"column:0": "reference", "column:1": "received"}, "Cổng tỉnh")

    ((signature, said),) = desk.kept
    assert (signature, said.source) == ("sig", "Cổng tỉnh")
    assert said.fields == {"reference": "cota", "received": "khinao"}
    assert view.step == "preview"


def test_words_nobody_could_place_can_be_explained() -> None:
    sheet = msgspec.structs.replace(
        NEW.sheet, signature="sig", statuses=("Lạ",), procedures=("Thả diều",)
    )
    desk = FakeDesk(msgspec.structs.replace(NEW, sheet=sheet), NEW)
    made, view = presenter(desk)
    made.choose_file(Path("a.xlsx"))
    made.ask_words()
    assert [question.kind for question in view.questions] == ["status", "procedure"]

    made.answer({"status:Lạ": "ready", "procedure:Thả diều": "1.001193"}, "")

    ((_, said),) = desk.kept
    assert (said.statuses, said.procedures) == ({"la": "ready"}, {"tha dieu": "1.001193"})


def test_a_refused_file_says_why_and_another_may_be_chosen() -> None:
    made, view = presenter(FakeDesk(refuse="sheet.empty"))

    made.choose_file(Path("a.xlsx"))

    assert (view.step, view.words) == ("start", "sheet.empty")


def test_stopping_leads_back_to_the_choice() -> None:
    made, view = presenter(FakeDesk(stop=True))

    made.choose_file(Path("a.xlsx"))

    assert (view.step, view.words) == ("start", "")


def test_who_may_not_import_is_told_so_at_once() -> None:
    made, view = presenter(FakeDesk(refuse="rights.import"))

    made.begin()

    assert view.words == "rights.import"


def test_one_row_or_a_whole_kind_is_taken_over() -> None:
    desk = FakeDesk(DIFFERS, DIFFERS)
    made, view = presenter(desk)
    made.choose_file(Path("a.xlsx"))
    made.take_in()
    made.accept(key_of("status", OURS.id))
    made.choose_file(Path("a.xlsx"))
    made.take_in()
    made.accept_kind("status")

    assert [(case, tuple(kinds)) for case, kinds in desk.accepted] == 2 * [(OURS.id, ("status",))]
    assert view.words.startswith("Đã lấy theo tỉnh ở 1 hồ sơ. Lấy lại: mở hồ sơ")


def test_a_folded_group_shows_its_head_alone() -> None:
    desk = FakeDesk()

    rows = compare_rows(DIFFERS.comparison, (), desk, say, count, sentence)
    folded = compare_rows(DIFFERS.comparison, ("status",), desk, say, count, sentence)

    assert [row.group for row in rows] == [True, False]
    assert [row.cells[0].text for row in folded] == ["Khác trạng thái: 1 hồ sơ"]
