"""Every reason for which a body or a bundle is refused has a sentence in both languages."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import resources
import sync.protocol

FOLDER = Path(next(iter(sync.protocol.__path__)))
CODE = re.compile(r"(sync|bundle)\.[a-z_]+\Z")


def _codes() -> set[str]:
    """Every text of the form of a code in the sources of the wire."""
    return {
        node.value
        for file in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.match(node.value)
    }


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_reason_has_a_sentence_and_each_sentence_a_reason(language: str) -> None:
    sentences = tomllib.loads(resources.read_text(f"texts/{language}.d/sync_wire.toml"))
    codes = _codes()
    assert {"sync.body_chain", "bundle.damaged"} <= codes
    assert set(sentences) == codes
