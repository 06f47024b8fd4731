"""The province without its installed command: python -m sync.server."""

from __future__ import annotations

import sys

from sync.server.main import main

if __name__ == "__main__":
    sys.exit(main())
