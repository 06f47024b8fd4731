"""Sentences for problems: whole, in one language, filled after they were looked up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping

from desk_app.core.problems import Problem

_HOLE = re.compile(r"\{(\w+)\}")


class Texts:
    """The sentences of one language by code."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        self._sentences = dict(sentences)

    def sentence(self, problem: Problem) -> str:
        """The sentence of `problem`, filled with its values; a code nobody wrote shows itself."""
        return self.say(problem.code, **problem.values)

    def say(self, code: str, /, **values: str) -> str:
        """The sentence of `code`, its named holes filled with `values`."""
        pattern = self._sentences.get(code)
        if pattern is None:
            return " ".join([code, *(f"{name}={value}" for name, value in values.items())])
        # One pass: a brace in a value is a brace, never a hole for the next value.
        return _HOLE.sub(lambda hole: values.get(hole[1], hole[0]), pattern)

    def codes(self) -> frozenset[str]:
        """All codes that have a sentence."""
        return frozenset(self._sentences)


def load_texts(parts: Iterable[str]) -> Texts:
    """The sentences of several TOML texts of the form "code" = "sentence".

    A code written twice raises ValueError: two sentences for one code would depend on the order.
    """
    sentences: dict[str, str] = {}
    for part in parts:
        for code, sentence in tomllib.loads(part).items():
            if code in sentences:
                raise ValueError(f"the code {code} has two sentences")
            sentences[code] = str(sentence)
    return Texts(sentences)
