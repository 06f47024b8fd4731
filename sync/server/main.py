"""From arguments to a command, and from what it raises to a sentence and an exit code.

0 done, 1 the user must change something, 2 the environment is at fault, 3 our bug.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence

from desk_app.core.argparse_words import argparse_words, language_asked
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.problems import Problem
from desk_app.core.texts import Texts
from sync.server.context import BUG, DONE, ENVIRONMENT, USER, Command, Context
from sync.server.parser import Refused, build_parser
from sync.server.store.faults import StoreFault
from sync.server.words import LANGUAGES, texts


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the result is the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # LANG=C must not turn a sentence into an error.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    said = texts(language_asked(given, os.environ.get("MOT_CUA_LANG", ""), LANGUAGES))
    # What the province writes is for whoever runs it and for nobody else on the machine.
    before = os.umask(0o077)
    try:
        code = _run(given, said)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has seen enough.
        _forget_output()
        code = DONE
    except OSError as error:
        _forget_output()
        code = _machine_refused(error, said)
    finally:
        os.umask(before)
    return code


def _run(given: list[str], said: Texts) -> int:
    try:
        parsed = _parsed(given, said)
        if parsed is None:
            return DONE
        command: Command = parsed.command
        return command(Context(parsed, said))
    except UserProblem as problem:
        words, code = [said.sentence(one) for one in problem.problems], USER
    except EnvironmentProblem as problem:
        words, code = [said.sentence(problem.problem)], ENVIRONMENT
    except StoreFault as fault:
        words, code = [said.sentence(Problem(fault.code))], ENVIRONMENT
    except Refused as refused:
        words, code = [str(refused)], USER
    except KeyboardInterrupt:
        words, code = [said.say("province.stopped")], USER
    except OSError:
        raise
    except Exception:
        words, code = [said.say("cli.bug"), traceback.format_exc().rstrip()], BUG
    sys.stderr.write("\n".join(words) + "\n")
    return code


def _parsed(given: list[str], said: Texts) -> argparse.Namespace | None:
    """The arguments; None when they asked for help or the version, which was shown."""
    if any("\ud800" <= character <= "\udfff" for word in given for character in word):
        raise UserProblem(Problem("cli.not_text"))
    with argparse_words(said):
        try:
            return build_parser(said).parse_args(given)
        except SystemExit:
            return None


def _machine_refused(error: OSError, said: Texts) -> int:
    values = {"why": error.strerror or type(error).__name__, "file": str(error.filename or "")}
    code = "province.machine_file" if error.filename else "province.machine"
    sys.stderr.write(said.say(code, **values) + "\n")
    return ENVIRONMENT


def _forget_output() -> None:
    """Let what is still buffered go nowhere, or the interpreter's end would fail over it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
