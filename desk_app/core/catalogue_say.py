"""A procedure in words: times, fees, papers and what changed, in the language of the sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from desk_app.core.catalogue_preview import CatalogueChange, Difference
from desk_app.core.problems import Problem
from desk_app.core.procedure import Fee, Procedure, RequiredPaper, TimeLimit

Sentence = Callable[[Problem], str]


class CatalogueWords:
    """Says what stands in the catalogue; `sentence` looks the sentences up."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence

    def say(self, code: str, /, **values: str) -> str:
        """One sentence."""
        return self._sentence(Problem(code, "", values))

    def problem(self, problem: Problem) -> str:
        """What is wrong, or worth knowing."""
        return self._sentence(problem)

    def limit(self, limit: TimeLimit) -> str:
        """ "online: 5 working days (to be verified)"."""
        if limit.unit == "same_day":
            words = self.say("procedure.same_day")
        else:
            one = "_one" if limit.value == 1 else ""
            words = self.say(f"procedure.{limit.unit}{one}", n=str(limit.value))
        return self._with(words, limit.case, limit.channel)

    def limits(self, limits: Iterable[TimeLimit]) -> str:
        """All times of a procedure in one line; "" without any."""
        return "; ".join(self.limit(limit) for limit in limits)

    def fee(self, fee: Fee) -> str:
        """An amount and what it is for, without the words beside it."""
        if fee.amount is None:
            words = self.say("procedure.unknown_fee")
        elif fee.amount == 0:
            words = self.say("procedure.free")
        else:
            per = fee.per or "case"
            code = "procedure.per_page_from" if fee.first > 1 else f"procedure.per_{per}"
            words = self.say(code, amount=dong(fee.amount), first=str(fee.first))
        return self._with(words, fee.case, fee.channel)

    def fees(self, fees: Iterable[Fee]) -> str:
        """All fees of a procedure in one line; "" without any."""
        listed = list(fees)
        words = [self.fee(fee) for fee in listed]
        tops = {fee.top for fee in listed if fee.top is not None}
        words += [self.say("procedure.top_copy", amount=dong(top)) for top in sorted(tops)]
        return "; ".join(words)

    def paper(self, paper: RequiredPaper) -> str:
        """A paper with its numbers and its form."""
        counts = [
            self.say(f"procedure.{kind}", n=str(number))
            for kind, number in (("originals", paper.originals), ("copies", paper.copies))
            if number
        ]
        inside = ", ".join(counts)
        words = self.say("procedure.paper", name=paper.name, counts=inside) if inside else ""
        words = words or paper.name
        if not paper.form:
            return words
        return self.say("procedure.paper_form", words=words, form=paper.form)

    def day(self, day: date | None) -> str:
        """From which day something holds."""
        if day is None:
            return self.say("catalogue_import.from_now")
        return self.say("catalogue_import.from_day", day=f"{day:%d/%m/%Y}")

    def headline(self, change: CatalogueChange) -> str:
        """What happens to one procedure, in one line."""
        day = f"{change.day:%d/%m/%Y}" if change.day is not None else ""
        named = day if change.kind in ("replaced", "abolished") else self.day(change.day)
        return self.say(
            f"catalogue_import.line_{change.kind}",
            code=change.code,
            name=change.name,
            day=named,
            by=change.by,
        )

    def column(self, field: str) -> str:
        """What a column of the catalogue is called."""
        return self.say(f"procedure.field_{field}")

    def values(self, difference: Difference, change: CatalogueChange) -> tuple[str, str]:
        """What a field said and what it says, for reading."""
        return (
            self._value(difference.field, difference.old, change.old),
            self._value(difference.field, difference.new, change.new),
        )

    def _value(self, field: str, cell: str, procedure: Procedure | None) -> str:
        if not cell or procedure is None:
            return self.say("procedure.none")
        if field == "time_limits":
            return self.limits(procedure.limits)
        if field == "fees":
            return self.fees(procedure.fees)
        if field == "papers":
            return "; ".join(self.paper(paper) for paper in procedure.papers)
        if field in ("valid_from", "valid_to"):
            return f"{date.fromisoformat(cell):%d/%m/%Y}"
        return self._word(field, cell)

    def _word(self, field: str, cell: str) -> str:
        if field in ("at_desk", "opens_case", "at_once", "full_id"):
            return self.say(f"procedure.{cell}")
        if field in ("online", "register"):
            return self.say(f"procedure.{field}_{cell}")
        if field == "unclear":
            return ", ".join(self.say(f"procedure.unclear_{word}") for word in cell.split())
        return cell

    def _with(self, words: str, case: str, channel: str) -> str:
        if case:
            words = self.say("procedure.in_case", words=words, case=case)
        return self.say(f"procedure.on_{channel}", words=words) if channel else words


def dong(amount: int) -> str:
    """An amount with full stops between thousands: 15.000."""
    return f"{amount:,}".replace(",", ".")
