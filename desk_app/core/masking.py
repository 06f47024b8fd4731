"""Names that lists on a screen cover: whose matter would tell too much about them."""

from __future__ import annotations

# Fields of procedures (lĩnh vực) that say somebody is poor, ill, disabled, adopted or mourning.
SENSITIVE_FIELDS = frozenset(
    {"Bảo trợ xã hội", "Trợ giúp xã hội", "Giảm nghèo", "Nuôi con nuôi", "Người có công"}
)
DOTS = "•••"


def is_sensitive(field: str) -> bool:
    """Whether a matter of this field covers the name of who came for it."""
    return field.strip() in SENSITIVE_FIELDS


def masked(name: str) -> str:
    """The name with the first letter of each word only: "L••• T••• H•••"."""
    return " ".join(word[0] + DOTS for word in name.split())
