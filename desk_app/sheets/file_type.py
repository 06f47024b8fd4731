"""Opening a file from outside once, safely, and telling from its first bytes what it is."""

from __future__ import annotations

import os
import stat
from typing import IO, Literal

from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.sheets.limits import Limits

Kind = Literal["csv", "workbook"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "ELF"),
)
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<meta", b"<style")


def refuse(code: str, **values: str) -> UserProblem:
    """The error that refuses the whole file for this reason."""
    return UserProblem(Problem(code, "", values))


def open_file(path: str, limits: Limits) -> IO[bytes]:
    """The regular file at `path`, opened without waiting; anything else is refused in words."""
    try:
        # A pipe without a writer would block; a folder or device must not be read at all.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _binary())
    except FileNotFoundError:
        raise refuse("sheet.absent") from None
    except (PermissionError, IsADirectoryError):
        raise refuse("sheet.folder" if os.path.isdir(path) else "sheet.unreadable") from None
    except (OSError, ValueError):
        raise refuse("sheet.unreadable") from None
    try:
        about = os.fstat(handle)
        if stat.S_ISDIR(about.st_mode):
            raise refuse("sheet.folder")
        if not stat.S_ISREG(about.st_mode):
            raise refuse("sheet.not_a_file")
        if about.st_size == 0:
            raise refuse("sheet.empty")
        if about.st_size > limits.file:
            raise refuse("sheet.file_too_big", limit=megabytes(limits.file))
    except BaseException:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb")


def megabytes(size: int) -> str:
    """A size as a person reads it."""
    return str(size >> 20)


def kind_of(opened: IO[bytes]) -> Kind:
    """What the bytes are, whatever the name says; refuses what is neither CSV nor XLSX."""
    opened.seek(0)
    head = opened.read(4096)
    opened.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return "workbook"
    if head.startswith(b"PK"):
        raise refuse("sheet.broken_workbook")
    if head.startswith(_OLE):
        size = 64 << 10
        opened.seek(0)
        found = _ENCRYPTED in opened.read(size) + _tail(opened, size)
        raise refuse("sheet.password" if found else "sheet.old_excel")
    for mark, name in _OTHERS:
        if head.startswith(mark):
            raise refuse("sheet.wrong_type", type=name)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower().startswith(_MARKUP):
        raise refuse("sheet.web_page")
    return "csv"


def _tail(opened: IO[bytes], size: int) -> bytes:
    end = opened.seek(0, os.SEEK_END)
    opened.seek(max(0, end - size))
    return opened.read(size)


def _binary() -> int:
    return getattr(os, "O_BINARY", 0)
