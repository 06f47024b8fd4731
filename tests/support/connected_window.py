"""The window beside a province in the same process, with a lane whose line leads there."""

from __future__ import annotations

import os
from contextlib import nullcontext

from PySide6.QtCore import QEventLoop, QTimer

from desk_app import parts
from desk_app.core.ids import OfficerId
from desk_app.core.officer import Officer
from desk_app.services import pair_desk
from desk_app.services.network_lane import NetworkLane
from desk_app.services.sync_values import SyncEnd
from sync.server import enrol
from tests.support.a_province import AProvince
from tests.support.window import OpenWindow
from tests.sync.client.paired import WORDS, FaultyLine

BOUND = 60_000


class Connected:
    """The window's desk, paired, with a lane whose line leads to the province in this process."""

    def __init__(self, opened: OpenWindow, province: AProvince) -> None:
        self.opened, self.province = opened, province
        self.line = FaultyLine(province.handle)
        self.sync = opened.window.sync._sync
        code = enrol.new_code(province.house, opened.window.desk.unit_code).code
        pair_desk.pair(
            opened.desk.store,
            "https://tinh.example",
            code,
            Officer(OfficerId("ADM1N1"), "Quản trị", "administrator"),
            lambda url, proxy, pinned: nullcontext(lambda request: self.line.send(request, 10.0)),
            WORDS,
            "1.0",
        )
        self.ends: list[SyncEnd] = []
        self.sync.ended.connect(self.ends.append)
        self.sync.use(
            NetworkLane(
                opened.desk.store,
                lambda address: self.line,
                parts.system_clock,
                os.urandom,
                "1.0",
                self.sync.ears,
            )
        )

    def until(self, ends: int) -> None:
        """Let so many attempts end, and the page say so."""
        # An event loop of its own lets the lane's thread run meanwhile; QSignalSpy.wait does not.
        loop = QEventLoop()
        self.sync.ended.connect(loop.quit)
        QTimer.singleShot(BOUND, loop, loop.quit)
        while len(self.ends) < ends:
            before = len(self.ends)
            loop.exec()
            assert len(self.ends) > before, "no attempt ended"
        self.sync.ended.disconnect(loop.quit)
        self.opened.settle()
