"""Exports as provincial systems write them: invented people in layouts that nobody agreed on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import xlsxwriter

AGENCY = "H05.24"


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """One case of theirs, as a system keeps it."""

    reference: str
    procedure: str = "Đăng ký khai sinh"
    code: str = "1.001193.000.00.00.H05"
    field: str = "Hộ tịch"
    name: str = "Trần Thị Thủy"
    phone: str = "0912345678"
    address: str = "Tổ dân phố Hà Vị 1"
    received: datetime = datetime(2026, 10, 14, 8, 5)
    due: datetime | None = datetime(2026, 10, 14, 17, 0)
    status: str = "Đang xử lý"
    returned: datetime | None = None
    channel: str = "Trực tiếp"
    overdue: str = ""


PROCEDURES = (
    ("Đăng ký khai sinh", "1.001193.000.00.00.H05", "Hộ tịch", 0),
    ("Đăng ký khai tử", "1.000656.000.00.00.H05", "Hộ tịch", 0),
    ("Cấp Giấy xác nhận tình trạng hôn nhân", "1.004873.000.00.00.H05", "Hộ tịch", 3),
    ("Đăng ký nhận cha, mẹ, con", "1.001022.000.00.00.H05", "Hộ tịch", 3),
)
STATUSES = (
    "Đang xử lý", "Đã trả kết quả", "Chờ bổ sung / Tạm dừng", "Dừng xử lý",
    "Từ chối chuyên ngành", "Đã hủy", "Đang xử lý", "Đã trả kết quả",
)  # fmt: skip
_LAST = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vi", "Nông", "Dương", "Đặng", "Lý")
_MIDDLE = ("Thị", "Văn", "Hữu", "Ngọc", "Đức", "Thu", "Minh")
_GIVEN = ("Hoà", "Bình", "Thủy", "Lực", "Ánh", "Khánh", "Quý", "Đào", "Sơn", "Yến", "Ưng")


def person(number: int) -> str:
    """An invented name, another for each number for a good while."""
    last = _LAST[number % 10]
    middle = _MIDDLE[number // 10 % 7]
    return f"{last} {middle} {_GIVEN[number // 70 % 11]} {_GIVEN[number % 11]}"


def dossiers(count: int, start: datetime = datetime(2026, 10, 14, 7, 35)) -> list[Dossier]:
    """So many cases of one day, in their order."""
    made = []
    for number in range(count):
        name, code, field, days = PROCEDURES[number % len(PROCEDURES)]
        received = start + timedelta(minutes=6 * number % 480)
        status = STATUSES[number % len(STATUSES)]
        due = (received + timedelta(days=days)).replace(hour=17, minute=0)
        made.append(
            Dossier(
                reference=f"{AGENCY}-{received:%y%m%d}-{number + 1:04d}",
                procedure=name,
                code=code,
                field=field,
                name=person(number),
                phone=f"09{12345600 + number:08d}",
                received=received,
                due=due,
                status=status,
                returned=received if status == "Đã trả kết quả" else None,
                channel="Trực tuyến" if number % 5 == 4 else "Trực tiếp",
            )
        )
    return made


def vnpt_like(target: Path, cases: Sequence[Dossier]) -> Path:
    """Title rows, seven columns with the keys as headings, dates as text, a total below."""
    book = xlsxwriter.Workbook(str(target))
    sheet = book.add_worksheet("Sheet1")
    sheet.merge_range(0, 0, 0, 7, "ỦY BAN NHÂN DÂN PHƯỜNG BẮC GIANG", None)
    sheet.merge_range(1, 0, 1, 7, "DANH SÁCH HỒ SƠ TIẾP NHẬN", None)
    sheet.merge_range(2, 0, 2, 7, "Từ ngày 14/10/2026 đến ngày 14/10/2026", None)
    keys = ("dossierNo", "procedureName", "sectorName", "acceptedDate", "appointmentDate",
            "dossierStatusName", "overDueByUser")  # fmt: skip
    for place, key in enumerate(("STT", *keys)):
        sheet.write(4, place, key)
    for number, one in enumerate(cases):
        row = 5 + number
        due = f"{one.due:%d/%m/%Y}" if one.due else ""
        values = (one.reference, one.procedure, one.field, f"{one.received:%d/%m/%Y}", due,
                  one.status, one.overdue)  # fmt: skip
        sheet.write_number(row, 0, number + 1)
        for place, value in enumerate(values, start=1):
            sheet.write_string(row, place, value)
    last = 6 + len(cases)
    sheet.merge_range(last, 0, last, 2, f"Tổng số: {len(cases)} hồ sơ", None)
    sheet.write_formula(last, 3, f"=COUNTA(B6:B{5 + len(cases)})", None, len(cases))
    sheet.write(last + 2, 5, "Người lập biểu")
    book.close()
    return target


def viettel_like(target: Path, cases: Sequence[Dossier]) -> Path:
    """Two lines of headings with merged cells, fields merged downwards, Excel dates."""
    book = xlsxwriter.Workbook(str(target))
    sheet = book.add_worksheet("BaoCao")
    day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet.merge_range(0, 0, 0, 12, "SỔ THEO DÕI HỒ SƠ", None)
    for place, head in enumerate(("STT", "Lĩnh vực", "Thủ tục hành chính", "Mã hồ sơ")):
        sheet.merge_range(2, place, 3, place, head, None)
    sheet.merge_range(2, 4, 2, 6, "Người nộp hồ sơ", None)
    for place, head in enumerate(("Họ và tên", "Số điện thoại", "Địa chỉ"), start=4):
        sheet.write(3, place, head)
    sheet.merge_range(2, 7, 2, 9, "Ngày", None)
    for place, head in enumerate(("Tiếp nhận", "Hẹn trả", "Trả kết quả"), start=7):
        sheet.write(3, place, head)
    for place, head in enumerate(("Hình thức nộp", "Tình trạng", "Cán bộ xử lý"), start=10):
        sheet.merge_range(2, place, 3, place, head, None)
    for place in range(13):
        sheet.write(4, place, f"({place + 1})")
    ordered = sorted(cases, key=lambda one: one.procedure)
    for number, one in enumerate(ordered):
        row = 5 + number
        sheet.write_number(row, 0, number + 1)
        sheet.write_string(row, 3, one.reference)
        sheet.write_string(row, 4, one.name)
        sheet.write_number(row, 5, int(one.phone))
        sheet.write_string(row, 6, one.address)
        sheet.write_datetime(row, 7, one.received, day)
        if one.due:
            sheet.write_datetime(row, 8, one.due, day)
        if one.returned:
            sheet.write_datetime(row, 9, one.returned, day)
        sheet.write_string(row, 10, one.channel)
        sheet.write_string(row, 11, one.status)
        sheet.write_string(row, 12, "Ngô Thị Cán Bộ")
    _merge_down(sheet, ordered)
    sheet.write(6 + len(ordered), 1, "Tổng cộng")
    sheet.write_number(6 + len(ordered), 3, len(ordered))
    book.close()
    return target


def _merge_down(sheet: xlsxwriter.worksheet.Worksheet, ordered: Sequence[Dossier]) -> None:
    """Field and procedure are written once for all the rows that share them."""
    first = 0
    for number in range(1, len(ordered) + 1):
        same = number < len(ordered) and ordered[number].procedure == ordered[first].procedure
        if same:
            continue
        for place, value in ((1, ordered[first].field), (2, ordered[first].procedure)):
            if number - first > 1:
                sheet.merge_range(5 + first, place, 4 + number, place, value, None)
            else:
                sheet.write_string(5 + first, place, value)
        first = number


def portal_json(target: Path, cases: Sequence[Dossier]) -> Path:
    """A list inside an answer, objects inside objects, moments in UTC."""
    found: list[dict[str, Any]] = [
        {
            "dossierNo": one.reference,
            "procedure": {"procedureCode": one.code, "procedureName": one.procedure},
            "applicant": {"fullName": one.name, "phoneNumber": one.phone, "address": one.address},
            "acceptedDate": (one.received - timedelta(hours=7)).isoformat() + "Z",
            "appointmentDate": (one.due - timedelta(hours=7)).isoformat() + "Z"
            if one.due
            else None,
            "returnedDate": None,
            "dossierStatusName": one.status,
            "attachments": [{"name": "don.pdf"}],
        }
        for one in cases
    ]
    answer = {"code": 200, "data": {"total": len(found), "items": found}}
    target.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    return target


def handmade(target: Path, cases: Sequence[Dossier]) -> Path:
    """Typed by somebody: sections per field, dates in four ways, a signature below."""
    book = xlsxwriter.Workbook(str(target))
    sheet = book.add_worksheet("Tháng 10")
    sheet.write(0, 0, "UBND PHƯỜNG BẮC GIANG")
    sheet.write(2, 1, "BẢNG THEO DÕI HỒ SƠ TIẾP NHẬN THÁNG 10 NĂM 2026")
    heads = ("TT", "Họ tên người nộp", "Nội dung thủ tục", "Ngày nhận hs", "Hẹn trả", "SĐT",
             "Số hồ sơ", "Tình trạng", "Ghi chú")  # fmt: skip
    for place, head in enumerate(heads):
        sheet.write(4, place, head)
    row, field = 5, ""
    ways = ("%d/%m/%Y", "%d-%m-%Y %H:%M", "%Y-%m-%d", "%d.%m.%Y")
    for number, one in enumerate(cases):
        if one.field != field:
            field = one.field
            sheet.write(row, 0, "I")
            sheet.write(row, 1, f"Lĩnh vực {field}")
            row += 1
        sheet.write_number(row, 0, number + 1)
        sheet.write_string(row, 1, one.name)
        sheet.write_string(row, 2, f"Thủ tục {one.procedure.lower()}")
        if number % 5 == 4:
            sheet.write_number(row, 3, (one.received - datetime(1899, 12, 30)).days)
        else:
            sheet.write_string(row, 3, one.received.strftime(ways[number % 5]))
        if one.due:
            sheet.write_string(row, 4, one.due.strftime("%d/%m/%y"))
        sheet.write_string(row, 5, f"{one.phone[:4]} {one.phone[4:7]} {one.phone[7:]}")
        sheet.write_string(row, 6, one.reference)
        sheet.write_string(row, 7, one.status)
        row += 1
    sheet.write(row, 1, "Cộng")
    sheet.write_number(row, 3, len(cases))
    sheet.write(row + 2, 6, "Ngày 14 tháng 10 năm 2026")
    sheet.write(row + 3, 6, "NGƯỜI LẬP")
    book.close()
    return target


def as_csv(
    target: Path, cases: Sequence[Dossier], encoding: str = "utf-8-sig", separator: str = ";"
) -> Path:
    """A CSV with headings in another order and columns of no use."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["Trạng thái", "Cơ quan", "Chủ hồ sơ", "Số hồ sơ", "Ngày hẹn trả",
                     "Ngày tiếp nhận", "Tên TTHC", "Mức độ", "Mã TTHC"])  # fmt: skip
    for one in cases:
        due = f"{one.due:%d/%m/%Y %H:%M:%S}" if one.due else ""
        writer.writerow([one.status, "UBND phường", one.name, one.reference, due,
                         f"{one.received:%d/%m/%Y %H:%M:%S}", one.procedure, "4",
                         one.code])  # fmt: skip
    target.write_bytes(out.getvalue().encode(encoding))
    return target


def as_web_page(target: Path, cases: Sequence[Dossier]) -> Path:
    """What many systems call .xls: a web page with a table."""
    lines = ["<html><head><meta charset='utf-8'><style>td{color:red}</style></head><body>",
             "<table><tr><td colspan=6>DANH SÁCH HỒ SƠ</td></tr><tr><th>Mã hồ sơ</th>",
             "<th>Tên thủ tục</th><th>Người nộp</th><th>Ngày tiếp nhận</th><th>Ngày hẹn trả</th>",
             "<th>Trạng thái</th></tr>"]  # fmt: skip
    for one in cases:
        due = f"{one.due:%d/%m/%Y}" if one.due else ""
        lines.append(
            f"<tr><td>{one.reference}</td><td>{one.procedure}</td><td>{one.name}</td>"
            f"<td>{one.received:%d/%m/%Y %H:%M}</td><td>{due}</td><td>{one.status}</td></tr>"
        )
    lines.append("</table></body></html>")
    target.write_text("\n".join(lines), encoding="utf-8")
    return target
