"""The window's texts as the source holds them, and the .ts file that translates them."""

from __future__ import annotations

import ast
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTEXT = "MotCua"
# Called with a source text: their first constant argument is one.
_SAYERS = {"say", "_say", "mark", "bind", "count", "_count"}
_PLURALS = {"count", "_count"}


def source_texts() -> dict[str, bool]:
    """Every text the window says, and whether it has plural forms, in the order of the files."""
    found: dict[str, bool] = {}
    for folder in ("desk_app/qt", "desk_app/ui"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for text, plural in _texts_of(ast.parse(file.read_text(encoding="utf-8"))):
                found[text] = found.get(text, False) or plural
    return found


def _texts_of(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        if name in _SAYERS:
            for argument in node.args:
                for text in _constants(argument):
                    yield text, name in _PLURALS


def _constants(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _constants(argument.body)
        yield from _constants(argument.orelse)


def translations(file: Path) -> dict[str, tuple[str, ...]]:
    """The finished translations of a .ts file by source text; plural forms as several."""
    found: dict[str, tuple[str, ...]] = {}
    for message in ET.parse(file).getroot().iterfind(f"context[name='{CONTEXT}']/message"):
        translation = message.find("translation")
        if translation is None or translation.get("type") is not None:
            continue
        forms = [form.text or "" for form in translation.iterfind("numerusform")]
        found[message.findtext("source", "")] = tuple(forms) or (translation.text or "",)
    return found


def write_ts(file: Path, language: str, known: dict[str, tuple[str, ...]], other: str = "") -> None:
    """Write the .ts file: every source text with its translation, unfinished where there is none.

    other: contexts of Qt's own texts, kept as they are.
    """
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="vi">',
    ]
    if known:
        lines += ["<context>", f"    <name>{CONTEXT}</name>"]
        for text, plural in source_texts().items():
            lines += _message(text, plural, known.get(text, ()))
        lines.append("</context>")
    file.write_text("\n".join(lines) + "\n" + other + "</TS>\n", encoding="utf-8")


def _message(text: str, plural: bool, forms: tuple[str, ...]) -> list[str]:
    kind = "" if forms else ' type="unfinished"'
    lines = [
        '    <message numerus="yes">' if plural else "    <message>",
        f"        <source>{_escaped(text)}</source>",
    ]
    if plural:
        lines.append(f"        <translation{kind}>")
        for form in forms or ("", ""):
            lines.append(f"            <numerusform>{_escaped(form)}</numerusform>")
        lines.append("        </translation>")
    else:
        shown = _escaped(forms[0]) if forms else ""
        lines.append(f"        <translation{kind}>{shown}</translation>")
    lines.append("    </message>")
    return lines


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def main() -> int:
    """Bring the English .ts up to date with the source; translations that exist stay."""
    file = ROOT / "resources/i18n/mot-cua_en.ts"
    known = translations(file) if file.is_file() else {}
    write_ts(file, "en", known or {"": ()})
    missing = [text for text in source_texts() if text not in known]
    sys.stdout.write("".join(f"untranslated: {text}\n" for text in missing))
    return 0 if not missing else 1


if __name__ == "__main__":
    sys.exit(main())
