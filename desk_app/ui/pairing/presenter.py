"""What the pairing dialog decides: what may be tried, what is said, when the six words stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from desk_app.core.clock import Millis, local
from desk_app.core.clock_gap import clock_gap
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.qt.language import mark
from desk_app.services.pair_desk import Paired
from desk_app.services.pairing import Pairing
from desk_app.ui.stage import Run, Say

ASKING = mark("Đang hỏi tỉnh…")
ASKED = mark(
    "Đã ghi lời xin nối lúc {when}. Mang tệp lên tỉnh, rồi nhận tệp trả lời ở đây; hoặc gõ mã"
    " mới để làm lại."
)
WRITTEN = mark("Đã ghi {file}. Mang tệp lên tỉnh; khi có tệp trả lời, mở lại chỗ này và nhận tệp.")
PAIRED = mark("Đã nối với {name}")
UNNAMED = mark("tỉnh")
SINCE = mark("Đã nối từ {when}. Sáu từ của lần nối:")
READ = mark("Đọc sáu từ này cho người ở tỉnh; màn hình bên ấy phải hiện y như vậy:")
DIFFERENT = mark("Nếu có từ nào khác, đừng dùng quầy: báo tỉnh thu hồi quầy này ngay.")
NEXT = mark("Giống cả sáu từ là xong. Từ giờ quầy tự gửi lên tỉnh; xem ở trang Đồng bộ.")
NEXT_BY_FILE = mark("Giống cả sáu từ là xong. Quầy chưa biết địa chỉ của tỉnh nên gửi bằng USB.")
UNTIL = mark("Giấy chứng nhận của quầy có hạn đến {day} và tự đổi mới khi có đường truyền.")
AGAIN = mark("Gõ mã mới mà chính tỉnh này cấp cho quầy, ví dụ sau khi quầy bị thu hồi.")
FIELDS = ("url", "code")


class PairPort(Protocol):
    """The desk, as far as pairing goes; all but `why_not_pair` and `give_up` is for a worker.

    A fault of the line is raised as UserProblem too: it is said in the dialog, not behind it.
    """

    def why_not_pair(self) -> Problem | None: ...
    def pairing(self) -> Pairing: ...
    def pair(self, url: str, code: str, *, again: bool) -> Paired: ...
    def write_request(self, file: Path, url: str, code: str, *, again: bool) -> None: ...
    def take_answer(self, file: Path) -> Paired: ...
    def give_up(self) -> None: ...


class PairView(Protocol):
    """What shows it. told: sentences by field; rest: what belongs to no field; again: whether a
    new code may be typed."""

    def show_form(self, note: str) -> None: ...
    def show_words(
        self, title: str, lead: str, words: tuple[str, ...], after: str, *, again: bool
    ) -> None: ...
    def show_address(self, url: str) -> None: ...
    def show_busy(self, sentence: str) -> None: ...
    def show_errors(self, told: dict[str, str], rest: str) -> None: ...
    def show_note(self, sentence: str) -> None: ...
    def allow(self, may: bool, why: str) -> None: ...
    def tell_paired(self, sentence: str) -> None: ...


class PairPresenter:
    """One question at a time; an answer that nobody waits for any more changes nothing here."""

    def __init__(
        self,
        port: PairPort,
        run: Run,
        say: Say,
        sentence: Callable[[Problem], str],
        view: PairView,
    ) -> None:
        self._port, self._run, self._say, self._sentence = port, run, say, sentence
        self._view = view
        self._asking = 0
        self._busy = False
        self._again = False
        self._shown: Pairing | Paired | None = None
        self._note = ""

    @property
    def busy(self) -> bool:
        """Whether the province is being asked."""
        return self._busy

    def start(self) -> None:
        """Show how the desk stands."""
        self._allow()
        self._run(self._port.pairing, self._on_pairing)

    def pair(self, url: str, code: str) -> None:
        """Pair over the line."""
        again = self._again
        self._ask(lambda: self._port.pair(url, code, again=again), self._on_paired)

    def write_request(self, file: Path, url: str, code: str) -> None:
        """Write the request into a file."""
        name, again = file.name, self._again
        self._ask(
            lambda: self._port.write_request(file, url, code, again=again),
            lambda _none: self._on_written(name),
        )

    def take_answer(self, file: Path) -> None:
        """Take in the province's answer from a file."""
        self._ask(lambda: self._port.take_answer(file), self._on_paired)

    def begin_again(self) -> None:
        """The province gave this desk a new code: ask for it."""
        if isinstance(self._shown, Pairing) and not self._busy:
            self._again, self._note = True, self._say(AGAIN)
            self._view.show_address(self._shown.url)
            self._view.show_form(self._note)

    def stop(self) -> None:
        """Wait no longer; what the province took already it answers again to the same code."""
        if self._busy:
            self._port.give_up()
            self._end()
            self._view.show_form(self._note)

    def failed(self) -> None:
        """The machine failed; one may try again."""
        if self._busy:
            self._end()
            self._view.show_form(self._note)

    def say_again(self) -> None:
        """The same in the language that was chosen meanwhile."""
        self._allow()
        if self._busy:
            self._view.show_busy(self._say(ASKING))
        elif isinstance(self._shown, Paired):
            self._show_paired(self._shown)
        elif self._shown is not None and not self._again:
            self._on_pairing(self._shown)

    # ---- what comes home ------------------------------------------------------------------------

    def _ask(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        if self._busy or self._port.why_not_pair() is not None:
            return
        self._busy = True
        self._asking += 1
        asked = self._asking
        self._view.show_errors({}, "")
        self._view.show_busy(self._say(ASKING))

        def came(result: object) -> None:
            if asked == self._asking:
                self._end()
                then(result)

        def refused(error: UserProblem) -> None:
            if asked == self._asking:
                self._end()
                self._on_refused(error)

        self._run(work, came, refused)

    def _end(self) -> None:
        self._asking += 1
        self._busy = False

    def _on_pairing(self, pairing: Pairing) -> None:
        self._shown = pairing
        if pairing.since is None:
            asked = pairing.asked
            self._note = "" if asked is None else self._say(ASKED, when=_moment(asked))
            self._view.show_form(self._note)
            return
        after = (
            ""
            if pairing.until is None
            else self._say(UNTIL, day=f"{local(pairing.until):%d/%m/%Y}")
        )
        lead = self._say(SINCE, when=_moment(pairing.since))
        title = self._title(pairing.name, pairing.url)
        may = self._port.why_not_pair() is None
        self._view.show_words(title, lead, pairing.words, after, again=may)

    def _on_paired(self, paired: Paired) -> None:
        self._shown, self._again = paired, False
        self._show_paired(paired)
        self._view.tell_paired(self._title(paired.name, paired.url))

    def _show_paired(self, paired: Paired) -> None:
        gap = clock_gap(paired.ahead)
        after = [
            self._say(NEXT if paired.url else NEXT_BY_FILE),
            self._say(DIFFERENT),
            "" if gap is None else self._sentence(gap),
        ]
        title = self._title(paired.name, paired.url)
        told = "\n".join(filter(None, after))
        self._view.show_words(title, self._say(READ), paired.words, told, again=False)

    def _on_written(self, name: str) -> None:
        self._note = self._say(WRITTEN, file=name)
        self._view.show_form(self._note)

    def _on_refused(self, error: UserProblem) -> None:
        self._view.show_form(self._note)
        told = {p.field: self._sentence(p) for p in reversed(error.problems) if p.field in FIELDS}
        rest = [self._sentence(p) for p in error.problems if p.field not in FIELDS]
        self._view.show_errors(told, " ".join(rest))

    def _title(self, name: str, url: str) -> str:
        return self._say(PAIRED, name=name or url or self._say(UNNAMED))

    def _allow(self) -> None:
        problem = self._port.why_not_pair()
        self._view.allow(problem is None, "" if problem is None else self._sentence(problem))


def _moment(when: Millis) -> str:
    return f"{local(when):%H:%M %d/%m/%Y}"
