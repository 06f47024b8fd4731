"""Erasing a person: gone from log, states, pages and branches; no hash and no count changes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import resources
from desk_app.core.ops import PersonErased, VisitCorrected, VisitPersonCorrected
from sync.server import desks
from sync.server.province import OWN, SNAPSHOT
from sync.server.store.tables import METADATA
from sync.server.verify import verify
from tests.support.a_province import ADesk, AProvince
from tests.support.province_process import ProvinceProgram

NAME = "Nguyễn Thị Dấu Vết"


def marked_visit(desk: ADesk) -> str:
    """A visit whose person has a name that is nowhere else."""
    visit = str(desk.visits(1)[0].header.id)
    person = VisitPersonCorrected(reason="nhầm", name=NAME)
    desk.write("visit.corrected", VisitCorrected(), person, subject=visit)
    return visit


def erase(desk: ADesk, *names: str) -> str:
    """The op that erases them."""
    op = desk.write("person.erased", PersonErased(ops=names, basis="request"))
    return str(op.header.id)


def holds(province: AProvince, text: str, unit: str) -> list[str]:
    """The tables in which a text still stands."""
    found = []
    with province.house.store.read(unit) as tx:
        for table in METADATA.tables:
            rows = tx.run(f"SELECT * FROM {table}")
            values = [bytes(v) for row in rows for v in row if isinstance(v, bytes | memoryview)]
            values += [str(v).encode() for row in rows for v in row if isinstance(v, str)]
            if any(text.encode() in value for value in values):
                found.append(table)
    return found


def test_nothing_of_the_person_is_kept_and_the_chain_is_whole(province: AProvince) -> None:
    desk, other = province.desk(1), province.desk(2)
    visit = marked_visit(desk)
    desk.push()
    assert set(holds(province, NAME, desk.unit)) == {"op", "state"}
    erase(desk, visit)
    desk.push()
    assert holds(province, NAME, desk.unit) == []
    assert verify(province.house.store, province.keys.public).problems == ()
    page = other.page(SNAPSHOT, {})
    assert [op.hash for op in page.ops] == [op.hash for op in desk.own()]
    assert not any(NAME.encode() in (op.person or b"") for op in page.ops)
    assert not any(NAME.encode() in (op.person or b"") for op in desk.page(OWN, {}).ops)


def test_the_files_of_the_embedded_store_forget_too(tmp_path: Path) -> None:
    province = AProvince(tmp_path)
    desk = province.desk(1)
    visit = marked_visit(desk)
    desk.push()

    def files_with_it() -> list[str]:
        files = sorted(tmp_path.rglob("*"))
        return [f.name for f in files if f.is_file() and NAME.encode() in f.read_bytes()]

    assert files_with_it()
    erase(desk, visit)
    desk.push()
    assert files_with_it() == []
    province.close()


def test_what_comes_after_the_erasure_keeps_no_person_either(province: AProvince) -> None:
    first, second = province.desk(1), province.desk(2)
    visit = str(first.visits(1)[0].header.id)
    first.push()
    second.pull()
    person = VisitPersonCorrected(reason="nhầm", name=NAME)
    second.write("visit.corrected", VisitCorrected(), person, subject=visit)
    erase(first, visit)
    first.push()
    second.push()
    assert holds(province, NAME, first.unit) == []
    assert verify(province.house.store, province.keys.public).problems == ()


def test_erased_and_written_in_one_batch(province: AProvince) -> None:
    desk = province.desk(1)
    visit = marked_visit(desk)
    body = desk.packed(desk.own())
    erase(desk, visit)
    desk.post("/sync/v1/push", body)
    desk.push()
    assert holds(province, NAME, desk.unit) == []
    again = province.desk(2)
    visit = marked_visit(again)
    erase(again, visit)
    again.push()
    assert holds(province, NAME, desk.unit) == []
    assert verify(province.house.store, province.keys.public).problems == ()


def test_what_its_desk_erased_before_it_was_sent_is_no_fault(province: AProvince) -> None:
    desk = province.desk(1)
    visit = marked_visit(desk)
    erase(desk, visit)
    ops = desk.own()
    assert ops[1].person is None
    desk.push(ops[:2])
    assert verify(province.house.store, province.keys.public).problems == ()
    desk.push(ops)
    assert verify(province.house.store, province.keys.public).problems == ()


def test_the_console_says_which_desks_have_not_erased_yet(province: AProvince) -> None:
    first, second, third = (province.desk(number) for number in (1, 2, 3))
    visit = marked_visit(first)
    first.push()
    second.pull()
    third.pull()
    erasure = erase(first, visit)
    first.push()

    def behind() -> list[tuple[str, tuple[str, ...]]]:
        return [(one.erasure, one.desks) for one in desks.unconfirmed(province.house.store)]

    assert behind() == [(erasure, tuple(sorted((second.id, third.id))))]
    second.pull()
    assert behind()[0][1] == tuple(sorted((second.id, third.id))), "it has it, and keeps it next"
    second.pull()
    assert behind() == [(erasure, (third.id,))]
    third.pull()
    third.pull()
    assert behind() == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_command_names_them_in_words_and_as_a_document(
    embedded: ProvinceProgram, language: str
) -> None:
    assert embedded.json("erasures") == []
    assert embedded.run("--lang", language, "erasures").out.strip().endswith(".")
    with embedded.serving():
        first, second = embedded.desk(1), embedded.desk(2)
        erasure = erase(first, marked_visit(first))
        first.push()

    behind = [{"erasure": erasure, "commune": first.unit, "desks": [second.id]}]
    assert embedded.json("erasures") == behind
    told = embedded.run("--lang", language, "erasures").out
    assert erasure in told
    assert second.id in told
    page = resources.read_text(f"help/{language}/province.md")
    section = page.split("### `mot-cua-province erasures`")[1].split("### ")[0]
    (block,) = re.findall(r"```json\n(.*?)```", section, re.DOTALL)
    assert set(json.loads(block)[0]) == set(behind[0])


def test_a_branch_of_an_erased_visit_holds_nobody(province: AProvince) -> None:
    original = province.desk(1)
    twin = ADesk.copy_of(original, "twin")
    visit = str(original.visits(1)[0].header.id)
    original.push()
    marked = marked_visit(twin)
    assert twin.refused_push(twin.own())[1].code == "sync.fork"
    assert holds(province, NAME, original.unit) == ["branch"]
    assert visit == marked
    erase(original, visit)
    original.push()
    assert holds(province, NAME, original.unit) == []
    twin.refused_push(twin.own())
    assert holds(province, NAME, original.unit) == []
