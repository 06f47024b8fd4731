"""The line at the foot of every page says only what is so."""

from __future__ import annotations

from datetime import datetime

import msgspec
import pytest

from desk_app import parts
from desk_app.core.clock import Millis, from_local
from desk_app.core.problems import Problem
from sync.client.truth import A_DAY, Known, Truth, moment, number, truth

NOW = from_local(datetime(2026, 11, 20, 9, 21))
SENT = from_local(datetime(2026, 11, 20, 9, 14))
GONE = Problem("sync.no_line")

ALL_WELL = Known(paired=True, paired_at=Millis(NOW - 30 * A_DAY), sent=SENT, contact=SENT)


def said(known: Known, now: Millis = NOW, language: str = "vi") -> str:
    """The line in words."""
    return parts.texts(language).sentence(truth(known, now).line)


def changed(**fields: object) -> Known:
    """A desk with which all is well, but for this."""
    return msgspec.structs.replace(ALL_WELL, **fields)


def test_all_is_sent() -> None:
    assert said(ALL_WELL) == "Đã gửi hết · gửi lần cuối 09:14"
    assert truth(ALL_WELL, NOW) == Truth(
        Problem("sync.truth.all_sent", values={"waiting": "0", "sent": "09:14"}),
        "calm",
        "circle-check",
    )


def test_what_waits_is_counted_with_the_last_success() -> None:
    known = changed(waiting=3)

    assert said(known) == "3 chưa gửi · gửi lần cuối 09:14"
    assert said(known, language="en") == "3 not sent · last sent 09:14"
    assert truth(known, NOW).tone == "plain"
    assert truth(known, NOW).icon == "cloud-up"


@pytest.mark.parametrize("running", [True, False])
def test_while_it_is_being_sent_it_still_waits(running: bool) -> None:
    assert said(changed(waiting=3, running=running)) == "3 chưa gửi · gửi lần cuối 09:14"


def test_a_failed_attempt_is_no_failure_of_what_waits() -> None:
    known = changed(waiting=3, problem=GONE, failing=SENT, next=Millis(NOW + 3 * 60_000))
    found = truth(known, NOW)
    texts = parts.texts("vi")

    assert texts.sentence(found.line) == "3 chưa gửi · gửi lần cuối 09:14"
    assert found.tone == "plain"
    assert found.safe is not None
    assert texts.sentence(found.safe) == (
        "Chưa gửi được lên tỉnh. 3 thao tác vẫn an toàn trên máy này và sẽ tự gửi lại lúc 09:24."
    )
    assert found.why == GONE
    assert found.since is not None
    assert texts.sentence(found.since) == "từ 09:14"


def test_a_desk_without_a_province_says_where_everything_is() -> None:
    known = Known(waiting=12486)

    assert said(known) == "12.486 thao tác chỉ ở máy này · chưa nối với tỉnh"
    assert truth(known, NOW).tone == "plain"


def test_before_anything_was_ever_sent() -> None:
    paired = Known(paired=True, paired_at=NOW)

    assert said(paired) == "Chưa có gì để gửi"
    assert said(msgspec.structs.replace(paired, waiting=2)) == "2 chưa gửi · chưa gửi lần nào"


@pytest.mark.parametrize(("hours", "near"), [(23, False), (24, True), (24 * 30, True)])
def test_after_a_day_without_a_line_the_line_takes_warning_colours(hours: int, near: bool) -> None:
    contact = Millis(NOW - hours * 3_600_000)
    found = truth(changed(waiting=1, contact=contact, failing=contact, problem=GONE), NOW)

    assert (found.icon == "alert-triangle") is near
    assert (found.tone == "near") is near


def test_a_day_on_which_nobody_tried_is_no_day_without_a_line() -> None:
    long_ago = Millis(NOW - 3 * A_DAY)

    assert truth(changed(contact=long_ago, sent=long_ago), NOW).icon == "circle-check"


def test_a_clock_set_forward_by_a_year_and_one_set_back_still_give_a_line() -> None:
    known = changed(waiting=1, failing=SENT, problem=GONE)

    assert truth(known, Millis(NOW + 365 * A_DAY)).icon == "alert-triangle"
    assert truth(known, Millis(NOW - 365 * A_DAY)).icon == "cloud-up"


@pytest.mark.parametrize(
    "code", ["sync.revoked", "sync.fork", "sync.login_page", "sync.tls", "sync.province_full"]
)
def test_what_only_a_person_can_mend_takes_warning_colours_at_once(code: str) -> None:
    found = truth(changed(waiting=2, problem=Problem(code), next=NOW), NOW)

    assert found.icon == "alert-triangle"
    assert found.safe is not None
    assert found.safe.code == "sync.needs_you"


@pytest.mark.parametrize("waiting", [0, 5])
@pytest.mark.parametrize("next_", [None, NOW, Millis(NOW + 60_000)])
def test_every_sentence_is_there_and_whole(waiting: int, next_: Millis | None) -> None:
    for language in parts.LANGUAGES:
        for known in (
            changed(waiting=waiting, problem=GONE, failing=SENT, next=next_),
            changed(waiting=waiting, problem=Problem("sync.revoked"), next=next_),
            Known(paired=True, waiting=waiting),
            Known(waiting=waiting),
        ):
            found = truth(known, NOW)
            for problem in (found.line, found.safe, found.why, found.since):
                if problem is not None:
                    sentence = parts.texts(language).sentence(problem)
                    assert "{" not in sentence
                    assert problem.code not in sentence


def test_moments_are_said_in_few_words() -> None:
    assert moment(SENT, NOW) == "09:14"
    assert moment(Millis(SENT - A_DAY), NOW) == "19/11 09:14"
    assert moment(Millis(SENT - 365 * A_DAY), NOW) == "20/11/2025 09:14"
    assert number(0) == "0"
    assert number(1234567) == "1.234.567"
