"""What each device test says: what works, what does not, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from desk_app.core.card import Card
from desk_app.core.clock import Millis, day_of, local
from desk_app.core.desk_settings import RatingScreen
from desk_app.core.problems import Problem
from desk_app.core.text import nfc
from desk_app.qt.language import mark
from desk_app.qt.printing import PrinterChoice
from desk_app.services.try_machine import DiskFacts
from desk_app.ui.first_run.item_row import ItemState
from desk_app.ui.stage import Say
from desk_app.ui.truth_line import WEEKDAYS

_GIGABYTE = 1024**3
TYPING_TOOL = mark(
    "Tắt bộ gõ tiếng Việt (UniKey) rồi quét lại, hoặc chuyển máy quét sang chế độ cổng COM. "
    "Vẫn dùng được: số luôn đúng, tên sẽ hỏi lại."
)


class ScreenSeen(msgspec.Struct, frozen=True):
    """A screen of this machine: its number as it is shown, its size, and whose it is."""

    number: int
    width: int
    height: int
    officers: bool


class DeviceWords:
    """Says how a device stands, from what was found out about it."""

    def __init__(self, say: Say, sentence: Callable[[Problem], str]) -> None:
        self._say, self._sentence = say, sentence

    def looking(self) -> ItemState:
        """Somebody is looking."""
        return ItemState("", self._say("đang xem"))

    # ---- printer --------------------------------------------------------------------------------

    def printers_found(self, found: tuple[PrinterChoice, ...]) -> ItemState:
        """There are printers, nothing was printed; or there are none."""
        say = self._say
        if found:
            words = say("Trang thử có đủ chữ Việt: Ệ ữ ỡ ặ đ. Khổ A4, lề trái 30 mm.")
            return ItemState("", say("chưa thử"), "", words, "circle-dashed")
        fact = say("Máy này chưa có máy in nào. Giấy tờ vẫn lưu được thành PDF.")
        deed = say("Nối và thêm máy in trong cài đặt của máy, rồi bấm Xem lại.")
        return ItemState("late", say("chưa thấy máy in"), fact, deed)

    def printing(self, printer: PrinterChoice) -> ItemState:
        """The page is under way."""
        return ItemState("", self._say("đang gửi"), "", printer.words)

    def printed(self, printer: PrinterChoice, problem: Problem | None) -> ItemState:
        """The queue took the page, or did not."""
        say = self._say
        if problem is not None:
            deed = say("Quầy vẫn làm được: giấy tờ lưu thành PDF và in sau.")
            return ItemState("late", say("chưa in được"), self._sentence(problem), deed)
        deed = say(
            "{printer}. Xem tờ giấy: đủ dấu ở Ệ ữ ỡ ặ đ, đủ bốn cạnh khung, vạch dài đúng 10 cm.",
            printer=printer.words,
        )
        return ItemState("good", say("đã in trang thử"), "", deed)

    # ---- scanner --------------------------------------------------------------------------------

    def scanner_untried(self) -> ItemState:
        """Nobody scanned anything yet."""
        say = self._say
        deed = say("Quét một thẻ căn cước vào ô dưới. Không có máy quét thì vẫn gõ tay được.")
        return ItemState("", say("chưa thử"), "", deed, "circle-dashed")

    def scanned(self, text: str, card: Card | Problem) -> ItemState:
        """What arrived of a card; only its last four digits and the name are shown."""
        say = self._say
        if not isinstance(card, Card):
            deed = say("Thử một thẻ khác, hoặc xem giấy hướng dẫn của máy quét. Vẫn gõ tay được.")
            return ItemState("late", say("chưa đọc được"), self._sentence(card), deed)
        last = card.number[-4:]
        if card.name_doubtful:
            sent = next((p.values.get("sent", "") for p in card.warnings if p.field == "name"), "")
            fact = say(
                "12 số định danh đọc đúng. Họ tên đọc thành “{sent}” vì bộ gõ đang bật.", sent=sent
            )
            return ItemState("late", say("chữ bị sai dấu"), fact, say(TYPING_TOOL))
        if card.name and card.name.casefold() not in nfc(text).casefold():
            fact = say(
                "12 số định danh đọc đúng, số cuối {last}. Máy đã sửa lại họ tên: {name}.",
                last=last,
                name=card.name,
            )
            word = say("bộ gõ đang bật")
            return ItemState("near", word, fact, say(TYPING_TOOL), "alert-triangle")
        if not card.name:
            fact = say("12 số định danh đọc đúng, số cuối {last}. Thẻ không có họ tên.", last=last)
            return ItemState("near", say("thiếu họ tên"), fact, "", "alert-triangle")
        fact = say(
            "Số định danh và họ tên đọc đúng: số cuối {last}, {name}.", last=last, name=card.name
        )
        return ItemState("good", say("đọc đúng"), fact)

    # ---- screens --------------------------------------------------------------------------------

    def screens(self, seen: tuple[ScreenSeen, ...], chosen: RatingScreen | None) -> ItemState:
        """Which screens there are, and where citizens will rate."""
        say = self._say
        fact = say(
            "Thấy {count} màn hình: {list}.",
            count=len(seen),
            list="; ".join(self._screen(one) for one in seen),
        )
        if chosen is None:
            ask = (
                say("Bấm Hiện số, rồi chọn màn hình nào quay về người dân.")
                if len(seen) > 1
                else say("Chọn cách người dân đánh giá; nối thêm màn hình lúc nào cũng được.")
            )
            return ItemState("", say("chờ xác nhận"), "", f"{fact} {ask}")
        if chosen == "second" and len(seen) < 2:
            deed = say("Nối màn hình thứ hai và chọn “mở rộng” trong cài đặt của máy.")
            return ItemState("late", say("chưa thấy màn hình thứ hai"), fact, deed)
        if chosen == "off":
            deed = say("Mỗi lượt sẽ ghi là chưa mời đánh giá, lý do: không có màn hình.")
            return ItemState("near", say("không mời đánh giá"), fact, deed, "alert-triangle")
        return ItemState("good", say("đã chọn"), "", fact)

    def _screen(self, seen: ScreenSeen) -> str:
        holes = {"n": seen.number, "width": seen.width, "height": seen.height}
        if seen.officers:
            return self._say("số {n} {width}×{height} (cán bộ)", **holes)
        return self._say("số {n} {width}×{height}", **holes)

    # ---- disk, clock, keyring -------------------------------------------------------------------

    def disk_refused(self, problem: Problem) -> ItemState:
        """Nothing can be written."""
        return ItemState("late", self._say("không ghi được"), self._sentence(problem))

    def machine(
        self, disk: DiskFacts, keyring: Problem | None, right: bool | None, now: Millis
    ) -> ItemState:
        """Disk, keyring and clock; the worst of them first."""
        say = self._say
        fact = say(
            "Còn trống {free} GB, ghi bền vững {ms} ms. Giờ máy {at} · {day} {date}.",
            free=f"{disk.free / _GIGABYTE:.0f}",
            ms=disk.milliseconds or "< 1",
            at=local(now).strftime("%H:%M"),
            day=say(WEEKDAYS[day_of(now).weekday()]),
            date=local(now).strftime("%d/%m/%Y"),
        )
        if keyring is not None:
            return ItemState("late", say("kho khóa chưa dùng được"), fact, self._sentence(keyring))
        if not disk.roomy:
            deed = say("Dọn bớt tệp: một năm làm việc cần khoảng 2 GB.")
            return ItemState("late", say("sắp hết chỗ"), fact, deed)
        if right is False:
            deed = say("Chỉnh ngày giờ trong cài đặt của máy (múi giờ Việt Nam), rồi bấm Xem lại.")
            return ItemState("late", say("giờ sai"), fact, deed)
        if not disk.quick:
            deed = say("Mỗi lần ghi lượt có thể phải chờ. Ổ SSD ghi nhanh hơn nhiều.")
            return ItemState("near", say("ổ đĩa ghi chậm"), fact, deed, "alert-triangle")
        if right is None:
            return ItemState("", say("chờ xác nhận giờ"), "", fact)
        return ItemState("good", say("tốt"), "", fact)
