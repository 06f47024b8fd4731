"""What a machine remembers of its desk: old copies and moved homes are known when they open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app import parts
from desk_app.core.case_ops import CoverageCounted
from desk_app.core.clock import Millis
from desk_app.services.know_again import UNREADABLE, know_again, remember
from desk_app.services.open_new_desk import PRACTICE_OFFICER
from desk_app.services.two_pasts import SAID_FOR, two_pasts_said
from desk_app.store.incarnation import Incarnation
from tests.support.desks import OpenDesk, opened_desk
from tests.sync.client.paired import PairedDesk
from tests.sync.desk.copies import Office, copies


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with copies(tmp_path) as made:
        yield made


@pytest.fixture
def lone(tmp_path: Path) -> Iterator[OpenDesk]:
    with opened_desk(tmp_path / "home") as made:
        yield made


class Machine:
    """A machine with a folder of its own for what it remembers."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / f"state-{name}"
        self.name = name

    def opens(self, desk: OpenDesk) -> list[str]:
        """The program starts at this desk; the codes of what it says."""
        said = know_again(desk.store, self._memory(desk))
        return [problem.code for problem in said]

    def closes(self, desk: OpenDesk) -> None:
        """The program ends."""
        remember(desk.store, self._memory(desk))

    def file(self, desk: OpenDesk) -> Path:
        """Where it is remembered."""
        return self.folder / f"{desk.store.desk.desk}.toml"

    def _memory(self, desk: OpenDesk) -> Incarnation:
        return Incarnation(self.folder, desk.store.desk.desk, desk.home, self.name)


def _epoch(desk: OpenDesk) -> int:
    with desk.store.reader() as reader:
        return reader.desk.epoch


def _paired(office: Office, machine: Machine) -> PairedDesk:
    desk = office.first()
    office.visit(desk)
    office.sync(desk)
    assert machine.opens(desk.desk) == ["sync.two_pasts.moved"]  # from before there was a file
    machine.closes(desk.desk)
    return desk


def test_a_desk_without_a_province_and_a_file_is_its_own(lone: OpenDesk, tmp_path: Path) -> None:
    machine = Machine(tmp_path, "m1")

    assert machine.opens(lone) == []
    assert not machine.folder.exists()
    machine.closes(lone)
    lone.log()
    assert machine.opens(lone) == []
    assert _epoch(lone) == 0


def test_an_older_copy_put_back_begins_an_epoch_before_anything_is_printed(
    lone: OpenDesk, tmp_path: Path
) -> None:
    machine = Machine(tmp_path, "m1")
    lone.log()
    lone.close()
    shutil.copytree(lone.home, tmp_path / "shelf")
    lone.reopen()
    lone.log()
    machine.closes(lone)
    lone.close()
    shutil.rmtree(lone.home)
    shutil.copytree(tmp_path / "shelf", lone.home)
    lone.reopen()

    assert machine.opens(lone) == ["sync.two_pasts.restored"]

    assert _epoch(lone) == 1
    assert machine.opens(lone) == []
    later = Millis(lone.clock.wall + SAID_FOR)
    with lone.store.reader() as reader:
        said = two_pasts_said(reader.connection, lone.clock.wall)
        assert two_pasts_said(reader.connection, later) is None
    assert said is not None
    assert said.values["letter"] == "B"
    assert lone.verify().ok


def test_putting_the_same_copy_back_twice_takes_a_new_letter_each_time(
    lone: OpenDesk, tmp_path: Path
) -> None:
    machine = Machine(tmp_path, "m1")
    lone.close()
    shutil.copytree(lone.home, tmp_path / "shelf")
    lone.reopen()
    lone.log()
    machine.closes(lone)
    for epoch in (1, 2, 3):
        lone.close()
        shutil.rmtree(lone.home)
        shutil.copytree(tmp_path / "shelf", lone.home)
        lone.reopen()
        machine.opens(lone)
        assert _epoch(lone) == epoch
        lone.log()  # and killed: nothing is written at the end


def test_another_history_of_the_same_length_is_known_by_its_hash(
    lone: OpenDesk, tmp_path: Path
) -> None:
    machine = Machine(tmp_path, "m1")
    lone.close()
    shutil.copytree(lone.home, tmp_path / "shelf")
    lone.reopen()
    lone.log(name="Trần Văn Tư")
    machine.closes(lone)
    lone.close()
    shutil.rmtree(lone.home)
    shutil.copytree(tmp_path / "shelf", lone.home)
    lone.reopen()
    lone.log(name="Lê Thị Năm")
    lone.log()

    assert machine.opens(lone) == ["sync.two_pasts.restored"]
    assert _epoch(lone) == 1


def test_a_crash_before_the_end_says_nothing(lone: OpenDesk, tmp_path: Path) -> None:
    machine = Machine(tmp_path, "m1")
    lone.log()
    machine.closes(lone)
    for _ in range(3):
        lone.log()
        lone.reopen()
        assert machine.opens(lone) == []
    assert _epoch(lone) == 0


def test_a_paired_home_on_another_machine_takes_a_new_letter_once(
    office: Office, tmp_path: Path
) -> None:
    first, second = Machine(tmp_path, "m1"), Machine(tmp_path, "m2")
    desk = _paired(office, first)
    before = _epoch(desk.desk)
    other = office.copy(desk)

    assert second.opens(other.desk) == ["sync.two_pasts.moved"]
    second.closes(other.desk)
    assert second.opens(other.desk) == []
    assert first.opens(desk.desk) == []

    assert (_epoch(desk.desk), _epoch(other.desk)) == (before, before + 1)
    office.visit(desk)
    office.visit(other)
    office.check()


def test_a_copy_made_between_pairing_and_the_first_sync_takes_a_new_letter(
    office: Office, tmp_path: Path
) -> None:
    first, second = Machine(tmp_path, "m1"), Machine(tmp_path, "m2")
    desk = office.first()
    first.closes(desk.desk)
    other = office.copy(desk)

    assert first.opens(desk.desk) == []
    assert second.opens(other.desk) == ["sync.two_pasts.moved"]

    assert office.paper(desk) != office.paper(other)
    office.check()


def test_a_memory_that_was_carried_along_with_the_home_is_not_believed(
    office: Office, tmp_path: Path
) -> None:
    first, second = Machine(tmp_path, "m1"), Machine(tmp_path, "m2")
    desk = _paired(office, first)
    shutil.copytree(first.folder, second.folder)
    epoch = _epoch(desk.desk)

    assert second.opens(desk.desk) == ["sync.two_pasts.moved"]
    assert _epoch(desk.desk) == epoch + 1


def test_two_homes_of_one_desk_on_one_machine_keep_their_letters(
    office: Office, tmp_path: Path
) -> None:
    machine = Machine(tmp_path, "m1")
    desk = _paired(office, machine)
    other = office.copy(desk)
    assert machine.opens(other.desk) == ["sync.two_pasts.moved"]
    epochs = (_epoch(desk.desk), _epoch(other.desk))

    for _ in range(3):
        for one in (desk, other):
            assert machine.opens(one.desk) == []
            office.paper(one)
            machine.closes(one.desk)

    assert (_epoch(desk.desk), _epoch(other.desk)) == epochs
    assert epochs[0] < epochs[1]
    office.check()


def test_no_number_is_printed_twice_where_the_machines_remember(
    office: Office, tmp_path: Path
) -> None:
    machines = [Machine(tmp_path, f"m{n}") for n in range(4)]
    desk = _paired(office, machines[0])
    numbers = [office.paper(desk)]
    others: list[PairedDesk] = []
    for machine in machines[1:]:
        other = office.copy([desk, *others][-1])
        machine.opens(other.desk)
        numbers.append(office.paper(other))
        others.append(other)
    for one in (desk, *others):
        numbers += [office.paper(one), office.paper(one)]

    assert len(set(numbers)) == len(numbers)
    office.check()


@pytest.mark.parametrize("content", [b"", b"desk = ", b"\xff\xfe", b"desk = 1\nhomes = 3\n"])
def test_a_damaged_memory_costs_a_letter_and_nothing_else(
    office: Office, tmp_path: Path, content: bytes
) -> None:
    machine = Machine(tmp_path, "m1")
    desk = _paired(office, machine)
    machine.file(desk.desk).write_bytes(content)

    assert machine.opens(desk.desk) == ["sync.two_pasts.moved"]
    assert machine.opens(desk.desk) == []
    office.check()


def test_a_folder_that_cannot_be_read_is_said_once_and_stops_nobody(
    lone: OpenDesk, tmp_path: Path
) -> None:
    machine = Machine(tmp_path, "m1")
    machine.folder.write_bytes(b"a file where a folder should be")

    assert machine.opens(lone) == [UNREADABLE]
    lone.log()
    machine.closes(lone)
    assert machine.opens(lone) == []

    machine.folder.unlink()
    machine.closes(lone)
    machine.file(lone).unlink()
    machine.folder.rmdir()
    machine.folder.write_bytes(b"again")
    assert machine.opens(lone) == [UNREADABLE]


def test_the_memory_names_neither_machine_nor_folder(lone: OpenDesk, tmp_path: Path) -> None:
    machine = Machine(tmp_path, "secret-machine-id")
    machine.closes(lone)

    text = machine.file(lone).read_text(encoding="ascii")

    assert "secret-machine-id" not in text
    assert str(tmp_path) not in text


def test_the_program_remembers_each_desk_it_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    home = tmp_path / "home"
    parts.create_desk(home, parts.PRACTICE_UNIT, "Quầy thực hành", practice=True)
    with parts.open_desk(home) as desk:
        identity = desk.store.desk.desk
    shutil.copytree(home, tmp_path / "shelf")
    with parts.open_desk(home) as desk:
        desk.store.writer.run(
            lambda tx: tx.log.append(
                "coverage.counted",
                CoverageCounted(month="2026-10", theirs=1, ours=1),
                officer=PRACTICE_OFFICER,
                subject="coverage:2026-10",
            )
        )
    shutil.rmtree(home)
    shutil.copytree(tmp_path / "shelf", home)

    with parts.open_desk(home) as desk:
        assert [problem.code for problem in desk.notes] == ["sync.two_pasts.restored"]
        assert desk.store.desk.epoch == 1
    with parts.open_desk(home) as desk:
        assert desk.notes == ()

    assert (tmp_path / "state" / "mot-cua" / f"{identity}.toml").is_file()
