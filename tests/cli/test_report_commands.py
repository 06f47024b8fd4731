"""The reports of the command line: words, JSON, files, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command_line import DONE, USER, CommandLine


def test_a_day_is_printed_in_words(month: CommandLine) -> None:
    done = month("report", "day", "--day", "2026-10-15")
    assert done.code == DONE
    assert "Day sheet of the one-stop desk" in done.out
    assert "All visits" in done.out


def test_every_report_is_a_document_with_its_units(month: CommandLine) -> None:
    for kind in ("day", "survey", "statistics", "progress"):
        done = month("report", kind, "--json")
        document = json.loads(done.out)
        assert done.code == DONE
        assert document["report"] == kind
    assert document["max"] == 20
    assert document["share"].keys() >= {"numerator", "denominator"}


def test_files_are_written_whole_and_not_over_others(month: CommandLine, tmp_path: Path) -> None:
    pdf, xlsx = tmp_path / "r.pdf", tmp_path / "r.xlsx"
    done = month("report", "statistics", "--pdf", str(pdf), "--xlsx", str(xlsx))
    assert done.code == DONE
    assert pdf.read_bytes().startswith(b"%PDF")
    assert xlsx.read_bytes().startswith(b"PK")
    assert month("report", "statistics", "--pdf", str(pdf)).code == USER
    assert month("report", "statistics", "--pdf", str(pdf), "--force").code == DONE


def test_what_cannot_be_reported_on_is_refused_with_a_sentence(
    month: CommandLine, tmp_path: Path
) -> None:
    for words in (
        ("day", "--day", "2090-01-01"),
        ("progress", "--from", "2026-10-15", "--to", "2026-10-01"),
        ("survey", "--staff", "PKS09=Ai"),
        ("day", "--xlsx", str(tmp_path / "r.pdf")),
    ):
        done = month("report", *words)
        assert done.code == USER, words
        assert done.err.strip().endswith("."), words


def test_staff_that_was_named_is_kept(month: CommandLine) -> None:
    assert month("report", "survey", "--staff", "PKS04=Trần Bình, Bí thư Đoàn").code == DONE
    assert "Trần Bình, Bí thư Đoàn" in month("report", "survey").out
