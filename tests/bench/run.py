"""`make bench`: measures the speed of what a desk does all day and prints one table.

    python -m tests.bench.run [--only log,search,…] [--quick] [--folder DIR]

Each section measures its limit in the same run. The big databases are made once by the simulator
and kept; the exit code is 0 whatever the figures say.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import (
    cases,
    form,
    importing,
    keystrokes,
    log_visit,
    month,
    searching,
    shift,
    start,
    whole_log,
)
from tests.bench.desks import FULL, QUICK, Bench
from tests.bench.figures import Figure, table

_FOLDER = Path(__file__).resolve().parents[2] / "build" / "bench"
SECTIONS: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    "log": log_visit.measure,
    "search": searching.measure,
    "month": month.measure,
    "start": start.measure,
    "keys": keystrokes.measure,
    "shift": shift.measure,
    "form": form.measure,
    "import": importing.measure,
    "cases": cases.measure,
    "whole": whole_log.measure,
}


def main(arguments: list[str] | None = None) -> int:
    """Measure what was asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.run", description=__doc__)
    parser.add_argument("--only", default=",".join(SECTIONS), help="sections, by comma")
    parser.add_argument("--quick", action="store_true", help="small sizes: a smoke run, no figures")
    parser.add_argument("--folder", type=Path, default=_FOLDER, help="where the databases are kept")
    asked = parser.parse_args(arguments)
    wanted = asked.only.split(",")
    if unknown := [name for name in wanted if name not in SECTIONS]:
        parser.error(f"no such section: {', '.join(unknown)}; there are {', '.join(SECTIONS)}")
    bench = Bench(asked.folder, QUICK if asked.quick else FULL)
    figures: list[Figure] = []
    for name in wanted:
        begun = time.perf_counter()
        bench.say(f"{name} …")
        figures.extend(SECTIONS[name](bench))
        bench.say(f"{name}: {time.perf_counter() - begun:,.0f} s")
    lines = [f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"]
    lines.extend(bench.notes)
    if asked.quick:
        lines.append("a smoke run with small sizes: these are no figures")
    sys.stdout.write("\n".join([*lines, table(figures)]) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
