"""A first run cut off at any moment: no desk and one goes on, or a whole desk with a known key."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app import first_run_parts, homes, parts
from desk_app.core.desk_settings import DeskSettings
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.services import first_run
from desk_app.services.first_desk import FirstKey, check_people
from desk_app.services.first_run import FirstRun, Step
from desk_app.services.officers import new_officer, officers
from desk_app.services.settings import desk_settings
from desk_app.services.sign_in import sign_in
from desk_app.store import database
from desk_app.vault import vault
from tests.support.first_run import ADMINISTRATOR, CHOSEN, OFFICER, PINS, make_desk
from tests.support.secret_service import SecretService

pytestmark = pytest.mark.usefixtures("unlocked_secret_service")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder for a desk."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


def assert_whole(home: Path) -> None:
    """Officers with their PINs, and nobody else."""
    with parts.open_desk(home) as desk:
        with desk.store.reader() as reader:
            assert [(o.name, o.role) for o in officers(reader)] == [
                (OFFICER.name, OFFICER.role), (ADMINISTRATOR.name, ADMINISTRATOR.role),
            ]  # fmt: skip
            assert reader.desk.unit == CHOSEN.unit
        for person, pin in PINS.items():
            assert sign_in(desk.store, person.name, pin).role == person.role


def test_nothing_is_left_of_a_first_run_not_even_of_a_write_cut_off(home: Path) -> None:
    first_run.keep(home, CHOSEN)
    cut_off = home / f".{first_run.FILE_NAME}.0a1b2c3d.part"
    cut_off.write_bytes((home / first_run.FILE_NAME).read_bytes())
    (home / "window.ini").touch()
    first_run.forget(home)
    assert [one.name for one in home.iterdir()] == ["window.ini"]


def test_a_desk_is_made_with_its_officers_and_opens_by_the_key_that_was_confirmed(
    home: Path,
) -> None:
    key = FirstKey(os.urandom)
    left = make_desk(home, key)

    assert (left.step, left.people, left.sheet) == (Step.PROVINCE, (), key.number)
    assert first_run_parts.first_run_of(home) == left
    assert_whole(home)
    with parts.open_desk(home, key.key.text()) as desk:
        assert desk.store.desk.practice is False


def test_names_and_secrets_of_officers_are_in_the_encrypted_database_only(home: Path) -> None:
    first_run.keep(home, CHOSEN)
    key = FirstKey(os.urandom)
    make_desk(home, key)
    found = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())

    for secret in (*PINS.values(), *key.groups, *(person.name for person in PINS)):
        assert secret.encode() not in found
    assert key.key.secret not in found
    assert key.number.encode() in found


def test_a_first_run_killed_at_any_of_its_deeds_can_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "homes"
    folder.mkdir()
    command = [sys.executable, "-m", "tests.support.first_run", str(folder), "99"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    ends = int(done.stdout)
    made = 0

    assert ends > 10
    for number in range(1, ends + 1):
        home = folder / str(number)
        state = first_run_parts.first_run_of(home)
        if not homes.exists(home):
            assert state is None or (state.step, state.making) == (Step.KEY, False)
            make_desk(home, FirstKey(os.urandom))
        else:
            made += 1
            assert state is not None
            assert (state.step, state.making, state.people) == (Step.PROVINCE, False, ())
        assert_whole(home)
    assert made > 1


def test_a_keyring_that_refuses_leaves_nothing_but_what_was_typed(
    home: Path, unlocked_secret_service: SecretService
) -> None:
    unlocked_secret_service.lock()
    with pytest.raises(EnvironmentProblem) as refused:
        make_desk(home, FirstKey(os.urandom))

    assert refused.value.problem.code.endswith(".create")
    assert sorted(file.name for file in home.iterdir()) == ["desk.db.lock", first_run.FILE_NAME]
    state = first_run_parts.first_run_of(home)
    assert state is not None
    assert (state.step, state.people) == (Step.KEY, CHOSEN.people)


def test_a_disk_that_refuses_leaves_nothing_but_what_was_typed(
    home: Path, monkeypatch: pytest.MonkeyPatch, unlocked_secret_service: SecretService
) -> None:
    def full(finished: Path, file: Path, key: bytes) -> None:
        raise OSError(28, "no space left")

    with monkeypatch.context() as patch:
        patch.setattr(database, "put_in_place", full)
        with pytest.raises(OSError, match="no space"):
            make_desk(home, FirstKey(os.urandom))
    assert not homes.exists(home)
    assert not any((home / name).exists() for name in vault.KEY_FILE_NAMES)
    assert unlocked_secret_service.secrets() == {}
    assert first_run_parts.first_run_of(home) == CHOSEN
    make_desk(home, FirstKey(os.urandom))
    assert_whole(home)


def test_a_desk_made_on_another_way_meanwhile_needs_no_first_run(home: Path) -> None:
    first_run.keep(home, FirstRun(step=Step.DEVICES))
    parts.create_desk(home, "07210", "Quầy 1", practice=False)

    assert first_run_parts.first_run_of(home) is None
    assert first_run.load(home) is None


def test_a_damaged_note_of_a_first_run_keeps_nobody_from_the_desk(home: Path) -> None:
    (home / first_run.FILE_NAME).write_text('{"step": 99', encoding="utf-8")

    assert first_run_parts.first_run_of(home) is None


def test_a_desk_takes_over_what_was_chosen_for_its_devices(home: Path) -> None:
    make_desk(home, FirstKey(os.urandom))
    state = FirstRun(step=Step.PRACTICE, rating_screen="turned", scanner_port="/dev/ttyACM0")
    with parts.open_desk(home) as desk:
        first_run_parts.finish_first_run(desk, state)
        with desk.store.reader() as reader:
            settings = desk_settings(reader)

    assert settings == DeskSettings(rating_screen="turned", scanner_port="/dev/ttyACM0")
    assert first_run_parts.first_run_of(home) is None


@pytest.mark.parametrize(
    ("roles", "code"),
    [
        (("officer",), "first_run.no_administrator"),
        (("administrator",), "first_run.no_officer"),
        (("administrator", "chair"), "first_run.no_officer"),
    ],
)
def test_no_desk_without_an_administrator_and_somebody_who_logs(
    home: Path, roles: tuple[str, ...], code: str
) -> None:
    people = [new_officer("Lò Văn An", role, "48291537") for role in roles]
    with pytest.raises(UserProblem) as refused:
        first_run_parts.create_first_desk(home, CHOSEN, FirstKey(os.urandom), people)

    assert [problem.code for problem in refused.value.problems] == [code]
    assert list(home.iterdir()) == []


def test_a_vice_chair_may_be_the_one_who_logs() -> None:
    check_people([new_officer(role, role, "48291537") for role in ("vice_chair", "administrator")])


def test_groups_are_read_back_from_paper_as_tolerantly_as_on_the_day_of_need() -> None:
    key = FirstKey(os.urandom)
    assert len(set(key.asked)) == 2
    for place in key.asked:
        group = key.groups[place]
        assert key.problem_of(place, f" {group.lower()} ") is None
        assert key.problem_of(place, group.replace("0", "o").replace("1", "l")) is None
        other = key.groups[(place + 1) % 8]
        for wrong in ("", "ABC", group[::-1] if group != group[::-1] else "00000", other):
            problem = key.problem_of(place, wrong)
            assert problem is not None, wrong
            assert problem.field == f"group{place}"
            assert problem.values["group"] == str(place + 1)
