"""Spreadsheets as strangers make them: XLSX put together by hand, CSV in any encoding."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import resources
from desk_app.core.catalogue_file import load_catalogue
from desk_app.core.clock import Millis
from desk_app.core.visit_sheet_columns import column_letters
from desk_app.sheets.frames import EncodedVisit
from desk_app.sheets.limits import Limits
from desk_app.sheets.reader import SheetReader, read_sheet

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

KEY = bytes(range(32))
NOW = Millis(1_795_000_000_000)  # 18 November 2026
BATCH = "0123456789ABCDEF.0.7"
CATALOGUE = load_catalogue(resources.read_text("procedures/catalogue.csv"))

HEADINGS = ("Mã hồ sơ", "Ngày tiếp nhận", "Họ và tên", "Tên thủ tục")
BIRTH = "Đăng ký khai sinh"
ROW = ("H05.12-261102-0001", "02/11/2026 08:05", "Nguyễn Thị Hòa", BIRTH)


class Formula(str):
    """A cell with this formula, which last showed 1."""


class Error(str):
    """A cell that shows this error."""


class Day(float):
    """A number under a date format."""


class Shared(int):
    """A cell that points into the shared strings."""


def cell(value: Any, reference: str = "") -> str:
    """One cell as XML."""
    r = f' r="{reference}"' if reference else ""
    how, inside = "", f"<v>{value}</v>"
    if isinstance(value, Formula):
        inside = f"<f>{escape(value)}</f><v>1</v>"
    elif isinstance(value, Error):
        how = ' t="e"'
    elif isinstance(value, Day):
        how, inside = ' s="1"', f"<v>{float(value)!r}</v>"
    elif isinstance(value, Shared):
        how, inside = ' t="s"', f"<v>{int(value)}</v>"
    elif isinstance(value, str):
        how = ' t="inlineStr"'
        inside = f'<is><t xml:space="preserve">{escape(value)}</t></is>'
    return f"<c{r}{how}>{inside}</c>"


def sheet(
    rows: Sequence[Sequence[Any]],
    *,
    first_row: int = 1,
    first_column: int = 0,
    references: bool = True,
    before: str = "",
    after: str = "",
) -> str:
    """A sheet part. Without references rows and cells do not say where they stand."""
    lines = []
    for number, cells in enumerate(rows, start=first_row):
        parts = [
            cell(value, f"{column_letters(first_column + place)}{number}" if references else "")
            for place, value in enumerate(cells)
            if value is not None
        ]
        said = f' r="{number}"' if references else ""
        lines.append(f"<row{said}>{''.join(parts)}</row>")
    data = "".join(lines)
    return f"{HEAD}{before}<worksheet {MAIN}><sheetData>{data}</sheetData>{after}</worksheet>"


STYLES = (
    f"{HEAD}<styleSheet {MAIN}><fonts><font/></fonts><fills><fill/></fills>"
    '<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def parts(
    *sheets: str | tuple[str, str, str],
    strings: Sequence[str] = (),
    from_1904: bool = False,
) -> dict[str, str]:
    """The parts of a workbook; a sheet is its XML, or (name, state, XML)."""
    named = [one if isinstance(one, tuple) else (f"S{n}", "", one) for n, one in enumerate(sheets)]
    links, tabs, found = [], [], {}
    # The file names run against the order of the tabs, as they do after tabs were moved.
    for number, (name, state, xml) in enumerate(named, start=1):
        file = f"sheet{len(named) - number + 1}.xml"
        found[f"xl/worksheets/{file}"] = xml
        links.append(
            f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/{file}"/>'
        )
        hidden = f' state="{state}"' if state else ""
        tabs.append(f'<sheet name="{escape(name)}" sheetId="{number}"{hidden} r:id="r{number}"/>')
    links.append(f'<Relationship Id="st" Type="{OFFICE}/styles" Target="/xl/styles.xml"/>')
    found["xl/styles.xml"] = STYLES
    if strings:
        links.append(
            f'<Relationship Id="ss" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        )
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        found["xl/sharedStrings.xml"] = f"{HEAD}<sst {MAIN}>{items}</sst>"
    about = '<workbookPr date1904="1"/>' if from_1904 else ""
    found["xl/workbook.xml"] = (
        f'{HEAD}<workbook {MAIN} xmlns:r="{OFFICE}">{about}'
        f"<sheets>{''.join(tabs)}</sheets></workbook>"
    )
    found["xl/_rels/workbook.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}">{"".join(links)}</Relationships>'
    )
    found["_rels/.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    found["[Content_Types].xml"] = (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    return found


def packed(found: dict[str, str] | dict[str, bytes]) -> bytes:
    """Parts as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in found.items():
            archive.writestr(name, data)
    return out.getvalue()


def xlsx(*rows: Sequence[Any], **how: Any) -> bytes:
    """A workbook with one sheet of these rows."""
    return packed(parts(sheet(rows, **how)))


def lying_zip(name: str, data: bytes, says: int) -> bytes:
    """A zip whose only entry inflates to `data` but claims to have `says` bytes."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = squeeze.compress(data) + squeeze.flush()
    check = zlib.crc32(data[:says])
    about = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, check, len(body), says, len(name), 0)
    local = b"PK\x03\x04" + about + name.encode() + body
    tail = struct.pack("<HHHII", 0, 0, 0, 0, 0)
    central = b"PK\x01\x02" + struct.pack("<H", 20) + about + tail + name.encode()
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def csv_text(*rows: Sequence[str], separator: str = ",") -> str:
    """Rows as CSV, quoted where it must be."""
    lines = []
    for row in rows:
        cells = [
            '"' + text.replace('"', '""') + '"' if any(c in text for c in '",;\t\r\n') else text
            for text in row
        ]
        lines.append(separator.join(cells))
    return "\r\n".join(lines) + "\r\n"


class Read:
    """What came of reading a file: the reader's findings and the visits it encoded."""

    def __init__(self, reader: SheetReader, visits: list[EncodedVisit]) -> None:
        self.rows = reader.rows
        self.repeats = reader.repeats
        self.errors = reader.errors
        self.notices = [notice.code for notice in reader.notices]
        self.identities = reader.identities
        self.visits = visits

    @property
    def codes(self) -> list[tuple[int, str, str]]:
        """The errors as (row, column, code)."""
        return [(error.row, error.column, error.problem.code) for error in self.errors]


def read(file: Path, limits: Limits | None = None) -> Read:
    """Read a file in the real worker."""
    with read_sheet(file, procedures=CATALOGUE, key=KEY, now=NOW, limits=limits) as reader:
        visits = [visit for group in reader.visits(BATCH, ()) for visit in group]
        return Read(reader, visits)


def read_bytes(folder: Path, data: bytes, limits: Limits | None = None) -> Read:
    """Read these bytes as a file from outside."""
    file = folder / "from_outside"
    file.write_bytes(data)
    return read(file, limits)
