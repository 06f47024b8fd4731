"""The reference of the command line names every command and option, and what it says is true."""

from __future__ import annotations

import argparse
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

import resources
from desk_app import parts
from desk_app.cli.parser import build_parser
from tests.support.command_line import DONE, PROCEDURE, CommandLine
from tests.support.parsers import commands_of, option_names, runs

LANGUAGES = ("vi", "en")
CASE = "H05.242-261015-0007"


def _page(language: str) -> str:
    return resources.read_text(f"help/{language}/commands.md")


def _sections(page: str) -> dict[str, str]:
    """What stands under each heading that is a command."""
    pieces = re.split(r"^### `mot-cua ([^`]+)`$", page, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def _commands(language: str) -> dict[str, argparse.ArgumentParser]:
    return dict(commands_of(build_parser(parts.texts(language))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_its_section_and_every_section_is_a_command(language: str) -> None:
    wanted = {name for name, parser in _commands(language).items() if runs(parser)}

    assert set(_sections(_page(language))) == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_stands_in_the_section_of_its_command_and_no_other(language: str) -> None:
    commands = _commands(language)
    for name, section in _sections(_page(language)).items():
        names = option_names(commands[name])
        missing = [option for option in names if option not in section]
        assert not missing, (name, missing)
        own = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", section))
        known = {option for option in names if option.startswith("--")}
        assert own <= known | set(option_names(commands[""])), (name, own - known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_for_all_commands_and_every_choice_is_named(language: str) -> None:
    page = _page(language)
    for option in option_names(_commands(language)[""]):
        assert f"`{option}" in page
    for name, parser in _commands(language).items():
        section = _sections(page).get(name, page)
        for action in parser._actions:
            if action.choices and not isinstance(action.choices, dict):
                assert not [choice for choice in action.choices if f"`{choice}`" not in section]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exit_code_is_explained(language: str) -> None:
    for code in range(4):
        assert re.search(rf"^\| {code} \|", _page(language), re.MULTILINE)


def test_both_pages_show_the_same_examples_and_contracts() -> None:
    vietnamese, english = (re.findall(r"```\w*\n.*?```", _page(x), re.DOTALL) for x in LANGUAGES)

    assert vietnamese == english
    assert len(english) > 20


def _examples() -> list[list[str]]:
    found = []
    for block in re.findall(r"```sh\n(.*?)```", _page("en"), re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            if line.startswith("mot-cua"):
                found.append(shlex.split(line, comments=True)[1:])
    return found


def test_every_example_is_understood() -> None:
    parser = build_parser(parts.texts("en"))
    examples = _examples()

    assert len(examples) > 25
    for words in examples:
        assert callable(parser.parse_args(words).command), words


def _keys(value: Any) -> Any:
    """The shape of a document: the keys of its objects, as deep as they go."""
    if isinstance(value, dict):
        return {name: _keys(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_keys(value[0])] if value else []
    return ...


def _has(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(
            name in found and _has(found[name], one) for name, one in wanted.items()
        )
    if isinstance(wanted, list):
        return isinstance(found, list) and (not wanted or not found or _has(found[0], wanted[0]))
    return True


def test_every_document_has_the_shape_that_the_reference_shows(
    month: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "s.csv").write_text(
        f"Ngày tiếp,Họ và tên,Mã thủ tục\n31/02/2026,An,{PROCEDURE}\n", encoding="utf-8"
    )
    (tmp_path / "p.csv").write_text(
        f"Mã hồ sơ,Tên thủ tục,Chủ hồ sơ,Ngày tiếp nhận\n{CASE},Khai sinh,Bình,15/10/2026\n",
        encoding="utf-8",
    )
    (tmp_path / "t.csv").write_text(
        "Mã TTHC,Tên thủ tục,Thời hạn\n1.004873,Tình trạng hôn nhân,2 ngày\n", encoding="utf-8"
    )
    words = {
        "officer add": ["Lê Văn Tám", "--role", "officer"],
        "officer list": [],
        "visit add": ["--name", "An", "--procedure", PROCEDURE],
        "visit list": ["--from", "2026-01-01"],
        "case add": ["--name", "An", "--procedure", "1.004884", "--reference", CASE],
        "case step": [CASE, "supplement_requested", "--item", "Giấy xác nhận"],
        "case show": [CASE],
        "case list": [],
        "due": ["--received", "2026-06-05T09:00", "--time", "3wd"],
        "print slip": [CASE, "-o", str(tmp_path / "slip.pdf"), "--count"],
        "print register": ["-o", str(tmp_path / "r.pdf"), "--count"],
        "import catalogue": [str(tmp_path / "t.csv")],
        "print form": ["case_01_receipt", "-o", str(tmp_path / "form.pdf")],
        "import calendar": [str(resources.path("calendars/vn.toml"))],
        "search": ["an"],
        "conflicts list": [],
        "packages": [],
        "import visits": [str(tmp_path / "s.csv"), "--dry-run"],
        "import cases": [str(tmp_path / "p.csv"), "--dry-run"],
        "reconcile": [str(tmp_path / "p.csv")],
        "score": ["--month", "2026-10"],
        "print self-assessment": ["--period", "2026", "-o", str(tmp_path / "f.pdf"), "--copy", "1"],
        "verify log": [],
        "rebuild": [],
        "backup": [],
    }
    sections = _sections(_page("en"))
    shown = {name for name, section in sections.items() if "```json" in section}
    # Settling needs two desks, bundles a province: test_conflicts_commands, test_bundle_commands.
    others = {"conflicts settle", "bundle export", "bundle import"}
    assert shown == {*words, *others, "restore"}
    answers: dict[str, Any] = {}
    for name, more in words.items():
        done = month(*name.split(), *more, "--json")
        answers[name] = json.loads(done.out)
        assert done.code == DONE or name == "import visits", done
    answers["restore"] = month.json("restore", answers["backup"]["folder"])
    for name, answer in answers.items():
        (block,) = re.findall(r"```json\n(.*?)```", sections[name], re.DOTALL)
        document = json.loads(block)
        assert _has(_keys(answer), _keys(document)), name
        assert set(answer) - set(document) <= {"notices", "pass_proven", "stars_proven"}, name
