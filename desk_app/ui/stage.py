"""What every view is given: the look, the language, the runner and the door for messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from desk_app.core.errors import UserProblem
from desk_app.qt.language import Language
from desk_app.qt.look import Look
from desk_app.qt.messages import Messages
from desk_app.qt.runner import Runner

T = TypeVar("T")


class Say(Protocol):
    """Says a whole source sentence in the present language, its named holes filled."""

    def __call__(self, source: str, /, **holes: object) -> str: ...


class Count(Protocol):
    """Says a sentence in the plural form a number needs."""

    def __call__(self, source: str, n: int, /, **holes: object) -> str: ...


class Run(Protocol):
    """Does work elsewhere and brings the result home."""

    def __call__(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[UserProblem], None] | None = None,
    ) -> None: ...


class Stage:
    """The four things all views share; built once, in app.py."""

    def __init__(self, look: Look, language: Language, runner: Runner, messages: Messages) -> None:
        self.look = look
        self.language = language
        self.runner = runner
        self.messages = messages
        self.say = language.say
        self.count = language.count
        self.bind = language.bind
