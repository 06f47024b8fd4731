"""The values of a case as the words that forms name: dates, times, money, who and for whom."""

from __future__ import annotations

from collections.abc import Mapping

from desk_app.core import vietnamese as vi
from desk_app.core.case_ops import Enclosed
from desk_app.core.case_paper import CasePaperValues
from desk_app.core.paper_words import PaperWords
from desk_app.core.text import clean
from desk_app.printing.fonts import UNBROKEN

Entry = Mapping[str, str]


def amount_text(dong: int) -> str:
    """An amount with a point at each thousand: 15.000."""
    return f"{dong:,}".replace(",", ".")


def case_words(values: CasePaperValues, words: PaperWords) -> dict[str, str]:
    """Every name a form may ask for; "" where nothing is known."""
    v, say = values, words.say
    office = v.office or words.office_on(v.on, v.unit_within)
    organisation = v.applicant if v.organisation else ""
    person = v.submitter or v.representative or ("" if v.organisation else v.applicant)
    by = say(f"by_{v.by}") if v.by in ("on_behalf", "authorised") else ""
    found = {
        "address": v.address,
        "addressee": say("addressee_organisation" if v.organisation else "addressee_person"),
        "applicant": v.applicant,
        "by": by,
        "committee": " ".join(v.unit_lines),
        "content": v.content or v.procedure,
        "day": vi.day_in_words(v.on.day),
        "due": words.moment(v.due),
        "due_short": words.short_moment(v.due),
        "email": v.email,
        "fee": say("money", amount=amount_text(v.fee)) if v.fee else "",
        "fee_paid": _fee(v, words),
        "month": vi.month_in_words(v.on.month),
        "new_due": words.moment(v.new_due),
        "note": v.note,
        "number": v.number,
        "office": office,
        "office_phone": v.office_phone,
        "officer": v.officer,
        "old_due": words.moment(v.old_due),
        "organisation": organisation,
        "payment": _payment(v.payment, words),
        "person": person,
        "phone": v.phone,
        "place": v.place,
        "procedure": v.procedure,
        "procedure_code": v.procedure_code,
        "reason": _sentence(v.reason),
        "received": words.moment(v.received),
        "reference": v.reference,
        "register_book": v.register_book,
        "register_number": v.register_number,
        "representative": v.representative,
        "result_place": v.result_place or office,
        "sets": f"{v.sets:02d}",
        "solver": say("office_other", unit=v.solver) if v.solver else v.unit,
        "stage": _stage(v.stage, words),
        "step_day": words.day(v.step_at),
        "stop_asked": say(f"stop_{v.stop_asked_by}") if v.stop_asked_by else "",
        "submitter": v.submitter if by else "",
        "time": _time(v, words),
        "unit": v.unit,
        "unit_above": v.unit_lines[0] if v.unit_lines else "",
        "unit_code": v.unit_code,
        "unit_name": " ".join(v.unit_lines[1:]),
        "unit_within": v.unit_within,
        "year": str(v.on.year),
    }
    for event in ("birth", "marriage", "death"):
        known = getattr(words.events, event)
        found[event] = v.procedure_code if v.procedure_code in known else ""
    return {name: _tidy(text) for name, text in found.items()}


def case_lists(values: CasePaperValues, words: PaperWords) -> dict[str, tuple[Entry, ...]]:
    """Every list a form may ask for, each entry with its names."""
    say = words.say
    lists: dict[str, list[dict[str, str]]] = {
        "papers": [
            {"name": paper.name, "counts": _counts(paper, words)} for paper in values.papers
        ],
        "items": [{"text": item} for item in values.items],
        "extensions": [
            {
                "at": words.short_day(each.at),
                "old_due": words.short_moment(each.old_due),
                "new_due": words.short_moment(each.new_due),
                "reason": each.reason,
            }
            for each in values.extensions
        ],
        "hand_overs": [
            {
                "office": say(f"way_{each.way}", place=each.office or words.words.blank),
                "giver": each.giver,
                "receiver": each.receiver,
                "at": words.short_moment(each.at),
                "result": say(f"result_{each.result}") if each.result else "",
                "note": each.note,
            }
            for each in values.hand_overs
        ],
    }
    return {
        source: tuple(
            {"n": str(place), **{name: _tidy(text) for name, text in entry.items()}}
            for place, entry in enumerate(entries, start=1)
        )
        for source, entries in lists.items()
    }


def _sentence(text: str) -> str:
    """The text with a sign at its end, so that the next sentence can follow."""
    text = clean(text)
    return text if not text or text[-1] in ".!?;:…" else f"{text}."


def _tidy(text: str) -> str:
    """The text on one line; spaces at which no line is broken stay."""
    return UNBROKEN.join(clean(part) for part in text.split(UNBROKEN))


def _counts(paper: Enclosed, words: PaperWords) -> str:
    parts = [
        words.say(code, n=f"{count:02d}")
        for code, count in (("originals", paper.originals), ("copies", paper.copies))
        if count
    ]
    return words.words.counts_join.join(parts)


def _time(values: CasePaperValues, words: PaperWords) -> str:
    if values.unit_of_time == "same_day":
        return words.say("time_same_day")
    if not values.unit_of_time:
        return ""
    return words.say(f"time_{values.unit_of_time}", n=f"{values.time:02d}")


def _payment(payment: str, words: PaperWords) -> str:
    return words.say(f"payment_{payment}") if payment else ""


def _fee(values: CasePaperValues, words: PaperWords) -> str:
    """What was paid or is to be paid; "" where nothing is known: nought is not said to be free."""
    if values.payment == "free":
        return words.say("payment_free").capitalize()
    if not values.fee:
        return ""
    money = words.say("money", amount=amount_text(values.fee))
    if not values.payment:
        return words.say("fee_unpaid", money=money)
    return words.say("fee_paid", money=money, payment=_payment(values.payment, words))


def _stage(stage: str, words: PaperWords) -> str:
    if not stage:
        return ""
    known = ("received", "checked", "waiting", "transferred")
    return words.say(f"stage_{stage}" if stage in known else "stage_other")
