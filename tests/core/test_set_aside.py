"""What cannot be folded is set aside, its desk's later ops wait, and nobody else's."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import msgspec
import pytest

from desk_app.core import states
from desk_app.core.fold import in_fold_order
from desk_app.core.ids import OfficerId, new_desk_id
from desk_app.core.ops import KINDS, Op, VisitCorrected, VisitLogged, VisitPersonCorrected
from desk_app.core.set_aside import LARGEST_LAMPORT, fault_of, sifted
from desk_app.core.visit_state import visit_state
from tests.support.bad_ops import forged
from tests.support.desks import START
from tests.support.sim_desk import SimDesk

OFFICER = OfficerId("0FF1C1")


@pytest.fixture
def desk() -> Iterator[SimDesk]:
    made = SimDesk(new_desk_id(bytes([3]) * 10), START)
    yield made
    made.connection.close()


@pytest.fixture
def other() -> Iterator[SimDesk]:
    made = SimDesk(new_desk_id(bytes([9]) * 10), START)
    yield made
    made.connection.close()


def _visit(desk: SimDesk) -> str:
    op = desk.log.append("visit.logged", VisitLogged(), officer=OFFICER)
    return str(op.header.id)


def _correct(desk: SimDesk, visit: str, outcome: str) -> Op:
    return desk.log.append(
        "visit.corrected",
        VisitCorrected(outcome=outcome),  # type: ignore[arg-type]
        person=VisitPersonCorrected(reason="nhầm"),
        officer=OFFICER,
        subject=visit,
    )


def _codes(desk: SimDesk) -> dict[str, str]:
    found = states.folded(in_fold_order(desk.ops()))
    return {one.op: one.code.removeprefix("quarantine.") for one in found.aside}


@pytest.mark.parametrize(
    ("kind", "facts", "code"),
    [
        ("visit.corrected", b'{"outcome":"sung"}', "payload"),
        ("visit.corrected", b"\xff", "payload"),
        ("visit.corrected", b"", "payload"),
        ("visit.corrected", b"[" * 100_000, "payload"),
        ("visit.corrected", b'{"name":"\\ud800"}', "payload"),
        ("visit.corrected", b'{"act":99999999999999999999}', "number"),
        ("visit.corrected", b'{"act":253000000000001}', "number"),
        ("visit.sung", b"{}", "newer"),
        ("officer.changed", b'{"role":"chair"}', "subject"),
        ("coverage.counted", b'{"month":"2026-10","theirs":1,"ours":1}', "subject"),
        ("case.received", b'{"number":"0000-A-000001","procedure":"1.000001"}', "subject"),
    ],
)
def test_each_fault_has_its_code(desk: SimDesk, kind: str, facts: bytes, code: str) -> None:
    visit = _visit(desk)
    bad = forged(desk, kind, facts, subject=visit)

    fault = fault_of(bad)

    assert fault is not None
    assert fault.code == f"quarantine.{code}"
    assert fault.values == {"kind": kind}
    assert _codes(desk) == {str(bad.header.id): code}


def test_odd_numbers_in_a_header_are_a_fault(desk: SimDesk) -> None:
    op = desk.ops()[0] if desk.ops() else forged(desk, "visit.logged", b"{}")

    assert fault_of(op) is None
    for changed in ({"act": 1 << 60}, {"wall": -(1 << 60)}, {"lamport": LARGEST_LAMPORT + 1}):
        header = msgspec.structs.replace(op.header, **changed)
        odd = msgspec.structs.replace(op, header=header)
        fault = fault_of(odd)
        assert fault is not None
        assert fault.code == "quarantine.number"


def test_later_ops_of_its_desk_wait_and_those_of_others_go_on(
    desk: SimDesk, other: SimDesk
) -> None:
    visit = _visit(desk)
    bad = forged(desk, "visit.corrected", b"{", subject=visit)
    later = _correct(desk, visit, "done")
    other.receive(desk.ops())
    theirs = _correct(other, visit, "refused")
    desk.receive(other.ops())

    assert _codes(desk) == {str(bad.header.id): "payload", str(later.header.id): "held"}
    state = visit_state(sifted(in_fold_order(desk.ops())).ordered)
    assert state is not None
    assert state.outcome == "refused"
    assert str(theirs.header.id) not in _codes(other)


def test_what_belongs_elsewhere_holds_nobody(desk: SimDesk) -> None:
    visit = _visit(desk)
    forged(desk, "officer.changed", b'{"role":"chair"}', subject=visit)
    _correct(desk, visit, "done")

    state = visit_state(sifted(in_fold_order(desk.ops())).ordered)

    assert state is not None
    assert state.outcome == "done"


def test_an_op_waits_for_the_first_of_its_subject_and_for_no_other(
    desk: SimDesk, other: SimDesk
) -> None:
    visit = _visit(desk)
    other.receive(desk.ops())
    late = _correct(other, visit, "done")

    (waiting,) = states.folded([late]).aside
    assert (waiting.code, waiting.held_by) == ("quarantine.first_missing", visit)
    assert states.folded(in_fold_order(other.ops())).aside == ()


def test_every_family_has_a_state_and_every_order_the_same_bytes(
    desk: SimDesk, other: SimDesk
) -> None:
    assert set(states._STATE) == {kind.family for kind in KINDS.values()}
    visit = _visit(desk)
    other.receive(desk.ops())
    for each, outcome in ((desk, "done"), (other, "refused")):
        _correct(each, visit, outcome)
    desk.receive(other.ops())

    seen = {
        tuple(states.state_of(in_fold_order(order))) for order in itertools.permutations(desk.ops())
    }

    ((state,),) = seen
    assert state.conflicts == ("outcome",)
    assert len(state.digest) == 32
    assert b'"outcome":"refused"' in state.content or b'"outcome":"done"' in state.content
