"""The province without its sockets: a request in, an answer out.

HTTP, the simulator and the USB courier all end here. Whatever is wrong with a request, the answer
is a refusal with a code; whatever is wrong with the machine, nothing was written and the answer is
503 with a code and the seconds to wait.
"""

from __future__ import annotations

from collections.abc import Callable

from desk_app.core.clock import Clock
from sync.protocol import batch, enrolment
from sync.protocol.exchange import Request, Response
from sync.protocol.keys import ProvinceKeys
from sync.protocol.malformed import Malformed
from sync.server import accept, blobs, enrol, epochs, feed, hello, packages, sealed
from sync.server.answers import Refused, refused, said
from sync.server.blob_files import BlobFiles
from sync.server.house import House, Random
from sync.server.incarnation import Incarnation
from sync.server.store.engine import Store
from sync.server.store.faults import StoreFault

HELLO = "/sync/v1/hello"
PUSH = "/sync/v1/push"
PULL = "/sync/v1/pull"
OWN = "/sync/v1/own"
SNAPSHOT = "/sync/v1/snapshot"
SEALED = "/sync/v1/sealed"
ENROL = enrolment.PATH
BLOB = "/sync/v1/blob/"
PACKAGE = "/sync/v1/package/"

_RETRY_AFTER = 30

Route = Callable[[House, Request], Response]
NamedRoute = Callable[[House, Request, str], Response]


def _push(house: House, request: Request) -> Response:
    return said(accept.accept(house, batch.unpack(request.body)))


_ROUTES: dict[tuple[str, str], Route] = {
    ("POST", HELLO): hello.greet,
    ("POST", PUSH): _push,
    ("GET", PULL): feed.pull,
    ("GET", OWN): feed.own,
    ("GET", SNAPSHOT): feed.snapshot,
    ("POST", SEALED): sealed.put,
    ("POST", ENROL): enrol.enrol,
}
_NAMED: dict[tuple[str, str], NamedRoute] = {
    ("PUT", BLOB): blobs.put,
    ("GET", BLOB): blobs.get,
    ("GET", PACKAGE): packages.get,
}
_METHODS: dict[str, frozenset[str]] = {
    path: frozenset(method for method, other in (*_ROUTES, *_NAMED) if other == path)
    for _, path in (*_ROUTES, *_NAMED)
}


class Province:
    """An open province; `house` is what the commands of its console work with.

    report: told of every exception that is our mistake; the desk is answered 500 and waits.
    """

    def __init__(
        self,
        store: Store,
        keys: ProvinceKeys,
        clock: Clock,
        random: Random,
        blob_files: BlobFiles,
        incarnation: Incarnation,
        report: Callable[[Exception], None] = lambda error: None,
    ) -> None:
        self.house = House(store, keys, clock, random, blob_files, incarnation)
        self._report = report
        epochs.begin(self.house)
        blobs.sweep(self.house)

    def handle(self, request: Request) -> Response:
        """Answer a request; raises for nothing that a desk can send."""
        try:
            return self._answered(request)
        except Refused as error:
            return refused(error)
        except Malformed as error:
            status = 413 if error.code == "sync.body_size" else 400
            return refused(Refused(status, error.code))
        except StoreFault as error:
            return refused(Refused(503, error.code, retry_after=_RETRY_AFTER))
        except Exception as error:
            self._report(error)
            return refused(Refused(500, "province.fault", retry_after=_RETRY_AFTER))

    def _answered(self, request: Request) -> Response:
        route = _ROUTES.get((request.method, request.path))
        if route is not None:
            return self._routed(route, request)
        folder, _, name = request.path.rpartition("/")
        named = _NAMED.get((request.method, folder + "/"))
        if named is not None:
            return named(self.house, request, name)
        if request.path in _METHODS or folder + "/" in _METHODS:
            raise Refused(405, "sync.method")
        raise Refused(404, "sync.path")

    def _routed(self, route: Route, request: Request) -> Response:
        try:
            return route(self.house, request)
        except feed.Behind as behind:
            # A cursor of ours is ahead of the store, or of other rows: it was restored while nobody
            # looked, and nobody knows where it began to differ.
            epochs.renew(self.house, behind.server_epoch, since=0)
            return route(self.house, request)

    def close(self) -> None:
        """Close store and incarnation file."""
        self.house.incarnation.close()
        self.house.store.close()
