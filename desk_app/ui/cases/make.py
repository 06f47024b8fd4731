"""The page "Hồ sơ" with its presenters, over the desk as they see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from desk_app.core.due_steps import Due
from desk_app.core.due_words import DueLine, due_lines
from desk_app.core.texts import Texts
from desk_app.qt.desk_cases import DeskCases
from desk_app.qt.desk_evidence import DeskEvidence
from desk_app.qt.language import Language, load_sentences
from desk_app.qt.window_desk import WindowDesk
from desk_app.ui.cases.cases_presenter import CasesPresenter
from desk_app.ui.cases.start_of_day import StartPresenter
from desk_app.ui.cases.steps_presenter import StepsPresenter
from desk_app.ui.cases_page import CasesPage, Presenters
from desk_app.ui.evidence.panel import EvidencePanel
from desk_app.ui.stage import Stage
from desk_app.ui.undo.undo_stack import Act


class DueLines:
    """The lines of a reckoning in the language of the window; its sentences are read once."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._code = ""
        self._texts: Texts | None = None

    def __call__(self, due: Due, today: date) -> tuple[DueLine, ...]:
        """Every line of this reckoning."""
        if self._texts is None or self._code != self._language.code:
            self._code = self._language.code
            self._texts = load_sentences(self._code)
        return due_lines(due, self._texts, today, condensed=True)


def cases_page(stage: Stage, desk: WindowDesk, push: Callable[[Act], None]) -> CasesPage:
    """The page; `push` hears of each act that can be undone."""
    run, say, count, sentence = (
        stage.runner.run, stage.say, stage.count, stage.language.sentence,
    )  # fmt: skip
    port, lines = DeskCases(desk), DueLines(stage.language)

    def make(page: CasesPage) -> Presenters:
        cases = CasesPresenter(port, run, say, count, sentence, lines, page)
        steps = StepsPresenter(port, run, say, count, sentence, cases.words, push, page)
        start = StartPresenter(port, run, say, count, cases.words, page)
        return Presenters(cases, steps, start)

    page = CasesPage(stage, make)
    evidence = EvidencePanel(stage, DeskEvidence(desk), push, page.dialog_requested.emit)
    page.sheet.evidence.addWidget(evidence)
    page.case_shown.connect(evidence.show_case)
    desk.changed.connect(evidence.on_changed)
    for failed in (stage.runner.environment_failed, stage.runner.broke):
        failed.connect(evidence.work_failed)
    page.evidence_panel = evidence
    return page
