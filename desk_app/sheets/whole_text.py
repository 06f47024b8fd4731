"""A small file from outside as one text, in whichever of the usual encodings it is."""

from __future__ import annotations

import codecs
from typing import IO

from desk_app.sheets.file_type import megabytes, refuse
from desk_app.sheets.limits import MEBIBYTE

MOST = 40 * MEBIBYTE
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def beginning(opened: IO[bytes], length: int = 4096) -> str:
    """The first letters of the file, read for their signs only."""
    opened.seek(0)
    head = opened.read(length)
    opened.seek(0)
    encoding = next((name for bom, name in _BOMS if head.startswith(bom)), "latin-1")
    return head.decode(encoding, errors="replace").lstrip("\ufeff \t\r\n")


def whole_text(opened: IO[bytes]) -> str:
    """The whole file; refuses one that is too large, or text in no encoding that is known."""
    opened.seek(0)
    data = opened.read(MOST + 1)
    if len(data) > MOST:
        raise refuse("sheet.file_too_big", limit=megabytes(MOST))
    known = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    for encoding in (known,) if known else ("utf-8", "cp1258"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise refuse("sheet.nul", row="1")
        return text
    raise refuse("sheet.encoding", row="1")
