"""What may happen to a file on its way, and hands that look after the desks that send it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from desk_app.services.fetch_attachment import wish_for
from sync.client.moves import NoAnswerKind
from sync.protocol.exchange import MARK, Request, Response
from sync.protocol.messages import BlobState
from tests.support.their_files import (
    BLOB,
    KIB,
    FilesDesk,
    digest,
)
from tests.sync.client.paired import Fault

LARGE = 300 * KIB


def about_files(*faults: Fault) -> Callable[[FilesDesk], None]:
    """Use these up on the requests about files; every other one is carried."""

    def install(desk: FilesDesk) -> None:
        left = list(faults)
        province = desk.paired.province.handle

        def carry(request: Request) -> Response | NoAnswerKind:
            if left and request.path.startswith(BLOB):
                return left.pop(0)(request, province)
            return province(request)

        desk.paired.line._province = carry  # type: ignore[assignment]

    return install


def garbled_on_the_way_up(request: Request, province: Callable[[Request], Response]) -> Response:
    """Other bytes than were signed arrive."""
    return province(msgspec.structs.replace(request, body=bytes(len(request.body))))


def another_range(request: Request, province: Callable[[Request], Response]) -> Response:
    """The answer is about other bytes than were asked for."""
    told = request.headers.get("range")
    if told is None:
        return province(request)
    first = int(told.removeprefix("bytes=").partition("-")[0])
    headers = {**request.headers, "range": f"bytes={first + 7}-{first + 20_000}"}
    return province(msgspec.structs.replace(request, headers=headers))


def answers(status: int, body: bytes = b"{}", **headers: str) -> Fault:
    """The province itself answers like this."""
    return lambda request, province: Response(
        status=status, headers={MARK: "1", **headers}, body=body
    )


def lies(change: Callable[[BlobState], BlobState]) -> Fault:
    """Somebody changes what the province says about a file."""

    def fault(request: Request, province: Callable[[Request], Response]) -> Response:
        answer = province(request)
        told = msgspec.json.decode(answer.body, type=BlobState)
        return msgspec.structs.replace(answer, body=msgspec.json.encode(change(told)))

    return fault


def wish(desk: FilesDesk, evidence: str) -> None:
    """Somebody at this desk wants to see a file that lies elsewhere."""
    view = desk.view(evidence)
    desk.desk.change(lambda tx: wish_for(tx, view))


def all_sent(desk: FilesDesk, content: bytes) -> bool:
    """Whether the file is with the province, and the desk knows it."""
    return desk.province_holds(content) and desk.confirmed() == {digest(content)}
