"""What a visit costs on the line, counted on the socket: whole requests as a desk sends them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from sync.client.moves import Answered
from sync.client.transport import Transport
from sync.client.work import MARKED
from sync.protocol.exchange import Request
from sync.protocol.limits import MAX_OPS, START_OPS
from sync.server.province import PUSH
from tests.bench.desks import SEED, Bench
from tests.bench.figures import Figure
from tests.bench.slow_line import slow_line
from tests.bench.sync_logs import DAYS_OFFLINE, OPS_A_VISIT, Sender, enrol, sender, week
from tests.bench.sync_push import COMMUNES, province
from tests.support.processes import HANG

# sync.md, Numbers to reach: headers and signature included.
_GOALS = {START_OPS: 110.0, MAX_OPS: 85.0}


def measure(bench: Bench) -> Iterator[Figure]:
    """At the size that a desk begins with, and at the largest one."""
    log = week(SEED, days=1 if bench.sizes.rounds == 1 else DAYS_OFFLINE)
    for size, goal in _GOALS.items():
        one = sender(log, COMMUNES[0], 0, size)
        up, down = _counted(bench, one)
        each = one.ops / one.visits
        yield Figure(
            what=f"up per visit ({each:.2f} ops), {size} ops a request, counted on the socket",
            value=up / one.visits,
            unit="B",
            rounds=len(one.bodies),
            goal=goal,
            beside=f"at {OPS_A_VISIT} ops a visit; down {down / one.visits:.0f} B",
            limit=up / one.ops * OPS_A_VISIT,
        )


def _counted(bench: Bench, one: Sender) -> tuple[int, int]:
    """Bytes up and down that the desk's own transport and the server exchange."""
    with bench.scratch() as folder, province(folder) as (program, _):
        enrol(program, [one])
        with program.serving(), slow_line(urlsplit(program.url).port or 0) as line:
            transport = Transport(line.url)
            try:
                for body in one.bodies:
                    request = Request(method="POST", path=PUSH, headers=MARKED, body=body)
                    answer = transport.send(request, HANG)
                    if not isinstance(answer, Answered) or answer.response.status != 200:
                        raise RuntimeError(f"not taken: {answer}")
            finally:
                transport.close()
            return line.up, line.down
