"""Killed while two pasts are brought together: nothing half, and afterwards everything."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.store import heal
from desk_app.store.writer import Tx
from tests.support.house import ROOT
from tests.sync.desk.copies import Office, copies


def _until_healing(office: Office, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A copy that has fetched the other past and is about to heal; with what it would."""
    desk = office.first()
    visit = office.visit(desk)
    office.sync(desk)
    other = office.copy(desk)
    for _ in range(5):
        office.visit(desk)
    office.sync(desk)
    office.correct(other, visit)
    office.step(other, office.case(other, office.visit(other)))
    told: list[str] = []

    def stop(tx: Tx, forks: list[heal.Fork], held: dict[int, int]) -> None:
        (fork,) = forks
        told.extend((str(fork.epoch), str(fork.seq), fork.head.hex(), json.dumps(held)))
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(heal, "heal", stop)
        with pytest.raises(KeyboardInterrupt):
            other.sync()
    return told


def test_a_kill_at_any_statement_of_the_healing_leaves_the_desk_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with copies(tmp_path) as office:
        told = _until_healing(office, monkeypatch)
        other = office.desks[-1].desk
        before, heads = other.digests(), office.heads(office.desks[-1])
        for statement in (1, 12, 25, 60, 150):
            other.close()
            words = [str(other.home), other.key.hex(), *told, str(statement)]
            killed = subprocess.run(
                [sys.executable, "-m", "tests.support.healing_process", *words],
                cwd=ROOT, capture_output=True, check=False, timeout=60,
            )  # fmt: skip
            assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
            other.reopen()
            assert office.heads(office.desks[-1]) == heads
            assert other.digests() == before
            assert other.verify().problems == ()

        office.check()
