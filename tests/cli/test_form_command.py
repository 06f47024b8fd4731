"""`print form`: a form to look at, and what is wrong with a form of the desk's own."""

from __future__ import annotations

from pathlib import Path

import pytest

import resources
from desk_app.core.case_paper import FORM_FILES
from desk_app.services.sample_papers import SAMPLES
from tests.printing.readback import text
from tests.support.command_line import DONE, CommandLine


def test_every_form_can_be_asked_for() -> None:
    assert set(FORM_FILES) == set(SAMPLES)
    shipped = {name.removesuffix(".toml") for name in resources.names("forms")}
    assert set(FORM_FILES) | {"words", "self_assessment"} == shipped


@pytest.mark.parametrize("name", ["case_04_apology", "fee_list"])
def test_a_form_is_written_with_an_invented_case(
    desk: CommandLine, tmp_path: Path, name: str
) -> None:
    target = tmp_path / "form.pdf"
    assert desk.json("print", "form", name, "-o", target) == {"file": str(target), "refused": []}
    assert "BẢN THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ" in text(target.read_bytes())


def test_what_is_wrong_with_a_form_of_the_desks_own_is_said_with_its_line(
    desk: CommandLine, tmp_path: Path
) -> None:
    shipped = resources.read_text("forms/case_04_apology.toml")
    wrong = shipped.replace("{new_due}", "{newdue}")
    own = desk.home / "forms"
    own.mkdir()
    (own / "case_04_apology.toml").write_text(wrong, encoding="utf-8")
    line = wrong[: wrong.index("{newdue}")].count("\n") + 1

    done = desk("print", "form", "case_04_apology", "-o", tmp_path / "form.pdf")

    assert done.code == DONE
    assert "case_04_apology.toml is not used" in done.err
    assert f"Line {line}, " in done.err
    assert "{newdue}" in done.err
    # The paper is printed all the same, on the shipped form.
    assert "sẽ trả kết quả vào lúc" in text((tmp_path / "form.pdf").read_bytes())
