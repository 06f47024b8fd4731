"""An import counts whole or not at all: nowhere while open, everywhere once completed."""

from __future__ import annotations

from desk_app.core.clock import day_number, day_of
from desk_app.core.ids import OfficerId
from desk_app.core.ops import (
    ImportCancelled,
    ImportCompleted,
    ImportStarted,
    RatingGiven,
    SourceFile,
    VisitLogged,
    VisitPerson,
)
from desk_app.services.list_visits import list_visits, visits_in_all
from desk_app.store import counts, visits
from desk_app.store.search import find_visits
from tests.support.desks import OpenDesk

OFFICER = OfficerId("0FF1CE")
REFERENCE = "H55.242-250715-0003"


def _start(desk: OpenDesk) -> str:
    op = desk.change(
        lambda tx: tx.log.append(
            "import.started",
            ImportStarted(rows=2),
            person=SourceFile(file="so lieu.xlsx"),
            officer=OFFICER,
        )
    )
    return op.header.subject


def _row(desk: OpenDesk, batch: str, name: str, place: int) -> str:
    op = desk.change(
        lambda tx: tx.log.append(
            "visit.logged",
            VisitLogged(batch=batch, row=f"{place:032x}", outcome="refused"),
            person=VisitPerson(name=name, reference=REFERENCE),
            officer=OFFICER,
        )
    )
    return op.header.subject


def _rate(desk: OpenDesk, visit: str) -> None:
    answer = RatingGiven(answer=5)
    desk.change(lambda tx: tx.log.append("rating.given", answer, officer=OFFICER, subject=visit))


def _complete(desk: OpenDesk, batch: str) -> None:
    done = ImportCompleted(rows=2)
    desk.change(lambda tx: tx.log.append("import.completed", done, officer=OFFICER, subject=batch))


def _cancel(desk: OpenDesk, batch: str) -> None:
    end = ImportCancelled()
    desk.change(lambda tx: tx.log.append("import.cancelled", end, officer=OFFICER, subject=batch))


def _seen(desk: OpenDesk) -> dict[str, object]:
    """Every way in which a visit could count."""
    day = day_number(desk.clock.wall)
    with desk.store.reader() as reader:
        connection = reader.connection
        return {
            "day": [view.name for view in list_visits(reader, day_of(desk.clock.wall))],
            "all": visits_in_all(reader),
            "counts": [row.counts for row in counts.visit_days(connection, 0, day)],
            "answers": [row.counts for row in counts.answer_days(connection, 0, day)],
            "found": [v.name for v in find_visits(connection, "le", reader.hashed, 5)],
            "references": visits.known_references(connection, [REFERENCE]),
            "rows": visits.known_rows(connection, [f"{place:032x}" for place in range(9)]),
            "behind": {
                name: len(counts.rows_behind(connection, name, 0, day)) for name in counts.BEHIND
            },
        }


def test_an_open_import_counts_nowhere_and_a_completed_one_everywhere_at_once(
    desk: OpenDesk,
) -> None:
    desk.log(name="Trần Bình")
    before = _seen(desk)
    batch = _start(desk)
    first = _row(desk, batch, "Lê Hoa", 1)
    _row(desk, batch, "Lê Hoà", 2)
    _rate(desk, first)

    assert _seen(desk) == before

    _complete(desk, batch)
    after = _seen(desk)

    assert after["day"] == ["Lê Hoà", "Lê Hoa", "Trần Bình"]
    assert after["all"] == 3
    assert after["found"] == ["Lê Hoà", "Lê Hoa"]
    assert after["answers"] == [(0, 0, 0, 0, 1)]
    assert after["references"] == {REFERENCE}
    assert after["rows"] == {f"{place:032x}" for place in (1, 2)}
    assert after["behind"] != before["behind"]
    assert desk.verify().ok


def test_a_cancelled_import_counts_nowhere_whatever_comes_after(desk: OpenDesk) -> None:
    before = _seen(desk)
    batch = _start(desk)
    visit = _row(desk, batch, "Lê Hoa", 1)
    _cancel(desk, batch)
    _row(desk, batch, "Lê Hoà", 2)
    _rate(desk, visit)

    assert _seen(desk) == before
    desk.rebuild()
    assert _seen(desk) == before
    assert desk.verify().ok


def test_a_visit_of_an_import_that_nobody_started_does_not_count(desk: OpenDesk) -> None:
    before = _seen(desk)

    _row(desk, "0123456789ABCDEF.0.77", "Lê Hoa", 1)

    assert _seen(desk) == before


def test_the_visits_of_a_cancelled_import_do_not_hide_others_from_the_search(
    desk: OpenDesk,
) -> None:
    desk.log(name="Lê Thị Mai")
    batch = _start(desk)
    for place in range(60):
        _row(desk, batch, "Lê Hoa", place)
    _cancel(desk, batch)

    with desk.store.reader() as reader:
        plain = find_visits(reader.connection, "le", reader.hashed, 5)
        marked = find_visits(reader.connection, "Lê", reader.hashed, 5)

    assert [view.name for view in plain] == ["Lê Thị Mai"]
    assert [view.name for view in marked] == ["Lê Thị Mai"]


def test_two_imports_are_counted_apart(desk: OpenDesk) -> None:
    done, left = _start(desk), _start(desk)
    _row(desk, done, "Lê Hoa", 1)
    _row(desk, left, "Lê Hoà", 2)
    _complete(desk, done)

    assert _seen(desk)["found"] == ["Lê Hoa"]
    assert _seen(desk)["all"] == 1
