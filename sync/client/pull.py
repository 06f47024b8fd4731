"""Reading what the province holds for this desk: the commune's feed, keys, packages."""

from __future__ import annotations

from sync.client import line
from sync.client.moves import Steps
from sync.client.port import ForgetCursor, KeepPackage, KeysFor, Standing, TakePage
from sync.client.work import MARKED, Work, ask, do
from sync.protocol import codec, keys, limits, packages, page, requests
from sync.protocol.codec import Malformed
from sync.protocol.exchange import Request
from sync.protocol.messages import HelloAnswer, PackageRef, Refusal

_PULL = "/sync/v1/pull"
_SNAPSHOT = "/sync/v1/snapshot"
_SEALED = "/sync/v1/sealed"
_PACKAGE = "/sync/v1/package/"


def pull(work: Work, standing: Standing, link: HelloAnswer) -> Steps[tuple[PackageRef, ...]]:
    """Read the commune's feed to its end; the packages in force."""
    cursor, refs = standing.cursor, link.packages
    taken, filling = 0, not standing.cursor
    while True:
        yield work.tell("pull", taken)
        try:
            body = yield from _ask_page(work, standing, link, cursor, filling=filling)
        except line.TooMuch:
            filling = False
            work.pace.halve_page()
            continue
        got = _page(body, standing, cursor)
        if got.head.server_epoch != link.server_epoch:
            raise line.Renegotiate(Refusal(code="sync.restored"))
        took = yield from do(TakePage(got.head, got.ops), write=True)
        work.heard()
        work.count(received=took.new)
        taken += len(got.ops)
        refs = got.head.packages or refs
        stuck = got.head.cursor == cursor and not got.ops
        cursor = got.head.cursor
        if not got.head.more or stuck:
            return refs


def _ask_page(
    work: Work, standing: Standing, link: HelloAnswer, cursor: str, *, filling: bool
) -> Steps[bytes]:
    """The next page; a new desk asks for the fullest ones there are, while its line bears them."""
    if filling and not work.pace.struggling:
        path, query = _SNAPSHOT, {"cursor": cursor}
    else:
        path, query = _PULL, {"cursor": cursor, "max": str(work.pace.page)}
    plain = Request(method="GET", path=path, query=query, headers=MARKED)
    request = requests.sign_request(plain, standing.desk, link.session, standing.sign)
    began = work.now
    try:
        body = yield from ask(work, request, limits.MAX_PAGE_PACKED)
    except line.Renegotiate as problem:
        if problem.refusal.code == "sync.cursor":
            yield from do(ForgetCursor(), write=True)
        raise
    work.pace.page_came(len(body), work.now.mono - began.mono)
    return body


def _page(body: bytes, standing: Standing, cursor: str) -> page.SignedPage:
    got = signed_page(body, standing)
    if got.head.after != cursor:
        raise line.NoLine("not_ours")  # another page, kept by somebody between
    return got


def signed_page(body: bytes, standing: Standing) -> page.SignedPage:
    """A page that our province made for this desk; NoLine for everything else."""
    try:
        got = page.unpack_page(body)
    except Malformed:
        raise line.NoLine("not_ours") from None
    if not keys.verify(standing.province, got.signed, got.signature):
        raise line.NoLine("not_ours")
    if got.head.reader != standing.desk:
        raise line.NoLine("not_ours")
    return got


def pass_on_keys(work: Work, standing: Standing, link: HelloAnswer) -> Steps[None]:
    """Seal commune keys for desks of the commune that lack them."""
    lacking = tuple(p for p in link.peers if set(standing.keys) - set(p.keys))
    if not lacking:
        return
    sealed = yield from do(KeysFor(lacking))
    if not sealed:
        return
    for done, one in enumerate(sealed):
        yield work.tell("keys", done, len(sealed))
        plain = Request(method="POST", path=_SEALED, headers=MARKED, body=codec.encode(one))
        request = requests.sign_request(plain, standing.desk, link.session, standing.sign)
        yield from ask(work, request)


def fetch_packages(
    work: Work, standing: Standing, link: HelloAnswer, refs: tuple[PackageRef, ...]
) -> Steps[None]:
    """Fetch the packages in force that are not here yet."""
    missing = [ref for ref in refs if ref.sha256 not in standing.packages]
    for done, ref in enumerate(missing):
        yield work.tell("packages", done, len(missing))
        plain = Request(method="GET", path=_PACKAGE + ref.sha256, headers=MARKED)
        request = requests.sign_request(plain, standing.desk, link.session, standing.sign)
        body = yield from ask(work, request, ref.size)
        yield from keep_package(standing, body, ref.sha256)


def keep_package(standing: Standing, body: bytes, sha256: str = "") -> Steps[None]:
    """Keep a package that our province signed; NoLine for another one than was asked for."""
    got = packages.unpack_package(body, standing.province)
    if got is None or got[0].sha256 != (sha256 or got[0].sha256):
        raise line.NoLine("not_ours")
    proof = body[: body.index(b"\n")].decode("ascii")
    yield from do(KeepPackage(got[0], proof, got[1]), write=True)
