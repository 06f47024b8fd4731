"""The repository holds what belongs there, in a form that any machine can use."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest

from tests.support import repository
from tests.support.house import ROOT

_TOP = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "desk_app",
    "installer",
    "pyproject.toml",
    "requirements-dev.txt",
    "requirements-province.txt",
    "requirements.txt",
    "resources",
    "sync",
    "tests",
}


def test_the_top_level_holds_what_was_agreed_and_nothing_else() -> None:
    assert {file.relative_to(ROOT).parts[0] for file in repository.files()} == _TOP


def test_no_file_names_a_package_index_or_a_path_of_one_machine() -> None:
    found = {
        str(file.relative_to(ROOT)): strangers
        for file in repository.text_files()
        if (strangers := repository.strangers_in(file.read_text(encoding="utf-8")))
    }

    assert found == {}


@pytest.mark.parametrize(
    "bad",
    [
        "https://py" + "pi.org/simple",
        "--index" + "-url somewhere",
        "see /ho" + "me/me/project",
        "'/ro" + "ot/x'",
    ],
)
def test_a_stranger_is_found(bad: str) -> None:
    assert repository.strangers_in(bad)


def test_every_text_is_utf8_in_composed_form() -> None:
    found = {
        str(file.relative_to(ROOT)): fault
        for file in repository.text_files()
        if (fault := repository.badly_encoded(file.read_bytes()))
    }

    assert found == {}


@pytest.mark.parametrize(
    "bad",
    [
        "Một".encode("cp1258", errors="replace") + b"\xff",
        unicodedata.normalize("NFD", "Một Cửa").encode(),
        b"a\r\nb\r\n",
        "\ufeffa".encode(),
    ],
)
def test_a_badly_encoded_text_is_found(bad: bytes) -> None:
    assert repository.badly_encoded(bad)


def test_the_readme_sets_up_with_exactly_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert repository.first_block_of(readme) == ["make run", "make test"]


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "requirements-province.txt"]
)
def test_every_requirement_is_pinned_by_hash(name: str) -> None:
    assert repository.unpinned_in((ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "bad",
    [
        "keyring==25.7.0\n",
        "keyring>=25 \\\n    --hash=sha256:" + "0" * 64,
        "-i https://example.org/simple",
        "keyring==1 \\\n    --hash=sha256:" + "0" * 64 + "\nsegno==1\n",
    ],
)
def test_a_requirement_without_pin_or_hash_is_found(bad: str) -> None:
    assert repository.unpinned_in(bad)


def test_every_shipped_data_file_is_what_its_name_says() -> None:
    shipped = [
        file
        for file in repository.files()
        if file.is_relative_to(ROOT / "resources") and file.suffix != ".py"
    ]

    assert shipped
    assert {f.name: fault for f in shipped if (fault := repository.unreadable(f))} == {}


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.toml", "a = "), ("a.csv", "a,b\n1\n"), ("a.svg", "<svg>"), ("a.md", " "), ("a.x", "x")],
)
def test_a_broken_data_file_is_found(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")

    assert repository.unreadable(tmp_path / name)


def test_the_licence_is_apache_2_in_full() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_build_server_runs_what_a_person_runs() -> None:
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").rstrip().endswith("exec make test")


def test_a_wheel_carries_the_program_and_all_its_data(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shipped = [
        file.relative_to(ROOT)
        for file in repository.files()
        if file.relative_to(ROOT).parts[0] in ("desk_app", "sync", "resources")
    ]
    for name in [*shipped, Path("pyproject.toml"), Path("LICENSE"), Path("README.md")]:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)

    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"),
            *("--no-" + "index", "--wheel-dir", str(tmp_path), str(copy)),
        ],
        check=True,
        capture_output=True,
    )

    (wheel,) = tmp_path.glob("mot_cua-*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {name.as_posix() for name in shipped if name.parts[1] != "decisions"}
    assert wanted - inside == set()
