"""Promises of the six keys: what the desk handles most, steady through a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from desk_app import parts
from desk_app.core.clock import day_of
from desk_app.core.visit import VisitForm, check_visit
from desk_app.services.log_visit import log_visit
from desk_app.services.most_used import FEWEST, LOOK_BACK, first_of, most_used
from tests.support.desks import OpenDesk, opened_desk

LAND, COPY, BIRTH = "1.013978", "2.000815", "1.001193"
DAY = datetime(2026, 10, 15, 9, 0)


def _log(desk: OpenDesk, code: str, times: int, when: datetime) -> None:
    form = VisitForm(
        name="Lê An", procedures=(code,), at=when.strftime("%d/%m/%Y %H:%M"), late_reason="other"
    )
    catalogue = parts.catalogue()
    new = check_visit(form, catalogue.kept_code, desk.clock.wall, desk.hashed)
    assert not isinstance(new, tuple)
    for _ in range(times):
        desk.change(lambda tx: log_visit(tx, new, desk.officer))


def _six(desk: OpenDesk) -> tuple[str, ...]:
    with desk.store.reader() as reader:
        return most_used(reader, parts.catalogue(), day_of(desk.clock.wall), 6)


def test_what_was_handled_most_comes_first_and_the_catalogue_fills_up(tmp_path: Path) -> None:
    usual = tuple(procedure.code for procedure in first_of(parts.catalogue(), 6))
    with opened_desk(tmp_path / "home") as desk:
        _log(desk, LAND, FEWEST - 1, DAY - timedelta(days=2))
        assert _six(desk) == usual
        _log(desk, BIRTH, 1, DAY - timedelta(days=2))
        assert _six(desk)[:3] == (LAND, BIRTH, COPY)
        assert len(set(_six(desk))) == 6


def test_today_and_what_is_long_ago_do_not_move_a_key(tmp_path: Path) -> None:
    usual = tuple(procedure.code for procedure in first_of(parts.catalogue(), 6))
    with opened_desk(tmp_path / "home") as desk:
        _log(desk, LAND, FEWEST, datetime(2026, 10, 15, 7, 30))
        _log(desk, LAND, FEWEST, DAY - LOOK_BACK - timedelta(days=1))
        assert _six(desk) == usual
