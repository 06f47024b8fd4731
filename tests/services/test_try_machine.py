"""Trying disk and keyring: facts or a sentence, and nothing left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.core.errors import EnvironmentProblem
from desk_app.services.try_machine import LEAST_FREE, DiskFacts, try_disk, try_keyring
from tests.support.secret_service import SecretService


def test_a_disk_is_tried_and_left_as_it_was(tmp_path: Path) -> None:
    found = try_disk(tmp_path)

    assert found.free > 0
    assert found.milliseconds >= 0
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_the_machines_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as refused:
        try_disk(tmp_path / "absent")
    assert refused.value.problem.code == "first_run.disk_refused"


@pytest.mark.parametrize(
    ("facts", "roomy", "quick"),
    [
        (DiskFacts(LEAST_FREE, 4), True, True),
        (DiskFacts(LEAST_FREE - 1, 4), False, True),
        (DiskFacts(LEAST_FREE, 400), True, False),
    ],
)
def test_what_is_enough(facts: DiskFacts, roomy: bool, quick: bool) -> None:
    assert (facts.roomy, facts.quick) == (roomy, quick)


def test_a_keyring_that_works_is_no_problem(unlocked_secret_service: SecretService) -> None:
    assert try_keyring() is None
    assert unlocked_secret_service.secrets() == {}


@pytest.mark.usefixtures("no_secret_service")
def test_a_machine_without_a_keyring_is_told_before_the_desk_is_made() -> None:
    problem = try_keyring()
    assert problem is not None
    assert problem.code == "vault.no_keyring.create"
