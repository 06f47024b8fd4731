"""The language of the window: Vietnamese in the source, English from a .qm file, switched live."""

from __future__ import annotations

import re
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTranslator, Signal

import resources
from desk_app.core.problems import Problem
from desk_app.core.texts import Texts, load_texts

CONTEXT = "MotCua"
LANGUAGES = ("vi", "en")
_HOLE = re.compile(r"\{(\w+)\}")


def mark(source: str) -> str:
    """`source` itself; marks a text that is translated later, when it is shown."""
    return source


def load_sentences(language: str) -> Texts:
    """All sentences for problems in one language, from every file that ships some."""
    names = [f"texts/{language}.toml"] if resources.path(f"texts/{language}.toml").is_file() else []
    names += [f"texts/{language}.d/{n}" for n in resources.names(f"texts/{language}.d")]
    return load_texts(resources.read_text(name) for name in names)


class Language(QObject):
    """The one translator; everything bound to it is said again when the language changes."""

    changed = Signal()

    def __init__(self, application: QCoreApplication, language: str = "vi") -> None:
        super().__init__()
        self._application = application
        self._translators: list[QTranslator] = []
        self._bound: list[tuple[QObject, Callable[[str], object], str, dict[str, str]]] = []
        self._texts: Texts | None = None
        self.code = ""
        self.choose(language)

    def choose(self, language: str) -> None:
        """Speak `language` from now on, everywhere."""
        if language == self.code:
            return
        for old in self._translators:
            self._application.removeTranslator(old)
        self.code = language if language in LANGUAGES else "vi"
        self._texts = None
        self._translators = []
        translator = QTranslator()
        if translator.load(str(resources.path(f"i18n/mot-cua_{self.code}.qm"))):
            self._application.installTranslator(translator)
            self._translators.append(translator)
        self._say_again()
        self.changed.emit()

    def say(self, source: str, /, **holes: object) -> str:
        """The whole sentence `source` in the present language, its named holes filled."""
        return _filled(QCoreApplication.translate(CONTEXT, source), holes)

    def count(self, source: str, n: int, /, **holes: object) -> str:
        """As `say`, in the plural form that `n` needs; the hole {n} is the number."""
        found = QCoreApplication.translate(CONTEXT, source, None, n)
        return _filled(found, {"n": f"{n:,}".replace(",", "."), **holes})

    def sentence(self, problem: Problem) -> str:
        """What is wrong and what to do, in the present language."""
        if self._texts is None:
            self._texts = load_sentences(self.code)
        return self._texts.sentence(problem)

    def bind(
        self, owner: QObject, setter: Callable[[str], object], source: str, /, **holes: str
    ) -> None:
        """Call `setter` with the text now and after every change, while `owner` lives."""
        self._bound.append((owner, setter, source, holes))
        setter(self.say(source, **holes))

    def _say_again(self) -> None:
        self._bound = [b for b in self._bound if shiboken6.isValid(b[0])]
        for _owner, setter, source, holes in self._bound:
            setter(self.say(source, **holes))


def _filled(pattern: str, holes: dict[str, object]) -> str:
    # One pass: a brace inside a value is a brace.
    return _HOLE.sub(lambda hole: str(holes.get(hole[1], hole[0])), pattern)
