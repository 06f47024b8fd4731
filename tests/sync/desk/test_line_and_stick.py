"""Line and stick in any order, again and again: both ends agree after each healing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from desk_app.core.ids import DeskId
from tests.support.bounded import TORTURE
from tests.support.couriers import Courier
from tests.sync.client.paired import PairedDesk, commune


@pytest.mark.parametrize("seed", range(4))
def test_line_and_stick_in_any_order_lose_and_double_nothing(tmp_path: Path, seed: int) -> None:
    interleave(tmp_path, random.Random(seed), runs=50 * TORTURE)


def interleave(folder: Path, rnd: random.Random, runs: int) -> None:
    """Two desks, line and courier in any order, again and again; healed and compared each time."""
    with commune(folder) as place:
        courier = Courier(folder / "usb", place.province)
        pair = {one.desk.store.desk.desk: one for one in (place.desk(1), place.desk(2))}
        upward: list[Path] = []
        downward: list[tuple[PairedDesk, Path]] = []
        for _ in range(runs):
            for _ in range(rnd.randrange(3, 9)):
                _step(rnd, courier, pair, upward, downward)
            for desk in pair.values():
                if rnd.random() < 0.5:
                    courier.round(desk.desk)
                else:
                    desk.sync()
            _agree(pair)
        for _ in range(2):
            for desk in pair.values():
                desk.sync()
        assert len({desk.visits() for desk in pair.values()}) == 1
        assert all(desk.desk.verify().ok for desk in pair.values())


def _step(
    rnd: random.Random,
    courier: Courier,
    pair: dict[DeskId, PairedDesk],
    upward: list[Path],
    downward: list[tuple[PairedDesk, Path]],
) -> None:
    desk = rnd.choice(list(pair.values()))
    what = rnd.randrange(6)
    if what <= 1:
        desk.desk.log()
    elif what == 2:
        desk.sync()
    elif what == 3:
        upward.append(courier.write(desk.desk))
    elif what == 4 and upward:
        taken = courier.take_in(rnd.choice(upward))
        downward.append((pair[taken.caller.id], courier.replied(taken.caller.id, taken)[1]))
    elif downward:
        reader, reply = rnd.choice(downward)
        assert courier.bring(reader.desk, reply).problem is None


def _agree(pair: dict[DeskId, PairedDesk]) -> None:
    for desk in pair.values():
        assert desk.waiting() == 0
        assert desk.held_by_province() == desk.own_hashes()
