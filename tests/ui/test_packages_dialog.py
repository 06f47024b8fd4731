"""The province's packages in the real window: what holds, from when, who signed, what changes."""

from __future__ import annotations

from desk_app.ui.packages.dialog import PackagesDialog
from tests.support.publishing import PUBLISHED, belongs_to, changed_criteria, put_package
from tests.support.sync_keys import province_keys
from tests.support.window import OpenWindow


def _dialog(opened: OpenWindow) -> PackagesDialog:
    opened.window.main.menus.actions["packages"].trigger()
    opened.settle()
    found = opened.application.activeModalWidget()
    assert isinstance(found, PackagesDialog)
    return found


def _words(dialog: PackagesDialog) -> str:
    return "\n".join(line.text for line in dialog.detail._shown)


def test_without_packages_it_says_what_the_desk_uses(opened: OpenWindow) -> None:
    dialog = _dialog(opened)
    assert dialog.table.rows.rowCount() == 0
    dialog.reject()


def test_a_package_shows_its_day_who_signed_it_and_every_change(opened: OpenWindow) -> None:
    def give(tx: object) -> str:
        connection = tx.connection  # type: ignore[attr-defined]
        belongs_to(connection, province_keys(), PUBLISHED)
        put_package(connection, "songs", "songs", "la", "2026-01-01")
        return put_package(
            connection, "criteria", "bacgiang_2023", changed_criteria(), "2099-01-01"
        )

    opened.desk.store.writer.run(give)
    dialog = _dialog(opened)
    assert dialog.table.rows.rowCount() == 2
    told = _words(dialog)
    assert "Có hiệu lực từ 01/01/2099, tự dùng khi đến ngày" in told
    assert "Tỉnh ký lúc 09:00 01/10/2026: Tỉnh" in told
    opened.window.choices.language("en")
    opened.settle()
    assert "In force from 01/01/2099" in _words(dialog)
    opened.window.choices.language("vi")
    dialog.reject()


def test_what_there_is_only_one_of_bears_no_second_name(opened: OpenWindow) -> None:
    def give(tx: object) -> str:
        connection = tx.connection  # type: ignore[attr-defined]
        belongs_to(connection, province_keys(), PUBLISHED)
        return put_package(connection, "calendar", "calendar", "lich", "2026-01-02")

    opened.desk.store.writer.run(give)
    dialog = _dialog(opened)
    (row,) = dialog.table._rows
    assert [cell.text for cell in row.cells[:2]] == ["Lịch làm việc", ""]
    assert _words(dialog).splitlines()[0] == "Lịch làm việc"
    dialog.reject()
