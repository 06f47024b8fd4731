"""What a case costs by its procedure: pages, copies, the dearest a copy may be."""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.core.procedure import Channel, Fee, Procedure


def fee_due(
    procedure: Procedure,
    *,
    channel: Channel = "desk",
    copies: int = 1,
    pages: int = 1,
    case: str = "",
) -> int | None:
    """Đồng for one case; None when the catalogue names no amount, for then an officer types it.

    copies: copies made, or papers signed; pages: pages of the original, for each copy. Where the
    fee depends on the case and `case` names none of them, the first amount counts.
    """
    fees = [fee for fee in procedure.fees_for(channel) if fee.amount is not None]
    if not fees:
        return None
    if any(fee.per == "page" for fee in fees):
        return copies * _one_copy([fee for fee in fees if fee.per == "page"], pages)
    chosen = next((fee for fee in fees if case and fee.case == case), fees[0])
    assert chosen.amount is not None
    each = chosen.amount if chosen.top is None else min(chosen.amount, chosen.top)
    return each * copies if chosen.per == "copy" else each


def _one_copy(tiers: Sequence[Fee], pages: int) -> int:
    """Each page costs what the highest tier that has begun says, up to the least top."""
    steps = sorted(tiers, key=lambda fee: fee.first)
    total = 0
    for place, fee in enumerate(steps):
        following = steps[place + 1].first if place + 1 < len(steps) else pages + 1
        total += (fee.amount or 0) * max(0, min(pages + 1, following) - fee.first)
    tops = [fee.top for fee in steps if fee.top is not None]
    return min([total, *tops])
