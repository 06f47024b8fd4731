"""The words of a work list: its head, its sums, what it says when empty, what may become late."""

from __future__ import annotations

from desk_app.core.case_lists import LISTS, Lateness, ListName
from desk_app.qt.language import mark
from desk_app.services.case_lists import LIMIT, WorkList
from desk_app.ui.figures import thousands
from desk_app.ui.stage import Count, Say

Foot = tuple[tuple[str, str], ...]

EMPTY = {
    "today": mark("Hôm nay không có hồ sơ nào đến hạn."),
    "soon": mark("Ba ngày làm việc tới không có hồ sơ nào đến hạn."),
    "overdue": mark("Không có hồ sơ nào quá hạn."),
    "waiting": mark("Không có hồ sơ nào chờ người dân bổ sung."),
    "ready": mark("Không có kết quả nào chờ người dân đến nhận."),
    "mine": mark("Chưa có hồ sơ nào của tôi. Hồ sơ nhận ở trang Tiếp nhận sẽ hiện ở đây."),
}
_NAMES = {
    "today": mark("Hôm nay"),
    "soon": mark("Ba ngày tới"),
    "overdue": mark("Quá hạn"),
    "waiting": mark("Chờ bổ sung"),
    "ready": mark("Có kết quả"),
    "mine": mark("Của tôi"),
}


class ListWords:
    """Says them in the present language."""

    def __init__(self, say: Say, count: Count) -> None:
        self._say, self._count = say, count

    def empty(self, name: ListName, words: str) -> str:
        """What an empty list says."""
        if words.strip():
            return self._say(
                "Không có hồ sơ nào khớp trong danh sách này. Bớt chữ, hoặc F3 tìm trong tất cả."
            )
        return self._say(EMPTY[name])

    def foot(self, shown: WorkList, words: str) -> Foot:
        """The sums of a list, each with its unit and its tone."""
        counts, name = shown.counts, shown.name
        number = counts.of(name)
        if words.strip():
            found = self._count("{n} hồ sơ khớp trong {all}", shown.matched, all=thousands(number))
            return ((found, ""),)
        facts: list[tuple[str, str]] = [(self._sum(name, number), "")]
        if name == "mine":
            for n, tone, fact in (
                (counts.mine_overdue, "late", self._count("{n} quá hạn", counts.mine_overdue)),
                (counts.mine_today, "near", self._count("{n} đến hạn hôm nay", counts.mine_today)),
                (counts.mine_held, "held", self._count("{n} dừng tính", counts.mine_held)),
            ):
                if n:
                    facts.append((fact, tone))
        if number > LIMIT:
            facts.append((self._say("hiện {n} hồ sơ đầu", n=thousands(LIMIT)), "second"))
        return tuple(facts)

    def _sum(self, name: ListName, n: int) -> str:
        match name:
            case "today":
                return self._count("{n} hồ sơ đến hạn hôm nay", n)
            case "soon":
                return self._count("{n} hồ sơ đến hạn trong ba ngày làm việc tới", n)
            case "overdue":
                return self._count("{n} hồ sơ quá hạn", n)
            case "waiting":
                return self._count("{n} hồ sơ chờ người dân bổ sung", n)
            case "ready":
                return self._count("{n} hồ sơ có kết quả chưa nhận", n)
            case "mine":
                return self._count("{n} hồ sơ của tôi", n)

    def forecast(self, lateness: Lateness | None) -> str:
        """What may become late, or nothing."""
        return "" if lateness is None else forecast_words(lateness, self._say, self._count)


def forecast_words(lateness: Lateness, say: Say, count: Count, matter: str = "") -> str:
    """How many may become late, with what that is reckoned from."""
    due = count(
        "{n} hồ sơ đến hạn trong {days} ngày làm việc tới", lateness.due, days=lateness.days
    )
    if lateness.before:
        due = count("{due} sau {n} hồ sơ đã quá hạn", lateness.before, due=due)
    pace = say("mỗi ngày thường xong {pace} hồ sơ", pace=_halves(lateness.half_cases))
    may = count("khoảng {n} hồ sơ có thể quá hạn", lateness.late)
    text = say("{due}; {pace}: {may}.", due=due, pace=pace, may=may)
    return f"{matter}: {text}" if matter else text


def _halves(number: int) -> str:
    return f"{number // 2},5" if number % 2 else str(number // 2)


def list_names(say: Say) -> dict[ListName, str]:
    """The heads of the lists, in their order."""
    return {name: say(_NAMES[name]) for name in LISTS}
