"""The measurements run from one end to the other and give one table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.house import ROOT

PROMISED = (
    "log a visit, fresh desk, p50",
    "log a visit while the import runs, p99",
    "search: given name first, p95",
    "all kinds, p95",
    "score of one month",
    "month with its line of 13",
    "start to a usable window",
    "memory at its peak",
    "a key until it is seen, p95",
    "the program's time of a visit, p95",
    'from the last key to "logged", p99',
    "memory at the end of the shift",
    "the month page until it is drawn",
    "self-assessment form, warm",
    "import 60 rows",
    "verify log",
    "rebuild",
    "a due date, 1,000 cases",
    "list “overdue”",
    "the start of the day",
    "slip 01 as PDF, p95",
    "register 07 as PDF",
    "import 120 cases",
    "up per visit",
    "an op pushed, batches of 512, PostgreSQL",
    "pushed end to end, SQLite",
    "pushed end to end, PostgreSQL",
    "pushed by a desk from its encrypted database",
    "to the province over the bad line",
    "first fill of a new desk",
    "backlog of 3 communes, 6 desks",
    "rows of another commune read in 1,000 fuzzed requests",
)


def test_a_quick_run_of_the_bench_prints_every_figure_beside_its_limit(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.bench.run", "--quick", "--folder", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert [words for words in PROMISED if words not in done.stdout] == []
    assert done.stdout.count(" × ") > len(PROMISED) - 3
