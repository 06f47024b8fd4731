"""What the dialog "Gửi bằng USB…" says: what there is to carry, how far it is, what to do next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from desk_app.core.clock import Millis, local
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.qt.language import mark
from desk_app.services.usb_bundle import Exported
from desk_app.services.usb_reply import Imported
from desk_app.services.usb_state import UsbState
from desk_app.ui.stage import Run, Say

UNPAIRED = mark(
    "Quầy này chưa nối với tỉnh. Nối trước, không có mạng thì bằng tệp, rồi mới gửi bằng USB được."
)
WAITS = mark("Chờ gửi: {ops} thao tác, {blobs} ảnh và bản quét.")
NOTHING_WAITS = mark("Không có gì chờ gửi; gói vẫn hỏi được tin của tỉnh và của quầy khác.")
NO_BUNDLE = mark("Chưa ghi gói nào.")
ON_ITS_WAY = mark("Gói gần nhất {file} ghi lúc {when}, chưa nhận trả lời.")
ANSWERED = mark("Đã nhận trả lời lúc {when}.")
WRITING, READING = mark("Đang ghi ra USB…"), mark("Đang đọc trả lời…")
WRITTEN = mark(
    "Đã ghi {file} ({size}): {ops} thao tác, {blobs} ảnh và bản quét. Tháo USB an toàn rồi mang lên"
    " tỉnh. Mọi thao tác vẫn tính là chưa gửi cho đến khi nhận trả lời."
)
PARTS = mark("Gói gồm {n} tệp, mang đủ cả {n} tệp.")
READ = mark(
    "Đã nhận trả lời: tỉnh xác nhận {confirmed} thao tác và {blobs} tệp đính kèm. Nhận về"
    " {received} thao tác của quầy khác, {packages} gói mới. Còn chờ gửi {waiting}."
)
NOTHING_NEW = mark("Trả lời này không có gì mới: máy đã biết cả. Còn chờ gửi {waiting}.")
_MEGABYTE = 1_000_000


class BundlePort(Protocol):
    """The desk, as far as bundles go; `state`, `write` and `read` are for a worker thread."""

    def why_not(self) -> Problem | None: ...
    def state(self) -> UsbState: ...
    def write(self, file: Path) -> Exported: ...
    def read(self, file: Path) -> Imported: ...
    def stop(self) -> None: ...


class BundleView(Protocol):
    """What shows it. tone: "good", "late" or "" of the result."""

    def show_steps(self, write: str, read: str) -> None: ...
    def show_busy(self, words: str) -> None: ...
    def show_percent(self, percent: int) -> None: ...
    def show_result(self, words: str, tone: str) -> None: ...
    def allow(self, may: bool, why: str) -> None: ...
    def tell_moved(self) -> None: ...


class BundlePresenter:
    """One step at a time; how it ended stays in words until the next one begins."""

    def __init__(
        self,
        port: BundlePort,
        run: Run,
        say: Say,
        sentence: Callable[[Problem], str],
        view: BundleView,
    ) -> None:
        self._port, self._run, self._say, self._sentence = port, run, say, sentence
        self._view = view
        self._busy = ""
        self._state: UsbState | None = None
        self._result: Exported | Imported | UserProblem | None = None

    @property
    def busy(self) -> bool:
        """Whether a bundle is being written or read."""
        return bool(self._busy)

    @property
    def name(self) -> str:
        """What the next bundle is called when nobody says otherwise."""
        return "" if self._state is None else self._state.name

    def start(self) -> None:
        """Show what there is to carry."""
        self._run(self._port.state, self._on_state)

    def write(self, file: Path) -> None:
        """Write what waits into a file."""
        self._begin(WRITING, lambda: self._port.write(file))

    def read(self, file: Path) -> None:
        """Read a reply from a file."""
        self._begin(READING, lambda: self._port.read(file))

    def stop(self) -> None:
        """End what is under way; what comes of it is said when it has ended."""
        if self._busy:
            self._port.stop()

    def on_percent(self, percent: int) -> None:
        """It is so far."""
        if self._busy:
            self._view.show_percent(percent)

    def failed(self) -> None:
        """The machine failed; one may try again."""
        if self._busy:
            self._end()

    def say_again(self) -> None:
        """The same in the language that was chosen meanwhile."""
        self._show_state()
        if self._busy:
            self._view.show_busy(self._say(self._busy))
        elif self._result is not None:
            self._show_result()

    # ---- inside ---------------------------------------------------------------------------------

    def _begin(self, words: str, work: Callable[[], Exported | Imported]) -> None:
        if self._busy or self._why_not():
            return
        self._busy, self._result = words, None
        self._view.show_busy(self._say(words))
        self._run(work, self._on_done, self._on_refused)

    def _on_done(self, result: Exported | Imported) -> None:
        self._result = result
        self._end()
        self._view.tell_moved()

    def _on_refused(self, error: UserProblem) -> None:
        self._result = error
        self._end()

    def _end(self) -> None:
        self._busy = ""
        self._view.show_result("", "")
        if self._result is not None:
            self._show_result()
        self.start()

    def _on_state(self, state: UsbState) -> None:
        self._state = state
        self._show_state()

    def _why_not(self) -> str:
        problem = self._port.why_not()
        if problem is not None:
            return self._sentence(problem)
        if self._state is not None and not self._state.paired:
            return self._say(UNPAIRED)
        return ""

    def _show_state(self) -> None:
        state = self._state
        if state is None:
            return
        why = self._why_not()
        self._view.allow(not why, why)
        if state.waiting or state.blobs:
            write = self._say(WAITS, ops=_number(state.waiting), blobs=_number(state.blobs))
        else:
            write = self._say(NOTHING_WAITS)
        self._view.show_steps(write, self._last(state))

    def _last(self, state: UsbState) -> str:
        if state.answered and state.taken is not None:
            return self._say(ANSWERED, when=_moment(state.taken))
        if state.made is None:
            return self._say(NO_BUNDLE)
        return self._say(ON_ITS_WAY, file=state.file, when=_moment(state.made))

    def _show_result(self) -> None:
        result = self._result
        if isinstance(result, UserProblem):
            words = " ".join(self._sentence(problem) for problem in result.problems)
            self._view.show_result(words, "late")
        elif isinstance(result, Exported):
            self._view.show_result(self._written(result), "good")
        elif result is not None:
            told = [self._taken(result)]
            if result.problem is not None:
                told.append(self._sentence(result.problem))
            self._view.show_result("\n".join(told), "good" if result.problem is None else "late")

    def _written(self, done: Exported) -> str:
        told = self._say(
            WRITTEN,
            file=done.files[0].name,
            size=_size(done.bytes),
            ops=_number(done.ops),
            blobs=_number(done.blobs),
        )
        parts = len(done.files)
        return told if parts == 1 else f"{told} {self._say(PARTS, n=_number(parts))}"

    def _taken(self, done: Imported) -> str:
        if not done.new:
            return self._say(NOTHING_NEW, waiting=_number(done.waiting))
        return self._say(
            READ,
            confirmed=_number(done.confirmed),
            blobs=_number(done.blobs),
            received=_number(done.received),
            packages=_number(done.packages),
            waiting=_number(done.waiting),
        )


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _size(size: int) -> str:
    if size < _MEGABYTE:
        return f"{-(-size // 1000)} KB"
    return f"{-(-size // _MEGABYTE)} MB"


def _moment(when: Millis) -> str:
    return f"{local(when):%H:%M %d/%m/%Y}"
