"""The headings under which lists of procedures keep what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from desk_app.core.catalogue_file import COLUMNS
from desk_app.core.text import fold
from desk_app.core.visit_sheet_columns import heading_key

# Names of a field, the most telling first. Keys in one word are those of exports of systems.
NAMES: dict[str, tuple[str, ...]] = {
    "code": (
        *("Mã TTHC", "Mã thủ tục", "Mã thủ tục hành chính", "Mã số TTHC", "Mã số thủ tục"),
        *("Mã số thủ tục hành chính", "Mã hồ sơ TTHC", "Số hồ sơ TTHC", "Mã số hồ sơ TTHC"),
        *("Mã TTHC trên Cổng Dịch vụ công quốc gia", "Mã TTHC (CSDLQG)", "Mã TTHC quốc gia"),
        *("maTTHC", "maThuTuc", "procedureCode", "Procedure code", "Mã số", "Mã", "code"),
    ),
    "name": (
        *("Tên TTHC", "Tên thủ tục", "Tên thủ tục hành chính", "Thủ tục hành chính", "TTHC"),
        *("tenTTHC", "tenThuTuc", "procedureName", "Procedure name", "Thủ tục", "Nội dung"),
        *("Procedure", "name"),
    ),
    "short_name": ("Tên thường gọi", "Tên tắt", "Short name"),
    "short": ("Mã tắt", "Mã gõ tắt", "Short code"),
    "field": (
        *("Lĩnh vực", "Tên lĩnh vực", "Lĩnh vực TTHC", "Ngành, lĩnh vực", "linhVuc"),
        *("tenLinhVuc", "Field", "Sector"),
    ),
    "time": (
        *("Thời hạn giải quyết", "Thời gian giải quyết", "Thời hạn giải quyết TTHC", "Thời hạn"),
        *("Thời gian", "Thời hạn xử lý", "Thời gian xử lý", "Số ngày giải quyết"),
        *("Thời gian thực hiện", "thoiHanGiaiQuyet", "thoiGianGiaiQuyet", "Processing time"),
        *("Time limit",),
    ),
    "fee": (
        *("Phí, lệ phí", "Phí, lệ phí (nếu có)", "Phí/Lệ phí", "Phí và lệ phí", "Lệ phí"),
        *("Mức thu", "Mức phí", "Mức thu phí, lệ phí", "phiLePhi", "lePhi", "Fee", "Fees"),
    ),
    "charge": ("Phí", "phi"),
    "papers": (
        *("Thành phần hồ sơ", "Thành phần, số lượng hồ sơ", "Hồ sơ gồm", "Thành phần"),
        *("thanhPhanHoSo", "Required papers", "Documents"),
    ),
    "online": (
        *("Mức độ dịch vụ công trực tuyến", "Mức độ DVC trực tuyến", "Mức độ DVCTT", "DVCTT"),
        *("Mức độ dịch vụ công", "Dịch vụ công trực tuyến", "Mức độ trực tuyến", "Mức độ"),
        *("mucDo", "Online level", "Online"),
    ),
    "channel": ("Hình thức nộp", "Hình thức nộp hồ sơ", "Cách thức nộp", "hinhThucNop", "Channel"),
    "authority": (
        *("Cơ quan thực hiện", "Cơ quan giải quyết", "Cơ quan có thẩm quyền", "coQuanThucHien"),
        *("Thẩm quyền giải quyết", "Cơ quan có thẩm quyền quyết định", "Thẩm quyền"),
        *("coQuanCoThamQuyen", "Authority", "Cấp thực hiện", "Cấp giải quyết"),
    ),
    "decision": (
        *("Số quyết định", "Quyết định công bố", "Số QĐ công bố", "Số quyết định công bố"),
        *("Quyết định", "Số QĐ", "QĐ công bố", "soQuyetDinh", "Decision"),
    ),
    "valid_from": (
        *("Ngày có hiệu lực", "Ngày hiệu lực", "Hiệu lực từ ngày", "Có hiệu lực từ ngày"),
        *("Hiệu lực từ", "Thời điểm có hiệu lực", "ngayHieuLuc", "ngayCoHieuLuc", "Valid from"),
    ),
    "ends": (
        *("Ngày hết hiệu lực", "Hết hiệu lực từ ngày", "Ngày bãi bỏ", "Bãi bỏ từ ngày"),
        *("Hết hiệu lực", "ngayHetHieuLuc", "Valid until"),
    ),
    "status": (
        *("Trạng thái", "Tình trạng", "Loại thay đổi", "Nội dung thay đổi", "Tình trạng công bố"),
        *("Loại công bố", "Hình thức công bố", "trangThai", "Change", "Status"),
    ),
    "replaces": (
        *("Thay thế TTHC", "Thay thế thủ tục", "Thay thế mã", "Thay thế cho mã", "Mã TTHC cũ"),
        *("Mã TTHC bị thay thế", "TTHC bị thay thế", "Mã cũ", "Thay thế cho", "Replaces"),
    ),
    "replaced_by": (
        *("Mã TTHC thay thế", "Mã thay thế", "TTHC thay thế", "Được thay thế bởi", "Mã TTHC mới"),
        *("Mã mới", "Replaced by"),
    ),
    "note": ("Ghi chú", "ghiChu", "Note", "Notes"),
}
# Columns that lists carry and nobody needs here.
EXTRAS = (
    *("STT", "TT", "No.", "Căn cứ pháp lý", "Địa điểm thực hiện", "Cách thức thực hiện"),
    *("Đối tượng thực hiện", "Kết quả thực hiện", "Trình tự thực hiện", "Loại thủ tục"),
)

# What a heading nobody listed still gives away, folded; looked at where a field has no column yet.
_LIKELY = (
    ("code", re.compile(r"\bma\b.*\b(?:tthc|thu tuc)\b")),
    ("name", re.compile(r"\bten\b.*\b(?:tthc|thu tuc)\b")),
    ("time", re.compile(r"\bthoi (?:han|gian)\b.*\b(?:giai quiet|thuc hien|xu li)\b")),
    ("fee", re.compile(r"\ble phi\b")),
    ("papers", re.compile(r"\bthanh phan\b.*\bho so\b")),
    ("online", re.compile(r"\bmuc(?: do)?\b.*\b(?:dvc|dvctt|dich vu cong|truc tuien)\b")),
    ("authority", re.compile(r"\bco quan\b.*\b(?:thuc hien|giai quiet|tham quien)\b")),
    ("decision", re.compile(r"\b(?:quiet dinh|qd)\b.*\bcong bo\b")),
    ("ends", re.compile(r"\b(?:het hieu luc|bai bo)\b")),
    ("valid_from", re.compile(r"\bhieu luc\b")),
)

_FIELD_OF = {
    heading_key(name): (field, rank)
    for field, names in NAMES.items()
    for rank, name in enumerate(names)
}
_EXTRA_KEYS = {heading_key(name) for name in EXTRAS}
HEADING_KEYS = frozenset(_FIELD_OF) | {heading_key(name) for name in COLUMNS}


class ListColumns(msgspec.Struct, frozen=True):
    """The headings of a list: field to place (0 is column A), as written, and those not read.

    own: the file has the columns of our own catalogue file.
    """

    of: dict[str, int]
    headings: tuple[str, ...]
    ignored: tuple[str, ...]
    own: bool


def read_headings(headings: Sequence[Sequence[str]]) -> ListColumns:
    """What each column holds; a column may be named in several ways, as under joined headings."""
    written = tuple(next((name for name in names if name), "") for names in headings)
    keys = {heading_key(name): place for place, name in enumerate(written) if name}
    own = {heading_key(name): name for name in COLUMNS}
    if keys.keys() >= {heading_key(n) for n in ("code", "short_name", "time_limits", "source")}:
        of = {own[key]: place for key, place in keys.items() if key in own}
        strange = tuple(written[place] for key, place in keys.items() if key not in own)
        return ListColumns(of, written, strange, True)
    best: dict[str, tuple[int, int]] = {}
    for place, names in enumerate(headings):
        hits = [_FIELD_OF[key] for name in names if (key := heading_key(name)) in _FIELD_OF]
        if hits:
            field, rank = min(hits, key=lambda hit: hit[1])
            if field not in best or rank < best[field][0]:
                best[field] = (rank, place)
    of = {field: place for field, (_, place) in best.items()}
    _guess(of, headings)
    if "charge" in of and "fee" not in of:
        of["fee"] = of.pop("charge")
    used = set(of.values())
    ignored = tuple(
        name
        for place, name in enumerate(written)
        if name and place not in used and heading_key(name) not in _EXTRA_KEYS
    )
    return ListColumns(of, written, ignored, False)


def _guess(of: dict[str, int], headings: Sequence[Sequence[str]]) -> None:
    """Give fields without a column the first heading that can mean nothing else."""
    for place, names in enumerate(headings):
        if place in of.values() or any(heading_key(name) in _EXTRA_KEYS for name in names if name):
            continue
        for field, pattern in _LIKELY:
            if field not in of and any(pattern.search(fold(name)) for name in names):
                of[field] = place
                break


def unit_of_heading(heading: str) -> str:
    """What bare numbers under a heading count: "Thời hạn (ngày làm việc)" counts working days."""
    folded = fold(heading)
    if "ngai lam viec" in folded:
        return "working_days"
    if "gio" in folded.split() or "gio lam viec" in folded:
        return "hours"
    return "calendar_days" if "(ngai" in folded.replace(" ", "") else ""
