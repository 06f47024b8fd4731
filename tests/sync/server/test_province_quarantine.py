"""What the console says and does about operations that were set aside."""

from __future__ import annotations

import json
import re

import resources
from tests.support.province_process import DONE, USER, FarDesk, ProvinceProgram


def _with_two_aside(program: ProvinceProgram) -> tuple[FarDesk, str, str]:
    """A desk one of whose ops cannot be read, and another one that waits for it."""
    desk = program.desk(1)
    bad = desk.write_raw("visit.logged", b'{"purpose":"dance"}')
    subject = str(bad.header.id)
    after = desk.write_raw("visit.voided", b"{}", subject=subject)
    desk.push()
    return desk, subject, str(after.header.id)


def test_each_op_is_listed_with_its_reason_in_words(program: ProvinceProgram) -> None:
    with program.serving():
        _, bad, held = _with_two_aside(program)
        listed = {one["op"]: one for one in program.json("quarantine", "list")}
        said = program.run("quarantine").out
        vietnamese = program.run("--lang", "vi", "quarantine").out

    assert set(listed) == {bad, held}
    assert listed[bad]["held_by"] is None
    assert listed[held]["held_by"] == bad
    for one in listed.values():
        assert one["commune"] == "07210"
        assert one["message"].endswith(".")
    assert listed[bad]["message"] in said
    assert f"waits behind {bad}" in said
    assert vietnamese != said


def test_the_documents_have_the_shape_of_the_reference(program: ProvinceProgram) -> None:
    with program.serving():
        _, bad, _ = _with_two_aside(program)
    page = resources.read_text("help/en/province.md")
    for words, more in (("quarantine list", ()), ("quarantine set-aside", (bad,))):
        section = page.split(f"### `mot-cua-province {words}`")[1]
        (block,) = re.findall(r"```json\n(.*?)```", section.split("### ")[0], re.DOTALL)
        shown, answer = json.loads(block), program.json(*words.split(), *more)
        if isinstance(shown, list):
            (shown,), answer = shown, answer[0]
        assert set(answer) == set(shown)


def test_what_is_left_out_is_said_listed_no_more_and_stays_in_the_log(
    program: ProvinceProgram,
) -> None:
    with program.serving():
        desk, bad, _ = _with_two_aside(program)
        retried = program.json("quarantine", "retry", bad)
        left_out = program.run("quarantine", "set-aside", bad)
        again = program.run("quarantine", "set-aside", bad)
        listed = program.json("quarantine")

    assert retried["settled"] == 0
    assert (left_out.code, bad in left_out.out) == (DONE, True)
    assert (again.code, again.out) == (USER, "")
    assert bad not in {one["op"] for one in listed}
    assert program.counts()[desk.id]["ops"] == 3
    assert program.json("verify")["ok"] is True
