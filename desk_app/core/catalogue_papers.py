"""Lists of required papers as a province writes them: a line or a bullet each."""

from __future__ import annotations

import re

from desk_app.core.catalogue_cells import MOST_SHEETS, separable
from desk_app.core.procedure import RequiredPaper
from desk_app.core.text import clean

MOST_PAPERS = 60

_BULLET = re.compile(r"\s*(?:[-–•+*]|\(?\d{1,2}[.)]|[a-zđ][.)])\s+", re.IGNORECASE)
_OWN_COUNTS = re.compile(r"(.+?) ?\[(\d{1,3})/(\d{1,3})(?:; ?(.+))?\]\Z")
_COUNTS = re.compile(
    r"[(:,–-]?\s*(?:số lượng:?\s*)?(?P<count>\d{1,3})\s*(?P<kind>bản chính|bản sao|bộ|bản)\)?"
    r"|(?P<kind2>bản chính|bản sao)\s*[:：]\s*(?P<count2>\d{1,3})",
    re.IGNORECASE,
)
_FORM = re.compile(r"\(?\s*theo\s+((?:mẫu|biểu mẫu)\s+[^);]+)\)?", re.IGNORECASE)


def read_papers(text: str) -> tuple[RequiredPaper, ...] | None:
    """The papers a cell lists, a line or bullet each; None when there are too many to believe."""
    lines = [clean(line) for line in re.split(r"[\n;]|(?<=\S)\s+\|\s+", text)]
    papers = tuple(_paper(line) for line in lines if line.strip(" -–•+*.;,"))
    return None if len(papers) > MOST_PAPERS else papers


def _paper(line: str) -> RequiredPaper:
    line = _BULLET.sub("", line, count=1).strip(" .;")
    own = _OWN_COUNTS.match(line)
    if own is not None:
        name, originals, copies, form = own[1], int(own[2]), int(own[3]), own[4] or ""
    else:
        name, originals, copies = _counted(line)
        written = _FORM.search(name)
        form = clean(written[1]) if written is not None else ""
    name = separable(name.replace("[", "(").replace("]", ")"))
    return RequiredPaper(
        name=name,
        originals=min(originals, MOST_SHEETS),
        copies=min(copies, MOST_SHEETS),
        form=separable(form.replace("]", ")")),
    )


def _counted(line: str) -> tuple[str, int, int]:
    counts = {"bản chính": 0, "bản sao": 0}
    found = list(_COUNTS.finditer(line))
    if not found:
        copy = re.match(r"bản sao\b", line, re.IGNORECASE) is not None
        return line, int(not copy), int(copy)
    for one in found:
        kind = (one["kind"] or one["kind2"]).lower()
        number = int(one["count"] or one["count2"])
        counts["bản sao" if kind == "bản sao" else "bản chính"] += number
    name = clean(_COUNTS.sub(" ", line)).strip(" -–:;,.(") or line
    return name, counts["bản chính"], counts["bản sao"]
