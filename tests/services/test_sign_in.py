"""Signing in: the right PIN opens, wrong ones are counted first and make the next try wait."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk_app.core.clock import Instant, Millis
from desk_app.core.errors import UserProblem
from desk_app.core.ids import OfficerId
from desk_app.core.officer import Officer
from desk_app.services.officers import (
    add_officer,
    change_officer,
    new_officer,
    officers,
    require,
    resolve,
    set_pin,
)
from desk_app.services.open_new_desk import open_new_desk
from desk_app.services.sign_in import begin_try, sign_in
from desk_app.store import database, sqlite
from desk_app.store.store import Store
from desk_app.vault.pins import make_verifier

KEY = bytes(range(32))
PIN, OTHER_PIN, WRONG = "482915", "130752", "999888"


class Desk:
    """A real desk whose clock this test turns."""

    def __init__(self, home: Path, practice: bool) -> None:
        self.now = 1_790_000_000_000
        self.file = home / database.FILE_NAME
        database.create(self.file, KEY, lambda c: self._open(c, practice))
        self.store = Store(home, KEY, self.clock)

    def _open(self, connection: sqlite.Connection, practice: bool) -> None:
        open_new_desk(connection, "07213", "Quầy 1", practice, self.clock(), os.urandom)

    def clock(self) -> Instant:
        return Instant(Millis(self.now), self.now, "boot")

    def add(self, name: str, role: str, pin: str | None, by: Officer | None = None) -> Officer:
        new = new_officer(name, role, pin)
        identity, changes = self.store.writer.run(lambda tx: add_officer(tx, new, by))
        assert changes.officers == {identity}
        return self.named(identity)

    def named(self, wanted: str) -> Officer:
        with self.store.reader() as reader:
            return resolve(reader, wanted)


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(tmp_path: Path) -> Iterator[MakeDesk]:
    made: list[Desk] = []

    def make(*, practice: bool = False) -> Desk:
        made.append(Desk(tmp_path, practice))
        return made[-1]

    yield make
    for desk in made:
        desk.store.close()


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    """A real desk with its administrator and one officer."""
    made = make_desk()
    administrator = made.add("Phạm Văn Quản", "administrator", PIN)
    made.add("Nguyễn Thị Hòa", "officer", OTHER_PIN, administrator)
    return made


def codes(problem: pytest.ExceptionInfo[UserProblem]) -> list[str]:
    return [p.code for p in problem.value.problems]


def test_the_right_pin_signs_in_by_name_or_id(desk: Desk) -> None:
    officer = sign_in(desk.store, "nguyen thi hoa", OTHER_PIN)
    assert (officer.name, officer.role) == ("Nguyễn Thị Hòa", "officer")
    assert sign_in(desk.store, officer.id, OTHER_PIN) == officer


def test_a_wrong_pin_says_how_many_tries_are_left_and_then_how_long_to_wait(desk: Desk) -> None:
    said = []
    for _ in range(5):
        with pytest.raises(UserProblem) as problem:
            sign_in(desk.store, "Hòa", WRONG)
        said.append((problem.value.problems[0].code, problem.value.problems[0].values))
    assert said[:4] == [("pin.wrong", {"left": str(left)}) for left in (4, 3, 2, 1)]
    assert said[4] == ("pin.wrong_wait", {"time": "0:30"})


def test_while_waiting_even_the_right_pin_does_not_open_and_afterwards_it_does(desk: Desk) -> None:
    for _ in range(5):
        with pytest.raises(UserProblem):
            sign_in(desk.store, "Hòa", WRONG)
    desk.now += 29_000
    with pytest.raises(UserProblem) as problem:
        sign_in(desk.store, "Hòa", OTHER_PIN)
    assert codes(problem) == ["pin.blocked"]
    assert problem.value.problems[0].values == {"time": "0:01"}
    desk.now += 1_000
    assert sign_in(desk.store, "Hòa", OTHER_PIN).role == "officer"


def test_each_further_wrong_pin_doubles_the_wait_and_the_right_one_forgets_them(
    desk: Desk,
) -> None:
    waits = []
    for _ in range(7):
        with pytest.raises(UserProblem) as problem:
            sign_in(desk.store, "Hòa", WRONG)
        waits.append(problem.value.problems[0].values.get("time"))
        desk.now += 900_000
    assert waits[4:] == ["0:30", "1:00", "2:00"]
    sign_in(desk.store, "Hòa", OTHER_PIN)
    with pytest.raises(UserProblem) as problem:
        sign_in(desk.store, "Hòa", WRONG)
    assert problem.value.problems[0].values == {"left": "4"}


def test_one_officers_wrong_pins_do_not_lock_out_another(desk: Desk) -> None:
    for _ in range(6):
        with pytest.raises(UserProblem):
            sign_in(desk.store, "Hòa", WRONG)
    assert sign_in(desk.store, "Quản", PIN).role == "administrator"


def test_a_try_that_was_cut_off_counts_as_wrong(desk: Desk) -> None:
    officer = desk.named("Hòa")
    for _ in range(5):
        desk.store.writer.run(lambda tx: begin_try(tx, officer.id, WRONG))
    with pytest.raises(UserProblem) as problem:
        sign_in(desk.store, "Hòa", OTHER_PIN)
    assert codes(problem) == ["pin.blocked"]


def test_a_clock_set_back_does_not_lock_out_for_longer(desk: Desk) -> None:
    for _ in range(5):
        with pytest.raises(UserProblem):
            sign_in(desk.store, "Hòa", WRONG)
    desk.now -= 86_400_000
    with pytest.raises(UserProblem) as problem:
        sign_in(desk.store, "Hòa", OTHER_PIN)
    assert problem.value.problems[0].values == {"time": "0:30"}


def test_no_pin_and_nobody_of_that_name_are_said_beside_their_fields(desk: Desk) -> None:
    with pytest.raises(UserProblem) as problem:
        sign_in(desk.store, "Hòa", None)
    assert codes(problem) == ["pin.missing"]
    with pytest.raises(UserProblem) as problem:
        sign_in(desk.store, "Bảy", OTHER_PIN)
    assert codes(problem) == ["officer.unknown"]


def test_two_officers_of_one_name_are_both_named(desk: Desk) -> None:
    administrator = desk.named("Quản")
    second = desk.add("Nguyễn Thị Hoà", "clerk", WRONG[::-1] + "7", administrator)
    with pytest.raises(UserProblem) as problem:
        sign_in(desk.store, "nguyen thi hoa", OTHER_PIN)
    assert codes(problem) == ["officer.several"]
    assert second.id in problem.value.problems[0].values["officers"]


def test_a_practice_desk_signs_its_built_in_officers_in_without_a_pin(make_desk: MakeDesk) -> None:
    desk = make_desk(practice=True)
    with desk.store.reader() as reader:
        present = officers(reader)
    assert {o.role for o in present} >= {"officer", "chair"}
    assert [sign_in(desk.store, o.id, None) for o in present] == present


def test_the_first_person_of_a_real_desk_is_its_administrator(make_desk: MakeDesk) -> None:
    desk = make_desk()
    with pytest.raises(UserProblem) as problem:
        desk.add("Nguyễn Thị Hòa", "officer", PIN)
    assert codes(problem) == ["officer.first_administrator"]
    assert desk.add("Phạm Văn Quản", "administrator", PIN).role == "administrator"
    with pytest.raises(UserProblem) as problem:
        desk.add("Đỗ Mỹ Dung", "administrator", PIN)
    assert codes(problem) == ["officer.who_adds"]


def test_only_the_administrator_adds_officers(desk: Desk) -> None:
    with pytest.raises(UserProblem) as problem:
        desk.add("Đỗ Mỹ Dung", "chair", PIN, desk.named("Hòa"))
    assert codes(problem) == ["rights.officer.add"]


def test_everything_wrong_with_a_new_officer_is_said_at_once(desk: Desk) -> None:
    with pytest.raises(UserProblem) as problem:
        new_officer("  ", "boss", "123456")
    assert codes(problem) == ["officer.name_missing", "officer.role_unknown", "pin.easy"]


def test_a_real_desk_has_no_officer_without_a_pin(desk: Desk) -> None:
    with pytest.raises(UserProblem) as problem:
        desk.add("Đỗ Mỹ Dung", "chair", None, desk.named("Quản"))
    assert codes(problem) == ["pin.missing"]


def test_neither_pin_nor_verifier_nor_name_reaches_the_facts_of_the_log(desk: Desk) -> None:
    with desk.store.reader() as reader:
        rows = reader.connection.execute(
            "SELECT facts, subject, CAST(person AS TEXT) FROM op WHERE kind = 'officer.added'"
        ).fetchall()
    assert len(rows) == 2
    for facts, subject, person in rows:
        assert re.fullmatch(rb'\{"role":"[a-z_]+"\}', bytes(facts))
        assert re.fullmatch(r"officer:[0-9A-Z]{6}", subject)
        assert "argon2" not in person


def test_an_officer_who_left_signs_in_no_more_and_stays_in_the_log(desk: Desk) -> None:
    administrator, officer = desk.named("Quản"), desk.named("Hòa")
    desk.store.writer.run(lambda tx: change_officer(tx, officer.id, administrator, active=False))
    with pytest.raises(UserProblem) as problem:
        sign_in(desk.store, officer.id, OTHER_PIN)
    assert codes(problem) == ["officer.unknown"]
    with desk.store.reader() as reader:
        assert [o.id for o in officers(reader)] == [administrator.id]
        kinds = reader.connection.execute("SELECT kind FROM op ORDER BY arrival").fetchall()
        pins_left = reader.connection.execute("SELECT count(*) FROM pin").fetchone()[0]
    assert kinds[-1][0] == "officer.changed"
    assert pins_left == 1


def test_a_renamed_officer_keeps_id_role_and_pin(desk: Desk) -> None:
    administrator, officer = desk.named("Quản"), desk.named("Hòa")
    desk.store.writer.run(
        lambda tx: change_officer(tx, officer.id, administrator, name="Nguyễn Thị Hòa An")
    )
    assert sign_in(desk.store, "hoa an", OTHER_PIN) == Officer(
        officer.id, "Nguyễn Thị Hòa An", "officer"
    )


def test_a_desk_never_loses_its_last_administrator(desk: Desk) -> None:
    administrator = desk.named("Quản")

    def change(role: str, active: bool) -> None:
        desk.store.writer.run(
            lambda tx: change_officer(tx, administrator.id, administrator, role=role, active=active)
        )

    for role, active in (("officer", True), ("administrator", False)):
        with pytest.raises(UserProblem) as problem:
            change(role, active)
        assert codes(problem) == ["officer.last_administrator"]
    assert desk.named(administrator.id) == administrator


def test_a_new_pin_replaces_the_old_one_and_forgets_the_waiting(desk: Desk) -> None:
    administrator, officer = desk.named("Quản"), desk.named("Hòa")
    for _ in range(5):
        with pytest.raises(UserProblem):
            sign_in(desk.store, "Hòa", WRONG)
    verifier = make_verifier("5508261")
    desk.store.writer.run(lambda tx: set_pin(tx, officer.id, verifier, administrator))
    assert sign_in(desk.store, "Hòa", "5508261") == officer
    with pytest.raises(UserProblem):
        sign_in(desk.store, "Hòa", OTHER_PIN)


def test_nobody_but_the_administrator_sets_another_persons_pin(desk: Desk) -> None:
    administrator, officer = desk.named("Quản"), desk.named("Hòa")
    verifier = make_verifier("5508261")
    with pytest.raises(UserProblem):
        desk.store.writer.run(lambda tx: set_pin(tx, administrator.id, verifier, officer))
    desk.store.writer.run(lambda tx: set_pin(tx, officer.id, verifier, officer))
    assert sign_in(desk.store, "Hòa", "5508261") == officer


def test_an_action_that_is_not_the_roles_own_is_refused_with_its_sentence(desk: Desk) -> None:
    chair = Officer(OfficerId("ABC123"), "Đỗ Mỹ Dung", "chair")
    with pytest.raises(UserProblem) as problem:
        require(chair, "visit.log", practice=False)
    assert codes(problem) == ["rights.visit.log"]
    require(chair, "score.see", practice=False)
