"""An erasure: what it covers, in whatever order it arrives, and that nothing of it stays."""

from __future__ import annotations

from msgspec import structs

from desk_app.core.ids import OfficerId, new_desk_id
from desk_app.core.ops import (
    PersonErased,
    VisitCorrected,
    VisitLogged,
    VisitPerson,
    VisitPersonCorrected,
    payload_bytes,
)
from desk_app.store import visits
from tests.support.desks import OpenDesk
from tests.support.sim_desk import SimDesk

_OFFICER = OfficerId("0FF1CE")


def _two_desks() -> tuple[SimDesk, SimDesk]:
    return SimDesk(new_desk_id(b"a" * 10), 10_000), SimDesk(new_desk_id(b"b" * 10), 20_000)


def test_a_correction_that_did_not_know_of_the_erasure_brings_nobody_back() -> None:
    one, other = _two_desks()
    visit = one.log.append(
        "visit.logged", VisitLogged(), person=VisitPerson(name="Lê Hoa"), officer=_OFFICER
    )
    other.log.receive(visit)
    subject = visit.header.subject
    corrected = other.log.append(
        "visit.corrected",
        VisitCorrected(),
        person=VisitPersonCorrected(reason="gõ nhầm", name="Lê Thị Hoa", phone="0912345678"),
        officer=_OFFICER,
        subject=subject,
    )
    erasure = one.log.append(
        "person.erased", PersonErased(ops=(subject,), basis="request"), officer=_OFFICER
    )

    one.log.receive(corrected)
    other.log.receive(erasure)

    for desk in (one, other):
        view = visits.one(desk.connection, subject)
        assert view is not None
        assert (view.name, view.phone, view.erased) == ("", "", True)
        assert all(op.person is None for op in desk.ops() if op.header.subject == subject)


def test_an_erasure_of_a_newer_version_waits_until_it_is_understood() -> None:
    one, other = _two_desks()
    visit = one.log.append(
        "visit.logged", VisitLogged(), person=VisitPerson(name="Lê Hoa"), officer=_OFFICER
    )
    facts = PersonErased(ops=(visit.header.subject,), basis="request")
    known = one.log.append("person.erased", facts, officer=_OFFICER)
    newer = structs.replace(
        known,
        header=structs.replace(known.header, version=2),
        facts=payload_bytes(facts)[:-1] + b',"more":1}',
    )

    other.log.receive(visit)
    assert other.log.receive(newer)

    view = visits.one(other.connection, visit.header.subject)
    assert view is not None
    assert view.name == "Lê Hoa"


def test_what_is_deleted_is_overwritten_after_an_erasure_as_before(desk: OpenDesk) -> None:
    def overwrites() -> int:
        found = desk.change(lambda tx: tx.connection.execute("PRAGMA secure_delete").fetchone())
        return int(found[0])

    assert overwrites() == 1
    desk.erase(desk.log(name="Giáp Thị Nhàn", procedures=("2.000815",)))

    assert overwrites() == 1
