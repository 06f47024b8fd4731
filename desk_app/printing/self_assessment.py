"""The self-assessment form (bảng tự chấm điểm): from its values to tokens, and to PDF bytes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import resources
from desk_app.core import vietnamese as vi
from desk_app.core.assessment_form import AssessmentForm, FormCriterion, FormGroup, Parts
from desk_app.core.clock import day_of
from desk_app.core.form_description import FormDescription, load_form, on_day, signing
from desk_app.core.period import parse_month
from desk_app.core.text import clean
from desk_app.printing.criterion_notes import notes
from desk_app.printing.flow import lay_out
from desk_app.printing.paper import A4_LANDSCAPE
from desk_app.printing.shapes import MARKS, MarkKind
from desk_app.printing.to_pdf import pdf_bytes
from desk_app.printing.tokens import (
    Cell,
    Column,
    Foot,
    Keep,
    Legend,
    Letterhead,
    Notice,
    Paper,
    Row,
    Signature,
    Table,
    Title,
)

_DESCRIPTION = "forms/self_assessment.toml"


@cache
def shipped_description() -> FormDescription:
    """The form description that comes with the program."""
    return load_form(resources.read_text(_DESCRIPTION))


def self_assessment_pdf(form: AssessmentForm, description: FormDescription | None = None) -> bytes:
    """The form as a PDF file, A4 landscape after NĐ 30/2020/NĐ-CP; equal forms, equal bytes.

    Raises UserProblem when the form asks for a way of signing that the description lacks.
    """
    tokens = self_assessment_tokens(form, description or shipped_description())
    return pdf_bytes(lay_out(tokens, A4_LANDSCAPE))


def self_assessment_tokens(form: AssessmentForm, description: FormDescription) -> Paper:
    """The form as tokens: every word final, nothing placed yet."""
    writer = _Writer(form, description)
    period, unit = writer.period(), clean(form.unit)
    return Paper(
        title=description.say("file_title", period=period, unit=unit),
        author=unit,
        moment=vi.pdf_day(form.on) if form.printed_at is None else vi.pdf_moment(form.printed_at),
        letterhead=writer.letterhead(),
        heading=writer.heading(),
        notice=writer.notice(),
        table=Table(columns=writer.columns(), rows=tuple(writer.rows())),
        signature=writer.signature(),
        foot=writer.foot(),
    )


class _Writer:
    """Puts one form into the words of one description."""

    def __init__(self, form: AssessmentForm, description: FormDescription) -> None:
        self._form = form
        self._description = description
        self._say = description.say
        criteria = [criterion for group in form.groups for criterion in group.criteria]
        standard = [form.max, *(c.max for c in criteria)]
        own = [points for c in criteria for points in (c.parts.points, c.parts.proven)]
        self._places = vi.places_for([*standard, *own])

    def period(self) -> str:
        """The period in words."""
        period = self._form.period
        month = parse_month(period)
        if month is not None:
            return self._say("period_month", month=str(month.number), year=str(month.year))
        return self._say("period_year", year=clean(period))

    def letterhead(self) -> Letterhead:
        """The head of the first page."""
        form, dated, blank = self._form, self._form.dated, self._say("blank")
        country, watchword = on_day(self._description.motto, form.on)
        place_and_date = self._say(
            "place_and_date",
            place=clean(form.place),
            day=blank if dated.day is None else vi.day_in_words(dated.day),
            month=blank if dated.month is None else vi.month_in_words(dated.month),
            year=blank if dated.year is None else str(dated.year),
        )
        return Letterhead(form.unit_lines, (country, watchword), place_and_date)

    def heading(self) -> Title:
        """The name of the paper, what it is annexed to, what it is scored by."""
        form = self._form
        lines = on_day(self._description.title, form.on)
        annexed = on_day(self._description.attachment, form.on)
        about = [self._say("set", set=clean(form.set_title))]
        if form.data_until is not None:
            about.append(self._say("data_until", date=vi.date_text(form.data_until)))
        return Title(
            tuple(line.format(period=self.period()) for line in lines),
            (*(line.format(unit=clean(form.unit)) for line in annexed), *about),
        )

    def notice(self) -> Notice | None:
        """The warning that the split into criteria is nobody's rule yet."""
        return Notice(self._say("model_notice")) if self._form.set_status == "model" else None

    def columns(self) -> tuple[Column, ...]:
        """The columns as described."""
        return tuple(
            Column(title=c.title, share=c.share, align=c.align, size=c.size)
            for c in self._description.column
        )

    def rows(self) -> Iterator[Row]:
        """Groups with their criteria, then the sums, the verdict and the remarks."""
        groups = self._form.groups
        if not any(group.criteria for group in groups):
            yield Row(cells=(Cell(paragraphs=(self._say("no_criteria"),), span=6),), keep="if_room")
        for group in groups:
            yield self._group(group)
            for criterion in group.criteria:
                last = group is groups[-1] and criterion is group.criteria[-1]
                yield self._criterion(criterion, keep="if_room" if last else "no")
        yield self._total()
        yield from self._part_rows()
        yield self._wide(self._verdict(), keep="if_room" if self._form.remarks else "no")
        for remark in self._form.remarks:
            yield self._wide(remark, keep="no")

    def signature(self) -> Signature:
        """The block of whoever signs."""
        form = self._form
        lines = signing(self._description, form.signature, form.on)
        if form.signer_title:
            lines = (*lines[:-1], clean(form.signer_title).upper())
        name = clean(form.signer_name)
        return Signature(lines, "" if name else self._say("signature_hint"), name)

    def foot(self) -> Foot:
        """What stands below each page."""
        form = self._form
        unit, code, number = clean(form.unit), clean(form.check_code), clean(form.number)
        unit_code = clean(form.unit_code)
        lines = [
            self._say("unit_with_code", unit=unit, code=unit_code)
            if unit_code
            else self._say("unit", unit=unit)
        ]
        if code and number:
            lines.append(self._say("code_and_number", code=code, number=number))
        elif code:
            lines.append(self._say("code", code=code))
        elif number:
            lines.append(self._say("only_number", number=number))
        if form.copy is not None and form.printed_at is not None:
            lines.append(
                self._say(
                    "copy",
                    copy=str(form.copy),
                    time=vi.clock_text(form.printed_at),
                    date=vi.date_text(day_of(form.printed_at)),
                )
            )
        legend = Legend(
            self._say("legend"), tuple((mark, self._say(f"legend_{mark}")) for mark in MARKS)
        )
        page_words = self._description.words["page"]
        return Foot(
            lines=tuple(lines),
            legend=legend,
            page_words=page_words,
            code=code,
            practice=form.practice,
        )

    def _points(self, points: Decimal) -> str:
        return vi.points_text(points, self._places)

    def _group(self, group: FormGroup) -> Row:
        title = self._say("bonus", title=clean(group.title)) if group.bonus else group.title
        return Row(
            kind="group",
            keep="always",
            cells=(
                Cell(paragraphs=(group.number,), bold=True),
                Cell(paragraphs=(title,), bold=True),
                Cell(paragraphs=(self._points(group.max),), bold=True),
                Cell(paragraphs=(self._points(group.parts.points),), bold=True),
                Cell(),
                Cell(),
            ),
        )

    def _criterion(self, criterion: FormCriterion, *, keep: Keep) -> Row:
        most, own = self._points(criterion.max), self._points(criterion.parts.points)
        marks = _marks(criterion.parts)
        if criterion.excluded:
            most = own = self._say("excluded")
            marks = ()
        return Row(
            keep=keep,
            cells=(
                Cell(paragraphs=(criterion.number,)),
                Cell(paragraphs=(criterion.title,)),
                Cell(paragraphs=(most,)),
                Cell(paragraphs=(own,), marks=marks),
                Cell(),
                Cell(paragraphs=tuple(notes(criterion, self._say, self._places))),
            ),
        )

    def _total(self) -> Row:
        form = self._form
        return Row(
            kind="total",
            keep="always",
            cells=(
                Cell(paragraphs=(self._say("total"),), span=2, bold=True, align="center"),
                Cell(paragraphs=(self._points(form.max),), bold=True),
                Cell(paragraphs=(self._points(form.parts.points),), bold=True),
                Cell(),
                Cell(),
            ),
        )

    def _part_rows(self) -> Iterator[Row]:
        for mark in MARKS:
            points: Decimal = getattr(self._form.parts, mark)
            words = self._say(f"part_{mark}")
            yield Row(
                kind="part",
                keep="always",
                cells=(
                    Cell(paragraphs=(words,), marks=(mark,), span=3, align="left"),
                    Cell(paragraphs=(self._points(points),)),
                    Cell(span=2),
                ),
            )

    def _verdict(self) -> str:
        form = self._form
        own, proven = form.parts.points, form.parts.proven
        points = {"points": self._points(own), "proven": self._points(proven)}
        if form.pass_mark is None:
            words = self._say("no_pass_line", **points)
        else:
            words = self._say(
                "pass_line",
                mark=self._points(form.pass_mark),
                verdict=self._reached(own, form.pass_mark),
                proven_verdict=self._reached(proven, form.pass_mark),
                **points,
            )
        stars = form.stars
        grade = self._say("stars", stars=str(stars)) if isinstance(stars, int) else stars
        return f"{words} {self._say('grade', grade=clean(grade))}" if stars and grade else words

    def _reached(self, points: Decimal, mark: Decimal) -> str:
        if points >= mark:
            return self._say("verdict_reached")
        return self._say("verdict_missing", missing=self._points(mark - points))

    def _wide(self, text: str, *, keep: Keep) -> Row:
        return Row(
            kind="remark", keep=keep, cells=(Cell(paragraphs=(text,), span=6, align="left"),)
        )


def _marks(parts: Parts) -> tuple[MarkKind, ...]:
    """The marks beside a criterion's points: one for each kind in them, or the mark of loss."""
    kinds = tuple(mark for mark in MARKS[:-1] if getattr(parts, mark) > 0)
    return kinds or ("lost",)
