"""How long property tests search: a few seconds in `make test`, much longer on request.

`make test` tries the same examples each time: it says whether this state of the program is good.
New ones are looked for by `make torture`.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# MOT_CUA_TORTURE=50 searches fifty times as long.
TORTURE = int(os.environ.get("MOT_CUA_TORTURE", "1"))


def bounded(examples: int) -> settings:
    """Settings for a property test that tries this many examples in `make test`."""
    return settings(
        max_examples=examples * TORTURE,
        derandomize=TORTURE == 1,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
