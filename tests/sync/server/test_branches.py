"""What the console says of desks that went on twice."""

from __future__ import annotations

import json
import re

import pytest

import resources
from desk_app.core.branch import reissued
from desk_app.core.chain import NO_PERSON
from desk_app.core.ops import PersonErased
from sync.server.branches import listed
from sync.server.store import op_rows
from tests.support.a_province import ADesk, AProvince
from tests.support.desks import UNIT
from tests.support.province_process import ProvinceProgram


def _forked(province: AProvince) -> tuple[ADesk, ADesk]:
    """A desk, and a copy of it that wrote two other visits and sent them in vain."""
    desk = province.desk(1)
    desk.visits(3)
    desk.push()
    other = ADesk.copy_of(desk, "other")
    desk.push(desk.visits(1))
    status, refused = other.refused_push(other.visits(2))
    assert (status, refused.code) == (409, "sync.fork")
    return desk, other


def test_a_branch_is_kept_whole_and_listed_by_its_numbers(province: AProvince) -> None:
    desk, other = _forked(province)

    (line,) = listed(province.house.store)

    assert (line.desk, line.commune, line.epoch) == (desk.id, UNIT, 0)
    assert (line.first, line.last, line.ops) == (5, 6, 2)
    with province.house.store.read(UNIT) as tx:
        assert [op.hash for op in op_rows.branches(tx, desk.id)] == [
            op.hash for op in other.own()[-2:]
        ]


def test_deeds_that_two_copies_wrote_once_more_count_from_the_first_only(
    province: AProvince,
) -> None:
    desk, other = _forked(province)
    moved = other.own()[-2:]
    heard, late = (list(reissued(moved, {}, desk.id, epoch).ops) for epoch in (2, 1))
    other.push(heard)

    status, refused = other.refused_push(late)

    assert (status, refused.code) == (409, "sync.twice")
    assert [(head.epoch, head.seq) for head in refused.acked] == [(0, 5), (2, 2)]
    with province.house.store.read(UNIT) as tx:
        assert op_rows.of_chain(tx, desk.id, 1, 0, 9) == []
    other.push(heard)  # what came first may come again


def test_erasing_a_deed_under_its_new_number_erases_the_branch_too(province: AProvince) -> None:
    desk, other = _forked(province)
    gone = other.own()[-1]
    head = desk.sim.log.head()
    (again,) = reissued([gone], {}, desk.id, 0, (head.seq, head.hash)).ops
    desk.sim.receive([again])
    desk.push([again])
    with province.house.store.read(UNIT) as tx:
        before = [op.person for op in op_rows.branches(tx, desk.id)]
    assert None not in before

    erased = PersonErased(ops=(str(again.header.id),), basis="request")
    desk.push([desk.write("person.erased", erased)])

    with province.house.store.read(UNIT) as tx:
        kept = op_rows.branches(tx, desk.id)
    assert [op.person is None for op in kept] == [False, True]
    assert kept[-1].digest == gone.digest != NO_PERSON


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_console_says_what_happened(embedded: ProvinceProgram, language: str) -> None:
    assert embedded.json("branches") == []
    with embedded.serving():
        desk = embedded.desk(1)
        desk.push()

    said = embedded.run("--lang", language, "branches").out

    assert said.strip().endswith(".")
    page = resources.read_text(f"help/{language}/province.md")
    section = page.split("### `mot-cua-province branches`")[1].split("### ")[0]
    (block,) = re.findall(r"```json\n(.*?)```", section, re.DOTALL)
    assert set(json.loads(block)[0]) == {
        "desk", "commune", "epoch", "first", "last", "ops", "since",
    }  # fmt: skip
