"""The province's export from the command line: taken in, compared, taken over, given back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from tests.support.command_line import DONE, USER, CommandLine
from tests.support.province import as_csv, dossiers, vnpt_like

DAY = datetime(2026, 10, 14, 7, 35)


def test_a_dry_run_says_what_would_come_and_writes_nothing(
    desk: CommandLine, tmp_path: Path
) -> None:
    file = vnpt_like(tmp_path / "tinh.xlsx", dossiers(8, DAY))
    before = desk.json("verify", "log")

    report = desk.json("import", "cases", file, "--dry-run")

    assert (report["new"], report["cases"], report["errors"]) == (8, 8, [])
    assert report["columns"]["due"] == "appointmentDate"
    assert desk.json("verify", "log") == before


def test_the_same_export_twice_adds_nothing(desk: CommandLine, tmp_path: Path) -> None:
    file = as_csv(tmp_path / "tinh.csv", dossiers(8, DAY))

    first, second = (desk.json("import", "cases", file) for _ in range(2))

    assert (first["cases"], first["visits"]) == (8, 8)
    assert (second["cases"], second["same"]) == (0, 8)


def test_a_kind_of_difference_is_taken_over_and_the_others_stay(
    desk: CommandLine, tmp_path: Path
) -> None:
    day = dossiers(4, DAY)
    desk.json("import", "cases", as_csv(tmp_path / "a.csv", day))
    later = [msgspec.structs.replace(one, name="Lý Thị Ưng", status="Dừng xử lý") for one in day]
    file = as_csv(tmp_path / "b.csv", later)
    before = desk.json("reconcile", file)
    assert before["different"] == 4
    assert {d["kind"] for one in before["differing"] for d in one["differences"]} == {
        "status", "name",
    }  # fmt: skip

    after = desk.json("reconcile", file, "--accept", "status", "--accept", "due")

    assert after["accepted"] >= 3
    assert {d["kind"] for one in after["differing"] for d in one["differences"]} == {"name"}
    assert desk.json("verify", "log")["ok"] is True


def test_whose_matter_covers_the_name_is_covered_in_the_comparison_too(
    desk: CommandLine, tmp_path: Path
) -> None:
    one = dossiers(1, DAY)[0]
    one = msgspec.structs.replace(one, code="1.014027", name="Lý Thị Ưng", status="Đang xử lý")
    desk.json("import", "cases", as_csv(tmp_path / "a.csv", [one]))
    renamed = msgspec.structs.replace(one, name="Vi Văn Quý")

    done = desk("reconcile", as_csv(tmp_path / "b.csv", [renamed]))

    assert "L••• T••• Ư•••" in done.out
    assert "V••• V••• Q•••" in done.out
    assert "Ưng" not in done.out
    assert "Quý" not in done.out


def test_wrong_rows_are_named_and_nothing_is_taken_in(desk: CommandLine, tmp_path: Path) -> None:
    text = "Mã hồ sơ;Tên thủ tục;Ngày tiếp nhận\nH05.24-261014-0001;Đăng ký khai sinh;hôm qua\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")

    done = desk("import", "cases", tmp_path / "a.csv")

    assert done.code == USER
    assert "Row 2, column “Ngày tiếp nhận”" in done.out
    assert "No case was taken in" in done.out


def test_a_column_is_told_once_and_remembered(desk: CommandLine, tmp_path: Path) -> None:
    text = "A;Số HS;Khi nào;Gì đây\nx;H05.24-261014-0001;14/10/2026;Đăng ký khai sinh\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    asked = desk("import", "cases", tmp_path / "a.csv", "--dry-run")
    assert asked.code == USER
    assert "procedure_name, received" in asked.out

    told = desk.json(
        "import", "cases", tmp_path / "a.csv", "--dry-run",
        "--column", "received=Khi nào", "--column", "procedure_name=Gì đây", "--source", "Cổng",
    )  # fmt: skip
    again = desk("import", "cases", tmp_path / "a.csv")

    assert told["cases"] == 1
    assert again.code == DONE
    wrong = desk("reconcile", tmp_path / "a.csv", "--column", "nothing=Gì đây")
    assert wrong.code == USER


def test_what_is_exported_comes_back_as_the_same(desk: CommandLine, tmp_path: Path) -> None:
    desk.json("import", "cases", as_csv(tmp_path / "a.csv", dossiers(8, DAY)))
    target = tmp_path / "ours.xlsx"

    assert desk("export", "cases", "-o", target).code == DONE

    report = desk.json("reconcile", target)
    assert (report["new"], report["same"], report["different"]) == (0, 8, 0)
