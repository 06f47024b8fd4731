"""Promises of drafts, the waiting list, settings, visit times, known people, and looking at IDs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
import pytest

from desk_app import parts
from desk_app.core.clock import day_of
from desk_app.core.desk_settings import DeskSettings
from desk_app.core.draft import VISIT_FORM, Draft
from desk_app.core.errors import UserProblem
from desk_app.core.ops import Op
from desk_app.core.rating import Rating
from desk_app.core.visit import VisitForm
from desk_app.core.visit_view import VisitView
from desk_app.services.correct_visit import correct_visit, form_of, restore_visit, void_visit
from desk_app.services.drafts import CONTENT_LIMIT, drafts, drop_draft, keep_draft
from desk_app.services.list_visits import one_visit
from desk_app.services.log_visit import checked_visit, log_visit
from desk_app.services.rate_visit import rate_visit
from desk_app.services.settings import change_settings, desk_settings
from desk_app.services.unmask import unmask
from desk_app.services.visit_times import LONGEST, count_visit_time, median_visit_time
from desk_app.services.waiting import back, call, leave, wait, waiting
from desk_app.store import op_rows
from desk_app.store import settings as setting_rows
from desk_app.store.search import find_visits
from tests.support.desks import OpenDesk, opened_desk

BIRTH, COPY = "1.001193", "2.000815"
NUMBER = "024190001234"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    """An open practice desk without visits."""
    with opened_desk(tmp_path / "home") as opened:
        yield opened


def _ops(desk: OpenDesk) -> list[Op]:
    with desk.connection() as connection:
        return [op for _, op in op_rows.by_arrival(connection)]


TYPED = VisitForm(name="Nguyễn Thị Hoà", citizen_id=NUMBER, procedures=(BIRTH,))


def _draft(desk: OpenDesk, name: str = "d1", content: str = "{}") -> Draft:
    return Draft(
        id=name, form=VISIT_FORM, officer=desk.officer, saved=desk.clock.wall, content=content
    )


def _log(desk: OpenDesk, form: VisitForm, draft: str = "", took: int | None = None) -> VisitView:
    def job(tx):  # type: ignore[no-untyped-def]
        return log_visit(tx, checked_visit(tx, form, parts.catalogue()), desk.officer, draft, took)

    (visit,) = desk.change(job).visits
    return _view(desk, visit)


def _view(desk: OpenDesk, visit: str) -> VisitView:
    with desk.store.reader() as reader:
        found = one_visit(reader, visit)
    assert found is not None
    return found


def _drafts(desk: OpenDesk) -> tuple[Draft, ...]:
    with desk.store.reader() as reader:
        return drafts(reader)


# ---- drafts -----------------------------------------------------------------------------------


def test_a_draft_is_replaced_as_one_types_and_outlives_the_program(tmp_path: Path) -> None:
    with opened_desk(tmp_path / "home") as desk:
        desk.change(lambda tx: keep_draft(tx, _draft(desk, content="Tr")))
        desk.change(lambda tx: keep_draft(tx, _draft(desk, content="Trần")))
        desk.reopen()
        assert [draft.content for draft in _drafts(desk)] == ["Trần"]


def test_a_draft_goes_with_the_visit_it_became_and_stays_when_logging_fails(
    desk: OpenDesk,
) -> None:
    desk.change(lambda tx: keep_draft(tx, _draft(desk)))
    with pytest.raises(UserProblem):
        _log(desk, VisitForm(), draft="d1")
    assert len(_drafts(desk)) == 1

    _log(desk, TYPED, draft="d1")

    assert _drafts(desk) == ()


def test_a_draft_is_dropped_by_its_own_id_only(desk: OpenDesk) -> None:
    for name in ("d1", "d2"):
        desk.change(partial(keep_draft, draft=_draft(desk, name)))
    desk.change(lambda tx: drop_draft(tx, "d1"))
    desk.change(lambda tx: drop_draft(tx, "no such"))
    assert [draft.id for draft in _drafts(desk)] == ["d2"]


def test_an_absurdly_long_draft_is_refused_with_a_sentence(desk: OpenDesk) -> None:
    with pytest.raises(UserProblem) as refused:
        desk.change(lambda tx: keep_draft(tx, _draft(desk, content="x" * (CONTENT_LIMIT + 1))))
    assert refused.value.problems[0].code == "draft.too_long"


def test_nothing_typed_or_waiting_enters_the_log(desk: OpenDesk) -> None:
    before = len(_ops(desk))
    desk.change(lambda tx: keep_draft(tx, _draft(desk)))
    desk.change(lambda tx: wait(tx, TYPED))
    desk.change(lambda tx: change_settings(tx, DeskSettings(lock_minutes=5)))
    assert len(_ops(desk)) == before


# ---- the waiting list -------------------------------------------------------------------------


def test_tickets_count_on_within_a_day_and_begin_anew_the_next(desk: OpenDesk) -> None:
    first = desk.change(lambda tx: wait(tx, TYPED))
    desk.change(lambda tx: leave(tx, first.n))
    second = desk.change(lambda tx: wait(tx, VisitForm()))
    desk.clock.go_on(days=1)
    third = desk.change(lambda tx: wait(tx, VisitForm()))

    assert [one.ticket for one in (first, second, third)] == ["A001", "A002", "A001"]


def test_without_tickets_the_list_works_all_the_same(desk: OpenDesk) -> None:
    desk.change(lambda tx: change_settings(tx, DeskSettings(tickets=False)))
    assert desk.change(lambda tx: wait(tx, TYPED)).ticket == ""


def test_whoever_is_called_is_a_draft_from_then_on_and_can_go_back(desk: OpenDesk) -> None:
    one = desk.change(lambda tx: wait(tx, TYPED))
    desk.change(lambda tx: wait(tx, VisitForm(name="Trần Văn Tư")))

    called = desk.change(lambda tx: call(tx, one.n, "d9", "{}", desk.officer))

    assert called == one
    assert [draft.id for draft in _drafts(desk)] == ["d9"]
    desk.change(lambda tx: back(tx, called, "d9"))
    with desk.store.reader() as reader:
        assert [waits.n for waits in waiting(reader)] == [one.n, one.n + 1]
    assert _drafts(desk) == ()


def test_nobody_is_called_twice(desk: OpenDesk) -> None:
    one = desk.change(lambda tx: wait(tx, TYPED))
    desk.change(lambda tx: call(tx, one.n, "d1", "{}", desk.officer))
    with pytest.raises(UserProblem) as refused:
        desk.change(lambda tx: call(tx, one.n, "d2", "{}", desk.officer))
    assert refused.value.problems[0].code == "waiting.gone"
    assert [draft.id for draft in _drafts(desk)] == ["d1"]


def test_parking_a_visit_ends_its_draft(desk: OpenDesk) -> None:
    desk.change(lambda tx: keep_draft(tx, _draft(desk)))
    desk.change(lambda tx: wait(tx, TYPED, "d1"))
    assert _drafts(desk) == ()


# ---- settings ---------------------------------------------------------------------------------


def test_settings_are_kept_and_what_is_out_of_bounds_is_refused(desk: OpenDesk) -> None:
    wanted = DeskSettings(lock_minutes=0, rating_screen="turned", ticket_prefix="BG")
    desk.change(lambda tx: change_settings(tx, wanted))
    with desk.store.reader() as reader:
        assert desk_settings(reader) == wanted
    wrong = msgspec.structs.replace(
        wanted, blank_minutes=-1, rating_seconds=1, ticket_prefix="ă", scanner_port="x" * 200
    )
    with pytest.raises(UserProblem) as refused:
        desk.change(lambda tx: change_settings(tx, wrong))
    fields = [problem.field for problem in refused.value.problems]
    assert fields == ["blank_minutes", "rating_seconds", "ticket_prefix", "scanner_port"]
    with desk.store.reader() as reader:
        assert desk_settings(reader) == wanted


@pytest.mark.parametrize("damaged", ["", "nonsense", '"ten"', "-5", "9999999", "null", "[1]"])
def test_a_damaged_setting_means_its_usual_value(desk: OpenDesk, damaged: str) -> None:
    desk.change(
        lambda tx: setting_rows.keep(
            tx.connection, {"lock_minutes": damaged, "blank_minutes": "3", "from_the_future": "1"}
        )
    )
    with desk.store.reader() as reader:
        assert desk_settings(reader) == DeskSettings(blank_minutes=3)


# ---- visit times ------------------------------------------------------------------------------


def test_the_median_needs_ten_visits_and_knows_nothing_else(desk: OpenDesk) -> None:
    today = day_of(desk.clock.wall)

    def median() -> tuple[int, int | None]:
        with desk.store.reader() as reader:
            found = median_visit_time(reader, today, today)
        return found.n, found.median

    for took in (3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000, 60_000):
        desk.change(partial(count_visit_time, took=took))
    assert median() == (9, None)
    for took in (-5, LONGEST + 1):
        desk.change(partial(count_visit_time, took=took))
    assert median() == (9, None)
    _log(desk, TYPED, took=8000)
    assert median() == (10, 7500)
    with desk.store.reader() as reader:
        assert median_visit_time(reader, date(2020, 1, 1), date(2020, 1, 2)).n == 0
        columns = [row[1] for row in reader.connection.execute("PRAGMA table_info(visit_time)")]
    assert columns == ["day", "tenths", "visits"]


# ---- who came ---------------------------------------------------------------------------------


def test_a_known_person_keeps_the_id_number_of_an_earlier_visit(desk: OpenDesk) -> None:
    first = _log(desk, TYPED)
    again = _log(desk, VisitForm(name="Nguyễn Thị Hoà", procedures=(COPY,), known_visit=first.id))
    other = _log(
        desk,
        VisitForm(
            name="Lê An", procedures=(COPY,), known_visit=first.id, citizen_id="024190009999"
        ),
    )
    unknown = _log(desk, VisitForm(name="Lê An", procedures=(COPY,), known_visit="no such"))

    assert (again.id_last4, again.full_id) == ("1234", False)
    assert other.id_last4 == "9999"
    assert unknown.id_last4 == ""


def test_the_whole_number_is_kept_only_while_a_matter_needs_it(desk: OpenDesk) -> None:
    visit = _log(desk, TYPED)
    assert visit.full_id
    catalogue = parts.catalogue()
    form = msgspec.structs.replace(form_of(visit), procedures=(COPY,))

    desk.change(
        lambda tx: correct_visit(
            tx, visit.id, form, "nhầm việc", desk.officer, catalogue.kept_code,
            catalogue.needs_full_id,
        )
    )  # fmt: skip

    assert not _view(desk, visit.id).full_id
    assert _view(desk, visit.id).id_last4 == "1234"


def test_whom_a_proxy_came_for_is_kept_and_only_then(desk: OpenDesk) -> None:
    form = msgspec.structs.replace(TYPED, on_behalf_of="  Bà   Nguyễn Thị Bảy ")
    assert _log(desk, form).on_behalf_of == ""
    proxy = _log(desk, msgspec.structs.replace(form, flags=("proxy",)))
    assert proxy.on_behalf_of == "Bà Nguyễn Thị Bảy"
    with desk.store.reader() as reader:
        found = find_visits(reader.connection, "thi bay", reader.hashed, 5)
    assert [visit.id for visit in found] == [proxy.id]


def test_looking_at_a_whole_number_is_an_operation(desk: OpenDesk) -> None:
    visit = _log(desk, TYPED)
    copy = _log(desk, msgspec.structs.replace(TYPED, procedures=(COPY,)))
    before = len(_ops(desk))

    assert desk.change(lambda tx: unmask(tx, visit.id, desk.officer)) == NUMBER
    with pytest.raises(UserProblem):
        desk.change(lambda tx: unmask(tx, copy.id, desk.officer))

    new = _ops(desk)[before:]
    assert [(op.header.kind, op.header.subject) for op in new] == [("person.unmasked", visit.id)]
    assert _view(desk, visit.id) == visit
    assert desk.verify().ok


def test_a_voided_visit_can_be_taken_back_and_counts_again(desk: OpenDesk) -> None:
    visit = _log(desk, TYPED)
    with pytest.raises(UserProblem):
        desk.change(lambda tx: restore_visit(tx, visit.id, "hoàn tác", desk.officer))
    desk.change(lambda tx: void_visit(tx, visit.id, "nhầm", desk.officer))
    desk.change(lambda tx: restore_visit(tx, visit.id, "hoàn tác", desk.officer))

    assert not _view(desk, visit.id).voided
    desk.rate(visit.id, 4)
    assert desk.verify().ok


def test_tags_and_dwell_of_an_answer_are_kept_with_it(desk: OpenDesk) -> None:
    visit = _log(desk, TYPED)
    rating = Rating(answer=2, tags=("slow", "unclear"), dwell=7)
    desk.change(lambda tx: rate_visit(tx, visit.id, rating, desk.officer))
    facts = _ops(desk)[-1].facts
    assert msgspec.json.decode(facts) == {"answer": 2, "tags": ["slow", "unclear"], "dwell": 7}
