"""The QR of an identity card as a person: which of its fields can be trusted, and what is odd."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import msgspec

from desk_app.core.card_fields import CardFields, as_date, birth_year_on, find_fields, is_whole_year
from desk_app.core.card_text import TextRead, read_texts
from desk_app.core.citizen_id import CitizenId, citizen_id_warnings
from desk_app.core.problems import Problem
from desk_app.core.text import clean
from desk_app.core.visit import LINE_LIMIT, NAME_LIMIT

Sex = Literal["Nam", "Nữ", ""]

# The longest QR of a card is under 400 characters; typing codes and misread bytes make it longer.
TEXT_LIMIT = 2000
_SHOWN = 60

_SYMBOLOGY = re.compile(r"\A\s*\][A-Za-z][0-9]")
_HEALTH_CODE = re.compile(r"(?:[A-Z]{2}\d{13}|\d{10}|\d{12})\Z")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}){3,}\Z")
_WEB = re.compile(r"\A[a-z][a-z0-9+.-]*://|\Awww\.|\A[{\[]", re.IGNORECASE)
_PAYMENT = "000201"


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What a scanned card says; the twelve digits are always there, everything else may be empty.

    A doubtful name or address is "" here: the scanner or a typing tool garbled it, and a warning
    beside its field ("name", "address") says what was read. `warnings` are ready for display;
    those about the number, birth and sex stand beside "citizen_id".
    """

    number: str
    old_number: str = ""
    name: str = ""
    name_doubtful: bool = False
    birth: date | None = None
    sex: Sex = ""
    address: str = ""
    address_doubtful: bool = False
    issued: date | None = None
    warnings: tuple[Problem, ...] = ()


def parse_card(text: str, today: date) -> Card | Problem:
    """The card whose QR holds `text`, or why it is none (a Problem without a field)."""
    if len(text) > TEXT_LIMIT:
        return Problem("card.too_long", values={"limit": str(TEXT_LIMIT)})
    text = _SYMBOLOGY.sub("", text).strip(" \t\r\n\0")
    if not clean(text):
        return Problem("card.empty")
    other = _other_code(text)
    if other is not None:
        return other
    fields = find_fields(text)
    if not fields.number:
        return _without_number(fields)
    return _card(fields, today)


def _other_code(text: str) -> Problem | None:
    """What people hold under the scanner instead of their card."""
    parts = text.split("|")
    if len(parts) > 1 and _HEALTH_CODE.match(parts[0].strip()) and _is_hex_name(parts[1].strip()):
        return Problem("card.health_insurance")
    if text.startswith(_PAYMENT) or _WEB.match(text):
        return Problem("card.not_identity")
    return None


def _is_hex_name(field: str) -> bool:
    """A name written as the hexadecimal digits of its UTF-8."""
    if not _HEX.match(field):
        return False
    name = bytes.fromhex(field).decode("utf-8", errors="replace")
    return all(c.isalpha() or c in " '-." for c in name)


def _without_number(fields: CardFields) -> Problem:
    if fields.birth and fields.sex:
        return Problem("card.number_unreadable")
    if fields.old_number:
        return Problem("card.old_card")
    return Problem("card.not_identity")


def _card(fields: CardFields, today: date) -> Card:
    number = CitizenId(fields.number)
    name, address = read_texts(fields.name, fields.address, fields.sex_sent)
    name, address = _bounded(name, NAME_LIMIT), _bounded(address, LINE_LIMIT)
    birth, issued = as_date(fields.birth), as_date(fields.issued)
    sex: Sex = "Nam" if fields.sex == "Nam" else "Nữ" if fields.sex == "Nữ" else ""
    warnings = [*citizen_id_warnings(number, today)]
    warnings += _birth_warnings(number, fields.birth, birth, today)
    if sex and (int(number.number[3]) % 2 == 0) != (sex == "Nam"):
        warnings.append(Problem("card.sex_differs", "citizen_id", {"sex": sex}))
    if issued is not None and issued > today:
        day = issued.strftime("%d/%m/%Y")
        warnings.append(Problem("card.issued_in_future", "citizen_id", {"day": day}))
    for field, read in (("name", name), ("address", address)):
        if read.doubtful:
            sent = read.sent if len(read.sent) <= _SHOWN else read.sent[: _SHOWN - 1] + "…"
            warnings.append(Problem(f"card.{field}_unreadable", field, {"sent": sent}))
    return Card(
        number=number.number,
        old_number=fields.old_number,
        name=name.text,
        name_doubtful=name.doubtful,
        birth=birth,
        sex=sex,
        address=address.text,
        address_doubtful=address.doubtful,
        issued=issued,
        warnings=tuple(warnings),
    )


def _bounded(read: TextRead, limit: int) -> TextRead:
    return read if len(read.text) <= limit else TextRead("", True, read.sent)


def _birth_warnings(
    number: CitizenId, written: str, birth: date | None, today: date
) -> list[Problem]:
    if not written:
        return []
    if birth is None and not is_whole_year(written):
        return [Problem("card.no_such_birth", "citizen_id", {"have": clean(written)[:10]})]
    if birth is not None and birth > today:
        day = birth.strftime("%d/%m/%Y")
        return [Problem("card.birth_in_future", "citizen_id", {"day": day})]
    year = birth_year_on(written)
    if year is not None and year != number.birth_year:
        values = {"card": str(year), "number": str(number.birth_year)}
        return [Problem("card.birth_year_differs", "citizen_id", values)]
    return []
