"""Reads the program's source and names what stands in the wrong room of the house."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("desk_app", "sync", "resources")

# One offence: where it is and what it is, ready to be read.
Offence = str

_SQL = re.compile(
    r"^\s*(select|with)\b.*\bfrom\b"
    r"|\binsert\s+(or\s+\w+\s+)?into\s+\w"
    r"|\bupdate\s+\w+\s+set\b"
    r"|\bdelete\s+from\s+\w"
    r"|\b(create|drop|alter)\s+(temp(orary)?\s+|unique\s+|virtual\s+)*(table|index|trigger|view)\b"
    r"|^\s*pragma\s+\w"
    r"|^\s*(begin\s+immediate|savepoint\s+\w|attach\s+database)\b",
    re.IGNORECASE | re.DOTALL,
)
# Modules of the standard library that bring in the outside world, the clock or chance.
_OUTSIDE = frozenset(
    word
    for line in (
        "asyncio ctypes fileinput getpass glob http locale logging multiprocessing os pathlib",
        "platform secrets select shutil signal socket sqlite3 ssl subprocess tempfile time",
        "threading urllib uuid webbrowser",
    )
    for word in line.split()
)
_NOW = frozenset(("now", "utcnow", "today"))
_NETWORK = (
    "aiohttp",
    "asyncio",
    "ftplib",
    "http",
    "httpx",
    "httpx2",
    "PySide6.QtNetwork",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "urllib.request",
    "urllib3",
)


def sources(*rooms: str) -> list[Path]:
    """All Python files of these rooms (folders or files, from the top of the repository)."""
    found: list[Path] = []
    for room in rooms:
        where = ROOT / room
        found += sorted(where.rglob("*.py")) if where.is_dir() else [where] * where.is_file()
    return found


def sources_except(*rooms: str) -> list[Path]:
    """All Python files of the program that do not belong to these rooms."""
    inside = set(sources(*rooms))
    return [file for file in sources(*CODE) if file not in inside]


def imported(source: str) -> Iterator[tuple[int, str]]:
    """Line and full name of everything the source imports; a relative import begins with a dot."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            for alias in node.names:
                yield node.lineno, f"{module}.{alias.name}"


def imports_outside(source: str, allowed: tuple[str, ...]) -> list[Offence]:
    """What the source imports beside the standard library and the `allowed` modules."""
    return [
        f"line {line}: imports {name}"
        for line, name in imported(source)
        if name.split(".")[0] not in sys.stdlib_module_names and not _below(name, allowed)
    ]


def imports_of(source: str, forbidden: tuple[str, ...]) -> list[Offence]:
    """Which of the `forbidden` modules (or what is below them) the source imports."""
    return [
        f"line {line}: imports {name}" for line, name in imported(source) if _below(name, forbidden)
    ]


def network_in(source: str) -> list[Offence]:
    """Imports through which the source could open a connection."""
    return imports_of(source, _NETWORK)


def sql_in(source: str) -> list[Offence]:
    """Texts in the source, docstrings aside, that are SQL."""
    tree = ast.parse(source)
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = []
    for node in ast.walk(tree):
        if id(node) in documentation:
            continue
        text = _text(node)
        if text is not None and _SQL.search(text):
            found.append(f"line {getattr(node, 'lineno', 0)}: {text.strip()[:60]!r}")
    return found


def _text(node: ast.AST) -> str | None:
    """The text that the node stands for, with a word in each hole."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or "hole" for part in node.values)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def impure_in(source: str) -> list[Offence]:
    """What lets the outside world, the clock or chance into a source that should be pure."""
    found = [
        f"line {line}: imports {name}"
        for line, name in imported(source)
        if name.split(".")[0] in _OUTSIDE
        or (name.split(".")[0] == "random" and name not in ("random", "random.Random"))
    ]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in ("open", "print", "input"):
                found.append(f"line {node.lineno}: calls {called.id}")
            if isinstance(called, ast.Attribute) and called.attr in _NOW:
                found.append(f"line {node.lineno}: asks the clock by {called.attr}")
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "random"
            and node.attr != "Random"
        ):
            found.append(f"line {node.lineno}: uses random.{node.attr}")
    return found


def names_in(source: str, names: tuple[str, ...]) -> list[Offence]:
    """Where the source uses one of these names, be it bare or as an attribute."""
    return bare_names_in(source, names) + [
        f"line {node.lineno}: uses {node.attr}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in names
    ]


def bare_names_in(source: str, names: tuple[str, ...]) -> list[Offence]:
    """Where the source uses one of these names by itself."""
    return [
        f"line {node.lineno}: uses {node.id}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Name) and node.id in names
    ]


def _below(name: str, modules: tuple[str, ...]) -> bool:
    return any(name == module or name.startswith(module + ".") for module in modules)
