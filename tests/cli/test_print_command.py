"""Printing the self-assessment form from the command line: files, counted copies, refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from desk_app.cli import papers
from desk_app.core.errors import EnvironmentProblem
from desk_app.core.problems import Problem
from tests.support.command_line import DONE, ENVIRONMENT, USER, CommandLine
from tests.support.desks import FakeClock

FORM = ("print", "self-assessment", "--period", "2026")


def _text(file: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(file).pages)


def test_equal_log_and_day_give_equal_bytes_whenever_they_are_printed(
    month: CommandLine, tmp_path: Path, clock: FakeClock
) -> None:
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"

    assert month(*FORM, "-o", first, "--on", "2026-10-15").code == DONE
    clock.go_on(days=3)
    assert month(*FORM, "-o", second, "--on", "15/10/2026").code == DONE

    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().startswith(b"%PDF-")


def test_a_file_is_no_copy_and_a_copy_is_counted_and_numbered(
    month: CommandLine, tmp_path: Path, clock: FakeClock
) -> None:
    plain = month.json(*FORM, "-o", tmp_path / "plain.pdf")
    first = month.json(*FORM, "-o", tmp_path / "1.pdf", "--copy", "1")
    clock.go_on(minutes=3)
    second = month.json(*FORM, "-o", tmp_path / "2.pdf", "--copy", "2")

    assert set(plain) == {"file", "check"}
    assert (first["copy"], second["copy"]) == (1, 2)
    assert first["number"] != second["number"]
    assert first["number"] in _text(tmp_path / "1.pdf")
    assert "lần 2" in _text(tmp_path / "2.pdf")
    assert "08:03" in _text(tmp_path / "2.pdf")
    assert "Bản in lần" not in _text(tmp_path / "plain.pdf")
    assert first["check"] in _text(tmp_path / "1.pdf")
    assert month.json("verify", "log")["ok"] is True
    assert month.json("rebuild")["identical"] is True


def test_printing_a_file_leaves_the_log_alone(month: CommandLine, tmp_path: Path) -> None:
    before = month.json("verify", "log")

    month(*FORM, "-o", tmp_path / "1.pdf")

    assert month.json("verify", "log") == before


@pytest.mark.parametrize("copy", ["2", "9"])
def test_a_copy_that_is_not_the_next_one_is_refused_and_not_written(
    month: CommandLine, tmp_path: Path, copy: str
) -> None:
    done = month(*FORM, "-o", tmp_path / "f.pdf", "--copy", copy)

    assert (done.code, done.out) == (USER, "")
    assert "copy 1" in done.err
    assert not (tmp_path / "f.pdf").exists()


def test_an_existing_file_is_replaced_only_when_that_is_said(
    month: CommandLine, tmp_path: Path
) -> None:
    target = tmp_path / "form.pdf"
    target.write_bytes(b"a letter")

    refused = month(*FORM, "-o", target, "--copy", "1")
    assert refused.code == USER
    assert "--force" in refused.err
    assert target.read_bytes() == b"a letter"
    assert month.json(*FORM, "-o", target, "--copy", "1", "--force")["copy"] == 1
    assert target.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("fails", ["counting", "placing"])
def test_a_copy_is_neither_counted_nor_written_when_one_of_both_fails(
    month: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    target = tmp_path / "form.pdf"
    target.write_bytes(b"a letter")
    before = month.json("verify", "log")

    def refuse(*_: object) -> None:
        raise EnvironmentProblem(Problem("store.disk_full"))

    with monkeypatch.context() as patch:
        if fails == "counting":
            patch.setattr(papers, "record_print", refuse)
        else:
            patch.setattr(Path, "replace", refuse)
        done = month(*FORM, "-o", target, "--copy", "1", "--force")

    assert (done.code, done.out) == (ENVIRONMENT, "")
    assert target.read_bytes() == b"a letter"
    assert [file.name for file in tmp_path.iterdir() if "pdf" in file.name] == ["form.pdf"]
    assert month.json("verify", "log") == before


def test_a_copy_that_somebody_else_took_meanwhile_is_refused(
    month: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(papers, "record_print", lambda *_: None)
        done = month(*FORM, "-o", tmp_path / "f.pdf", "--copy", "1")

    assert done.code == USER
    assert "again" in done.err
    assert not (tmp_path / "f.pdf").exists()


def test_the_form_of_each_set_signature_and_past_year_can_be_printed(
    month: CommandLine, tmp_path: Path
) -> None:
    for number, words in enumerate(
        [("--criteria", "dongnai_2025"), ("--signature", "kt"), ("--signature", "tuq")]
    ):
        assert month(*FORM, "-o", tmp_path / f"{number}.pdf", *words).code == DONE
    past = month("print", "self-assessment", "--period", "2025", "-o", tmp_path / "past.pdf")
    assert past.code == DONE
    for words in (("--criteria", "none"), ("--signature", "king"), ("--on", "2026-02-30")):
        assert month(*FORM, "-o", tmp_path / "x.pdf", *words).code == USER
    future = month("print", "self-assessment", "--period", "2027", "-o", tmp_path / "x.pdf")
    assert future.code == USER
    assert "2027" in future.err
    assert not (tmp_path / "x.pdf").exists()


def test_what_was_declared_stands_on_the_form_with_its_reason(
    month: CommandLine, tmp_path: Path
) -> None:
    month("assess", "set", "1.1", "2", "--reason", "Quyết định số 12 đã ban hành")
    month(*FORM, "-o", tmp_path / "f.pdf")

    assert "Quyết định số 12" in " ".join(_text(tmp_path / "f.pdf").split())
