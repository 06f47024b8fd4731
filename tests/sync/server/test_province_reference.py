"""The reference of the province's command line names every command, and what it says is true."""

from __future__ import annotations

import argparse
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

import resources
from sync.server.parser import build_parser
from sync.server.words import LANGUAGES, texts
from tests.support.carried import bundle_of, pushes
from tests.support.parsers import commands_of, option_names, runs
from tests.support.province_process import ProvinceProgram

_NAME = "mot-cua-province"


def _page(language: str) -> str:
    return resources.read_text(f"help/{language}/province.md")


def _sections(page: str) -> dict[str, str]:
    """What stands under each heading that is a command."""
    pieces = re.split(rf"^### `{_NAME} ([^`]+)`$", page, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def _commands(language: str) -> dict[str, argparse.ArgumentParser]:
    return dict(commands_of(build_parser(texts(language))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_its_section_and_every_section_is_a_command(language: str) -> None:
    wanted = {name for name, parser in _commands(language).items() if runs(parser)}

    assert set(_sections(_page(language))) == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_stands_in_the_section_of_its_command_and_no_other(language: str) -> None:
    commands = _commands(language)
    for option in option_names(commands[""]):
        assert f"`{option}" in _page(language)
    for name, section in _sections(_page(language)).items():
        names = option_names(commands[name])
        assert [option for option in names if option not in section] == [], name
        own = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", section)) - {"--request"}
        assert own <= {*names, *option_names(commands[""])}, name
        for action in commands[name]._actions:
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


def test_every_example_is_understood() -> None:
    parser = build_parser(texts("en"))
    blocks = re.findall(r"```sh\n(.*?)```", _page("en"), re.DOTALL)
    examples = [shlex.split(line) for block in blocks for line in block.splitlines()]

    assert len(examples) > 15
    for words in examples:
        assert words[0] == _NAME
        assert callable(parser.parse_args(words[1:]).command), words


def _shape(value: Any) -> Any:
    """The keys of a document's objects, as deep as they go; ids that are keys aside."""
    if isinstance(value, dict):
        return {
            "…" if re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{16}", name) else name: _shape(one)
            for name, one in value.items()
        }
    if isinstance(value, list):
        return [_shape(value[0])] if value else []
    return type(value).__name__


def test_every_document_has_the_shape_that_the_reference_shows(
    embedded: ProvinceProgram, tmp_path: Path
) -> None:
    with embedded.serving():
        desk = embedded.desk(1)
        desk.push()
        desk.hello()
    request = tmp_path / "request"
    request.write_bytes(desk.enrol_request(embedded.code())[0])
    carried = tmp_path / "goi.mcua"
    carried.write_bytes(bundle_of(desk, pushes(desk)))
    (tmp_path / "f").write_bytes(resources.read_bytes("calendars/vn.toml"))
    words: dict[str, tuple[str | Path, ...]] = {
        "desk add": ("--commune", "07210"),
        "desk list": (),
        "desk revoke": (desk.id,),
        "desk restore": (desk.id,),
        "desk enrol": (request,),
        "bundle import": (carried, "--reply", tmp_path / "reply.mcua"),
        "bundle reply": (tmp_path / "again.mcua", "--desk", desk.id),
        "publish": (tmp_path / "f", "--kind", "calendar", "--from", "2026-12-01"),
        "quarantine retry": (),
        "reproject": (),
        "verify": (),
        "counts": (),
        "message": ("Máy chủ bảo trì tối nay.",),
    }
    sections = _sections(_page("en"))
    shown = {name for name, section in sections.items() if "```json" in section}
    # Nothing is set aside in a sound log, no desk goes on twice and nobody is erased:
    # test_province_quarantine, test_branches and test_erasure have these.
    aside = {"quarantine list", "quarantine set-aside"}
    assert shown == {*words, *aside, "branches", "erasures"}
    for name, more in words.items():
        answer = embedded.json(*name.split(), *more)
        (block,) = re.findall(r"```json\n(.*?)```", sections[name], re.DOTALL)
        assert _shape(answer) == _shape(json.loads(block)), name
