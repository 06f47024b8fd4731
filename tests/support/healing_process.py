"""A process that is killed while it brings two pasts together.

`python -m tests.support.healing_process HOME KEY EPOCH SEQ HEAD HELD STATEMENTS`: HELD is JSON;
after so many statements of the healing the process kills itself, 0 lets it end.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from desk_app import parts
from desk_app.store.heal import Fork, Healed, heal
from desk_app.store.store import Store
from desk_app.store.writer import Tx


def main(home: str, key: str, epoch: str, seq: str, head: str, held: str, statements: str) -> None:
    """Heal, and be killed."""
    store = Store(Path(home), bytes.fromhex(key), parts.system_clock)
    fork = Fork(int(epoch), int(seq), bytes.fromhex(head))
    known = {int(one): reached for one, reached in json.loads(held).items()}
    left = int(statements)

    def count(statement: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def job(tx: Tx) -> Healed:
        tx.connection.set_trace_callback(count)
        return heal(tx, [fork], known)

    done = store.writer.run(job)
    store.close()
    sys.stdout.write(f"{done.again}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
