"""What the repository holds, and what in it does not belong there."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import tomllib
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

from reportlab.pdfbase.ttfonts import TTFontFile

from tests.support.house import ROOT

_BINARY = {".bin", ".ttf", ".png", ".jpg", ".ico", ".pdf", ".xlsx", ".db", ".zip"}

# Written so that this very file does not hold what it looks for.
_INDEX = re.compile(
    r"py[p]i\.(org|python)|python[h]osted\.|np[m]js\.(org|com)|rubyge[m]s\.org|--(extra-)?inde[x]-url"
    r"|--fin[d]-links|--truste[d]-host|deb\.debia[n]\.org"
)
_MACHINE_PATH = re.compile(r"(?<![\w.$}~-])/(work|farm|root|home|Users|srv|opt/[p]ypi\S*|tmp/\w)/")
_PINNED = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*==[^ ;\\]+( ; [^\\]+)?$")
_HASH = re.compile(r"^--hash=sha256:[0-9a-f]{64}$")


def files() -> list[Path]:
    """Every file that is, or with the next commit could be, part of the repository."""
    listed = subprocess.run(
        [
            *("git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "ls-files", "-z"),
            *("--cached", "--others", "--exclude-standard"),
        ],
        capture_output=True,
        check=True,
    ).stdout.decode()
    return sorted(
        ROOT / name for name in set(listed.split("\0")) if name and (ROOT / name).is_file()
    )


def text_files() -> list[Path]:
    """The files of the repository that a person can read."""
    return [file for file in files() if file.suffix not in _BINARY]


def strangers_in(text: str) -> list[str]:
    """Host names of package indexes and paths of one machine in the text."""
    return [
        match.group(0) for pattern in (_INDEX, _MACHINE_PATH) for match in pattern.finditer(text)
    ]


def badly_encoded(content: bytes) -> str | None:
    """Why the content is not a clean text file (UTF-8, NFC, Unix lines, no mark), or None."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"not UTF-8 at byte {error.start}"
    if text.startswith("\ufeff"):
        return "begins with a byte order mark"
    if "\r" in text:
        return "has carriage returns"
    for number, line in enumerate(text.splitlines(), start=1):
        if not unicodedata.is_normalized("NFC", line):
            return f"line {number} is not NFC"
    return None


def unpinned_in(requirements: str) -> list[str]:
    """Requirements without an exact version or without a hash, and options beside `-r FILE`."""
    joined = requirements.replace("\\\n", "\n")
    offences: list[str] = []
    current, hashes = "", 0
    for line in [*map(str.strip, joined.splitlines()), "end"]:
        if _HASH.match(line):
            hashes += 1
        elif line and not line.startswith("#"):
            if current and not hashes:
                offences.append(f"no hash: {current}")
            current, hashes = "", 0
            if _PINNED.match(line):
                current = line
            elif not re.fullmatch(r"-r [\w.-]+\.txt|end", line):
                offences.append(f"not pinned: {line}")
    return offences


def first_block_of(markdown: str) -> list[str]:
    """The commands of the first fenced block, without comments."""
    found = re.search(r"^```\w*\n(.*?)^```", markdown, re.DOTALL | re.MULTILINE)
    lines = found.group(1).splitlines() if found else []
    return [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]


def unreadable(file: Path) -> str | None:
    """Why a shipped data file is not what its name says, or None."""
    try:
        match file.suffix:
            case ".toml":
                tomllib.loads(file.read_text(encoding="utf-8"))
            case ".json":
                json.loads(file.read_text(encoding="utf-8"))
            case ".svg" | ".ts":
                ElementTree.parse(file)
            case ".csv":
                return _ragged(file)
            case ".ttf":
                TTFontFile(str(file))
            case ".md" | ".txt" | ".qss" | ".html" | ".sql":
                return None if file.read_text(encoding="utf-8").strip() else "is empty"
            case other:
                return f"is of an unknown kind {other}"
    except (ValueError, ElementTree.ParseError) as error:
        return str(error)
    return None


def _ragged(file: Path) -> str | None:
    with file.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.reader(stream, strict=True) if row and row[0][:1] != "#"]
    if len(rows) < 2:
        return "has no rows"
    if len({len(row) for row in rows}) != 1:
        return "has rows of different length"
    return None
