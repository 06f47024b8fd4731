"""What two desks set differently: one conflict after the other, chosen by a person, undoable."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.core.clock import Millis
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from desk_app.services.conflicts import Disputed, Side
from desk_app.services.settle_conflict import Settled
from desk_app.services.sync_values import Choice, Thing
from desk_app.ui.figures import thousands
from desk_app.ui.stage import Count, Run, Say
from desk_app.ui.sync.field_words import FieldWords
from desk_app.ui.sync.op_words import OpWords
from desk_app.ui.sync.ports import ConflictCard, ConflictView, Offer, SettlePort
from desk_app.ui.undo.undo_stack import Act, Done, Refused
from sync.client.truth import moment


class ConflictPresenter:
    """Shows one conflict at a time. push: hears of each choice, so that it can be undone."""

    def __init__(
        self,
        port: SettlePort,
        run: Run,
        say: Say,
        count: Count,
        sentence: Callable[[Problem], str],
        push: Callable[[Act], None],
        view: ConflictView,
    ) -> None:
        self._port, self._run, self._say, self._count = port, run, say, count
        self._sentence, self._push, self._view = sentence, push, view
        self._ops = OpWords(say, port.procedure)
        self._fields = FieldWords(say, sentence, port.procedure)
        self._all: tuple[Disputed, ...] = ()
        self._key = ""
        self._foot = ""
        self._busy = ""

    @property
    def shown(self) -> Disputed | None:
        """The conflict before the eyes."""
        found = next((one for one in self._all if key_of(one) == self._key), None)
        return found or (self._all[0] if self._all else None)

    def show(self, conflicts: tuple[Disputed, ...], foot: str) -> None:
        """These are to be settled; the one before the eyes stays there."""
        before = [key_of(one) for one in self._all]
        self._all, self._foot = conflicts, foot
        keys = [key_of(one) for one in conflicts]
        if self._key not in keys and self._key in before:
            # What was settled makes room for the one after it, not for the first of all.
            after = [key for key in before[before.index(self._key) :] if key in keys]
            self._key = after[0] if after else ""
        self._show()

    def say_again(self) -> None:
        """Say the same in the present language, and for whoever acts now."""
        self._show()

    def step(self, steps: int) -> None:
        """Go to another conflict; after the last comes the first."""
        shown = self.shown
        if shown is not None:
            place = (self._all.index(shown) + steps) % len(self._all)
            self._key = key_of(self._all[place])
            self._show()

    def later(self) -> None:
        """Not now: the next one."""
        self.step(1)

    def settle(self, op: str) -> None:
        """This op's value holds, or what was typed where `op` is empty."""
        conflict = self.shown
        if conflict is None or self._busy or conflict.told:
            return
        why_not = self._port.why_not_settle(conflict)
        if why_not is not None:
            self._view.show_sentence(self._sentence(why_not))
            return
        typed = "" if op else clean(self._view.typed())
        if not op and not typed:
            self._view.show_sentence(
                self._say("Gõ giá trị khác vào ô, hoặc chọn một giá trị trên.")
            )
            return
        self._view.show_sentence("")
        self._busy = key_of(conflict)
        choice, reason = Choice(op, typed), self._say("chọn giữa hai giá trị")
        self._run(
            lambda: self._port.settle(conflict, choice, reason),
            lambda settled: self._on_settled(conflict, choice, settled),
            self._on_refused,
        )

    def work_failed(self) -> None:
        """The machine failed: nothing was settled, and one may choose again."""
        self._busy = ""

    def _on_refused(self, error: UserProblem) -> None:
        self._busy = ""
        self._view.show_sentence(" ".join(self._sentence(one) for one in error.problems))

    def _on_settled(self, conflict: Disputed, choice: Choice, settled: Settled) -> None:
        self._busy = ""
        field = self._fields.field(conflict.field)
        value = self._value(conflict, choice)
        before = self._fields.value(conflict.field, conflict.sides[-1].value)
        holes = {"what": self._what(conflict), "field": field, "value": value, "before": before}

        again = self._say("hoàn tác")

        def undo(done: Done, refused: Refused) -> None:
            self._run(lambda: self._port.take_back(settled, again), lambda _none: done(), refused)

        self._push(
            Act(
                self._say("{what}, ô {field}: dùng {value}", **holes),
                undo,
                self._say("{what}, ô {field}: lại dùng {before}.", **holes),
            )
        )

    def _value(self, conflict: Disputed, choice: Choice) -> str:
        if not choice.op:
            return self._fields.value(conflict.field, choice.text)
        chosen = next(one for one in conflict.sides if one.op == choice.op)
        return self._fields.value(conflict.field, chosen.value)

    # ---- shown --------------------------------------------------------------------------------

    def _show(self) -> None:
        shown, say = self.shown, self._say
        if shown is None:
            empty = say("Không có gì phải chọn. Khi hai quầy sửa cùng một ô mà chưa biết của nhau, "
                        "hai giá trị đứng ở đây.")  # fmt: skip
            self._view.show_conflict(None, "", "", empty, self._foot)
            return
        place = ""
        if len(self._all) > 1:
            place = f"{self._all.index(shown) + 1}/{thousands(len(self._all))}"
        facts = self._count("{n} ô hai quầy ghi khác nhau", len(self._all))
        self._view.show_conflict(self._card(shown), place, facts, "", self._foot)

    def _card(self, conflict: Disputed) -> ConflictCard:
        now = self._port.now()
        why_not = self._port.why_not_settle(conflict)
        told = ""
        if conflict.told:
            told = self._say("Không phải chọn: đánh giá đến trước được tính, đánh giá kia vẫn giữ.")
        # The one that stands comes first, as it is the one the rule chose.
        offers = tuple(
            self._offer(conflict, one, now, stands=n == 0)
            for n, one in enumerate(reversed(conflict.sides))
        )
        return ConflictCard(
            key=key_of(conflict),
            title=self._what(conflict),
            field=self._fields.field(conflict.field),
            offers=offers,
            chosen=0,
            typed=self._say("Giá trị khác:") if conflict.typed and not told else "",
            why_not="" if why_not is None or told else self._sentence(why_not),
            told=told,
            case=conflict.subject if conflict.family == "case" else "",
            visit=conflict.subject if conflict.family == "visit" else "",
        )

    def _offer(self, conflict: Disputed, one: Side, now: Millis, *, stands: bool) -> Offer:
        value = self._fields.value(conflict.field, one.value)
        who = " · ".join(
            part for part in (one.desk_name, one.officer_name, moment(one.at, now)) if part
        )
        return Offer(one.op, value, who, stands)

    def _what(self, conflict: Disputed) -> str:
        about = conflict.about
        thing = Thing(
            subject=conflict.subject,
            family=conflict.family,
            number=about.number,
            at=about.at,
            procedure=about.procedures[0] if about.procedures else "",
        )
        named = self._ops.what(thing, self._port.now())
        if named:
            return named
        if conflict.family == "assessment":
            return self._say("Bảng tự chấm năm {year}", year=about.year)
        return self._say("Cán bộ {name}", name=about.name) if about.name else self._say("Việc khác")


def key_of(conflict: Disputed) -> str:
    """What tells a conflict from every other."""
    return f"{conflict.subject} {conflict.field}"
