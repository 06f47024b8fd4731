"""The two parts of every payload, and the codes that are the only texts facts may hold."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

# Codes: the only texts facts may hold. None of the patterns admits a space, so none a full name.
ProcedureCode = Annotated[str, Meta(pattern=r"^\d\.\d{6}\Z")]
UnitCode = Annotated[str, Meta(pattern=r"^\d{5}\Z")]
CriterionCode = Annotated[str, Meta(pattern=r"^\d{1,2}(\.\d{1,3}){0,3}\Z")]
# A word and the year it began; also the pattern of a set's id in its file.
SET_CODE = r"[a-z][a-z0-9_]{0,30}_\d{4}\Z"
KeyId = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}\Z")]
SetCode = Annotated[str, Meta(pattern="^" + SET_CODE)]
Points = Annotated[str, Meta(pattern=r"^\d{1,3}(\.\d{1,4})?\Z")]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
OpCode = Annotated[str, Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{16}\.\d{1,9}\.\d{1,16}\Z")]
PaperNumber = Annotated[str, Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{4}-[A-Z]{1,3}-\d{6,9}\Z")]
CheckCode = Annotated[str, Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\Z")]

CaseNumber = PaperNumber  # a case is numbered as papers are: desk mark, epoch letter, counter
# They begin so that neither an ID number nor a name is one.
VersionCode = Annotated[str, Meta(pattern=r"^v[0-9a-f]{12}\Z")]
# Whose calendar, of which year and month: vn-2026.11.
CALENDAR_CODE = r"[a-z]{2}-\d{4}(\.\d{1,2})?\Z"
CalendarCode = Annotated[str, Meta(pattern="^" + CALENDAR_CODE)]
MonthCode = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])\Z")]
FileDigest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Dong = Annotated[int, Meta(ge=0, le=10_000_000_000)]

Flag = Literal["proxy", "priority", "elderly", "disabled"]
Applicant = Literal["person", "organisation"]
LateCode = Literal["power", "line", "busy", "outside", "other"]


class Facts(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
):
    """The part of a payload that stays for ever."""


class Person(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
):
    """The part of a payload that can be erased."""
