"""Commune keys: desks that began apart find each other's people, and nobody else learns a key."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import msgspec
import pytest

from desk_app import parts
from desk_app.core.case import CaseForm
from desk_app.core.ids import OfficerId
from desk_app.core.keyed_hash import KeyedHash
from desk_app.core.officer import Officer
from desk_app.core.ops import Op
from desk_app.core.visit import NewVisit, VisitForm, check_visit
from desk_app.services import case_offers, commune_keys, import_visits, pair_desk
from desk_app.services.advance_case import StepForm, advance_case
from desk_app.services.receive_case import checked_cases, receive_visit
from desk_app.store import commune_keys as rows
from desk_app.store import desk_keys, op_rows
from desk_app.store.search import find_visits
from desk_app.store.writer import Tx
from sync.protocol.certificates import Certificate, read_certificate, sign_certificate
from sync.protocol.messages import Peer, Sealed
from tests.support.desks import OpenDesk, opened_desk
from tests.support.pairing_province import CODE, URL, PairingProvince
from tests.support.sync_keys import desk_id

ADMINISTRATOR = Officer(OfficerId("ADM1N0"), "Quản trị", "administrator")
NUMBER = "001187004417"


class TwoDesks:
    """Two desks of one commune that began apart, both paired with its province."""

    def __init__(self, first: OpenDesk, second: OpenDesk) -> None:
        self.first, self.second = first, second
        self.province = PairingProvince()
        self.main = first.hashed.key_id
        self.certificates = {desk.store.desk.desk: self._paired(desk) for desk in (first, second)}

    def _paired(self, desk: OpenDesk) -> str:
        self.province.answered.clear()
        self.province.main_key = self.main
        words = parts.six_words()
        pair_desk.pair(desk.store, URL, CODE, ADMINISTRATOR, self.province.open, words, "0.3.0")
        with desk.store.reader() as reader:
            keys = desk_keys.read(reader.connection)
        assert keys is not None
        return keys.certificate

    def peer(self, desk: OpenDesk) -> Peer:
        """How the province names a desk to the others."""
        with desk.store.reader() as reader:
            held = commune_keys.held_keys(reader)
        own = desk.store.desk.desk
        return Peer(desk=own, certificate=self.certificates[own], keys=held)

    def sealed(self, giver: OpenDesk, taker: OpenDesk) -> tuple[Sealed, ...]:
        """What one desk seals for the other."""
        with giver.store.reader() as reader:
            return commune_keys.keys_for(reader, [self.peer(giver), self.peer(taker)])

    def take(self, taker: OpenDesk, boxes: tuple[Sealed, ...], *givers: Peer) -> int:
        """A desk takes what came for it."""
        return taker.change(lambda tx: commune_keys.take_keys(tx, boxes, givers))

    def exchange(self) -> None:
        """Both desks greet, and greet again; then both hash with the main key."""
        for giver, taker in ((self.first, self.second), (self.second, self.first)):
            self.take(taker, self.sealed(giver, taker), self.peer(giver))
        for desk in (self.first, self.second):
            assert desk.change(lambda tx: commune_keys.follow_main(tx, self.main))

    def carry_ops(self) -> None:
        """Each desk gets the ops of the other."""
        for giver, taker in ((self.first, self.second), (self.second, self.first)):
            with giver.store.reader() as reader:
                columns = f"SELECT {op_rows.COLUMNS} FROM op WHERE desk = ?"
                own = (giver.store.desk.desk,)
                ops = [op_rows.op_from(row) for row in reader.connection.execute(columns, own)]
            taker.change(partial(_receive, ops))


def _receive(ops: list[Op], tx: Tx) -> None:
    for op in ops:
        tx.log.receive(op)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[TwoDesks]:
    with ExitStack() as stack:
        first = stack.enter_context(opened_desk(tmp_path / "1", seed=1, practice=False))
        second = stack.enter_context(opened_desk(tmp_path / "2", seed=2, practice=False))
        yield TwoDesks(first, second)


def found(desk: OpenDesk, words: str) -> set[str]:
    with desk.store.reader() as reader:
        return {one.name for one in find_visits(reader.connection, words, reader.hashed, 20)}


def test_a_person_logged_before_pairing_is_found_at_the_other_desk(two: TwoDesks) -> None:
    two.first.log(name="Nguyễn Thị Hoa", citizen_id=NUMBER)
    two.second.log(name="Trần Văn Bảo", citizen_id="001087004417")
    assert two.first.hashed.key_id != two.second.hashed.key_id
    two.carry_ops()
    assert found(two.second, NUMBER) == set()
    assert found(two.second, NUMBER[-4:]) == {"Nguyễn Thị Hoa", "Trần Văn Bảo"}
    two.exchange()
    for desk in (two.first, two.second):
        assert found(desk, NUMBER) == {"Nguyễn Thị Hoa"}
        assert found(desk, "001087004417") == {"Trần Văn Bảo"}
        assert found(desk, NUMBER[-6:]) == {"Nguyễn Thị Hoa", "Trần Văn Bảo"}
        assert found(desk, NUMBER[-4:]) == {"Nguyễn Thị Hoa", "Trần Văn Bảo"}
        assert found(desk, "001187004418") == set()


def test_new_hashes_are_made_with_the_main_key_on_both_desks(two: TwoDesks) -> None:
    own = two.second.hashed.key_id
    two.exchange()
    for desk in (two.first, two.second):
        with desk.store.reader() as reader:
            assert reader.hashed.key_id == two.main
        assert desk.change(lambda tx: tx.hashed.key_id) == two.main
    assert own != two.main
    with two.second.store.reader() as reader:
        assert set(reader.hashed.every("citizen id", NUMBER)) == {
            KeyedHash(key)("citizen id", NUMBER)
            for key in (two.first.store.desk.commune_key, two.second.store.desk.commune_key)
        }


def test_the_desks_own_row_and_its_log_still_agree(two: TwoDesks) -> None:
    two.exchange()
    two.carry_ops()
    for desk in (two.first, two.second):
        assert desk.verify().problems == ()
        desk.reopen()
        assert desk.verify().ok


def test_a_result_that_waits_is_offered_at_either_desk_by_the_number_of_the_card(
    two: TwoDesks,
) -> None:
    procedure = "1.004884"
    catalogue = parts.catalogue()

    def receive(tx: Tx) -> str:
        form = VisitForm(name="Trần Văn Bảo", citizen_id=NUMBER, procedures=(procedure,))
        new = check_visit(form, catalogue.kept_code, tx.now.wall, tx.hashed)
        assert isinstance(new, NewVisit)
        cases = checked_cases(new, (CaseForm(procedure=procedure),), catalogue)
        (case,) = receive_visit(tx, new, cases, two.second.officer).cases
        for kind in ("checked", "ready"):
            advance_case(tx, case.id, StepForm(kind=kind), two.second.officer)
        return case.id

    case = two.second.change(receive)
    two.carry_ops()
    two.exchange()
    for desk in (two.first, two.second):
        with desk.store.reader() as reader:
            offered = case_offers.case_offers(reader, NUMBER, "", "", "")
        assert [one.id for one in offered] == [case]


def test_a_file_imported_before_pairing_is_known_again_on_either_desk(
    two: TwoDesks, tmp_path: Path
) -> None:
    file = tmp_path / "visits.csv"
    file.write_text(
        "Ngày,Họ tên,Số định danh,Mã thủ tục\n14/10/2026,Lê An,001187004417,2.000815\n",
        encoding="utf-8",
    )

    def new(desk: OpenDesk) -> tuple[int, int]:
        report = import_visits.dry_run(desk.store, file, parts.catalogue(), desk.clock.wall)
        assert not report.errors
        return report.new, report.unchanged

    import_visits.import_visits(
        two.second.store, file, parts.catalogue(), two.second.officer, two.second.clock.wall
    )
    assert new(two.second) == (0, 1)
    two.carry_ops()
    assert new(two.first) == (1, 0)
    two.exchange()
    assert new(two.second) == (0, 1)
    assert new(two.first) == (0, 1)


def test_nothing_is_sealed_for_a_desk_that_has_it_already(two: TwoDesks) -> None:
    assert len(two.sealed(two.first, two.second)) == 1
    two.exchange()
    assert two.sealed(two.first, two.second) == ()
    assert two.sealed(two.second, two.first) == ()


def test_a_third_desk_gets_every_key_from_any_one_desk(two: TwoDesks, tmp_path: Path) -> None:
    two.exchange()
    with opened_desk(tmp_path / "3", seed=3, practice=False) as third:
        two.certificates[third.store.desk.desk] = two._paired(third)
        boxes = two.sealed(two.second, third)
        assert two.take(third, boxes, two.peer(two.second)) == 2
        assert third.change(lambda tx: commune_keys.follow_main(tx, two.main))
        with third.store.reader() as reader:
            assert len(rows.all_keys(reader.connection)) == 3
            assert reader.hashed.key_id == two.main


def test_the_same_box_twice_is_one_key(two: TwoDesks) -> None:
    boxes = two.sealed(two.first, two.second)
    giver = two.peer(two.first)
    assert two.take(two.second, (*boxes, *boxes), giver) == 1
    assert two.take(two.second, boxes, giver) == 0


def test_a_box_without_its_senders_certificate_stays_shut(two: TwoDesks) -> None:
    boxes = two.sealed(two.first, two.second)
    assert two.take(two.second, boxes) == 0
    assert two.take(two.second, boxes, two.peer(two.second)) == 0


@pytest.mark.parametrize("changed", [{"unit": "07213"}, {"practice": True}])
def test_a_desk_of_another_commune_neither_gives_nor_gets(
    two: TwoDesks, changed: dict[str, object]
) -> None:
    there = two.province

    def moved(desk: OpenDesk) -> Peer:
        peer = two.peer(desk)
        certificate = read_certificate(peer.certificate, there.keys.public)
        assert certificate is not None
        other = msgspec.structs.replace(certificate, **changed)
        return msgspec.structs.replace(peer, certificate=sign_certificate(other, there.keys.sign))

    with two.first.store.reader() as reader:
        assert commune_keys.keys_for(reader, [moved(two.second)]) == ()
    boxes = two.sealed(two.first, two.second)
    assert two.take(two.second, boxes, moved(two.first)) == 0


def test_a_desk_that_only_says_it_is_certified_gets_nothing(two: TwoDesks) -> None:
    peer = two.peer(two.second)
    other = PairingProvince(1)
    certificate = read_certificate(peer.certificate, two.province.keys.public)
    assert isinstance(certificate, Certificate)
    for odd in (
        msgspec.structs.replace(peer, certificate=""),
        msgspec.structs.replace(peer, desk=desk_id(9)),
        msgspec.structs.replace(peer, certificate=sign_certificate(certificate, other.keys.sign)),
    ):
        with two.first.store.reader() as reader:
            assert commune_keys.keys_for(reader, [odd]) == ()


def test_a_key_under_a_false_name_is_not_kept(two: TwoDesks) -> None:
    boxes = two.sealed(two.first, two.second)
    lying = tuple(msgspec.structs.replace(box, key_id="ffffffff") for box in boxes)
    assert two.take(two.second, lying, two.peer(two.first)) == 0


def test_a_desk_keeps_only_so_many_keys(two: TwoDesks) -> None:
    for _ in range(commune_keys.MOST_KEYS):
        two.first.change(lambda tx: rows.keep(tx.connection, os.urandom(32)))
    boxes = two.sealed(two.first, two.second)
    assert len(boxes) == commune_keys.MOST_KEYS + 1
    assert two.take(two.second, boxes, two.peer(two.first)) == commune_keys.MOST_KEYS - 1


def test_a_main_key_that_has_not_come_yet_changes_nothing(two: TwoDesks) -> None:
    own = two.second.hashed.key_id
    assert not two.second.change(lambda tx: commune_keys.follow_main(tx, two.main))
    with two.second.store.reader() as reader:
        assert reader.hashed.key_id == own


def test_an_unpaired_desk_seals_and_opens_nothing(two: TwoDesks, tmp_path: Path) -> None:
    with opened_desk(tmp_path / "4", seed=4, practice=False) as alone:
        with alone.store.reader() as reader:
            assert commune_keys.keys_for(reader, [two.peer(two.first)]) == ()
        boxes = two.sealed(two.first, two.second)
        assert two.take(alone, boxes, two.peer(two.first)) == 0
