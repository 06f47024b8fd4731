"""The headings under which provincial systems keep the fields of a case, and how to guess one."""

from __future__ import annotations

import re

from desk_app.core.text import fold, tokens

# Names of a field, the most telling first: when two columns name one field, the earlier name wins.
# English camel-case names are the export keys of the VNPT one-stop system (domain.md 2.3).
NAMES: dict[str, tuple[str, ...]] = {
    "reference": (
        "Mã hồ sơ", "Số hồ sơ", "Mã số hồ sơ", "Mã HS", "Số HS", "Mã biên nhận", "Số biên nhận",
        "Mã tiếp nhận", "Mã số tiếp nhận", "Mã hồ sơ quốc gia", "dossierNo", "dossierCode",
        "Case reference", "Case code", "Reference",
    ),
    "own_number": ("Số tại quầy", "Number at the desk"),
    "procedure_code": (
        "Mã thủ tục", "Mã TTHC", "Mã thủ tục hành chính", "Mã số thủ tục", "Mã số TTHC",
        "procedureCode", "Procedure code",
    ),
    "procedure_name": (
        "Tên thủ tục hành chính", "Tên thủ tục", "Tên TTHC", "Thủ tục hành chính", "Thủ tục",
        "TTHC", "Tên dịch vụ công", "Tên DVC", "procedureName", "serviceName", "Procedure",
    ),
    "field": ("Lĩnh vực", "Tên lĩnh vực", "Ngành, lĩnh vực", "sectorName", "Field", "Sector"),
    "received": (
        "Ngày tiếp nhận", "Thời gian tiếp nhận", "Thời điểm tiếp nhận", "Ngày giờ tiếp nhận",
        "Ngày nhận hồ sơ", "Ngày tiếp nhận hồ sơ", "Ngày nhận", "Ngày nộp", "Ngày nộp hồ sơ",
        "acceptedDate", "receivedDate", "submittedDate", "Received", "Received at", "Received on",
    ),
    "received_hour": ("Giờ tiếp nhận", "Giờ nhận", "Giờ nhận hồ sơ"),
    "due": (
        "Ngày hẹn trả", "Ngày hẹn trả kết quả", "Hẹn trả kết quả", "Hẹn trả", "Hạn trả kết quả",
        "Hạn trả", "Thời gian hẹn trả", "Hạn giải quyết", "Hạn xử lý", "Ngày hết hạn", "Ngày hẹn",
        "Thời hạn trả kết quả", "appointmentDate", "dueDate", "Due", "Due date",
    ),
    "due_hour": ("Giờ hẹn trả", "Giờ hẹn"),
    "status": (
        "Trạng thái hồ sơ", "Trạng thái", "Tình trạng hồ sơ", "Tình trạng", "Trạng thái xử lý",
        "Tình trạng xử lý", "Tình trạng giải quyết", "dossierStatusName", "statusName",
        "Status", "Case status",
    ),
    "handed": (
        "Ngày trả kết quả", "Ngày trả", "Thời gian trả kết quả", "Ngày trả thực tế",
        "Ngày nhận kết quả", "Ngày công dân nhận kết quả", "returnedDate", "handoverDate",
        "Handed over", "Result fetched",
    ),
    "ended": (
        "Ngày có kết quả", "Ngày hoàn thành", "Ngày kết thúc", "Ngày kết thúc xử lý",
        "Ngày xử lý xong", "Ngày giải quyết xong", "Ngày giải quyết", "completedDate",
        "finishDate", "Finished", "Result ready",
    ),
    "overdue": (
        "Quá hạn", "Trễ hạn", "Hạn", "Đúng hạn/Quá hạn", "Tình trạng hạn", "Kết quả hạn",
        "overDueByUser", "overdue", "Overdue",
    ),
    "name": (
        "Chủ hồ sơ", "Họ và tên chủ hồ sơ", "Tên chủ hồ sơ", "Họ và tên", "Họ tên",
        "Tên cá nhân, tổ chức", "Cá nhân, tổ chức", "Cá nhân/Tổ chức", "Người yêu cầu",
        "Tên công dân", "Công dân", "Người làm đơn", "applicantName", "ownerName", "fullName",
        "Name", "Full name", "Applicant",
    ),
    "submitter": (
        "Người nộp", "Người nộp hồ sơ", "Họ và tên người nộp", "Họ tên người nộp",
        "Tên người nộp", "submitterName", "Submitted by",
    ),
    "organisation": (
        "Tên tổ chức", "Tổ chức", "Cơ quan, tổ chức", "Tên cơ quan, tổ chức", "Doanh nghiệp",
        "Tên doanh nghiệp", "organizationName", "Organisation", "Organization",
    ),
    "phone": (
        "Số điện thoại", "Điện thoại", "SĐT", "Số ĐT", "ĐT", "Điện thoại liên hệ",
        "Số điện thoại liên hệ", "Số điện thoại người nộp", "Điện thoại người nộp", "phoneNumber",
        "Phone", "Telephone", "Mobile",
    ),
    "email": ("Email", "Thư điện tử", "Hòm thư"),
    "address": (
        "Địa chỉ", "Địa chỉ người nộp", "Địa chỉ chủ hồ sơ", "Địa chỉ liên hệ",
        "Địa chỉ thường trú", "Nơi cư trú", "Nơi ở", "Nơi thường trú", "Chỗ ở hiện nay",
        "Address",
    ),
    "citizen_id": (
        "Số định danh cá nhân", "Số định danh", "Số CCCD", "CCCD", "Số căn cước", "Căn cước",
        "Số CMND/CCCD", "CMND/CCCD", "CCCD/CMND", "Số CCCD/CMND", "Số giấy tờ tùy thân",
        "identityNumber", "identityNo", "Id number",
    ),
    "channel": (
        "Hình thức nộp", "Hình thức tiếp nhận", "Hình thức nộp hồ sơ", "Kênh tiếp nhận",
        "Phương thức nộp", "Nguồn tiếp nhận", "Loại tiếp nhận", "applyMethodName", "Channel",
    ),
    "fee": (
        "Phí, lệ phí", "Phí/Lệ phí", "Lệ phí", "Tổng phí, lệ phí", "Tổng lệ phí", "Số tiền",
        "Phí", "Fee", "Fees",
    ),
    "content": (
        "Nội dung yêu cầu giải quyết", "Nội dung yêu cầu", "Trích yếu", "Trích yếu hồ sơ",
        "Nội dung", "Tên hồ sơ", "Về việc", "Content",
    ),
    "note": ("Ghi chú", "Note", "Notes", "Remarks"),
}  # fmt: skip
FIELDS = tuple(NAMES)

# Headings that nobody listed are guessed by their words, folded (y is i): a field is meant when
# one of its phrases stands there and none of those that mean something else. ^ is the beginning.
_RULES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("citizen_id", ("cccd", "cmnd", "dinh danh", "can cuoc", "identity"), ("don vi", "co quan")),
    ("phone", ("dien thoai", "sdt", "so dt", "di dong", "phone", "mobile"), ("can bo",)),
    ("email", ("email", "thu dien tu"), ("can bo",)),
    ("address", ("dia chi", "noi cu tru", "thuong tru", "address"), ("don vi", "co quan")),
    ("procedure_code", ("ma thu tuc", "ma tthc", "ma so thu tuc", "procedure code"), ()),
    ("due", ("hen tra", "han tra", "ngai hen", "han giai quiet", "han xu li", "den han",
             "appointment", "due date", "deadline"), ("qua han", "so ngai", "con lai")),
    ("overdue", ("qua han", "tre han", "dung han", "over due", "overdue"), ()),
    ("handed", ("ngai tra", "ngai giao tra", "thoi gian tra", "thoi diem tra", "da tra ngai",
                "ngai nhan ket qua", "returned", "handover"), ("hen", "du kien", "han")),
    ("ended", ("ngai co ket qua", "ngai hoan thanh", "ngai ket thuc", "ngai xu li xong",
               "ngai giai quiet", "thoi gian hoan thanh", "completed", "finish"), ("hen", "han")),
    ("received", ("tiep nhan", "nhan ho so", "nop ho so", "ngai nhan", "ngai nop", "accepted",
                  "received", "submitted"),
     ("nguoi", "can bo", "co quan", "noi ", "don vi", "hinh thuc", "kenh", "^ ma ", "^ so ",
      "ket qua", "bo phan", "phuong thuc", "officer", "chu ", "dia diem")),
    ("status", ("trang thai", "tinh trang", "status"), ("thanh toan", "payment", "hon nhan")),
    ("field", ("linh vuc", "sector"), ("ma ",)),
    ("procedure_name", ("thu tuc", "tthc", "dich vu cong", "procedure"), ("ma ", "muc do", "so ")),
    ("reference", ("ma ho so", "so ho so", "ma so ho so", "ma bien nhan", "bien nhan",
                   "dossier no", "dossier code"), ("so luong", "tong so")),
    ("submitter", ("nguoi nop", "submitter"), ("can bo",)),
    ("name", ("chu ho so", "ho ten", "ho va ten", "nguoi ieu cau", "cong dan", "ca nhan",
              "nguoi de nghi", "nguoi lam don", "applicant", "owner", "full name"), ("can bo",
              "cong chuc", "tiep nhan", "xu li", "thu li")),
    ("organisation", ("to chuc", "doanh nghiep", "organisation", "organization"), ("loai",)),
    ("channel", ("hinh thuc nop", "hinh thuc tiep nhan", "kenh", "phuong thuc nop", "cach nop",
                 "nguon ho so", "apply method"), ("ket qua",)),
    ("fee", ("le phi", "so tien", "tong phi"), ("trang thai", "hinh thuc")),
    ("content", ("trich ieu", "noi dung"), ("xu li", "i kien")),
    ("note", ("ghi chu",), ()),
)  # fmt: skip

_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
HEADING_LENGTH = 100


def heading_key(heading: str) -> str:
    """A heading as it is compared: folded, without spaces, signs and what stands in brackets."""
    return "".join(tokens(_IN_BRACKETS.sub(" ", heading))) or "".join(tokens(heading))


_FIELD_OF = {
    heading_key(name): (field, rank)
    for field, names in NAMES.items()
    for rank, name in enumerate(names)
}
_GUESSED = 100  # behind every name that is listed


def field_of(heading: str) -> tuple[str, int] | None:
    """The field a heading names and how surely (0: its best name), or None."""
    if not heading or len(heading) > HEADING_LENGTH:
        return None
    key = heading_key(heading)
    if key in _FIELD_OF:
        return _FIELD_OF[key]
    last = heading.rsplit(".", 1)[-1]  # of a key inside another: applicant.fullName
    if last != heading and heading_key(last) in _FIELD_OF:
        return _FIELD_OF[heading_key(last)]
    plain = _IN_BRACKETS.sub(" ", _CAMEL.sub(" ", heading)).replace(".", " ")
    words = " ".join(("^", *re.findall(r"[^\W_]+", fold(plain)), ""))
    for rank, (field, phrases, others) in enumerate(_RULES):
        named = any(f" {phrase}" in words for phrase in phrases)
        if named and not any(
            (f" {other}" if other[0] != "^" else other) in words for other in others
        ):
            return field, _GUESSED + rank
    return None
