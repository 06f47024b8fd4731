"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import io
import struct
from typing import IO

from desk_app.core.case_ops import Medium

HEAD = 1024
SUFFIX: dict[Medium, str] = {"jpeg": ".jpg", "png": ".png", "pdf": ".pdf"}
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_END_OF_ZIP = b"PK\x05\x06"
_END_LENGTH = 22
_TAIL = _END_LENGTH + 0xFFFF

_OTHERS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"PK\x03\x04", "ZIP/DOCX/XLSX"),
    (0, b"PK\x05\x06", "ZIP"),
    (0, b"Rar!", "RAR"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"\x1f\x8b", "GZIP"),
    (0, b"GIF8", "GIF"),
    (0, b"BM", "BMP"),
    (0, b"II*\x00", "TIFF"),
    (0, b"MM\x00*", "TIFF"),
    (8, b"WEBP", "WEBP"),
    (8, b"AVI ", "video AVI"),
    (8, b"WAVE", "WAV"),
    (0, b"\x1aE\xdf\xa3", "video MKV/WEBM"),
    (0, b"ID3", "MP3"),
    (0, b"\x00\x00\x01\xba", "video MPEG"),
    (0, b"\xd0\xcf\x11\xe0", "DOC/XLS"),
    (0, b"MZ", "EXE"),
    (0, b"\x7fELF", "ELF"),
    (0, b"{\\rtf", "RTF"),
)
_PHOTO_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")


def medium_of(head: bytes) -> Medium | None:
    """Which of the three kinds begins so; None when it is another."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(PNG_HEAD):
        return "png"
    if head.startswith(b"%PDF-"):
        return "pdf"
    return None


def other_kind(head: bytes) -> str:
    """A short name for what begins so and is none of the three; "" when nobody knows."""
    if head[4:8] == b"ftyp":
        return "HEIC" if head[8:12] in _PHOTO_BRANDS else "video MP4/MOV"
    for place, sign, name in _OTHERS:
        if head[place : place + len(sign)] == sign:
            return name
    begins = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:14].lower()
    if begins.startswith((b"<!doctype", b"<html", b"<?xml", b"<svg")):
        return "HTML/XML"
    return ""


def is_also_zip(file: IO[bytes]) -> bool:
    """Whether a program for archives would open this file as one, whatever stands before it.

    Looks for the end record, and for the directory where the record says it begins.
    """
    size = file.seek(0, io.SEEK_END)
    start = max(0, size - _TAIL)
    file.seek(start)
    tail = file.read()
    place = tail.rfind(_END_OF_ZIP)
    while place >= 0:
        record = tail[place : place + _END_LENGTH]
        if len(record) == _END_LENGTH:
            entries, length = struct.unpack("<HI", record[10:16])
            directory = start + place - length
            if entries and length and directory >= 0:
                file.seek(directory)
                if file.read(4) == b"PK\x01\x02":
                    return True
        place = tail.rfind(_END_OF_ZIP, 0, place)
    return False


def is_also_pdf(head: bytes) -> bool:
    """Whether readers of PDF would take a file that begins so for one of theirs."""
    return b"%PDF-" in head[:HEAD]
