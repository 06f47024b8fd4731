"""What the words of a provincial export stand for: states, ways of handing in, lateness, fees."""

from __future__ import annotations

import re
from functools import lru_cache

from desk_app.core.text import fold, tokens
from desk_app.core.their_case import TheirChannel, TheirStatus

# Words as systems write them (domain.md 2.3 and common ones), folded: y is i. The first list whose
# phrase stands in the words decides, so the narrower ones come first.
_STATUSES: tuple[tuple[TheirStatus, tuple[str, ...]], ...] = (
    ("expected", ("cho tiep nhan", "chua tiep nhan", "moi dang ki", "cho xac nhan", "moi nop",
                  "cho phan cong tiep nhan")),
    ("withdrawn", ("da hui", "hui ho so", "bi hui", "rut ho so", "da rut", "cong dan rut",
                   "ieu cau rut", "cancel", "withdrawn")),
    ("refused", ("tu choi", "khong tiep nhan", "khong du dieu kien", "tra lai ho so", "tra ho so",
                 "khong duoc tiep nhan", "refused", "rejected")),
    ("stopped", ("dung xu li", "dung giai quiet", "dinh chi", "stopped")),
    ("waiting", ("bo sung", "tam dung", "hoan thien ho so", "cho cong dan", "supplement",
                 "pending", "paused")),
    ("ready", ("cho tra ket qua", "cho tra", "chua tra ket qua", "co ket qua", "cho nhan ket qua",
               "cho cong dan nhan", "da giai quiet", "da xu li xong", "xu li xong", "da xu li",
               "da phe duiet", "da dong dau", "da ban hanh", "da ki so", "da co kq", "ready",
               "approved")),
    ("handed_over", ("da tra ket qua", "tra ket qua", "da tra", "da nhan ket qua", "hoan thanh",
                     "da ket thuc", "ket thuc", "luu tru", "da tra kq", "returned", "completed",
                     "handed over", "finished", "done")),
    ("open", ("dang xu li", "dang giai quiet", "da tiep nhan", "moi tiep nhan", "tham dinh",
              "cho xu li", "cho phe duiet", "cho ki", "cho dong dau", "dang thu li", "da chuien",
              "chuien xu li", "xac minh", "trinh", "lien thong", "gia han", "cho duiet",
              "xin i kien", "cho i kien", "lai i kien", "phan cong", "qua han",
              "tre han", "trong han", "thuc hien nghia vu",
              "processing", "in progress", "received", "accepted", "niem iet")),
)  # fmt: skip
_CHANNELS: tuple[tuple[TheirChannel, tuple[str, ...]], ...] = (
    ("online", ("truc tuien", "online", "qua mang", "cong dich vu", "dvc", "dien tu", "internet")),
    ("post", ("buu chinh", "buu dien", "post", "bcci")),
    ("desk", ("truc tiep", "tai quai", "mot cua", "tai bo phan", "direct", "desk", "in person")),
)
_LATE = ("qua han", "tre han", "tre hen", "overdue", "late")
_IN_TIME = ("dung han", "truoc han", "som han", "trong han", "con han", "dung hen", "on time",
            "early", "in time")  # fmt: skip
_FEE = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+|\d+")
_NO_FEE = ("mien", "khong", "free", "0")


def words_key(text: str) -> str:
    """A word of theirs as it is remembered and compared."""
    return " ".join(tokens(text))


@lru_cache(maxsize=512)
def read_status(text: str) -> TheirStatus | None:
    """Where a case stands by the province's words; None for words that nobody can place."""
    key = words_key(text)
    for status, phrases in _STATUSES:
        if any(f" {phrase}" in f" {key}" for phrase in phrases):
            return status
    return None


@lru_cache(maxsize=512)
def read_channel(text: str) -> TheirChannel:
    """How a case was handed in; "" where the words say nothing about it."""
    key = words_key(text)
    return next((c for c, words in _CHANNELS if any(word in key for word in words)), "")


@lru_cache(maxsize=512)
def read_overdue(text: str) -> bool | None:
    """Whether they call a case late; None where they say nothing about it.

    A count of days or a tick under the heading is late unless it is nothing.
    """
    key = fold(text)
    if not key:
        return None
    if any(word in key for word in _IN_TIME):
        return False
    if any(word in key for word in _LATE):
        return True
    if key in ("khong", "no", "false", "-", "0"):
        return False
    return key in ("co", "x", "iec", "yes", "true") or key.isdecimal() or None


def read_fee(text: str) -> int | None:
    """An amount in đồng; None where there is none to read."""
    key = fold(text)
    if not key:
        return None
    amounts = _FEE.findall(key)
    if len(amounts) == 1:
        amount = int(re.sub(r"\D", "", amounts[0]))
        return amount if amount <= 10_000_000_000 else None
    return 0 if not amounts and key.startswith(_NO_FEE) else None
