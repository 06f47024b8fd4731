"""Cases in the score: computed from the log, as they stood at the month's end, with their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk_app import parts
from desk_app.core.case_ops import CatalogueImported, CoverageCounted, DayChanges
from desk_app.core.clock import number_of
from desk_app.core.cut import Cut
from desk_app.core.period import Month
from desk_app.core.score import CriterionScore
from desk_app.printing.month_description import shipped_month_description
from desk_app.services.month_charts import month_charts
from desk_app.services.month_score import month_figures, month_score, rows_behind
from desk_app.services.score_at_cut import at_cut
from desk_app.store import cuts
from tests.support.case_log import BIRTH, LAND, CaseLog
from tests.support.desks import OpenDesk, nothing, opened_desk

SEPTEMBER, OCTOBER, NOVEMBER = Month(2026, 9), Month(2026, 10), Month(2026, 11)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    """An open practice desk at 8:00 on 15 October 2026."""
    with opened_desk(tmp_path / "home") as opened:
        yield opened


def _write(desk: OpenDesk, job: Callable[[CaseLog], object]) -> None:
    desk.change(lambda tx: job(CaseLog(lambda: tx.log)))


def _criterion(desk: OpenDesk, criterion: str, month: Month = OCTOBER) -> CriterionScore:
    with desk.store.reader() as reader:
        found = month_score(reader, parts.criteria(), month).sheet.criterion(criterion)
    assert found is not None
    return found


def _share(desk: OpenDesk, criterion: str, month: Month = OCTOBER) -> tuple[object, object]:
    working = _criterion(desk, criterion, month).working
    return working.numerator, working.denominator


def _world(log: CaseLog) -> None:
    """Four received in September, one of them finished late in October; one in October."""
    for minute in range(3):
        case = log.receive(f"2026-09-2{minute} 09:00", "2026-09-25 17:00", fee=8000,
                           payment="online", online_level="full", digitised=True)  # fmt: skip
        log.step(case, "ready", "2026-09-24 09:00")
    late = log.receive("2026-09-22 10:00", "2026-10-05 17:00", procedure=LAND)
    log.extend(late, "2026-10-05 09:00", "2026-10-09 17:00")
    log.step(late, "ready", "2026-10-08 09:00")
    log.receive("2026-10-14 09:00", "2026-10-15 09:00", channel="online")


def test_criteria_that_waited_for_cases_are_computed(desk: OpenDesk) -> None:
    assert _criterion(desk, "2.3").status == "no_metric"
    _write(desk, _world)
    desk.log()

    assert _share(desk, "2.3") == (4, 5)
    assert _share(desk, "2.4") == (1, 1)
    assert _criterion(desk, "2.4").parts.proven == Decimal("2")
    assert _share(desk, "2.5") == (0, 5)
    assert _share(desk, "2.8") == (3, 3)
    for criterion in ("2.3", "2.4", "2.5", "2.7", "2.8"):
        assert _criterion(desk, criterion).status == "computed"


def test_a_month_is_told_as_it_stood_at_its_end(desk: OpenDesk) -> None:
    _write(desk, _world)
    desk.log()

    # At the end of September the late one was open and in time, whatever became of it.
    assert _share(desk, "2.3", SEPTEMBER) == (4, 4)
    assert _share(desk, "2.4", SEPTEMBER) == (0, 0)
    desk.clock.go_on(days=60)
    desk.log(purpose="question")
    assert _share(desk, "2.3", SEPTEMBER) == (4, 4)
    assert _share(desk, "2.3", NOVEMBER) == (3, 5)  # nobody ever finished the one of October


def test_the_log_tells_the_time_not_the_machine(desk: OpenDesk) -> None:
    _write(desk, _world)  # the newest op: 8:00 on 15 October, an hour before the promise passes
    desk.clock.go_on(minutes=120)
    assert _share(desk, "2.3") == (4, 5)
    desk.log(purpose="question")
    assert _share(desk, "2.3") == (3, 5)


def test_months_before_the_first_case_have_no_figures_and_no_points(desk: OpenDesk) -> None:
    _write(desk, _world)
    for month in (Month(2026, 8), Month(2025, 12)):
        for criterion in ("2.3", "2.4"):
            assert _criterion(desk, criterion, month).status == "no_metric"


def test_every_point_leads_to_its_cases(desk: OpenDesk) -> None:
    _write(desk, _world)
    desk.log()
    for criterion, whole, part in (
        ("2.3", "cases.total", "cases.on_time_or_open_in_time"),
        ("2.4", "cases.late", "cases.late_with_apology_in_time"),
        ("2.8", "cases.with_fee", "cases.paid_online"),
    ):
        with desk.store.reader() as reader:
            rows = rows_behind(reader, parts.criteria(), criterion, OCTOBER)
        numerator, denominator = _share(desk, criterion)
        assert {row.kind for row in rows} == {"case"}
        assert sum(whole in row.counts_in for row in rows) == denominator
        assert sum(part in row.counts_in for row in rows) == numerator
        assert [row.when for row in rows] == sorted(row.when for row in rows)


def test_a_sheet_is_recomputed_at_its_cut(desk: OpenDesk) -> None:
    _write(desk, _world)

    def look(cut: Cut | None) -> tuple[Cut, object]:
        with desk.store.private() as reader:
            here = cuts.current_cut(reader.connection)
            with at_cut(reader, cut or here, nothing):
                found = month_score(reader, parts.criteria(), OCTOBER)
            return here, found.sheet

    cut, before = look(None)
    _write(desk, lambda log: log.step(log.receive("2026-10-15 08:00", None), "ready",
                                      "2026-10-15 08:00"))  # fmt: skip
    desk.clock.go_on(days=2)
    desk.log()
    assert look(None)[1] != before
    assert look(cut)[1] == before


def test_an_import_that_does_not_count_has_no_cases(desk: OpenDesk) -> None:
    _write(desk, _world)
    before = _share(desk, "2.3")
    batch = "W4AD32Z6M90ANSJM.0.77"
    _write(desk, lambda log: log.step(
        log.receive("2026-10-14 09:00", "2026-10-20 17:00", batch=batch), "ready",
        "2026-10-15 08:00"))  # fmt: skip
    assert _share(desk, "2.3") == before


def test_the_month_shows_how_long_its_cases_took(desk: OpenDesk) -> None:
    _write(desk, _world)
    desk.log()
    names = {BIRTH: "Đăng ký khai sinh", LAND: "Đính chính"}

    def look(month: Month) -> tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...]:
        with desk.store.reader() as reader:
            figures = month_figures(reader, parts.criteria(), month, lambda code: names[code])
        words = shipped_month_description().charts
        charts = month_charts(figures, parts.criteria(), words, is_open=False)
        assert charts.days is not None
        assert [row.title for row in charts.days.rows] == [one.name for one in figures.finished]
        return tuple((one.name, one.in_time, one.late) for one in figures.finished)

    assert look(SEPTEMBER) == (("Đăng ký khai sinh", (-1, -1, -1), ()),)
    # Three days after the promise on the slip; that it was extended does not make it early.
    assert look(OCTOBER) == (("Đính chính", (), (3,)),)


def test_a_month_without_a_finished_case_has_no_chart_of_days(desk: OpenDesk) -> None:
    desk.log()
    with desk.store.reader() as reader:
        figures = month_figures(reader, parts.criteria(), OCTOBER)
    words = shipped_month_description().charts
    assert month_charts(figures, parts.criteria(), words, is_open=True).days is None


def test_what_the_province_has_more_is_said_beside_the_score(desk: OpenDesk) -> None:
    def job(tx: object) -> None:
        tx.log.append(  # type: ignore[attr-defined]
            "coverage.counted", CoverageCounted(month="2026-10", theirs=251, ours=236),
            officer=desk.officer, subject="coverage:2026-10",
        )  # fmt: skip

    desk.change(job)
    with desk.store.reader() as reader:
        assert month_figures(reader, parts.criteria(), OCTOBER).coverage == (236, 251)
        assert month_figures(reader, parts.criteria(), SEPTEMBER).coverage is None


def test_the_figures_of_cases_survive_verification_and_rebuild(desk: OpenDesk) -> None:
    _write(desk, _world)
    assert desk.verify().ok
    assert desk.rebuild().identical


def _import_list(desk: OpenDesk, *days: tuple[str, int]) -> None:
    facts = CatalogueImported(
        digest="ab" * 32,
        changed=sum(changes for _, changes in days),
        days=tuple(
            DayChanges(number_of(date.fromisoformat(day)), changes) for day, changes in days
        ),
    )
    desk.change(lambda tx: tx.log.append("catalogue.imported", facts, officer=desk.officer))


def test_changes_known_before_they_hold_are_published_on_time(desk: OpenDesk) -> None:
    assert _criterion(desk, "2.2").status == "no_metric"
    desk.log()
    desk.clock.go_on(days=15)  # 30 October
    # Long before this desk began; on the day; three weeks late; not yet.
    _import_list(desk, ("2025-07-01", 400), ("2026-10-30", 6), ("2026-10-20", 2),
                 ("2026-11-02", 5))  # fmt: skip

    assert _share(desk, "2.2") == (6, 8)
    assert _criterion(desk, "2.2").parts.proven == Decimal("1.5")
    assert _share(desk, "2.2", NOVEMBER) == (6, 8)
    desk.clock.go_on(days=5)
    desk.log()
    assert _share(desk, "2.2", NOVEMBER) == (11, 13)
    with desk.store.reader() as reader:
        rows = rows_behind(reader, parts.criteria(), "2.2", NOVEMBER)
    assert {row.kind for row in rows} == {"catalogue"}
    assert desk.verify().ok
    assert desk.rebuild().identical
