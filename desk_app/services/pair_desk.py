"""Pair this desk with its province: by a line or by files, with a code that a person was told.

Before anything is sent the request is kept, so that an answer lost on the line is asked for again
with the same bytes, and the province takes the desk once. Keys lie only in the encrypted database.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from desk_app.core.clock import Millis
from desk_app.core.errors import EnvironmentProblem, UserProblem
from desk_app.core.officer import Officer
from desk_app.core.problems import Problem
from desk_app.services import officers
from desk_app.services.enrol_by_line import Asking, OpenLine, ask_province
from desk_app.services.province_address import read_address
from desk_app.store import commune_keys, desk_keys, op_rows, province, sync_state
from desk_app.store.desk_keys import DeskKeyRow
from desk_app.store.province import ProvinceRow
from desk_app.store.store import Reader, Store
from desk_app.store.writer import Tx
from sync.protocol import base64url, enrolment, six_words
from sync.protocol.certificates import Certificate, mark_of, read_certificate
from sync.protocol.enrolment import EnrolAnswer, EnrolRequest
from sync.protocol.keys import DeskKeys, new_desk_keys
from sync.protocol.versions import RANGE

# How the line is opened; services.run_sync reads the same.
PROXY, PINNED = "proxy", "pinned"
_PENDING = "pairing"
BETWEEN = ", "


class Pending(msgspec.Struct, frozen=True):
    """A request that was made and not answered yet.

    url: "" when it travels by file; key: stretched from the code; body: the very bytes sent.
    """

    url: str
    key: bytes
    body: bytes
    made: Millis

    def __repr__(self) -> str:
        return f"Pending(url={self.url!r})"


class Paired(msgspec.Struct, frozen=True, kw_only=True):
    """The desk is the province's now; ahead: how far the province's clock is before ours (ms)."""

    name: str
    url: str
    words: tuple[str, ...]
    practice: bool
    ahead: int = 0


def pair(
    store: Store,
    url: str,
    code: str,
    by: Officer,
    line: OpenLine,
    words: Sequence[str],
    app: str,
    *,
    again: bool = False,
    without_tls: bool = False,
    proxy: str | None = None,
    pinned: str | None = None,
) -> Paired:
    """Pair over the line. Not for the GUI thread: it waits for the province.

    again: the desk is paired already and was given a new code by the same province. proxy, pinned:
    how the line is opened, now and later; None leaves what was set before. UserProblem: something
    typed is wrong, or the province does not take the desk; EnvironmentProblem: no line, or
    somebody else on it.
    """
    address = read_address(url, without_tls=without_tls)
    read = enrolment.read_code(code)
    _raise_all(address, Problem("pair.code", "code") if read is None else None)
    assert isinstance(address, str)
    assert read is not None
    pending = _prepared(store, address, read, by, app, again=again)
    wished = {PROXY: proxy, PINNED: pinned}
    # A way that leads nowhere must not cut off a desk that syncs: there it is tried first.
    way = store.writer.run(lambda tx: _way(tx, wished, keep=province.read(tx.connection) is None))
    with line(address, *way) as send:
        answer = ask_province(pending.body, send, _asking(store))
    paired = _taken(store, pending, answer, words, Problem("pair.stranger", "code"))
    store.writer.run(lambda tx: _way(tx, wished))
    return paired


def request_file(
    store: Store,
    code: str,
    by: Officer,
    app: str,
    *,
    url: str = "",
    again: bool = False,
    without_tls: bool = False,
) -> bytes:
    """What a desk without a line gives somebody to carry to the province."""
    address = read_address(url, without_tls=without_tls) if url.strip() else ""
    read = enrolment.read_code(code)
    _raise_all(address, Problem("pair.code", "code") if read is None else None)
    assert isinstance(address, str)
    assert read is not None
    return _prepared(store, address, read, by, app, again=again).body


def take_answer_file(store: Store, body: bytes, by: Officer, words: Sequence[str]) -> Paired:
    """Take in what the province answered to the request that was carried there."""
    officers.require(by, "province.pair", practice=store.desk.practice)
    with store.reader() as reader:
        pending = pending_of(reader)
    if pending is None:
        raise UserProblem(Problem("pair.nothing_asked", "answer"))
    return _taken(store, pending, body, words, Problem("pair.answer_other", "answer"))


def renew(tx: Tx, text: str) -> bool:
    """Keep the next certificate of this desk; False when it is not one, or no newer one."""
    known, keys = province.read(tx.connection), desk_keys.read(tx.connection)
    if known is None or keys is None:
        return False
    new = read_certificate(text, known.public_key)
    old = read_certificate(keys.certificate, known.public_key)
    if new is None or not _is_ours(new, tx, keys):
        return False
    if old is not None and new.serial <= old.serial:
        return False
    desk_keys.renew(tx.connection, text)
    return True


def own_keys(row: DeskKeyRow) -> DeskKeys:
    """The desk's keys as the protocol uses them."""
    return DeskKeys(signing=row.signing, sealing=row.sealing, age=row.age)


def _asking(store: Store) -> Asking:
    desk = store.desk
    return Asking(desk.unit, desk.practice, mark_of(desk.desk))


def _way(tx: Tx, wished: dict[str, str | None], *, keep: bool = True) -> tuple[str, ...]:
    """How the line is opened: as wished, otherwise as before; keep: from now on."""
    if keep:
        for name, text in wished.items():
            if text is not None:
                sync_state.put(tx.connection, name, text or None)
    return tuple(
        sync_state.get(tx.connection, name) or "" if text is None else text
        for name, text in wished.items()
    )


def _prepared(store: Store, url: str, code: str, by: Officer, app: str, *, again: bool) -> Pending:
    officers.require(by, "province.pair", practice=store.desk.practice)
    with store.reader() as reader:
        _refuse_second(reader, url, again=again)
    key = enrolment.stretched(code, store.desk.unit)  # 0.1 s: before the transaction
    return store.writer.run(lambda tx: _prepare(tx, url, key, app))


def _prepare(tx: Tx, url: str, key: bytes, app: str) -> Pending:
    known = pending_of(tx)
    if known is not None and known.key == key:
        # The same code again: the same bytes, or the province would call the code used.
        pending = msgspec.structs.replace(known, url=url or known.url)
    else:
        keys = _keys(tx)
        body = enrolment.pack_request(_request(tx, keys, app), keys, key)
        pending = Pending(url, key, body, tx.now.wall)
    sync_state.put(tx.connection, _PENDING, msgspec.json.encode(pending).decode())
    return pending


def _keys(tx: Tx) -> DeskKeys:
    row = desk_keys.read(tx.connection)
    if row is not None:
        return own_keys(row)
    keys = new_desk_keys(tx.random)
    desk_keys.write(
        tx.connection, DeskKeyRow(signing=keys.signing, sealing=keys.sealing, age=keys.age)
    )
    return keys


def _request(tx: Tx, keys: DeskKeys, app: str) -> EnrolRequest:
    opened = op_rows.opening_of(tx.connection, tx.desk.desk)
    if opened is None:
        raise EnvironmentProblem(Problem("store.no_desk"))
    public = keys.public
    return EnrolRequest(
        protocol=RANGE,
        desk=tx.desk.desk,
        unit=tx.desk.unit,
        practice=tx.desk.practice,
        signing=public.signing,
        sealing=public.sealing,
        recipient=public.recipient,
        key_id=commune_keys.main_key(tx.connection).key_id,
        nonce=base64url.encode(tx.random(enrolment.NONCE_LENGTH)),
        opening=opened.hash.hex(),
        app=app,
        wall=tx.now.wall,
    )


def _refuse_second(reader: Reader, url: str, *, again: bool) -> None:
    known = province.read(reader.connection)
    if known is None or again:
        return
    same = url in {"", known.url}
    raise UserProblem(_already("pair.already" if same else "pair.already_elsewhere", known))


def _already(code: str, known: ProvinceRow) -> Problem:
    return Problem(code, "url", {"name": known.name or known.url or "–", "url": known.url or "–"})


def _taken(
    store: Store, pending: Pending, body: bytes, words: Sequence[str], stranger: Problem
) -> Paired:
    answer = enrolment.unpack_answer(body, pending.body, pending.key)
    if answer is None:
        raise UserProblem(stranger)
    said = six_words.words_of(enrolment.transcript(pending.body, body), words)
    return store.writer.run(lambda tx: _take(tx, pending, answer, said))


def _take(tx: Tx, pending: Pending, answer: EnrolAnswer, said: tuple[str, ...]) -> Paired:
    keys = desk_keys.read(tx.connection)
    certificate = read_certificate(answer.certificate, answer.public)
    if keys is None or certificate is None or not _is_ours(certificate, tx, keys):
        raise UserProblem(Problem("pair.answer_wrong", "code"))
    if (answer.unit, answer.practice) != (tx.desk.unit, tx.desk.practice):
        raise UserProblem(Problem("pair.answer_wrong", "code"))
    if not RANGE[0] <= answer.protocol <= RANGE[1]:
        raise UserProblem(Problem("pair.too_old", "url"))
    before = province.read(tx.connection)
    if before is not None and before.public_key != answer.public:
        raise UserProblem(_already("pair.already_elsewhere", before))
    url = pending.url or ("" if before is None else before.url)
    province.write(
        tx.connection,
        ProvinceRow(
            url=url,
            name=answer.name,
            public_key=answer.public,
            recipient=answer.recipient,
            practice=answer.practice,
            # A store that was restored meanwhile is noticed at the next greeting, not hidden here.
            server_epoch=answer.server_epoch if before is None else before.server_epoch,
            paired=tx.now.wall,
            words=BETWEEN.join(said),
        ),
    )
    desk_keys.renew(tx.connection, answer.certificate)
    commune_keys.make_main(tx.connection, answer.commune_key)
    sync_state.put(tx.connection, _PENDING, None)
    return Paired(
        name=answer.name,
        url=url,
        words=said,
        practice=answer.practice,
        ahead=answer.server_time - tx.now.wall,
    )


def _is_ours(certificate: Certificate, tx: Tx, keys: DeskKeyRow) -> bool:
    """Whether a certificate names this desk, its commune, and the keys it has."""
    public = own_keys(keys).public
    return (
        certificate.desk,
        certificate.unit,
        certificate.practice,
        certificate.signing,
        certificate.sealing,
        certificate.recipient,
    ) == (
        tx.desk.desk,
        tx.desk.unit,
        tx.desk.practice,
        public.signing,
        public.sealing,
        public.recipient,
    )


def pending_of(where: Reader | Tx) -> Pending | None:
    """The request that waits for its answer."""
    text = sync_state.get(where.connection, _PENDING)
    return None if text is None else msgspec.json.decode(text, type=Pending)


def _raise_all(*found: Any) -> None:
    """UserProblem with everything that is wrong with what was typed."""
    problems = [one for one in found if isinstance(one, Problem)]
    if problems:
        raise UserProblem(*problems)
