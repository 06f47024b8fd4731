"""Papers of a case (Mẫu 01–06 and letters): values and form to blocks, and to PDF bytes."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from desk_app.core import vietnamese as vi
from desk_app.core.case_code import case_code
from desk_app.core.case_paper import CasePaperValues, PrintMark, SlipSize
from desk_app.core.clock import day_of
from desk_app.core.errors import UserProblem
from desk_app.core.form_description import on_day
from desk_app.core.paper_form import (
    FieldBlock,
    FieldPart,
    FieldsBlock,
    FormBlock,
    HandsBlock,
    ItemsBlock,
    PaperForm,
    TableBlock,
    TextBlock,
)
from desk_app.core.paper_words import PaperWords
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from desk_app.printing.block_flow import beside_each_other, lay_out_blocks
from desk_app.printing.blocks import (
    SHEETS,
    Around,
    Beside,
    Block,
    BlockPaper,
    Grid,
    GridColumn,
    Hands,
    Head,
    Paragraph,
)
from desk_app.printing.case_words import Entry, case_lists, case_words
from desk_app.printing.fonts import Face
from desk_app.printing.hands import Hand
from desk_app.printing.paragraph import Run
from desk_app.printing.shapes import Drawing, Shape
from desk_app.printing.to_pdf import pdf_bytes

_FIRST_LINE = 28.35  # NĐ 30/2020: the first line of a paragraph is set in by 1 to 1.27 cm
_HANGING = 10.0


class CasePage(msgspec.Struct, frozen=True, kw_only=True):
    """One paper of one case to be printed: what it says, its mark of printing, its check code."""

    values: CasePaperValues
    mark: PrintMark | None = None
    check: str = ""


def case_papers_pdf(
    pages: Iterable[CasePage], form: PaperForm, words: PaperWords, size: SlipSize = "a4"
) -> bytes:
    """The papers of one case or of many as one PDF; equal values, equal bytes.

    A form of several copies is printed so often; with "a5_pair" two copies stand on one sheet.
    """
    return pdf_bytes(lay_out_case_papers(tuple(pages), form, words, size))


def lay_out_case_papers(
    pages: tuple[CasePage, ...], form: PaperForm, words: PaperWords, size: SlipSize = "a4"
) -> Drawing:
    """The finished pages of the papers, case by case."""
    style = SHEETS[form.sheet]
    pair = size == "a5_pair" and form.sheet == "a5" and len(form.copies) == 2
    width, height = style.page.width, style.page.height
    sheets: list[tuple[Shape, ...]] = []
    for page in pages:
        copies = [
            lay_out_blocks(paper, style)
            for paper in (_Writer(page, form, words).paper(copy) for copy in form.copies or ("",))
        ]
        if pair:
            sheets += [
                beside_each_other(left, right, width, height)
                for left, right in zip(*copies, strict=True)
            ]
        else:
            sheets += [sheet for copy in copies for sheet in copy]
    first = pages[0]
    unit = clean(first.values.unit)
    title = " ".join(form.title_on(first.values.on).lines)
    return Drawing(
        title=words.say("file_title", title=title, unit=unit),
        author=unit,
        moment=(
            vi.pdf_day(first.values.on)
            if first.mark is None or form.letter
            else vi.pdf_moment(first.mark.printed_at)
        ),
        width=2 * width if pair else width,
        height=height,
        pages=tuple(sheets),
    )


class _Writer:
    """Puts the values of one case into the words of one form."""

    def __init__(self, page: CasePage, form: PaperForm, words: PaperWords) -> None:
        self._page, self._values, self._form, self._words = page, page.values, form, words
        self._names = case_words(page.values, words)
        self._lists = case_lists(page.values, words)

    def paper(self, copy: str) -> BlockPaper:
        """One copy, all words final."""
        return BlockPaper(
            head=self._head(copy), blocks=tuple(self._blocks()), around=self._around(copy)
        )

    def _fill(self, text: str) -> str:
        return text.format_map(self._names)

    def _head(self, copy: str) -> Head:
        form, values = self._form, self._values
        title = form.title_on(values.on)
        office = on_day(form.office, values.on)
        return Head(
            unit_lines=tuple(self._fill(line) for line in office),
            above=_above(office),
            motto=self._words.motto_on(values.on),
            number=self._fill(form.number),
            place_and_date=self._fill(form.place_and_date),
            code=case_code(values.number) if form.coded and values.number else "",
            title=tuple(self._fill(line) for line in title.lines),
            ruled=form.letter and len(title.lines) > 1 and not title.lines[-1].isupper(),
            below=(copy,) if copy else (),
            notice=form.notice if values.interim else "",
        )

    def _around(self, copy: str) -> Around:
        form, words, values, mark = self._form, self._words, self._values, self._page.mark
        if form.letter:
            return Around(practice=values.practice, numbered=True)
        title = form.title_on(values.on)
        unit = words.say("foot_unit", unit=clean(values.unit), code=values.unit_code)
        second = [words.say("foot_number", number=values.number)] if values.number else []
        if self._page.check:
            second.append(words.say("foot_check", code=self._page.check))
        reprint = ""
        if mark is not None:
            at = {
                "time": vi.clock_text(mark.printed_at),
                "date": vi.date_text(day_of(mark.printed_at)),
            }
            if mark.copy > 1:
                reprint = words.say("foot_reprint", copy=str(mark.copy), **at)
            else:
                second.append(words.say("foot_printed", **at))
        law = words.say("foot_form", form=title.form, law=title.legal_basis)
        return Around(
            lines=(" · ".join((unit, law)), " · ".join(second)),
            page_words=words.words.page,
            reprint=reprint,
            practice=values.practice,
        )

    def _blocks(self) -> Iterator[Block]:
        for block in self._form.block:
            if self._known(block.when, True) and not self._known(block.unless, False):
                yield from self._block(block)

    def _known(self, name: str, otherwise: bool) -> bool:
        if not name:
            return otherwise
        return bool(self._lists[name] if name in self._lists else self._names[name])

    def _block(self, block: FormBlock) -> Iterator[Block]:
        match block:
            case TextBlock():
                yield self._text(block)
            case FieldBlock():
                part = FieldPart(
                    label=block.label, value=block.value, strong=block.strong,
                    empty=block.empty, dots=block.dots,
                )  # fmt: skip
                yield from self._field(part)
            case FieldsBlock():
                parts = tuple((p.share, next(self._field(p), Paragraph())) for p in block.part)
                yield Beside(parts=parts)
            case ItemsBlock():
                yield from self._items(block)
            case TableBlock():
                yield self._table(block)
            case HandsBlock():
                yield self._hands(block)

    def _text(self, block: TextBlock) -> Paragraph:
        face = Face.BOLD if block.bold else Face.ITALIC if block.italic else Face.REGULAR
        words = self._fill(block.text)
        return Paragraph(
            runs=(Run(words, face),) if words else (),
            align=block.align,
            justified=block.letter,
            first=_FIRST_LINE if block.letter else 0.0,
            dotted=block.dots,
            above=4.0 if block.letter else 0.0,
        )

    def _field(self, part: FieldPart) -> Iterator[Paragraph]:
        value = self._fill(part.value).strip()
        label = Run(f"{self._fill(part.label)}: ")
        # A value of several names is unknown where all of them are, whatever stands between.
        if not value or not _any_known(part.value, self._names):
            if part.empty == "dots":
                yield Paragraph(runs=(label,), dotted=part.dots)
            return
        face = Face.BOLD if part.strong else Face.REGULAR
        yield Paragraph(runs=(label, Run(value, face)))

    def _items(self, block: ItemsBlock) -> Iterator[Paragraph]:
        entries = self._lists[block.source]
        for entry in entries:
            text = block.text.format_map(entry)
            if block.tail and _any_known(block.tail, entry):
                text += block.tail.format_map(entry)
            yield Paragraph(runs=(Run(text),), left=_HANGING, hanging=f"{entry['n']}.")
        if entries:
            return
        if block.empty:
            yield Paragraph(runs=(Run(block.empty),), left=_HANGING)
        for number in range(block.dots):
            yield Paragraph(left=_HANGING, hanging=f"{number + 1}.", dotted=1)

    def _table(self, block: TableBlock) -> Grid:
        rows = [
            tuple(column.value.format_map(entry) for column in block.column)
            for entry in self._lists[block.source]
        ]
        blank = ("",) * len(block.column)
        rows += [blank] * (block.least - len(rows))
        return Grid(
            columns=tuple(
                GridColumn(title=c.title, share=c.share, align=c.align) for c in block.column
            ),
            rows=tuple(rows),
            height=block.height,
        )

    def _hands(self, block: HandsBlock) -> Hands:
        hands = tuple(
            Hand(
                lines=self._signing() if hand.way else tuple(map(self._fill, hand.lines)),
                hint="" if hand.way and self._values.signer_name else hand.hint,
                name=clean(self._values.signer_name) if hand.way else self._fill(hand.name),
                above=self._fill(hand.above),
            )
            for hand in block.hand
        )
        return Hands(hands=hands, to=tuple(map(self._fill, block.to)), to_head=block.to_head)

    def _signing(self) -> tuple[str, ...]:
        way = self._values.signature
        known = [one for one in self._form.signature if one.id == way]
        if not known:
            ways = ", ".join(dict.fromkeys(one.id for one in self._form.signature))
            values = {"id": way, "ways": ways}
            raise UserProblem(Problem("form.no_such_signature", "signature", values))
        return on_day(known, self._values.on)


def _above(office: tuple[str, ...]) -> int:
    """How many lines name what the office stands under: none for the committee, whose two are one.

    A committee of a commune has nothing above it on paper; a centre stands under its committee.
    """
    whole = next((n for n, line in enumerate(office) if "{unit_above}" in line), None)
    return len(office) - 1 if whole is None else whole


def _any_known(text: str, values: Mapping[str, str] | Entry) -> bool:
    """Whether any value that a text names is known; a text that names none says itself."""
    names = [name for _, name, _, _ in string.Formatter().parse(text) if name]
    return not names or any(values[name] for name in names)
