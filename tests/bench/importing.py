"""Taking in a sheet of 100,000 rows, and logging visits by hand while that goes on."""

from __future__ import annotations

import csv
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from desk_app import parts
from desk_app.core.clock import day_of
from desk_app.core.simulation import SimulatedVisit
from desk_app.services.import_visits import ImportReport, import_visits
from tests.bench.desks import Bench, Size, working
from tests.bench.figures import Figure, milliseconds, percentile
from tests.bench.log_visit import logged_until, logger

SECONDS_GOAL = 30.0
P99_GOAL = 50.0
_PAUSE = 0.01
_HEADINGS = (
    "Thời gian tiếp", "Mục đích", "Họ và tên", "Tổ chức", "Số định danh cá nhân", "Số điện thoại",
    "Địa chỉ", "Mã thủ tục", "Ghi chú",
)  # fmt: skip


def measure(bench: Bench) -> Iterator[Figure]:
    """The import alone, then the import with somebody at the desk."""
    rows = bench.sizes.imported_rows
    with bench.scratch() as folder:
        sheet = folder / "visits.csv"
        _write_sheet(bench, sheet)
        with bench.fresh_desk(folder / "alone") as desk:
            seconds = milliseconds(_import, desk, sheet, rows) / 1000
        yield Figure(
            what=f"import {rows:,} rows", value=seconds, unit="s", rounds=1, goal=SECONDS_GOAL
        )
        with bench.fresh_desk(folder / "beside") as desk:
            yield from _logged_beside_import(bench, desk, sheet)


def _logged_beside_import(bench: Bench, desk: parts.Desk, sheet: Path) -> Iterator[Figure]:
    log = logger(desk, bench)
    failed: list[BaseException] = []
    done = threading.Event()

    def importing() -> None:
        try:
            _import(desk, sheet, bench.sizes.imported_rows)
        except BaseException as error:
            failed.append(error)
        finally:
            done.set()

    thread = threading.Thread(target=importing)
    thread.start()
    busy = logged_until(done, log, _PAUSE)
    thread.join()
    if failed:
        raise failed[0]
    quiet_ends = threading.Event()
    timer = threading.Timer(min(len(busy), 500) * _PAUSE, quiet_ends.set)
    timer.start()
    quiet = logged_until(quiet_ends, log, _PAUSE)
    for share, goal in ((0.5, None), (0.99, P99_GOAL)):
        # A quick run may be over before the first visit was logged.
        during, after = (percentile(took or [0.0], share) for took in (busy, quiet))
        yield Figure(
            what=f"log a visit while the import runs, p{share * 100:.0f} of {len(busy):,}",
            value=during,
            unit="ms",
            rounds=1,
            goal=goal,
            beside="the same when it is over",
            limit=after,
            ratio=during / after if after else None,
        )


def _import(desk: parts.Desk, sheet: Path, rows: int) -> ImportReport:
    report = import_visits(
        desk.store, sheet, desk.catalogue, working(desk)[0], parts.system_clock().wall
    )
    if report.new != rows:
        raise RuntimeError(f"{report.new} of {rows} rows came in: {report.errors[:3]}")
    return report


def _write_sheet(bench: Bench, file: Path) -> None:
    """A sheet of simulated visits; each row has a second of its own, so that no two are equal."""
    rows, today = bench.sizes.imported_rows, day_of(parts.system_clock().wall)
    size = Size("sheet", max(20, rows // 100), 200)
    visits = bench.simulated(size, today, rows)
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(_HEADINGS)
        writer.writerows(_cells(visit) for visit in visits)


def _cells(visit: SimulatedVisit) -> tuple[str, ...]:
    form = visit.form
    at = time.strftime("%d/%m/%Y %H:%M:%S", time.gmtime(visit.act // 1000 + 7 * 3600))
    return (
        at, form.purpose, form.name, form.organisation, form.citizen_id, form.phone, form.address,
        "; ".join(form.procedures), form.note,
    )  # fmt: skip
