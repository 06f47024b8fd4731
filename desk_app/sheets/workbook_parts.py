"""Which sheets a workbook has, where their XML lies, and how it counts days."""

from __future__ import annotations

import posixpath
from typing import Any
from xml.parsers import expat

import msgspec

from desk_app.sheets.file_type import refuse
from desk_app.sheets.package import Package

_OFFICE_DOCUMENT = "/officeDocument"
_WORKSHEET = "/worksheet"
_MAIN_PARTS = ("xl/workbook.xml", "xl/workbook2.xml", "workbook.xml")


class SheetPart(msgspec.Struct, frozen=True):
    """One sheet: its name on the tab, whether the user sees it, and its part in the package."""

    name: str
    visible: bool
    part: str


class WorkbookParts(msgspec.Struct, frozen=True):
    """What of a workbook is read at all: macros, links, pictures and charts are not."""

    sheets: tuple[SheetPart, ...]
    strings: str
    styles: str
    days_from_1904: bool


def find_parts(package: Package) -> WorkbookParts:
    """The sheets in the order of their tabs."""
    main = _main_part(package)
    folder, file = posixpath.split(main)
    links = _relations(package, posixpath.join(folder, "_rels", file + ".rels"), folder)
    sheets: list[SheetPart] = []
    days_from_1904 = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal days_from_1904
        name = _local(tag)
        if name == "workbookPr":
            days_from_1904 = attributes.get("date1904", "") in ("1", "true", "on")
        elif name == "sheet":
            link = next((v for k, v in attributes.items() if _local(k) == "id"), "")
            kind, part = links.get(link, ("", ""))
            if kind.endswith(_WORKSHEET):
                visible = attributes.get("state", "visible") == "visible"
                sheets.append(SheetPart(attributes.get("name", ""), visible, part))

    parse(package.read(main), start)
    if not sheets:
        raise refuse("sheet.no_sheet")
    by_kind = {kind.rsplit("/", 1)[-1]: part for kind, part in links.values()}
    return WorkbookParts(
        sheets=tuple(sheets),
        strings=by_kind.get("sharedStrings", ""),
        styles=by_kind.get("styles", ""),
        days_from_1904=days_from_1904,
    )


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package:
        for kind, part in _relations(package, "_rels/.rels", "").values():
            if kind.endswith(_OFFICE_DOCUMENT) and part in package:
                if not part.lower().endswith(".xml"):
                    raise refuse("sheet.other_workbook")  # .xlsb
                if not _is_spreadsheet(package.read(part)):
                    raise refuse("sheet.other_workbook")  # .docx, .pptx
                return part
    for part in _MAIN_PARTS:
        if part in package:
            return part
    if "mimetype" in package or "content.xml" in package:
        raise refuse("sheet.other_workbook")  # .ods
    raise refuse("sheet.not_a_workbook")


def _is_spreadsheet(data: bytes) -> bool:
    found: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if not found:
            found.append(_local(tag))

    parse(data, start)
    return found == ["workbook"]


def _relations(package: Package, name: str, folder: str) -> dict[str, tuple[str, str]]:
    if name not in package:
        raise refuse("sheet.broken_workbook")
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = attributes.get("Type", "")
            found[attributes.get("Id", "")] = (kind, posixpath.normpath(whole))

    parse(package.read(name), start)
    return found


def _local(tag: str) -> str:
    return tag.rsplit(":", 1)[-1]


def parse(data: bytes, start: Any) -> None:
    """Walk a small XML part; a document type (the way to entity bombs) refuses the file."""
    parser = new_parser(start)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise refuse("sheet.broken_workbook") from None


def new_parser(start: Any) -> expat.XMLParserType:
    """An XML parser that refuses document types and calls `start` with each opening tag."""

    def refuse_document_type(*_: Any) -> None:
        raise refuse("sheet.entities")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.EntityDeclHandler = refuse_document_type
    parser.StartElementHandler = start
    return parser
