"""The line at the foot of every page that says only what is so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel

from desk_app.core.clock import Millis, day_of, local
from desk_app.qt.language import mark
from desk_app.qt.look import SECOND
from desk_app.ui.parts import ElidingLabel, frame, label, line, set_property
from desk_app.ui.stage import Stage
from sync.client.truth import Icon, Tone

WEEKDAYS = (
    mark("Thứ Hai"), mark("Thứ Ba"), mark("Thứ Tư"), mark("Thứ Năm"), mark("Thứ Sáu"),
    mark("Thứ Bảy"), mark("Chủ Nhật"),
)  # fmt: skip
MINUTE = 60_000
_TOKENS: dict[Tone, str] = {"calm": "good", "plain": "text2", "near": "near"}


class _Fact(QFrame):
    """The picture and the words that open the page of syncing; Ctrl 8 is the key for it."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click, when it ends where it began."""
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


class TruthLine(QFrame):
    """What the province has, or where the visits are; the practice words, keys and clock."""

    day_changed = Signal()
    minute_passed = Signal()
    sync_requested = Signal()

    def __init__(self, stage: Stage, practice: bool) -> None:
        super().__init__()
        self._stage, self._practice = stage, practice
        self._alone = False
        self._last: Millis | None = None
        self._may_know = True
        self._now: Millis | None = None
        self._truth: tuple[str, Tone, Icon] | None = None
        self.setProperty("kind", "truth")
        self._picture = QLabel()
        self._fact = label(level="fact")
        self._deed = ElidingLabel()
        self._keys = label()
        self._clock = label()
        row = line(self, gap=8)
        row.setContentsMargins(12, 0, 12, 0)
        said = _Fact()
        said.clicked.connect(self.sync_requested)
        inside = line(said, gap=8)
        inside.addWidget(self._picture)
        inside.addWidget(self._fact, 1)
        row.addWidget(said)
        if practice:
            row.addWidget(frame("divider"))
            words = label()
            words.setProperty("tone", "held")
            stage.bind(self, words.setText, "CA THỰC HÀNH")
            row.addWidget(words)
        row.addWidget(frame("divider"))
        row.addWidget(self._deed, 1)
        row.addWidget(self._keys)
        row.addWidget(self._clock)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)
        self.clock: Callable[[], Millis] | None = None
        stage.language.changed.connect(self.say_again)
        stage.language.changed.connect(self._forget_deed)
        stage.look.changed.connect(self.fit)
        self.fit()
        self.say_again()

    def start(self) -> None:
        """Let the clock run."""
        self.tick()
        self._timer.start()

    def show_last(self, last: Millis | None) -> None:
        """Say when the last visit was logged."""
        self._last, self._may_know = last, True
        self.say_again()

    def forget_last(self) -> None:
        """Say nothing of visits: whoever acts now may not see whether there are any."""
        self._last, self._may_know = None, False
        self.say_again()

    def show_truth(self, text: str, tone: Tone, icon: Icon) -> None:
        """Say what waits for the province, and when something last went."""
        self._truth = (text, tone, icon)
        self.say_again()
        self._draw()

    def forget_truth(self) -> None:
        """There is no province: everything is kept on this machine."""
        self._truth, self._alone = None, True
        self.say_again()
        self._draw()

    def show_deed(self, text: str) -> None:
        """Say what was done last."""
        self._deed.setText(text)

    def _forget_deed(self) -> None:
        # It was said in the other language; the lists say it in this one.
        self.show_deed("")

    def tick(self) -> None:
        """Show the present minute; a new day is told, for lists of today are of yesterday then."""
        if self.clock is None:
            return
        before, self._now = self._now, self.clock()
        self._show_clock()
        if before is not None and before // MINUTE != self._now // MINUTE:
            self.minute_passed.emit()
        if before is not None and day_of(before) != day_of(self._now):
            self.day_changed.emit()

    def fit(self) -> None:
        """Take the present height and colours."""
        look = self._stage.look
        self.setFixedHeight(look.height(SECOND, 10))
        self._draw()
        self._give_room()
        self._clock.setVisible(look.scale <= 175)

    def say_again(self) -> None:
        """Say everything in the present language."""
        say = self._stage.say
        set_property(self._fact, "tone", "near" if self._truth and self._truth[1] == "near" else "")
        self._give_room()
        if self._truth is not None:
            self._fact.setText(self._truth[0])
        else:
            # What a real desk still has to do; a practice desk may stay by itself.
            lacks = self._alone and not self._practice
            where = say("Chưa nối với tỉnh") if lacks else say("Lưu trên máy này")
            self._fact.setText(" · ".join(part for part in (where, self._last_words()) if part))
        first = f"F1 {say('Trợ giúp')}   F3 {say('Tra cứu')}"
        self._keys.setText(f"{first}   F6 {say('Đến hạn')}   F12 {say('Khóa')}")
        self._show_clock()

    def _give_room(self) -> None:
        # What somebody must act upon is longer, and worth more than the keys that menus show too.
        near = self._truth is not None and self._truth[1] == "near"
        self._keys.setVisible(self._stage.look.scale <= (100 if near else 150))

    def _last_words(self) -> str:
        if not self._may_know:
            return ""
        if self._last is None:
            return self._stage.say("chưa có lượt nào hôm nay")
        return self._stage.say("lượt cuối {at}", at=local(self._last).strftime("%H:%M"))

    def _draw(self) -> None:
        icon, token = "database", "text2"
        if self._truth is not None:
            icon, token = self._truth[2], _TOKENS[self._truth[1]]
        pixmap = self._stage.look.pixmap(icon, 15, token, self.devicePixelRatioF())
        self._picture.setPixmap(pixmap)

    def _show_clock(self) -> None:
        if self._now is None:
            return
        day = self._stage.say(WEEKDAYS[day_of(self._now).weekday()])
        self._clock.setText(f"{day} {local(self._now).strftime('%d/%m/%Y · %H:%M')}")
