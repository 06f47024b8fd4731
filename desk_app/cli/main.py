"""From arguments to a command, and from what it raises to a sentence and an exit code.

0 done, 1 the user must change something, 2 the environment is at fault, 3 our bug.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence

from desk_app import parts
from desk_app.cli.commands import Refused
from desk_app.cli.context import Command, Context
from desk_app.cli.parser import build_parser
from desk_app.core.argparse_words import argparse_words, language_asked
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.core.texts import Texts

DONE, USER, ENVIRONMENT, BUG = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the result is the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or LANG=C must not turn a name into an error.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    language = language_asked(given, os.environ.get("MOT_CUA_LANG", ""), parts.LANGUAGES)
    texts = parts.texts(language)
    try:
        code = _run(given, texts, language)
    except OSError as error:
        code = _machine_refused(error, texts)
    return _flushed(code, texts)


def _flushed(code: int, texts: Texts) -> int:
    """The exit code, once all output is out: at the interpreter's end it could only be mourned."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has seen enough.
        _forget_output()
    except OSError as error:
        # Standard output is, for one, a file on a full disk.
        _forget_output()
        return _machine_refused(error, texts)
    return code


def _run(given: list[str], texts: Texts, language: str) -> int:
    context: Context | None = None
    try:
        parsed = _parsed(given, texts)
        if parsed is None:
            return DONE
        context = Context(parsed, texts, language)
        command: Command = parsed.command
        return command(context)
    except UserProblem as problem:
        said, code = [texts.sentence(one) for one in problem.problems], USER
    except EnvironmentProblem as problem:
        said, code = [texts.sentence(problem.problem)], ENVIRONMENT
    except Refused as refused:
        said, code = [str(refused)], USER
    except KeyboardInterrupt:
        said, code = [texts.say("cli.stopped")], USER
    except BrokenPipeError:
        return DONE if context is None else context.code
    except OSError:
        raise
    except Exception:
        said, code = [texts.say("cli.bug"), traceback.format_exc().rstrip()], BUG
    print(*said, sep="\n", file=sys.stderr)
    return code


def _parsed(given: list[str], texts: Texts) -> argparse.Namespace | None:
    """The arguments; None when they asked for help or the version, which was shown."""
    if any("\ud800" <= character <= "\udfff" for word in given for character in word):
        raise UserProblem(Problem("cli.not_text"))
    with argparse_words(texts):
        try:
            parsed = build_parser(texts).parse_args(given)
        except SystemExit:
            return None
    if [] in vars(parsed).values():
        # Python before 3.13 loses the value of --name=--
        raise UserProblem(Problem("cli.dashes"))
    return parsed


def _machine_refused(error: OSError, texts: Texts) -> int:
    values = {"why": error.strerror or type(error).__name__, "file": str(error.filename or "")}
    code = "cli.machine_file" if error.filename else "cli.machine"
    print(texts.say(code, **values), file=sys.stderr)
    return ENVIRONMENT


def _forget_output() -> None:
    """Let what is still buffered go nowhere, or the interpreter's end would fail over it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
