"""The words of the command line about cases, deadlines, and the lists that a province publishes."""

from __future__ import annotations

from typing import get_args

from desk_app.cli import case_papers, cases, deadlines, evidence, form_samples, receive_case
from desk_app.cli.commands import Commands, Options
from desk_app.core.case import CHANNELS, PAYMENTS, SUBMITTERS
from desk_app.core.case_lists import LISTS
from desk_app.core.case_ops import Book
from desk_app.core.case_paper import SLIP_SIZES
from desk_app.core.visit import LATE_CODES

_BOOKS = tuple(book for book in get_args(Book) if book)


def add_commands(commands: Commands, imports: Commands, prints: Commands) -> None:
    """Everything below `case` and `due`, and what they add to `import` and `print`."""
    _cases(commands.group("case"))
    _due(commands)
    calendar = imports.add("calendar", deadlines.import_calendar)
    calendar.add("file", metavar="FILE")
    calendar.flag("--dry-run")
    _json(calendar)
    for name in case_papers.PAPERS:
        _paper(prints, name)
    register = prints.add("register", case_papers.register)
    register.add("--register", default="cases", choices=case_papers.REGISTERS)
    register.add("--book", choices=_BOOKS)
    register.day("--from", dest="first_day")
    register.day("--to", dest="last_day")
    _output(register)
    sample = prints.add("form", form_samples.form)
    sample.add("form", choices=form_samples.FORM_FILES, metavar="FORM")
    sample.add("-o", "--output", required=True, metavar="F")
    sample.flag("--force")
    _json(sample)


def _paper(prints: Commands, name: str) -> None:
    printing = prints.add(name, case_papers.paper(name))
    printing.add("cases", nargs="+", metavar="CASE")
    if name == "slip":
        printing.add("--size", choices=SLIP_SIZES)
    printing.flag("--final")
    _output(printing)


def _output(printing: Options) -> None:
    printing.add("-o", "--output", required=True, metavar="F")
    printing.flag("--count")
    printing.day("--on")
    printing.flag("--force")
    _json(printing)


def _cases(group: Commands) -> None:
    adding = group.add("add", receive_case.receive)
    adding.add("--form", metavar="F")
    adding.add("--procedure", metavar="CODE")
    for name in ("--name", "--organisation", "--representative", "--submitter"):
        adding.add(name, metavar="NAME")
    adding.add("--by", choices=SUBMITTERS)
    adding.add("--channel", choices=CHANNELS)
    adding.add("--citizen-id", metavar="DIGITS")
    adding.add("--phone", metavar="DIGITS")
    for name in ("--email", "--address"):
        adding.add(name, metavar="TEXT")
    adding.add("--reference", metavar="CODE")
    for name in ("--content", "--result-place"):
        adding.add(name, metavar="TEXT")
    adding.add("--time", metavar="LIMIT")
    adding.add("--paper", dest="papers", action="append", metavar="PAPER")
    for name in ("--sets", "--copies", "--pages"):
        adding.add(name, metavar="N")
    adding.add("--fee", metavar="DONG")
    adding.add("--payment", choices=tuple(word for word in PAYMENTS if word))
    adding.add("--for-unit", metavar="UNIT")
    adding.add("--note", metavar="TEXT")
    adding.flag("--at-once")
    adding.flag("--digitised")
    adding.flag("--no-visit")
    adding.add("--at", metavar="TIME")
    adding.add("--late-reason", choices=LATE_CODES)
    adding.add("--late-note", metavar="TEXT")
    _json(adding)
    stepping = group.add("step", cases.step)
    stepping.add("case", metavar="CASE")
    stepping.add("kind", choices=cases.STEP_KINDS, metavar="KIND")
    stepping.add("--choice", metavar="WORD")
    stepping.add("--reason", default="", metavar="TEXT")
    stepping.add("--item", dest="items", action="append", metavar="TEXT")
    for name in ("--place", "--who", "--note"):
        stepping.add(name, metavar="TEXT")
    stepping.add("--at", metavar="TIME")
    stepping.add("--due", metavar="TIME")
    stepping.number("--amount")
    stepping.add("--op", metavar="STEP")
    _json(stepping)
    showing = group.add("show", cases.show)
    showing.add("case", metavar="CASE")
    _json(showing)
    erasing = group.add("erase", cases.erase)
    erasing.add("case", metavar="CASE")
    erasing.add("--basis", required=True, choices=("request", "retention", "mistake"))
    erasing.add("--reason", default="", metavar="TEXT")
    _files(group)
    listing = group.add("list", cases.listed)
    listing.add("--list", choices=LISTS)
    listing.day("--from", dest="first_day")
    listing.day("--to", dest="last_day")
    _json(listing)


def _files(group: Commands) -> None:
    attaching = group.add("attach", evidence.attach)
    attaching.add("case", metavar="CASE")
    attaching.add("files", nargs="+", metavar="FILE")
    attaching.add("--title", metavar="TEXT")
    _json(attaching)
    looking = group.add("files", evidence.files)
    looking.add("case", metavar="CASE")
    _json(looking)
    copying = group.add("copy", evidence.copy)
    copying.add("case", metavar="CASE")
    copying.number("number")
    copying.add("--output", required=True, metavar="OUT")
    copying.flag("--force")
    _json(copying)


def _due(commands: Commands) -> None:
    asking = commands.add("due", deadlines.due)
    asking.add("--received", metavar="TIME")
    asking.add("--time", metavar="LIMIT")
    asking.add("--case", metavar="CASE")
    asking.flag("--explain")
    _json(asking)


def _json(options: Options) -> None:
    options.flag("--json")
