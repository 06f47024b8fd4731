"""Hands that give a desk packages of its province, and eyes for what became of them."""

from __future__ import annotations

from datetime import date

import resources
from desk_app import parts
from desk_app.core.clock import Millis
from desk_app.services import packages
from desk_app.services.catalogue import package_subject
from desk_app.services.criteria_versions import (
    CriteriaVersions,
    criteria_versions,
)
from desk_app.services.deadlines import calendar
from desk_app.services.packages import Package
from desk_app.services.sync_port import StorePort
from desk_app.store import op_rows
from sync.protocol.keys import ProvinceKeys
from sync.protocol.packages import manifest_for, sign_manifest
from tests.support.desks import OpenDesk
from tests.support.publishing import (
    PUBLISHED,
    belongs_to,
)
from tests.support.sync_keys import province_keys

OCTOBER_20 = "2026-10-20"
CATALOGUE = resources.read_text("procedures/catalogue.csv")

UNITS = resources.read_text("units/units.csv")

RECEIPT = resources.read_text("forms/case_01_receipt.toml")


def pair(desk: OpenDesk, keys: ProvinceKeys) -> None:
    """Let the desk belong to the province with these keys."""
    desk.change(lambda tx: belongs_to(tx.connection, keys, desk.clock.wall))


def give(
    desk: OpenDesk,
    kind: str,
    content: str | bytes,
    day: str = OCTOBER_20,
    name: str = "",
    *,
    published: Millis = PUBLISHED,
    keys: ProvinceKeys | None = None,
) -> str:
    """A package comes from the province as the sync keeps it; its digest."""
    data = content.encode() if isinstance(content, str) else content
    manifest = manifest_for(data, kind, name or NAMES.get(kind, kind), day, published)
    proof = sign_manifest(manifest, (keys or province_keys()).sign)
    StorePort(desk.store).keep_package(manifest, proof, data)
    return manifest.sha256


NAMES = {"criteria": "bacgiang_2023", "forms": "case_01_receipt"}


def listed(desk: OpenDesk) -> dict[str, Package]:
    """Every package of the desk, by its digest."""
    with desk.store.reader() as reader:
        return {one.sha256: one for one in packages.packages(reader, desk.clock())}


def state(desk: OpenDesk, digest: str) -> str:
    """How one stands."""
    return listed(desk)[digest].state


def why(desk: OpenDesk, digest: str) -> set[str]:
    """Why one is kept aside."""
    return {problem.code for problem in listed(desk)[digest].problems}


def versions(desk: OpenDesk) -> CriteriaVersions:
    """The criteria sets that there are."""
    with desk.store.reader() as reader:
        return criteria_versions(reader, parts.criteria())


def days_off(desk: OpenDesk) -> set[date]:
    """The days off of the calendar in force."""
    with desk.store.reader() as reader:
        return {rule.day for rule in calendar(reader).days}


def imports(desk: OpenDesk, digest: str) -> list[str]:
    """The ops that say a package was brought into force."""
    with desk.store.reader() as reader:
        found = op_rows.of_subject(reader.connection, package_subject(digest))
        return [op.header.kind for op in found]


def new_procedure() -> str:
    """A list of the province with one procedure nobody has."""
    return (
        "Mã TTHC;Tên thủ tục hành chính;Lĩnh vực;Ngày có hiệu lực\n"
        "9.990001;Cấp bản đồ quy hoạch;Đất đai;20/10/2026\n"
    )
