"""Which words of a spreadsheet stand for which purpose, outcome and flag of a visit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from desk_app.core.problems import Problem
from desk_app.core.text import tokens

# The first word of each language is the one our export writes.
PURPOSES: dict[str, tuple[str, ...]] = {
    "service": ("Làm thủ tục", "Service", "Thủ tục", "Nộp hồ sơ", "Giải quyết thủ tục"),
    "question": ("Chỉ hỏi", "Question", "Hỏi", "Hỏi thông tin", "Hướng dẫn", "Only a question"),
    "online_help": (
        "Hỗ trợ nộp trực tuyến",
        "Online help",
        "Hỗ trợ trực tuyến",
        "Hướng dẫn nộp trực tuyến",
        "Nộp trực tuyến",
        "online_help",
    ),
}
OUTCOMES: dict[str, tuple[str, ...]] = {
    "accepted": ("Đã tiếp nhận", "Accepted", "Tiếp nhận", "Tiếp nhận hồ sơ", "Đã nhận"),
    "done": ("Trả kết quả ngay", "Done at once", "Giải quyết ngay", "Trả ngay", "Xong", "Done"),
    "refused": ("Từ chối", "Refused", "Từ chối tiếp nhận", "Không tiếp nhận"),
    "returned": ("Trả kết quả", "Result handed over", "Đã trả kết quả", "Returned"),
    "supplement": (
        "Yêu cầu bổ sung",
        "Supplement requested",
        "Bổ sung",
        "Bổ sung hồ sơ",
        "Supplement",
    ),
}
FLAGS: dict[str, tuple[str, ...]] = {
    "proxy": ("Nộp thay", "By proxy", "Được ủy quyền", "Ủy quyền", "Proxy"),
    "priority": ("Ưu tiên", "Priority", "Có", "x", "Yes"),
    "elderly": ("Người cao tuổi", "Elderly", "Cao tuổi", "Người già"),
    "disabled": ("Người khuyết tật", "Disabled", "Khuyết tật"),
}
LATE_REASONS: dict[str, tuple[str, ...]] = {
    "power": ("Mất điện", "Power cut", "power"),
    "line": ("Mất mạng", "No line", "Mất kết nối", "line"),
    "busy": ("Đông người", "Busy", "Đông khách"),
    "outside": ("Tiếp ngoài trụ sở", "Outside the office", "outside", "Lưu động"),
    "other": ("Lý do khác", "Another reason", "Khác", "other"),
}

_NO_FLAG = frozenset(("khong", "no", "0", "none"))
# A case's status in the provincial system tells what became of the case later. Of the visit at
# which it was received it says something only in these words (domain.md 2.3).
_STATUS = {"chobosung": "supplement", "yeucaubosung": "supplement", "tuchoitiepnhan": "refused"}


@lru_cache(maxsize=1024)
def word_key(word: str) -> str:
    """A word of the lists above as it is compared."""
    return "".join(tokens(word))


def _keys(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    keys = {word_key(value): value for value in words}
    keys.update({word_key(word): value for value, names in words.items() for word in names})
    return keys


_KEYS = {
    "purpose": _keys(PURPOSES),
    "outcome": _keys(OUTCOMES),
    "flags": _keys(FLAGS),
    "late_reason": _keys(LATE_REASONS),
}
_BETWEEN = re.compile(r"[;,/\n|+]")


def read_word(field: str, text: str) -> str | Problem:
    """The value of a field (purpose, outcome, late_reason) that a word stands for."""
    value = _KEYS[field].get(word_key(text))
    if value is None:
        return Problem(f"sheet.unknown_{field}", field, {"have": text[:60]})
    return value


def read_flags(text: str) -> tuple[str, ...] | Problem:
    """The flags that a cell lists, divided by ; , / or |."""
    found: list[str] = []
    for word in _BETWEEN.split(text):
        key = word_key(word)
        if not key or key in _NO_FLAG:
            continue
        flag = _KEYS["flags"].get(key)
        if flag is None:
            return Problem("sheet.unknown_flags", "flags", {"have": word.strip()[:60]})
        if flag not in found:
            found.append(flag)
    return tuple(found)


def outcome_of_status(status: str) -> str:
    """The outcome of the visit at which a case with this status was received."""
    key = word_key(status)
    return next((outcome for word, outcome in _STATUS.items() if key.startswith(word)), "accepted")


def written(words: Mapping[str, tuple[str, ...]], value: str, language: str) -> str:
    """The word that an export in `language` (vi or en) writes for a value."""
    names = words.get(value)
    if names is None:
        return value
    return names[1] if language == "en" else names[0]
