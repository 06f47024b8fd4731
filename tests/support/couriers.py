"""A person with a stick between real desks and a real province: folders stand for sticks."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app.attachments.keep import Keep
from desk_app.core.errors import UserProblem
from desk_app.services.changes import Changes
from desk_app.services.usb_bundle import Exported, export_bundle
from desk_app.services.usb_reply import Imported, import_reply
from sync import stick
from sync.protocol.bundle import MAX_PART
from sync.server import bundle_reply, bundles
from sync.server.bundle_reply import Written
from sync.server.bundles import Taken
from tests.support.a_province import AProvince
from tests.support.desks import OpenDesk


def code_of(error: pytest.ExceptionInfo[UserProblem]) -> str:
    """The code of what a person is told."""
    return error.value.problems[0].code


class Courier:
    """Carries bundles between desks and the province."""

    def __init__(self, folder: Path, province: AProvince) -> None:
        self.folder = folder
        self.folder.mkdir(exist_ok=True)
        self.province = province
        self._names = itertools.count(1)

    def new_name(self) -> Path:
        """A name that is free."""
        return self.folder / f"goi-{next(self._names)}.mcua"

    def write(self, desk: OpenDesk, part_size: int = MAX_PART) -> Path:
        """The desk writes what waits; the file of part 1."""
        return self.exported(desk, part_size).files[0]

    def exported(self, desk: OpenDesk, part_size: int = MAX_PART) -> Exported:
        """The desk writes what waits."""
        return export_bundle(
            desk.store,
            keep_of(desk),
            self.new_name(),
            desk.clock,
            desk.random.randbytes,
            "1.0",
            part_size=part_size,
        )

    def take_in(self, file: Path) -> Taken:
        """The province takes a bundle in."""
        return bundles.take_in(self.province.house, stick.find(file))

    def answer(self, file: Path) -> Path:
        """The province takes a bundle in and writes its reply; the file of that."""
        taken = self.take_in(file)
        return self.replied(taken.caller.id, taken)[1]

    def replied(self, desk: str, taken: Taken | None = None) -> tuple[Written, Path]:
        """The province writes a reply for a desk."""
        target = self.new_name()
        house = self.province.house
        with stick.writing(target) as writing:
            caller = bundles.caller_of(house, desk)
            return bundle_reply.write_reply(house, caller, writing, taken), target

    def bring(
        self, desk: OpenDesk, reply: Path, changed: Callable[[Changes], None] = lambda changes: None
    ) -> Imported:
        """The desk reads a reply; changed: told what that changed."""
        return import_reply(
            desk.store,
            keep_of(desk),
            reply,
            desk.clock,
            desk.random.randbytes,
            "1.0",
            changed,
        )

    def round(self, desk: OpenDesk) -> Imported:
        """There and back."""
        return self.bring(desk, self.answer(self.write(desk)))


def keep_of(desk: OpenDesk) -> Keep:
    """The desk's attachments."""
    return Keep(desk.home / "attachments", desk.key)
