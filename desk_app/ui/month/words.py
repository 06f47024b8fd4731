"""The charts' words in the language of the window."""

from __future__ import annotations

from desk_app.core.charts.words import ChartWords
from desk_app.ui.stage import Say


def chart_words(say: Say) -> ChartWords:
    """Every text of the charts; holes stay as they are until figures fill them."""
    return ChartWords(
        headline=say("{proven} điểm chứng minh được. Cộng phần tự nhận là {declared}."),
        headline_reached=say(
            "{proven} điểm chứng minh được. Cộng phần tự nhận là {declared}, đủ mốc {pass_min}."
        ),
        headline_missing=say(
            "{proven} điểm chứng minh được. Cộng phần tự nhận là {declared}, "
            "còn thiếu {missing} tới mốc {pass_min}."
        ),
        month_alone=say(
            "Riêng tháng {month}: {visits} lượt; {n} tiêu chí tính từ dữ liệu được {points} trên "
            "{max} điểm, từ đầu năm được {year}."
        ),
        threshold=say("mốc {points}"),
        proven=say("chứng minh được"),
        claimed=say("tự nhận"),
        unproven=say("chưa có minh chứng"),
        lost=say("mất"),
        part=say("{part}: {points} trên {max} điểm"),
        stars_notice=say("mốc sao: mô hình"),
        lost_title=say("Mất {points} điểm ở đâu"),
        lost_nothing=say("Không mất điểm nào"),
        lost_row=say("{number} {title}: mất {points} trên {max} điểm"),
        lost_others=say("{n} tiêu chí khác"),
        lost_others_row=say("{n} tiêu chí khác: mất {points} điểm"),
        gained=say("Điểm thưởng"),
        left=say("Còn đang khai"),
        left_row=say("Còn đang khai: {points} trên {max} điểm"),
        truncated=say("trục bắt đầu từ {points}"),
        months_title=say("13 tháng, lũy kế từ đầu năm"),
        with_claims=say("cộng tự nhận"),
        month=say("Tháng {month}: chứng minh được {proven}, cộng tự nhận {declared}"),
        month_open=say("Tháng {month}, đang mở: chứng minh được {proven}, cộng tự nhận {declared}"),
        month_gap=say("Tháng {month}: chưa có dữ liệu"),
        answers=say("Hài lòng tại quầy: {happy}/{answered} = {share}"),
        answers_few=say("Hài lòng tại quầy: chưa đủ {fewest} phiếu"),
        answers_month=say(
            "riêng tháng {month}: {happy}/{answered} = {share}, trả lời {answered}/{asked} lượt "
            "= {rate}"
        ),
        answers_month_few=say(
            "riêng tháng {month}: chưa nêu, vì tháng này hoặc các tháng trước "
            "chưa đủ {fewest} phiếu"
        ),
        response=say("trả lời {answered}/{asked} lượt = {rate} · Wilson 95%: {low}–{high}"),
        happy_side=say("phía hài lòng: {n}"),
        silent_side=say("không trả lời"),
        level_1=say("Rất không hài lòng"),
        level_2=say("Không hài lòng"),
        level_3=say("Bình thường"),
        level_4=say("Hài lòng"),
        level_5=say("Rất hài lòng"),
        silent=say("Im lặng"),
        level=say("{level}: {n} lượt"),
        interval=say("Hài lòng {share}, khoảng tin cậy 95% từ {low} đến {high}"),
        worst=say("xấu nhất, nếu im lặng là không: {share}"),
        days_title=say("{n} hồ sơ có hẹn trả xong trong tháng {month}, không hồ sơ nào quá hạn"),
        days_title_late=say("{n} hồ sơ có hẹn trả xong trong tháng {month}, {late} quá hạn"),
        days_due=say("hạn"),
        days_early=say("trước hạn, ngày"),
        days_late=say("quá hạn, ngày"),
        days_row=say("{n} hồ sơ"),
        days_row_late=say("{n} hồ sơ, {late} quá hạn"),
        days_others=say("{n} thủ tục khác"),
        days_sentence=say(
            "{procedure}: {n} hồ sơ, {late} quá hạn; so với hạn từ {first} đến {last} ngày"
        ),
    )
