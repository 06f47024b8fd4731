"""`make bench`: measures the speed of what a desk does all day and prints one table.

    python -m tests.bench.run [--only log,search,sync,…] [--quick] [--folder DIR]

Each section measures its limit in the same run. The big databases are made once by the simulator
and kept; the exit code is 0 whatever the figures say, 1 when a section broke.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import (
    cases,
    form,
    importing,
    keystrokes,
    log_visit,
    machine,
    month,
    province_push,
    searching,
    shift,
    start,
    sync_bytes,
    sync_drain,
    sync_fuzz,
    sync_offline,
    sync_push,
    whole_log,
    wire,
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
    "wire": wire.measure,
    "province": province_push.measure,
    "sync_push": sync_push.measure,
    "sync_bytes": sync_bytes.measure,
    "sync_offline": sync_offline.measure,
    "sync_drain": sync_drain.measure,
    "sync_fuzz": sync_fuzz.measure,
}
# Names for several sections at once.
GROUPS = {"sync": ("wire", "province", *(name for name in SECTIONS if name.startswith("sync_")))}


def main(arguments: list[str] | None = None) -> int:
    """Measure what was asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.run", description=__doc__)
    parser.add_argument("--only", default=",".join(SECTIONS), help="sections, by comma")
    parser.add_argument("--quick", action="store_true", help="small sizes: a smoke run, no figures")
    parser.add_argument("--folder", type=Path, default=_FOLDER, help="where the databases are kept")
    asked = parser.parse_args(arguments)
    wanted = [name for word in asked.only.split(",") for name in GROUPS.get(word, (word,))]
    if unknown := [name for name in wanted if name not in SECTIONS]:
        parser.error(
            f"no such section: {', '.join(unknown)}; there are {', '.join([*GROUPS, *SECTIONS])}"
        )
    bench = Bench(asked.folder, QUICK if asked.quick else FULL)
    lines = machine.described(bench.folder)
    figures: list[Figure] = []
    broken: list[str] = []
    for name in wanted:
        begun = time.perf_counter()
        bench.say(f"{name} …")
        try:
            figures.extend(SECTIONS[name](bench))
        except Exception:  # what the others measured is still worth reading
            broken.append(name)
            bench.say(f"{name} broke:\n{traceback.format_exc()}")
        bench.say(f"{name}: {time.perf_counter() - begun:,.0f} s")
    lines.extend(bench.notes)
    if asked.quick:
        lines.append("a smoke run with small sizes: these are no figures")
    lines.extend(f"{name} broke: its figures are missing" for name in broken)
    sys.stdout.write("\n".join([*lines, table(figures)]) + "\n")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
