"""The address of a province's server as a person types it, made into the one that is kept."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from desk_app.core.problems import Problem
from desk_app.core.text import clean

_LONGEST = 300


def read_address(text: str, field: str = "url", *, without_tls: bool = False) -> str | Problem:
    """The address without a slash at its end; without a scheme https is meant.

    Names and ID numbers travel to it, so plain http is for this machine only (loopback), unless
    the line itself is closed and somebody said so (without_tls).
    """
    typed = clean(text)
    if not typed.strip("/"):
        return Problem("pair.url_missing", field)
    parts = _split(typed if "://" in typed else f"https://{typed}")
    if parts is None or len(typed) > _LONGEST:
        return Problem("pair.url_wrong", field, {"have": typed[:_LONGEST]})
    if parts.username is not None or parts.password is not None:
        return Problem("pair.url_password", field)
    if parts.scheme == "http" and not without_tls and not _is_loopback(parts.hostname or ""):
        return Problem("pair.url_no_tls", field)
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def _split(text: str) -> SplitResult | None:
    """The parts of an address of ours; None when it is none."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    ours = parts.scheme in {"http", "https"} and parts.hostname and not parts.netloc.endswith(":")
    plain = text.isascii() and " " not in text and not (parts.query or parts.fragment)
    return parts if ours and plain and port != 0 else None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
