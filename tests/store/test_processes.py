"""Several processes at one desk, and processes that end in the middle of their work."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk_app.store import op_rows
from tests.support.bounded import TORTURE
from tests.support.desks import OpenDesk
from tests.support.processes import HANG

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def another(desk: OpenDesk, deed: str, count: int) -> Iterator[subprocess.Popen[str]]:
    """Another process that works at the desk; killed at the end of the block, if still there."""
    command = [sys.executable, "-m", "tests.support.desk_process"]
    process = subprocess.Popen(
        [*command, str(desk.home), desk.key.hex(), deed, str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=HANG)


def _told(process: subprocess.Popen[str]) -> list[str]:
    """Everything the process said was done, once it has ended by itself."""
    said, complaints = process.communicate(timeout=HANG)
    assert process.returncode == 0, complaints
    return said.split()


def _whole(desk: OpenDesk) -> None:
    with desk.store.reader() as reader:
        ops = [op for _, op in op_rows.by_arrival(reader.connection)]
    assert [op.header.seq for op in ops] == list(range(1, len(ops) + 1))
    verified = desk.verify()
    assert verified.problems == ()
    assert verified.ok


def test_two_processes_write_beside_each_other_and_nothing_is_lost(desk: OpenDesk) -> None:
    with another(desk, "log", 60) as first, another(desk, "log", 60) as second:
        ours = [desk.log(name="Trần Bình") for _ in range(60)]
        theirs = [*_told(first), *_told(second)]

    assert len({*ours, *theirs}) == 180
    for visit in (*ours, *theirs):
        assert desk.visit(visit)
    _whole(desk)
    assert desk.rebuild().identical


def test_two_processes_never_print_the_same_number(desk: OpenDesk) -> None:
    with another(desk, "print", 25) as first, another(desk, "print", 25) as second:
        numbers = [*_told(first), *_told(second)]

    assert len(set(numbers)) == 50
    assert sorted(int(number[-6:]) for number in numbers) == list(range(1, 51))
    _whole(desk)


def test_every_visit_that_was_acknowledged_outlives_kill_9(desk: OpenDesk) -> None:
    rnd = random.Random()
    acknowledged: list[str] = []
    desk.close()
    for _ in range(10 * TORTURE):
        with another(desk, "log", 0) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(rnd.randint(1, 25))]
            process.send_signal(signal.SIGKILL)
            rest, complaints = process.communicate(timeout=HANG)
        assert process.returncode == -signal.SIGKILL, complaints
        # A last line may have been cut off; one without its end was not acknowledged.
        whole = "".join([*lines, rest]).rpartition("\n")[0]
        acknowledged.extend(whole.split())

        desk.reopen()
        with desk.store.reader() as reader:
            rows = reader.connection.execute("SELECT id FROM visit").fetchall()
        kept = {row[0] for row in rows}
        assert [visit for visit in acknowledged if visit not in kept] == []
        assert desk.verify().ok
        desk.close()

    assert len(set(acknowledged)) == len(acknowledged) >= 10
    desk.reopen()
    _whole(desk)
    desk.log()


def test_a_process_that_dies_inside_a_change_leaves_nothing_of_it(desk: OpenDesk) -> None:
    before = desk.digests()
    killing = (
        "import os, signal, sys; from pathlib import Path\n"
        "from desk_app.store.store import Store\n"
        "from desk_app.core.ops import VisitLogged\n"
        "from tests.support.desks import FakeClock\n"
        "def die(tx):\n"
        "    for _ in range(300):\n"
        "        tx.log.append('visit.logged', VisitLogged(), officer='0FF1CE')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "store = Store(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), FakeClock())\n"
        "store.writer.run(die)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", killing, str(desk.home), desk.key.hex()],
        cwd=ROOT,
        capture_output=True,
        timeout=HANG,
        check=False,
    )

    assert done.returncode == -signal.SIGKILL, done.stderr
    assert desk.digests() == before
    desk.log()
    _whole(desk)
