"""One subject of the administration as a sheet of its own: what it is, and its buttons."""

from __future__ import annotations

from desk_app.ui.first_run.item_row import ItemRow, ItemState
from desk_app.ui.flow import Flow
from desk_app.ui.parts import DeedButton, Sheet
from desk_app.ui.stage import Stage


def item_sheet(stage: Stage, icon: str, name: str, deed: str, *buttons: DeedButton) -> Sheet:
    """name, deed: source texts. One button stands at the right end, several below the words."""
    sheet = Sheet()
    row = ItemRow(stage, icon, name, last=True)
    stage.bind(row, lambda text: row.show_state(ItemState(deed=text)), deed)
    if len(buttons) == 1:
        row.add_button(buttons[0])
    else:
        below = Flow()
        for button in buttons:
            below.add(button)
        row.below.addWidget(below)
    sheet.inside.addWidget(row)
    return sheet
