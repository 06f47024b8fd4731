"""The page on which a citizen rates: question, six tiles, tags, and the time that is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from desk_app.core.ops import RatingTag
from desk_app.qt.language import mark
from desk_app.ui.parts import frame
from desk_app.ui.rating.citizen_buttons import MainButton, TagButton, Tile
from desk_app.ui.rating.citizen_parts import (
    Emphasis,
    Middle,
    Ruler,
    TimeBar,
    is_plain,
    words,
)
from desk_app.ui.rating.plan import (
    FOOT,
    HINT,
    QUESTION,
    SECONDS,
    TAG,
    Area,
    Plan,
    Texts,
    plan,
    tag_areas,
    tag_width,
    tile_pad,
    wanted_zoom,
)
from desk_app.ui.rating.words import CHOICES, COMPLAINTS, PRAISE, WORDS, tags_for
from desk_app.ui.stage import Stage

_QUESTION = mark("Xin mời Ông/Bà đánh giá lần phục vụ vừa rồi")
_HINT = mark("Chỉ cần chạm một ô.")
_MORE = mark("Ông/Bà đã chọn {answer}. Muốn nói rõ hơn thì chạm thêm, không bắt buộc:")
_CHANGE = mark("Ông/Bà đã chọn {answer}. Muốn đổi thì chạm ô khác.")
_FOOT = mark(
    "Máy lưu câu trả lời, ý đã chạm, giờ đánh giá và số giây đến lần chạm cuối, cùng với lượt "
    "tiếp này. Cán bộ không xem được câu trả lời của từng người, chỉ xem được số cộng chung, khi "
    "có thêm từ năm câu trả lời mới."
)
_SECONDS_SHOWN = 120


class RatingPage(QWidget):
    """Shows and passes touches on; what they mean is decided by the presenter."""

    chosen = Signal(int)
    tag_touched = Signal(str)
    finished = Signal()
    left_early = Signal()

    def __init__(self, stage: Stage, turned: bool) -> None:
        super().__init__()
        self._stage, self._turned = stage, turned
        self._ruler = Ruler(stage.look)
        self._choice: int | None = None
        self._held: frozenset[RatingTag] = frozenset()
        self._seconds = 0
        self.plan: Plan | None = None
        self.question, self.hint, self.foot = Middle(), Middle("second"), words("second")
        self.foot.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.tiles = tuple(self._tile(number) for number in range(len(CHOICES)))
        self._divider = frame("divider")
        self.prompt = Emphasis(stage.look, middle=True)
        self.tags = tuple(self._tag() for _ in COMPLAINTS)
        self.done = MainButton(stage.look)
        self.left = Emphasis(stage.look, middle=False)
        self.left.tone = "text2"
        self.bar = TimeBar(stage.look)
        self._add_all()
        self.done.clicked.connect(self.finished)
        stage.language.changed.connect(self.fit)
        stage.look.changed.connect(self.fit)
        self.show_choice(None, frozenset())

    def _tile(self, number: int) -> Tile:
        tile = Tile(self._stage.look, CHOICES[number][0], str(number + 1))
        tile.shows_key = self._turned
        tile.clicked.connect(lambda _checked=False, choice=tile.choice: self.chosen.emit(choice))
        return tile

    def _tag(self) -> TagButton:
        button = TagButton(self._stage.look)
        button.clicked.connect(
            lambda _checked=False, b=button: self.tag_touched.emit(str(b.property("tag")))
        )
        return button

    def _add_all(self) -> None:
        # In the order in which Tab walks through them and a screen reader tells them.
        order: tuple[QWidget, ...] = (
            self.question, self.hint, *self.tiles, self._divider, self.prompt, *self.tags,
            self.done, self.left, self.bar, self.foot,
        )  # fmt: skip
        for widget in order:
            widget.setParent(self)
            if not self._turned:
                # The keyboard on the desk is the officer's; nothing here may wait for it.
                widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # ---- what is shown ----------------------------------------------------------------------

    def show_choice(self, choice: int | None, tags: frozenset[RatingTag]) -> None:
        """Show what is chosen and what may be touched beside it."""
        self._choice, self._held = choice, tags
        for tile in self.tiles:
            tile.setChecked(tile.choice == choice)
            tile.update()
        self.done.setEnabled(choice is not None)
        self._show_prompt()
        self._show_tags()

    def show_time(self, seconds: int, share: float) -> None:
        """Show what is left of the time."""
        self._seconds = seconds
        self.left.say(self._left(seconds), str(seconds))
        self.bar.show_share(share)

    def _left(self, seconds: int) -> str:
        return self._stage.count("Tự đóng sau {n} giây", seconds)

    def _show_prompt(self) -> None:
        if self._choice is None:
            self.prompt.say("", "")
            return
        answer = self._stage.say(WORDS[self._choice])
        self.prompt.say(self._prompt(self._choice), answer)

    def _prompt(self, choice: int) -> str:
        pattern = _MORE if tags_for(choice) else _CHANGE
        return self._stage.say(pattern, answer=self._stage.say(WORDS[choice]))

    def _show_tags(self) -> None:
        offered = tags_for(self._choice)
        widths = []
        for number, button in enumerate(self.tags):
            button.setVisible(number < len(offered))
            if number < len(offered):
                tag, text = offered[number]
                button.setProperty("tag", tag)
                button.say(self._stage.say(text))
                button.setChecked(tag in self._held)
                button.update()
                if self.plan is not None:
                    zoom, gap = self.plan.zoom, self.plan.gap
                    widths.append(tag_width(self._ruler, zoom, gap, button.text()))
        if self.plan is not None:
            for button, area in zip(self.tags, tag_areas(self.plan, tuple(widths)), strict=False):
                _place(button, area)

    # ---- where it stands --------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another screen: another plan."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Say everything again in the present language and place it in the present size."""
        say = self._stage.say
        self.question.setText(say(_QUESTION))
        self.hint.setText(say(_HINT))
        self.foot.setText(say(_FOOT))
        self.done.say(say(mark("Xong")))
        self.bar.setAccessibleName(say(mark("Thời gian còn lại")))
        for tile, (_choice, text) in zip(self.tiles, CHOICES, strict=True):
            tile.say(say(text))
        window = self.window().size()
        wanted = wanted_zoom(window.width(), window.height(), self._stage.look.scale)
        made = plan(self.width(), self.height(), wanted, self._ruler, self._texts())
        self.plan = made
        self._place_all(made)
        self.show_time(self._seconds, self.bar.share)
        self.show_choice(self._choice, self._held)

    def _texts(self) -> Texts:
        say = self._stage.say
        return Texts(
            question=say(_QUESTION),
            hint=say(_HINT),
            words=tuple(say(text) for _, text in CHOICES),
            prompts=tuple(self._prompt(choice) for choice, _ in CHOICES),
            tags=tuple(tuple(say(t) for _, t in tags) for tags in (COMPLAINTS, PRAISE)),
            done=say(mark("Xong")),
            left=self._left(_SECONDS_SHOWN),
            foot=say(_FOOT),
        )

    def _place_all(self, made: Plan) -> None:
        zoom, font = made.zoom, self._ruler.font
        for shown, points, strong in (
            (self.question, QUESTION, True),
            (self.hint, HINT, False),
            (self.foot, FOOT, False),
        ):
            shown.setFont(font(points * zoom, strong))
        _place(self.question, made.question)
        _place(self.hint, made.hint)
        _place(self.foot, made.foot)
        for tile, area in zip(self.tiles, made.tiles, strict=True):
            tile.zoom, tile.face, tile.pad = zoom, made.face, tile_pad(zoom, made.gap)
            _place(tile, area)
        _place(self._divider, made.divider)
        self.prompt.plain_points = self.prompt.part_points = TAG * zoom
        _place(self.prompt, made.prompt)
        for button in self.tags:
            button.zoom = zoom
        self.done.zoom = zoom
        _place(self.done, made.done)
        self.left.plain_points, self.left.part_points = TAG * zoom, SECONDS * zoom
        _place(self.left, made.left)
        _place(self.bar, made.bar)

    # ---- keys -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 6 choose, Esc leaves; only the officer's keyboard turned round gets here.

        Plain keys only: Ctrl+1 is an officer going to a page, and never a citizen's answer.
        """
        deeds: dict[int, Callable[[], None]] = {
            Qt.Key.Key_1 + number: tile.click for number, tile in enumerate(self.tiles)
        }
        deeds[Qt.Key.Key_Escape] = self.left_early.emit
        deeds[Qt.Key.Key_Return] = deeds[Qt.Key.Key_Enter] = self._enter
        deed = deeds.get(event.key())
        if deed is None or event.isAutoRepeat() or not is_plain(event):
            super().keyPressEvent(event)
        elif self._turned:
            deed()

    def _enter(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, Tile | TagButton) and focused.hasFocus():
            focused.click()
        elif self.done.isEnabled():
            self.finished.emit()

    @property
    def cut_words(self) -> bool:
        """Whether this screen was too small for every word."""
        return self.plan is not None and not self.plan.fits


def _place(widget: QWidget | QLabel, area: Area) -> None:
    widget.setGeometry(area.x, area.y, area.w, area.h)
