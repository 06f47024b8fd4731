"""Cases from the command line: received, advanced, shown and listed."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pypdfium2

from desk_app import parts
from desk_app.core.desk_settings import DeskSettings
from desk_app.services.settings import change_settings
from tests.support.command_line import DONE, USER, CommandLine
from tests.support.desks import FakeClock

AGAIN = "1.004884"  # a birth registered again: 5 working days
WIDOW = "1.010833"  # families of people of merit: a field whose names are covered in lists


def _add(desk: CommandLine, *words: str, name: str = "Lương Thị Ngọc Ánh") -> str:
    document = desk.json("case", "add", "--name", name, "--procedure", AGAIN, *words)
    return str(document["number"])


def test_a_case_is_received_with_its_visit_and_its_due_moment(desk: CommandLine) -> None:
    document = desk.json(
        "case", "add", "--name", "Lương Thị Ngọc Ánh", "--procedure", AGAIN,
        "--phone", "0912345678", "--paper", "Tờ khai:1:0", "--paper", "Giấy tờ kèm theo",
    )  # fmt: skip
    shown = desk.json("case", "show", document["number"])

    assert document["due"] == "2026-10-22T17:00:00.000+07:00"
    assert shown["visits"] == [document["visit"]]
    assert shown["papers"] == [
        {"name": "Tờ khai", "originals": 1},
        {"name": "Giấy tờ kèm theo", "originals": 1},
    ]
    assert len(desk.json("visit", "list")["visits"]) == 1


def test_a_case_that_came_online_has_no_visit(desk: CommandLine) -> None:
    document = desk.json(
        "case", "add", "--organisation", "Công ty An Phát", "--representative", "Trần Văn Bá",
        "--procedure", AGAIN, "--channel", "online",
    )  # fmt: skip

    assert document["visit"] == ""
    assert desk.json("visit", "list")["visits"] == []
    assert desk.json("case", "show", document["id"])["applicant"] == "organisation"


def test_a_case_without_visit_keeps_the_number_and_a_moment_that_was(desk: CommandLine) -> None:
    online = ("case", "add", "--name", "An", "--procedure", AGAIN, "--channel", "online")
    number = desk.json(*online, "--citizen-id", "001087004417")["number"]

    assert desk.json("case", "show", number)["id_last4"] == "4417"
    assert desk(*online, "--citizen-id", "12").code == USER
    for moment in ("01/01/2030 08:00", "31/12/9999 08:00", "01/01/0001 08:00"):
        assert desk(*online, "--at", moment).code == USER
    assert len(desk.json("case", "list")["cases"]) == 1


def test_fields_may_come_from_a_file_and_unknown_ones_are_refused(
    desk: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "case.json"
    fields = {"procedure": AGAIN, "name": "An", "papers": [{"name": "Tờ khai", "copies": 2}]}
    file.write_text(json.dumps(fields), encoding="utf-8")
    document = desk.json("case", "add", "--form", file, "--time", "3wd")

    assert document["due"] == "2026-10-20T17:00:00.000+07:00"
    file.write_text(json.dumps({"ten": "An"}), encoding="utf-8")
    assert desk("case", "add", "--form", file).code == USER


def test_a_supplement_stops_the_clock_and_gives_a_new_due_moment(
    desk: CommandLine, clock: FakeClock
) -> None:
    case = _add(desk)
    clock.go_on(days=1)
    asked = desk.json("case", "step", case, "supplement_requested", "--item", "Giấy xác nhận")
    clock.go_on(days=3)
    came = desk.json("case", "step", case, "supplemented")

    assert (asked["status"], asked["held"]) == ("waiting", True)
    # Received on Thursday the 15th; the 16th to the 19th are held; 20, 21, 22, 23 and 26 count.
    assert (came["status"], came["due"][:10]) == ("checked", "2026-10-26")
    explained = desk.json("due", "--case", case)
    assert (explained["due"], explained["warnings"]) == ("2026-10-26T17:00:00+07:00", [])
    assert [step["kind"] for step in explained["steps"]].count("waiting") == 2


def test_an_extension_is_told_and_its_date_holds(desk: CommandLine, clock: FakeClock) -> None:
    case = _add(desk)
    clock.go_on(days=6)
    done = desk.json(
        "case", "step", case, "extended", "--due", "30/10/2026 17:00", "--reason", "chờ xác minh"
    )
    explained = desk.json("due", "--case", case)

    assert done["due"] == explained["promised"].replace("+07:00", ".000+07:00")
    assert explained["due"] == "2026-10-30T17:00:00+07:00"
    assert [step["kind"] for step in explained["steps"]][-2:] == ["extended", "promised"]


def test_an_illegal_step_is_refused_and_a_wrong_one_taken_back(desk: CommandLine) -> None:
    case = _add(desk)

    assert desk("case", "step", case, "handed_over").code == USER
    assert desk.json("case", "step", case, "ready")["status"] == "ready"
    assert desk.json("case", "step", case, "take_back", "--reason", "nhầm")["status"] == "received"
    assert desk("case", "step", case, "void").code == USER
    assert desk("case", "step", case, "void", "--reason", "nhầm").code == DONE
    assert desk("case", "step", case, "restore", "--reason", "đúng").code == DONE


def test_a_void_case_and_a_second_extension_are_told(desk: CommandLine) -> None:
    case = _add(desk)
    extend = ("case", "step", case, "extended", "--reason", "chờ xác minh", "--due")

    assert "settings here allow" not in desk(*extend, "30/10/2026 17:00").out
    again = desk(*extend, "06/11/2026 17:00", "--choice", "none")
    assert "The settings here allow 1." in again.out
    shown = desk("case", "show", case).out
    assert "  apology and a new date  " in shown
    assert "  a new date  " in shown
    assert "void" in desk("case", "step", case, "void", "--reason", "nhầm").out


def test_a_day_without_cases_says_where_to_look(desk: CommandLine) -> None:
    assert "--list overdue" in desk("case", "list").out
    assert desk("case", "list", "--list", "today").out == "0 cases.\n"


def test_a_case_that_came_online_can_be_erased(desk: CommandLine) -> None:
    case = _add(desk, "--channel", "online", name="Vi Thị Sen")
    desk("case", "step", case, "supplement_requested", "--item", "Giấy của Vi Thị Sen")

    assert desk("case", "erase", case, "--basis", "request").code == DONE
    shown = desk.json("case", "show", case)
    assert (shown["name"], shown["erased"], shown["steps"][0]["items"]) == ("", True, [])
    assert desk("case", "erase", case, "--basis", "request").code == USER
    with closing(desk.connection()) as connection:
        kept = connection.execute("SELECT words FROM visit_search").fetchall()
        assert not any("sen" in words for (words,) in kept)


def test_a_case_given_at_once_was_never_due(desk: CommandLine) -> None:
    words = ("case", "add", "--name", "An", "--procedure", "2.000815", "--at-once")
    number = desk.json(*words)["number"]

    done = desk("due", "--case", number)
    assert (done.code, done.out) == (USER, "")
    assert "no due date" in done.err


def test_a_case_is_found_by_number_counter_and_reference(desk: CommandLine) -> None:
    case = _add(desk, "--reference", "H05.242-261015-0007")

    for text in (case, case.lower(), "1", "000001", "H05.242-261015-0007"):
        assert desk.json("case", "show", text)["number"] == case
    assert desk("case", "show", "2").code == USER


def test_a_reference_that_stands_twice_asks_for_the_number(desk: CommandLine) -> None:
    first = _add(desk, "--reference", "H05.242-261015-0007")
    second = _add(desk, "--reference", "H05.242-261015-0007")

    done = desk("case", "show", "H05.242-261015-0007")

    assert done.code == USER
    assert first in done.err
    assert second in done.err


def test_work_lists_and_days_list_cases_and_cover_sensitive_names(
    desk: CommandLine, clock: FakeClock
) -> None:
    _add(desk, name="Hoàng Văn Quyết")
    desk.json("case", "add", "--name", "Vi Thị Sen", "--procedure", WIDOW, "--time", "1wd")
    clock.go_on(days=1)

    today = desk.json("case", "list", "--list", "today")["cases"]
    every = desk.json("case", "list", "--from", "2026-10-15", "--to", "2026-10-16")["cases"]

    assert [case["name"] for case in today] == ["V••• T••• S•••"]
    assert [case["name"] for case in every] == ["Hoàng Văn Quyết", "V••• T••• S•••"]
    assert "Vi Thị Sen" not in desk("case", "list", "--list", "mine").out
    assert desk("case", "list", "--list", "mine", "--from", "2026-10-15").code == USER


def test_certified_copies_given_at_once_stand_in_no_list_and_have_a_book_number(
    desk: CommandLine,
) -> None:
    words = ("--procedure", "2.000815", "--copies", "3", "--pages", "2", "--at-once")
    document = desk.json("case", "add", "--name", "An", *words)
    shown = desk.json("case", "show", document["id"])

    assert document["due"] is None
    assert (shown["book"], shown["book_number"]) == ("certified_copy", 1)
    assert desk.json("case", "list", "--list", "mine")["cases"] == []


def test_papers_of_cases_are_written_and_counted_only_on_request(
    desk: CommandLine, tmp_path: Path
) -> None:
    first, second = _add(desk), _add(desk, name="Vi Văn Sáu")
    slips = tmp_path / "slips.pdf"

    written = desk.json("print", "slip", first, second, "-o", slips)
    counted = desk.json("print", "slip", first, second, "-o", slips, "--count", "--force")
    again = desk.json("print", "slip", first, "-o", slips, "--count", "--force")

    assert slips.read_bytes().startswith(b"%PDF")
    assert [paper.get("copy") for paper in written["papers"]] == [None, None]
    assert [paper["copy"] for paper in counted["papers"]] == [1, 1]
    assert again["papers"][0]["copy"] == 2
    assert desk("print", "slip", first, "-o", slips).code == USER


def test_slips_stand_on_paper_as_the_desk_is_set(desk: CommandLine, tmp_path: Path) -> None:
    case, slip = _add(desk), tmp_path / "slip.pdf"

    def printed(*words: str, paper: str = "slip") -> tuple[float, str]:
        desk.json("print", paper, case, "-o", slip, "--force", *words)
        with pypdfium2.PdfDocument(slip) as document:
            text = document[0].get_textpage().get_text_range()
            return document[0].get_width(), " ".join(text.split())

    pair, words = printed()
    assert pair > 800, "two copies side by side on A4 lying"
    assert "bản tạm khi hệ thống gián đoạn" in words.lower()
    settings = DeskSettings(slip_size="a4", slip_heading=False, office_phone="0204 3 555 666")
    with parts.open_desk(desk.home) as opened:
        opened.store.writer.run(lambda tx: change_settings(tx, settings))
    single, words = printed()
    assert 590 < single < 600
    assert "bản tạm" not in words.lower()
    assert printed("--size", "a5_pair")[0] == pair
    desk.json("case", "step", case, "supplement_requested", "--item", "Giấy khai sinh")
    assert "0204 3 555 666" in printed(paper="supplement")[1]


def test_a_paper_of_a_step_that_was_never_taken_is_refused(
    desk: CommandLine, tmp_path: Path
) -> None:
    case = _add(desk)

    assert desk("print", "supplement", case, "-o", tmp_path / "s.pdf").code == USER
    desk.json("case", "step", case, "supplement_requested", "--item", "Giấy xác nhận")
    assert desk("print", "supplement", case, "-o", tmp_path / "s.pdf").code == DONE
    assert desk("print", "control", case, "-o", tmp_path / "c.pdf").code == DONE


def test_registers_are_written_as_pdf_and_as_spreadsheet(desk: CommandLine, tmp_path: Path) -> None:
    _add(desk)
    words = ("--procedure", "2.000815", "--copies", "3", "--pages", "2", "--at-once")
    desk.json("case", "add", "--name", "An", *words, "--payment", "cash")

    every = desk.json("print", "register", "-o", tmp_path / "all.pdf", "--count")
    book = ("--register", "certification", "--book", "certified_copy")
    copies = desk.json("print", "register", *book, "-o", tmp_path / "book.xlsx")
    fees = desk.json("print", "register", "--register", "fees", "-o", tmp_path / "fees.pdf")

    assert (every["copy"], copies["rows"], fees["rows"]) == (1, 1, 1)
    assert (tmp_path / "book.xlsx").read_bytes().startswith(b"PK")
    assert desk("print", "register", "-o", tmp_path / "all.txt").code == USER
