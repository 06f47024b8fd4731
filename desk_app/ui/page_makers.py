"""Each page with its presenter, over the desk as that page sees it."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.core.visit import VisitForm
from desk_app.core.visit_view import VisitView
from desk_app.qt.desk_intake import DeskIntake
from desk_app.qt.desk_month import DeskMonth
from desk_app.qt.desk_search import DeskSearch
from desk_app.qt.window_desk import WindowDesk
from desk_app.services.receive_case import Received
from desk_app.ui.assessment_page import AssessmentPage
from desk_app.ui.assessment_presenter import AssessmentPresenter
from desk_app.ui.intake_page import IntakePage
from desk_app.ui.intake_presenter import IntakePresenter
from desk_app.ui.month_page import MonthPage
from desk_app.ui.month_presenter import MonthPresenter
from desk_app.ui.search_page import SearchPage
from desk_app.ui.search_presenter import SearchPresenter
from desk_app.ui.stage import Stage


def intake_page(
    stage: Stage, desk: WindowDesk, logged: Callable[[Received, VisitForm], None]
) -> IntakePage:
    """The intake page; `logged` hears of each visit that was written."""
    run, say, count, sentence = (
        stage.runner.run, stage.say, stage.count, stage.language.sentence,
    )  # fmt: skip
    return IntakePage(
        stage,
        lambda view: IntakePresenter(DeskIntake(desk), run, say, count, sentence, view, logged),
    )


def search_page(stage: Stage, desk: WindowDesk, matter: Callable[[VisitView], str]) -> SearchPage:
    """The search page; `matter` says what a visit was about."""
    run, say, count = stage.runner.run, stage.say, stage.count
    return SearchPage(
        stage, lambda view: SearchPresenter(DeskSearch(desk), run, say, count, view, matter)
    )


def month_page(stage: Stage, desk: WindowDesk) -> MonthPage:
    """The month page."""
    run, say, count = stage.runner.run, stage.say, stage.count
    return MonthPage(stage, lambda view: MonthPresenter(DeskMonth(desk), run, say, count, view))


def assessment_page(stage: Stage, desk: WindowDesk) -> AssessmentPage:
    """The self-assessment page."""
    run, say, sentence = stage.runner.run, stage.say, stage.language.sentence
    return AssessmentPage(stage, lambda view: AssessmentPresenter(desk, run, say, sentence, view))
