"""What makes a row of a spreadsheet the same row when it comes again."""

from __future__ import annotations

from desk_app.core.text import clean
from desk_app.core.visit_sheet import SheetRow


class RowIdentities:
    """What makes a row the same row in the next import, told from its words only.

    Its own id, else the mã hồ sơ, else time, name and procedure, and the how-manieth row of the
    file it is with these.
    """

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def of(self, row: SheetRow) -> str:
        """The identity of the next row of the file."""
        form = row.form
        if row.own_id:
            return f"id\n{row.own_id}"
        if form.reference:
            return f"reference\n{form.reference}"
        who = clean(form.name) or clean(form.organisation)
        said = "\n".join(("row", form.at, form.purpose, who, ",".join(form.procedures)))
        nth = self._seen.get(said, 0) + 1
        self._seen[said] = nth
        return f"{said}\n{nth}"
