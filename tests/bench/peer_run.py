"""The peer in the same run: PouchDB pushes the same visits to a CouchDB-protocol server.

MOT_CUA_PEER names the folder where its packages are (tests/bench/peer/README.md); without it the
peer is not run.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from desk_app.core.ops import Op
from tests.bench.server_load import seconds_of
from tests.bench.slow_line import slow_line
from tests.support.processes import HANG, needed

FOLDER = "MOT_CUA_PEER"
NOT_RUN = f"the peer was not run: {FOLDER} names no folder (tests/bench/peer/README.md)"
_SCRIPTS = Path(__file__).with_name("peer")
_LONGEST = 600.0


class PeerPush(msgspec.Struct, frozen=True):
    """What one push of the peer took, and the bytes that went up, headers included.

    server: processor seconds of its server.
    """

    visits: int
    documents: int
    seconds: float
    server: float
    up: int


def peer_folder() -> Path | None:
    """Where the peer is set up; None when it is not."""
    named = os.environ.get(FOLDER, "")
    return Path(named).resolve() if named else None


def push_visits(
    peer: Path, ops: Sequence[Op], folder: Path, batch_size: int, *, each_op: bool = False
) -> PeerPush:
    """Let the peer push one document for each visit of the log, or op, into an empty server."""
    folder.mkdir()
    documents = [_of_op(op) for op in ops] if each_op else _of_visits(ops)
    file = folder / "documents.json"
    file.write_text(json.dumps(documents, ensure_ascii=False), encoding="utf-8")
    env = {**os.environ, "NODE_PATH": str(peer / "node_modules")}
    node = needed("node")
    with (folder / "serve.log").open("wb") as words:
        server = subprocess.Popen(
            [node, str(_SCRIPTS / "serve.js"), str(folder)],
            env=env, cwd=folder, stdout=subprocess.PIPE, stderr=words, text=True,
        )  # fmt: skip
    try:
        assert server.stdout is not None
        told = server.stdout.readline()
        if not told.startswith("listening on "):
            raise RuntimeError((folder / "serve.log").read_text())
        before = seconds_of(server.pid)
        with slow_line(int(told.split()[-1])) as line:
            url = f"http://127.0.0.1:{urlsplit(line.url).port}/visits"
            done = subprocess.run(
                [node, str(_SCRIPTS / "push.js"), str(folder), str(file), url, str(batch_size)],
                env=env, cwd=folder, capture_output=True, text=True, check=False, timeout=_LONGEST,
            )  # fmt: skip
            up = line.up
        used = seconds_of(server.pid) - before
    finally:
        server.terminate()
        server.wait(HANG)
        if server.stdout is not None:
            server.stdout.close()
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    said = json.loads(done.stdout.strip().splitlines()[-1])
    if said["documents"] != len(documents):
        raise RuntimeError(f"pushed {said['documents']} of {len(documents)}")
    visits = sum(op.header.kind == "visit.logged" for op in ops)
    return PeerPush(visits, len(documents), said["seconds"], used, up)


def _of_op(op: Op) -> dict[str, Any]:
    """All that an op says, as a document of its own."""
    header = op.header
    document = {
        "_id": str(header.id),
        "kind": header.kind,
        "about": header.subject,
        "officer": header.officer,
        "at": header.act,
        **json.loads(op.facts),
    }
    if op.person is not None:
        document["person"] = json.loads(op.person)
    return document


def _of_visits(ops: Sequence[Op]) -> list[dict[str, Any]]:
    """One document a visit: every op about it and about the cases it opened, in their order."""
    found: dict[str, dict[str, Any]] = {}
    visit_of: dict[str, str] = {}
    for op in ops:
        subject, document = op.header.subject, _of_op(op)
        if op.header.kind == "visit.logged":
            found[subject] = {"_id": subject, "history": []}
        visit = visit_of.setdefault(subject, document.get("visit", subject))
        if visit in found:  # else about the desk and its officers
            del document["_id"], document["about"]
            found[visit]["history"].append(document)
    return list(found.values())
