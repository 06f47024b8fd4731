"""Procedures as a spreadsheet names them: by code, or by exact name."""

from __future__ import annotations

import re

from desk_app.core.problems import Problem
from desk_app.core.procedure import Catalogue, leading_code
from desk_app.core.text import fold

_REMEMBERED = 2_000
_CODE = re.compile(r"(?<![\d.])\d\.\d{6}(?!\d)")


class Procedures:
    """The catalogue as a sheet needs it: by code, or by exact name without regard to accents."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        names: dict[str, str | None] = {}
        for procedure in catalogue:
            for name in {fold(procedure.name), fold(procedure.short_name)} - {""}:
                # A name that two procedures carry names neither of them.
                same = names.get(name, procedure.code) == procedure.code
                names[name] = procedure.code if same else None
        self._by_name = {name: code for name, code in names.items() if code is not None}
        self._known: dict[str, tuple[str, ...] | Problem] = {}

    def read(self, text: str) -> tuple[str, ...] | Problem:
        """The codes that a cell lists: leading d.dddddd, or exact names, divided by ; or lines."""
        known = self._known.get(text)
        if known is None:
            known = self._read(text)
            if len(self._known) < _REMEMBERED:
                self._known[text] = known  # a file names the same few hundred over and over
        return known

    def _read(self, text: str) -> tuple[str, ...] | Problem:
        whole = self._one(text)
        if whole is not None:
            return (whole,)
        codes: list[str] = []
        for part in re.split(r"[;\n|]|,(?=\s*\d\.\d{6})", text):
            if not part.strip():
                continue
            code = self._one(part)
            if code is None:
                return Problem("sheet.unknown_procedure", "procedures", {"have": part.strip()[:80]})
            if code not in codes:
                codes.append(code)
        return tuple(codes)

    def _one(self, text: str) -> str | None:
        named = self._by_name.get(fold(text))
        if named is not None:
            return named
        if len(_CODE.findall(text)) > 1:
            return None
        code = leading_code(text)
        known = None if code is None else self._catalogue.find(code)
        return None if known is None else known.code
