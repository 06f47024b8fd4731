"""The matters of the visit in hand as rows: copies, fee, when it is promised, and how counted."""

from __future__ import annotations

from typing import Protocol

import msgspec

from desk_app.core.case_ops import Enclosed
from desk_app.core.clock import Millis, day_of, from_local
from desk_app.core.matter import (
    FollowUp,
    MatterForm,
    counts_copies,
    fee_of,
    is_at_once,
    limit_of,
    limits_of,
    untouched,
    whole,
)
from desk_app.core.matter_case import (
    TAKEN_IN,
    TURNED_AWAY,
    all_at_once,
    matters_of,
    papers_of,
    submitter_of,
)
from desk_app.core.problems import Problem
from desk_app.core.procedure import Procedure, TimeLimit
from desk_app.core.spoken_time import written_out
from desk_app.core.visit import VisitForm, parse_when
from desk_app.ui.intake.matter_words import DEEDS, TURNED, MatterWords, short_number
from desk_app.ui.rating.check_words import CheckMatter, plain_exempt
from desk_app.ui.stage import Count, Say

FOLLOWS = "case:"


class MatterPort(Protocol):
    """What rows of matters need from the desk; promise is fast enough for the GUI thread."""

    def now(self) -> Millis: ...
    def procedure(self, code: str) -> Procedure | None: ...
    def promise(self, received: Millis, limit: TimeLimit) -> Millis | None: ...


class MatterRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row: a procedure, or an earlier case that is closed or fed.

    key: the procedure's code, or "case:" and the case's id; aside: code or number; tone of the due
    moment; explained: how the fee was counted and who pays nothing, "" where nothing is to be said.
    """

    key: str
    code: str
    name: str
    full: str = ""
    aside: str = ""
    copies: str = ""
    fee: str = ""
    due: str = ""
    due_tone: str = "text"
    explained: str = ""
    opens: bool = False


class MatterFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What was worked out of a matter: the moment in words, the fee and how it was counted.

    by: who hands it in by the flags of the visit; at_once: whether it is handed over at once.
    """

    due: str
    fee: str
    explained: str
    by: str
    at_once: bool


class Matters:
    """What was typed of each matter, held beside the codes of the visit."""

    def __init__(self, port: MatterPort, say: Say, count: Count) -> None:
        self._port, self._say, self._count = port, say, count
        self.words = MatterWords(say, count)
        self._forms: dict[str, MatterForm] = {}
        self.follows: tuple[FollowUp, ...] = ()

    def load(self, form: VisitForm) -> None:
        """Take up what a form holds."""
        self._forms = {one.procedure: one for one in form.cases}
        self.follows = form.follows

    def typed(self, codes: tuple[str, ...]) -> tuple[MatterForm, ...]:
        """What was typed of these matters; those that nobody touched are left out."""
        found = (self._forms.get(code) for code in codes)
        return tuple(one for one in found if one is not None and not untouched(one))

    def of(self, code: str) -> MatterForm:
        """What was typed of a matter so far."""
        return self._forms.get(code) or MatterForm(procedure=code)

    def change(self, form: MatterForm) -> None:
        """Something about a matter was typed."""
        self._forms[form.procedure] = form

    def forget(self, code: str) -> None:
        """The matter is gone from the visit."""
        self._forms.pop(code, None)

    def follow(self, follow: FollowUp) -> None:
        """This visit closes or feeds an earlier case."""
        if all(one.case != follow.case for one in self.follows):
            self.follows = (*self.follows, follow)

    def unfollow(self, key: str) -> None:
        """It does so no more."""
        self.follows = tuple(one for one in self.follows if FOLLOWS + one.case != key)

    def copies(self, codes: tuple[str, ...], copies: str, pages: str) -> str:
        """Say how many copies of how many pages; the code of the matter that took it, or ""."""
        for code in reversed(codes):
            procedure = self._port.procedure(code)
            if procedure is not None and counts_copies(procedure):
                form = msgspec.structs.replace(self.of(code), copies=copies, pages=pages)
                self.change(form)
                return code
        return ""

    def counts(self, codes: tuple[str, ...]) -> bool:
        """Whether copies of one of these are counted."""
        known = (self._port.procedure(code) for code in codes)
        return any(one is not None and counts_copies(one) for one in known)

    def moment(self, form: VisitForm) -> Millis:
        """When the papers came in: the time of a late entry, else now."""
        now = self._port.now()
        if not form.at.strip():
            return now
        when = parse_when(written_out(form.at, day_of(now)))
        return now if isinstance(when, Problem) else from_local(when)

    def due(self, procedure: Procedure, matter: MatterForm, received: Millis) -> Millis | None:
        """The moment that is promised for a matter."""
        limit = limit_of(procedure, matter)
        return None if limit is None else self._port.promise(received, limit)

    def at_once(self, form: VisitForm) -> bool:
        """Whether everything of this visit is handed over in it."""
        matters = matters_of(form, self._port.procedure)
        taken = bool(matters) and form.outcome in TAKEN_IN
        return taken and (form.outcome == "done" or all_at_once(matters))

    def opens(self, form: VisitForm) -> bool:
        """Whether this visit opens a case."""
        return bool(matters_of(form, self._port.procedure))

    def rows(self, form: VisitForm) -> tuple[MatterRow, ...]:
        """A row for each matter and each earlier case, in the present language."""
        opening = {procedure.code for procedure, _ in matters_of(form, self._port.procedure)}
        now, received = self._port.now(), self.moment(form)
        rows = [self._follow_row(follow, now) for follow in form.follows]
        for code in form.procedures:
            procedure = self._port.procedure(code)
            if procedure is None:
                continue
            if code in opening:
                rows.append(self._row(procedure, form, received, now))
            else:
                rows.append(_plain(procedure))
        return tuple(rows)

    def _row(
        self, procedure: Procedure, form: VisitForm, received: Millis, now: Millis
    ) -> MatterRow:
        if form.outcome in TURNED_AWAY:
            return self._turned_away(procedure, form.outcome)
        matter, words = self.of(procedure.code), self.words
        counted = matter.copies if counts_copies(procedure) else matter.sets
        at_once = form.outcome == "done" or is_at_once(procedure, matter)
        due = None if at_once else self.due(procedure, matter, received)
        known = due is not None or at_once
        return msgspec.structs.replace(
            _plain(procedure),
            copies=str(whole(counted, 1)),
            fee=words.fee(fee_of(procedure, matter)),
            due=self._say("trả ngay") if at_once else words.due(due, now),
            due_tone="text" if known else "near",
            explained=self.explained(procedure, matter, at_once=at_once),
            full=self._say("{name}. Enter để mở: thời hạn, giấy tờ, phí.", name=procedure.name),
            opens=True,
        )

    def _turned_away(self, procedure: Procedure, outcome: str) -> MatterRow:
        """A matter whose papers are not taken in: nothing is promised and nothing paid."""
        return msgspec.structs.replace(
            _plain(procedure), due=self._say(TURNED[outcome]), due_tone="near", opens=True
        )

    def facts(self, form: VisitForm, procedure: Procedure) -> MatterFacts:
        """What follows for the sheet of one matter."""
        matter, words = self.of(procedure.code), self.words
        turned = TURNED.get(form.outcome)
        at_once = not turned and (form.outcome == "done" or is_at_once(procedure, matter))
        due = self.due(procedure, matter, self.moment(form))
        promised = self._say("trả ngay") if at_once else words.due(due, self._port.now())
        return MatterFacts(
            due=self._say(turned) if turned else promised,
            fee=words.fee(fee_of(procedure, matter)),
            explained=self.explained(procedure, matter, at_once=at_once),
            by=submitter_of(form, MatterForm(procedure=procedure.code)),
            at_once=at_once,
        )

    def promised(self, form: VisitForm) -> dict[str, CheckMatter]:
        """What a citizen checks of each matter that opens a case, and of each earlier case."""
        found: dict[str, CheckMatter] = {}
        for row in self.rows(form):
            if row.key.startswith(FOLLOWS):
                name = f"{row.name} ({row.aside})"
                found[row.key] = CheckMatter(name, "", "", plain=True)
        for procedure, matter in matters_of(form, self._port.procedure):
            facts, fee = self.facts(form, procedure), fee_of(procedure, matter)
            due = self.due(procedure, matter, self.moment(form))
            when = self._say("ngay tại quầy") if facts.at_once else facts.due if due else ""
            if form.outcome in TURNED_AWAY:
                fee, when = None, facts.due
            papers = "; ".join(self._paper(one) for one in papers_of(procedure, matter))
            exempt = plain_exempt(self.words.exempt(procedure, matter)) if fee else ""
            shown = " · ".join(part for part in (facts.fee, exempt) if part)
            found[procedure.code] = CheckMatter(
                "", "", shown if fee is not None else "", when, papers
            )
        return found

    def _paper(self, paper: Enclosed) -> str:
        counts = []
        if paper.originals:
            counts.append(self._count("{n} bản chính", paper.originals))
        if paper.copies:
            counts.append(self._count("{n} bản sao", paper.copies))
        return f"{paper.name} ({', '.join(counts)})" if counts else paper.name

    def explained(self, procedure: Procedure, matter: MatterForm, *, at_once: bool) -> str:
        """How it was counted, how it is paid, who pays nothing, what is still open."""
        words = self.words
        fee = fee_of(procedure, matter)
        counted = [words.working(procedure, matter), words.payment(procedure, matter)]
        text = "; ".join(part for part in counted if part)
        parts = [f"{text[:1].upper()}{text[1:]}." if text else ""]
        if fee != 0 or text:
            parts.append(words.exempt(procedure, matter))
        open_ones = [one for one in limits_of(procedure, matter) if not one.case]
        if not at_once and len(open_ones) > 1 and not matter.limit:
            parts.append(self._say("Việc này có nhiều thời hạn: mở dòng để chọn."))
        return " ".join(part for part in parts if part)

    def _follow_row(self, follow: FollowUp, now: Millis) -> MatterRow:
        procedure = self._port.procedure(follow.procedure)
        name = follow.procedure if procedure is None else procedure.short_name or procedure.name
        due = Millis(follow.due) if follow.due is not None else None
        shown = self._say("hẹn {day}", day=self.words.day(due, now)) if due is not None else ""
        return MatterRow(
            key=FOLLOWS + follow.case,
            code=follow.procedure,
            name=self._say(DEEDS[follow.deed], matter=name),
            full="" if procedure is None else procedure.name,
            aside=short_number(follow.number),
            due=shown,
            due_tone="text2",
        )


def _plain(procedure: Procedure) -> MatterRow:
    return MatterRow(
        key=procedure.code,
        code=procedure.code,
        name=procedure.short_name or procedure.name,
        full=procedure.name,
        aside=procedure.code,
    )
