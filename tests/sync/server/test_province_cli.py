"""The province's console: each command, what it prints, and how it ends."""

from __future__ import annotations

import json
import random
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import resources
from desk_app.core.clock import from_local
from sync.protocol import enrolment
from sync.protocol.packages import unpack_package
from sync.protocol.six_words import words_of
from sync.server.home import KEYS_FILE
from sync.server.parts import six_words
from tests.support.acts import log_visit
from tests.support.command_line import contents
from tests.support.province_process import (
    DONE,
    ENVIRONMENT,
    USER,
    FarDesk,
    ProvinceProgram,
)


def _one_sentence(words: str) -> bool:
    return words.count("\n") == 1 and words.strip().endswith(".")


def test_init_makes_a_home_once_and_says_so(tmp_path: Path) -> None:
    program = ProvinceProgram(tmp_path / "a" / "home")
    made = program.run("init")
    before = contents(program.home)
    again = program.run("init")
    quietly = program.run("init", "--if-none")

    assert (made.code, made.err) == (DONE, "")
    assert str(program.home) in made.out
    assert (again.code, again.out) == (USER, "")
    assert _one_sentence(again.err)
    assert quietly.code == DONE
    assert contents(program.home) == before
    assert set(before) >= {KEYS_FILE, "province.db"}


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "postgresql://secret:word@x", "nonsense", "http://["]
)
def test_an_address_of_a_database_that_is_none_is_refused_and_not_repeated(
    tmp_path: Path, url: str
) -> None:
    program = ProvinceProgram(tmp_path / "home", url)
    done = program.run("init")

    assert (done.code, done.out) == (USER, "")
    assert _one_sentence(done.err)
    assert "secret" not in done.err
    assert not program.home.exists()


def test_a_database_that_is_not_there_leaves_no_home_behind(tmp_path: Path) -> None:
    program = ProvinceProgram(tmp_path / "home", f"postgresql://someone:word@/x?host={tmp_path}")
    done = program.run("init")

    assert (done.code, done.out) == (ENVIRONMENT, "")
    assert _one_sentence(done.err)
    assert "word" not in done.err
    assert not program.home.exists()


def test_a_home_made_on_sqlite_is_not_served_from_postgresql(embedded: ProvinceProgram) -> None:
    done = embedded.run("counts", "--json", DATABASE_URL="postgresql://x@/y")

    assert (done.code, done.out) == (USER, "")
    assert "DATABASE_URL" in done.err


@pytest.mark.parametrize(
    "words",
    [("serve", "--port", "0"), ("desk", "list"), ("desk", "add", "--commune", "07210"),
     ("counts", "--json"), ("verify", "--json"), ("quarantine",), ("reproject",)],
)  # fmt: skip
def test_every_command_says_when_there_is_no_province(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    program = ProvinceProgram(tmp_path / "home")
    done = program.run(*words)

    assert (done.code, done.out) == (USER, "")
    assert _one_sentence(done.err)
    assert "init" in done.err
    assert not program.home.exists()


def test_keys_that_others_can_read_are_refused_until_they_are_closed(
    embedded: ProvinceProgram,
) -> None:
    file = embedded.home / KEYS_FILE
    for mode in (0o644, 0o640, 0o604):
        file.chmod(mode)
        done = embedded.run("serve", "--port", "0")
        assert (done.code, done.out) == (USER, "")
        assert f"chmod 600 {file}" in done.err
    file.chmod(0o600)
    with embedded.serving():
        assert embedded.get("/healthz").status == 200


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff" * 100, b'{"format":2}'])
def test_keys_that_are_damaged_are_told_and_left_as_they_are(
    embedded: ProvinceProgram, damage: bytes
) -> None:
    file = embedded.home / KEYS_FILE
    whole = file.read_bytes()
    for content in (damage, whole[:-20], whole.replace(b"AGE-SECRET", b"AGE-SECRED")):
        file.write_bytes(content)
        done = embedded.run("counts")
        assert (done.code, done.out) == (ENVIRONMENT, "")
        assert "Traceback" not in done.err
        assert file.read_bytes() == content


def test_a_code_is_given_out_for_a_commune_of_our_records(embedded: ProvinceProgram) -> None:
    document = embedded.json("desk", "add", "--commune", "07210")
    said = embedded.run("desk", "add", "--commune", "07210")
    stored = b"".join(contents(embedded.home).values())

    assert set(document) == {"code", "expires"}
    code = enrolment.read_code(document["code"])
    assert code is not None
    assert document["expires"].endswith("+07:00")
    assert said.code == DONE
    assert document["code"] not in said.out
    # The province can recognise a code, and nobody can read one out of its files.
    assert code.encode() not in stored
    assert document["code"].encode() not in stored


@pytest.mark.parametrize("commune", ["99999", "0721", "072100", "abcde", "24", ""])
def test_a_commune_that_is_none_gets_no_code(embedded: ProvinceProgram, commune: str) -> None:
    done = embedded.run("desk", "add", "--commune", commune, "--json")

    assert (done.code, done.out) == (USER, "")
    assert _one_sentence(done.err)


def test_the_desks_are_listed_with_the_words_that_stand_on_their_screens(
    program: ProvinceProgram,
) -> None:
    empty = program.run("desk", "list")
    with program.serving():
        code = program.code()
        desk = program.desk(1)
        body, _ = desk.enrol_request(code)
        answer = desk.post(enrolment.PATH, body)
        desk.hello()
    (listed,) = program.json("desk", "list")
    said = program.run("desk", "list").out

    words = words_of(enrolment.transcript(body, answer.body), six_words())
    assert empty.out.count("\n") == 1
    assert listed["desk"] == desk.id
    assert (listed["commune"], listed["state"], listed["app"]) == ("07210", "active", "0.4.0")
    assert listed["words"] == list(words)
    assert desk.id in said
    assert " · ".join(words) in said


def test_a_revoked_desk_is_held_until_it_is_taken_back(program: ProvinceProgram) -> None:
    with program.serving():
        desk = program.desk(1)
        desk.push()
        program.json("desk", "revoke", desk.id)
        _visits(desk, 2)
        assert desk.push().held
        assert desk.get("/sync/v1/pull", {"cursor": ""}).status == 403
        (revoked,) = program.json("desk", "list")
        held = program.counts()[desk.id]
        program.json("desk", "restore", desk.id)
        counted = program.counts()[desk.id]

    assert revoked["state"] == "revoked"
    assert (held["ops"], held["visits"]) == (1, 0) or (held["ops"], held["visits"]) == (3, 0)
    assert (counted["ops"], counted["visits"]) == (3, 2)


@pytest.mark.parametrize("deed", ["revoke", "restore"])
def test_a_desk_that_nobody_knows_cannot_be_revoked(embedded: ProvinceProgram, deed: str) -> None:
    for desk in ("0123456789ABCDEF", "", "'; --", "x" * 1000):
        done = embedded.run("desk", deed, desk)
        assert (done.code, done.out) == (USER, "")
        assert _one_sentence(done.err)


def test_a_desk_without_a_line_is_enrolled_by_file(
    program: ProvinceProgram, tmp_path: Path
) -> None:
    with program.serving():
        desk = program.desk(1)
    request = tmp_path / "request"
    body, key = desk.enrol_request(program.code())
    request.write_bytes(body)

    document = program.json("desk", "enrol", request)
    said = program.run("desk", "enrol", request, "-o", tmp_path / "there")

    answer = Path(document["file"]).read_bytes()
    assert document["file"] == f"{request}.answer"
    assert enrolment.unpack_answer(answer, body, key) is not None
    assert document["words"] == list(words_of(enrolment.transcript(body, answer), six_words()))
    assert said.code == DONE
    assert (tmp_path / "there").read_bytes() == answer
    assert " · ".join(document["words"]) in said.out
    taken = program.run("desk", "enrol", request, "-o", request)
    assert (taken.code, taken.out) == (USER, "")
    assert request.read_bytes() == body


@pytest.mark.parametrize("content", [b"", b"x", b"\xff" * 500, b"{}\n{}\n"])
def test_a_file_that_is_no_request_is_refused(
    embedded: ProvinceProgram, tmp_path: Path, content: bytes
) -> None:
    request = tmp_path / "request"
    request.write_bytes(content)
    done = embedded.run("desk", "enrol", request)

    assert (done.code, done.out) == (USER, "")
    assert _one_sentence(done.err)
    assert [file.name for file in tmp_path.iterdir() if "answer" in file.name] == []


def test_a_request_with_a_wrong_code_is_refused_by_file_too(
    embedded: ProvinceProgram, tmp_path: Path
) -> None:
    with embedded.serving():
        desk = embedded.desk(1)
    request = tmp_path / "request"
    request.write_bytes(desk.enrol_request("0000000000")[0])
    done = embedded.run("desk", "enrol", request)

    assert (done.code, done.out) == (USER, "")
    assert not (tmp_path / "request.answer").exists()


def test_a_package_is_signed_and_offered_to_the_desks(
    program: ProvinceProgram, tmp_path: Path
) -> None:
    file = tmp_path / "lịch-2027.toml"
    file.write_text(resources.read_text("calendars/vn.toml"), encoding="utf-8")
    words = ("publish", file, "--kind", "calendar", "--from", "2026-12-01")
    document = program.json(*words)
    again = program.json(*words)
    with program.serving():
        desk = program.desk(1)
        packages = desk.hello().packages
        got = desk.get(f"/sync/v1/package/{document['sha256']}")

    assert document["name"] == "calendar"
    assert again == document
    (offered,) = packages
    assert (offered.sha256, offered.kind, offered.valid_from) == (
        document["sha256"], "calendar", "2026-12-01",
    )  # fmt: skip
    found = unpack_package(got.body, program.keys.public)
    assert found is not None
    assert found[1] == file.read_bytes()


@pytest.mark.parametrize(
    ("day", "kind"), [("2026-13-01", "forms"), ("tomorrow", "forms"), ("2026-12-01", "songs")]
)
def test_a_package_needs_a_day_and_a_kind_that_exist(
    embedded: ProvinceProgram, tmp_path: Path, day: str, kind: str
) -> None:
    (tmp_path / "f").write_bytes(b"x")
    done = embedded.run("publish", tmp_path / "f", "--kind", kind, "--from", day)

    assert (done.code, done.out) == (USER, "")
    assert "Traceback" not in done.err


def test_an_empty_or_absent_file_is_not_published(
    embedded: ProvinceProgram, tmp_path: Path
) -> None:
    (tmp_path / "empty").touch()
    for name in ("empty", "absent", "."):
        done = embedded.run(
            "publish", tmp_path / name, "--kind", "forms", "--from", "2026-12-01", "--json"
        )
        assert (done.code, done.out) == (USER, "")
        assert _one_sentence(done.err)


def test_a_whole_store_verifies_and_a_harmed_one_does_not(embedded: ProvinceProgram) -> None:
    with embedded.serving():
        desk = embedded.desk(1)
        _visits(desk, 3)
        desk.push()
    good = embedded.json("verify")
    said = embedded.run("verify")
    with sqlite3.connect(embedded.home / "province.db") as connection:
        connection.execute("UPDATE op SET facts = CAST('{}' AS BLOB) WHERE seq = 2")
    connection.close()
    bad = embedded.run("verify", "--json")

    assert good == {"ok": True, "ops": 4, "desks": 1, "problems": []}
    assert said.code == DONE
    assert bad.code == ENVIRONMENT
    document = json.loads(bad.out)
    assert document["ok"] is False
    assert document["problems"][0]["code"] == "log.hash"
    assert all(problem["message"] != problem["code"] for problem in document["problems"])


def test_tables_that_were_harmed_are_rebuilt_from_the_log(embedded: ProvinceProgram) -> None:
    with embedded.serving():
        desk = embedded.desk(1)
        _visits(desk, 3)
        desk.push()
    with sqlite3.connect(embedded.home / "province.db") as connection:
        connection.execute("DELETE FROM state WHERE family = 'visit'")
    connection.close()
    harmed = embedded.run("verify", "--json")
    rebuilt = embedded.json("reproject")
    again = embedded.json("reproject")

    assert harmed.code == ENVIRONMENT
    assert (rebuilt["subjects"], rebuilt["changed"]) == (4, 3)
    assert again["changed"] == 0
    assert embedded.json("verify")["ok"] is True
    assert embedded.counts()[desk.id]["visits"] == 3


def test_an_empty_quarantine_is_said_and_an_op_in_none_cannot_be_settled(
    embedded: ProvinceProgram,
) -> None:
    said = embedded.run("quarantine")
    listed = embedded.json("quarantine", "list")
    retried = embedded.json("quarantine", "retry")
    for deed in ("retry", "set-aside"):
        done = embedded.run("quarantine", deed, "0123456789ABCDEF.0.1")
        assert (done.code, done.out) == (USER, "")
        assert _one_sentence(done.err)

    assert said.out.count("\n") == 1
    assert listed == []
    assert embedded.json("quarantine") == []
    assert retried == {"settled": 0, "waiting": 0}


def test_the_expiry_of_a_code_is_three_days_from_now(embedded: ProvinceProgram) -> None:
    expires = datetime.fromisoformat(embedded.json("desk", "add", "--commune", "07210")["expires"])

    away = from_local(expires) - from_local(datetime.now(expires.tzinfo))
    assert timedelta(hours=71) < timedelta(milliseconds=away) <= timedelta(hours=72)


def _visits(desk: FarDesk, count: int) -> None:
    rnd = random.Random(1)
    for _ in range(count):
        log_visit(desk.sim, rnd)
