"""The published key of practice desks.

A practice desk holds invented citizens only and must open on any machine without a question:
no keyring, no printed sheet. Its database is encrypted all the same, so that practice runs through
the very code of a real desk, but everybody who reads this line can open it. It protects nothing
and must never be the key of a real desk: `vault.create` refuses to draw it, `vault.unlock` uses it
only when desk.key says "practice".
"""

from __future__ import annotations

import hashlib

# Derived from a sentence rather than typed, so that nobody has to wonder where it comes from.
PRACTICE_KEY = hashlib.sha256(b"mot-cua practice desk: this key is published").digest()
