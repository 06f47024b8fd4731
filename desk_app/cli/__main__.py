"""The command line without its installed command: python -m desk_app.cli."""

from __future__ import annotations

import sys

from desk_app.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
