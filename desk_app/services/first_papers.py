"""The two papers of a first run: the sheet with the recovery key, and the printer's test page."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from desk_app.core.clock import Millis, day_of
from desk_app.core.errors import UserProblem
from desk_app.core.problems import Problem
from desk_app.core.units import Unit, committee
from desk_app.core.vietnamese import clock_text, date_text, pdf_moment
from desk_app.printing.recovery_page import RecoverySheet, recovery_page
from desk_app.printing.test_page import HARD_LETTERS, TestSheet, test_page
from desk_app.services.first_desk import FirstKey
from desk_app.vault.files import write_whole

# A sentence for a code in the language of papers.
Say = Callable[..., str]
_USES = ("first_run.sheet.use", "first_run.sheet.how", "first_run.sheet.keep")
_TRIES = ("first_run.test_page.letters", "first_run.test_page.frame", "first_run.test_page.greys")


def recovery_paper(key: FirstKey, unit: Unit, desk: str, now: Millis, say: Say) -> bytes:
    """The sheet for the sealed envelope, as a PDF of one A4 page."""
    return recovery_page(
        RecoverySheet(
            unit=committee(unit),
            desk=desk,
            date=date_text(day_of(now)),
            title=say("first_run.sheet.title"),
            number=say("first_run.sheet.number", number=key.number),
            groups=key.groups,
            sentences=tuple(say(code) for code in _USES),
            hands=(say("first_run.sheet.giver"), say("first_run.sheet.keeper")),
            moment=pdf_moment(now),
        )
    )


def test_paper(printer: str, now: Millis, say: Say) -> bytes:
    """The test page of a printer, as a PDF of one A4 page."""
    at = f"{clock_text(now)} {date_text(day_of(now))}"
    return test_page(
        TestSheet(
            title=say("first_run.test_page.title"),
            machine=f"{printer} · {at}" if printer else at,
            sentences=tuple(say(code, letters=HARD_LETTERS) for code in _TRIES),
            ruler=say("first_run.test_page.ruler"),
            code=HARD_LETTERS.replace(" ", ""),
            moment=pdf_moment(now),
        )
    )


test_paper.__test__ = False  # type: ignore[attr-defined]  # not for pytest


def save_recovery_paper(target: Path, pdf: bytes, home: Path) -> None:
    """Write the sheet into a file that its owner only may read.

    UserProblem when it would lie beside the data it opens, or the place cannot be written.
    """
    folder = Path(os.path.realpath(target.parent))
    inside = Path(os.path.realpath(home))
    if folder == inside or inside in folder.parents:
        raise UserProblem(Problem("first_run.key_beside_data", "file", {"file": target.name}))
    try:
        write_whole(target, pdf)
    except OSError as error:
        raise UserProblem(Problem("window.file_refused", "file", {"file": target.name})) from error
