"""What the page "Đồng bộ" says: the state, an attempt, what waits, what was set aside; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from desk_app.core.clock import Millis
from desk_app.core.problems import Problem
from desk_app.services.sync_values import AsideOp, SyncEnd, SyncState, SyncStep
from desk_app.ui.sync.state_words import StateWords
from sync.client.truth import _NEEDS_SOMEBODY, Known
from tests.support import sync_sights as values
from tests.support.design_month import NOW
from tests.support.presenters import count, say
from tests.support.sync_page_fakes import TEXTS, Shown, attempt

MINUTE = 60_000


# ---- the state of the line


def test_a_desk_without_a_province_says_so_and_leads_to_pairing_whoever_may_pair() -> None:
    shown = Shown(SyncState(known=Known(waiting=4)))
    assert shown.notice.fact == "Quầy này chưa nối với tỉnh."
    assert shown.notice.opens == "pair"
    shown.port.pairs = Problem("rights.province.pair")
    shown.presenter.reload()
    assert shown.notice.opens == ""
    assert "Người quản trị" in shown.notice.rest
    assert shown.figure("Chờ gửi") == "4 thao tác"
    assert not shown.view.sending["paired"]


def test_the_page_names_the_province_that_the_desk_is_connected_with() -> None:
    shown = Shown(values.sent(NOW, province="tỉnh Bắc Ninh"))
    assert shown.view.lead == "Nối với tỉnh Bắc Ninh. Mất mạng vẫn làm việc bình thường."
    shown.port.is_so = values.sent(NOW)
    shown.presenter.reload()
    assert shown.view.lead.startswith("Máy này giữ đủ dữ liệu.")


def test_when_all_is_well_nothing_stands_above_the_figures() -> None:
    shown = Shown()
    assert shown.view.notices == ()
    assert shown.figure("Chờ gửi") == "0 thao tác"
    assert shown.figure("Gửi lần cuối") == "09:14"
    assert shown.figure("Tỉnh đã nhận đến") == "số 12.489"
    assert shown.view.next_try == "Máy tự gửi sau mỗi việc · hỏi lại tỉnh lúc 09:24"
    assert shown.conflicts.foot == "Đồng hồ máy lệch 0,4 giây so với tỉnh"


def test_without_a_line_the_page_says_what_is_safe_and_when_it_goes_again() -> None:
    shown = Shown(values.no_line(NOW))
    assert shown.notice.fact == "Chưa gửi được lên tỉnh."
    assert "3 thao tác vẫn an toàn" in shown.notice.rest
    assert "09:24" in shown.notice.rest
    assert shown.notice.right == "không có đường truyền từ 09:15"
    assert shown.figure("Chờ lâu nhất") == "5 phút"
    assert "không bao giờ dừng" in shown.view.next_try


def test_a_login_page_of_the_network_leads_to_the_browser() -> None:
    known = replace(values.no_line(NOW).known, problem=Problem("sync.login_page"))
    shown = Shown(values.no_line(NOW, known=known))
    assert shown.notice.opens == "browser"
    assert shown.notice.tone == "near"


def test_a_desk_that_knows_no_address_does_not_claim_to_send_by_itself() -> None:
    shown = Shown(values.no_line(NOW, url=""))
    assert shown.view.waiting == "3 thao tác"
    assert shown.view.waiting_foot == "Máy không tự gửi được: mang đi bằng USB."


def test_whatever_needs_a_person_is_said_in_few_words_at_the_foot_of_every_page() -> None:
    words = StateWords(say, count, TEXTS.sentence)
    for code in _NEEDS_SOMEBODY:
        assert len(words.reason(Problem(code))) <= 50, code


def test_a_refusal_with_nothing_waiting_does_not_say_that_nobody_was_asked() -> None:
    revoked = values.known(NOW, problem=Problem("sync.revoked"), next=Millis(NOW + MINUTE))
    shown = Shown(values.sent(NOW, known=revoked))
    assert shown.notice.fact == "Tỉnh đã thu hồi máy này."
    assert "Chưa hỏi được" not in shown.notice.rest
    assert shown.view.waiting == ""
    assert shown.view.waiting_foot == "Không cần làm gì, máy tự gửi."


@pytest.mark.parametrize("code", ["sync.refused", "sync.revoked", "sync.too_old", "sync.tls"])
def test_what_only_a_person_can_mend_is_said_in_the_tone_of_a_refusal(code: str) -> None:
    known = values.known(NOW, waiting=2, problem=Problem(code))
    shown = Shown(values.sent(NOW, known=known))
    assert shown.notice.tone == "late"
    assert TEXTS.sentence(Problem(code)).startswith(shown.notice.fact)
    assert "an toàn trên máy này" in shown.notice.rest
    assert "tự gửi" not in shown.view.waiting + shown.view.waiting_foot


def test_a_clock_that_differs_is_said_beside_what_is_in_the_way() -> None:
    known = replace(values.no_line(NOW).known, ahead=2 * 86_400_000)
    shown = Shown(values.no_line(NOW, known=known))
    assert [one.icon for one in shown.view.notices] == ["wifi-off", "clock"]
    assert shown.view.notices[1].fact == "Đồng hồ máy này chậm 2 ngày so với tỉnh."


def test_two_clocks_that_agree_are_said_to_agree() -> None:
    shown = Shown(values.sent(NOW, known=values.known(NOW, ahead=40)))
    assert shown.conflicts.foot == "Đồng hồ máy khớp với tỉnh"


def test_what_the_province_wants_shown_is_shown() -> None:
    shown = Shown(values.sent(NOW, message="Bảo trì từ 22:00."))
    assert (shown.notice.fact, shown.notice.rest) == ("Tỉnh báo:", "Bảo trì từ 22:00.")


def test_a_desk_paired_by_file_says_that_no_address_is_known() -> None:
    shown = Shown(values.sent(NOW, url=""))
    assert "địa chỉ" in shown.notice.fact
    assert "USB" in shown.notice.rest


# ---- an attempt


def test_sending_now_always_ends_in_words() -> None:
    shown = Shown()
    assert attempt(shown, sent=3, received=5) == (
        "09:21 · đã gửi 3 thao tác, nhận về 5 thao tác của nơi khác"
    )
    assert attempt(shown) == "09:21 · không có gì để gửi, tỉnh đã có đủ"
    assert "đã dừng" in attempt(shown, problem=Problem("sync.stopped"))
    assert "tỉnh từ chối" in attempt(shown, problem=Problem("sync.refused"))
    assert "đã gửi 64 thao tác" in attempt(shown, sent=64, problem=Problem("sync.broken_line"))
    assert attempt(shown, problem=Problem("sync.address", values={"url": "x"})) != ""
    shown.port.is_so = values.no_line(NOW)
    said = attempt(shown, problem=Problem("sync.no_line"))
    assert said == "09:21 · chưa gửi được · không có đường truyền từ 09:15"


def test_a_desk_that_cannot_send_says_why_and_asks_nothing_of_the_line() -> None:
    shown = Shown(SyncState())
    shown.presenter.send()
    assert shown.view.result.words == "Chưa gửi được: quầy này chưa nối với tỉnh."
    shown.port.sends = Problem("window.who")
    shown.presenter.send()
    assert shown.view.result.words == TEXTS.sentence(Problem("window.who"))
    assert "send" not in shown.port.asked


def test_how_far_an_attempt_is_can_be_seen_and_it_can_be_stopped() -> None:
    shown = Shown(values.no_line(NOW, 300))
    shown.presenter.stop()
    assert "stop" not in shown.port.asked  # nothing is under way
    shown.presenter.send()
    assert shown.view.step == ("Đang hỏi tỉnh…", 0, 0)
    shown.presenter.on_step(SyncStep("push", 128, 300))
    assert shown.view.step == ("Đang gửi lên tỉnh · 128/300", 128, 300)
    assert shown.view.sending["running"]
    shown.presenter.stop()
    assert shown.port.asked[-1] == "stop"
    shown.presenter.on_end(SyncEnd(at=NOW, problem=Problem("sync.stopped")))
    assert shown.view.step[0] == ""
    assert not shown.view.sending["running"]


def test_a_short_attempt_by_itself_does_not_flicker_and_leaves_the_last_answer() -> None:
    shown = Shown()
    told = attempt(shown, sent=3)
    shown.presenter.on_step(SyncStep("push", 1, 4))
    assert shown.view.step[0] == ""
    shown.presenter.on_end(SyncEnd(at=Millis(NOW + MINUTE)))
    assert shown.view.result.words == told
    shown.presenter.on_step(SyncStep("push", 64, 900))
    assert shown.view.step[0] != ""


def test_an_answer_that_was_bad_news_goes_when_all_is_well_again() -> None:
    shown = Shown()
    assert "không có đường truyền" in attempt(shown, problem=Problem("sync.no_line"))
    shown.presenter.on_end(SyncEnd(at=NOW))
    assert "không có đường truyền" not in shown.view.result.words


def test_the_reason_stands_once_on_the_page() -> None:
    shown = Shown(values.no_line(NOW))
    assert "không có đường truyền" in shown.notice.right
    attempt(shown, problem=Problem("sync.no_line"))
    assert "không có đường truyền" in shown.view.result.words
    assert shown.notice.right == ""


def test_a_read_asked_for_during_a_read_is_done_after_it() -> None:
    shown = Shown()
    home: list[Callable[[], None]] = []

    def later(work: Any, then: Any, failed: Any = None) -> None:
        home.append(lambda: then(work()))

    shown.presenter._run = later
    shown.port.asked.clear()
    shown.presenter.reload()
    shown.presenter.reload()
    shown.presenter.reload()
    assert len(home) == 1
    home.pop()()
    assert len(home) == 1
    home.pop()()
    assert home == []
    assert shown.port.asked == ["state", "state"]


def test_whoever_takes_over_sees_no_value_of_the_one_before() -> None:
    shown = Shown(values.sent(NOW, conflicts=values.conflicts(NOW)))
    attempt(shown, sent=3)
    assert shown.conflicts.shown != ()
    shown.presenter.forget()
    assert shown.conflicts.shown == ()
    assert shown.view.result.words == ""


# ---- columns


def test_what_waits_is_counted_even_where_not_every_row_is_shown() -> None:
    known = replace(values.no_line(NOW).known, waiting=7_200)
    shown = Shown(values.no_line(NOW, 5_000, known=known))
    assert len(shown.view.rows) == 5_000
    assert shown.view.waiting == "7200 thao tác · tự gửi"
    assert shown.view.waiting_foot == "Còn 2200 thao tác cũ hơn không hiện ở đây."


def test_attachments_that_wait_are_told_with_their_size() -> None:
    shown = Shown(values.no_line(NOW, blobs=1, blob_bytes=2_140_000))
    assert shown.view.blobs == "1 tệp, 2,1 MB"
    shown.presenter.show_state(values.sent(NOW))
    assert shown.view.blobs == ""


def test_attachments_say_why_they_do_not_move_and_can_be_paused() -> None:
    full = Problem("attachments.province_full")
    shown = Shown(values.no_line(NOW, blobs=2, blob_bytes=2_140_000, blobs_why=full))
    assert shown.view.blobs_why.startswith("Ổ đĩa của tỉnh đã đầy")
    assert not shown.view.paused
    shown.presenter.pause_files()
    assert shown.port.files_paused == [True]
    shown.presenter.show_state(values.no_line(NOW, blobs=2, blobs_paused=True, blobs_why=full))
    assert (shown.view.blobs_why, shown.view.paused) == ("", True)
    shown.presenter.pause_files()
    assert shown.port.files_paused == [True, False]


def test_own_files_that_are_nowhere_any_more_are_told() -> None:
    shown = Shown(values.sent(NOW, blobs_lost=2))
    assert shown.view.blobs == "2 tệp không còn trên máy này"


def test_what_was_set_aside_says_why_and_leads_to_the_case_without_a_code_or_a_name() -> None:
    shown = Shown(values.sent(NOW, aside=values.aside(NOW), aside_all=4, aside_settled=2))
    first, second = shown.view.cards
    assert first.title == "Hồ sơ 004122"
    assert first.case == f"{values.DESK}.0.77"
    assert "case.corrected" not in first.why
    assert "sửa hồ sơ" in first.why
    assert "2 thao tác sau nó" in first.advice
    assert (second.case, second.visit) == ("", "")
    assert shown.view.aside_foot == "Từ đầu năm: 4 thao tác để riêng, 2 đã xếp vào."


def test_a_reason_that_this_program_does_not_know_is_still_a_sentence() -> None:
    strange = replace(values.aside(NOW)[0], reason=Problem("quarantine.of_2031"))
    (card,) = Shown(values.sent(NOW, aside=(strange,))).view.cards
    assert card.why == "Chưa xếp được việc này vào sổ."
    assert "quarantine.of_2031" in card.report


def test_the_province_being_older_is_nothing_the_desk_has_to_update() -> None:
    newer = Problem("quarantine.newer", values={"kind": "case.paid"})
    theirs = replace(values.aside(NOW)[0], reason=newer)
    (card,) = Shown(values.sent(NOW, aside=(theirs,))).view.cards
    assert "Chương trình ở tỉnh cũ hơn" in card.why
    assert "Không cần làm gì" in card.advice


def test_a_thousand_set_aside_are_counted_and_the_first_are_shown() -> None:
    many: tuple[AsideOp, ...] = tuple(
        replace(values.aside(NOW)[1], op=f"M3PT0000000000CD.0.{n}") for n in range(1, 1_001)
    )
    shown = Shown(values.sent(NOW, aside=many))
    assert 10 <= len(shown.view.cards) <= 50
    assert shown.view.aside == "1000 thao tác"
    assert str(1_000 - len(shown.view.cards)) in shown.view.more
