"""Which page belongs to which step, and everything the pages together ask of the desk to be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk_app.services.first_run import Step
from desk_app.ui.first_run.devices_presenter import MachinePort
from desk_app.ui.first_run.key_page import KeyPage
from desk_app.ui.first_run.key_presenter import KeyPort
from desk_app.ui.first_run.people_page import PeoplePage, PeoplePort
from desk_app.ui.first_run.place_page import PlacePage
from desk_app.ui.first_run.place_presenter import PlacePort
from desk_app.ui.first_run.plain_pages import (
    DevicesPage,
    PracticePage,
    ProvincePage,
    SettledPage,
)
from desk_app.ui.first_run.presenter import FirstRunPort
from desk_app.ui.first_run.step_page import StepPage
from desk_app.ui.stage import Stage


class WizardPort(FirstRunPort, PlacePort, PeoplePort, KeyPort, Protocol):
    """Everything the pages ask of the desk to be."""

    @property
    def machine(self) -> MachinePort: ...
    def open_practice(self) -> None: ...


def make_page(stage: Stage, port: WizardPort, step: Step) -> StepPage:
    """The page of a step; once the desk is made, its first steps only tell that they are done."""
    if port.made and step <= Step.KEY and step is not Step.DEVICES:
        return SettledPage(stage, port, step)
    makers: dict[Step, Callable[[], StepPage]] = {
        Step.PLACE: lambda: PlacePage(stage, port),
        Step.PEOPLE: lambda: PeoplePage(stage, port),
        Step.DEVICES: lambda: DevicesPage(stage, port, port.machine),
        Step.KEY: lambda: KeyPage(stage, port, port.machine.printers),
        Step.PROVINCE: lambda: ProvincePage(stage),
        Step.PRACTICE: lambda: PracticePage(stage),
    }
    return makers[step]()
