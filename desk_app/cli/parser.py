"""The words of the command line: every command with its options, in one place."""

from __future__ import annotations

import desk_app
from desk_app import parts
from desk_app.cli import (
    bundle,
    case_parser,
    catalogue,
    conflicts,
    desk,
    officer,
    packages,
    pair,
    papers,
    reconcile,
    report_parser,
    safety,
    score,
    sheets,
    sync,
    visits,
)
from desk_app.cli.commands import Commands, Options, Parser
from desk_app.core.case_compare import DIFFERENCE_KINDS
from desk_app.core.officer import ROLES
from desk_app.core.texts import Texts
from desk_app.core.visit import FLAGS, LATE_CODES, OUTCOMES, PURPOSES


def build_parser(texts: Texts) -> Parser:
    """The parser of the whole command line, its help in the language of the texts."""
    parser = Parser(prog="mot-cua", description=texts.say("help.program"))
    version = f"Một Cửa {desk_app.__version__}"
    everywhere = Options(parser, texts, "")
    everywhere.add("--version", action="version", version=version)
    everywhere.add("--home", metavar="DIR")
    everywhere.add("--recovery-key-file", metavar="F")
    everywhere.add("--as", dest="acting_as", metavar="OFFICER")
    everywhere.add("--pin-file", metavar="F")
    everywhere.add("--lang", choices=parts.LANGUAGES)
    commands = Commands(parser, texts)
    _desk(commands)
    _visits(commands)
    imports, prints = commands.group("import"), commands.group("print")
    case_parser.add_commands(commands, imports, prints)
    _sheets(commands, imports)
    _score(commands, prints)
    report_parser.add_commands(commands)
    pair.add_commands(commands)
    conflicts.add_commands(commands)
    sync.add_commands(commands)
    bundle.add_commands(commands)
    packages.add_commands(commands)
    _safety(commands)
    return parser


def _desk(commands: Commands) -> None:
    commands.add("window", desk.window)
    init = commands.add("init", desk.init)
    init.add("--unit", required=True, metavar="CODE")
    init.add("--desk", required=True, metavar="NAME")
    init.add("--recovery-key-out", metavar="F")
    init.flag("--practice")
    officers = commands.group("officer")
    adding = officers.add("add", officer.add)
    adding.add("name", metavar="NAME")
    adding.add("--role", required=True, choices=ROLES)
    adding.add("--new-pin-file", metavar="F")
    _json(adding)
    changing = officers.add("change", officer.change)
    changing.add("officer", metavar="OFFICER")
    changing.add("--name", metavar="NAME")
    changing.add("--role", choices=ROLES)
    changing.add("--active", choices=("yes", "no"))
    setting = officers.add("pin", officer.set_pin)
    setting.add("officer", metavar="OFFICER")
    setting.add("--new-pin-file", required=True, metavar="F")
    _json(officers.add("list", officer.listed))
    demo = commands.add("demo", desk.demo)
    demo.number("--days", required=True)
    demo.number("--visits-per-day", required=True)
    demo.whole_number("--seed", required=True)
    demo.day("--until")


def _visits(commands: Commands) -> None:
    visit = commands.group("visit")
    adding = visit.add("add", visits.add)
    _form(adding)
    adding.add("--late-reason", choices=LATE_CODES)
    adding.add("--late-note", metavar="TEXT")
    _json(adding)
    correcting = visit.add("correct", visits.correct)
    correcting.add("visit", metavar="VISIT")
    correcting.add("--reason", required=True, metavar="TEXT")
    _form(correcting)
    correcting.flag("--no-flags")
    voiding = visit.add("void", visits.void)
    voiding.add("visit", metavar="VISIT")
    voiding.add("--reason", required=True, metavar="TEXT")
    erasing = visit.add("erase", visits.erase)
    erasing.add("visit", metavar="VISIT")
    erasing.add("--basis", required=True, choices=("request", "retention", "mistake"))
    erasing.add("--reason", default="", metavar="TEXT")
    listing = visit.add("list", visits.listed)
    listing.day("--day")
    _days(listing)
    _json(listing)
    search = commands.add("search", visits.found)
    search.add("words", nargs="+", metavar="WORDS")
    search.number("--limit", default=50)
    _json(search)


def _sheets(commands: Commands, imports: Commands) -> None:
    importing = imports.add("visits", sheets.import_visits)
    importing.add("file", metavar="FILE")
    importing.flag("--dry-run")
    _json(importing)
    listing = imports.add("catalogue", catalogue.import_catalogue)
    listing.add("file", metavar="FILE")
    listing.flag("--dry-run")
    listing.flag("--abolish-missing")
    _json(listing)
    cases = imports.add("cases", reconcile.import_cases)
    cases.flag("--dry-run")
    _export_of_theirs(cases)
    reconciling = commands.add("reconcile", reconcile.reconcile)
    reconciling.add("--accept", action="append", choices=DIFFERENCE_KINDS)
    _export_of_theirs(reconciling)
    exports = commands.group("export")
    procedures = exports.add("catalogue", catalogue.export_catalogue)
    procedures.add("-o", "--output", required=True, metavar="F.csv")
    procedures.flag("--force")
    for name, command in (("visits", sheets.export_visits), ("cases", reconcile.export_cases)):
        exporting = exports.add(name, command)
        exporting.add("-o", "--output", required=True, metavar="F")
        _days(exporting)
        exporting.flag("--force")


def _export_of_theirs(options: Options) -> None:
    options.add("file", metavar="FILE")
    options.add("--column", dest="columns", action="append", metavar="FIELD=HEADING")
    options.add("--source", metavar="NAME")
    _json(options)


def _form(visit: Options) -> None:
    visit.add("--form", metavar="F")
    visit.add("--name", metavar="NAME")
    visit.add("--procedure", dest="procedures", action="append", metavar="CODE")
    visit.add("--citizen-id", metavar="DIGITS")
    visit.add("--phone", metavar="DIGITS")
    visit.add("--address", metavar="TEXT")
    visit.add("--organisation", metavar="NAME")
    visit.add("--on-behalf-of", metavar="NAME")
    visit.add("--purpose", choices=PURPOSES)
    visit.add("--outcome", choices=OUTCOMES)
    visit.add("--flag", dest="flags", action="append", choices=FLAGS)
    visit.add("--note", metavar="TEXT")
    visit.add("--at", metavar="TIME")
    visit.add("--reference", metavar="CODE")


def _score(commands: Commands, prints: Commands) -> None:
    scoring = commands.add("score", score.score)
    scoring.add("--month", metavar="YYYY-MM")
    _criteria(scoring)
    scoring.add("--criterion", metavar="NUMBER")
    scoring.add("--at", metavar="CUT")
    _json(scoring)
    assessing = commands.group("assess").add("set", score.assess_set)
    assessing.add("criterion", metavar="CRITERION")
    assessing.add("points", metavar="POINTS")
    assessing.add("--reason", required=True, metavar="TEXT")
    assessing.year("--period")
    _criteria(assessing)
    commands.group("criteria").add("check", score.criteria_check).add("file", metavar="FILE")
    printing = prints.add("self-assessment", papers.self_assessment)
    printing.year("--period", required=True)
    printing.add("-o", "--output", required=True, metavar="F.pdf")
    printing.number("--copy")
    printing.day("--on")
    printing.add("--signature", default="tm", choices=papers.SIGNATURES)
    _criteria(printing)
    printing.flag("--force")
    _json(printing)


def _safety(commands: Commands) -> None:
    _json(commands.group("verify").add("log", safety.verify))
    _json(commands.add("rebuild", safety.rebuilt))
    backing_up = commands.add("backup", safety.backed_up)
    backing_up.add("-o", "--output", metavar="DIR")
    _json(backing_up)
    restoring = commands.add("restore", safety.restored)
    restoring.add("folder", metavar="FOLDER")
    _json(restoring)
    new_key = commands.group("recovery-key").add("new", safety.recovery_key_new)
    new_key.add("-o", "--output", required=True, metavar="F")


def _criteria(options: Options) -> None:
    options.add("--criteria", metavar="ID")


def _days(options: Options) -> None:
    options.day("--from", dest="first_day")
    options.day("--to", dest="last_day")


def _json(options: Options) -> None:
    options.flag("--json")
