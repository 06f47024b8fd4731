"""Promises about any bytes at all: a report or one sentence, never a crash, never a hang."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.errors import UserProblem
from desk_app.core.keyed_hash import KeyedHash
from desk_app.sheets.check_rows import CheckedRows
from desk_app.sheets.find_table import find_table
from desk_app.sheets.formula_guard import guarded, unguarded
from desk_app.sheets.limits import Limits
from tests.sheets.make_files import (
    BATCH,
    BIRTH,
    CATALOGUE,
    HEADINGS,
    KEY,
    NOW,
    ROW,
    Day,
    Formula,
    csv_text,
    read_bytes,
    xlsx,
)
from tests.support.bounded import bounded

CSV = csv_text((*HEADINGS, "CCCD", "Ghi chú"), (*ROW, "027090012345", 'nói "chậm"\nlại')).encode()
XLSX = xlsx(HEADINGS, ROW, [ROW[0], Day(46328.3), Formula("1+1"), BIRTH])


def read_here(data: bytes) -> CheckedRows | str:
    """What the worker does with these bytes, in this process; the code when it refuses them."""
    try:
        found = find_table(io.BytesIO(data), Limits(), lambda: None)
        checked = CheckedRows(found, list(CATALOGUE), KeyedHash(KEY), NOW, Limits())
        checked.read(lambda rows: None, lambda done, total: None)
    except UserProblem as problem:
        (one,) = problem.problems
        return one.code
    for _ in checked.visits(BATCH, frozenset()):
        pass
    return checked


def mutated(original: bytes) -> st.SearchStrategy[bytes]:
    """The original with pieces overwritten, cut out, doubled, or its end lost."""

    def change(steps: list[tuple[int, int, bytes, str]]) -> bytes:
        data = bytearray(original)
        for start, length, new, how in steps:
            first = start % (len(data) + 1)
            last = min(len(data), first + length)
            if how == "overwrite":
                data[first:last] = new
            elif how == "cut":
                del data[first:last]
            elif how == "double":
                data[first:first] = data[first:last]
            else:
                del data[first:]
        return bytes(data)

    step = st.tuples(
        st.integers(0, len(original)),
        st.integers(1, 40),
        st.binary(min_size=1, max_size=8),
        st.sampled_from(("overwrite", "cut", "double", "end")),
    )
    return st.lists(step, min_size=1, max_size=6).map(change)


@given(st.binary(max_size=400) | mutated(CSV))
@bounded(250)
def test_any_bytes_are_a_report_or_one_problem(data: bytes) -> None:
    assert read_here(data)


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6))
@bounded(150)
def test_any_cells_under_a_good_heading_are_a_report_or_one_problem(
    rows: list[list[str]],
) -> None:
    assert read_here(csv_text(HEADINGS, *rows).encode("utf-8", "surrogatepass"))


@given(mutated(XLSX))
@bounded(250)
def test_a_damaged_workbook_is_a_report_or_one_problem(data: bytes) -> None:
    assert read_here(b"PK\x03\x04" + data[4:])


@given(st.data())
@bounded(12)
def test_a_damaged_file_never_breaks_the_real_worker(
    tmp_path_factory: object, data: st.DataObject
) -> None:
    folder = Path(tmp_path_factory.mktemp("fuzz"))  # type: ignore[attr-defined]
    wrong = data.draw(mutated(XLSX) | mutated(CSV))
    found: object = None
    try:
        found = read_bytes(folder, wrong)
    except UserProblem as problem:
        (found,) = problem.problems
    assert found is not None


@given(st.text(alphabet=st.sampled_from("'=+-@;,\t\r\n a＝"), max_size=12) | st.text(max_size=20))
@bounded(500)
def test_guarding_a_cell_is_undone_exactly_and_leaves_no_formula(text: str) -> None:
    safe = guarded(text)
    assert unguarded(safe) == text
    assert safe[:1] not in ("=", "+", "-", "@", "\t", "\r")
    for piece in safe.replace("\t", ";").replace("\n", ";").replace("\r", ";").split(";"):
        assert piece.lstrip(" \u00a0")[:1] not in ("=", "+", "-", "@", "＝")
