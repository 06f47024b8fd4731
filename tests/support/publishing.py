"""What a province publishes in tests: the shipped files, changed a little, lying on a desk."""

from __future__ import annotations

from datetime import datetime

import resources
from desk_app.core.clock import Millis, from_local
from desk_app.store import packages_kept, province, sqlite
from desk_app.store.packages_kept import PackageRow
from desk_app.store.province import ProvinceRow
from sync.protocol.keys import ProvinceKeys
from sync.protocol.packages import manifest_for, sign_manifest
from tests.support.sync_keys import province_keys

PUBLISHED = Millis(from_local(datetime(2026, 10, 1, 9, 0)))
CRITERIA = resources.read_text("criteria/bacgiang_2023.toml")
CALENDAR = resources.read_text("calendars/vn.toml")


def changed_criteria(title: str = "Bộ tiêu chí mới") -> str:
    """The shipped set under another title."""
    old = next(line for line in CRITERIA.splitlines() if line.startswith("title ="))
    return CRITERIA.replace(old, f'title = "{title}"', 1)


def changed_calendar(day: str = "2026-11-27", name: str = "nghỉ bão") -> str:
    """The shipped calendar with one day off more."""
    more = f'\n[[day]]\ndate = {day}\nkind = "off"\nname = "{name}"\nsource = "QĐ tỉnh"\n'
    return CALENDAR + more


def belongs_to(connection: sqlite.Connection, keys: ProvinceKeys, paired: Millis) -> None:
    """Let the desk belong to the province with these keys."""
    row = ProvinceRow(
        url="https://tinh.example",
        name="Tỉnh",
        public_key=keys.public,
        recipient="age1x",
        practice=True,
        server_epoch="s1",
        paired=paired,
        words="",
    )
    province.write(connection, row)


def put_package(connection: sqlite.Connection, kind: str, name: str, content: str, day: str) -> str:
    """A package of the province lies on the desk; its digest."""
    data = content.encode()
    manifest = manifest_for(data, kind, name, day, PUBLISHED)
    row = PackageRow(
        sha256=manifest.sha256,
        kind=kind,
        name=name,
        valid_from=day,
        content=data,
        signature=sign_manifest(manifest, province_keys().sign),
        received=PUBLISHED,
    )
    packages_kept.keep(connection, row)
    return manifest.sha256
