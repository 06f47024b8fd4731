"""The house: what each room may know. Every rule is also shown a small source that breaks it."""

from __future__ import annotations

import subprocess
import sysconfig
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.support.house import (
    CODE,
    ROOT,
    Offence,
    bare_names_in,
    imports_of,
    imports_outside,
    impure_in,
    names_in,
    network_in,
    sources,
    sources_except,
    sql_in,
)

_CORE_MAY_USE = ("msgspec", "desk_app.core")
# Three libraries for pure functions: decisions/2026-11-22-sync-protocol-libraries.md.
_WIRE_MAY_USE = (
    "msgspec",
    "nacl",
    "pyrage",
    "zstandard",
    "sync.protocol",
    "desk_app.core.clock.Millis",
    "desk_app.core.ops",
    "desk_app.core.chain",
    "desk_app.core.ids",
)
_DATABASES = ("sqlite3", "sqlcipher3", "pysqlite3", "sqlite_utils")
_QT = ("PySide6", "shiboken6")
_ROOMS = ("core", "store", "printing", "vault", "sheets", "attachments", "services", "qt", "ui")


def _offences(files: Iterable[Path], rule: Callable[[str], list[Offence]]) -> list[str]:
    return [
        f"{file.relative_to(ROOT)} {offence}"
        for file in files
        for offence in rule(file.read_text(encoding="utf-8"))
    ]


def test_the_core_imports_only_the_standard_library_and_msgspec() -> None:
    files = sources("desk_app/core")

    assert files
    assert _offences(files, lambda s: imports_outside(s, _CORE_MAY_USE)) == []


def test_the_wire_imports_only_pure_libraries_and_a_few_parts_of_the_core() -> None:
    assert _offences(sources("sync/protocol"), lambda s: imports_outside(s, _WIRE_MAY_USE)) == []


@pytest.mark.parametrize(
    "bad",
    [
        "import reportlab",
        "from desk_app.store.log import Log",
        "import resources",
        "def f():\n    import PySide6.QtCore",
        "from . import ids",
    ],
)
def test_a_foreign_import_in_the_core_is_found(bad: str) -> None:
    assert imports_outside(bad, _CORE_MAY_USE)


def test_the_wire_may_not_import_another_part_of_the_core() -> None:
    assert imports_outside("from desk_app.core.visit import VisitForm", _WIRE_MAY_USE)
    assert not imports_outside("from desk_app.core.ops import Header", _WIRE_MAY_USE)


def test_the_core_and_the_wire_know_no_files_no_clock_and_no_chance() -> None:
    assert _offences(sources("desk_app/core", "sync/protocol"), impure_in) == []


@pytest.mark.parametrize(
    "bad",
    [
        "import os",
        "from pathlib import Path",
        "import time",
        "x = open('f')",
        "from datetime import datetime\nx = datetime.now()",
        "import datetime\nx = datetime.date.today()",
        "import random\nx = random.randint(1, 2)",
        "from random import choice",
    ],
)
def test_an_impure_core_is_found(bad: str) -> None:
    assert impure_in(bad)


def test_chance_that_is_handed_in_is_pure() -> None:
    assert (
        impure_in("from random import Random\ndef f(r: Random) -> int:\n    return r.random()")
        == []
    )


def test_sql_stands_only_in_the_stores() -> None:
    assert _offences(sources_except("desk_app/store", "sync/server/store"), sql_in) == []
    assert _offences(sources("desk_app/store"), sql_in)


def test_databases_are_opened_only_in_the_stores() -> None:
    files = sources_except("desk_app/store", "sync/server/store")

    assert _offences(files, lambda s: imports_of(s, _DATABASES)) == []


@pytest.mark.parametrize(
    "bad",
    [
        "x = 'SELECT a FROM visit'",
        "x = f'select {a} from visit'",
        "x = '''\n  with v as (select 1)\n  select * from v'''",
        "x = 'insert or ignore into visit values (1)'",
        "x = 'UPDATE visit SET a = 1'",
        "x = 'delete from visit'",
        "x = 'create virtual table f using fts5(t)'",
        "x = 'PRAGMA key'",
        "x = 'begin immediate'",
    ],
)
def test_a_line_of_sql_is_found(bad: str) -> None:
    assert sql_in(bad)


def test_words_about_data_are_no_sql() -> None:
    assert sql_in('"""Select the visit from the list, then delete from there."""') == []
    assert sql_in("x = 'Chọn một dòng. Update the visit and begin again.'") == []


def test_only_the_vault_talks_to_the_keyring() -> None:
    keyring = ("keyring", "secretstorage")

    assert _offences(sources_except("desk_app/vault"), lambda s: imports_of(s, keyring)) == []
    assert _offences(sources("desk_app/vault"), lambda s: imports_of(s, keyring))


def test_only_the_transport_can_open_a_connection() -> None:
    files = sources_except("sync/client/transport.py", "sync/server")

    assert _offences(files, network_in) == []


@pytest.mark.parametrize("bad", ["import socket", "from urllib.request import urlopen"])
def test_a_connection_opened_elsewhere_is_found(bad: str) -> None:
    assert network_in(bad)


def test_there_is_no_qt_below_the_window() -> None:
    files = sources_except(
        "desk_app/qt", "desk_app/ui", "desk_app/app.py", "desk_app/window_parts.py"
    )

    assert _offences(files, lambda s: imports_of(s, _QT)) == []
    assert imports_of("from PySide6.QtCore import QObject", _QT)


def test_only_one_file_opens_message_boxes() -> None:
    def boxes(source: str) -> list[Offence]:
        return names_in(source, ("QMessageBox", "QErrorMessage"))

    assert _offences(sources_except("desk_app/qt/messages.py"), boxes) == []
    assert boxes("QMessageBox.warning(None, 'a', 'b')")


def test_only_the_resources_know_where_shipped_data_lie() -> None:
    def finds_files(source: str) -> list[Offence]:
        # The place of a source file itself is the way to what lies beside it.
        return bare_names_in(source, ("__file__", "__path__")) + imports_of(
            source, ("importlib.resources", "pkgutil")
        )

    assert _offences(sources_except("resources"), finds_files) == []
    assert finds_files("x = open(__file__)")
    assert finds_files("from importlib.resources import files")


def test_every_folder_with_code_is_a_package_so_that_no_contract_overlooks_it() -> None:
    folders = {file.parent for file in sources(*CODE)}

    assert [str(f.relative_to(ROOT)) for f in folders if not (f / "__init__.py").is_file()] == []


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sysconfig.get_path("scripts")) / "lint-imports"
    return subprocess.run(
        [str(program), "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_import_contracts_hold() -> None:
    done = _lint_imports(ROOT)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("desk_app/core/ids.py", "import desk_app.services"),
        ("desk_app/store/__init__.py", "import desk_app.printing"),
        ("desk_app/store/__init__.py", "import desk_app.services"),
        ("desk_app/services/__init__.py", "import desk_app.qt"),
        ("desk_app/services/__init__.py", "import PySide6"),
        ("desk_app/ui/__init__.py", "import desk_app.store"),
        ("desk_app/qt/__init__.py", "import desk_app.ui"),
        ("desk_app/cli.py", "import desk_app.ui"),
        ("desk_app/cli.py", "import desk_app.window_parts"),
        ("resources/__init__.py", "import desk_app.core"),
        ("desk_app/newroom.py", "import json"),
        ("desk_app/services/__init__.py", "import sync.server"),
        ("sync/client/__init__.py", "import sync.server"),
        ("sync/server/__init__.py", "import desk_app.store"),
    ],
)
def test_an_arrow_that_points_up_breaks_a_contract(tmp_path: Path, where: str, line: str) -> None:
    # A doll's house: the rooms are there, empty but for the one line.
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    rooms = [f"desk_app/{r}/" for r in _ROOMS]
    wire = [f"sync/{name}/" for name in ("protocol", "client", "server")]
    for name in ("desk_app/", "sync/", "resources/", *rooms, *wire):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "__init__.py").touch()
    for name in ("app", "cli", "first_run_parts", "homes", "parts", "window_parts", "core/ids"):
        (tmp_path / "desk_app" / f"{name}.py").touch()
    whole = _lint_imports(tmp_path)
    (tmp_path / where).write_text(line + "\n", encoding="utf-8")

    assert whole.returncode == 0, whole.stdout + whole.stderr
    assert _lint_imports(tmp_path).returncode == 1
