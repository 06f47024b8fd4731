"""Cases: due dates, work lists, papers, registers, the province's export beside 100,000 of ours.

The desk with its cases is made once by the simulator; what writes works on a copy.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from python_calamine import CalamineWorkbook
from reportlab.pdfgen.canvas import Canvas

from desk_app import parts
from desk_app.core.case_lists import LISTS, ListName
from desk_app.core.case_view import CaseView
from desk_app.core.clock import VN, Millis, day_of, from_local, local, number_of
from desk_app.core.procedure import LimitUnit
from desk_app.core.workdays import CountingPolicy, Suspension, due_at
from desk_app.printing.fonts import Face, font
from desk_app.services import case_lists, import_cases, print_case, print_register, read_cases
from desk_app.services.case_paper_values import Desk as PrintingDesk
from desk_app.services.deadlines import counting_of, shipped_calendar
from desk_app.services.paper_forms import PaperForms
from desk_app.store import cases
from tests.bench.desks import SEED, Bench, Made, working
from tests.bench.figures import Figure, beside, milliseconds, percentile
from tests.support.province import Dossier, dossiers, viettel_like

DUE_GOAL = 20.0
LIST_GOAL = 50.0
SLIP_GOAL = 100.0
REGISTER_GOAL = 10.0
IMPORT_GOAL = 20.0

_LIMITS: tuple[tuple[int, LimitUnit], ...] = (
    (1, "same_day"), (3, "working_days"), (5, "working_days"), (17, "working_days"),
    (30, "calendar_days"), (8, "hours"),
)  # fmt: skip
_A_DAY = 100


def measure(bench: Bench) -> Iterator[Figure]:
    """Each promise about cases."""
    yield from _due_dates(bench)
    with bench.big_desk(bench.sizes.cases) as (desk, made):
        yield from _work_lists(bench, desk, made)
        yield from _papers(bench, desk, made)
    yield from _export(bench)


def _due_dates(bench: Bench) -> Iterator[Figure]:
    """So many cases of ten years, one in ten of them with a wait for the citizen."""
    rng, calendar, policy = Random(SEED), shipped_calendar(), CountingPolicy()
    start = from_local(datetime(2019, 1, 2, 7, 30))
    count = bench.sizes.due_dates
    wanted: list[tuple[Millis, int, LimitUnit, tuple[Suspension, ...]]] = []
    for _ in range(count):
        received = Millis(start + int(rng.random() * 10 * 365 * 1440) * 60_000)
        value, unit = rng.choice(_LIMITS)
        asked = Millis(received + int(rng.random() * 2 * 1440) * 60_000)
        came = Millis(asked + int(rng.random() * 5 * 1440) * 60_000)
        waits = (Suspension(asked, came),) if rng.random() < 0.1 else ()
        wanted.append((received, value, unit, waits))

    def every() -> None:
        for received, value, unit, waits in wanted:
            due_at(received, value, unit, calendar, policy, waits)

    def days_only() -> None:
        for received, value, _, _ in wanted:
            day_of(received) + timedelta(days=value)

    every()
    took, plain = [], []
    for _ in range(bench.sizes.rounds):
        took.append(milliseconds(every) * 1000 / count)
        plain.append(milliseconds(days_only) * 1000 / count)
    what = f"a due date, {count:,} cases"
    yield beside(what, took, "µs", "days added to a day", plain, goal=DUE_GOAL)


def _work_lists(bench: Bench, desk: parts.Desk, made: Made) -> Iterator[Figure]:
    """Each list as the page asks for it, on the evening of the last day."""
    now = from_local(datetime.combine(made.last_day, time(16, 0), VN))
    (me, *_) = working(desk)

    def shown(name: ListName, words: str = "") -> None:
        with desk.store.reader() as reader:
            rules = counting_of(reader)
            case_lists.work_list(
                reader, rules.calendar, desk.catalogue, now, name, me=me, words=words
            )

    def morning() -> None:
        with desk.store.reader() as reader:
            case_lists.start_of_day(reader, counting_of(reader).calendar, now)

    asked: list[tuple[str, Callable[[], None]]] = [
        *((f"list “{name}”", partial(shown, name)) for name in LISTS),
        ("list “mine”, filtered", partial(shown, "mine", "nguyen dat")),
        ("the start of the day", morning),
    ]

    def counted() -> None:
        with desk.store.reader() as reader:
            reader.connection.execute("SELECT count(*), max(due) FROM cases").fetchone()

    for what, once in asked:
        once()
        took, scans = [], []
        for _ in range(bench.sizes.rounds):
            took.append(percentile([milliseconds(once) for _ in range(4)], 0.95))
            scans.append(milliseconds(counted))
        name = f"{what}, {made.cases:,} cases, p95"
        yield beside(name, took, "ms", "all cases looked at once", scans, goal=LIST_GOAL)


def _papers(bench: Bench, desk: parts.Desk, made: Made) -> Iterator[Figure]:
    forms = PaperForms()
    with desk.store.reader() as reader:
        printing = print_case.desk_of(reader, desk.unit)
        newest = _newest(reader.connection, made.last_day)
        wanted = Random(SEED).sample(newest, min(len(newest), bench.sizes.rounds * 4))

        def slip(case: CaseView) -> None:
            print_case.print_cases(
                reader, desk.catalogue, forms, printing, "case_01", [case.id], made.last_day
            )

        slip(newest[0])
        took = [milliseconds(slip, case) for case in wanted]
        bare = [milliseconds(_bare_page) for _ in wanted]
        yield Figure(
            what="slip 01 as PDF, p95",
            value=percentile(took, 0.95),
            unit="ms",
            rounds=len(took),
            goal=SLIP_GOAL,
            beside="a page of plain lines",
            limit=median(bare),
            ratio=percentile(took, 0.95) / median(bare),
        )
        yield from _register(bench, desk, made, forms, printing)


def _bare_page() -> bytes:
    """As much text as a slip has, in our font, with no layout at all."""
    font(Face.REGULAR)
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont(Face.REGULAR.value, 12)
    for line in range(60):
        canvas.drawString(40, 800 - 12 * line, f"Giấy tiếp nhận hồ sơ và hẹn trả kết quả {line}")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _newest(connection: object, last_day: date) -> list[CaseView]:
    """Cases of the last month that have a slip."""
    last = number_of(last_day)
    found = cases.between(connection, last - 30, last)  # type: ignore[arg-type]
    return [case for case in found if case.due is not None and not (case.at_once or case.voided)]


def _register(
    bench: Bench, desk: parts.Desk, made: Made, forms: PaperForms, printing: PrintingDesk
) -> Iterator[Figure]:
    """As many of the last days as have so many cases."""
    rows = bench.sizes.register_rows
    with desk.store.reader() as reader:
        found = reader.connection.execute(
            "SELECT day FROM cases_counted WHERE NOT voided AND NOT at_once "
            "ORDER BY day DESC LIMIT 1 OFFSET ?",
            (rows - 1,),
        ).fetchone()
        first = date(1970, 1, 1) + timedelta(days=int(found[0])) if found else made.last_day
        period = print_register.Period(first, made.last_day)
        written = 0

        def register() -> None:
            nonlocal written
            values = print_register.made_register(
                reader, desk.catalogue, forms, printing, "case_07_register", period, made.last_day
            )
            written = sum(len(section.rows) for section in values.sections)
            print_register.print_register(values, forms)

        seconds = milliseconds(register) / 1000
        days = number_of(period.first), number_of(period.last)
        reading = milliseconds(lambda: list(cases.between(reader.connection, *days))) / 1000
    what = f"register 07 as PDF, {written:,} rows"
    yield beside(what, [seconds], "s", "its cases read", [reading], goal=REGISTER_GOAL)


def _export(bench: Bench) -> Iterator[Figure]:
    """A provincial export read, compared with everything here, and what is new taken in."""
    with bench.scratch() as folder, bench.copy_of(bench.sizes.cases, folder / "desk") as desk:
        sheet = folder / "export.xlsx"
        rows = _write_export(bench, desk, sheet)
        officer = working(desk)[0]
        now = parts.system_clock().wall
        new = 0

        def take_in() -> None:
            nonlocal new
            reading = read_cases.read_file(desk.store, sheet, desk.catalogue, now)
            if not reading.ready:
                raise RuntimeError(f"the export was not read: {reading.sheet.errors[:3]}")
            new = import_cases.import_cases(desk.store, reading, desk.catalogue, officer, now).cases

        seconds = milliseconds(take_in) / 1000
        with desk.store.reader() as reader:
            ours = reader.connection.execute("SELECT count(*) FROM cases").fetchone()[0] - new
        plain = milliseconds(_read_plainly, sheet) / 1000
    what = f"import {rows:,} cases ({new:,} new) beside {ours:,}"
    yield beside(what, [seconds], "s", "the file only read", [plain], goal=IMPORT_GOAL)


def _read_plainly(sheet: Path) -> int:
    """Every cell, with no question asked."""
    rows = CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()
    return sum(len(row) for row in rows)


def _write_export(bench: Bench, desk: parts.Desk, target: Path) -> int:
    """Three quarters are only theirs, the rest are ours with their own mã hồ sơ."""
    wanted = bench.sizes.exported_cases
    theirs: list[Dossier] = []
    day = day_of(parts.system_clock().wall)
    while len(theirs) < wanted * 3 // 4:
        day -= timedelta(days=1)
        if day.weekday() < 5:
            theirs += dossiers(_A_DAY, datetime.combine(day, time(7, 35)))
    with desk.store.reader() as reader:
        found = reader.connection.execute(
            "SELECT max(id) FROM cases_counted WHERE reference IS NOT NULL AND NOT voided "
            "GROUP BY reference ORDER BY max(n) DESC LIMIT ?",
            (wanted // 4,),
        ).fetchall()
        for (identity,) in found:
            case = cases.one(reader.connection, identity)
            if case is not None:
                theirs.append(_as_theirs(desk, case))
    viettel_like(target, theirs)
    return len(theirs)


def _as_theirs(desk: parts.Desk, case: CaseView) -> Dossier:
    procedure = desk.catalogue.find(case.procedure)
    done = case.status in ("ready", "handed_over")
    return Dossier(
        reference=case.reference,
        procedure=case.procedure if procedure is None else procedure.name,
        code=case.procedure,
        field="" if procedure is None else procedure.field,
        name=case.name,
        phone=case.phone or "0912345678",
        received=local(case.at).replace(tzinfo=None, microsecond=0),
        due=None if case.due is None else local(case.due).replace(tzinfo=None),
        status="Đã trả kết quả" if done else "Đang xử lý",
    )
