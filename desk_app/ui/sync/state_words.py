"""The line to the province in words: what is in the way, four figures, how an attempt ended."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.core.clock import Millis
from desk_app.core.clock_gap import clock_gap
from desk_app.core.problems import Problem
from desk_app.qt.language import mark
from desk_app.services.sync_values import SyncEnd, SyncState, SyncStep
from desk_app.ui.figures import thousands
from desk_app.ui.stage import Count, Say
from desk_app.ui.sync.ports import Figure, Notice, ResultLine
from sync.client.truth import CLOCK_SAID, Known, moment, needs_somebody, truth

TENTH = 100
MEGABYTE = 1_000_000
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
NONE = "–"

# In few words, for where the whole sentence stands elsewhere already.
_REASONS = {
    "sync.no_line": mark("không có đường truyền"),
    "sync.not_there": mark("máy chủ của tỉnh không trả lời"),
    "sync.tls": mark("không lập được đường truyền an toàn"),
    "sync.slow_line": mark("đường truyền quá chậm"),
    "sync.broken_line": mark("đường truyền đứt giữa chừng"),
    "sync.login_page": mark("mạng đang đòi đăng nhập"),
    "sync.gateway": mark("mạng không tới được tỉnh"),
    "sync.proxy": mark("máy trung gian của mạng đòi mật khẩu"),
    "sync.busy": mark("tỉnh đang bận"),
    "sync.refused": mark("tỉnh từ chối"),
    "sync.revoked": mark("tỉnh đã thu hồi quầy này"),
    "sync.unknown_desk": mark("tỉnh không có máy này trong danh sách"),
    "sync.signature": mark("tỉnh không nhận chữ ký của máy này"),
    "sync.other_unit": mark("tỉnh ghi máy này thuộc xã, phường khác"),
    "sync.no_address": mark("chưa biết địa chỉ máy chủ của tỉnh"),
    "sync.address": mark("địa chỉ của tỉnh không dùng được"),
    "sync.address_proxy": mark("máy trung gian của mạng không dùng được"),
    "sync.address_pin": mark("chứng thư của tỉnh không đọc được"),
    "sync.elsewhere": mark("một chương trình khác trên máy này đang gửi"),
    "sync.fault": mark("chương trình gặp lỗi của chính nó"),
    "sync.practice": mark("quầy thật và máy chủ thực hành không nối với nhau"),
    "sync.too_old": mark("chương trình này quá cũ"),
    "sync.too_large": mark("có một thao tác quá lớn"),
    "sync.fork": mark("nhật ký ở tỉnh khác nhật ký trên máy"),
    "sync.behind": mark("tỉnh có nhiều hơn máy này"),
    "sync.disagrees": mark("tỉnh và máy chưa khớp nhau"),
    "sync.province_fault": mark("máy chủ của tỉnh gặp lỗi"),
    "sync.province_full": mark("máy chủ của tỉnh hết chỗ chứa"),
    "sync.not_paired": mark("quầy chưa nối với tỉnh"),
}
_ICONS = {"sync.login_page": "world", "sync.revoked": "lock", "sync.too_old": "refresh"}
_OPENS = {"sync.login_page": "browser", "sync.not_paired": "pair"}
_STEPS = {
    "hello": mark("Đang hỏi tỉnh"),
    "push": mark("Đang gửi lên tỉnh"),
    "pull": mark("Đang nhận về từ tỉnh"),
    "keys": mark("Đang chuyển khóa cho quầy khác"),
    "packages": mark("Đang nhận bộ tiêu chí, danh mục, lịch"),
    "blobs": mark("Đang chuyển ảnh và bản quét"),
}


def megabytes(size: int) -> str:
    """Bytes in megabytes, as one writes them."""
    return f"{size / MEGABYTE:.1f}".replace(".", ",")


class StateWords:
    """Says what is known; `sentence` says problems."""

    def __init__(self, say: Say, count: Count, sentence: Callable[[Problem], str]) -> None:
        self._say, self._count, self._sentence = say, count, sentence

    def lead(self, state: SyncState) -> str:
        """Where everything goes, and that nothing depends on the line."""
        if state.known.paired and state.province:
            return self._say(
                "Nối với {province}. Mất mạng vẫn làm việc bình thường.", province=state.province
            )
        return self._say("Máy này giữ đủ dữ liệu. Mất mạng vẫn làm việc bình thường.")

    # ---- what is in the way -----------------------------------------------------------------

    def notices(self, state: SyncState, now: Millis, *, may_pair: bool) -> tuple[Notice, ...]:
        """What one must know, the gravest first; nothing when all is well."""
        say, known = self._say, state.known
        if not known.paired:
            return (
                Notice(
                    tone="plain",
                    icon="cloud-up",
                    fact=say("Quầy này chưa nối với tỉnh."),
                    rest=say("Mọi việc được ghi đủ trên máy này; khi nối, tất cả được gửi lên.")
                    if may_pair
                    else say("Mọi việc được ghi đủ trên máy này. Người quản trị nối với tỉnh."),
                    opens="pair" if may_pair else "",
                ),
            )
        found = [
            self._no_address(state) or self._in_the_way(known, now),
            self._two_pasts(state),
            self._clock(known),
            self._told(state),
        ]
        return tuple(one for one in found if one is not None)

    def _in_the_way(self, known: Known, now: Millis) -> Notice | None:
        said = truth(known, now)
        if said.why is None:
            return None
        code, safe = said.why.code, "" if said.safe is None else self._sentence(said.safe)
        if not needs_somebody(said.why):
            fact, rest = _first_sentence(safe)
            since = "" if said.since is None else self._sentence(said.since)
            right = f"{self.reason(said.why)} {since}".strip()
            return Notice(tone="near", icon="wifi-off", fact=fact, rest=rest, right=right)
        fact, rest = _first_sentence(self._sentence(said.why))
        if not known.waiting:
            safe = ""  # it was asked, and it answered: nothing waits for another try
        opens = _OPENS.get(code, "")
        return Notice(
            tone="near" if opens else "late",
            icon=_ICONS.get(code, "alert-triangle"),
            fact=fact,
            rest=f"{rest} {safe}".strip(),
            opens=opens,
        )

    def _no_address(self, state: SyncState) -> Notice | None:
        if state.url:
            return None
        fact, rest = _first_sentence(self._sentence(Problem("sync.no_address")))
        return Notice(tone="near", icon="wifi-off", fact=fact, rest=rest)

    def _two_pasts(self, state: SyncState) -> Notice | None:
        if state.two_pasts is None:
            return None
        fact, rest = _first_sentence(self._sentence(state.two_pasts))
        return Notice(tone="near", icon="alert-triangle", fact=fact, rest=rest)

    def _clock(self, known: Known) -> Notice | None:
        gap = clock_gap(known.ahead)
        if gap is None:
            return None
        fact, rest = _first_sentence(self._sentence(gap))
        return Notice(tone="near", icon="clock", fact=fact, rest=rest)

    def _told(self, state: SyncState) -> Notice | None:
        if not state.message:
            return None
        return Notice(
            tone="plain",
            icon="building-community",
            fact=self._say("Tỉnh báo:"),
            rest=state.message,
        )

    # ---- figures ----------------------------------------------------------------------------

    def figures(self, state: SyncState, now: Millis) -> tuple[Figure, ...]:
        """What waits, since when, when something was last sent, and up to where the province is."""
        say, known = self._say, state.known
        oldest = NONE if known.oldest is None else self.span(max(now - known.oldest, 0))
        never = say("chưa lần nào")
        sent = never if known.sent is None else moment(known.sent, now)
        acked = never if not state.acked else say("số {n}", n=thousands(state.acked))
        return (
            Figure(say("Chờ gửi"), self._count("{n} thao tác", known.waiting)),
            Figure(say("Chờ lâu nhất"), oldest),
            Figure(say("Gửi lần cuối"), sent),
            Figure(say("Tỉnh đã nhận đến"), acked),
        )

    def span(self, length: int) -> str:
        """A length of time in its largest whole unit."""
        if length < MINUTE:
            return self._say("dưới 1 phút")
        for unit, words in (
            (DAY, mark("{n} ngày")),
            (HOUR, mark("{n} giờ")),
            (MINUTE, mark("{n} phút")),
        ):
            if length >= unit:
                return self._count(words, length // unit)
        raise AssertionError(length)

    def next_try(self, known: Known, now: Millis) -> str:
        """When it goes again by itself."""
        if not known.paired or known.next is None or known.running:
            return ""
        at = moment(Millis(max(known.next, now)), now)
        if known.problem is not None:
            return self._say(
                "Lần thử kế tiếp {at} · giãn dần đến 15 phút, không bao giờ dừng", at=at
            )
        return self._say("Máy tự gửi sau mỗi việc · hỏi lại tỉnh lúc {at}", at=at)

    def clock_foot(self, known: Known) -> str:
        """How far the two clocks are apart, where they were compared."""
        if not known.paired or known.contact is None:
            return ""
        gap = abs(known.ahead)
        if gap > CLOCK_SAID:
            return self._say("Đồng hồ máy lệch {gap} so với tỉnh", gap=self.span(gap))
        if gap < TENTH:
            return self._say("Đồng hồ máy khớp với tỉnh")
        tenths = f"{gap // 1000},{gap % 1000 // 100}"
        return self._say("Đồng hồ máy lệch {seconds} giây so với tỉnh", seconds=tenths)

    # ---- an attempt -------------------------------------------------------------------------

    def step(self, step: SyncStep) -> str:
        """What is being done now."""
        words = _STEPS.get(step.stage)
        if words is None:
            return ""
        said = self._say(words)
        if step.total <= 0:
            return f"{said}…"
        if step.stage == "blobs":
            return f"{said} · {megabytes(step.done)}/{megabytes(step.total)} MB"
        return f"{said} · {thousands(step.done)}/{thousands(step.total)}"

    def result(self, end: SyncEnd, known: Known, now: Millis) -> ResultLine:
        """How an attempt ended; never without words."""
        at = moment(end.at, now)
        moved = self._moved(end)
        if end.problem is None:
            nothing = self._say("không có gì để gửi, tỉnh đã có đủ")
            return ResultLine("circle-check", "good", f"{at} · {moved or nothing}")
        if end.problem.code == "sync.stopped":
            why = self._say("đã dừng theo yêu cầu")
        else:
            why = self.reason(end.problem)
            if known.failing is not None and without_answer(end.problem):
                why = self._say("{why} từ {at}", why=why, at=moment(known.failing, now))
        parts = [at, *([moved] if moved else [self._say("chưa gửi được")]), why]
        tone = "late" if needs_somebody(end.problem) else "near"
        return ResultLine("alert-triangle", tone, " · ".join(parts))

    def reason(self, problem: Problem) -> str:
        """Why, in few words; the whole sentence where there are none."""
        short = _REASONS.get(problem.code)
        return self._sentence(problem) if short is None else self._say(short)

    def _moved(self, end: SyncEnd) -> str:
        parts = []
        if end.sent:
            parts.append(self._count("đã gửi {n} thao tác", end.sent))
        if end.received:
            parts.append(self._count("nhận về {n} thao tác của nơi khác", end.received))
        return ", ".join(parts)


def without_answer(problem: Problem) -> bool:
    """Whether nobody answered at all, so that it matters since when."""
    return problem.code in ("sync.no_line", "sync.not_there", "sync.slow_line", "sync.broken_line",
                            "sync.gateway")  # fmt: skip


def _first_sentence(text: str) -> tuple[str, str]:
    """The first sentence, which is the fact, and what follows it."""
    fact, stop, rest = text.partition(". ")
    return fact + stop.strip(), rest
