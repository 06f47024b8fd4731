"""Logging, correcting, voiding, erasing, listing and finding visits from the command line."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from tests.support.command_line import (
    DONE,
    OTHER_PROCEDURE,
    PROCEDURE,
    USER,
    CommandLine,
)
from tests.support.desks import FakeClock

LISTED = {
    "id", "at", "recorded", "officer", "purpose", "procedures", "outcome", "flags", "applicant",
    "reference", "late", "name", "organisation", "phone", "address", "id_last4", "note",
    "on_behalf_of", "full_id", "late_note", "voided", "corrected", "erased", "rating", "conflicts",
}  # fmt: skip


def test_a_visit_is_logged_with_everything_that_was_given(desk: CommandLine) -> None:
    identity = desk.add(
        "--procedure", OTHER_PROCEDURE, "--citizen-id", "024190001234", "--phone", "0912345678",
        "--address", "Tổ dân phố Hoà An", "--outcome", "done", "--flag", "elderly",
        "--flag", "proxy", "--on-behalf-of", "Nguyễn Văn Bảy", "--note", "chờ con ký",
        "--reference", "h55.242-250715-0003",
        name="Nguyễn Thị Hoà",
    )  # fmt: skip

    visit = desk.visit(identity)

    assert set(visit) == LISTED
    assert visit["procedures"] == [PROCEDURE, OTHER_PROCEDURE]
    assert visit["flags"] == ["proxy", "elderly"]
    assert visit["on_behalf_of"] == "Nguyễn Văn Bảy"
    assert visit["full_id"] is False
    assert (visit["name"], visit["id_last4"], visit["phone"]) == (
        "Nguyễn Thị Hoà", "1234", "0912345678",
    )  # fmt: skip
    assert (visit["outcome"], visit["reference"]) == ("done", "H55.242-250715-0003")
    assert visit["at"] == "2026-10-15T08:00:00.000+07:00"


def test_a_question_needs_neither_name_nor_procedure(desk: CommandLine) -> None:
    assert desk("visit", "add", "--purpose", "question").code == DONE
    assert desk.visits()[0]["purpose"] == "question"


def test_a_late_entry_needs_its_reason_and_keeps_both_times(desk: CommandLine) -> None:
    words = ("visit", "add", "--purpose", "question", "--at", "14/10/2026 09:30")

    refused = desk(*words)
    logged = desk(*words, "--late-reason", "power", "--late-note", "mất điện cả ngày")

    assert refused.code == USER
    assert "late" in refused.err
    assert logged.code == DONE
    (visit,) = desk.visits()
    assert (visit["at"][:16], visit["recorded"][:16]) == ("2026-10-14T09:30", "2026-10-15T08:00")
    assert (visit["late"], visit["late_note"]) == ("power", "mất điện cả ngày")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name"),
        (("--name", "An"), "procedure"),
        (("--name", "An", "--procedure", "9.999999"), "9.999999"),
        (("--name", "An", "--procedure", PROCEDURE, "--citizen-id", "0241900012"), "12 digits"),
        (("--name", "An", "--procedure", PROCEDURE, "--phone", "abc"), "digits"),
        (("--name", "An", "--procedure", PROCEDURE, "--at", "31/02/2026"), "31/02/2026"),
        (("--name", "An", "--procedure", PROCEDURE, "--at", "2030-01-01"), "2030-01-01"),
        (("--name", "x" * 121, "--procedure", PROCEDURE), "120"),
        (("--name", "An", "--procedure", PROCEDURE, "--flag", "old"), "old"),
    ],
)
def test_a_visit_with_a_mistake_is_refused_in_words_and_nothing_is_logged(
    desk: CommandLine, words: tuple[str, ...], said: str
) -> None:
    before = desk.json("verify", "log")["heads"]

    done = desk("visit", "add", *words)

    assert (done.code, done.out) == (USER, "")
    assert said in done.err
    assert desk.json("verify", "log")["heads"] == before


def test_every_mistake_of_a_visit_is_said_at_once(desk: CommandLine) -> None:
    done = desk("visit", "add", "--citizen-id", "1", "--phone", "x", "--at", "someday")

    assert len(done.err.splitlines()) >= 5


def test_hostile_words_are_kept_as_words(desk: CommandLine) -> None:
    names = [
        "'; DROP TABLE op; --",
        "{have}",
        "%s",
        "=1+1",
        "-",
        unicodedata.normalize("NFD", "Nguyễn"),
        "<b>An</b>",
    ]
    for name in names:
        desk.json("visit", "add", f"--name={name}", "--procedure", PROCEDURE)

    kept = [visit["name"] for visit in desk.visits()]
    assert kept == [*names[:5], "Nguyễn", names[6]]
    assert desk.json("verify", "log")["ok"] is True
    assert desk("visit", "add", "--name=--", "--procedure", PROCEDURE).code in (DONE, USER)


CHANGES = {
    "name": (("--name", "Trần Thị Bích"), "Trần Thị Bích"),
    "procedures": (("--procedure", OTHER_PROCEDURE), [OTHER_PROCEDURE]),
    "phone": (("--phone", "0987654321"), "0987654321"),
    "address": (("--address", "Thôn Đoài"), "Thôn Đoài"),
    "outcome": (("--outcome", "refused"), "refused"),
    "flags": (("--flag", "priority"), ["priority"]),
    "note": (("--note", ""), ""),
    "at": (("--at", "15/10/2026 07:15"), "2026-10-15T07:15:00.000+07:00"),
    "reference": (("--reference", "H55.242-261015-0001"), "H55.242-261015-0001"),
    "id_last4": (("--citizen-id", "024190005678"), "5678"),
}


@pytest.mark.parametrize("field", CHANGES)
def test_a_correction_changes_only_the_named_field(
    desk: CommandLine, field: str, clock: FakeClock
) -> None:
    identity = desk.add(
        "--citizen-id", "024190001234", "--phone", "0912345678", "--address", "Thôn Đông",
        "--flag", "elderly", "--note", "ghi chú", "--reference", "H55.242-250715-0003",
    )  # fmt: skip
    before = desk.visit(identity)
    clock.go_on(minutes=20)
    words, value = CHANGES[field]

    done = desk("visit", "correct", identity, "--reason", "gõ nhầm", *words)

    assert done.code == DONE, done
    after = desk.visit(identity)
    assert after[field] == value
    assert {name for name in after if after[name] != before[name]} == {field, "corrected"}


def test_flags_can_be_taken_away_and_only_when_that_is_said(desk: CommandLine) -> None:
    identity = desk.add("--flag", "elderly", "--flag", "proxy")

    desk("visit", "correct", identity, "--reason", "nhầm", "--note", "x")
    assert desk.visit(identity)["flags"] == ["proxy", "elderly"]
    assert desk("visit", "correct", identity, "--reason", "nhầm", "--no-flags").code == DONE
    assert desk.visit(identity)["flags"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--reason", " ", "--note", "x"), "reason"),
        (("--reason", "nhầm"), "differs"),
        (("--reason", "nhầm", "--name", ""), "name"),
        (("--reason", "nhầm", "--procedure", "1.2"), "1.2"),
    ],
)
def test_a_correction_that_cannot_be_made_changes_nothing(
    desk: CommandLine, words: tuple[str, ...], said: str
) -> None:
    identity = desk.add()
    before = desk.visit(identity), desk.json("verify", "log")["heads"]

    done = desk("visit", "correct", identity, *words)

    assert done.code == USER
    assert said in done.err
    assert (desk.visit(identity), desk.json("verify", "log")["heads"]) == before


@pytest.mark.parametrize("verb", ["correct", "void", "erase"])
def test_a_visit_that_nobody_logged_is_named_in_the_answer(desk: CommandLine, verb: str) -> None:
    words = ("--basis", "request") if verb == "erase" else ("--reason", "nhầm")

    done = desk("visit", verb, "nothing", *words)

    assert done.code == USER
    assert "nothing" in done.err


def test_a_voided_visit_stays_in_the_list_and_counts_no_more(desk: CommandLine) -> None:
    kept, voided = desk.add(), desk.add(name="Lê Văn Tám")

    assert desk("visit", "void", voided, "--reason", "ghi trùng").code == DONE
    again = desk("visit", "void", voided, "--reason", "ghi trùng")
    listed = desk("visit", "list")

    assert desk.visit(voided)["voided"] is True
    assert (again.code, again.out) == (USER, "")
    assert listed.out.count("(voided)") == 1
    assert listed.out.splitlines()[-1].startswith("1 visits: 1 with")
    criterion = desk.json("score", "--month", "2026-10", "--criterion", "5.7")["criteria"][0]
    assert [row["id"] for row in criterion["row_ids"]] == [kept]


def test_an_erased_person_is_found_nowhere_and_rebuild_is_identical(desk: CommandLine) -> None:
    identity = desk.add(
        "--citizen-id", "024190001234", "--phone", "0912345678", name="Đặng Thị Quỳnh"
    )
    other = desk.add(name="Phạm Văn Nam")
    score = desk.json("score", "--month", "2026-10")["total"]

    assert desk("visit", "erase", identity, "--basis", "request", "--reason", "đơn").code == DONE

    for words in ("quynh", "Đặng", "001234", "1234", "0912345678"):
        hits = desk.json("search", words)["hits"]
        assert identity not in [hit["id"] for hit in hits], words
    visit = desk.visit(identity)
    assert (visit["name"], visit["phone"], visit["id_last4"]) == ("", "", "")
    assert visit["procedures"] == [PROCEDURE]
    assert desk.json("search", "pham nam")["hits"][0]["id"] == other
    assert desk.json("rebuild") == {"identical": True, "ops": 7, "differing": []}
    assert desk.json("verify", "log")["ok"] is True
    assert desk.json("score", "--month", "2026-10")["total"] == score
    assert desk("visit", "erase", identity, "--basis", "request").code == USER


def test_the_list_shows_the_days_that_were_asked_for(desk: CommandLine, clock: FakeClock) -> None:
    first = desk.add()
    clock.go_on(days=1)
    second = desk.add()
    clock.go_on(days=1)
    third = desk.add()

    def listed(*words: str) -> list[str]:
        return [visit["id"] for visit in desk.json("visit", "list", *words)["visits"]]

    assert listed() == [third]
    assert listed("--day", "15/10/2026") == [first]
    assert listed("--from", "2026-10-16") == [second, third]
    assert listed("--to", "2026-10-16") == [first, second]
    assert listed("--from", "2026-10-15", "--to", "2026-10-16") == [first, second]
    for words in (("--from", "2026-10-16", "--to", "2026-10-15"), ("--day", "31/02/2026"),
                  ("--day", "2026-10-15", "--to", "2026-10-16"), ("--from", "x")):  # fmt: skip
        assert desk("visit", "list", *words).code == USER, words


def test_search_answers_as_contracted_visits_first_newest_first(
    desk: CommandLine, clock: FakeClock
) -> None:
    older = desk.add(name="Nguyễn Thị Hoà")
    clock.go_on(minutes=5)
    newer = desk.add(name="Trần Văn Hòa")

    found = desk.json("search", "hoa")

    assert set(found) == {"hits", "ms"}
    assert isinstance(found["ms"], float)
    assert all(set(hit) == {"kind", "id", "title", "when"} for hit in found["hits"])
    visits = [hit for hit in found["hits"] if hit["kind"] == "visit"]
    assert [hit["id"] for hit in visits] == [newer, older]
    assert visits[1]["when"] == "2026-10-15T08:00:00+07:00"
    assert visits[1]["title"].startswith("Nguyễn Thị Hoà")


def test_search_finds_procedures_by_words_without_accents(desk: CommandLine) -> None:
    hits = desk.json("search", "chung", "thuc", "ban", "sao")["hits"]

    assert (hits[0]["kind"], hits[0]["id"], hits[0]["when"]) == ("procedure", PROCEDURE, "")


@pytest.mark.parametrize(
    "words", ["", " ", '"', "a*", "NEAR(", "x AND", "đ", "--", "😀", "'", "(", "a:b"]
)
def test_search_takes_any_words(desk: CommandLine, words: str) -> None:
    desk.add(name="Đỗ Đức Đạt")

    done = desk("search", "--json", "--", words)

    assert (done.code, done.err) == (DONE, "")
    assert isinstance(json.loads(done.out)["hits"], list)


def test_search_gives_no_more_than_was_asked_for(desk: CommandLine) -> None:
    for _ in range(3):
        desk.add(name="Vũ Thị Lan")

    assert len(desk.json("search", "vu thi lan", "--limit", "2")["hits"]) == 2
    assert desk("search", "lan", "--limit", "0").code == USER


def test_a_form_from_a_file_keeps_personal_data_off_the_command_line(
    desk: CommandLine, tmp_path: Path
) -> None:
    form = tmp_path / "visit.json"
    form.write_text(
        '{"name": "Nguyễn Thị Hoà", "procedures": ["2.000815"], "flags": ["elderly"]}',
        encoding="utf-8",
    )

    assert desk("visit", "add", "--form", form, "--outcome", "done").code == 0

    (visit,) = desk.visits()
    assert (visit["name"], visit["flags"], visit["outcome"]) == (
        "Nguyễn Thị Hoà",
        ["elderly"],
        "done",
    )


@pytest.mark.parametrize(
    "document", ["", "[]", '{"nam": "Hoà"}', '{"name": 5}', '{"name": ["Hoà"]}', '{"name": "Hoà']
)
def test_a_form_that_is_none_is_refused_and_nothing_is_logged(
    desk: CommandLine, tmp_path: Path, document: str
) -> None:
    form = tmp_path / "visit.json"
    form.write_text(document, encoding="utf-8")

    assert desk("visit", "add", "--form", form).code == 1

    assert desk.visits() == []
