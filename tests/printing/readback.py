"""Reads a PDF back with programs that had no part in making it."""

from __future__ import annotations

import io
import subprocess
import unicodedata
from pathlib import Path

from pypdf import PdfReader

from tests.support.processes import needed


def pages(pdf: bytes) -> list[str]:
    """The text of each page in the order it was drawn, every run of white space one space."""
    done = subprocess.run(
        [needed("pdftotext"), "-raw", "-enc", "UTF-8", "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    text = unicodedata.normalize("NFC", done.stdout.decode("utf-8"))
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def text(pdf: bytes) -> str:
    """The text of all pages."""
    return " ".join(pages(pdf))


def reader(pdf: bytes) -> PdfReader:
    """The file as pypdf understands it, nothing tolerated."""
    return PdfReader(io.BytesIO(pdf), strict=True)


def fonts(pdf: bytes, folder: Path) -> list[list[str]]:
    """One row of pdffonts for each font: name, type, encoding, embedded, subset, unicode, …"""
    path = folder / "fonts.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        [needed("pdffonts"), str(path)], capture_output=True, check=True, text=True
    )
    return [line.split() for line in done.stdout.splitlines()[2:]]


def qpdf_complaints(pdf: bytes, folder: Path) -> str:
    """What qpdf has to say against the file; empty when it finds nothing."""
    path = folder / "checked.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        [needed("qpdf"), "--check", str(path)], capture_output=True, check=False, text=True
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr
