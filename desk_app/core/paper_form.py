"""What an office may change on a paper of a case: titles with their law, labels, blocks; checked.

A form is a TOML file. Its texts hold {names} of values; a name that no case has would print
nothing, a value that no text asks for would be lost, so both are refused with line and place.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Literal, TypeVar

import msgspec

from desk_app.core.errors import UserProblem
from desk_app.core.form_description import Align, Dated, SignatureWay
from desk_app.core.problems import Problem
from desk_app.core.toml_lines import Path, line_of, lines_of_keys
from desk_app.core.toml_table import written

Sheet = Literal["a4", "a5", "a4_landscape"]
Empty = Literal["dots", "skip"]


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


# The values of a case that a text may name.
NAMES = _names(
    "address addressee applicant birth by committee content day death due due_short email fee "
    "fee_paid marriage month new_due note number office office_phone officer old_due "
    "organisation payment person phone place procedure procedure_code reason received "
    "reference register_book register_number representative result_place sets stage step_day "
    "solver stop_asked submitter time unit unit_above unit_code unit_name unit_within year"
)
# What a list offers for each of its entries.
SOURCES: dict[str, frozenset[str]] = {
    "papers": _names("n name counts"),
    "items": _names("n text"),
    "extensions": _names("n at old_due new_due reason"),
    "hand_overs": _names("n office giver receiver at result note"),
}


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all blocks know: `when`: printed only if this value is known; `unless`: only if not."""

    when: str = ""
    unless: str = ""


class TextBlock(
    _Part, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="text"
):
    """Words in a row."""

    text: str
    align: Align = "left"
    bold: bool = False
    italic: bool = False
    letter: bool = False
    dots: int = 0


class FieldPart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A label and its value; dots: lines to write on where the value is not known."""

    label: str
    value: str
    strong: bool = False
    empty: Empty = "dots"
    dots: int = 1
    share: float = 100.0


class FieldBlock(
    _Part, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="field"
):
    """A label and its value on a line of their own."""

    label: str
    value: str
    strong: bool = False
    empty: Empty = "dots"
    dots: int = 1


class FieldsBlock(
    _Part, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="fields"
):
    """Labels with values beside each other."""

    part: tuple[FieldPart, ...]


class ItemsBlock(
    _Part, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="items"
):
    """One numbered line for each entry; tail is left out where its values are all empty."""

    source: str
    text: str
    tail: str = ""
    empty: str = ""
    dots: int = 0


class FormTableColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column of a table."""

    title: str
    value: str
    share: float
    align: Align = "left"


class TableBlock(
    _Part, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="table"
):
    """One row for each entry; least: so many rows at least, empty ones to be filled by hand."""

    source: str
    column: tuple[FormTableColumn, ...]
    least: int = 0
    height: float = 0.0


class FormHand(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One who signs; way: the lines come from the ways of signing."""

    lines: tuple[str, ...] = ()
    hint: str = ""
    name: str = ""
    above: str = ""
    way: bool = False


class HandsBlock(
    _Part, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="hands"
):
    """Who signs, and at the left who receives the letter."""

    hand: tuple[FormHand, ...]
    to_head: str = ""
    to: tuple[str, ...] = ()


FormBlock = TextBlock | FieldBlock | FieldsBlock | ItemsBlock | TableBlock | HandsBlock


class FormTitle(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The title on a day, and under which number which law has the form."""

    form: str = ""


class PaperForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole form, checked.

    provenance: where its fields come from. office: the lines at the left of the head, the last one
    in bold. letter: signed by the head of the office, so that it carries neither code nor mark of
    printing, and its number is left to the registry. copies: what each copy of the form is for.
    """

    schema: Literal[1]
    id: str
    provenance: str
    sheet: Sheet = "a4"
    letter: bool = False
    coded: bool = False
    number: str = ""
    place_and_date: str = ""
    copies: tuple[str, ...] = ()
    notice: str = ""
    title: tuple[FormTitle, ...]
    office: tuple[Dated, ...]
    signature: tuple[SignatureWay, ...] = ()
    block: tuple[FormBlock, ...]

    def title_on(self, day: date) -> FormTitle:
        """The title that holds on a day; before the first one began, the first one."""
        held = [t for t in self.title if t.valid_from <= day and not _over(t, day)]
        return max(held, key=_begins) if held else min(self.title, key=_begins)


def load_paper_form(text: str, paper: str) -> PaperForm:
    """The form of `paper` written in a TOML text; UserProblem names every place that is wrong."""
    form = checked(text, PaperForm)
    notes = Places(text)
    if form.id != paper:
        notes.add(("id",), "form.other_paper", have=form.id, want=paper)
    _check_texts(form, notes)
    _check_dates(form, notes)
    notes.give_up_if_any()
    _check_needs(form, paper, notes)
    notes.give_up_if_any()
    return form


# What must stand on a paper: without it nobody could use it.
_NEEDS = {
    "case_01_receipt": "number applicant content received due officer papers",
    "case_02_supplement": "number applicant content items officer",
    "case_03_refusal": "number applicant content reason officer",
    "case_04_apology": "applicant content received old_due reason new_due",
    "case_05_stop": "applicant content stop_asked stage fee_paid",
    "case_06_control": "number hand_overs",
    "congratulation": "applicant",
    "condolence": "applicant",
}


def base_of(paper: str) -> str:
    """The paper that a form of another sheet size stands for."""
    return paper.removesuffix("_a5")


class Places:
    """Problems with the line of the file they stand on."""

    def __init__(self, text: str) -> None:
        self._lines = lines_of_keys(text)
        self._found: list[tuple[int, Problem]] = []

    def add(self, path: Path, code: str, **values: str) -> None:
        """One problem at a path."""
        line = line_of(self._lines, path)
        found = Problem(code, written(path), {"line": str(line), "place": written(path), **values})
        self._found.append((line, found))

    def holes(self, path: Path, text: str, allowed: frozenset[str]) -> set[str]:
        """The names a text asks for, each noted that is not among the allowed ones."""
        try:
            found = list(string.Formatter().parse(text))
        except ValueError as error:
            self.add(path, "form.braces_at", reason=str(error))
            return set()
        if any(spec or conversion for _, _, spec, conversion in found):
            self.add(path, "form.braces_at", reason="{:} {!}")
        names = {name for _, name, _, _ in found if name is not None}
        for name in sorted(names - allowed):
            known = ", ".join(sorted(allowed)) or "–"
            self.add(path, "form.unknown_value", name=f"{{{name}}}", known=known)
        return names

    def give_up_if_any(self) -> None:
        """UserProblem with everything found, in the order of the file."""
        if self._found:
            ordered = sorted(self._found, key=lambda one: one[0])
            raise UserProblem(*(problem for _, problem in ordered))


S = TypeVar("S", bound=msgspec.Struct)


def checked(text: str, shape: type[S]) -> S:
    """The TOML text in its shape, else UserProblem with line and place."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserProblem(Problem("form.not_toml", values={"reason": str(error)})) from error
    try:
        return msgspec.convert(table, shape)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at ")
        path = _path_of(place.strip("`"))
        line = str(line_of(lines_of_keys(text), path))
        values = {"reason": reason, "place": written(path) or "$", "line": line}
        raise UserProblem(Problem("form.wrong_shape_at", values["place"], values)) from error


def _path_of(place: str) -> Path:
    return tuple(
        int(number) if number else name
        for name, number in re.findall(r"\.([A-Za-z0-9_]+)|\[(\d+)\]", place)
    )


def _begins(text: Dated) -> date:
    return text.valid_from


def _over(text: Dated, day: date) -> bool:
    return text.valid_to is not None and text.valid_to < day


def _texts(form: PaperForm) -> Iterator[tuple[Path, str, frozenset[str]]]:
    """Every text of the form that may name values, where it stands, and which it may name."""
    for name in ("number", "place_and_date", "notice"):
        yield (name,), getattr(form, name), NAMES
    for key in ("office", "title"):
        for place, dated in enumerate(getattr(form, key)):
            for line, text in enumerate(dated.lines):
                yield (key, place, "lines", line), text, NAMES
    for place, block in enumerate(form.block):
        yield from _texts_of(("block", place), block)


def _texts_of(at: Path, block: FormBlock) -> Iterator[tuple[Path, str, frozenset[str]]]:
    match block:
        case TextBlock():
            yield (*at, "text"), block.text, NAMES
        case FieldBlock():
            yield (*at, "label"), block.label, NAMES
            yield (*at, "value"), block.value, NAMES
        case FieldsBlock():
            for place, part in enumerate(block.part):
                yield (*at, "part", place, "label"), part.label, NAMES
                yield (*at, "part", place, "value"), part.value, NAMES
        case ItemsBlock():
            names = SOURCES.get(block.source, frozenset())
            yield (*at, "text"), block.text, names
            yield (*at, "tail"), block.tail, names
        case TableBlock():
            names = SOURCES.get(block.source, frozenset())
            for place, column in enumerate(block.column):
                yield (*at, "column", place, "value"), column.value, names
        case HandsBlock():
            for place, hand in enumerate(block.hand):
                for line, text in enumerate(hand.lines):
                    yield (*at, "hand", place, "lines", line), text, NAMES
                yield (*at, "hand", place, "name"), hand.name, NAMES
                yield (*at, "hand", place, "above"), hand.above, NAMES
            for place, text in enumerate(block.to):
                yield (*at, "to", place), text, NAMES


def _check_texts(form: PaperForm, notes: Places) -> None:
    for path, text, allowed in _texts(form):
        notes.holes(path, text, allowed)
    for place, block in enumerate(form.block):
        for key in ("when", "unless"):
            name = getattr(block, key)
            if name and name not in NAMES and name not in SOURCES:
                notes.add(("block", place, key), "form.unknown_value", name=name,
                          known=", ".join(sorted(NAMES)))  # fmt: skip
        if isinstance(block, ItemsBlock | TableBlock) and block.source not in SOURCES:
            known = ", ".join(sorted(SOURCES))
            notes.add(("block", place, "source"), "form.unknown_list", name=block.source,
                      known=known)  # fmt: skip
        if isinstance(block, TableBlock):
            _check_shares(("block", place, "column"), [c.share for c in block.column], notes)
        if isinstance(block, FieldsBlock):
            _check_shares(("block", place, "part"), [p.share for p in block.part], notes)


def _check_shares(path: Path, shares: list[float], notes: Places) -> None:
    total = sum(shares)
    if abs(total - 100) > 0.01 or any(share <= 0 for share in shares):
        notes.add(path, "form.shares_at", sum=f"{total:g}")


def _check_dates(form: PaperForm, notes: Places) -> None:
    groups: list[tuple[str, tuple[Dated, ...]]] = [("title", form.title), ("office", form.office)]
    for key, dated in groups:
        if not dated:
            notes.add((key,), "form.none_at", name=key)
        for place, text in enumerate(dated):
            if text.valid_to is not None and text.valid_to < text.valid_from:
                notes.add((key, place, "valid_to"), "form.ends_too_early")
            if not text.lines or not all(line.strip() for line in text.lines):
                notes.add((key, place, "lines"), "form.empty_line_at")
    ways = any(
        hand.way for b in form.block if isinstance(b, HandsBlock) for hand in b.hand
    )  # fmt: skip
    if ways and not form.signature:
        notes.add(("signature",), "form.none_at", name="signature")


def _check_needs(form: PaperForm, paper: str, notes: Places) -> None:
    asked: set[str] = set()
    for _, text, _ in _texts(form):
        asked |= {name for _, name, _, _ in string.Formatter().parse(text) if name}
    asked |= {b.source for b in form.block if isinstance(b, ItemsBlock | TableBlock)}
    missing = [name for name in _NEEDS.get(base_of(paper), "").split() if name not in asked]
    for name in missing:
        notes.add(("block",), "form.value_missing", name=f"{{{name}}}")
