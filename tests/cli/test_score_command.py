"""The score from the command line: the contract of its JSON, cuts, declarations, criteria sets."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import resources
from tests.support.command_line import DONE, PROCEDURE, USER, CommandLine
from tests.support.desks import FakeClock

STATUSES = {"computed", "judged", "claimed", "no_evidence", "not_declared", "no_metric"}
PARTS = ("proven", "claimed", "unproven", "lost")


def _add_up(points: dict[str, str]) -> bool:
    assert all(isinstance(points[name], str) for name in (*PARTS, "max"))
    return sum(Decimal(points[name]) for name in PARTS) == Decimal(points["max"])


@pytest.mark.parametrize("criteria", ["bacgiang_2023", "dongnai_2025"])
def test_the_score_is_one_document_as_contracted_and_adds_up(
    month: CommandLine, criteria: str
) -> None:
    sheet = month.json("score", "--month", "2026-10", "--criteria", criteria)

    assert {"set", "set_status", "period", "cut", "total", "pass", "stars", "criteria"} <= set(
        sheet
    )
    assert (sheet["set"], sheet["period"]) == (criteria, "2026-10")
    assert set(sheet["total"]) == {*PARTS, "max"}
    assert _add_up(sheet["total"])
    wanted = {"id", "max", "points", "status", "window", "numerator", "denominator", "unit", "rows"}
    for one in sheet["criteria"]:
        assert wanted <= set(one)
        assert one["status"] in STATUSES
        assert isinstance(one["points"], str)
        assert _add_up(one)
        assert Decimal(one["points"]) + Decimal(one["lost"]) == Decimal(one["max"])


def test_the_answers_to_the_survey_are_proven_from_the_rows_of_the_log(month: CommandLine) -> None:
    sheet = month.json("score", "--month", "2026-10", "--criterion", "5.7")
    (answered,) = sheet["criteria"]

    assert answered["status"] == "computed"
    rows = answered["row_ids"]
    by_metric = {
        name: sum(f"visits.{name}" in row["counts_in"] for row in rows)
        for name in ("answered", "with_service")
    }
    assert by_metric == {
        "answered": answered["numerator"],
        "with_service": answered["denominator"],
    }
    assert answered["rows"] == len(rows)
    counted = [v for v in month.visits() if not v["voided"] and v["purpose"] != "question"]
    assert answered["denominator"] == len(counted)
    assert answered["numerator"] == sum(v["rating"] == "answered" for v in counted)


def test_the_number_of_a_criterion_is_understood_as_one(month: CommandLine) -> None:
    wanted = month.json("score", "--month", "2026-10", "--criterion", "5.7")

    assert month.json("score", "--month", "2026-10", "--criteria", "5.7") == wanted


def test_the_score_at_a_cut_is_the_score_that_was_printed_then(
    month: CommandLine, clock: FakeClock
) -> None:
    then = month.json("score", "--month", "2026-10")
    some = [one["id"] for one in month.visits() if one["name"] and not one["rating"]][:3]
    clock.go_on(minutes=30)
    for _ in range(3):
        month.add()
    assert month("visit", "correct", some[0], "--reason", "nhầm", "--note", "x").code == DONE
    assert month("visit", "void", some[1], "--reason", "trùng").code == DONE
    assert month("visit", "erase", some[2], "--basis", "request").code == DONE
    assert month("assess", "set", "1.1", "2", "--reason", "có đủ").code == DONE

    assert month.json("score", "--month", "2026-10") != then
    assert month.json("score", "--month", "2026-10", "--at", then["cut"]) == then
    assert month("score", "--month", "2026-10", "--at", then["cut"]).code == DONE


def test_the_score_at_the_present_cut_is_the_score_of_now(month: CommandLine) -> None:
    now = month.json("score", "--month", "2026-10")

    assert month.json("score", "--month", "2026-10", "--at", now["cut"]) == now


def test_a_claim_in_a_cut_is_the_one_of_that_moment(desk: CommandLine) -> None:
    desk("assess", "set", "1.1", "1", "--reason", "lần một")
    first = desk.json("score", "--month", "2026-10")
    desk("assess", "set", "1.1", "2", "--reason", "lần hai")
    second = desk.json("score", "--month", "2026-10")
    desk("assess", "set", "1.1", "-", "--reason", "rút lại")
    third = desk.json("score", "--month", "2026-10")

    def unproven(sheet: dict[str, Any]) -> str:
        return str(sheet["total"]["unproven"])

    assert [unproven(sheet) for sheet in (first, second, third)] == ["1", "2", "0"]
    for sheet in (first, second, third):
        assert desk.json("score", "--month", "2026-10", "--at", sheet["cut"]) == sheet


def test_a_cut_of_another_desk_and_a_text_that_is_none_are_told_apart(
    month: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = CommandLine(tmp_path / "other", capsys)
    other.init()
    cut = other.json("score")["cut"]
    own = month.json("score", "--month", "2026-10")["cut"]
    wrong_hash = own[:-1] + ("0" if own[-1] != "0" else "1")

    foreign = month("score", "--at", cut)
    garbage = [month("score", "--at", text) for text in ("garbage", "", ",", own + "x", own[:-1])]

    assert foreign.code == USER
    assert cut.rsplit(".", 1)[0] in foreign.err
    assert month("score", "--at", wrong_hash).code == USER
    assert {(done.code, done.out) for done in garbage} == {(USER, "")}
    assert all("cut" in done.err for done in garbage)


@pytest.mark.parametrize("month_text", ["2026-13", "2026", "10/2026/1", "x", "", "0000-00"])
def test_a_month_that_is_none_is_refused(desk: CommandLine, month_text: str) -> None:
    done = desk("score", "--month", month_text)

    assert (done.code, done.out) == (USER, "")
    assert "2026-10" in done.err


def test_an_unknown_criteria_set_or_criterion_is_refused_by_name(desk: CommandLine) -> None:
    unknown_set = desk("score", "--criteria", "hanoi_1999")
    unknown_criterion = desk("score", "--criterion", "9.9")

    assert (unknown_set.code, unknown_criterion.code) == (USER, USER)
    assert "hanoi_1999" in unknown_set.err
    assert "bacgiang_2023" in unknown_set.err
    assert "9.9" in unknown_criterion.err
    for name in ("../criteria/bacgiang_2023", "", "bacgiang_2023.toml"):
        assert desk("score", "--criteria", name).code == USER


def test_months_before_and_after_all_work_have_a_score_too(month: CommandLine) -> None:
    for when in ("2015-01", "2026-01", "2026-12", "2050-06"):
        assert _add_up(month.json("score", "--month", when)["total"])


def test_the_words_of_the_score_name_the_model_and_never_show_a_percentage_alone(
    month: CommandLine,
) -> None:
    month.language = "vi"
    done = month("score", "--month", "2026-10")

    assert "BỘ TIÊU CHÍ MẪU" in done.out
    assert "10/2026" in done.out
    assert done.out.count("\n") == 43 + 3


def test_a_declaration_is_kept_with_its_reason_and_can_be_taken_back(desk: CommandLine) -> None:
    def status() -> tuple[str, str]:
        (one,) = desk.json("score", "--criterion", "1.1")["criteria"]
        return one["status"], one["points"]

    assert status() == ("not_declared", "0")
    assert desk("assess", "set", "1.1", "1,5", "--reason", "có quyết định").code == DONE
    assert status() == ("no_evidence", "1.5")
    assert desk("assess", "set", "1.1", "1.25", "--reason", "xem lại").code == DONE
    assert status() == ("no_evidence", "1.25")
    assert desk("assess", "set", "1.1", "-", "--reason", "rút").code == DONE
    assert status() == ("not_declared", "0")


@pytest.mark.parametrize(
    ("criterion", "points", "reason"),
    [
        ("9.9", "1", "r"), ("1.1", "2.01", "r"), ("1.1", "-1", "r"), ("1.1", "NaN", "r"),
        ("1.1", "1e0", "r"), ("1.1", "0.333", "r"), ("1.1", "một", "r"), ("1.1", "1", " "),
        ("1.1", "1", "x" * 2001), ("9.9", "-", "r"),
    ],
)  # fmt: skip
def test_a_declaration_that_cannot_be_is_refused_and_not_kept(
    desk: CommandLine, criterion: str, points: str, reason: str
) -> None:
    before = desk.json("verify", "log")["heads"]

    done = desk("assess", "set", criterion, points, "--reason", reason)

    assert (done.code, done.out) == (USER, "")
    assert desk.json("verify", "log")["heads"] == before


def test_a_declaration_counts_in_its_own_year_and_set_only(desk: CommandLine) -> None:
    assert desk("assess", "set", "1.1", "1", "--reason", "r", "--period", "2025").code == DONE

    assert desk.json("score", "--month", "2026-10")["total"]["unproven"] == "0"
    assert desk.json("score", "--month", "2025-12")["total"]["unproven"] == "1"
    other = desk.json("score", "--month", "2025-12", "--criteria", "dongnai_2025")
    assert Decimal(other["total"]["unproven"]) == 0


def test_a_shipped_criteria_set_is_well_formed_and_a_wrong_one_is_told_line_by_line(
    mot_cua: CommandLine, tmp_path: Path
) -> None:
    text = resources.read_text("criteria/bacgiang_2023.toml")
    good, bad, picture = tmp_path / "good.toml", tmp_path / "bad.toml", tmp_path / "p.png"
    good.write_text(text, encoding="utf-8-sig")
    bad.write_text(text.replace("max = ", "maximum = ", 1), encoding="utf-8")
    picture.write_bytes(b"\x89PNG\xff\xfe\x00")

    assert mot_cua("criteria", "check", good).code == DONE
    wrong = mot_cua("criteria", "check", bad)
    assert wrong.code == USER
    assert "maximum" in wrong.out
    for file in (picture, tmp_path / "absent.toml", tmp_path):
        done = mot_cua("criteria", "check", file)
        assert (done.code, done.out) == (USER, "")
        assert str(file) in done.err


def test_only_questions_leave_the_share_of_answers_without_a_base(desk: CommandLine) -> None:
    desk("visit", "add", "--purpose", "question")
    (one,) = desk.json("score", "--month", "2026-10", "--criterion", "5.7")["criteria"]

    assert (one["numerator"], one["denominator"]) == (0, 0)
    desk("visit", "add", "--name", "An", "--procedure", PROCEDURE)
    (one,) = desk.json("score", "--month", "2026-10", "--criterion", "5.7")["criteria"]
    assert (one["numerator"], one["denominator"]) == (0, 1)
